"""What the person who signed in owes."""
