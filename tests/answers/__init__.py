"""Sentences about the answers floor."""
