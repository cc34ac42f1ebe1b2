"""A workbook that was made to do harm harms nobody: it is a sentence to who brought it, and the server stays small."""

from collections.abc import Callable
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

import pytest

from chungtay.actions.uploads import checked
from chungtay.actions.workbooks.opening import grids_in
from chungtay.rules.messages import RuleBroken
from tests import hostile

KIB_IN_MIB = 1024
SECONDS, MEBIBYTES = 20, 150  # of waiting on a busy machine; of growth of the process that serves everybody

REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "spaces that unpack to 200 MB": ("a.xlsx", lambda: hostile.zeros(200), "unpack"),
    "a list of parts that lies about its sizes": ("a.xlsx", lambda: hostile.lying_about_its_size(200), "damaged"),
    "parts that lie over each other": ("a.xlsx", lambda: hostile.parts_over_each_other(300), "unpack"),
    "a list of 65,000 parts": ("a.xlsx", lambda: hostile.many_entries(65_000), "unpack"),
    "words that stand for ten words each": ("a.xlsx", hostile.laughing, "damaged"),
    "a word that stands for a file of ours": ("a.xlsx", hostile.reading_a_file_of_ours, "damaged"),
    "a cell in the far corner": ("a.xlsx", hostile.far_corner, "memory or time|far beyond"),
    "one long word in 100,000 cells": (
        "a.xlsx", lambda: hostile.one_long_word_in_many_cells(100_000, 32_000), "memory or time",
    ),
    "numbers that are none": ("a.xlsx", hostile.no_numbers, "damaged"),
    "half a workbook": ("a.xlsx", lambda: hostile.honest_workbook(500)[:-900], "damaged"),
    "a line of 15 million letters": ("a.csv", lambda: b"x" * 15_000_000, "no CSV"),
    "two million short lines and a wide one": ("a.csv", lambda: b"a\n" * 2_000_000 + b"a," * 100_000, "memory or time"),
}  # fmt: skip
HARMLESS: dict[str, Callable[[], bytes]] = {
    "an honest workbook": lambda: hostile.honest_workbook(1_000),
    "rows in rows, 200,000 deep": lambda: hostile.deep(200_000),
    "one cell merged with the whole sheet, 20,000 times": lambda: hostile.covered_again_and_again(20_000),
}


def brought(name: str, content: bytes) -> int:
    """How many rows there are, as if an officer had brought the file."""
    upload = checked(content, name=name, kinds=["workbook", "csv"])
    return sum(len(grid.rows) for grid in grids_in(upload.content, upload.name))


def grown() -> int:
    return getrusage(RUSAGE_SELF).ru_maxrss // KIB_IN_MIB


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_in_a_sentence_and_costs_the_server_little(what: str) -> None:
    name, made, told = REFUSED[what]
    content = made()
    began, before = perf_counter(), grown()
    with pytest.raises(RuleBroken, match=told):
        brought(name, content)
    assert perf_counter() - began < SECONDS
    assert grown() - before < MEBIBYTES


@pytest.mark.parametrize("what", HARMLESS)
def test_what_only_looks_odd_is_read_or_refused_in_a_sentence(what: str) -> None:
    content = HARMLESS[what]()
    began, before = perf_counter(), grown()
    assert brought("a.xlsx", content) <= 1_000
    assert perf_counter() - began < SECONDS
    assert grown() - before < MEBIBYTES
