"""The shapes of delegations, their lists, turns and checklists: what the API is told, and what it answers."""

from datetime import date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from chungtay.models import Delegation
from chungtay.rules.delegations import (
    AgreedKind,
    DelegationState,
    Direction,
    ExceptionKind,
    MemberRole,
    Move,
    Side,
    TurnStanding,
)

from .agreements.programmes import TaskOut
from .named import Given
from .shapes import Body, GivenDay, Unit, Words, words

Year = Annotated[int, Field(ge=1950, le=2200)]
Money = Annotated[int, Field(ge=0, le=10**15)]  # whole units of the currency


class HostTurnOut(Schema):
    """`year` names the turn by the rule; it may be held in another one."""

    year: int
    held_in: int
    standing: TurnStanding
    host: Body | None
    ruled_host: Body | None
    reason: str
    is_next: bool
    delegation: UUID | None  # where the caller may read it


class RotationOut(Schema):
    id: UUID
    purpose: Words
    every_years: int
    first_year: int
    last_year: int | None
    source: Words
    hosts: list[Body | None]  # in order, as the seats are held today
    turns: list[HostTurnOut]


class RotationIn(Given):
    """In Vietnamese or in Lao; one of the two is enough."""

    seats: list[int] = Field(max_length=50)  # their numbers in the agreement, in order
    first_year: Year
    last_year: Year | None = None
    every_years: int = Field(1, ge=1, le=10)
    purpose: str = Field("", max_length=300)
    purpose_lo: str = Field("", max_length=300)
    source: str = Field("", max_length=500)  # where the agreement says so
    source_lo: str = Field("", max_length=500)


class TurnNoteIn(Given):
    year: Year
    kind: ExceptionKind
    reason: str = Field(max_length=500)
    moved_to: Year | None = None
    host: int | None = None  # the number of the seat that takes it


class RotationEndingIn(Given):
    last_year: Year
    reason: str = Field(max_length=500)


class DelegationOut(Schema):
    id: UUID
    programme: str
    host: Body
    guest: Body
    title: Words
    first_on: date
    last_on: date
    state: str

    @staticmethod
    def resolve_programme(delegation: Delegation) -> str:
        return delegation.agreement.slug

    @staticmethod
    def resolve_title(delegation: Delegation) -> Words:
        return words(delegation, "title")


class VisitMemberOut(Schema):
    id: UUID
    organisation: Body
    person: UUID | None  # for whoever writes for that side
    post: Words
    role: MemberRole
    overlap_reason: str  # why they are with another delegation in these days, too


class VisitHourOut(Schema):
    id: UUID
    starts_at: datetime
    ends_at: datetime
    text: Words
    place: Unit | None
    venue: str
    lead: Body | None
    overlap_reason: str


class VisitGiftOut(Schema):
    id: UUID
    giver: Body
    receiver: Body | None
    receiver_name: Words
    text: Words
    amount: int | None
    currency: str


class VisitCostOut(Schema):
    id: UUID
    side: Body
    text: Words
    planned: int | None
    spent: int | None
    currency: str


class VisitSumOut(Schema):
    """By side and currency; nothing is converted."""

    side: Body
    currency: str
    planned: int | None
    spent: int | None


class VisitPaperOut(Schema):
    id: UUID
    side: Body
    text: Words
    due_on: date | None
    ready_on: date | None


class VisitContentOut(Schema):
    id: UUID
    kind: AgreedKind
    text: Words
    content: UUID | None  # of a plan, where the caller may read it
    tasks: list[TaskOut]  # that the caller may read


class DelegationStepOut(Schema):
    move: str
    side: Side
    moved_for: Body
    moved_at: datetime
    before: str
    after: str
    note: str


class DelegationFull(Schema):
    id: UUID
    programme: str
    holder: Body  # who drafted it
    host: Body
    guest: Body
    title: Words
    purpose: Words
    first_on: date
    last_on: date
    rotation: UUID | None
    turn_year: int | None
    state: DelegationState
    direction: Direction | None  # from the caller's own bodies
    moves: list[Move]  # the steps that the caller may take now
    members: list[VisitMemberOut]
    hours: list[VisitHourOut]
    gifts: list[VisitGiftOut]
    costs: list[VisitCostOut]
    sums: list[VisitSumOut]
    papers: list[VisitPaperOut]
    contents: list[VisitContentOut]
    result: Words
    report: UUID | None  # where the caller may read it
    history: list[DelegationStepOut]


class VisitIn(Given):
    """In Vietnamese or in Lao; one of the two is enough. A turn is a rule and the year that names it."""

    host: UUID
    guest: UUID
    first_on: GivenDay
    last_on: GivenDay
    title: str = Field("", max_length=500)
    title_lo: str = Field("", max_length=500)
    purpose: str = Field("", max_length=5_000)
    purpose_lo: str = Field("", max_length=5_000)
    rotation: UUID | None = None
    turn_year: Year | None = None


class VisitMoveIn(Given):
    move: Move
    note: str = Field("", max_length=2_000)
    result: str = Field("", max_length=10_000)  # of the report
    result_lo: str = Field("", max_length=10_000)


class VisitMemberIn(Given):
    """By post, never by name; `person` only where the house knows whom, so that nobody travels twice at once."""

    post: str = Field("", max_length=200)
    post_lo: str = Field("", max_length=200)
    role: MemberRole = MemberRole.MEMBER
    person: UUID | None = None
    overlap_reason: str = Field("", max_length=500)


class VisitHourIn(Given):
    """By the clocks of the visit, which both countries share."""

    day: GivenDay
    begins: time
    ends: time
    text: str = Field("", max_length=500)
    text_lo: str = Field("", max_length=500)
    place: str = Field("", max_length=20)  # the code of one where a body of the programme sits
    venue: str = Field("", max_length=300)
    lead: UUID | None = None
    overlap_reason: str = Field("", max_length=500)


class VisitGiftIn(Given):
    text: str = Field("", max_length=300)
    text_lo: str = Field("", max_length=300)
    to_other: bool = False  # to the other side itself
    receiver_name: str = Field("", max_length=300)  # a group; nobody by name
    receiver_name_lo: str = Field("", max_length=300)
    amount: Money | None = None
    currency: str = Field("", max_length=3)


class VisitCostIn(Given):
    text: str = Field("", max_length=300)
    text_lo: str = Field("", max_length=300)
    planned: Money | None = None
    spent: Money | None = None
    currency: str = Field(max_length=3)


class VisitPaperIn(Given):
    text: str = Field("", max_length=300)
    text_lo: str = Field("", max_length=300)
    due_on: GivenDay | None = None


class VisitContentIn(Given):
    kind: AgreedKind
    text: str = Field("", max_length=5_000)
    text_lo: str = Field("", max_length=5_000)
    content: UUID | None = None  # of a plan, that it touches


class OfOneSide(Given):
    side: Side | None = None  # else the caller's own; where both are written, the drafter's


class NewVisitMember(VisitMemberIn, OfOneSide):
    pass


class NewVisitGift(VisitGiftIn, OfOneSide):
    pass


class NewVisitCost(VisitCostIn, OfOneSide):
    pass


class NewVisitPaper(VisitPaperIn, OfOneSide):
    pass


class UsualPaperOut(Schema):
    id: UUID | None  # none: of the list that comes with the house
    text: Words
    days_before: int


class UsualPapersOut(Schema):
    holder: Body
    direction: Direction
    papers: list[UsualPaperOut]


class UsualPaperIn(Given):
    text: str = Field("", max_length=300)
    text_lo: str = Field("", max_length=300)
    days_before: int = Field(ge=0, le=365)


class NewUsualPaper(UsualPaperIn):
    direction: Direction
    holder: UUID | None = None  # one of the caller's own offices; else the first


def turn_told(shown: Any) -> dict[str, Any]:
    turn = shown.turn
    return {
        "year": turn.year, "held_in": turn.held_in, "standing": shown.standing, "host": shown.host,
        "ruled_host": shown.ruled_host, "reason": turn.reason, "is_next": shown.is_next,
        "delegation": shown.visit.pk if shown.visit else None,
    }  # fmt: skip
