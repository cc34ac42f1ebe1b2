"""Sentences about the screens floor."""
