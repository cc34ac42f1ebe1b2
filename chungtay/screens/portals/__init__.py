"""An office writes what its public site says of itself."""
