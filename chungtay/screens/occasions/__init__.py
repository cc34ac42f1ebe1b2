"""Shows the protocol calendar: days to observe for each partner, days as announced, and the letters of greeting."""
