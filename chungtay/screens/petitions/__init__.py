"""What readers wrote, and what the office does with it."""
