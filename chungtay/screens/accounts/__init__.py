"""How a person comes in and goes out."""
