"""What the other side waits for: border matters, the shelf, delegations, minutes of gatherings, greetings."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from chungtay.answers.sides import side_of
from chungtay.models import (
    Delegation,
    DelegationStep,
    Gathering,
    Greeting,
    Matter,
    MatterAction,
    PaperNeeded,
    Person,
    ShelfReader,
    ShelfReply,
)
from chungtay.rules.delegations import DelegationState, Move
from chungtay.rules.gatherings import GatheringState
from chungtay.rules.matters import AT_WORK, ActionState, MatterState
from chungtay.rules.occasions import LetterState
from chungtay.rules.people import Act

from .parts import SOON, Found, Owed

COMING = (DelegationState.DRAFT, DelegationState.PROPOSED, DelegationState.RETURNED, DelegationState.AGREED)
VISITS = {  # in which state a visit waits, and what is asked of the side whose word is missing
    DelegationState.PROPOSED: "delegation_answer",
    DelegationState.RETURNED: "delegation_returned",
    DelegationState.REPORTED: "delegation_confirm",
    DelegationState.CONFIRMED: "delegation_confirm",
}
LETTERS = {
    LetterState.DUE: ("greeting_begin", Act.RECORD),
    LetterState.DRAFTED: ("greeting_approve", Act.SIGN),
    LetterState.APPROVED: ("greeting_send", Act.RECORD),
}


def matters(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    """What the other side raised, and what it calls solved while we have not said so."""
    raised = Q(other__in=own, state=MatterState.RAISED)
    there = Q(other__in=own, state=MatterState.SOLVED_HERE)
    here = Q(holder__in=own, state=MatterState.SOLVED_THERE)
    for one in Matter.objects.filter(raised | there | here).select_related("holder", "other", "agreement"):
        is_ours = one.state == MatterState.SOLVED_THERE
        body, beside = (one.holder, one.other) if is_ours else (one.other, one.holder)
        kind = "matter_receive" if one.state == MatterState.RAISED else "matter_solved"
        said_at = (
            one.raised_at
            if kind == "matter_receive"
            else (one.solved_there_at if is_ours else one.solved_here_at)
        )
        since = timezone.localdate(said_at) if said_at else None
        yield Found(Act.RECORD, one, Owed(kind, one, others=(beside,), waits_since=since), body.pk)


def matter_actions(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    """What the own side agreed to do, when its day is near; and what the other proposed and we should agree to."""
    owed = Q(owner__in=own, state=ActionState.AGREED, due_on__lte=today + SOON)
    proposed = Q(state=ActionState.PROPOSED) & ~Q(proposed_for__in=own)
    ours = Q(matter__holder__in=own) | Q(matter__other__in=own)
    # Where the matter is not being worked on, nobody may move its actions; declined ones and those taken back rest.
    found = MatterAction.objects.filter(owed | (proposed & ours), matter__state__in=AT_WORK)
    for one in found.select_related("matter__holder", "matter__other", "matter__agreement"):
        matter = one.matter
        if one.state == ActionState.AGREED:
            yield Found(Act.RECORD, matter, Owed("matter_action", matter, one.due_on, (one,)), one.owner_id)
            continue
        body = matter.holder if matter.holder_id in own else matter.other
        yield Found(Act.RECORD, matter, Owed("matter_agree", matter, others=(one,)), body.pk)


def shelf(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    """What was put on the shelf for us: to be received, and answered where an answer is asked for."""
    replied = ShelfReply.objects.filter(item=OuterRef("item"), organisation=OuterRef("organisation"))
    readers = ShelfReader.objects.filter(
        organisation__in=own, item__sent_at__isnull=False, item__withdrawn_at=None
    )
    waiting = readers.annotate(replied=Exists(replied)).filter(
        Q(received_at=None) | Q(item__reply_by__isnull=False, replied=False)
    )
    for one in waiting.select_related("item__holder", "item__agreement"):
        item = one.item
        kind = "shelf_receive" if one.received_at is None else "shelf_reply"
        since = timezone.localdate(item.sent_at) if item.sent_at and not item.reply_by else None
        due = None if one.replied else item.reply_by
        yield Found(
            Act.RECORD, item, Owed(kind, item, due, (item.holder,), waits_since=since), one.organisation_id
        )


def delegations(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    """What the other side proposed or sent back, and results that it wrote down and we have not confirmed."""
    sides = Q(host__in=own) | Q(guest__in=own)
    near = Delegation.objects.filter(sides, state__in=VISITS).select_related("host", "guest", "agreement")
    found = list(near)
    confirmed = _confirmed_by([one for one in found if one.state == DelegationState.CONFIRMED])
    for one in found:
        kind = VISITS[DelegationState(one.state)]
        since = timezone.localdate(one.proposed_at) if one.proposed_at else None
        act = Act.RECORD if kind == "delegation_returned" else Act.SIGN
        for body, beside in ((one.host, one.guest), (one.guest, one.host)):
            drafted = body.pk == one.holder_id
            spoke = {"delegation_answer": drafted, "delegation_returned": not drafted}.get(kind, False)
            if body.pk in own and not spoke and (one.pk, body.pk) not in confirmed:
                yield Found(act, one, Owed(kind, one, others=(beside,), waits_since=since), body.pk)


def _confirmed_by(found: Collection[Delegation]) -> set[tuple[UUID, UUID]]:
    """Which side has confirmed the results of which visit as they stand now, where one has."""
    if not found:
        return set()
    steps = DelegationStep.objects.filter(delegation__in=found, move__in=(Move.REPORT, Move.CONFIRM))
    spoke: dict[UUID, set[tuple[UUID, UUID]]] = {}
    for visit, move, body in steps.values_list("delegation", "move", "moved_for").order_by("moved_at", "id"):
        said = spoke.setdefault(visit, set())
        if move == Move.CONFIRM:
            said.add((visit, body))
        else:
            said.clear()  # what was confirmed before was another report
    return set().union(*spoke.values())


def papers_needed(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    """Permits, invitations, visas of our side that are not ready, the nearest of each delegation."""
    lacking = PaperNeeded.objects.filter(
        side__in=own, ready_on=None, due_on__lte=today + SOON, delegation__state__in=COMING
    )
    held: dict[tuple[UUID, UUID], list[PaperNeeded]] = {}
    for one in lacking.select_related("delegation__agreement").order_by("due_on", "id"):
        held.setdefault((one.delegation_id, one.side_id), []).append(one)
    for (_delegation, side), papers in held.items():
        thing = papers[0].delegation
        yield Found(Act.RECORD, thing, Owed("delegation_paper", thing, papers[0].due_on, tuple(papers)), side)


def gatherings(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    """Minutes of the other side with which we should agree; whoever stands on the keeper's side is not asked."""
    sent = Gathering.objects.filter(bodies__in=own, state=GatheringState.MINUTED).exclude(holder__in=own)
    near = sent.select_related("holder", "agreement").prefetch_related("bodies").distinct()
    for one in near:
        since = timezone.localdate(one.minuted_at) if one.minuted_at else one.held_on
        owed = Owed("gathering_confirm", one, others=(one.holder,), waits_since=since)
        keeper = side_of(one.agreement, one.holder_id, today)
        for body in {body.pk for body in one.bodies.all()} & set(own):
            if side_of(one.agreement, body, today) not in (keeper, None):
                yield Found(Act.RECORD, one, owed, body)


def greetings(person: Person, own: Collection[UUID], today: date) -> Iterator[Found]:
    """Letters whose time has come, until they are sent."""
    open_ones = Greeting.objects.filter(holder__in=own, state__in=LETTERS, due_on__lte=today + timedelta(366))
    for one in open_ones.select_related("occasion", "partner", "agreement"):
        if one.due_on - timedelta(one.occasion.lead_days) <= today:
            kind, act = LETTERS[LetterState(one.state)]
            yield Found(act, one, Owed(kind, one, one.due_on, (one.partner,)), one.holder_id)
