"""The shapes of a criticism: what is answered, and what may be sent."""

from datetime import date
from uuid import UUID

from ninja import Schema
from pydantic import Field

from chungtay.models import Criticism
from chungtay.rules.criticism import CriticismMove, CriticismState, Fate, Side, Stand, Taken, TurnKind
from chungtay.rules.criticism.clauses import LONGEST_DRAFT, MOST_CLAUSES

from ..named import Given
from ..shapes import Body, GivenDay, Words, words


class CriticismFacts(Schema):
    id: UUID
    title: Words
    holder: Body
    drafter: Body | None
    drafter_name: str
    programme: str
    state: CriticismState
    received_on: date
    submitted_on: date
    due_on: date
    late_reason: str  # it came in too late and is criticised nevertheless
    reply_due_on: date | None
    replied_on: date | None


class CriticismOut(CriticismFacts):
    @staticmethod
    def resolve_title(criticism: Criticism) -> Words:
        return words(criticism, "title")

    @staticmethod
    def resolve_programme(criticism: Criticism) -> str:
        return criticism.agreement.slug if criticism.agreement else ""


class ClauseOut(Schema):
    position: int
    name: str
    text: str


class ClauseOpinionOut(Schema):
    id: UUID
    clause: int | None  # its position; none: of the whole
    stand: Stand
    text: str
    proposal: str
    typed: bool  # by the office, from paper or from what was said


class CriticismAskedOut(Schema):
    id: UUID
    organisation: Body | None
    name: str
    due_on: date
    answered: bool
    opinions: list[ClauseOpinionOut]


class PointOut(Schema):
    number: int
    clause: int | None
    text: str
    proposal: str
    taken: str
    reason: str


class ConferenceTurnOut(Schema):
    kind: TurnKind
    speaker: str
    text: str


class CriticismFull(CriticismFacts):
    turn: Side | None  # who has the next word
    moves: list[CriticismMove]  # what the caller may do now
    clauses: list[ClauseOut]
    asked: list[CriticismAskedOut]  # as far as the caller sees them
    held_on: date | None
    venue: str
    turns: list[ConferenceTurnOut]
    points: list[PointOut]
    reply_number: str
    final_number: str
    final_on: date | None
    final: list[ClauseOut]
    paper: UUID | None


class ComparedOut(Schema):
    draft: ClauseOut | None
    final: ClauseOut | None
    fate: Fate
    moved: bool
    passages: list[tuple[str, str]]  # what went out and what came in; both the same: it stayed
    points: list[PointOut]


class CriticismIn(Given):
    title: str = Field(max_length=500)
    title_lo: str = Field("", max_length=500)
    holder: UUID | None = None  # else the caller's first body that criticises
    drafter: UUID | None = None
    drafter_name: str = Field("", max_length=300)
    programme: str = ""
    received_on: GivenDay
    submitted_on: GivenDay
    due_on: GivenDay
    text: str = Field("", max_length=LONGEST_DRAFT)
    document: UUID | None = None  # that holds the text
    late_reason: str = Field("", max_length=500)
    refused_because: str = Field("", max_length=500)


class DraftTextIn(Given):
    text: str = Field("", max_length=LONGEST_DRAFT)
    document: UUID | None = None


class ClauseIn(Given):
    name: str = Field("", max_length=120)
    text: str = Field(max_length=LONGEST_DRAFT)


class CutIn(Given):
    clauses: list[ClauseIn] = Field(max_length=MOST_CLAUSES)


class CriticismNoteIn(Given):
    note: str = Field("", max_length=500)


class CriticsIn(Given):
    bodies: list[UUID] = Field([], max_length=300)
    experts: list[str] = Field([], max_length=50)  # by post
    due_on: GivenDay


class ClauseOpinionIn(Given):
    clause: int | None = None
    stand: Stand
    text: str = Field("", max_length=10_000)
    proposal: str = Field("", max_length=10_000)


class ConferenceTurnIn(Given):
    kind: TurnKind
    speaker: str = Field(max_length=300)
    text: str = Field("", max_length=20_000)


class CriticismConferenceIn(Given):
    held_on: GivenDay
    venue: str = Field("", max_length=300)
    turns: list[ConferenceTurnIn] = Field(max_length=60)
    note: str = Field("", max_length=500)


class PointIn(Given):
    text: str = Field(max_length=10_000)
    proposal: str = Field("", max_length=10_000)
    clause: int | None = None
    opinions: list[UUID] = Field([], max_length=500)


class PointRecommendationIn(Given):
    text: str = Field(max_length=10_000)
    addressees: list[UUID] = Field([], max_length=50)
    outside: list[str] = Field([], max_length=20)


class PointReplyIn(Given):
    point: int
    taken: Taken | None = None
    reason: str = Field("", max_length=10_000)


class CriticismReplyIn(Given):
    replies: list[PointReplyIn] = Field(max_length=500)
    # Where the office that criticises writes down what came on paper:
    number: str = Field("", max_length=60)
    replied_on: GivenDay | None = None


class FinalIn(Given):
    text: str = Field(max_length=LONGEST_DRAFT)
    number: str = Field("", max_length=60)
    final_on: GivenDay | None = None
    document: UUID | None = None


class MatchIn(Given):
    final: int
    clause: int | None = None  # of none: it was added


class MatchesIn(Given):
    matches: list[MatchIn] = Field(max_length=MOST_CLAUSES)
