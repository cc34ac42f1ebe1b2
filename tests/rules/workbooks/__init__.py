"""Sheets of offices, read cell by cell."""
