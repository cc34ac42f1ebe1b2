"""Tests of reading files of entries: what is good, what is refused, and the mend."""
