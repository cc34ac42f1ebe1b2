"""Sentences about the doors floor."""
