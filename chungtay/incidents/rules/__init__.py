"""Decides, for the annex: no Django, no database, no clock."""
