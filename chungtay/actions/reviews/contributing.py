"""Asks units for their part of a review, and takes over what they said, section by section, with the unit named."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from chungtay.actions.recorded import recorded, refuse_unless_may
from chungtay.actions.requests import ask_theme
from chungtay.answers.reviews.sections import sections_of, voices_on
from chungtay.models import (
    Organisation,
    Person,
    Report,
    ReportRequest,
    Review,
    ReviewContribution,
    ReviewKind,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reviews.sections import outline_of

from .writing import to_write


def ask_contributions(
    review: Review,
    units: Sequence[Organisation],
    *,
    outline: str = "",
    due_on: date,
    by: Person,
    at: datetime,
) -> ReportRequest:
    """Send the outline of the review to units as a request on a theme; what they write comes back under its heads.

    Pressed twice, they are asked once. Whoever is left out is asked later on the page of the request.
    """
    refuse_unless_may(by, Act.REVIEW, review, at)
    with recorded("ask_contributions", thing=review, by=by, at=at):
        held = to_write(review)
        if held.request is not None:
            raise RuleBroken(
                Message("Units were asked for this review already. Ask further ones on that page.")
            )
        last_on = min(held.last_on, timezone.localdate(at))
        if last_on < held.first_on:
            raise RuleBroken(Message("These days are still to come; nobody can write about them yet."))
        request = ReportRequest(
            agreement=held.agreement, holder=held.holder, title=held.title, title_lo=held.title_lo,
            title_en=held.title_en, first_on=held.first_on, last_on=last_on, due_on=due_on,
            **outlines(held, outline),
        )  # fmt: skip
        held.request = ask_theme(request, units, by=by, at=at)
        held.save(update_fields=["request"])
    review.request = held.request
    return held.request


def outlines(review: Review, typed: str = "") -> dict[str, str]:
    """The outline in three languages; one that the officer changed goes out in the words that were typed."""
    own = {"outline": outline_of(sections_of(review))}
    own |= {f"outline_{each}": outline_of(sections_of(review), each) for each in ("lo", "en")}
    if review.kind == ReviewKind.RESOLUTION and review.outline.strip():
        own = {name: getattr(review, name) for name in own}
    if typed.strip() and typed.split() != own["outline"].split():
        return {"outline": typed, "outline_lo": "", "outline_en": ""}
    return own


def take_contribution(
    review: Review, key: str, report: Report, *, by: Person, at: datetime
) -> ReviewContribution:
    """Put what a unit said to a section beside it, in the unit's own words and under its name."""
    refuse_unless_may(by, Act.REVIEW, review, at)
    with recorded("take_contribution", thing=review, by=by, at=at, reason=key):
        held = to_write(review)
        voices = voices_on(held, key, by, timezone.localdate(at))
        said = next((one.text for one in voices if one.report.pk == report.pk), None)
        if said is None:
            raise RuleBroken(Message("This unit has not written about this section."))
        kept, _ = ReviewContribution.objects.update_or_create(
            review=held, organisation=report.holder, section=key,
            defaults={"report": report, "text": said, "taken_by": by, "taken_at": at},
        )  # fmt: skip
    return kept


def drop_contribution(contribution: ReviewContribution, *, by: Person, at: datetime) -> None:
    """Leave it out again; the unit's own answer stays where it is."""
    review = contribution.review
    refuse_unless_may(by, Act.REVIEW, review, at)
    with recorded("drop_contribution", thing=review, by=by, at=at, reason=contribution.section):
        to_write(review).contributions.filter(pk=contribution.pk).delete()
