"""Writes the lists of a delegation: members, hours, gifts, costs, papers, contents; and the tasks that come of it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from chungtay.answers.delegations import Row, days_of_others
from chungtay.models import (
    AgreedContent,
    Content,
    Cost,
    Delegation,
    DelegationMember,
    Gift,
    Organisation,
    PaperNeeded,
    Person,
    Plan,
    Post,
    ProgrammeItem,
    Task,
)
from chungtay.rules.delegations import (
    AgreedKind,
    Busy,
    CostSaid,
    GiftSaid,
    HourSaid,
    MemberRole,
    MemberSaid,
    Part,
    Side,
    check_agreed,
    check_cost,
    check_gift,
    check_hour,
    check_member,
    check_paper,
    check_ready,
)
from chungtay.rules.messages import Message, RuleBroken

from ..recorded import audited_together, recorded
from ..tasks import add_task
from .drafting import locked, refuse_unless_writes

PARTS: dict[type[Any], Part] = {
    DelegationMember: Part.MEMBERS,
    ProgrammeItem: Part.HOURS,
    Gift: Part.GIFTS,
    Cost: Part.COSTS,
    PaperNeeded: Part.PAPERS,
    AgreedContent: Part.CONTENTS,
}


def keep_row(row: Row, *, by: Person, at: datetime) -> Row:
    """Add a row that is not kept yet, or change one that is; whoever owns it before and after must be the writer's."""
    today = timezone.localdate(at)
    with recorded("write_delegation_part", thing=row.delegation, by=by, at=at, reason=str(row)):
        delegation = locked(row.delegation)
        row.delegation = delegation
        part, is_new = PARTS[type(row)], row._state.adding
        if not is_new:
            kept = type(row)._default_manager.select_for_update().get(pk=row.pk)
            refuse_unless_writes(delegation, part, by=by, today=today, row=_side_of(kept, delegation))
        refuse_unless_writes(delegation, part, by=by, today=today, row=_side_of(row, delegation))
        if is_new and (held := _same(row)):
            return held  # pressed twice
        _check(row, delegation, by=by, today=today)
        row.save(force_insert=is_new)
    return row


def remove_row(row: Row, *, by: Person, at: datetime) -> None:
    """Take a row out while its part may still be written."""
    today = timezone.localdate(at)
    with recorded("remove_from_delegation", thing=row.delegation, by=by, at=at, reason=str(row)):
        delegation = locked(row.delegation)
        side = _side_of(row, delegation)
        refuse_unless_writes(delegation, PARTS[type(row)], by=by, today=today, row=side)
        if isinstance(row, AgreedContent) and row.tasks.exists():
            raise RuleBroken(Message("Tasks came of this content already; it stays."))
        type(row)._default_manager.filter(pk=row.pk).delete()


def ready_paper(paper: PaperNeeded, *, on: date, by: Person, at: datetime) -> PaperNeeded:
    """Say that a paper of the checklist is ready; who says so is kept."""
    today = timezone.localdate(at)
    with recorded("ready_paper", thing=paper.delegation, by=by, at=at, reason=str(paper)):
        delegation = locked(paper.delegation)
        side = delegation.side_of(paper.side_id)
        refuse_unless_writes(delegation, Part.PAPERS, by=by, today=today, row=side)
        held = PaperNeeded.objects.select_for_update().get(pk=paper.pk)
        if held.ready_on == on and held.ready_by_id == by.pk:
            return held  # pressed twice
        check_ready(ready_on=held.ready_on, on=on, today=today)
        held.ready_on, held.ready_by = on, by
        held.save(update_fields=["ready_on", "ready_by"])
    return held


def give_by_content(
    agreed: AgreedContent, organisation: Organisation, *, by: Person, at: datetime, **told: Any
) -> Task:
    """A task that comes of what was agreed, for the linked content of a plan; `told` as `add_task` takes it."""
    if agreed.kind != AgreedKind.AGREED:
        raise RuleBroken(Message("Tasks come of what was agreed, not of what was evaluated."))
    content = told.pop("content", None) or agreed.content
    with audited_together():
        delegation = locked(agreed.delegation)
        refuse_unless_writes(delegation, Part.TASKS, by=by, today=timezone.localdate(at))
        task = add_task(content, organisation, agreement=delegation.agreement, by=by, at=at, **told)
        agreed.tasks.add(task)
    return task


def _check(row: Row, delegation: Delegation, *, by: Person, today: date) -> None:
    match row:
        case DelegationMember():
            _check_member(row, delegation, today)
        case ProgrammeItem():
            _check_hour(row, delegation)
        case Gift():
            has_receiver = bool(row.receiver_id or row.receiver_name or row.receiver_name_lo)
            row.currency = row.currency.strip().upper()
            check_gift(
                GiftSaid(
                    text=row.text or row.text_lo, has_receiver=has_receiver, amount=row.amount, currency=row.currency
                )
            )  # fmt: skip
        case Cost():
            row.currency = row.currency.strip().upper()
            words = row.text or row.text_lo
            check_cost(CostSaid(text=words, currency=row.currency, planned=row.planned, spent=row.spent))
        case PaperNeeded():
            check_paper(row.text or row.text_lo)
        case AgreedContent():
            check_agreed(row.text or row.text_lo)
            _refuse_unseen_content(row, by, today)
            if row._state.adding:
                row.position = delegation.agreed.filter(kind=row.kind).count() + 1


def _check_member(row: DelegationMember, delegation: Delegation, today: date) -> None:
    if row.person_id:
        # Two delegations that name one person at the same moment must not both find the days free.
        Person.objects.select_for_update(no_key=True).get(pk=row.person_id)
        posts = Post.objects.live_on(today).filter(organisation=row.organisation_id, person=row.person_id)
        if not posts.exists():
            raise RuleBroken(Message("Choose somebody who holds a post in this body.", where="person"))
    others = delegation.members.exclude(pk=row.pk)
    busy = days_of_others(row.person_id, delegation) if row.person_id else ()
    said = MemberSaid(
        post=row.post or row.post_lo, side=delegation.side_of(row.organisation_id),
        role=MemberRole(row.role), reason=row.overlap_reason,
    )  # fmt: skip
    overlaps = check_member(
        said,
        busy=[Busy(one.first_on, one.last_on) for one in busy],
        listed=bool(row.person_id) and others.filter(person=row.person_id).exists(),
        heads=others.filter(organisation=row.organisation_id, role=MemberRole.HEAD).count(),
    )
    row.overlap_reason = row.overlap_reason.strip() if overlaps else ""
    if row._state.adding:
        row.position = others.count() + 1


def _check_hour(row: ProgrammeItem, delegation: Delegation) -> None:
    others = [_said(one) for one in delegation.items.exclude(pk=row.pk)]
    days = {"first_on": delegation.first_on, "last_on": delegation.last_on}
    overlaps = check_hour(_said(row), others, **days)
    row.overlap_reason = row.overlap_reason.strip() if overlaps else ""


def _said(item: ProgrammeItem) -> HourSaid:
    return HourSaid(
        starts_at=timezone.localtime(item.starts_at), ends_at=timezone.localtime(item.ends_at),
        text=item.text or item.text_lo, reason=item.overlap_reason,
    )  # fmt: skip


def _refuse_unseen_content(row: AgreedContent, by: Person, today: date) -> None:
    if row.content_id is None:
        return
    plans = Plan.objects.visible_to(by, today).filter(phase__agreement=row.delegation.agreement_id)
    if not Content.objects.filter(pk=row.content_id, plan__in=plans.values("pk")).exists():
        raise RuleBroken(Message("Choose a content of a plan that you see.", where="content"))


def _side_of(row: Row, delegation: Delegation) -> Side | None:
    owners: dict[type[Any], str] = {
        DelegationMember: "organisation_id", Gift: "giver_id", Cost: "side_id", PaperNeeded: "side_id",
    }  # fmt: skip
    name = owners.get(type(row))
    if name is None:
        return None
    body: UUID = getattr(row, name)
    if body not in (delegation.host_id, delegation.guest_id):
        raise RuleBroken(Message("Choose the host or the guests.", where="side"))
    return delegation.side_of(body)


def _same(row: Row) -> Row | None:
    """The very same row, kept already."""
    skipped = {"id", "position", "ready_on", "ready_by"}
    names = [field.attname for field in row._meta.concrete_fields if field.name not in skipped]
    found: Row | None = (
        type(row)._default_manager.filter(**{name: getattr(row, name) for name in names}).first()
    )
    return found
