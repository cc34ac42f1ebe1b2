"""A signed total is copied from its paper, stands beside ours with the difference, and is never posted."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from chungtay.actions.documents import add_document, quote_figure, withdraw_quote
from chungtay.answers.evidence import Asked, quoted_beside
from chungtay.models import AuditLine, Document, Entry, Posting, QuotedFigure
from chungtay.rules.amounts import SCALE
from chungtay.rules.messages import RuleBroken
from tests.doors.test_totals import approved_with_a_talk
from tests.world import NOW, TODAY, World

Enter = Callable[..., Client]
QUARTER = (date(2026, 1, 1), date(2026, 3, 20))


@pytest.fixture
def paper(world: World) -> Document:
    document = Document(
        type="Report", title="What Oakshire signed", issuers="Union of Oakshire", number="41/BC",
        issued_on=date(2026, 3, 18), holder=world.bodies["west"],
    )  # fmt: skip
    files = [("r.txt", b"nine sessions", "text/plain")]
    return add_document(document, agreements=[world.programme], files=files, by=world.provincial, at=NOW)


def a_figure(world: World, paper: Document, **more: Any) -> QuotedFigure:
    facts: dict[str, Any] = {
        "document": paper, "agreement": world.programme, "indicator": world.indicators["sessions"],
        "place": world.places["Oakshire"], "first_on": QUARTER[0], "last_on": QUARTER[1], "quantity": 9 * SCALE,
        "qualifier": "exact", "passage": "nine sessions",
    }  # fmt: skip
    return QuotedFigure(**facts | more)


def quoted(world: World, paper: Document, **more: Any) -> QuotedFigure:
    return quote_figure(a_figure(world, paper, **more), by=world.provincial, at=NOW)


def test_it_stands_beside_ours_with_the_difference_and_what_we_knew_on_its_day(
    world: World, paper: Document
) -> None:
    quoted(world, paper)
    approved_with_a_talk(world)
    (one,) = quoted_beside(
        Asked(world.indicators["sessions"], world.programme, *QUARTER), world.leader, TODAY
    )
    assert (one.ours.amount, one.difference) == (1 * SCALE, -8 * SCALE)
    assert one.then is not None and one.then.amount is None, "on 18 March nothing had been approved"
    assert one.row.said_by == "Union of Oakshire"


def test_it_is_never_posted(world: World, paper: Document) -> None:
    quoted(world, paper)
    assert not Posting.objects.exists() and not Entry.objects.exists()


def test_of_a_unit_asked_only_what_was_said_of_it_or_within_it_is_shown(
    world: World, paper: Document
) -> None:
    quoted(world, paper)
    quoted(world, paper, place=world.places["Alder"], first_on=date(2025, 1, 1), last_on=date(2025, 6, 30))

    def shown(place: str) -> list[str]:
        asked = Asked(
            world.indicators["sessions"], world.programme, date(2025, 1, 1), TODAY, place=world.places[place]
        )
        return [str(one.row.place) for one in quoted_beside(asked, world.leader, TODAY)]

    assert shown("Oakshire") == ["Alder", "Oakshire"]
    assert shown("Cedar") == ["Alder"], "what Alder signed lies in Cedar since the merger"
    assert shown("Dogwood") == []


def test_who_may_not_read_the_paper_sees_no_figure_of_it(world: World, paper: Document) -> None:
    quoted(world, paper)
    asked = Asked(world.indicators["sessions"], world.programme, *QUARTER)
    assert quoted_beside(asked, world.stranger, TODAY) == []


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"last_on": date(2025, 12, 31)}, "The last day lies before the first."),
    ({"quantity": -1}, "A figure in a paper is a number from 0 upwards."),
    ({"passage": " "}, "Copy the words around the number"),
]


@pytest.mark.parametrize(("wrong", "words"), WRONG)
def test_a_wrong_figure_says_what_to_mend(
    world: World, paper: Document, wrong: dict[str, Any], words: str
) -> None:
    with pytest.raises(RuleBroken) as problem:
        quoted(world, paper, **wrong)
    assert words in str(problem.value)
    assert not QuotedFigure.objects.exists()


def test_a_unit_that_did_not_stand_on_the_last_day_is_refused(world: World, paper: Document) -> None:
    with pytest.raises(RuleBroken) as problem:
        quoted(world, paper, place=world.places["Alder"])
    assert "Alder did not exist on 2026-03-20" in str(problem.value)


def test_pressed_twice_it_is_kept_once_and_taken_back_it_is_gone_from_every_page(
    world: World, paper: Document
) -> None:
    first, second = quoted(world, paper), quoted(world, paper)
    assert first.pk == second.pk
    for _ in range(2):
        withdraw_quote(first, by=world.provincial, at=NOW)
    asked = Asked(world.indicators["sessions"], world.programme, *QUARTER)
    assert quoted_beside(asked, world.leader, TODAY) == []
    assert QuotedFigure.objects.get().withdrawn_by == world.provincial
    assert AuditLine.objects.filter(act="withdraw_quote").exists()


@pytest.mark.parametrize("who", ["officer", "partner", "stranger", "auditor", "administrator"])
def test_only_who_keeps_the_paper_copies_from_it(world: World, paper: Document, who: str) -> None:
    with pytest.raises(RuleBroken) as problem:
        quote_figure(a_figure(world, paper), by=world.persons[who], at=NOW)
    assert "Your post does not allow this" in str(problem.value)


def test_an_officer_copies_it_on_the_papers_page_and_sees_it_on_the_figures(
    signed_in: Enter, world: World, paper: Document
) -> None:
    desk = signed_in("provincial")
    sent = {
        "programme": world.programme.slug, "indicator": "sessions", "qualifier": "over", "quantity": "1,100.50",
        "first_on": "01/01/2026", "last_on": "20/03/2026", "place": "W1", "passage": "over 1.100,50 sessions",
    }  # fmt: skip
    page = desk.post(f"/documents/{paper.pk}/figures/", sent, follow=True).content.decode()
    assert "over 1.100,50 sessions" in page
    kept = QuotedFigure.objects.get()
    assert (kept.quantity, kept.place, kept.entered_by) == (
        11_005_000,
        world.places["Oakshire"],
        world.provincial,
    )
    address = "/figures/?indicator=sessions&from=2026-01-01&to=2026-03-20&programme=oak-elm"
    figure = desk.get(address).content.decode()
    assert "Signed figures beside ours" in figure
    assert "What Oakshire signed" in figure
    wrong = desk.post(f"/documents/{paper.pk}/figures/", sent | {"quantity": "many", "place": "999"})
    assert wrong.status_code == 422
    assert "many is not a number" in wrong.content.decode()
    assert "No unit bears this code on that day." in wrong.content.decode()


def test_the_figure_page_says_in_a_sentence_under_which_clocks_it_holds(
    signed_in: Enter, world: World
) -> None:
    approved_with_a_talk(world)
    address = "/figures/?indicator=sessions&from=2026-01-01&to=2026-03-20"
    page = " ".join(signed_in("leader").get(address).content.decode().split())
    assert "Counted from 01/01/2026 to 20/03/2026, on the map of 20/03/2026, as it is known now." in page
    then = " ".join(signed_in("leader").get(f"{address}&known_at=2026-03-19").content.decode().split())
    assert "as it was known at the end of 19/03/2026." in then
