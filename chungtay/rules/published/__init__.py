"""Decides about what the public sees: how far a content has come, what a new copy changes, which papers may go out."""
