"""Begins the paper that proposes a new resolution, from the frozen review of the old one."""

from datetime import datetime

from chungtay.actions.drafts import begin_draft, write_draft
from chungtay.actions.recorded import audited_together, refuse_unless_may
from chungtay.models import Draft, Organisation, Person, Review, ReviewKind
from chungtay.rules import reviews as rules
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reviews.sections import proposal_of


def propose_resolution(review: Review, *, by: Person, at: datetime) -> Draft:
    """A dispatch in the making: what the review found, and what it says should follow. Pressed twice, it is one."""
    refuse_unless_may(by, Act.REVIEW, review, at)
    if review.kind != ReviewKind.RESOLUTION:
        raise RuleBroken(Message("Only the review of a resolution proposes a new one."))
    if review.frozen_at is None:
        raise RuleBroken(Message("Freeze the review first; the proposal says what no longer changes."))
    facts = rules.facts_of(bytes(review.canonical or b""))
    with audited_together():
        Organisation.objects.select_for_update(no_key=True).get(pk=review.holder_id)
        begun = review.drafts.filter(paper="dispatch", withdrawn_at=None).first()
        if begun is not None:
            return begun
        title, body = proposal_of(facts, str(review.resolution or ""))
        draft = Draft(
            paper="dispatch",
            holder=review.holder,
            agreement=review.agreement,
            review=review,
            title=title[:500],
        )
        draft = begin_draft(draft, by=by, at=at)
        return write_draft(draft, title=title[:500], values={"body": body}, by=by, at=at)
