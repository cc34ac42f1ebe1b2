"""The bench asks what it says it asks."""
