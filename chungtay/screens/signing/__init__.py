"""Shows how an agreement is proposed and signed, and what becomes of it."""
