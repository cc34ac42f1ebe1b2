"""Texts over the API: their versions, an edited copy row by row, what it changes, brought up to date, proposed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from chungtay.actions import versions as actions
from chungtay.actions.signing import propose_agreement
from chungtay.answers.tasks import bodies_of_programme
from chungtay.answers.versions import drawers_of, draws_up, faults_of, text_of, versions_of
from chungtay.models import Agreement, Plan, Version
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.versions import (
    Conflict,
    RowKind,
    Side,
    VersionState,
    body_json,
    difference,
    merge,
)

from .asking import Asking
from .named import Given
from .shapes import known_bodies

router = Router(tags=["versions"])
Text = Field("", max_length=2_000)
Number = Field(None, ge=1, le=9_999)
Value = str | int | list[str] | None


class BeginIn(Given):
    holder: UUID | None = None  # the body that draws it up; none: the first for which the caller may
    reason: str = Field(max_length=2_000)


class RowIn(Given):
    """What is named becomes so; the rest stays. Days are written 2026-03-20, amounts in ten-thousandths."""

    number: int | None = Number
    under: UUID | None = None
    values: dict[str, Value] = Field(default={}, max_length=40)


class NewRowIn(Given):
    kind: RowKind
    under: UUID
    number: int | None = Number
    values: dict[str, Value] = Field(max_length=40)


class VersionReasonIn(Given):
    reason: str = Text


class ChosenIn(Given):
    chosen: dict[str, Side] = Field(default={}, max_length=2_000)  # by the name of each conflict


class TextRowOut(Schema):
    key: str
    kind: RowKind
    number: int
    under: str
    values: dict[str, Value]


class VersionOut(Schema):
    id: UUID
    agreement: str
    plan: UUID | None
    number: int
    state: VersionState
    holder: UUID | None
    reason: str
    fingerprint: str
    begun_at: datetime
    proposed_at: datetime | None
    in_force_on: date | None


class FaultOut(Schema):
    where: str
    text: str


class TextOut(VersionOut):
    rows: list[TextRowOut]
    faults: list[FaultOut]  # what keeps a draft from being proposed


class FieldOut(Schema):
    field: str
    old: Value
    new: Value


class TextChangeOut(Schema):
    key: str
    kind: RowKind
    fate: str
    fields: list[FieldOut]


class ConflictOut(Schema):
    name: str  # what the choice is given under
    key: str
    field: str
    theirs: Value
    ours: Value
    dropped_by: Side | None


class KeyOut(Schema):
    key: str


@router.get("programmes/{slug}/versions", response=list[VersionOut], summary="Texts of an agreement")
def agreement_versions(request: Asking, slug: str) -> list[dict[str, Any]]:
    agreement = found_agreement(request, slug)
    return [told(one) for one in versions_of(agreement, None, request.person, request.today)]


@router.post("programmes/{slug}/versions", response=VersionOut, summary="Begin an amendment")
def begin(request: Asking, slug: str, given: BeginIn) -> dict[str, Any]:
    agreement = found_agreement(request, slug)
    own = drawers_of(agreement, None, request.person, request.today)
    if given.holder is None and not own:
        raise RuleBroken(Message("Your post does not allow this."))
    sides = bodies_of_programme(agreement, request.today)
    holder = known_bodies([given.holder], sides, "holder")[given.holder] if given.holder else own[0]
    made = actions.begin_version(agreement, holder=holder, reason=given.reason, **now(request))
    return told(made)


@router.get("plans/{plan_id}/versions", response=list[VersionOut], summary="Texts of a plan")
def plan_versions(request: Asking, plan_id: UUID) -> list[dict[str, Any]]:
    seen = Plan.objects.visible_to(request.person, request.today).select_related("phase__agreement")
    plan = get_object_or_404(seen, pk=plan_id)
    return [told(one) for one in versions_of(plan.phase.agreement, plan, request.person, request.today)]


@router.get("versions/{id}", response=TextOut, summary="One text, whole")
def version(request: Asking, id: UUID) -> dict[str, Any]:
    held = found(request, id)
    is_draft = held.state is VersionState.DRAFT
    faults = faults_of(held, request.today) if is_draft else []
    rows = body_json(held.text)["rows"]
    return told(held) | {"rows": rows, "faults": [{"where": one.where, "text": str(one)} for one in faults]}


@router.get("versions/{id}/difference", response=list[TextChangeOut], summary="What a text changes")
def changes(request: Asking, id: UUID) -> list[dict[str, Any]]:
    held = found(request, id)
    return [
        {
            "key": one.key, "kind": one.kind, "fate": one.fate.value,
            "fields": [{"field": it.field, "old": it.old, "new": it.new} for it in one.fields],
        }
        for one in difference(held.base_text, held.text)
    ]  # fmt: skip


@router.post("versions/{id}/rows", response=KeyOut, summary="Add a row to a draft")
def add(request: Asking, id: UUID, given: NewRowIn) -> dict[str, str]:
    values = given.values | ({"number": given.number} if given.number else {})
    held = written_in(request, id)
    key = actions.add_row(held, given.kind, under=str(given.under), values=values, **now(request))
    return {"key": key}


@router.put("versions/{id}/rows/{key}", response=KeyOut, summary="Write in a row of a draft")
def edit(request: Asking, id: UUID, key: UUID, given: RowIn) -> dict[str, str]:
    values = dict(given.values)
    values |= {"number": given.number} if given.number else {}
    values |= {"under": str(given.under)} if given.under else {}
    actions.edit_row(written_in(request, id), str(key), values, **now(request))
    return {"key": str(key)}


@router.delete("versions/{id}/rows/{key}", response=KeyOut, summary="Take a row out of a draft")
def drop(request: Asking, id: UUID, key: UUID) -> dict[str, str]:
    actions.drop_row(written_in(request, id), str(key), **now(request))
    return {"key": str(key)}


@router.post("versions/{id}/rows/{key}/return", response=KeyOut, summary="Put a row back")
def put_back(request: Asking, id: UUID, key: UUID) -> dict[str, str]:
    actions.put_back_row(written_in(request, id), str(key), **now(request))
    return {"key": str(key)}


@router.put("versions/{id}/reason", response=VersionOut, summary="Say why the text is amended")
def reason(request: Asking, id: UUID, given: VersionReasonIn) -> dict[str, Any]:
    actions.give_reason(written_in(request, id), given.reason, **now(request))
    return told(found(request, id))


@router.get("versions/{id}/update", response=list[ConflictOut], summary="What is to be chosen")
def conflicts(request: Asking, id: UUID) -> list[dict[str, Any]]:
    held = written_in(request, id)
    text = text_of(held.plan or held.agreement, on=request.today)
    return [conflict_told(one) for one in merge(held.base_text, text, held.text).conflicts]


@router.post("versions/{id}/update", response=VersionOut, summary="Bring a draft up to date")
def update(request: Asking, id: UUID, given: ChosenIn) -> dict[str, Any]:
    held = written_in(request, id)
    return told(actions.bring_up_to_date(held, chosen=given.chosen, **now(request)))


@router.post("versions/{id}/proposal", response=VersionOut, summary="Propose a text to the sides")
def propose(request: Asking, id: UUID) -> dict[str, Any]:
    held = written_in(request, id)
    act = propose_agreement if held.plan_id is None else actions.propose_version
    return told(act(held, **now(request)))


@router.post("versions/{id}/withdrawal", response=VersionOut, summary="Withdraw a text")
def withdraw(request: Asking, id: UUID, given: VersionReasonIn) -> dict[str, Any]:
    return told(actions.withdraw_version(found(request, id), reason=given.reason, **now(request)))


@router.post("versions/{id}/copies", response=VersionOut, summary="Begin a copy with a proposal's words")
def copy(request: Asking, id: UUID) -> dict[str, Any]:
    return told(actions.copy_version(found(request, id), **now(request)))


@router.post("versions/{id}/issue", response=VersionOut, summary="Issue the amended plan of one body")
def issue(request: Asking, id: UUID) -> dict[str, Any]:
    return told(actions.issue_amendment(found(request, id), **now(request)))


def told(held: Version) -> dict[str, Any]:
    names = "id", "number", "reason", "fingerprint", "begun_at", "proposed_at", "in_force_on", "state"
    values = {name: getattr(held, name) for name in names}
    return values | {"agreement": held.agreement.slug, "plan": held.plan_id, "holder": held.holder_id}


def conflict_told(one: Conflict) -> dict[str, Any]:
    names = "name", "key", "field", "theirs", "ours", "dropped_by"
    return {name: getattr(one, name) for name in names}


def now(request: Asking) -> dict[str, Any]:
    return {"by": request.person, "at": timezone.now()}


def found(request: Asking, id: UUID) -> Version:
    seen = Version.objects.visible_to(request.person, request.today)
    held: Version = get_object_or_404(
        seen.select_related("agreement", "plan__phase__agreement", "plan__holder", "holder"), pk=id
    )
    return held


def written_in(request: Asking, id: UUID) -> Version:
    held = found(request, id)
    if not draws_up(held, request.person, request.today):
        raise RuleBroken(Message("Your post does not allow this."))
    return held


def found_agreement(request: Asking, slug: str) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
