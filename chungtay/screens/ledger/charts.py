"""Draws bars: where each stands and how high, as text that an SVG takes whatever the page's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from chungtay.answers.figures import Figure
from chungtay.rules.amounts import SCALE, amount_text
from chungtay.rules.ledger import Row

TOP, BASE, LEFT = 20, 175, 9  # pixels, pixels, per cent
HEIGHT = BASE + 21
NAMED = 6  # more labels than these run into each other
GRID_LINES = 4


@dataclass(frozen=True)
class Bar:
    """One column; `look` is "part" where some units have not reported."""

    label: str
    words: str
    x: str
    width: str
    middle: str
    y: str
    height: str
    above: str
    look: str
    is_named: bool
    figure: Figure | None = None


@dataclass(frozen=True)
class Grid:
    y: str
    text_y: str
    label: str


@dataclass(frozen=True)
class BarChart:
    bars: list[Bar]
    grid: list[Grid]
    height: int = HEIGHT
    base: int = BASE

    @property
    def is_partial(self) -> bool:
        return any(bar.look == "part" for bar in self.bars)

    @property
    def highest(self) -> Bar | None:
        """The one bar above all others, if there is one."""
        tops = sorted(self.bars, key=lambda bar: float(bar.y))
        return tops[0] if len(tops) > 1 and tops[0].y != tops[1].y else None


def bar_chart(
    labels: Sequence[str],
    amounts: Sequence[int | None],
    *,
    partial: Sequence[bool],
    figures: Sequence[Figure] = (),
) -> BarChart:
    """Amounts in ten-thousandths; nothing reported draws no bar, only its label. The highest is always named."""
    most = max((amount for amount in amounts if amount), default=SCALE)
    step = (100 - LEFT) / max(len(labels), 1)
    every = -(-len(labels) // NAMED)
    peak = next((place for place, amount in enumerate(amounts) if amount == most), 0)
    bars = []
    for place, (label, amount, part) in enumerate(zip(labels, amounts, partial, strict=True)):
        tall = max(amount or 0, 0) / most * (BASE - TOP)
        start = LEFT + step * place
        bars.append(
            Bar(
                label=label,
                words="" if amount is None else amount_text(amount),
                x=f"{start + step * 0.2:.2f}%",
                width=f"{step * 0.6:.2f}%",
                middle=f"{start + step * 0.5:.2f}%",
                y=f"{BASE - tall:.1f}",
                height=f"{tall:.1f}",
                above=f"{BASE - tall - 6:.1f}",
                look="part" if part else "bar",
                is_named=place % every == peak % every,
                figure=figures[place] if figures else None,
            )
        )
    return BarChart(bars, grid_lines(most))


def year_chart(figures: Sequence[Figure]) -> BarChart:
    """A column a year, hatched where some of the year's reports are not approved yet."""
    return bar_chart(
        [str(figure.window.first.year) for figure in figures],
        [figure.amount for figure in figures],
        partial=[figure.reported < figure.due for figure in figures],
        figures=figures,
    )


def month_chart(rows: Sequence[Row]) -> BarChart:
    """A column a month; where there are many, only some bear their number and name."""
    labels = [month_label(str(row.key)) for row in rows]
    return bar_chart(labels, [row.amount for row in rows], partial=[False] * len(rows))


def month_label(key: str) -> str:
    """07/2025 from 2025-07."""
    year, month = key.split("-")
    return f"{month}/{year}"


def grid_lines(most: int) -> list[Grid]:
    """A few round levels below the highest bar."""
    rounds = (SCALE * lead * 10**power for power in range(14) for lead in (1, 2, 5))
    step = next(step for step in rounds if most / step <= GRID_LINES)
    heights = [(level, BASE - level / most * (BASE - TOP)) for level in range(step, most, step)]
    return [Grid(f"{y:.1f}", f"{y - 4:.1f}", amount_text(level)) for level, y in heights]
