"""The server's side of notices: what it takes, to whom it gives which bytes, and what it writes down of both."""
