"""What is asked of a body and what it asked: recommendations, reports to a supervision, opinions, replies, votes."""

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from chungtay.models import Addressee, Asked, Criticism, Outcome, Person, Problem, SupervisedBody, Workshop
from chungtay.rules.criticism import CriticismState
from chungtay.rules.people import Act
from chungtay.rules.problems import WorkshopState
from chungtay.rules.recommendations import Decided, State, is_escalated
from chungtay.rules.supervision import SupervisionState

from .parts import Found, Owed

ENDED = (State.CLOSED, State.WITHDRAWN)
SIGNED = (
    "recommendation_send",
    "recommendation_rejected",
    "recommendation_close",
)  # by a leader of the sender
RUNNING = (SupervisionState.SENT, SupervisionState.UNDER_WAY)
Key = tuple[str, UUID, UUID]  # the kind of row, the recommendation, whose business it is


def recommendations(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    """One row for each recommendation, side and kind of step, however many addressees wait for the same."""
    asked = Q(organisation__in=own) & ~Q(state=State.DRAFT)
    ways = Addressee.objects.filter(Q(recommendation__holder__in=own) | asked | Q(escalated_to__in=own))
    near = ways.exclude(state__in=ENDED).annotate(moved_at=Max("steps__moved_at"))
    gathered: dict[Key, list[Addressee]] = {}
    acts: dict[Key, Act] = {}
    for way in near.select_related("organisation", "recommendation__agreement", "recommendation__holder"):
        for body, kind, act in _steps(way, person, own, today):
            key = kind, way.recommendation_id, body
            gathered.setdefault(key, []).append(way)
            acts[key] = act
    for (kind, pk, body), held in gathered.items():
        thing = held[0].recommendation
        days = [day for way in held if (day := _due(kind, way))]
        moved = [getattr(way, "moved_at") or thing.drafted_at for way in held]  # noqa: B009
        since = [timezone.localdate(at) for at in moved]
        owed = Owed(
            kind, thing, min(days, default=None), tuple(held), waits_since=None if days else min(since)
        )
        yield Found(acts[kind, pk, body], thing, owed, body)


def _steps(
    way: Addressee, person: Person, own: Collection[UUID], today: date
) -> Iterator[tuple[UUID, str, Act]]:
    """Who owes which step: the sender, the addressee, the superior who reads the record."""
    sender, state = way.recommendation.holder_id, State(way.state)
    if sender in own:
        kind = _of_sender(way, state, person, today)
        if kind:
            yield sender, kind, Act.SIGN if kind in SIGNED else Act.RECORD
    if way.organisation_id in own and state is not State.DRAFT:
        kind = _of_addressee(way, state)
        if kind and way.organisation_id:
            yield way.organisation_id, kind, Act.RECORD
    if way.escalated_to_id in own and way.escalated_to_id and is_escalated(way.owed_on, way.escalated_on):
        yield way.escalated_to_id, "recommendation_escalated", Act.RECORD


def _of_sender(way: Addressee, state: State, person: Person, today: date) -> str:
    """Nobody verifies or closes what they did themselves, so it is not asked of them."""
    if state is State.DRAFT:
        return "recommendation_send"
    if state is State.DAY_PROPOSED:
        return "recommendation_day"
    if state is State.ANSWERED and way.decision == Decided.REJECTED:
        return "recommendation_rejected"
    if state in (State.DONE, State.VERIFIED) and way.done_by_id != person.pk:
        return "recommendation_verify" if state is State.DONE else "recommendation_close"
    if way.owed_on is None or way.owed_on >= today or is_escalated(way.owed_on, way.escalated_on):
        return ""
    return "recommendation_unkept" if state is State.ANSWERED else "recommendation_overdue"


def _of_addressee(way: Addressee, state: State) -> str:
    if state is State.ANSWERED:
        return "" if way.decision == Decided.REJECTED else "recommendation_do"
    return {State.SENT: "recommendation_acknowledge", State.ACKNOWLEDGED: "recommendation_answer"}.get(
        state, ""
    )


def _due(kind: str, way: Addressee) -> date | None:
    if kind == "recommendation_do":
        return way.act_by
    if kind in ("recommendation_escalated", "recommendation_overdue", "recommendation_unkept"):
        return way.owed_on
    return way.due_on if kind in ("recommendation_acknowledge", "recommendation_answer") else None


def supervised(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    """Reports by outline that the own bodies owe to whoever looks into them."""
    bodies = SupervisedBody.objects.filter(
        organisation__in=own, reported_at=None, supervision__sent_at__isnull=False,
        supervision__reports_due_on__isnull=False, supervision__state__in=RUNNING,
    )  # fmt: skip
    for one in bodies.select_related("supervision__holder", "supervision__agreement"):
        thing = one.supervision
        owed = Owed("supervision_report", thing, thing.reports_due_on, (thing.holder,))
        yield Found(Act.RECORD, thing, owed, one.organisation_id)


def criticisms(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    """Opinions that were asked for, and the word of whoever drafted what was criticised."""
    asked = Asked.objects.filter(
        organisation__in=own, answered_at=None, criticism__asked_at__isnull=False,
        criticism__state=CriticismState.ASKED,
    )  # fmt: skip
    for one in asked.select_related("criticism__holder", "criticism__agreement"):
        thing = one.criticism
        yield Found(
            Act.RECORD,
            thing,
            Owed("criticism_opinion", thing, one.due_on, (thing.holder,)),
            one.organisation_id,
        )
    sent = Criticism.objects.filter(drafter__in=own, state=CriticismState.SENT)
    for thing in sent.select_related("holder", "agreement"):
        owed = Owed("criticism_reply", thing, thing.reply_due_on, (thing.holder,))
        yield Found(Act.RECORD, thing, owed, thing.drafter_id)


def votes(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    """Open workshops in which this person has a problem left without a vote."""
    left = Problem.objects.filter(workshop=OuterRef("pk")).exclude(votes__cast_by=person)
    sits = Q(holder__in=own) | Q(
        pk__in=Workshop.bodies.through.objects.filter(organisation__in=own).values("workshop")
    )
    open_ones = Workshop.objects.filter(sits, Exists(left), state=WorkshopState.OPEN)
    for thing in open_ones.select_related("holder", "agreement").prefetch_related("bodies"):
        since = timezone.localdate(thing.opened_at) if thing.opened_at else thing.held_on
        owed = Owed("workshop_vote", thing, others=(thing.holder,), waits_since=since)
        for body in {thing.holder_id, *(one.pk for one in thing.bodies.all())} & set(own):
            yield Found(Act.RECORD, thing, owed, body)


def outcomes(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    """Workshops of the own bodies whose votes are counted while nobody has said what comes of a problem."""
    said = Outcome.objects.filter(problem=OuterRef("pk"))
    left = Problem.objects.filter(
        ~Exists(said), workshop__holder__in=own, workshop__state=WorkshopState.CLOSED
    )
    held: dict[UUID, list[Problem]] = {}
    for one in left.select_related("workshop__holder", "workshop__agreement").order_by("number"):
        held.setdefault(one.workshop_id, []).append(one)
    for problems in held.values():
        thing = problems[0].workshop
        since = timezone.localdate(thing.closed_at) if thing.closed_at else thing.held_on
        owed = Owed("workshop_outcome", thing, others=tuple(problems), waits_since=since)
        yield Found(Act.RECORD, thing, owed, thing.holder_id)
