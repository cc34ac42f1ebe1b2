"""Rounds of reports: opening one, seeing who is late, reminding, and approving many at once."""
