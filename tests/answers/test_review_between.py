"""A review tells what was recommended and exchanged, as it stood on its last day, and only what its holder holds."""

from datetime import date
from typing import Any

import pytest

from chungtay.actions.reviews import draft_review, freeze_review
from chungtay.answers.figures import Book
from chungtay.answers.reviews import facts_now
from chungtay.models import Addressee, Matter, Review
from chungtay.papers.reviews import paper_of
from chungtay.rules.reviews import Extra, Words, facts_of
from tests.answers.between import DAYS, delegation, gathering, matter, moment, recommended, stepped
from tests.world import NOW, TODAY, World


@pytest.fixture
def review(world: World) -> Review:
    """Of the first quarter; it was asked for ten days after its last day."""
    return Review(
        agreement=world.programme, holder=world.bodies["west"], kind="interim", title="First quarter",
        first_on=date(2026, 1, 1), last_on=date(2026, 3, 31),
    )  # fmt: skip


LATER = date(2026, 4, 10)


def told(world: World, review: Review, slug: str) -> Extra | None:
    facts = facts_now(review, Book(world.provincial, LATER, world.programme))
    return next((one for one in facts.extra if one.slug == slug), None)


def standing(extra: Extra | None) -> dict[str, str]:
    """How each addressee stands, by the text of what was recommended."""
    return {str(row[1]): str(row[4]) for row in extra.table[1:]} if extra else {}


def way_of(world: World, text: str, **more: Any) -> Addressee:
    return recommended(world, text=text, **more).addressees.get()


def test_each_recommendation_stands_as_it_did_on_the_last_day(world: World, review: Review) -> None:
    way_of(world, "waits", due_on=TODAY + 40 * DAYS)
    way_of(world, "late", due_on=TODAY)
    escalated = way_of(world, "escalated", due_on=TODAY)
    stepped(escalated, "escalate", "sent", "sent", world)
    done = way_of(world, "done")
    stepped(done, "answer", "sent", "answered", world, decision="in_part")
    stepped(done, "report_done", "answered", "done", world)
    closed = way_of(world, "closed")
    stepped(closed, "answer", "sent", "answered", world, decision="accepted")
    stepped(closed, "report_done", "answered", "done", world)
    stepped(closed, "verify", "done", "verified", world)
    stepped(closed, "close", "verified", "closed", world)
    refused = way_of(world, "refused")
    stepped(refused, "answer", "sent", "answered", world, decision="rejected", moved_at=moment(LATER))
    withdrawn = way_of(world, "withdrawn")
    stepped(withdrawn, "withdraw", "sent", "withdrawn", world)
    extra = told(world, review, "recommendations")
    assert standing(extra) == {
        "waits": "chưa trả lời",
        "late": "quá hạn, chưa trả lời",
        "escalated": "quá hạn, chưa trả lời, đã báo cáo cấp trên",
        "done": "chấp nhận một phần, đã thực hiện",
        "closed": "chấp nhận, đã thực hiện, đã kiểm tra, đã kết thúc",
        "refused": "chưa trả lời",  # it was refused after the last day
    }
    assert extra
    assert extra.paragraphs[0].en == (
        "Addressees of recommendations: 6; answered: 2 (accepted 1, accepted in part 1, rejected 0); "
        "not answered: 4, of which overdue: 2. Done: 2, of which verified: 1. Escalated: 1."
    )


def test_what_is_not_the_holders_or_not_of_these_days_is_left_out(world: World, review: Review) -> None:
    recommended(world, text="of others", holder=world.bodies["east"], origin="own")
    recommended(world, text="of last year", sent_at=moment(date(2025, 12, 31)))
    recommended(world, text="only drafted", state="draft")
    recommended(world, "cedar", text="of no programme", agreement=None)
    assert told(world, review, "recommendations") is None
    review.holder = world.bodies["dogwood"]
    recommended(world, "dogwood", "cedar", text="asked of both")
    extra = told(world, review, "recommendations")
    assert extra and [str(row[2]) for row in extra.table[1:]] == ["Union of Dogwood"] * 2


def test_visits_gatherings_and_solved_matters_stand_in_one_table(world: World, review: Review) -> None:
    delegation(world, state="closed", first_on=date(2026, 2, 3), last_on=date(2026, 2, 4), result="Both go on",
               title_lo="ຢ້ຽມຢາມ", result_lo="ສືບຕໍ່")  # fmt: skip
    delegation(world, state="agreed", first_on=date(2026, 2, 5), last_on=date(2026, 2, 6), title="Not yet")
    gathering(world)
    matter(world, state="solved", solved_here_at=NOW, solved_there_at=NOW)
    matter(world, state="raised", title="Open still")
    extra = told(world, review, "exchange")
    assert extra
    assert [(str(row[0]), row[1].en, str(row[2])) for row in extra.table[1:]] == [
        ("03/02/2026", "Delegation", "A visit to Elmshire"),
        ("17/03/2026", "Conference on experience", "What we learned"),
        ("20/03/2026", "Matter solved", "A path was closed"),
    ]
    assert extra.table[1][2] == Words("A visit to Elmshire", "ຢ້ຽມຢາມ")
    review.holder = world.bodies["far"]
    assert told(world, review, "exchange") is None


def test_a_frozen_review_keeps_its_table_and_prints_it_in_three_languages(world: World) -> None:
    recommended(world, due_on=TODAY + 40 * DAYS)
    matter(world, state="solved", solved_here_at=NOW, solved_there_at=NOW)
    draft = draft_review(
        world.programme, world.bodies["west"], kind="interim", title="Year", first_on=date(2026, 1, 1),
        last_on=date(2026, 12, 31), by=world.provincial, at=NOW,
    )  # fmt: skip
    frozen = freeze_review(draft, by=world.leader, at=NOW)
    Addressee.objects.update(state="withdrawn")
    Matter.objects.update(title="Otherwise")
    facts = facts_of(bytes(frozen.canonical or b""))
    assert [one.slug for one in facts.extra] == ["recommendations", "exchange"]
    assert standing(facts.extra[0]) == {"Pay what is owed": "chưa trả lời"}
    for language, head in (("vi", "Kiến nghị"), ("lo", "ຂໍ້ສະເໜີ"), ("en", "Recommendation")):
        said = repr(paper_of(facts, year=2026, language=language))
        assert f"'{head}'" in said and "A path was closed" in said


def test_a_table_that_was_frozen_in_one_language_is_still_read() -> None:
    """Cells were plain texts before they were words in three languages."""
    from chungtay.rules.reviews.canonical import _built

    read = _built(Extra, {"slug": "a", "title": {"vi": "A"}, "paragraphs": [], "table": [["Một", "3"]]})
    assert read.table == ((Words("Một"), Words("3")),)
