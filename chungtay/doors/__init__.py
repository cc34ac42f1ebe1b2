"""Top floor: ways in that are not screens: the command, the API, the public portal."""
