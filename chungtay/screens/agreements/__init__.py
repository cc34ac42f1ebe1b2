"""Shows programmes and their plans."""
