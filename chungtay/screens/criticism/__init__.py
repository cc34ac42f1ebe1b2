"""Shows how drafts are criticised: opinions clause by clause, the conference, the points, the comparison."""
