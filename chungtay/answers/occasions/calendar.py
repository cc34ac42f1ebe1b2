"""The year of one person's offices: for each partner the days to observe, from when to write, how the letter stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from chungtay.models import Greeting, Organisation, Person
from chungtay.rules.occasions import OPEN, LetterState, begins_on, is_due
from chungtay.rules.people import Act, Kind

from .letters import may_ask
from .pairs import Expected, expected_in, lineage, pairs_on


@dataclass(frozen=True)
class Line:
    """One occasion of one partner, with its letter where there is one."""

    expected: Expected
    letter: Greeting | None
    today: date
    may_write: bool = False  # the person writes for the body

    @property
    def begins_on(self) -> date | None:
        days = self.expected.days
        return begins_on(days, self.expected.occasion.lead_days) if days else None

    @property
    def state(self) -> str:
        """The letter's; without one whether the days are known, and whether its time has come."""
        if self.letter:
            return f"letter_{self.letter.state}"
        days = self.expected.days
        if days is None:
            return "not_announced"
        if is_due(days, self.expected.occasion.lead_days, self.today):
            return "letter_due"
        return "letter_none" if days.last_on < self.today else "letter_to_come"

    @property
    def is_late(self) -> bool:
        letter = self.letter
        return letter is not None and LetterState(letter.state) in OPEN and letter.due_on < self.today

    @property
    def may_begin(self) -> bool:
        """A letter may be begun before the house does."""
        days = self.expected.days
        is_open = days is not None and days.last_on >= self.today
        return self.may_write and self.letter is None and is_open


@dataclass
class PartnerYear:
    """What one of the person's bodies owes one partner in a year, in the order of the days."""

    own: Organisation
    partner: Organisation
    lines: list[Line] = field(default_factory=list)


def calendar_of(person: Person, today: date, year: int) -> list[PartnerYear]:
    """For each body whose letters the person reads, and each of its partners."""
    own = person.organisations_below(Act.READ, today, Kind.GREETING)
    pairs = [pair for pair in pairs_on(today, own) if _may_see(person, pair.agreement.slug, today)]
    expected = list(expected_in(year, pairs, today))
    letters = _letters(expected, person, today)
    found: dict[tuple[UUID, UUID], PartnerYear] = {}
    for one in expected:
        pair = one.pair
        held = found.setdefault((pair.own.pk, pair.partner.pk), PartnerYear(pair.own, pair.partner))
        may_write = may_ask(person, pair.own, pair.agreement.slug, today)
        held.lines.append(Line(one, letters.get(one.key), today, may_write))
    for held in found.values():
        held.lines.sort(key=_in_order)
    return list(found.values())


def _in_order(line: Line) -> tuple[date, str]:
    days = line.expected.days
    return (days.first_on if days else date(line.expected.year, 12, 31), line.expected.occasion.slug)


def _may_see(person: Person, programme: str, today: date) -> bool:
    """A post that serves some programmes only sees what those owe."""
    return any(post.serves(programme) for post in person.posts_on(today))


def _letters(expected: Iterable[Expected], person: Person, today: date) -> dict[tuple[object, ...], Greeting]:
    """By the key of what was expected; a letter that a body wrote before this one took over counts as its own."""
    expected = list(expected)
    lines = {
        body: lineage(body, today)
        for one in expected
        for body in (one.pair.own.pk, one.pair.partner.pk)
    }  # fmt: skip
    now = {old: heir for heir, line in lines.items() for old in line}
    kept = Greeting.objects.visible_to(person, today).filter(
        occasion__in={one.occasion.pk for one in expected}, year__in={one.year for one in expected},
        holder__in=now, partner__in=now,
    )  # fmt: skip
    found: dict[tuple[object, ...], Greeting] = {}
    for letter in kept.select_related("occasion").order_by("due_on", "id"):
        key = (
            now[letter.holder_id], now[letter.partner_id], letter.occasion_id, letter.year,
            letter.anniversary_of_id,
        )  # fmt: skip
        held = found.get(key)
        if held is None or held.state == LetterState.LEFT_OUT:
            found[key] = letter
    return found


def years_around(year: int) -> tuple[int, int]:
    return year - 1, year + 1
