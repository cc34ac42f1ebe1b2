"""Lays a table out: columns as wide as what stands in them, and several tables where one would press its columns.

measured(Table(columns, rows), STATE)                   one table, or more that each begin with the names
is_wide(table, STATE)                                   then an appendix that lies on its side has room
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from chungtay.papers.columns import needed_share, side_by_side, wanted_share
from chungtay.papers.house_styles import HouseStyle
from chungtay.papers.sheets import Column, Table, runs

_WORDS_AT_LEAST, _WORDS_AT_MOST = 0.12, 0.4  # of the width, for a column of words


def measured(
    table: Table, style: HouseStyle, *, landscape: bool = False, names: int = 1
) -> tuple[Table, ...]:
    """`names` columns at the left say what a row is about; each table begins with them. Shares given are not used."""
    stretch = style.text_width_pt / style.landscape_width_pt if landscape else 1.0
    needed = _needed(table, style, stretch)
    room = 1 - sum(needed[:names])
    shown = side_by_side(needed[names:], room=room)
    taken = [[*range(names), *range(part.start + names, part.stop + names)] for part in shown]
    return tuple(
        _part(table, positions, style, stretch, caption=_caption(table.caption, number, len(taken)))
        for number, positions in enumerate(taken, 1)
    )


def is_wide(table: Table, style: HouseStyle) -> bool:
    """Whether an upright page would press or split its columns."""
    return sum(_needed(table, style, 1.0)) > 1


def _part(table: Table, positions: list[int], style: HouseStyle, stretch: float, *, caption: str) -> Table:
    columns = tuple(table.columns[position] for position in positions)
    rows = tuple(
        row if len(row) == 1 else tuple(row[position] for position in positions) for row in table.rows
    )
    part = replace(table, columns=columns, rows=rows, caption=caption)
    needed = _needed(part, style, stretch)
    wanted = [
        max(least, min(_wish(column, cells, style) * stretch, _WORDS_AT_MOST))
        for least, column, cells in zip(needed, columns, _cells(part), strict=True)
    ]
    shares = _shares(needed, wanted, [column.align == "left" for column in columns])
    return replace(
        part,
        columns=tuple(replace(column, share=share) for column, share in zip(columns, shares, strict=True)),
    )


def _needed(table: Table, style: HouseStyle, stretch: float) -> list[float]:
    """No word is cut; a column of words is never a thread, nor is the title of a group torn."""
    needed = [
        max(needed_share(style, column.title, cells) * stretch, _least(column, cells, style, stretch))
        for column, cells in zip(table.columns, _cells(table), strict=True)
    ]
    for group, found in groupby(range(len(needed)), lambda position: table.columns[position].group):
        positions = list(found)
        missing = needed_share(style, group, ()) * stretch - sum(needed[position] for position in positions)
        for position in positions if group and missing > 0 else ():
            needed[position] += missing / len(positions)
    return needed


def _wish(column: Column, cells: list[str], style: HouseStyle) -> float:
    """Each cell on one line; a title may take two."""
    return max(wanted_share(style, "", cells), wanted_share(style, column.title, ()) / 2)


def _least(column: Column, cells: list[str], style: HouseStyle, stretch: float) -> float:
    if column.align != "left":
        return 0.0
    return min(wanted_share(style, column.title, cells) * stretch, _WORDS_AT_LEAST)


def _shares(needed: list[float], wanted: list[float], of_words: list[bool]) -> list[float]:
    """What each needs, then of its wish what there is room for; what is still left goes to the columns of words."""
    room, wish = 1 - sum(needed), sum(wanted) - sum(needed)
    if room <= 0:
        return [share / sum(needed) for share in needed]
    granted = min(1.0, room / wish) if wish > 0 else 0.0
    shares = [least + granted * (most - least) for least, most in zip(needed, wanted, strict=True)]
    takers = of_words if any(of_words) else [True] * len(shares)
    left = (1 - sum(shares)) / sum(takers)
    return [share + left * takes for share, takes in zip(shares, takers, strict=True)]


def _cells(table: Table) -> Iterator[list[str]]:
    whole = [row for row in table.rows if len(row) > 1 or len(table.columns) == 1]
    for position in range(len(table.columns)):
        yield ["".join(run.text for run in runs(row[position])) for row in whole]


def _caption(caption: str, number: int, count: int) -> str:
    return f"{caption} ({number}/{count})".strip() if count > 1 else caption
