"""What the public reads without signing in."""
