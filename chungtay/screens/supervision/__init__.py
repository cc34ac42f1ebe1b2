"""Shows supervision: the year's plans, each supervision with its bodies, sessions and findings, and what came of it."""
