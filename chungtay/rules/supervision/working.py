"""Decides what is written down on the way: working sessions with minutes, the bodies' own reports, findings."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ..messages import Message, RuleBroken
from .steps import BEFORE_SENDING, OPEN, REPORTING, SupervisionState


def refuse_unless_open(state: SupervisionState, among: Collection[SupervisionState]) -> None:
    """What was sent, concluded or called off is not changed behind anybody's back."""
    if state in among:
        return
    if state in (SupervisionState.CONCLUDED, SupervisionState.CLOSED):
        raise RuleBroken(Message("The conclusion is written and stands; nothing is added to it any more."))
    if state is SupervisionState.CANCELLED:
        raise RuleBroken(Message("This supervision was called off."))
    if among == BEFORE_SENDING or among == {SupervisionState.PLANNED}:
        raise RuleBroken(Message("This was decided or sent already and stands."))
    raise RuleBroken(Message("This is for the time after decision and outline were sent."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A working session, as far as it may lie over another: of which team, at which body."""

    starts_at: datetime
    ends_at: datetime
    supervision: UUID
    members: frozenset[tuple[UUID, str]] = frozenset()  # body and post
    body: UUID | None = None
    name: str = ""


def overlapping(one: Span, others: Iterable[Span]) -> list[Span]:
    """Those at the same time that need the same people: the team itself, one of it, or the body."""
    return [other for other in others if _meets(one, other) and _shares_people(one, other)]


def _meets(one: Span, other: Span) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _shares_people(one: Span, other: Span) -> bool:
    if one.supervision == other.supervision or one.members & other.members:
        return True
    return one.body is not None and one.body == other.body


def check_session(
    one: Span, others: Iterable[Span], *, state: SupervisionState, venue: str, overlap_reason: str = "",
    too_soon: date | None = None, notice_reason: str = "",
) -> None:  # fmt: skip
    """`too_soon`: the first day that the notice leaves free, where the session lies before it."""
    refuse_unless_open(state, OPEN)
    said = []
    if one.ends_at <= one.starts_at:
        said.append(Message("It would end before it begins.", where="ends_at"))
    if not venue.strip():
        said.append(Message("Say where it is held.", where="venue"))
    text = (
        "At this time there is another working session: %(name)s. Choose another, or say why both are held."
    )
    if not overlap_reason.strip():
        said += [Message(text, {"name": other.name}, "overlap_reason") for other in overlapping(one, others)]
    if too_soon is not None and not notice_reason.strip():
        told = "The bodies were told too late for a session before %(day)s. Choose a later day, or say why."
        said.append(Message(told, {"day": too_soon}, "notice_reason"))
    if said:
        raise RuleBroken(said)


def check_minutes(*, state: SupervisionState, starts_at: datetime, now: datetime, is_empty: bool) -> None:
    refuse_unless_open(state, REPORTING)
    said = []
    if starts_at > now:
        said.append(Message("Minutes are written once the session was held.", where="minutes"))
    if is_empty:
        said.append(Message("Write the minutes, or add the paper.", where="minutes"))
    if said:
        raise RuleBroken(said)


def check_report(
    *, state: SupervisionState, is_empty: bool, on_paper: bool, number: str, on: date | None, today: date
) -> None:
    """A body's own report by the outline; `on_paper`: an officer of the other side types in what came by post."""
    refuse_unless_open(state, REPORTING)
    said = []
    if is_empty:
        said.append(Message("Write the report by the outline, or add the paper.", where="report"))
    if on_paper and not number.strip():
        said.append(Message("Write the number of the paper by which it came.", where="paper_number"))
    if on_paper and on is None:
        said.append(Message("Write the day of the paper.", where="paper_on"))
    if on is not None and on > today:
        said.append(Message("This day is still to come.", where="paper_on"))
    if said:
        raise RuleBroken(said)


def check_finding(
    *, state: SupervisionState, text: str, found_on: date, first_on: date, today: date, stands: bool
) -> None:
    """`stands`: its place was there on that day."""
    refuse_unless_open(state, {SupervisionState.UNDER_WAY})
    said = []
    if not text.strip():
        said.append(Message("Write what was found.", where="text"))
    if found_on > today:
        said.append(Message("This day is still to come.", where="found_on"))
    elif found_on < first_on:
        text = "The supervision begins on %(day)s. Choose a day from then on."
        said.append(Message(text, {"day": first_on}, "found_on"))
    if not stands:
        said.append(
            Message("This place did not stand on that day. Choose the one of that day.", where="place")
        )
    if said:
        raise RuleBroken(said)
