"""Sentences about the actions floor."""
