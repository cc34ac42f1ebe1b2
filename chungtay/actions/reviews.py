"""What is done with a review: drafted, written, frozen, and turned into an article draft."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone

from chungtay.answers.figures import Book
from chungtay.answers.reviews import facts_of_review, refuse_unprintable, usual_recipients
from chungtay.models import (
    Agreement,
    Article,
    Direction,
    Figure,
    Indicator,
    Narrative,
    Organisation,
    Person,
    Posting,
    Review,
)
from chungtay.rules import reviews as rules
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind

from .published import draft_article
from .recorded import PRESSED_TWICE, audited_together, recorded, refuse_unless_may
from .sharing import share_with_seats


def draft_review(
    agreement: Agreement,
    holder: Organisation,
    *,
    kind: str,
    title: str,
    first_on: date,
    last_on: date,
    by: Person,
    at: datetime,
) -> Review:
    review = Review(
        agreement=agreement,
        holder=holder,
        kind=kind,
        title=title.strip(),
        first_on=first_on,
        last_on=last_on,
        recipients="\n".join(usual_recipients(agreement, holder, timezone.localdate(at))),
        drafted_by=by,
        drafted_at=at,
    )
    refuse_unless_may(by, Act.REVIEW, review, at)
    rules.check_window(first_on, last_on)
    if not review.title:
        raise RuleBroken(Message("Write a title.", where="title"))
    with audited_together():
        Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
        return drafted_just_now(review) or keep_draft(review)


def drafted_just_now(review: Review) -> Review | None:
    """The very same draft of the same person: the first of two clicks."""
    alike = {
        name: getattr(review, name)
        for name in ("agreement", "holder", "kind", "title", "first_on", "last_on")
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
        Narrative.objects.bulk_create(Narrative(review=review, section=section) for section in rules.SECTIONS)
    return review


def write_review(
    review: Review,
    *,
    narratives: Mapping[str, str],
    directions: Sequence[str],
    recipients: str,
    by: Person,
    at: datetime,
) -> None:
    """Keep what a person wrote around the figures; only while the review is a draft."""
    refuse_unless_may(by, Act.REVIEW, review, at)
    with recorded("write", thing=review, by=by, at=at):
        refuse_frozen(Review.objects.select_for_update().get(pk=review.pk))
        for section in rules.SECTIONS:
            text = narratives.get(section, "")
            Narrative.objects.update_or_create(review=review, section=section, defaults={"text": text})
        review.directions.all().delete()
        kept = [text.strip() for text in directions if text.strip()]
        Direction.objects.bulk_create(
            Direction(review=review, number=number, text=text) for number, text in enumerate(kept, 1)
        )
        review.recipients = recipients
        review.save(update_fields=["recipients"])


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


def number_review(review: Review, *, number: int, signed_on: date, by: Person, at: datetime) -> None:
    """Type in the number and day that the office gave the signed paper; they lie outside the frozen bytes."""
    refuse_unless_may(by, Act.REVIEW, review, at)
    if review.frozen_at is None:
        raise RuleBroken(Message("Freeze the review first; its number is given after signing."))
    if number < 1:
        raise RuleBroken(Message("A document number is 1 or more.", where="number"))
    with recorded("number", thing=review, by=by, at=at):
        review.number, review.signed_on = number, signed_on
        review.save(update_fields=["number", "signed_on"])


def article_from_review(review: Review, *, by: Person, at: datetime) -> Article:
    """An article draft with the frozen figures in sentences; a person writes the rest before it is published."""
    if review.frozen_at is None:
        raise RuleBroken(Message("Freeze the review first; the public reads only what does not change."))
    facts = rules.facts_of(bytes(review.canonical or b""))
    article = Article(
        programme_slug=facts.programme,
        holder_id=review.holder_id,
        review_id=review.pk,
        title=facts.title,
        summary=rules.article_summary(facts),
        body="\n\n".join(rules.article_lines(facts)),
        author=by.post_title(timezone.localdate(at)),
        source=facts.letterhead.issuer,
    )
    return draft_article(article, by=by, at=at)


def refuse_frozen(review: Review) -> None:
    if review.frozen_at is not None:
        raise RuleBroken(Message("This review is frozen; what it says can no longer be changed."))
