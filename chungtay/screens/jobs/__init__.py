"""Long work on a screen: what runs, how far it is, what came of it."""
