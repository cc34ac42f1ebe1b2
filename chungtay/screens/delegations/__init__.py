"""Shows delegations both ways: whose turn it is, each visit hour by hour, its papers, and what came of it."""
