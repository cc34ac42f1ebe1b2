"""The demo world: two programmes laid through the actions in order of time, so that dates and hashes are real."""
