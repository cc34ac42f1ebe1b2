"""What a letter of greeting says, as a mark that changes with any word of it: approval binds to it."""

from dataclasses import replace
from datetime import date

from chungtay.models import Draft
from chungtay.papers.kept import canonical_bytes, fingerprint

from .composing import paper_of


def letter_mark(draft: Draft, today: date) -> str:
    """Its number and its day are written in after approval, and do not count."""
    paper = paper_of(draft, None, today)
    bare = replace(paper.head, number=None, suffix="", symbol="", day=None, year=None)
    return fingerprint(canonical_bytes(replace(paper, head=bare)))
