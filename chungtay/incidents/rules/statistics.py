"""Decides what may be counted of notices, and what a table of them must hide.

Only coded cards are counted: codes that a recipient lets out when her side has closed its part, with consent. A card
counts in the quarter in which it was let out, and a quarter is shown once it is over, a year likewise. So a table never
changes, and nobody can take yesterday's from today's to see whose card was added. Each side reads its own: of a notice
that only one of two sides let be counted, the difference would tell.

Who reads the trail knows how many cards there are, for each is a line of it. So totals are held to be known, even where
the table hides them, and **nothing under the least is shown, none included**: beside "no boys" and "no adults" a lone
card would say what its notice was about. What else would let such a number be computed is hidden too, by the house's
rule for small counts; a reader is never told which of the two reasons hides a number.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from pathlib import Path

from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Kind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.published.suppression import (
    Count,
    Hidden,
    Partition,
    Published,
    Where,
    hidden_well,
)
from chungtay.rules.published.suppression.system import KNOWN

from . import lists

YEAR = 0  # beside the quarters 1 to 4: all of it
QUARTERS = (1, 2, 3, 4)
Key = tuple[str, ...]  # ("type", "trafficking"), ("sex_band", "female", "under_16"), ("total",) …
TOTAL: Key = ("total",)


@dataclass(frozen=True, slots=True)
class Codes:
    """Which codes there are of each; the names are those of a card's fields."""

    type: tuple[str, ...]
    sex: tuple[str, ...]
    band: tuple[str, ...]
    direction: tuple[str, ...]
    outcome: tuple[str, ...]


CODES = Codes(
    lists.codes("sign"),
    lists.codes("sex"),
    lists.codes("band"),
    lists.codes("direction"),
    lists.codes("outcome"),
)


@dataclass(frozen=True, slots=True)
class Card:
    """What one side lets out of one notice, and nothing that leads back to it."""

    quarter: int
    type: str
    sex: str
    band: str
    direction: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Least:
    """Below which number nothing is shown, for tables that come out from that day on."""

    first_on: date
    least: int
    source: Mapping[str, str]  # by language


@dataclass(frozen=True, slots=True)
class Table:
    """Of one quarter, or of the year; None is hidden."""

    year: int
    quarter: int
    least: Least
    told: Mapping[Key, int | None]

    def __getitem__(self, key: Key) -> int | None:
        return self.told[key]

    @property
    def is_empty(self) -> bool:
        """Nothing at all can be shown of it."""
        return all(one is None for one in self.told.values())


CHOOSE = {
    "type": "Choose the kind of case from the list.",
    "sex": "Choose the sex from the list.",
    "band": "Choose the age band from the list.",
    "direction": "Choose the direction of movement from the list.",
    "outcome": "Choose from the list how it ended.",
}
LEASTS = tuple(
    Least(**row) for row in tomllib.loads(Path(__file__).with_suffix(".toml").read_text())["least"]
)


def least_on(day: date) -> Least:
    return max(
        (one for one in LEASTS if one.first_on <= day), key=lambda one: one.first_on, default=LEASTS[0]
    )


def quarter_of(day: date) -> int:
    return (day.month + 2) // 3


def days_of(year: int, quarter: int) -> tuple[date, date]:
    """First and last."""
    if quarter == YEAR:
        return date(year, 1, 1), date(year, 12, 31)
    first = date(year, 3 * quarter - 2, 1)
    after = date(year + 1, 1, 1) if quarter == 4 else date(year, 3 * quarter + 1, 1)
    return first, after - timedelta(days=1)


def periods_over(year: int, today: date) -> list[int]:
    """In the order in which they come out."""
    return [one for one in (*QUARTERS, YEAR) if days_of(year, one)[1] < today]


def check_card(
    told: Mapping[str, object], codes: Codes, *, is_recipient: bool, is_closed: bool, is_released: bool,
    has_consent: bool,
) -> None:  # fmt: skip
    """Every fault at once."""
    said = []
    if not is_recipient:
        said.append(Message("Only a recipient of this side lets its card be counted."))
    if not is_closed:
        said.append(Message("This side has not closed its part yet. Its card can be counted once it has."))
    if is_released:
        said.append(Message("The card of this side is counted already."))
    if not has_consent:
        text = "Nothing is counted without consent. Ask for it, or leave this notice uncounted."
        said.append(Message(text, where="consent"))
    said += [
        Message(text, where=name)
        for name, text in CHOOSE.items()
        if told.get(name) not in getattr(codes, name)
    ]
    if said:
        raise RuleBroken(said)


@lru_cache(maxsize=64)
def table_of(cards: tuple[Card, ...], codes: Codes, year: int, quarter: int = YEAR) -> Table:
    """Of the cards of one side; each table stands alone, for no number lies in two that add up to a third."""
    first, last = days_of(year, quarter)
    least = least_on(last + timedelta(days=1))
    counts = counted(cards, codes, quarter)
    where = {key: Where("notices", "", key[0] if key != TOTAL else "", "/".join(key[1:])) for key in counts}
    told = tuple(Count("cards", where[key], first, last, amount * SCALE) for key, amount in counts.items())
    parts = tuple(
        Partition(where[whole], tuple(where[one] for one in own)) for whole, own in partitions(counts)
    )
    hidden = hidden_of(Published(told, parts), least.least)
    return Table(year, quarter, least, {key: None if where[key] in hidden else counts[key] for key in counts})


def hidden_of(new: Published, least: int) -> set[Where]:
    """What a reader does not see, whatever the reason."""
    known = [one for one in new.counts if not one.where.axis]
    under = [one for one in new.counts if one.where.axis and one.amount < least * SCALE]
    veil = Published((*known, *under), (), {one.place: Hidden.WITHHELD for one in under})
    proof = hidden_well(new, [veil], kind=Kind.FLOW, least=least)
    system = proof.system
    hidden = {one.where for one in new.counts if system.states[system.printed[one]] not in KNOWN}
    if proof.open:  # rather nothing than a table that gives something away
        hidden = {one.where for one in new.counts}
    return hidden | {one.where for one in known if one.amount < least * SCALE}


def counted(cards: Iterable[Card], codes: Codes, quarter: int) -> dict[Key, int]:
    """Of a quarter only how many; of a year by all codes. None is a number, too."""
    found: Counter[Key] = Counter()
    for card in cards:
        if quarter in (YEAR, card.quarter):
            cell = ("cell", card.type, card.sex, card.band)
            ways = ("direction", card.direction), ("outcome", card.outcome)
            found.update((TOTAL, ("type", card.type), cell, *ways))
    return {key: found[key] for key in keys_of(codes, quarter)}


def keys_of(codes: Codes, quarter: int) -> Iterator[Key]:
    yield TOTAL
    if quarter != YEAR:
        return
    yield from (("type", one) for one in codes.type)
    yield from (("cell", *three) for three in product(codes.type, codes.sex, codes.band))
    yield from (("direction", one) for one in codes.direction)
    yield from (("outcome", one) for one in codes.outcome)


def partitions(keys: Iterable[Key]) -> Iterator[tuple[Key, list[Key]]]:
    """What adds up to what: each axis to the total, sex and age to their type.

    Nothing is told of sex and age over all types: columns that cross the rows would hide far more than they say.
    """
    own: dict[Key, list[Key]] = {}
    for key in keys:
        if key != TOTAL:
            own.setdefault(("type", key[1]) if key[0] == "cell" else (key[0],), []).append(key)
    yield from ((axis if len(axis) == 2 else TOTAL, parts) for axis, parts in own.items())
