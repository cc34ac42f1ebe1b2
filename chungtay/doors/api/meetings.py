"""Meetings over the API: writing one down, its decisions and minutes, sending it, and tasks that come of it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Router, Schema
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import meetings as actions
from chungtay.answers.meetings import MeetingPage, keepers, meetings_of
from chungtay.answers.programmes import bodies_for
from chungtay.answers.tasks import bodies_of_programme
from chungtay.models import Agreement, Meeting, Plan, Task
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from .agreements.programmes import TaskOut
from .asking import Asking, programmes_of
from .lists import Window
from .named import Given
from .shapes import Body, GivenDay, Words, known_bodies, words
from .tasks import TaskIn, asked

router = Router(tags=["meetings"])


class MeetingOut(Schema):
    id: UUID
    programme: str
    holder: Body
    title: Words
    met_on: date
    venue: str
    chair: str
    sent_at: datetime | None

    @staticmethod
    def resolve_programme(meeting: Meeting) -> str:
        return meeting.agreement.slug

    @staticmethod
    def resolve_title(meeting: Meeting) -> Words:
        return words(meeting, "title")


class DecisionOut(Schema):
    number: int
    text: Words
    tasks: list[TaskOut]  # that came of it, as far as the caller sees them


class MeetingFull(Schema):
    id: UUID
    programme: str
    holder: Body
    title: Words
    met_on: date
    venue: str
    chair: str
    sent_at: datetime | None
    plan: UUID | None
    bodies: list[Body]
    notes: str
    minutes: UUID | None
    decisions: list[DecisionOut]


class MeetingIn(Given):
    title: str = Field(max_length=500)
    met_on: GivenDay
    venue: str = Field("", max_length=300)
    chair: str = Field("", max_length=300)  # by post
    notes: str = Field("", max_length=20_000)
    plan: UUID | None = None
    bodies: list[UUID] = Field(default=[], max_length=200)


class DecisionIn(Given):
    text: str = Field(max_length=5_000)
    number: int | None = Field(None, ge=1, le=999)  # else the next


class RewordingIn(Given):
    text: str = Field(max_length=5_000)


class DecidedTaskIn(TaskIn):
    decision: int
    content: UUID | None = None


@router.get("/meetings", response=list[MeetingOut])
@paginate(Window)
def meetings(request: Asking, programme: str = "") -> QuerySet[Meeting]:
    chosen = programmes_of(request, [programme])[0] if programme else None
    return meetings_of(request.person, request.today, chosen)


@router.post("/programmes/{slug:slug}/meetings", response=MeetingFull)
def hold(request: Asking, slug: str, given: MeetingIn) -> dict[str, Any]:
    """Write a meeting down for the caller's own office; the same one twice is one."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    holder = keepers(request.person, request.today, agreement).first()
    if holder is None:
        raise RuleBroken(Message("Your post does not allow this."))
    plans = Plan.objects.visible_to(request.person, request.today).filter(phase__agreement=agreement)
    plan = get_object_or_404(plans, pk=given.plan) if given.plan else None
    told_of = given.dict(include={"title", "met_on", "venue", "chair", "notes"})
    made = actions.hold_meeting(
        Meeting(agreement=agreement, holder=holder, plan=plan, **told_of),
        bodies=known_bodies(given.bodies, bodies_of_programme(agreement, request.today), "bodies").values(),
        by=request.person, at=timezone.now(),
    )  # fmt: skip
    return told(found(request, made.pk))


@router.get("/meetings/{uuid:id}", response=MeetingFull)
def meeting(request: Asking, id: UUID) -> dict[str, Any]:
    return told(found(request, id))


@router.post("/meetings/{uuid:id}/decisions", response=MeetingFull)
def decide(request: Asking, id: UUID, given: DecisionIn) -> dict[str, Any]:
    """Write a decision down, as long as the meeting is not sent."""
    page, by, at = found(request, id), request.person, timezone.now()
    actions.decide(page.meeting, text=given.text, number=given.number, by=by, at=at)
    return told(found(request, id))


@router.put("/meetings/{uuid:id}/decisions/{number}", response=MeetingFull)
def reword(request: Asking, id: UUID, number: int, given: RewordingIn) -> dict[str, Any]:
    """Say a decision otherwise, as long as the meeting is not sent."""
    decision = get_object_or_404(found(request, id).meeting.decisions, number=number)
    actions.reword(decision, text=given.text, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/meetings/{uuid:id}/minutes", response=MeetingFull)
def minutes(request: Asking, id: UUID, file: File[UploadedFile]) -> dict[str, Any]:
    """Keep the signed minutes, as long as the meeting is not sent."""
    page = found(request, id)
    paper = (file.name or "", file.read(), file.content_type or "")
    actions.write_minutes(page.meeting, paper, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/meetings/{uuid:id}/sending", response=MeetingFull)
def send(request: Asking, id: UUID) -> dict[str, Any]:
    """Open it to all sides of the programme; from now on it stands. Sending it twice is harmless."""
    page = found(request, id)
    if page.meeting.sent_by_id != request.person.pk:
        actions.send_minutes(page.meeting, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/meetings/{uuid:id}/tasks", response=TaskOut)
def task(request: Asking, id: UUID, given: DecidedTaskIn) -> Task:
    """A task that comes of a decision."""
    page = found(request, id)
    if not page.may_record:
        raise RuleBroken(Message("Your post does not allow this."))
    agreement = page.meeting.agreement
    decision = get_object_or_404(page.meeting.decisions.select_related("meeting"), number=given.decision)
    content = get_object_or_404(page.contents, pk=given.content) if given.content else None
    lead = get_object_or_404(
        bodies_for(agreement, request.person, Act.PLAN, request.today), pk=given.organisation
    )
    plain = asked(request, agreement, given)
    by, at = request.person, timezone.now()
    return actions.give_by_decision(decision, lead, content=content, **plain, by=by, at=at)


def found(request: Asking, id: UUID) -> MeetingPage:
    visible = Meeting.objects.visible_to(request.person, request.today)
    near = visible.select_related("agreement", "holder", "plan")
    return MeetingPage(get_object_or_404(near, pk=id), request.person, request.today)


def told(page: MeetingPage) -> dict[str, Any]:
    meeting = page.meeting
    plain = ("id", "holder", "met_on", "venue", "chair", "sent_at", "notes")
    return {name: getattr(meeting, name) for name in plain} | {
        "programme": meeting.agreement.slug,
        "title": words(meeting, "title"),
        "plan": page.plan.pk if page.plan else None,
        "bodies": page.bodies,
        "minutes": page.minutes.pk if page.minutes else None,
        "decisions": [
            {"number": one.decision.number, "text": words(one.decision, "text"), "tasks": one.tasks}
            for one in page.decided
        ],
    }
