"""Begins the draft of a review: its window, its map, and what of the programme it looks at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from chungtay.actions.recorded import PRESSED_TWICE, audited_together, recorded, refuse_unless_may
from chungtay.answers.reviews import usual_recipients
from chungtay.answers.reviews.scope import reviewed_units
from chungtay.models import Agreement, Document, Organisation, Person, Place, Review, ReviewKind, Seat
from chungtay.rules import reviews as rules
from chungtay.rules.ledger import Window
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reviews.sections import sections_of_outline


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What is reviewed: nothing named, all of the programme; else one side, one unit, one place; on a map of a day."""

    seat: Seat | None = None
    unit: Organisation | None = None
    place: Place | None = None
    map_on: date | None = None  # none: the map of the last day
    resolution: Document | None = None
    outline: str = ""  # of a resolution's review


def draft_review(
    agreement: Agreement,
    holder: Organisation,
    *,
    kind: str,
    title: str,
    title_lo: str = "",
    title_en: str = "",
    first_on: date,
    last_on: date,
    scope: Scope = Scope(),
    by: Person,
    at: datetime,
) -> Review:
    phases = agreement.phases.filter(first_on__lte=first_on, last_on__gte=last_on)
    review = Review(
        agreement=agreement, holder=holder, kind=kind, title=" ".join(title.split()), title_lo=title_lo,
        title_en=title_en, first_on=first_on, last_on=last_on, map_on=scope.map_on,
        phase=phases.order_by("first_on").last(), seat=scope.seat,
        unit=scope.unit, place=scope.place, resolution=scope.resolution, outline=scope.outline.strip(),
        recipients="\n".join(usual_recipients(agreement, holder, timezone.localdate(at))),
        drafted_by=by, drafted_at=at,
    )  # fmt: skip
    refuse_unless_may(by, Act.REVIEW, review, at)
    refuse_wrong(review, by=by, at=at)
    with audited_together():
        Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
        return drafted_just_now(review) or keep_draft(review)


def refuse_wrong(review: Review, *, by: Person, at: datetime) -> None:
    """Every fault at once: the window, the title, a scope of another programme, a resolution that is not named."""
    wrong = faults_of(lambda: rules.check_window(review.first_on, review.last_on, phases_of(review)))
    today = timezone.localdate(at)
    if not review.title:
        wrong.append(Message("Write a title.", where="title"))
    if review.seat and review.seat.agreement_id != review.agreement_id:
        wrong.append(Message("This side belongs to another programme.", where="seat"))
    if review.unit and not reviewed_units(review.agreement, by, today).filter(pk=review.unit.pk).exists():
        wrong.append(
            Message("This unit stands under no side of the programme that you review.", where="unit")
        )
    if review.kind == ReviewKind.RESOLUTION:
        papers = Document.objects.visible_to(by, today)
        if review.resolution is None or not papers.filter(pk=review.resolution.pk).exists():
            wrong.append(Message("Choose the resolution that is reviewed.", where="resolution"))
        if not review.outline:
            text = "Write the outline: one heading a line. Units are asked by it, and the review follows it."
            wrong.append(Message(text, where="outline"))
        wrong += faults_of(lambda: sections_of_outline(review.outline))
    if wrong:
        raise RuleBroken(wrong)


def phases_of(review: Review) -> list[tuple[str, Window]]:
    """Which days were signed for; a resolution runs on its own, however long the programme does."""
    if review.kind == ReviewKind.RESOLUTION:
        return []
    return [(one.name, Window(one.first_on, one.last_on)) for one in review.agreement.phases.all()]


def faults_of(check: Callable[[], object]) -> list[Message]:
    try:
        check()
    except RuleBroken as problem:
        return list(problem.messages)
    return []


def drafted_just_now(review: Review) -> Review | None:
    """The very same draft of the same person: the first of two clicks."""
    alike = {
        name: getattr(review, name)
        for name in (
            "agreement",
            "holder",
            "kind",
            "title",
            "first_on",
            "last_on",
            "map_on",
            "seat",
            "unit",
            "place",
            "resolution",
            "outline",
        )
    }
    since = review.drafted_at - PRESSED_TWICE
    return Review.objects.filter(
        **alike,
        drafted_by=review.drafted_by,
        drafted_at__gt=since,
        drafted_at__lte=review.drafted_at,
        frozen_at=None,
    ).first()


def keep_draft(review: Review) -> Review:
    with recorded("draft", thing=review, by=review.drafted_by, at=review.drafted_at):
        review.save()
    return review
