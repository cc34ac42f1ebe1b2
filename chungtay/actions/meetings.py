"""Writes meetings down: who met, the minutes, what was decided, and the tasks that come of it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from chungtay.answers.tasks import bodies_of_programme
from chungtay.models import Agreement, Content, Decision, Document, Meeting, Organisation, Person, Plan, Task
from chungtay.rules.meetings import check_decision, check_meeting, check_sending, refuse_if_sent
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind

from .documents import File, add_document, holds_just
from .recorded import audited_together, recorded, refuse_unless_may
from .sharing import share_with_seats
from .tasks import add_task

TYPE = "Biên bản"  # what offices call minutes


def hold_meeting(
    meeting: Meeting, *, bodies: Iterable[Organisation] = (), by: Person, at: datetime
) -> Meeting:
    """Keep an unsaved meeting of the programme with the bodies that were there."""
    today, bodies = timezone.localdate(at), list(bodies)
    refuse_unless_may(by, Act.RECORD, meeting, at)
    meeting.title, meeting.written_by = meeting.title.strip(), by
    _refuse_unseen(meeting, by, today)
    check_meeting(title=meeting.title, met_on=meeting.met_on, today=today)
    _refuse_strange_bodies(meeting, bodies, today)
    with transaction.atomic():
        Agreement.objects.select_for_update().get(pk=meeting.agreement_id)
        held = _same(meeting)
        if held:
            return held  # pressed twice
        with recorded("hold_meeting", thing=meeting, by=by, at=at):
            meeting.save(force_insert=True)
            meeting.bodies.set(bodies)
    return meeting


def decide(meeting: Meeting, *, text: str, number: int | None = None, by: Person, at: datetime) -> Decision:
    """Write one decision down; without a number it is the next."""
    refuse_unless_may(by, Act.RECORD, meeting, at)
    with recorded("decide", thing=meeting, by=by, at=at, reason=text.strip()):
        held = _locked(meeting)
        taken = dict(held.decisions.values_list("number", "text"))
        number = max(taken, default=0) + 1 if number is None else number
        check_decision(number=number, text=text.strip(), taken=taken, sent_on=sent_on(held))
        return Decision.objects.create(meeting=held, number=number, text=text.strip())


def reword(decision: Decision, *, text: str, by: Person, at: datetime) -> Decision:
    """Say a decision otherwise, while nobody else has it in hand."""
    refuse_unless_may(by, Act.RECORD, decision.meeting, at)
    with recorded("decide", thing=decision.meeting, by=by, at=at, reason=text.strip()):
        held = _locked(decision.meeting)
        check_decision(number=decision.number, text=text.strip(), taken=(), sent_on=sent_on(held))
        decision.text = text.strip()
        decision.save(update_fields=["text"])
    return decision


def write_minutes(meeting: Meeting, file: File, *, by: Person, at: datetime) -> Document:
    """Keep the signed minutes as a paper of the holder; the sides read it once it is sent."""
    refuse_unless_may(by, Act.RECORD, meeting, at)
    refuse_if_sent(sent_on(meeting))
    paper = Document(
        type=TYPE, title=meeting.title, issued_on=meeting.met_on, holder=meeting.holder, plan=meeting.plan
    )
    with transaction.atomic():
        held = _locked(meeting)
        refuse_if_sent(sent_on(held))
        if held.minutes and holds_just(held.minutes, file[1]):
            return held.minutes  # pressed twice
        with recorded("write_minutes", thing=meeting, by=by, at=at):
            add_document(paper, agreements=[], files=[file], by=by, at=at)
            held.minutes = paper
            held.save(update_fields=["minutes"])
    return paper


def send_minutes(meeting: Meeting, *, by: Person, at: datetime) -> Meeting:
    """Open the meeting, with its minutes, to all sides of the programme; from now on it stands."""
    refuse_unless_may(by, Act.RECORD, meeting, at)
    with recorded("send_minutes", thing=meeting, by=by, at=at):
        held = _locked(meeting)
        check_sending(
            decisions=held.decisions.count(), has_minutes=held.minutes_id is not None, sent_on=sent_on(held)
        )
        held.sent_by, held.sent_at = by, at
        held.save(update_fields=["sent_by", "sent_at"])
        share_with_seats(Kind.MEETING, held.pk, [held.agreement], state="sent", by=by, at=at)
        if held.minutes:
            held.minutes.agreements.add(held.agreement)
            share_with_seats(Kind.DOCUMENT, held.minutes.pk, [held.agreement], state="sent", by=by, at=at)
    return held


def give_by_decision(
    decision: Decision, organisation: Organisation, *, content: Content | None = None, by: Person, at: datetime,
    **told: Any,
) -> Task:  # fmt: skip
    """A task that comes of a decision; `told` as `add_task` takes it. It may come after the minutes were sent."""
    refuse_unless_may(by, Act.RECORD, decision.meeting, at)
    with audited_together():
        task = add_task(content, organisation, agreement=decision.meeting.agreement, by=by, at=at, **told)
        decision.tasks.add(task)
    return task


def sent_on(meeting: Meeting) -> date | None:
    return timezone.localdate(meeting.sent_at) if meeting.sent_at else None


def _locked(meeting: Meeting) -> Meeting:
    near = Meeting.objects.select_for_update(of=("self",)).select_related("agreement", "minutes", "holder")
    return near.get(pk=meeting.pk)


def _same(meeting: Meeting) -> Meeting | None:
    told = {"agreement": meeting.agreement_id, "plan": meeting.plan_id, "holder": meeting.holder_id}
    return Meeting.objects.filter(**told, title=meeting.title, met_on=meeting.met_on, sent_at=None).first()


def _refuse_unseen(meeting: Meeting, by: Person, today: date) -> None:
    if not Agreement.objects.visible_to(by, today).filter(pk=meeting.agreement_id).exists():
        raise RuleBroken(Message("This programme is not shared with you.", where="agreements"))
    plans = Plan.objects.visible_to(by, today).filter(phase__agreement=meeting.agreement_id)
    if meeting.plan_id and not plans.filter(pk=meeting.plan_id).exists():
        raise RuleBroken(Message("Choose a plan of this programme that you see.", where="plan"))


def _refuse_strange_bodies(meeting: Meeting, bodies: list[Organisation], today: date) -> None:
    known = (
        set(bodies_of_programme(meeting.agreement, today).values_list("pk", flat=True)) if bodies else set()
    )
    text = "%(name)s does not stand in this programme today. Choose a body of one of its sides."
    strange = [body for body in bodies if body.pk not in known]
    if strange:
        raise RuleBroken([Message(text, {"name": body}, "bodies") for body in strange])
