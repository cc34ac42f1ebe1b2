"""A version takes the steps of the table and no other."""

from itertools import product

import pytest

from chungtay.rules.messages import RuleBroken
from chungtay.rules.versions import FIELDS, Move, RowKind, VersionState, check_move

EVERY_STEP = """
    from       begin  keep      edit   bring_up_to_date  propose   withdraw   put_in_force
    none       draft  in_force  -      -                 -         -          -
    draft      -      -         draft  draft             proposed  withdrawn  -
    proposed   -      -         -      -                 -         withdrawn  in_force
    in_force   -      -         -      -                 -         -          -
    withdrawn  -      -         -      -                 -         -          -
"""


def every_step() -> list[tuple[str, str, str]]:
    head, *rows = [line.split() for line in EVERY_STEP.strip().splitlines()]
    return [(row[0], move, after) for row in rows for move, after in zip(head[1:], row[1:], strict=True)]


@pytest.mark.parametrize(("before", "move", "after"), every_step())
def test_a_version_takes_the_steps_of_the_table_and_no_other(before: str, move: str, after: str) -> None:
    if after == "-":
        with pytest.raises(RuleBroken):
            check_move(VersionState(before), Move(move))
    else:
        assert check_move(VersionState(before), Move(move)) is VersionState(after)


def test_the_table_of_steps_has_every_state_and_every_step() -> None:
    told = {(before, move) for before, move, _ in every_step()}
    assert told == {(state.value, move.value) for state, move in product(VersionState, Move)}


def test_every_needed_field_has_its_mend() -> None:
    from chungtay.rules.versions.checks import LABELS, MENDS

    assert {one.name for fields in FIELDS.values() for one in fields if one.is_needed} <= MENDS.keys()
    assert LABELS.keys() == set(RowKind)
