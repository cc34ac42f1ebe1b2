"""Answers questions about notices and keys, for one person, without changing anything."""
