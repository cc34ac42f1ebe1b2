"""Turns, visits and their parts: every rule of a delegation, without a database."""
