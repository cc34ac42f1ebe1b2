"""Top floor: what is shown to people who signed in."""
