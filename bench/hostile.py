"""Brings workbooks that were made to do harm, as an officer would, and looks at what they cost the server."""

import time
from collections.abc import Callable, Iterator
from resource import RUSAGE_SELF, getrusage
from typing import NamedTuple

from tests import hostile

HARM: dict[str, Callable[[], bytes]] = {
    "an honest one of 1,000 rows": lambda: hostile.honest_workbook(1_000),
    "spaces that unpack to 200 MB": lambda: hostile.zeros(200),
    "a list that lies about its sizes": lambda: hostile.lying_about_its_size(200),
    "a list of 65,000 parts": lambda: hostile.many_entries(65_000),
    "words that stand for ten words each": hostile.laughing,
    "a cell in the far corner": hostile.far_corner,
    "one long word in 100,000 cells": lambda: hostile.one_long_word_in_many_cells(100_000, 32_000),
    "20,000 times merged": lambda: hostile.covered_again_and_again(20_000),
    "rows in rows, 200,000 deep": lambda: hostile.deep(200_000),
}


class Cost(NamedTuple):
    """Seconds, and megabytes by which the largest size of this process grew."""

    what: str
    took: float
    grown: float


def brought() -> Iterator[Cost]:
    from chungtay.actions.uploads import checked
    from chungtay.actions.workbooks.opening import grids_in
    from chungtay.rules.messages import RuleBroken

    made = {what: make() for what, make in HARM.items()}  # making them costs more than refusing them
    for what, content in made.items():
        before, began = getrusage(RUSAGE_SELF).ru_maxrss, time.perf_counter()
        try:
            upload = checked(content, name="a.xlsx", kinds=["workbook"])
            grids_in(upload.content, upload.name)
        except RuleBroken:
            pass
        yield Cost(what, time.perf_counter() - began, (getrusage(RUSAGE_SELF).ru_maxrss - before) / 1024)
