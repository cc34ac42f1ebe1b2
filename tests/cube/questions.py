"""Draws questions of every kind under all three clocks, and whole cases: a map, a ledger, and what is asked of it."""

from dataclasses import dataclass
from datetime import date

from hypothesis import Phase, settings
from hypothesis import strategies as st

from chungtay.rules.ledger import Answer, Question, Window, totals
from chungtay.rules.places import World
from tests.cases import CASES, many

from .ledgers import HOLDERS, INDICATORS, Ledger, drawn_ledger
from .maps import BEGAN, LEVELS, TURNS, Chance, drawn_day, drawn_world

ALL_DAYS = Window(date(2024, 10, 1), date(2026, 3, 31))
PLACE_LEVELS = ("", *LEVELS)
DIMENSIONS = ("", "sex", "people", "age", "home", "religion")
CATEGORIES = (
    frozenset({("sex", "female")}),
    frozenset({("age", "old")}),
    frozenset({("sex", "female"), ("people", "brau")}),
    frozenset({("home", "poor")}),
    frozenset({("religion", "none")}),
)


@dataclass
class Case:
    """One ledger on one map, and questions to it."""

    world: World
    ledger: Ledger
    questions: list[Question]

    def reference(self, question: Question) -> Answer:
        return totals(self.ledger.entries, question, self.world, INDICATORS)


def drawn_question(chance: Chance, ledger: Ledger) -> Question:
    """Most often everything is asked for; then less and less."""
    window = ALL_DAYS if chance.seldom(2) else Window(*sorted((drawn_day(chance), drawn_day(chance))))
    map_day = chance.one((None, *TURNS, BEGAN)) if chance.seldom(2) else None
    by = chance.one((None, "place", "month", "category"))
    return Question(
        indicator=_drawn_indicator(chance, ledger),
        window=window,
        places=_drawn_places(chance, ledger, map_day or window.last) if chance.seldom(3) else None,
        programmes=frozenset(chance.some("abc", least=1, most=2)) if chance.seldom(4) else None,
        holders=frozenset(chance.some(HOLDERS, least=1, most=2)) if chance.seldom(5) else None,
        categories=chance.one(CATEGORIES) if chance.seldom(4) else frozenset(),
        map_day=map_day,
        as_known_at=chance.number(len(ledger.postings) + 2) if chance.seldom(3) else None,
        by=by,
        level=chance.one({"place": PLACE_LEVELS, "category": DIMENSIONS}.get(by or "", ("",))),
    )


def _drawn_indicator(chance: Chance, ledger: Ledger) -> str:
    """What the ledger knows something of, and the ratios; seldom what it does not."""
    known = {entry.indicator for entry in ledger.entries}
    asked = [key for key, one in INDICATORS.items() if {key, one.numerator, one.denominator} & known]
    return chance.one(asked) if asked and not chance.seldom(10) else chance.one(tuple(INDICATORS))


def _drawn_places(chance: Chance, ledger: Ledger, day: date) -> frozenset[str]:
    """Units that were on the map that day: where something lies, or above it; any others seldom."""
    world = ledger.world
    on_map = [key for key, place in world.places.items() if place.is_on_map(day)]
    parts = [
        part.place for entry in ledger.entries for part in world.parts(entry.place, 0, day) if part.place
    ]
    around = sorted({key for place in parts for key in world.lineage(place, day)})
    asked = around if around and not chance.seldom(4) else on_map
    return frozenset(chance.some(asked, least=1, most=2))


@st.composite
def cases(draw: st.DrawFn, *, questions: int = 6, most: int = 12) -> Case:
    chance = Chance(draw)
    world = drawn_world(chance)
    ledger = drawn_ledger(chance, world, most=most)
    return Case(world, ledger, [drawn_question(chance, ledger) for _ in range(questions)])


def some_dozens(examples: int) -> settings:
    """Cases that are laid in a database: what fails there is seldom worth the minutes of making it small."""
    return settings(
        many(examples), max_examples=max(CASES // 50, examples), phases=(Phase.explicit, Phase.generate)
    )
