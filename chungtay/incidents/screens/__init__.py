"""Shows the annex: pages under a policy of their own, and the JSON that their scripts exchange with the server."""
