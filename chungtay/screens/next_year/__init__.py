"""Pages of next year: what its plan could begin with, and how two years differ."""
