"""Journeys about reports: they change the demo so much that they have one of their own."""
