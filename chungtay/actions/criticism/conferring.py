"""Writes the conference down: the day, the place, and who spoke in which order."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from chungtay.models import ConferenceTurn, Criticism, Person
from chungtay.rules.criticism import CriticismMove, Turn, check_conference

from .steps import step


def hold_conference(
    criticism: Criticism, *, held_on: date, venue: str = "", turns: Sequence[Turn], note: str = "", by: Person,
    at: datetime,
) -> Criticism:  # fmt: skip
    """`note`: why the drafter was not there, or what else was not as is the custom."""
    with step(criticism, CriticismMove.CONFER, body=criticism.holder, note=note, by=by, at=at) as held:
        check_conference(
            turns, held_on=held_on, received_on=held.received_on, today=timezone.localdate(at), note=note
        )
        held.held_on, held.venue = held_on, " ".join(venue.split())
        ConferenceTurn.objects.bulk_create(
            ConferenceTurn(
                criticism=held, position=position, kind=turn.kind, speaker=" ".join(turn.speaker.split()),
                text=turn.text.strip(),
            )
            for position, turn in enumerate(turns, 1)
        )  # fmt: skip
    return criticism
