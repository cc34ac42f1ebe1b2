"""Support given to households: counts for everybody who works with them, names only for those who say why."""
