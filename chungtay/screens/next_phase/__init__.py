"""Pages of the next phase: what it could begin with, and the two phases side by side."""
