"""Shows the front page of oversight: what waits, and the doors behind it."""
