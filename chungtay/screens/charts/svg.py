"""Draws a chart as SVG with its table: `{% chart drawing %}`, or `{% chart spec %}` for a phone's width and a desk's.

Looks are classes of `plot.css`; nothing is styled in place and no script runs. Letters keep their size, so a spec is
laid out twice and the style sheet shows the one for which there is room.
"""

from collections.abc import Iterable
from functools import singledispatch

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from chungtay.papers import charts
from chungtay.rules.charts import Box, Drawing, Label, Line, Mark, Path, Spec, drawing
from chungtay.rules.charts.pen import NAME, SMALL, TEXT, TINY

PX = 4 / 3  # of a point
NARROW_MM, WIDE_MM = 84, 176
# Letters of screens are wider than those of papers; which ones a screen has, nobody knows beforehand.
WIDER = 1.3
SIZES = {TEXT: "", SMALL: " plot__small", NAME: " plot__name", TINY: " plot__tiny"}


def chart(shown: Drawing | Spec, table: bool = True) -> SafeString:
    """With `table=False` where the same numbers stand on the page anyway."""
    drawn = [(" plot__printed", shown)] if isinstance(shown, Drawing) else list(at_both_widths(shown))
    pictures = format_html_join("", "{}", ((svg(one, look),) for look, one in drawn))
    below = the_table(drawn[0][1].table) if table else ""
    return format_html('<div class="plot">{}{}</div>', pictures, below)


def at_both_widths(spec: Spec) -> Iterable[tuple[str, Drawing]]:
    words = charts.words(get_language() or "vi")
    for look, width_mm in ((" plot__narrow", NARROW_MM), (" plot__wide", WIDE_MM)):
        yield look, drawing(spec, width_mm=width_mm, words=words, measure=measure)


def measure(text: str, size: float) -> float:
    return charts.measure(text, size) * WIDER


def svg(drawn: Drawing, look: str) -> SafeString:
    return format_html(
        '<svg class="plot__drawing{}" role="img" viewBox="0 0 {} {}" width="{}"><title>{}</title>{}</svg>',
        look,
        drawn.width,
        drawn.height,
        round(drawn.width * PX),
        drawn.alt,
        format_html_join("", "{}", ((mark_of(mark),) for mark in drawn.marks)),
    )


@singledispatch
def mark_of(mark: Mark) -> SafeString:
    raise NotImplementedError(f"no SVG for {type(mark).__name__}")


@mark_of.register
def _(line: Line) -> SafeString:
    return format_html(
        '<line class="plot__{}" x1="{}" y1="{}" x2="{}" y2="{}"/>',
        line.stroke, line.x1, line.y1, line.x2, line.y2,
    )  # fmt: skip


@mark_of.register
def _(box: Box) -> SafeString:
    return format_html(
        '<rect class="plot__{}" x="{}" y="{}" width="{}" height="{}"/>',
        box.fill, box.x, box.y, box.width, box.height,
    )  # fmt: skip


@mark_of.register
def _(path: Path) -> SafeString:
    points = " ".join(f"{x},{y}" for x, y in path.points)
    return format_html('<polygon class="plot__{}" points="{}"/>', path.fill, points)


@mark_of.register
def _(label: Label) -> SafeString:
    look = SIZES[label.size] + (" plot__strong" if label.is_strong else "")
    return format_html(
        '<text class="plot__{}{}" x="{}" y="{}">{}</text>', label.anchor, look, label.x, label.y, label.text
    )


def the_table(rows: tuple[tuple[str, ...], ...]) -> SafeString:
    head, *told = rows
    if not told:
        return SafeString("")
    looks = [
        "num" if place and any(cell[:1].isdigit() or cell[:1] == "\N{MINUS SIGN}" for cell in cells) else ""
        for place, cells in enumerate(zip(*told, strict=True))
    ]
    titles = format_html_join("", '<th scope="col" class="{}">{}</th>', zip(looks, head, strict=True))
    lines = format_html_join("", "<tr>{}</tr>", ((cells_of(row, looks),) for row in told))
    return format_html(
        '<details><summary>{0}</summary><div class="scroll" tabindex="0" role="region" aria-label="{0}">'
        '<table class="tab"><thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div></details>',
        gettext("The same numbers as a table"),
        titles,
        lines,
    )


def cells_of(row: tuple[str, ...], looks: list[str]) -> SafeString:
    name, *cells = row
    rest = format_html_join("", '<td class="{}">{}</td>', zip(looks[1:], cells, strict=True))
    return format_html('<th scope="row">{}</th>{}', name, rest)
