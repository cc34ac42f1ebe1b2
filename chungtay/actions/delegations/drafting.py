"""Writes a delegation down: who visits whom, when and what for, and by which turn."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from chungtay.answers.delegations import Sides, bodies_of_sides, days_of_others, parts_of
from chungtay.models import Agreement, Delegation, Person, Rotation
from chungtay.rules.delegations import (
    DelegationState,
    Part,
    Side,
    Visit,
    check_turn_taken,
    check_visit,
    refuse_unless_open,
    turn_of,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..recorded import recorded, refuse_unless_may
from .papers import take_up_usual

WRITTEN = frozenset({
    "title", "title_lo", "title_en", "purpose", "purpose_lo", "purpose_en", "first_on", "last_on", "host", "guest",
    "rotation", "turn_year",
})  # fmt: skip


def draft_delegation(delegation: Delegation, *, by: Person, at: datetime) -> Delegation:
    """Keep an unsaved one, for its holder alone; the very same one twice is one. The holder's checklist comes along."""
    today = timezone.localdate(at)
    refuse_unless_may(by, Act.RECORD, delegation, at)
    with recorded("draft_delegation", thing=delegation, by=by, at=at):
        if not Agreement.objects.visible_to(by, today).filter(pk=delegation.agreement_id).exists():
            raise RuleBroken(Message("This programme is not shared with you.", where="agreements"))
        Agreement.objects.select_for_update().get(pk=delegation.agreement_id)
        check_words(delegation, today)
        held = _same(delegation)
        if held:
            return held  # pressed twice
        delegation.state, delegation.drafted_by, delegation.drafted_at = DelegationState.DRAFT, by, at
        delegation.save(force_insert=True)
        take_up_usual(delegation, delegation.drafter)
    return delegation


def write_delegation(
    delegation: Delegation, told: Mapping[str, Any], *, by: Person, at: datetime
) -> Delegation:
    """Change words, days, bodies or turn, while it is the drafter's. Papers that are not ready move with the days."""
    assert set(told) <= WRITTEN, "only what a drafter writes"
    today = timezone.localdate(at)
    with recorded("write_delegation", thing=delegation, by=by, at=at):
        held = locked(delegation)
        refuse_unless_writes(held, Part.TEXT, by=by, today=today)
        before = held.first_on
        bodies = {held.host_id, held.guest_id}
        for name, value in told.items():
            setattr(held, name, value)
        if {held.host_id, held.guest_id} != bodies and held.proposed_at:
            text = "The other side knows this delegation already. Cancel it, and draft another one."
            raise RuleBroken(Message(text, where="host"))
        check_words(held, today)
        faults = faults_of_days(held)
        if faults:
            raise RuleBroken(faults)
        held.save()
        _move_papers(held, held.first_on - before)
    return held


def check_words(delegation: Delegation, today: date) -> None:
    """Whether host, guest, days and turn fit the agreement; every fault at once, as far as it can be told."""
    one = delegation
    known = set(bodies_of_sides(one.agreement, today).filter(pk__in=[one.host_id, one.guest_id]))
    strange = {"host": one.host, "guest": one.guest}
    text = "%(name)s does not stand in this programme today. Choose a body of one of its sides."
    said = [Message(text, {"name": body}, where) for where, body in strange.items() if body not in known]
    if said:
        raise RuleBroken(said)
    sides = Sides(one.agreement, today)
    hosts, guests = sides.seats_of(one.host), sides.seats_of(one.guest)
    visit = Visit(
        title=one.title or one.title_lo, first_on=one.first_on, last_on=one.last_on,
        host=one.host_id, guest=one.guest_id, drafter=one.holder_id,
    )  # fmt: skip
    check_visit(visit, same_seat=bool(hosts & guests))
    check_turn(one, set(hosts))


def check_turn(delegation: Delegation, host_seats: set[Any]) -> None:
    one = delegation
    if (one.rotation_id is None) != (one.turn_year is None):
        raise RuleBroken(Message("Choose the rule of turns, and the year of the turn.", where="turn"))
    if one.rotation_id is None or one.turn_year is None:
        return
    rotation = (
        Rotation.objects.select_for_update().filter(pk=one.rotation_id, agreement=one.agreement_id).first()
    )
    if rotation is None:
        raise RuleBroken(Message("Choose a rule of turns of this agreement.", where="turn"))
    others = Delegation.objects.filter(rotation=rotation, turn_year=one.turn_year).exclude(pk=one.pk)
    standing = others.filter(proposed_at__isnull=False).exclude(state=DelegationState.CANCELLED)
    check_turn_taken(
        turn_of(rotation.order(), one.turn_year, rotation.noted().get(one.turn_year)), year=one.turn_year,
        visit_year=one.first_on.year, host_seats=host_seats, taken=standing.exists(),
    )  # fmt: skip


def faults_of_days(delegation: Delegation) -> list[Message]:
    """Hours that lie outside of the days, and members who are with another delegation in them."""
    said = []
    text = "The visit is from %(first)s to %(last)s; this lies outside: %(what)s."
    days = {"first": delegation.first_on, "last": delegation.last_on}
    for item in parts_of(Part.HOURS, delegation):
        begins, ends = timezone.localdate(item.starts_at), timezone.localdate(item.ends_at)
        if begins < delegation.first_on or ends > delegation.last_on:
            said.append(Message(text, days | {"what": item.said("text", "vi")}, "first_on"))
    text = "In these days %(post)s is with another delegation. Choose other days, or say why."
    for member in parts_of(Part.MEMBERS, delegation).exclude(person=None).filter(overlap_reason=""):
        if days_of_others(member.person_id, delegation).exists():
            said.append(Message(text, {"post": member.said("post", "vi")}, "first_on"))
    return said


def refuse_unless_writes(
    delegation: Delegation, part: Part, *, by: Person, today: date, row: Side | None = None
) -> Side:
    """The side for which the person writes this part now."""
    sides = {
        side for side in Side if by.may(Act.RECORD, delegation.facts_for(delegation.body_of(side)), today)
    }
    if not sides:
        raise RuleBroken(Message("Your post does not allow this."))
    state = DelegationState(delegation.state)
    return refuse_unless_open(part, state, delegation.drafter, sides, row=row)


def locked(delegation: Delegation) -> Delegation:
    near = Delegation.objects.select_for_update(of=("self",))
    return near.select_related("agreement", "host", "guest", "holder").get(pk=delegation.pk)


def _move_papers(delegation: Delegation, by_days: timedelta) -> None:
    if by_days:
        for paper in delegation.papers_needed.filter(ready_on=None, due_on__isnull=False):
            assert paper.due_on, "asked for by the filter"
            paper.due_on += by_days
            paper.save(update_fields=["due_on"])


def _same(delegation: Delegation) -> Delegation | None:
    names = ("agreement", "holder", "host", "guest", "title", "title_lo", "first_on", "last_on", "turn_year")
    told = {name: getattr(delegation, name) for name in names}
    return Delegation.objects.filter(**told, state=DelegationState.DRAFT).first()
