"""Every address and operation answers at every position, and every role, as the reckoning says. A cell is a request."""

from collections import Counter

import pytest

from chungtay.doors.api import api
from chungtay.rules.people import Role
from tests.house.source import ROOT
from tools.access import document

from .matrix import Matrix, little_collecting, who_tries
from .positions import ANONYMOUS, BY_NAME, PERSONS, POSITIONS
from .reckoning import DONE, DOOR, REFUSED, UNKNOWN
from .tables import rows
from .test_access import addresses

CELLS = 10_000
PARTS = range(12)  # of the table, so that it is told how far they are


def test_every_row_says_for_whom_it_is_there_and_what_is_done() -> None:
    """A new row ends with two words; `reckoning.py` says which there are."""
    assert [str(row) for row in rows() if not row.done] == []


def test_every_address_and_every_operation_has_a_row_and_every_row_has_one() -> None:
    paths = api.get_openapi_schema()["paths"].items()
    operations = {
        (path.removeprefix("/api/"), method.upper()) for path, methods in paths for method in methods
    }
    assert {row.address for row in rows() if row.door == "page"} == set(addresses())
    assert {(row.address, row.method) for row in rows() if row.door == "api"} == operations


def test_every_role_stands_at_every_position_and_nobody_is_there_twice() -> None:
    assert len(PERSONS) == len(set(PERSONS)) == len(Role) * len(POSITIONS) + 1


def test_every_row_is_tried_at_every_position_and_with_every_role_and_nobody_is_left_out() -> None:
    for at in range(len(rows())):
        tried = set(who_tries(at)) - {ANONYMOUS}
        assert {person.position for person in tried} == set(BY_NAME)
        assert {person.role for person in tried} == set(Role)
    assert {person for at in range(len(rows())) for person in who_tries(at)} == set(PERSONS)


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
def test_every_cell_is_as_the_reckoning_says(matrix: Matrix, part: int) -> None:
    """By one process: what draws papers has threads of its own, and its fork would wait for ever."""
    with little_collecting():
        cells = [
            cell
            for at in range(part, len(rows()), len(PARTS))
            for cell in matrix.cells([rows()[at]], who_tries(at))
        ]
    assert [str(cell) for cell in cells if cell.is_red] == []
    assert len(cells) >= CELLS // len(PARTS)
    told = Counter(cell.got for cell in cells)
    assert min(told[letter] for letter in (DONE, REFUSED, UNKNOWN, DOOR)) > 20, "each part tries all sides"


def test_the_document_is_what_the_tables_make() -> None:
    """Made by `python tools/access.py`."""
    assert (ROOT / "docs" / "access.md").read_text() == document()
