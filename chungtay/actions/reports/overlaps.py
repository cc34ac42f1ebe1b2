"""Finds what another report of the same unit has counted already, so that nobody counts the same days twice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from chungtay.models import Line
from chungtay.rules.ledger import Kind
from chungtay.rules.messages import Message
from chungtay.rules.reports import LineState, ReportState

from .reading import ActLine

# What adds up over days. Persons belong to exactly their period, and what stands is stated for a day: neither adds.
ADDING = (Kind.FLOW, Kind.PARTICIPATIONS)
TWICE = (
    "%(indicator)s: these days are counted already in the report “%(form)s”, %(first)s – %(last)s. "
    "In one of the two forms this line must be read from the ledger."
)


class Counted(NamedTuple):
    """A line that counts days of one unit."""

    report: UUID
    form: str
    first_on: date
    last_on: date


Unit = tuple[UUID, UUID, UUID, UUID]  # indicator, programme, holder, place


def counted_twice(lines: Iterable[ActLine]) -> dict[UUID, Message]:
    """By line what stands in its way: another approved report, or another of these, counts some of the same days."""
    mine = {one.line.pk: (_unit(one), _counted(one)) for one in lines if _counts(one)}
    by_unit: dict[Unit, list[Counted]] = defaultdict(list)
    for unit, counted in mine.values():
        by_unit[unit].append(counted)
    for unit, counted in _standing(by_unit):
        by_unit[unit].append(counted)
    names = {one.line.pk: one.line.question.indicator for one in lines}
    faults = {}
    for key, (unit, counted) in mine.items():
        other = next((held for held in by_unit[unit] if _meet(held, counted)), None)
        if other:
            values = {
                "indicator": str(names[key]), "form": other.form, "first": other.first_on, "last": other.last_on,
            }  # fmt: skip
            faults[key] = Message(TWICE, values)
    return faults


def _counts(one: ActLine) -> bool:
    """Whether the line posts something that adds up."""
    question = one.line.question
    return (
        one.line.state == LineState.GIVEN
        and bool(one.line.total)
        and question.indicator.kind in ADDING
        and not question.indicator.fed_by_register
        and not question.reads_ledger
    )


def _unit(one: ActLine) -> Unit:
    report = one.line.report
    return (one.line.question.indicator_id, report.form.agreement_id, report.holder_id, report.place_id)


def _counted(one: ActLine) -> Counted:
    report = one.line.report
    return Counted(report.pk, str(report.form), report.first_on, report.last_on)


def _meet(one: Counted, other: Counted) -> bool:
    return one.report != other.report and one.first_on <= other.last_on and other.first_on <= one.last_on


def _standing(mine: Mapping[Unit, list[Counted]]) -> list[tuple[Unit, Counted]]:
    """What approved reports of these units have put into the ledger in these days."""
    if not mine:
        return []
    days = [one for held in mine.values() for one in held]
    held = Line.objects.filter(
        report__holder__in={holder for _, _, holder, _ in mine},
        report__state=ReportState.APPROVED,
        report__first_on__lte=max(one.last_on for one in days),
        report__last_on__gte=min(one.first_on for one in days),
        question__indicator__in={indicator for indicator, _, _, _ in mine},
        question__reads_ledger=False,
        state=LineState.GIVEN,
        total__gt=0,
    ).exclude(report__in={one.report for one in days})
    columns = held.order_by().values_list(
        "question__indicator", "report__form__agreement", "report__holder", "report__place",
        "report", "report__form__name", "report__first_on", "report__last_on",
    )  # fmt: skip
    return [((row[0], row[1], row[2], row[3]), Counted(*row[4:])) for row in columns]
