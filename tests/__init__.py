"""Sentences about the product, each of which can fail."""
