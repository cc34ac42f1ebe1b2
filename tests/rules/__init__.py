"""What the rules decide, in tables that an officer could check."""
