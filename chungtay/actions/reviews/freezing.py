"""Fixes every number and word of a review; what was frozen never changes."""

from datetime import datetime

from django.utils import timezone

from chungtay.actions.recorded import recorded, refuse_unless_may
from chungtay.actions.sharing import share_with_seats
from chungtay.answers.figures import Book
from chungtay.answers.reviews import facts_of_review, refuse_unprintable
from chungtay.models import Figure, Indicator, Person, Posting, Review
from chungtay.rules import reviews as rules
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind


def freeze_review(review: Review, *, by: Person, at: datetime) -> Review:
    """Fix every number and word. What was frozen never changes; a later figure needs a further review."""
    refuse_unless_may(by, Act.FREEZE, review, at)
    with recorded("freeze", thing=review, by=by, at=at):
        review = Review.objects.select_for_update().get(pk=review.pk)
        refuse_frozen(review)
        facts = facts_of_review(review, Book(by, timezone.localdate(at), review.agreement))
        refuse_unprintable(facts)
        review.canonical = rules.canonical_bytes(facts)
        review.fingerprint = rules.fingerprint(review.canonical)
        review.frozen_by, review.frozen_at = by, at
        review.known_at = Posting.objects.filter(number=facts.known_at).first()
        review.save(update_fields=["canonical", "fingerprint", "frozen_by", "frozen_at", "known_at"])
        keep_figures(review, facts)
        share_with_seats(Kind.REVIEW, review.pk, [review.agreement], state="frozen", by=by, at=at)
    return review


def keep_figures(review: Review, facts: rules.Facts) -> None:
    indicators = {indicator.slug: indicator for indicator in Indicator.objects.all()}
    Figure.objects.bulk_create(
        Figure(
            review=review,
            code=result.code,
            indicator=indicators[result.indicator],
            target=result.target,
            actual=result.actual,
            qualifier=result.qualifier,
            reported=result.reported,
            due=result.due,
        )
        for result in facts.results
    )


def refuse_frozen(review: Review) -> None:
    if review.frozen_at is not None:
        raise RuleBroken(Message("This review is frozen; what it says can no longer be changed."))
