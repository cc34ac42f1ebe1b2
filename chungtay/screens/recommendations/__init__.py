"""Shows recommendations: who owes an answer, the page of one with each addressee's way, and its steps."""
