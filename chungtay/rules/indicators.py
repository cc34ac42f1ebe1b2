"""Decides what may be counted and how: which kind goes with which unit, what a version may change, and lũy kế.

An indicator's kind says how it adds over days and over places; the tables below say it so that an officer can check
them. What was posted under a kind keeps its meaning for ever: the kind, the unit and where it is fed from no longer
change then, and whoever needs another one adds another indicator. Words, definition, decimals and the parts of a
ratio change by a version that names its reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .amounts import DECIMALS
from .ledger import Kind, Window
from .messages import Message, RuleBroken
from .places import Key
from .tables import heads_of, rows_of

OTHER = "other"  # whatever has no line below; its measure names it
MONEY = "money"

# How each kind adds up. `register`: whether a register may feed it. `parts`: made from two other indicators.
KINDS_TABLE = """
kind            over_time  over_places  register  parts

flow            adds       adds         x         -
participations  adds       adds         x         -
stock           stands     adds         x         -
persons         once       adds         -         -
ratio           remade     remade       -         x
"""

# What is counted, how many decimals it may have, and with which kinds it makes sense. A person who comes twice is
# two attendances and one person, so attendances are never persons, and persons never a flow.
UNITS_TABLE = """
unit        decimals  flow  participations  stock  persons  ratio

session     0         x     -               -      -        -
activity    0         x     -               -      -        -
attendance  0         -     x               -      -        -
person      0         -     -               x      x        -
household   0         -     -               x      x        -
club        0         x     -               x      -        -
team        0         x     -               x      -        -
address     0         x     -               x      -        -
model       0         x     -               x      -        -
gift        0         x     -               -      -        -
document    0         x     -               x      -        -
money       4         x     -               x      -        -
share       4         -     -               -      -        x
other       4         x     x               x      x        x
"""


class Start(StrEnum):
    """From where lũy kế counts."""

    YEAR = "year"
    PHASE = "phase"


@dataclass(frozen=True, slots=True)
class KindRule:
    """One line of the table of kinds."""

    over_time: str
    over_places: str
    takes_register: bool
    has_parts: bool


def read_kinds(table: str) -> dict[Kind, KindRule]:
    return {
        Kind(kind): KindRule(time, places, register == "x", parts == "x")
        for kind, time, places, register, parts in rows_of(table)
    }


def read_units(table: str) -> dict[str, tuple[int, frozenset[Kind]]]:
    """Of each unit its most decimals and the kinds that it goes with."""
    kinds = [Kind(head) for head in heads_of(table)[2:]]
    return {
        unit: (int(decimals), frozenset(kind for kind, mark in zip(kinds, marks, strict=True) if mark == "x"))
        for unit, decimals, *marks in rows_of(table)
    }


KINDS = read_kinds(KINDS_TABLE)
UNITS = read_units(UNITS_TABLE)
# What a version may never change once something was posted: it would change what the entries mean.
LASTING = ("kind", "unit", "currency", "fed_by_register")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of an indicator. Of the parts of a ratio their keys and kinds; "" where nothing was chosen."""

    name: str
    measure: str
    kind: Kind
    unit: str = OTHER
    currency: str = ""
    decimals: int = 0
    fed_by_register: bool = False
    numerator: Key = ""
    denominator: Key = ""
    parts: tuple[Kind, ...] = ()  # the kinds of those of the two that were chosen
    itself: Key = ""


def rule_of(kind: Kind) -> KindRule:
    return KINDS[kind]


def check_indicator(said: Said) -> None:
    """Every fault at once, each under its field."""
    _refuse([*_words(said), *_unit(said), *_parts(said)])


def check_version(
    said: Said, before: Said, *, reason: str, is_posted: bool, decimals_posted: int = 0, is_same: bool = False
) -> None:
    """`is_posted`: entries or statements stand under it. `decimals_posted`: the finest of their amounts."""
    faults = [*_words(said), *_unit(said), *_parts(said)]
    if not reason.strip():
        faults.append(Message("Write why it changes; the reason stands beside it for ever.", where="reason"))
    if is_same:
        faults.append(Message("Nothing was changed."))
    for name in lasting(before.unit) if is_posted else ():
        if getattr(said, name) != getattr(before, name):
            text = (
                "Figures were posted under this already, and this would change what they mean. "
                "Add a new indicator instead."
            )
            faults.append(Message(text, where=name))
    if said.decimals < decimals_posted:
        text = "Figures with %(decimals)s decimals were posted already; fewer cannot show them."
        faults.append(Message(text, {"decimals": decimals_posted}, "decimals"))
    _refuse(faults)


def lasting(unit: str) -> tuple[str, ...]:
    """What can no longer change once something was posted. A unit that only the measure named may still be said."""
    return tuple(name for name in LASTING if unit != OTHER or name not in ("unit", "currency"))


def check_unit_target(
    *, first_on: date, last_on: date, amount: int, unit: bool, kind: Kind, has_category: bool, reason: str,
    changes: bool,
) -> None:  # fmt: skip
    """`unit`: a body or a place was chosen. `changes`: another amount stands for the same already."""
    faults = []
    if not unit:
        faults.append(Message("Choose the unit that the target is for.", where="unit"))
    if amount < 0:
        faults.append(Message("A target is a number from 0 upwards.", where="amount"))
    if last_on < first_on:
        faults.append(Message("The period ends before it begins.", where="last_on"))
    if has_category and kind is Kind.RATIO:
        faults.append(Message("The target of a ratio has no category.", where="category"))
    if changes and not reason.strip():
        text = "Another target stands for this unit and period. Write why it changes."
        faults.append(Message(text, where="reason"))
    _refuse(faults)


def cumulative_window(
    day: date, start: Start | str, phase: Window | None = None, *, year_first: date | None = None
) -> Window:
    """Lũy kế up to a day: from the first day of its year, or of the phase; what is over is counted to its end.

    `year_first`: where a regime's year begins on another day than 1 January.
    """
    if Start(start) is Start.YEAR:
        return Window(year_first or day.replace(month=1, day=1), day)
    if phase is None or day < phase.first:
        raise RuleBroken(Message("No phase had begun on %(day)s, so nothing is cumulated.", {"day": day}))
    return Window(phase.first, min(day, phase.last))


def _words(said: Said) -> Iterator[Message]:
    if not said.name.strip():
        yield Message("Write the name.", where="name")
    if not said.measure.strip():
        yield Message("Write the word for what is counted.", where="measure")


def _unit(said: Said) -> Iterator[Message]:
    if said.unit not in UNITS:
        yield Message("Choose what is counted.", where="unit")
        return
    most, kinds = UNITS[said.unit]
    if said.kind not in kinds:
        text = "What is counted so cannot be counted in this unit. Choose another unit, or another way."
        yield Message(text, where="unit")
    if said.unit == MONEY and not (len(said.currency) == 3 and said.currency.isalpha()):
        yield Message("Write the currency of the money, such as VND or LAK.", where="currency")
    if said.unit != MONEY and said.currency:
        yield Message("Only money has a currency.", where="currency")
    if not 0 <= said.decimals <= DECIMALS:
        yield Message("At most %(most)s decimals are kept.", {"most": DECIMALS}, "decimals")
    elif said.decimals > most:
        yield Message("This unit is counted in whole numbers.", where="decimals")
    if said.fed_by_register and not rule_of(said.kind).takes_register:
        yield Message(
            "A register counts what stands, what is done and who took part; choose one of these ways of counting.",
            where="fed_by_register",
        )


def _parts(said: Said) -> Iterator[Message]:
    if not rule_of(said.kind).has_parts:
        if said.numerator or said.denominator:
            yield Message("Only a ratio is made from two others.", where="numerator")
        return
    for where in ("numerator", "denominator"):
        if not getattr(said, where):
            yield Message("A ratio is made from two indicators; choose this one too.", where=where)
        elif getattr(said, where) == said.itself:
            yield Message("A ratio cannot be made from itself.", where=where)
    if said.numerator and said.numerator == said.denominator:
        yield Message("A ratio of one thing to itself is always the same.", where="denominator")
    if Kind.RATIO in said.parts:
        yield Message("A ratio of ratios says nothing; choose what is counted itself.", where="numerator")


def _refuse(faults: list[Message]) -> None:
    if faults:
        raise RuleBroken(faults)
