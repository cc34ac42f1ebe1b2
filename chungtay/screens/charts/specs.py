"""From what the pages know to what charts show: results against targets, years, months."""

from collections.abc import Iterable, Sequence

from chungtay.answers.figures import Figure
from chungtay.answers.programmes.parts import Result
from chungtay.answers.territories import Year
from chungtay.rules.charts import Aim, Change, Point, Progress, Series
from chungtay.rules.ledger import Row
from chungtay.rules.places import WHOLE
from chungtay.screens.tags import said_plain


def progress_of(results: Iterable[Result]) -> Progress | None:
    """Each result that has a target and has begun; None where there is none."""
    aims = [
        Aim(
            said_plain(one.figure.indicator, "name"),
            one.figure.amount,
            one.target,
            said_plain(one.figure.indicator, "measure"),
            one.due,
            is_partial(one.figure),
            qualifier_of(one.figure),
        )
        for one in results
        if one.has_target and not one.begins_on
    ]
    return Progress(tuple(aims)) if aims else None


def series_of_years(figures: Sequence[Figure]) -> Series:
    """A column a year."""
    points = (
        Point(str(one.window.first.year), one.amount, is_partial(one), qualifier_of(one)) for one in figures
    )
    return Series(tuple(points), said_plain(figures[0].indicator, "measure") if figures else "")


def series_of_months(rows: Sequence[Row], unit: str) -> Series:
    return Series(
        tuple(Point(month(str(row.key)), row.amount, qualifier=qualifier_of(row)) for row in rows), unit
    )


def series_of_territory(years: Sequence[Year], unit: str) -> Series:
    """A column a year of one territory, with a line on each day on which its units changed."""
    points = (
        Point(str(one.year), one.figure.amount, one.is_partial, qualifier_of(one.figure)) for one in years
    )
    changes = (
        Change(
            f"{one.mark_on:%d/%m/%Y}",
            place,
            (one.mark_on - one.mark_on.replace(month=1, day=1)).days * WHOLE // 366,
        )
        for place, one in enumerate(years)
        if one.mark_on
    )
    return Series(tuple(points), unit, tuple(changes))


def highest(series: Series) -> str:
    """The name of the one point above all others; nothing where there is none such."""
    told = sorted((point.amount, point.label) for point in series.points if point.amount is not None)
    return told[-1][1] if len(told) > 1 and told[-1][0] > told[-2][0] else ""


def is_partial(figure: Figure) -> bool:
    return figure.reported < figure.due


def qualifier_of(told: Figure | Row) -> str:
    """The word before the number."""
    return "at_least" if told.at_least else str(told.qualifier)


def month(key: str) -> str:
    """07/2025 from 2025-07."""
    year, number = key.split("-")
    return f"{number}/{year}"
