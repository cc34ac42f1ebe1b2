"""Shows gatherings of two sides: twinned villages, joint events, conferences on experience."""
