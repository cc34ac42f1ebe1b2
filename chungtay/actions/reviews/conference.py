"""Keeps the record of the conference that heard a review: day, place, who came, what was said, who was commended."""

from datetime import datetime

from django.utils import timezone

from chungtay.actions.recorded import recorded, refuse_unless_may
from chungtay.models import Commendation, Conference, ConferenceOpinion, Document, Person, Review
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reviews.conference import check_conference
from chungtay.rules.reviews.parts import Commended, Opinion
from chungtay.rules.reviews.parts import Conference as Told

from .writing import to_write


def note_conference(
    review: Review, held: Told, *, minutes: Document | None = None, by: Person, at: datetime
) -> Conference:
    """Write it down, or write it anew; only while the review is a draft, since the paper tells of it."""
    refuse_unless_may(by, Act.REVIEW, review, at)
    today = timezone.localdate(at)
    check_conference(held, today=today)
    if minutes is not None and not Document.objects.visible_to(by, today).filter(pk=minutes.pk).exists():
        raise RuleBroken(Message("This paper is not shared with you.", where="minutes"))
    with recorded("note_conference", thing=review, by=by, at=at):
        kept, _ = Conference.objects.update_or_create(
            review=to_write(review),
            defaults={
                "held_on": held.held_on, "venue": held.venue, "chair": held.chair, "attended": held.attended,
                "women": held.women, "bodies": "\n".join(held.bodies), "minutes": minutes,
                "noted_by": by, "noted_at": at,
            },
        )  # fmt: skip
        _keep_words(kept, held.opinions, held.commended)
    return kept


def drop_conference(review: Review, *, by: Person, at: datetime) -> None:
    """It was noted at the wrong review."""
    refuse_unless_may(by, Act.REVIEW, review, at)
    with recorded("note_conference", thing=review, by=by, at=at):
        Conference.objects.filter(review=to_write(review)).delete()


def _keep_words(
    conference: Conference, opinions: tuple[Opinion, ...], commended: tuple[Commended, ...]
) -> None:
    conference.opinions.all().delete()
    conference.commendations.all().delete()
    ConferenceOpinion.objects.bulk_create(
        ConferenceOpinion(conference=conference, number=number, said_by=one.said_by, text=one.text)
        for number, one in enumerate(opinions, 1)
    )
    Commendation.objects.bulk_create(
        Commendation(
            conference=conference,
            number=number,
            awarded_to=one.awarded_to,
            award=one.award,
            reason=one.reason,
        )
        for number, one in enumerate(commended, 1)
    )
