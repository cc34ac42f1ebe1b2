"""Plans over the API: begun, written, proposed, asked to be otherwise, accepted, numbered, amended, withdrawn."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from chungtay.actions import plans as actions
from chungtay.actions.plans.drafting import PLAN_WORDS
from chungtay.answers.plans import PlanPage
from chungtay.answers.tasks import bodies_of_programme
from chungtay.models import Activity, Agreement, Commitment, Content, Organisation, Phase, Plan, Seat, Version
from chungtay.rules.messages import Message, RuleBroken

from .agreements.programmes import (
    AcceptanceOut,
    ContentFull,
    PlanFull,
    content_told,
    found,
    found_plan,
    plan_told,
)
from .asking import Asking
from .named import Given
from .shapes import Body, GivenDay, Words, known_bodies, words

router = Router(tags=["plans"])
Text = Field(None, max_length=10_000)
Line = Field(None, max_length=300)
Number = Field(None, ge=1, le=9_999)


class PlanIn(Given):
    phase: str  # by its name
    year: int = Field(ge=1990, le=2200)
    holder: UUID  # the body that draws it up
    is_joint: bool = True
    name: str = Field(max_length=300)
    commitments: list[int] = Field(default=[], max_length=100)  # numbers of signed contents that go into it


class FrameIn(Given):
    """What is named becomes so; the rest stays."""

    name: str | None = Line
    name_lo: str | None = Line
    name_en: str | None = Line
    grounds: str | None = Text
    grounds_lo: str | None = Text
    grounds_en: str | None = Text
    purpose: str | None = Text
    purpose_lo: str | None = Text
    purpose_en: str | None = Text
    requirements: str | None = Text
    requirements_lo: str | None = Text
    requirements_en: str | None = Text
    last_on: GivenDay | None = None
    at_risk_days: int | None = Field(None, ge=0, le=365)


class ContentIn(Given):
    """What is named becomes so; the rest stays. One body leads, the sides named by their numbers coordinate."""

    number: int | None = Number
    text: str | None = Text
    text_lo: str | None = Text
    text_en: str | None = Text
    leads: list[UUID] | None = Field(None, max_length=20)
    coordinating: list[int] | None = Field(None, max_length=100)
    begins_on: GivenDay | None = None
    due_on: GivenDay | None = None
    product: str | None = Field(None, max_length=500)
    product_lo: str | None = Field(None, max_length=500)
    product_en: str | None = Field(None, max_length=500)
    budget: int | None = Field(None, ge=-(10**15), le=10**15)
    currency: str | None = Field(None, max_length=3)
    funds: str | None = Line
    funds_lo: str | None = Line
    funds_en: str | None = Line
    commitments: list[int] | None = Field(None, max_length=100)


class SignedContentsIn(Given):
    commitments: list[int] = Field(max_length=100)


class OrderIn(Given):
    contents: list[UUID] = Field(max_length=500)  # every content of the plan, in the order that it shall have


class AskedLineIn(Given):
    content: UUID | None = None  # none: of the plan as a whole
    field: str = Field("", max_length=20)
    text: str = Field(max_length=2_000)


class AskingIn(Given):
    seat: int
    lines: list[AskedLineIn] = Field(max_length=200)


class ChangeAnswerIn(Given):
    granted: bool
    answer: str = Field("", max_length=2_000)


class PlanNumberIn(Given):
    number: str = Field(max_length=80)
    issued_on: GivenDay
    issuers: list[UUID] = Field(max_length=50)


class PlanReasonIn(Given):
    reason: str = Field("", max_length=1_000)


class SeatIn(Given):
    seat: int


class ContentOfIn(Given):
    content: UUID | None = None  # none: it stands in no plan


class ChangeOut(Schema):
    id: UUID
    seat: int
    version: int
    content: UUID | None
    field: str
    text: str
    asked_at: datetime
    settled_at: datetime | None
    granted: bool | None
    answer: str


class LinkedActivityOut(Schema):
    id: UUID
    title: Words
    content: UUID | None


class AmendmentOut(Schema):
    version: UUID  # the edited copy, to be written and proposed
    number: int
    holder: Body | None


@router.post("/programmes/{slug:slug}/plans", response=PlanFull)
def begin(request: Asking, slug: str, given: PlanIn) -> dict[str, Any]:
    """A draft that only its holder sees, with a content for each signed one that is named."""
    agreement = found(request, slug)
    phase = get_object_or_404(agreement.phases, name=given.phase)
    holder = known_bodies([given.holder], bodies_of(agreement, request), "holder")[given.holder]
    plan = actions.draft_plan(
        phase, year=given.year, holder=holder, is_joint=given.is_joint, name=given.name,
        commitments=signed_of(phase, given.commitments), by=request.person, at=timezone.now(),
    )  # fmt: skip
    return plan_told(request, plan.pk)


@router.put("/plans/{uuid:plan_id}/text", response=PlanFull)
def write(request: Asking, plan_id: UUID, given: FrameIn) -> dict[str, Any]:
    told = given.dict(exclude_unset=True)
    told |= {name: told[name] or "" for name in PLAN_WORDS if name in told}
    if told.get("at_risk_days", 0) is None:
        del told["at_risk_days"]
    actions.write_plan(found_plan(request, id=plan_id), told, by=request.person, at=timezone.now())
    return plan_told(request, plan_id)


@router.post("/plans/{uuid:plan_id}/contents", response=ContentFull)
def add(request: Asking, plan_id: UUID, given: ContentIn) -> dict[str, Any]:
    plan = found_plan(request, id=plan_id)
    content = actions.add_content(
        plan, told_of_content(request, plan, given), by=request.person, at=timezone.now()
    )
    return content_told(request, content.pk)


@router.put("/contents/{uuid:content_id}/text", response=ContentFull)
def edit(request: Asking, content_id: UUID, given: ContentIn) -> dict[str, Any]:
    plan, content = found_content(request, content_id)
    actions.edit_content(content, told_of_content(request, plan, given), by=request.person, at=timezone.now())
    return content_told(request, content_id)


@router.post("/contents/{uuid:content_id}/dropping", response=PlanFull)
def drop(request: Asking, content_id: UUID) -> dict[str, Any]:
    """Leave it out of the text; it is kept for whatever points to it."""
    plan, content = found_content(request, content_id)
    actions.drop_content(content, by=request.person, at=timezone.now())
    return plan_told(request, plan.pk)


@router.post("/plans/{uuid:plan_id}/signed", response=PlanFull)
def signed(request: Asking, plan_id: UUID, given: SignedContentsIn) -> dict[str, Any]:
    """A content for each of these signed ones that has none yet."""
    plan = found_plan(request, id=plan_id)
    chosen = signed_of(plan.phase, given.commitments)
    actions.add_contents(plan, chosen, by=request.person, at=timezone.now())
    return plan_told(request, plan_id)


@router.put("/plans/{uuid:plan_id}/order", response=PlanFull)
def order(request: Asking, plan_id: UUID, given: OrderIn) -> dict[str, Any]:
    """Number the contents from 1 on in this order."""
    plan = found_plan(request, id=plan_id)
    actions.renumber_contents(plan, given.contents, by=request.person, at=timezone.now())
    return plan_told(request, plan_id)


@router.post("/plans/{uuid:plan_id}/proposal", response=PlanFull)
def propose(request: Asking, plan_id: UUID) -> dict[str, Any]:
    """From now on the other sides read it, and each is asked to accept it."""
    actions.propose_plan(found_plan(request, id=plan_id), by=request.person, at=timezone.now())
    return plan_told(request, plan_id)


@router.get("/plans/{uuid:plan_id}/changes", response=list[ChangeOut])
def changes(request: Asking, plan_id: UUID) -> list[dict[str, Any]]:
    """What the sides would have otherwise, for whoever sits at the table."""
    page = PlanPage(found_plan(request, id=plan_id), request.person, request.today)
    return changes_told(page)


@router.post("/plans/{uuid:plan_id}/changes", response=list[ChangeOut])
def ask(request: Asking, plan_id: UUID, given: AskingIn) -> list[dict[str, Any]]:
    """Line by line; the same words asked for twice are one request."""
    plan = found_plan(request, id=plan_id)
    contents = {content.pk: content for content in Content.ever.filter(plan=plan)}
    for line in given.lines:
        if line.content and line.content not in contents:
            raise RuleBroken(Message("This content is not in the plan any more.", where="lines"))
    lines: list[tuple[Content | None, str, str]] = [
        (contents[line.content] if line.content else None, line.field, line.text) for line in given.lines
    ]
    actions.ask_changes(plan, seat_of(plan, given.seat), lines, by=request.person, at=timezone.now())
    return changes_told(PlanPage(found_plan(request, id=plan_id), request.person, request.today))


@router.post("/plans/{uuid:plan_id}/changes/{uuid:change_id}/answer", response=list[ChangeOut])
def answer(request: Asking, plan_id: UUID, change_id: UUID, given: ChangeAnswerIn) -> list[dict[str, Any]]:
    """Granted once it stands in the text; refused with the reason."""
    page = PlanPage(found_plan(request, id=plan_id), request.person, request.today)
    if not page.is_drafter:
        raise RuleBroken(Message("Your post does not allow this."))
    change = get_object_or_404(page.plan.change_requests, pk=change_id)
    actions.settle_change(
        change, granted=given.granted, answer=given.answer, by=request.person, at=timezone.now()
    )
    return changes_told(PlanPage(found_plan(request, id=plan_id), request.person, request.today))


@router.post("/plans/{uuid:plan_id}/number", response=PlanFull)
def number(request: Asking, plan_id: UUID, given: PlanNumberIn) -> dict[str, Any]:
    """The number of the paper, as the office's own register gave it."""
    plan = found_plan(request, id=plan_id)
    sides = [one.organisation_id for one in plan.phase.agreement.held_on(given.issued_on)]
    known = bodies_of(plan.phase.agreement, request) | Organisation.objects.filter(pk__in=sides)
    issuers = known_bodies(given.issuers, known, "issuers")
    actions.number_plan(
        plan, number=given.number, issued_on=given.issued_on, issuers=list(issuers.values()),
        by=request.person, at=timezone.now(),
    )  # fmt: skip
    return plan_told(request, plan_id)


@router.post("/plans/{uuid:plan_id}/withdrawal", response=PlanFull)
def withdraw(request: Asking, plan_id: UUID, given: PlanReasonIn) -> dict[str, Any]:
    plan = found_plan(request, id=plan_id)
    actions.withdraw_plan(plan, reason=given.reason, by=request.person, at=timezone.now())
    return plan_told(request, plan_id)


@router.post("/plans/{uuid:plan_id}/amendment", response=AmendmentOut)
def amend(request: Asking, plan_id: UUID, given: PlanReasonIn) -> dict[str, Any]:
    """Begin an edited copy of the running text."""
    page = PlanPage(found_plan(request, id=plan_id), request.person, request.today)
    by, at = request.person, timezone.now()
    version = actions.amend_plan(page.plan, page.amender, reason=given.reason, by=by, at=at)
    return {"version": version.pk, "number": version.number, "holder": version.holder}


@router.post("/plans/{uuid:plan_id}/versions/{uuid:version_id}/acceptance", response=AcceptanceOut)
def accept_amendment(request: Asking, plan_id: UUID, version_id: UUID, given: SeatIn) -> Any:
    """Say yes for one side to a proposed amendment; with the last yes it comes into force."""
    plan = found_plan(request, id=plan_id)
    seen = Version.objects.visible_to(request.person, request.today).filter(plan=plan)
    version = get_object_or_404(seen.exclude(proposed_at=None), pk=version_id)
    seat = seat_of(plan, given.seat)
    said = next((one for one in actions.accepted_of(version) if one.seat_id == seat.pk), None)
    return said or actions.accept_amendment(version, seat, by=request.person, at=timezone.now())


@router.post("/activities/{uuid:id}/content", response=LinkedActivityOut)
def link(request: Asking, id: UUID, given: ContentOfIn) -> dict[str, Any]:
    """Say for which content of a plan an activity was done that stands in no plan yet."""
    seen = Activity.objects.visible_to(request.person, request.today).select_related("served")
    activity = get_object_or_404(seen, pk=id)
    content = found_content(request, given.content)[1] if given.content else None
    held = actions.link_activity(activity, content, by=request.person, at=timezone.now())
    return {"id": held.pk, "title": words(held, "title"), "content": held.content_id}


def found_content(request: Asking, content_id: UUID) -> tuple[Plan, Content]:
    plan = found_plan(request, contents=content_id)
    content: Content = get_object_or_404(Content.ever.filter(plan=plan), pk=content_id)
    content.plan = plan
    return plan, content


def told_of_content(request: Asking, plan: Plan, given: ContentIn) -> dict[str, Any]:
    """As the action takes it; bodies, sides and signed contents are looked up, all that are unknown are told."""
    told = {
        name: value for name, value in given.dict(exclude_unset=True).items() if name != "number" or value
    }
    told |= {name: "" for name, value in told.items() if value is None and name not in NOTHING}
    if "leads" in told:
        leading = Organisation.objects.filter(pk__in=plan.contents.values("lead"))
        beside = bodies_of(plan.phase.agreement, request) | leading
        told["leads"] = list(known_bodies(told["leads"] or [], beside, "leads").values())
    if "commitments" in told:
        told["commitments"] = signed_of(plan.phase, told["commitments"] or [])
    if "coordinating" in told:
        told["coordinating"] = [seat_of(plan, number) for number in told["coordinating"] or []]
    return told


NOTHING = {"begins_on", "due_on", "budget", "leads", "coordinating", "commitments"}


def signed_of(phase: Phase, numbers: list[int]) -> list[Commitment]:
    chosen = list(phase.commitments.filter(number__in=numbers))
    unknown = sorted(set(numbers) - {one.number for one in chosen})
    if unknown:
        text = "The phase has no signed content %(number)s."
        raise RuleBroken(Message(text, {"number": number}, "commitments") for number in unknown)
    return chosen


def bodies_of(agreement: Agreement, request: Asking) -> QuerySet[Organisation]:
    return bodies_of_programme(agreement, request.today)


def seat_of(plan: Plan, number: int) -> Seat:
    seat: Seat = get_object_or_404(plan.phase.agreement.seats, number=number if 0 < number < 10_000 else 0)
    return seat


def changes_told(page: PlanPage) -> list[dict[str, Any]]:
    plain = ("id", "version", "field", "text", "asked_at", "settled_at", "answer")
    seats = {seat.pk: seat.number for seat in page.agreement.seats.all()}
    return [
        {name: getattr(one, name) for name in plain}
        | {"seat": seats[one.seat_id], "content": one.content_id, "granted": one.is_granted}
        for one in page.changes
    ]
