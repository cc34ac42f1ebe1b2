"""How fast the ledger answers, loads and proves itself, beside what others would do with the same entries.

One made-up country reports for five years, merges its provinces in the middle of the last one, and corrects itself.
Its entries are made from a seed, loaded by our own code and by each contestant into what it likes best; the same
questions are asked of all in turns, every cell is compared with one reference in numpy, and only then is time told.

`python -m bench ledger --size S1` (some minutes) or `S2` (20 million entries); `docs/performance.md` keeps a run.
"""
