"""Shows figures and what they were made from."""
