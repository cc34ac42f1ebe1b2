"""Shows urgent problems: the register, the workshops that rank them, and what came of each."""
