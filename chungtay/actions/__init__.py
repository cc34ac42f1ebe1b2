"""Second floor: what is done. Verbs that cross contexts, each in one transaction with one audit line."""
