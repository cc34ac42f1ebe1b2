"""A cube that does not hold what the bytes of the postings say is found out, wherever the difference lies."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from chungtay.cube.answer import Cube
from chungtay.cube.panels import Panel
from chungtay.cube.proof import Proof, proved
from chungtay.rules.ledger import Entry, posted
from chungtay.rules.ledger.postings import Posting, read_body
from chungtay.rules.places import Place, World
from tests.cases import many

from .questions import Case, cases
from .test_cube import filled

DAY = date(2026, 3, 31)
WORLD = World([Place("land", None, date(2000, 1, 1), level="province")])


def postings(count: int = 3) -> list[Posting]:
    held: list[Posting] = []
    for number in range(1, count + 1):
        entries = [
            Entry(indicator=name, place="land", on=date(2025, number, 1), holder="union", amount=number)
            for name in ("sessions", "clubs")
        ]
        kept, _ = posted(
            entries,
            after=held[-1] if held else None,
            kind="load",
            by="",
            recorded_at=datetime(2025, number, 2, tzinfo=UTC),
        )
        held.append(kept)
    return held


@pytest.fixture
def cube() -> Cube:
    found = Cube()
    found.put(read_body(one.body) for one in postings())
    return found


def proof_of(cube: Cube, held: list[Posting]) -> Proof:
    return proved(cube, (read_body(one.body) for one in held), WORLD, DAY)


def test_a_cube_that_holds_what_was_posted_is_proved(cube: Cube) -> None:
    proof = proof_of(cube, postings())
    assert proof.faults == [] and proof.entries == 6 and proof.cells > 0


SPOILT: dict[str, Callable[[Cube], None]] = {
    "an amount": lambda cube: _change(cube, "amount", 7),
    "a day": lambda cube: _change(cube, "on", 1),
    "a place": lambda cube: _change(cube, "place", 1),
    "a flag": lambda cube: _change(cube, "flags", 4),
    "a row too few": lambda cube: cube.shelves.of[0].__dict__.update(in_tail=2),
}


def _change(cube: Cube, column: str, by: int) -> None:
    cube.shelves.of[0].tail[column][1] += by


@pytest.mark.parametrize("what", SPOILT)
def test_one_wrong_thing_is_told_with_the_entries_among_which_it_lies(cube: Cube, what: str) -> None:
    SPOILT[what](cube)
    (fault, *_) = proof_of(cube, postings()).faults
    assert "differs from the ledger's bytes between entries" in str(fault) and str(fault).endswith("6.")


def test_rows_that_no_posting_brought_are_told(cube: Cube) -> None:
    said = [str(fault) for fault in proof_of(cube, postings(2)).faults]
    assert any("1 entries that no posting brought" in one for one in said)


def test_a_running_sum_that_was_added_up_wrongly_is_told(cube: Cube, monkeypatch: pytest.MonkeyPatch) -> None:
    right = Panel.__init__

    def wrong(self: Panel, *given: object) -> None:
        right(self, *given)  # type: ignore[arg-type]
        self.amounts[-1] += 1

    monkeypatch.setattr(Panel, "__init__", wrong)
    assert any("running sums" in str(fault) for fault in proof_of(cube, postings()).faults)


@many(100)
@given(case=cases(questions=1))
def test_every_drawn_ledger_is_proved(case: Case) -> None:
    cube, held = filled(case.ledger), case.ledger.postings
    proof = proved(cube, (read_body(one.body) for one in held), case.world, DAY)
    assert proof.faults == [] and proof.entries == len(case.ledger.entries)
