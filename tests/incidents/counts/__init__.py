"""What may be counted of notices, how long they are kept, and their front page."""
