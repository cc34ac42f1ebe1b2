"""Sentences about the models floor."""
