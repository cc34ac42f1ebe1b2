"""Of many clerks in the same moment each gets a number of its own, and none is missing."""

import subprocess
import sys
from datetime import date

from chungtay.actions.documents import add_document
from chungtay.actions.registry import (
    begin_book,
    close_document,
    give_number,
    relate_papers,
    type_number,
    void_number,
)
from chungtay.models import BookEntry, Document, DocumentRelation, NumberBook
from chungtay.rules.messages import RuleBroken
from tests.access.things_registry import SCAN
from tests.actions.numberers import PAPERS
from tests.actions.test_at_once import CLICKS, at_once, busy  # noqa: F401
from tests.cube.installation import home  # noqa: F401 (a fixture)
from tests.house.source import ROOT
from tests.world import NOW, TODAY, World


def papers(world: World, count: int = CLICKS, on: date | None = None) -> list[Document]:
    made = [
        Document(type="Kế hoạch", title=f"Plan {n}", holder=world.bodies["west"], issued_on=on)
        for n in range(count)
    ]
    return [add_document(one, agreements=[], files=[], by=world.provincial, at=NOW) for one in made]


def outgoing(world: World, kept_here: bool = True) -> NumberBook:
    book = NumberBook(
        holder=world.bodies["west"], name="Outgoing", way="outgoing", grammar="state", is_kept_here=kept_here
    )
    return begin_book(book, by=world.leader, at=NOW)


def test_processes_leave_no_gap_and_no_double(home: dict[str, str]) -> None:  # noqa: F811
    command = [sys.executable, "-m", "tests.actions.numberers"]

    def begun(*told: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*command, *told], cwd=ROOT, env=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    assert begun("prepare").wait(60) == 0
    running = [begun("give", str(seed)) for seed in range(3)]
    said = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    lines = begun("tell").communicate(timeout=60)[0].splitlines()
    numbers = [int(line.split()[0]) for line in lines]
    assert numbers == list(range(1, 3 * PAPERS + 1))
    assert all(line.split()[1] in ("void", f"{int(line.split()[0]):02}/KH-BTV") for line in lines)


def test_clerks_number_their_papers_in_the_same_moment(busy: World) -> None:  # noqa: F811
    book = outgoing(busy)
    given = at_once(
        *[
            lambda paper=paper: give_number(book, paper, on=TODAY, by=busy.provincial, at=NOW)  # type: ignore[misc]
            for paper in papers(busy)
        ]
    )
    assert sorted(entry.number for entry in given) == list(range(1, CLICKS + 1))  # type: ignore[attr-defined]


def test_of_many_clicks_on_one_paper_one_gives_its_number(busy: World) -> None:  # noqa: F811
    book, [paper] = outgoing(busy), papers(busy, 1)
    given = at_once(*[lambda: give_number(book, paper, on=TODAY, by=busy.provincial, at=NOW)] * CLICKS)
    assert len({entry.pk for entry in given}) == 1 == BookEntry.objects.count()  # type: ignore[attr-defined]


def test_of_two_who_type_the_same_number_one_is_told_whose_it_is(busy: World) -> None:  # noqa: F811
    book, [one, two] = outgoing(busy, kept_here=False), papers(busy, 2)
    told = at_once(
        lambda: type_number(book, one, number=5, on=TODAY, by=busy.provincial, at=NOW),
        lambda: type_number(book, two, number=5, on=TODAY, by=busy.provincial, at=NOW),
    )
    assert sorted(type(each).__name__ for each in told) == ["BookEntry", "RuleBroken"]


def test_a_paper_is_closed_or_its_number_void_never_both(busy: World) -> None:  # noqa: F811
    book = outgoing(busy)
    for paper in papers(busy, 3):
        entry = give_number(book, paper, on=TODAY, by=busy.provincial, at=NOW)
        told = at_once(
            lambda: close_document(paper, ("scan.pdf", SCAN, ""), by=busy.provincial, at=NOW),  # noqa: B023
            lambda: void_number(entry, reason="Wrong", by=busy.provincial, at=NOW),  # noqa: B023
        )
        assert sum(isinstance(each, RuleBroken) for each in told) == 1, told
        kept, line = Document.objects.get(pk=paper.pk), BookEntry.objects.get(pk=entry.pk)
        assert (kept.closed_at is None) == (line.voided_at is not None)


def test_of_two_papers_that_would_cancel_each_other_one_does(busy: World) -> None:  # noqa: F811
    one, two = papers(busy, 2, on=TODAY)
    told = at_once(
        lambda: relate_papers(one, two, bearing="cancels", by=busy.provincial, at=NOW),
        lambda: relate_papers(two, one, bearing="cancels", by=busy.provincial, at=NOW),
    )
    assert sorted(type(each).__name__ for each in told) == ["DocumentRelation", "RuleBroken"]
    assert DocumentRelation.objects.count() == 1
