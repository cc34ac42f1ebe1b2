"""Decides whose turn it is: every so many years one of several seats, in order, hosts.

A turn is named by the year that the rule gives it, whatever becomes of it. The order is counted from the first year
alone, so a turn that was skipped, moved or taken by another seat shifts none of the others.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..messages import Message, RuleBroken

Seat = Hashable
MOST_YEARS = 10  # between two turns
EARLIEST, LATEST = 1950, 2200
AHEAD = 2  # further turns that a page shows for each seat


class ExceptionKind(StrEnum):
    SKIPPED = "skipped"
    MOVED = "moved"  # to another year
    HOST = "host"  # another seat takes it
    AS_RULED = "as_ruled"  # what was noted is taken back


class TurnStanding(StrEnum):
    MADE = "made"  # the visit took place
    SKIPPED = "skipped"
    OWED = "owed"  # its year passed, and nothing says why
    NOW = "now"  # it stands in this year
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Order:
    """The rule as the agreement says it."""

    seats: tuple[Seat, ...]
    first_year: int
    every_years: int = 1
    last_year: int | None = None

    def reaches(self, year: int) -> bool:
        """Whether the rule gives a turn to this year."""
        return (
            self.first_year <= year
            and (self.last_year is None or year <= self.last_year)
            and (year - self.first_year) % self.every_years == 0
        )

    def host_in(self, year: int) -> Seat:
        return self.seats[(year - self.first_year) // self.every_years % len(self.seats)]


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted of one turn, apart from the rule."""

    skipped: bool = False
    moved_to: int | None = None
    host: Seat | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    year: int  # by the rule: its name
    held_in: int  # the year in which it is held
    host: Seat
    ruled_host: Seat
    skipped: bool = False
    reason: str = ""

    @property
    def is_moved(self) -> bool:
        return self.held_in != self.year

    @property
    def is_swapped(self) -> bool:
        return self.host != self.ruled_host


def turn_of(order: Order, year: int, noted: Noted | None = None) -> Turn | None:
    """The turn that the rule names by this year."""
    if not order.seats or not order.reaches(year):
        return None
    ruled, noted = order.host_in(year), noted or Noted()
    return Turn(year, noted.moved_to or year, noted.host or ruled, ruled, noted.skipped, noted.reason)


def turns_until(order: Order, noted: Mapping[int, Noted], until: int) -> list[Turn]:
    """Each turn that the rule names by a year up to `until`, in order."""
    last = until if order.last_year is None else min(until, order.last_year)
    years = range(order.first_year, last + 1, order.every_years)
    return [turn for year in years if (turn := turn_of(order, year, noted.get(year)))]


def years_shown(order: Order, this_year: int) -> int:
    """Until which year a page looks ahead: so that each seat stands there twice."""
    return max(this_year, order.first_year) + order.every_years * len(order.seats) * AHEAD


def standing_of(turn: Turn, *, made: Collection[int], this_year: int) -> TurnStanding:
    """`made`: the turns, by the year that names them, whose visit took place."""
    if turn.year in made:
        return TurnStanding.MADE
    if turn.skipped:
        return TurnStanding.SKIPPED
    if turn.held_in < this_year:
        return TurnStanding.OWED
    return TurnStanding.NOW if turn.held_in == this_year else TurnStanding.COMING


def owed(turns: Iterable[Turn], *, made: Collection[int], this_year: int) -> list[Turn]:
    return [turn for turn in turns if standing_of(turn, made=made, this_year=this_year) is TurnStanding.OWED]


def next_turn(turns: Iterable[Turn], *, made: Collection[int], this_year: int) -> Turn | None:
    """Whose turn it is: the soonest that is neither made nor skipped, this year or later."""
    open_to = (TurnStanding.NOW, TurnStanding.COMING)
    waiting = [turn for turn in turns if standing_of(turn, made=made, this_year=this_year) in open_to]
    return min(waiting, key=lambda turn: (turn.held_in, turn.year), default=None)


def check_rotation(order: Order, *, purpose: str, source: str, known: Collection[Seat]) -> None:
    """`known`: the seats of the agreement. Every fault at once."""
    said = []
    if not purpose.strip():
        said.append(Message("Say what is held in turns.", where="purpose"))
    if not source.strip():
        said.append(Message("Say where the agreement sets these turns.", where="source"))
    if len(set(order.seats)) < 2:
        said.append(Message("Name at least two sides that take turns.", where="seats"))
    elif len(set(order.seats)) < len(order.seats):
        said.append(Message("Name each side once; the order begins again after the last.", where="seats"))
    if not set(order.seats) <= set(known):
        said.append(Message("Choose sides of this agreement.", where="seats"))
    if not 1 <= order.every_years <= MOST_YEARS:
        said.append(Message("Turns come every 1 to %(most)s years.", {"most": MOST_YEARS}, "every_years"))
    if not EARLIEST <= order.first_year <= LATEST:
        said.append(Message("Write the first year with four digits.", where="first_year"))
    if order.last_year is not None and order.last_year < order.first_year:
        said.append(Message("The last year lies before the first.", where="last_year"))
    if said:
        raise RuleBroken(said)


def check_exception(
    order: Order, noted: Mapping[int, Noted], year: int, kind: ExceptionKind, *, moved_to: int | None = None,
    host: Seat | None = None, reason: str = "", taken: bool = False,
) -> Noted | None:  # fmt: skip
    """What is to be noted of the turn of `year`; none where it shall be as the rule says.

    `taken`: a delegation goes by this turn, so it stands as it is until that one is cancelled.
    """
    said = []
    if not order.reaches(year):
        said.append(Message("The rule gives no turn to %(year)s.", {"year": year}, "year"))
    if taken:
        text = "A delegation goes by the turn of %(year)s. Cancel that one first."
        said.append(Message(text, {"year": year}, "year"))
    if kind is ExceptionKind.AS_RULED and year not in noted:
        said.append(Message("This turn is as the rule says already.", where="kind"))
    if not reason.strip():
        said.append(Message("Say why.", where="reason"))
    if kind is ExceptionKind.MOVED:
        said += _of_moving(order, year, moved_to)
    if kind is ExceptionKind.HOST:
        said += _of_swapping(order, year, host)
    if said:
        raise RuleBroken(said)
    made = Noted(
        skipped=kind is ExceptionKind.SKIPPED,
        moved_to=moved_to if kind is ExceptionKind.MOVED else None,
        host=host if kind is ExceptionKind.HOST else None,
        reason=reason.strip(),
    )
    now = None if kind is ExceptionKind.AS_RULED else made
    _refuse_two_hosts(order, noted, year, now)
    return now


def _of_moving(order: Order, year: int, moved_to: int | None) -> Iterable[Message]:
    if moved_to is None:
        yield Message("Say to which year it moves.", where="moved_to")
    elif moved_to == year:
        yield Message("It stands in this year already.", where="moved_to")
    elif not order.first_year <= moved_to <= LATEST:
        yield Message("The turns begin in %(year)s.", {"year": order.first_year}, "moved_to")


def _of_swapping(order: Order, year: int, host: Seat | None) -> Iterable[Message]:
    if host is None or host not in order.seats:
        yield Message("Choose one of the sides that take turns.", where="host")
    elif order.reaches(year) and host == order.host_in(year):
        yield Message("It is this side's turn already.", where="host")


def _refuse_two_hosts(order: Order, noted: Mapping[int, Noted], year: int, now: Noted | None) -> None:
    """One year has one host: no turn is laid on a year in which another one is held."""
    turn = turn_of(order, year, now)
    if turn is None or turn.skipped:
        return
    others = {other: one for other, one in noted.items() if other != year}
    until = max([turn.held_in, *others])
    for other in turns_until(order, others, until):
        if other.year != year and not other.skipped and other.held_in == turn.held_in:
            text = "Another turn is held in %(year)s already, and one turn has one host. Choose another year."
            raise RuleBroken(Message(text, {"year": turn.held_in}, "moved_to"))


def check_turn_taken(
    turn: Turn | None, *, year: int, visit_year: int, host_seats: Collection[Seat], taken: bool
) -> None:
    """Whether a visit may go by this turn. `host_seats`: those that its host, or a body above it, holds that day."""
    if turn is None:
        raise RuleBroken(Message("The rule gives no turn to %(year)s.", {"year": year}, "turn"))
    said = []
    if turn.skipped:
        text = "The turn of %(year)s was skipped. Take that back first."
        said.append(Message(text, {"year": year}, "turn"))
    if taken:
        text = "Another delegation goes by the turn of %(year)s already, and one turn has one host."
        said.append(Message(text, {"year": year}, "turn"))
    if turn.host not in host_seats:
        text = "It is another side's turn to host in %(year)s. Note first why the host is another."
        said.append(Message(text, {"year": year}, "host"))
    if not turn.skipped and visit_year != turn.held_in:
        text = "This turn is held in %(year)s. Choose a day of that year, or note first that it is moved."
        said.append(Message(text, {"year": turn.held_in}, "first_on"))
    if said:
        raise RuleBroken(said)
