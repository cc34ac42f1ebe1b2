"""Shows the exchange shelf: what one side put there, who received it, and what was replied."""
