"""Yearly plans: what is agreed, who leads what by when, what each side said, and how far it has come."""
