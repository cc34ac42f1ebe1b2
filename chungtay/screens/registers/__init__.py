"""The registers of lasting things: clubs, teams, trusted addresses, models, twinned villages, each once."""
