"""The registers of lasting things: clubs, each once."""
