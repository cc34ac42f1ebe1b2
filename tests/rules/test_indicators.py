"""What may be counted and how: the tables of kinds and units, every fault at once, versions, and lũy kế."""

from dataclasses import replace
from datetime import date

import pytest

from chungtay.rules.indicators import (
    KINDS,
    UNITS,
    Said,
    check_indicator,
    check_unit_target,
    check_version,
    cumulative_window,
)
from chungtay.rules.ledger import Kind, Window
from chungtay.rules.messages import RuleBroken

TALKS = Said(name="Talks", measure="talk", kind=Kind.FLOW, unit="session", itself="talks")
RATE = Said(
    name="Women among those who came", measure="%", kind=Kind.RATIO, unit="share", decimals=1, numerator="women",
    denominator="all", parts=(Kind.PARTICIPATIONS, Kind.PARTICIPATIONS), itself="rate",
)  # fmt: skip


def faults(**changed: object) -> str:
    """Where the rules find something wrong with talks that are changed so."""
    return where(lambda: check_indicator(replace(TALKS, **changed)))  # type: ignore[arg-type]


def where(check: object) -> str:
    try:
        check()  # type: ignore[operator]
    except RuleBroken as problem:
        return " ".join(message.where for message in problem.messages)
    return ""


def test_every_kind_has_its_line_and_every_unit_some_kind() -> None:
    assert set(KINDS) == set(Kind)
    assert all(kinds for _, kinds in UNITS.values())
    assert {kind for _, kinds in UNITS.values() for kind in kinds} == set(Kind)


@pytest.mark.parametrize(
    ("kind", "over_time", "register", "parts"),
    [
        (Kind.FLOW, "adds", True, False),
        (Kind.PARTICIPATIONS, "adds", True, False),
        (Kind.STOCK, "stands", True, False),
        (Kind.PERSONS, "once", False, False),
        (Kind.RATIO, "remade", False, True),
    ],
)
def test_the_table_of_kinds_says_how_each_adds(
    kind: Kind, over_time: str, register: bool, parts: bool
) -> None:
    rule = KINDS[kind]
    assert (rule.over_time, rule.takes_register, rule.has_parts) == (over_time, register, parts)


# What is said of an indicator that counts talks, and where the rules find it wrong.
SAID = """
kind            unit        currency  decimals  wrong

flow            session     -         0         -
flow            session     -         1         decimals
flow            person      -         0         unit
flow            attendance  -         0         unit
participations  attendance  -         0         -
participations  person      -         0         unit
persons         person      -         0         -
persons         person      -         2         decimals
persons         household   -         0         -
stock           person      -         0         -
stock           club        -         0         -
stock           session     -         0         unit
flow            money       -         0         currency
flow            money       VND       0         -
stock           money       VND       4         -
flow            money       VND       5         decimals
flow            money       dong      0         currency
flow            gift        VND       0         currency
flow            other       -         4         -
flow            nothing     -         0         unit
"""


@pytest.mark.parametrize("line", [line for line in SAID.splitlines()[3:] if line])
def test_a_kind_goes_with_the_units_of_the_table(line: str) -> None:
    kind, unit, currency, decimals, wrong = line.split()
    told = {"kind": Kind(kind), "unit": unit, "currency": currency.strip("-"), "decimals": int(decimals)}
    assert faults(**told) == wrong.strip("-")


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, ""),
        ({"numerator": "", "parts": (Kind.FLOW,)}, "numerator"),
        ({"numerator": "", "denominator": "", "parts": ()}, "numerator denominator"),
        ({"denominator": "rate"}, "denominator"),
        ({"numerator": "all"}, "denominator"),
        ({"parts": (Kind.RATIO, Kind.FLOW)}, "numerator"),
        ({"fed_by_register": True}, "fed_by_register"),
    ],
)
def test_a_ratio_is_made_from_two_others_that_are_no_ratios(changed: dict[str, object], wrong: str) -> None:
    assert where(lambda: check_indicator(replace(RATE, **changed))) == wrong  # type: ignore[arg-type]


def test_only_a_ratio_has_parts_and_persons_are_counted_by_no_register() -> None:
    told = {"kind": Kind.PERSONS, "unit": "person", "fed_by_register": True}
    assert faults(numerator="women", **told) == "fed_by_register numerator"


def test_all_faults_are_said_at_once() -> None:
    assert faults(name=" ", measure="", unit="person", currency="VND", decimals=7) == (
        "name measure unit currency decimals"
    )


# Versions


def version_faults(*, reason: str = "The ministry says so", is_posted: bool = True, **changed: object) -> str:
    said = replace(TALKS, **changed)  # type: ignore[arg-type]
    return where(
        lambda: check_version(said, TALKS, reason=reason, is_posted=is_posted, is_same=said == TALKS)
    )


@pytest.mark.parametrize(
    ("changed", "before", "after"),
    [
        ({"name": "Talks and plays"}, "", ""),
        ({"measure": "evening"}, "", ""),
        ({"unit": "activity"}, "", "unit"),
        ({"kind": Kind.STOCK, "unit": "club"}, "", "kind unit"),
        ({"kind": Kind.STOCK, "unit": "club", "fed_by_register": True}, "", "kind unit fed_by_register"),
        ({"unit": "money", "currency": "VND"}, "", "unit currency"),
    ],
)
def test_what_entries_mean_no_longer_changes_once_they_are_posted(
    changed: dict[str, object], before: str, after: str
) -> None:
    assert version_faults(is_posted=False, **changed) == before
    assert version_faults(is_posted=True, **changed) == after


def test_a_unit_that_only_the_measure_named_may_still_be_said() -> None:
    rice = Said(name="Rice", measure="VND", kind=Kind.FLOW)
    told = replace(rice, unit="money", currency="VND")
    assert where(lambda: check_version(told, rice, reason="It is money", is_posted=True)) == ""
    lak = replace(told, currency="LAK")
    assert where(lambda: check_version(lak, told, reason="It is kip", is_posted=True)) == "currency"


def test_a_version_needs_a_reason_and_a_change() -> None:
    assert version_faults(reason=" ") == "reason "
    assert version_faults(reason=" ", name="Plays") == "reason"


def test_decimals_that_were_posted_are_not_taken_away() -> None:
    rice = replace(TALKS, unit="other", decimals=2)
    told = {"reason": "Kilograms", "is_posted": True, "decimals_posted": 2}
    assert where(lambda: check_version(replace(rice, decimals=1), rice, **told)) == "decimals"  # type: ignore[arg-type]
    assert where(lambda: check_version(replace(rice, decimals=3), rice, **told)) == ""  # type: ignore[arg-type]


# Lũy kế


CUMULATIVE = """
day         from   phase                  first       last

2026-03-20  year   -                      2026-01-01  2026-03-20
2026-01-01  year   -                      2026-01-01  2026-01-01
2026-12-31  year   2024-01-01/2028-12-31  2026-01-01  2026-12-31
2024-02-29  year   -                      2024-01-01  2024-02-29
2026-03-20  phase  2024-01-01/2028-12-31  2024-01-01  2026-03-20
2024-01-01  phase  2024-01-01/2028-12-31  2024-01-01  2024-01-01
2029-06-30  phase  2024-01-01/2028-12-31  2024-01-01  2028-12-31
2026-03-20  phase  2025-07-15/2026-07-14  2025-07-15  2026-03-20
"""


@pytest.mark.parametrize("line", [line for line in CUMULATIVE.splitlines()[3:] if line])
def test_cumulated_figures_run_from_the_year_or_the_phase(line: str) -> None:
    day, start, phase, first, last = line.split()
    of_phase = None if phase == "-" else Window(*map(date.fromisoformat, phase.split("/")))
    found = cumulative_window(date.fromisoformat(day), start, of_phase)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("phase", [None, Window(date(2027, 1, 1), date(2030, 12, 31))])
def test_nothing_is_cumulated_before_a_phase(phase: Window | None) -> None:
    with pytest.raises(RuleBroken, match="No phase had begun on"):
        cumulative_window(date(2026, 3, 20), "phase", phase)


# Targets of units


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, ""),
        ({"amount": 0}, ""),
        ({"amount": -1}, "amount"),
        ({"unit": False, "last_on": date(2025, 12, 31)}, "unit last_on"),
        ({"kind": Kind.RATIO, "has_category": True}, "category"),
        ({"changes": True}, "reason"),
        ({"changes": True, "reason": "Merged with Birch"}, ""),
    ],
)
def test_a_target_of_a_unit_needs_a_unit_a_period_and_a_reason_when_it_changes(
    changed: dict[str, object], wrong: str
) -> None:
    told: dict[str, object] = {
        "first_on": date(2026, 1, 1), "last_on": date(2026, 12, 31), "amount": 10, "unit": True, "kind": Kind.FLOW,
        "has_category": False, "reason": "", "changes": False,
    }  # fmt: skip
    assert where(lambda: check_unit_target(**told | changed)) == wrong  # type: ignore[arg-type]
