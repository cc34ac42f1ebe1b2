"""Shows meetings: who met, what was decided, and how far the tasks that came of it are."""
