"""The landing: read-only questions. Every figure on a page comes from here."""
