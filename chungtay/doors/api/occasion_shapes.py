"""The shapes of days to greet on and of letters: what the API is told, and what it answers."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from chungtay.models import Greeting, Occasion, OrganisationKind
from chungtay.rules.occasions import EARLIEST, LATEST, MOST_LEAD, OccasionRule

from .named import Given
from .shapes import Body, GivenDay, Words, words

Year = Annotated[int, Field(ge=EARLIEST, le=LATEST)]


class AnnouncedOut(Schema):
    year: int
    first_on: date
    last_on: date
    source: str


class OccasionOut(Schema):
    id: UUID
    slug: str
    name: Words
    holder: Body | None  # none: it came with the product
    programme: str  # of an anniversary; empty: of each
    rule: str
    month: int | None
    day: int | None
    country: str
    of_kind: str
    from_abroad: bool
    lead_days: int
    letter: str
    source: str
    ended_on: date | None
    announced: list[AnnouncedOut]

    @staticmethod
    def resolve_name(occasion: Occasion) -> Words:
        return words(occasion, "name")

    @staticmethod
    def resolve_programme(occasion: Occasion) -> str:
        return occasion.agreement.slug if occasion.agreement else ""

    @staticmethod
    def resolve_announced(occasion: Occasion) -> list[Any]:
        return list(occasion.announced.all())


class OccasionIn(Given):
    name: str = Field(max_length=200)
    name_lo: str = Field("", max_length=200)
    name_en: str = Field("", max_length=200)
    rule: OccasionRule
    month: int | None = Field(None, ge=1, le=12)
    day: int | None = Field(None, ge=1, le=31)
    country: Literal["", "VN", "LA"] = ""
    of_kind: OrganisationKind | Literal[""] = ""
    from_abroad: bool = False
    lead_days: int = Field(14, ge=0, le=MOST_LEAD)
    letter: str = Field("", max_length=60)
    source: str = Field(max_length=500)
    programme: str = Field("", max_length=80)  # of an anniversary


class DaysIn(Given):
    year: Year
    first_on: GivenDay
    last_on: GivenDay
    source: str = Field(max_length=500)


class OccasionEndingIn(Given):
    on: GivenDay


class OccasionReturningIn(Given):
    holder: UUID | None = None  # none: the caller's first office


class OccasionLeavingIn(OccasionReturningIn):
    from_on: GivenDay
    reason: str = Field(max_length=500)


class GreetingOut(Schema):
    id: UUID
    programme: str
    occasion: UUID
    name: Words
    year: int
    holder: Body
    partner: Body
    due_on: date
    state: str
    sent_on: date | None
    replied_on: date | None

    @staticmethod
    def resolve_programme(letter: Greeting) -> str:
        return letter.agreement.slug

    @staticmethod
    def resolve_occasion(letter: Greeting) -> UUID:
        return letter.occasion_id

    @staticmethod
    def resolve_name(letter: Greeting) -> Words:
        return words(letter.occasion, "name")


class LetterFile(Schema):
    name: str
    sha256: str
    of: str  # copy, reply


class LetterStepOut(Schema):
    move: str
    moved_at: datetime
    note: str


class GreetingFull(Schema):
    id: UUID
    programme: str
    occasion: UUID
    name: Words
    year: int
    holder: Body
    partner: Body
    due_on: date
    state: str
    sent_on: date | None
    replied_on: date | None
    draft: UUID | None
    as_read: str  # the mark of what the paper says now; who approves sends it back
    sent_how: str
    reason: str
    approved_alone_reason: str
    missing: list[str]
    moves: list[str]
    files: list[LetterFile]
    steps: list[LetterStepOut]


class CalendarLine(Schema):
    occasion: UUID
    name: Words
    programme: str
    first_on: date | None  # none: not announced yet
    last_on: date | None
    begins_on: date | None
    state: str
    greeting: UUID | None


class CalendarOut(Schema):
    holder: Body
    partner: Body
    lines: list[CalendarLine]


class BeginningIn(Given):
    programme: str = Field(max_length=80)
    holder: UUID
    partner: UUID
    occasion: UUID
    year: Year


class GreetingApprovalIn(Given):
    as_read: str = Field(max_length=64)
    reason: str = Field("", max_length=500)  # of an office with nobody else who could approve it


class LetterReasonIn(Given):
    reason: str = Field(max_length=500)


class GreetingSentIn(Given):
    on: GivenDay
    how: str = Field(max_length=200)


class GreetingReplyIn(Given):
    on: GivenDay
