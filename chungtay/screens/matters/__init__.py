"""Shows border matters: what was raised, what was agreed, and whether both sides say that it is solved."""
