"""Shows how many days an office gives, and lets it set its own."""
