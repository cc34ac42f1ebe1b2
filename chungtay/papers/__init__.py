"""The print shop: official papers from plain facts. Knows no Django and no database."""
