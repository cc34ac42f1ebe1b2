"""What is sent to a report over the API."""

from uuid import UUID

from pydantic import Field

from chungtay.rules.ledger import Qualifier
from chungtay.rules.reports import Channel, LineState

from ..named import Given
from ..shapes import GivenAmount


class AnswerIn(Given):
    state: LineState
    total: GivenAmount | None = None
    qualifier: Qualifier = Qualifier.EXACT
    cells: dict[str, GivenAmount] = Field(default={}, max_length=500)
    activities: list[UUID] | None = Field(None, max_length=200)  # without it those behind the line stay


class NumberedAnswerIn(AnswerIn):
    number: int


class SaidIn(Given):
    number: int  # of the question in words, of the check
    text: str = Field(max_length=20_000)


class ForecastIn(Given):
    number: int
    amount: GivenAmount | None


class WrittenIn(Given):
    answers: list[NumberedAnswerIn] = Field(max_length=200)
    narratives: list[SaidIn] = Field([], max_length=200)  # answers in words
    comments: list[SaidIn] = Field([], max_length=200)  # why a soft check does not hold
    forecasts: list[ForecastIn] = Field([], max_length=200)  # for the end of the year; never posted
    note: str | None = Field(None, max_length=10_000)


class ToldIn(Given):
    """For whoever types for a unit of which they are not."""

    told_by: str = Field(max_length=200)  # by post
    channel: Channel
    paper: UUID | None = None  # one of the unit's papers


class HandedInWith(Given):
    """What is typed last; without it the report is handed in as it stands."""

    answers: list[NumberedAnswerIn] = Field([], max_length=200)
    note: str | None = Field(None, max_length=10_000)
    on_behalf: ToldIn | None = None


class LineNoteIn(Given):
    number: int
    note: str = Field(max_length=2_000)


class NoteIn(Given):
    note: str = Field("", max_length=10_000)
    line_notes: list[LineNoteIn] = Field([], max_length=200)


class ReopeningIn(Given):
    reason: str = Field(max_length=500)


class SignedPaperIn(Given):
    """A superior without an account signed."""

    signed_by: str = Field(max_length=200)  # by post
    document: UUID  # one of the unit's papers, with the scan


class ApprovalIn(Given):
    hand_in: UUID | None = None
    paper: SignedPaperIn | None = None


class ReadReportIn(Given):
    report: UUID
    hand_in: UUID | None = None  # the one that was read


class ApprovalsIn(Given):
    reports: list[ReadReportIn] = Field(max_length=500)


class CorrectionIn(Given):
    answer: AnswerIn
    reason: str = Field(max_length=500)
