"""Measures the public pages: how quickly they are made and given out, what they weigh, when a slow phone shows them."""
