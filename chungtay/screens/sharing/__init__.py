"""Shows with whom a thing is shared, and takes it back."""
