"""Shows tasks: what the own offices owe, ask and share in, the page of one, and its steps."""
