"""The house attacked: what a client may not set, name, guess or learn, tried at every address that there is."""
