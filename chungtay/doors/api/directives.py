"""Directives over the API: sends one to many units, says who has answered, reminds, withdraws."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from chungtay.actions.directives import remind, send_directive, withdraw_directive
from chungtay.actions.supervision import direct_by_finding
from chungtay.answers.directives import DirectiveShown, Tally, listed, senders, units_for
from chungtay.answers.supervision import findings_read, findings_to_direct
from chungtay.models import Agreement, Directive, Document, Finding, Organisation, Plan
from chungtay.rules.messages import Message, RuleBroken

from .asking import Asking
from .named import Given
from .shapes import Body, GivenDay, Words, words

router = Router(tags=["directives"])


class TallyOut(Schema):
    units: int
    acknowledged: int
    done: int
    late: int
    returned: int


class DirectiveOut(Schema):
    id: UUID
    programme: str
    holder: Body
    text: Words
    due_on: date
    number: str
    sent_at: datetime
    withdrawn_at: datetime | None
    tally: TallyOut


class AddresseeOut(Schema):
    unit: Body
    task: UUID
    standing: str  # waiting, acknowledged, day_proposed, returned, done, taken_back
    is_late: bool
    due_on: date
    note: str  # of its last step
    reminded_at: datetime | None


class GroundOut(Schema):
    supervision: UUID
    number: int


class DirectiveFull(DirectiveOut):
    note: str
    plan: UUID | None
    document: UUID | None
    withdrawn_because: str
    findings: list[GroundOut]  # because of which it was sent, as far as the caller reads them
    addressees: list[AddresseeOut]


class DirectiveIn(Given):
    """The same words again only reach the units that were missed."""

    holder: UUID | None = None  # the office that sends it; none: the caller's first
    units: list[UUID] = Field(max_length=2_000)
    text: str = Field(max_length=500)
    text_lo: str = Field("", max_length=500)
    text_en: str = Field("", max_length=500)
    note: str = Field("", max_length=5_000)
    due_on: GivenDay
    number: str = Field("", max_length=80)
    plan: UUID | None = None
    document: UUID | None = None
    supervision: UUID | None = None  # of which a finding is its ground
    finding: int | None = None  # the number of that finding


class ReminderIn(Given):
    note: str = Field("", max_length=500)


class DirectiveReasonIn(Given):
    reason: str = Field(max_length=500)


@router.get("/directives", response=list[DirectiveOut])
def directives(request: Asking, programme: str = "") -> list[dict[str, Any]]:
    """What the own bodies sent, newest first, with how many units stand where."""
    rows = listed(request.person, request.today, programme=programme)
    return [told_of(directive, tally) for directive, tally in rows]


@router.post("/programmes/{slug:slug}/directives", response=DirectiveFull)
def send(request: Asking, slug: str, given: DirectiveIn) -> dict[str, Any]:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    offices = senders(agreement, request.person, request.today)
    holder = (offices.filter(pk=given.holder) if given.holder else offices).first()
    if holder is None:
        raise RuleBroken(Message("Choose an office of yours that sends directives.", where="holder"))
    units = units_named(request, agreement, holder, given.units)
    told: dict[str, Any] = given.dict(
        exclude={"holder", "units", "plan", "document", "supervision", "finding"}
    )
    told |= {"plan": one_of(Plan, given.plan, request), "document": one_of(Document, given.document, request)}
    ground, by, at = ground_of(request, agreement, given), request.person, timezone.now()
    if ground:
        sent = direct_by_finding(ground, holder, units, **told, by=by, at=at)
    else:
        sent = send_directive(agreement, holder, units, **told, by=by, at=at)
    return full(DirectiveShown(sent, request.person, request.today))


@router.get("/directives/{uuid:id}", response=DirectiveFull)
def directive(request: Asking, id: UUID) -> dict[str, Any]:
    return full(found(request, id))


@router.post("/directives/{uuid:id}/reminder", response=DirectiveFull)
def reminder(request: Asking, id: UUID, given: ReminderIn) -> dict[str, Any]:
    """Remind whoever has not finished; each unit once a day."""
    remind(found(request, id).directive, note=given.note, by=request.person, at=timezone.now())
    return full(found(request, id))


@router.post("/directives/{uuid:id}/withdrawal", response=DirectiveFull)
def withdrawal(request: Asking, id: UUID, given: DirectiveReasonIn) -> dict[str, Any]:
    """Take back what is not finished."""
    held = found(request, id).directive
    withdraw_directive(held, reason=given.reason, by=request.person, at=timezone.now())
    return full(found(request, id))


def found(request: Asking, id: UUID) -> DirectiveShown:
    visible = Directive.objects.visible_to(request.person, request.today)
    held = get_object_or_404(visible.select_related("agreement", "holder"), pk=id)
    return DirectiveShown(held, request.person, request.today)


def units_named(
    request: Asking, agreement: Agreement, holder: Organisation, ids: list[UUID]
) -> list[Organisation]:
    """One that the caller may not direct and one that does not exist are told alike."""
    known = units_for(agreement, holder, request.person, request.today).in_bulk(ids)
    strange = [number for number, key in enumerate(ids) if key not in known]
    if strange:
        raise RuleBroken(
            Message("Choose units that stand under the office that sends.", where=f"units.{each}")
            for each in strange
        )
    return list(known.values())


def ground_of(request: Asking, agreement: Agreement, given: DirectiveIn) -> Finding | None:
    """A finding on which the caller did not work, or of another programme, does not exist."""
    if given.supervision is None and given.finding is None:
        return None
    known = findings_to_direct(request.person, request.today).filter(supervision__agreement=agreement)
    return get_object_or_404(known, supervision=given.supervision, number=given.finding)


def one_of(model: Any, key: UUID | None, request: Asking) -> Any:
    """To whom it is not shown it does not exist."""
    if key is None:
        return None
    return get_object_or_404(model.objects.visible_to(request.person, request.today), pk=key)


def told_of(directive: Directive, tally: Tally) -> dict[str, Any]:
    names = ("id", "holder", "due_on", "number", "sent_at", "withdrawn_at")
    return {name: getattr(directive, name) for name in names} | {
        "programme": directive.agreement.slug,
        "text": words(directive, "text"),
        "tally": {name: getattr(tally, name) for name in TallyOut.model_fields},
    }


def full(shown: DirectiveShown) -> dict[str, Any]:
    held = shown.directive
    return told_of(held, shown.tally) | {
        "note": held.note,
        "plan": held.plan_id,
        "document": held.document_id,
        "withdrawn_because": held.withdrawn_because,
        "findings": [
            {"supervision": one.supervision_id, "number": one.number}
            for one in findings_read(shown.person, shown.today).filter(directives=held)
        ],
        "addressees": [
            {
                "unit": row.task.organisation,
                "task": row.task.pk,
                "standing": row.standing,
                "is_late": row.is_late,
                "due_on": row.task.due_on,
                "note": row.step.note if row.step else "",
                "reminded_at": row.reminder.reminded_at if row.reminder else None,
            }
            for row in shown.addressees
        ],
    }
