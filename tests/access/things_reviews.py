"""Reviews in their states: drafted, asked about, frozen, of a resolution; what is written into them and signed."""

from datetime import date, timedelta

from chungtay.actions.reports import hand_in, write_report
from chungtay.actions.reviews import (
    Scope,
    ask_contributions,
    draft_review,
    freeze_review,
    take_contribution,
    write_section,
)
from chungtay.models import Document, Report, Review
from chungtay.rules.reviews import Words
from tests.world import NOW, TODAY, World

from .thing import Thing, sending

WINDOW = {"first_on": "01/01/2026", "last_on": "14/03/2026"}
DAYS = {"first_on": date(2026, 1, 1), "last_on": date(2026, 3, 14)}


def of_reviews(world: World) -> dict[tuple[str, str], Thing]:
    frozen = freeze_review(drafted(world), by=world.leader, at=NOW)
    draft = {"id": drafted(world).pk}
    section = {"key": "lessons"}
    conference = sending(held_on="14/03/2026")
    return {
        ("review-draft", "ours"): Thing({"slug": world.programme.slug}, sent=sending(**WINDOW, title="R")),
        ("review", "draft"): Thing(draft),
        ("review", "frozen"): Thing({"id": frozen.pk}),
        ("review-section", "draft"): Thing(draft | section, sent=sending(text="Well done.")),
        ("review-section", "frozen"): Thing({"id": frozen.pk} | section, sent=sending(text="Well done.")),
        ("review-directions", "draft"): Thing(draft, sent=sending(directions="Go on")),
        ("review-frame", "draft"): Thing(draft, sent=sending(title="Review")),
        ("review-conference", "draft"): Thing(draft, sent=conference),
        ("review-freezing", "draft"): Thing(draft),
        ("review-freezing", "frozen"): Thing({"id": frozen.pk}),
        ("review-numbering", "frozen"): Thing({"id": frozen.pk}, sent=sending(number="5", signed_on="20/03/2026")),
        ("review-figure", "frozen"): Thing({"id": frozen.pk, "code": "K-01"}),
        ("review-paper", "draft"): Thing(draft | {"form": "docx"}),
        ("review-paper", "frozen"): Thing({"id": frozen.pk, "form": "docx"}),
        ("review-article", "frozen"): Thing({"id": frozen.pk}),
        ("review-next-phase", "frozen"): Thing(
            {"id": frozen.pk}, sent=sending(name="2027–2031", first_on="01/01/2027", last_on="31/12/2031")
        ),
        **of_sides(world, frozen),
        **of_units(world),
        **of_resolution(world),
    }  # fmt: skip


def of_sides(world: World, frozen: Review) -> dict[tuple[str, str], Thing]:
    signed = {"fingerprint": frozen.fingerprint, "signer": "Chair", "signed_on": "20/03/2026"}
    return {
        ("review-sign-offs", "west"): Thing({"id": frozen.pk}, sent=sending(seat="1", **signed)),
        ("review-sign-offs", "east"): Thing({"id": frozen.pk}, sent=sending(seat="2", **signed)),
    }


def of_units(world: World) -> dict[tuple[str, str], Thing]:
    """One of whom units were asked, and one whose words stand in the review."""
    asked, dogwood = drafted(world, "Asked"), world.bodies["dogwood"]
    due_on = TODAY + timedelta(days=7)
    request = ask_contributions(
        asked, [dogwood], outline="I. Bài học kinh nghiệm", due_on=due_on, by=world.provincial, at=NOW
    )
    report = Report.objects.get(request=request)
    write_report(report, {}, narratives={1: "Begin early."}, by=world.officer, at=NOW)
    hand_in(report, by=world.officer, at=NOW)
    taken = take_contribution(asked, "lessons", report, by=world.provincial, at=NOW)
    units = {"units": [str(dogwood.pk)], "due_on": "27/03/2026", "outline": "I. Lessons"}
    return {
        ("review-units", "draft"): Thing({"id": drafted(world, "Another").pk}, sent=sending(**units)),
        ("review-contributions", "asked"): Thing(
            {"id": asked.pk, "key": "lessons"}, sent=sending(report=str(report.pk))
        ),
        ("review-contribution-removal", "asked"): Thing({"id": asked.pk, "contribution_id": taken.pk}),
    }  # fmt: skip


def of_resolution(world: World) -> dict[tuple[str, str], Thing]:
    paper = Document.objects.create(
        type="Nghị quyết", type_code="NQ", number="06/NQ-BCH", title="On women", holder=world.bodies["west"],
        issued_on=date(2014, 2, 19),
    )  # fmt: skip
    scope = Scope(resolution=paper, outline="I. Loans")
    review = drafted(world, "Ten years", kind="resolution", scope=scope)
    write_section(review, "outline:1", Words("More loans."), by=world.provincial, at=NOW)
    frozen = freeze_review(review, by=world.leader, at=NOW)
    typed = {
        "resolution": str(paper.pk),
        "outline": "I. Loans",
        "first_on": "19/02/2014",
        "last_on": "20/03/2026",
    }
    return {
        ("review-resolution", "ours"): Thing({"slug": world.programme.slug}, sent=sending(**typed)),
        ("review-proposal", "resolution"): Thing({"id": frozen.pk}),
    }


def drafted(
    world: World, title: str = "Review", *, kind: str = "interim", scope: Scope | None = None
) -> Review:
    return draft_review(
        world.programme, world.bodies["west"], kind=kind, title=title, **DAYS, scope=scope or Scope(),
        by=world.provincial, at=NOW,
    )  # fmt: skip
