"""Directives: sending them, and who has answered."""
