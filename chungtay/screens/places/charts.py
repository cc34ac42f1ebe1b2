"""The years of a territory as bars, with a line on the day on which its units changed."""

from dataclasses import dataclass
from datetime import date

from chungtay.answers.territories import Year
from chungtay.screens.ledger.charts import LEFT, BarChart, bar_chart


@dataclass(frozen=True)
class Mark:
    """A day, as far along its year's column as it lies in the year."""

    on: date
    x: str
    is_late: bool  # too far right for words behind the line


@dataclass(frozen=True)
class SeriesChart:
    chart: BarChart
    marks: list[Mark]


def series_chart(series: list[Year]) -> SeriesChart:
    """Hatched where reports or parts are missing."""
    figures = [year.figure for year in series]
    chart = bar_chart(
        [str(year.year) for year in series],
        [figure.amount for figure in figures],
        partial=[year.is_partial for year in series],
        figures=figures,
    )
    step = (100 - LEFT) / max(len(series), 1)
    marks = []
    for place, year in enumerate(series):
        if year.mark_on:
            passed = (year.mark_on - year.mark_on.replace(month=1, day=1)).days / 366
            x = LEFT + step * (place + passed)
            marks.append(Mark(year.mark_on, f"{x:.2f}%", x > 70))
    return SeriesChart(chart, marks)
