"""The lists that offices keep for notices: chains, hotlines, hours, retention, legal basis."""
