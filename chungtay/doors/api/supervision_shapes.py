"""What is said and told of supervision over the API: plans, supervisions, sessions, reports, findings."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from chungtay.models import Supervision, SupervisionPlan
from chungtay.rules.supervision import Form, Move, SupervisionState

from .named import Given
from .shapes import Body, GivenDay, Words, words


class SupervisionPlanShape(Schema):
    id: UUID
    holder: Body
    year: int
    title: Words
    purpose: str
    issued_on: date | None


class SupervisionPlanOut(SupervisionPlanShape):
    @staticmethod
    def resolve_title(plan: SupervisionPlan) -> Words:
        return words(plan, "title")


class SupervisionShape(Schema):
    id: UUID
    holder: Body
    subject: Words
    form: Form
    framework: str
    state: SupervisionState
    first_on: date
    last_on: date


class SupervisionOut(SupervisionShape):
    @staticmethod
    def resolve_subject(one: Supervision) -> Words:
        return words(one, "subject")


class SupervisionPlanFull(SupervisionPlanShape):
    supervisions: list[SupervisionOut]


class SupervisionPlanIn(Given):
    title: str = Field(max_length=500)
    year: int = Field(ge=2000, le=2100)
    purpose: str = Field("", max_length=10_000)


class NewSupervisionPlanIn(SupervisionPlanIn):
    programme: str = Field("", max_length=80)


class SupervisionIssueIn(Given):
    on: GivenDay


class SupervisionMemberIn(Given):
    organisation: UUID
    post: str = Field(max_length=200)
    leads: bool = False


class MemberOut(Schema):
    organisation: Body
    post: str
    leads: bool


class DrawnIn(Given):
    subject: str = Field(max_length=500)
    form: Form
    framework: str = Field("", max_length=500)
    first_on: GivenDay
    last_on: GivenDay
    purpose: str = Field("", max_length=10_000)
    scope: str = Field("", max_length=2_000)
    bodies: list[UUID] = Field(default=[], max_length=500)
    members: list[SupervisionMemberIn] = Field(default=[], max_length=50)


class NewSupervisionIn(DrawnIn):
    plan: UUID | None = None  # else it stands outside any plan
    programme: str = Field("", max_length=80)


class OutlineIn(Given):
    outline: str = Field(max_length=20_000)
    reports_due_on: GivenDay


class SupervisionMoveIn(Given):
    move: Move
    note: str = Field("", max_length=20_000)
    conclusion: str = Field("", max_length=20_000)
    conclusion_lo: str = Field("", max_length=20_000)
    late_reason: str = Field("", max_length=500)


class SupervisionSignedIn(Given):
    number: str = Field(max_length=80)
    on: GivenDay


class PaperKindIn(Given):
    paper: Literal["supervision_plan", "supervision_report"]


class DrawnPaperOut(Schema):
    """A paper in the making, to be written on among the papers."""

    id: UUID
    title: str


class SessionIn(Given):
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    venue: str = Field(max_length=300)
    body: UUID | None = None  # at which of the supervised ones
    overlap_reason: str = Field("", max_length=500)
    notice_reason: str = Field("", max_length=500)


class SessionOut(Schema):
    id: UUID
    starts_at: datetime
    ends_at: datetime
    venue: str
    minutes: str
    overlap_reason: str
    notice_reason: str


class SessionMinutesIn(Given):
    minutes: str = Field(max_length=20_000)


class OwnReportIn(Given):
    report: str = Field(max_length=40_000)
    paper_number: str = Field("", max_length=60)  # where it came on paper
    paper_on: GivenDay | None = None


class SupervisedOut(Schema):
    id: UUID
    organisation: Body
    told_at: datetime | None
    reported_at: datetime | None
    report: str  # empty to whom it is not shown
    paper_number: str
    paper_on: date | None


class FindingIn(Given):
    kind: Literal["strength", "shortcoming", "cause"]
    text: str = Field(max_length=10_000)
    text_lo: str = Field("", max_length=10_000)
    found_on: GivenDay
    body: UUID | None = None


class FindingOut(Schema):
    number: int
    kind: str
    text: Words
    found_on: date
    tasks: list[UUID]
    directives: list[UUID]


class RecommendedIn(Given):
    text: str = Field(max_length=10_000)
    addressees: list[UUID] = Field(min_length=1, max_length=200)


class RecommendedOut(Schema):
    id: UUID


class FindingTaskIn(Given):
    text: str = Field(max_length=500)
    organisation: UUID
    asker: UUID | None = None
    due_on: GivenDay


class SupervisionFull(SupervisionShape):
    programme: str
    purpose: str
    scope: str
    outline: str
    reports_due_on: date | None
    sent_at: datetime | None
    late_reason: str
    conclusion: Words
    concluded_at: datetime | None
    members: list[MemberOut]
    bodies: list[SupervisedOut]
    sessions: list[SessionOut]
    findings: list[FindingOut]
