"""Draws random ledgers over a drawn map, written posting by posting as the actions write them.

Flows, stocks from a register, stocks by statements, persons with their periods; zeros, corrections that reach back,
withdrawals; several holders and programmes; cells that add up, and others that are only "of which".
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from chungtay.rules.ledger import (
    BASE,
    Categories,
    Entry,
    Indicator,
    Kind,
    Posting,
    Qualifier,
    Statement,
    Window,
    live,
    posted,
    reversal_of,
    statement_entries,
    withdrawal_entries,
)
from chungtay.rules.places import World

from .maps import Chance, drawn_day

NOW = datetime(2026, 3, 20, 3, 0, tzinfo=UTC)

INDICATORS = {
    "sessions": Indicator(Kind.FLOW),
    "attendances": Indicator(Kind.PARTICIPATIONS),
    "clubs": Indicator(Kind.STOCK),  # by a register
    "groups": Indicator(Kind.STOCK),  # by statements
    "women": Indicator(Kind.PERSONS),
    "per session": Indicator(Kind.RATIO, numerator="attendances", denominator="sessions"),
    "per group": Indicator(Kind.RATIO, numerator="women", denominator="groups"),
}
TOGETHER = (
    ("sessions",), ("groups",), ("clubs",), ("women",), ("groups",), ("sessions", "attendances"),
    ("women", "groups"), ("sessions", "attendances", "clubs", "women", "groups"),
)  # fmt: skip
HOLDERS = ("union", "ministry", "partner")
PROGRAMMES = (frozenset({"a"}), frozenset({"a", "b"}), frozenset({"b"}), frozenset[str](), frozenset({"c"}))
BASE_CELLS: tuple[Categories, ...] = (
    frozenset(),
    frozenset({("sex", "female")}),
    frozenset({("sex", "male")}),
    frozenset({("sex", "female"), ("people", "brau")}),
)
OF_WHICH: tuple[tuple[str, Categories], ...] = (
    ("ages", frozenset({("age", "young")})),
    ("ages", frozenset({("age", "old")})),
    ("homes", frozenset({("age", "old"), ("home", "poor")})),
    ("homes", frozenset({("sex", "female")})),  # a dimension that the base knows too
)
AMOUNTS = (1, 0, 10_000, 3, 20_000, 7, 10**5, -10_000, 10**13 + 1)


@dataclass
class Ledger:
    """What was written, in order."""

    world: World
    indicators: tuple[str, ...]
    postings: list[Posting] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def post(self, changes: list[Entry]) -> None:
        if changes:
            after = self.postings[-1] if self.postings else None
            posting, entries = posted(changes, after=after, kind="approval", by="leader", recorded_at=NOW)
            self.postings.append(posting)
            self.entries += entries

    def of(self, number: int) -> list[Entry]:
        return [entry for entry in self.entries if entry.posting == number]


def drawn_ledger(chance: Chance, world: World, *, most: int = 12) -> Ledger:
    """Of a few indicators only, so that questions meet what was written."""
    ledger = Ledger(world, chance.one(TOGETHER))
    steps = (
        [_correct, _take_back, _report, _report, _report, _report] if ledger.indicators != ("groups",) else []
    )
    steps += [_withdraw, _state, _state, _state, _state] if "groups" in ledger.indicators else []
    for _ in range(3 + chance.number(most - 2)):
        chance.one(steps[::-1])(chance, ledger)
    return ledger


def _drawn_place(chance: Chance, ledger: Ledger, on: date) -> str | None:
    """Most often where something was written before: there, above it, or in what became of it."""
    alive = [key for key, place in ledger.world.places.items() if place.is_on_map(on)]
    near = {key for entry in ledger.entries for key in ledger.world.surroundings(entry.place)}
    known = [key for key in alive if key in near]
    if known and not chance.seldom(3):
        alive = known
    return chance.one(alive[::-1]) if alive else None  # the lowest first


def _report(chance: Chance, ledger: Ledger) -> None:
    """One approval: some entries of one place and day, perhaps of several indicators."""
    entry = _drawn_entry(chance, ledger)
    changes = [entry] if entry else []
    for _ in range(chance.number(3) if entry else 0):
        changes.append(_beside(chance, changes[-1]))
    ledger.post(changes)


def _drawn_entry(chance: Chance, ledger: Ledger) -> Entry | None:
    indicator = chance.one([one for one in ledger.indicators if one != "groups"])
    on = drawn_day(chance)
    place = _drawn_place(chance, ledger, on)
    if place is None:
        return None
    breakdown, categories = BASE, chance.one(BASE_CELLS)
    if chance.seldom():
        breakdown, categories = chance.one(OF_WHICH)
    return Entry(
        indicator=indicator,
        place=place,
        on=on,
        holder=chance.one(HOLDERS),
        amount=chance.one(AMOUNTS),
        programmes=chance.one(PROGRAMMES),
        categories=categories,
        breakdown=breakdown,
        qualifier=chance.one(tuple(Qualifier)) if chance.seldom(3) else Qualifier.EXACT,
        period=_drawn_period(chance, on) if indicator == "women" else None,
        estimated=chance.seldom(),
    )


def _drawn_period(chance: Chance, on: date) -> Window | None:
    days = (None, 1, 30, 90)[chance.number(4)]
    return None if days is None else Window(on - timedelta(days), on)


def _beside(chance: Chance, entry: Entry) -> Entry:
    """Another cell, another indicator or another holder of the same report."""
    other = replace(entry, categories=chance.one(BASE_CELLS), breakdown=BASE, amount=chance.one(AMOUNTS))
    if chance.seldom(3):
        other = replace(other, indicator=chance.one(("sessions", "attendances", "clubs")), period=None)
    return replace(other, holder=chance.one(HOLDERS)) if chance.seldom(3) else other


def _state(chance: Chance, ledger: Ledger) -> None:
    on = drawn_day(chance)
    place = _drawn_place(chance, ledger, on)
    if place is None:
        return
    holder = chance.one(HOLDERS[:2])
    cells = chance.some(BASE_CELLS, least=1, most=2)
    said = Statement(
        indicator="groups",
        place=place,
        on=on,
        holder=holder,
        levels=tuple((cell, chance.one((20_000, 0, 50_000, 10_000, 3))) for cell in cells),
        programmes=PROGRAMMES[chance.seldom(4)],
        qualifier=chance.one(tuple(Qualifier)) if chance.seldom(3) else Qualifier.EXACT,
        estimated=chance.seldom(),
        counted_by=frozenset({holder}) if chance.seldom(3) else None,
    )
    ledger.post(statement_entries(ledger.entries, said, ledger.world))


def _correct(chance: Chance, ledger: Ledger) -> None:
    """A reversal and the right value, on another day perhaps, in one posting."""
    wrong = [entry for entry in live(ledger.entries) if entry.stated is None]
    if wrong:
        entry = chance.one(wrong)
        right = replace(entry, amount=chance.one(AMOUNTS), seq=0, posting=0)
        if chance.seldom(3):
            on = drawn_day(chance)
            right = (
                replace(right, on=on, period=None)
                if ledger.world.places[entry.place].is_on_map(on)
                else right
            )
        ledger.post([reversal_of(entry, ledger.entries), right])


def _take_back(chance: Chance, ledger: Ledger) -> None:
    wrong = [entry for entry in live(ledger.entries) if entry.stated is None]
    if wrong:
        ledger.post([reversal_of(chance.one(wrong), ledger.entries)])


def _withdraw(chance: Chance, ledger: Ledger) -> None:
    said = [entry for entry in live(ledger.entries) if entry.stated is not None]
    if said:
        ledger.post(withdrawal_entries(ledger.entries, chance.one(said), ledger.world))
