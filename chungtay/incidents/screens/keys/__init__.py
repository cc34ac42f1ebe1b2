"""Shows keys of recipients and of sides, and takes what their pages' scripts send."""
