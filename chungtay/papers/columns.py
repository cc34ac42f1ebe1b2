"""How wide the columns of a table are: no number or word is cut; the first column takes what is left."""

import re
from collections.abc import Iterable

from chungtay.papers.fonts import width_pt
from chungtay.papers.house_styles import HouseStyle
from chungtay.papers.sheets import Table, Text, runs
from chungtay.rules.alphabets import has_lao

_AFTER_COMMA = re.compile(r"\d(?P<tail>(?:,\d+)?(?:[\s\u00a0]?%)?)$")
_LONGEST_WORD = 36  # letters; a longer one is no word, and engines break it
_LONGEST_LAO = (
    12  # Lao leaves no space between words; engines break it after any syllable, and few are as long
)
_ROOM_PT = 10  # both insets of a cell and its lines


def needed_share(style: HouseStyle, title: str, cells: Iterable[str]) -> float:
    """The part of the text's width that the longest word of a column takes, title and cells alike."""
    words = (word for text in (title, *cells) for word in text.split(" "))
    return _share(style, (word[: _LONGEST_LAO if has_lao(word) else _LONGEST_WORD] for word in words))


def wanted_share(style: HouseStyle, title: str, cells: Iterable[str]) -> float:
    """What the column takes when title and cells each stand on one line."""
    return _share(style, (title, *cells))


def fitted(needed: list[float], wanted: list[float]) -> list[float]:
    """Shares that fill the paper: what each column needs, then of its wish what there is room for."""
    room, wish = 1 - sum(needed), sum(wanted) - sum(needed)
    if room < 0:
        return [share / sum(needed) for share in needed]
    granted = min(1.0, room / wish) if wish > 0 else 0.0
    shares = [least + granted * (most - least) for least, most in zip(needed, wanted, strict=True)]
    return [shares[0] + 1 - sum(shares), *shares[1:]]


def side_by_side(shares: list[float], *, room: float) -> list[slice]:
    """Which columns stand together in one table, so that none is pressed."""
    tables: list[slice] = []
    start, used = 0, 0.0
    for position, share in enumerate(shares):
        if position > start and used + share > room:
            tables.append(slice(start, position))
            start, used = position, 0.0
        used += share
    return [*tables, slice(start, len(shares))]


def comma_pads(table: Table, style: HouseStyle) -> list[list[float]] | None:
    """How far each number is moved in from the right, so that the commas of its column stand under each other."""
    numbers = [column.align == "numbers" for column in table.columns]
    if not any(numbers):
        return None
    tails = [[_tail(cell, style) if is_number else 0 for cell, is_number in zip(row, numbers, strict=False)]
             for row in table.rows]  # fmt: skip
    whole = [row for row in tails if len(row) == len(numbers)]
    widest = [max(column, default=0) for column in zip(*whole, strict=True)]
    return [
        [most - tail if is_number else 0 for tail, most, is_number in zip(row, widest, numbers, strict=False)]
        for row in tails
    ]


def _tail(cell: Text, style: HouseStyle) -> float:
    """The width of what follows the last digit before the comma: digits after it, a per cent sign."""
    text = "".join(run.text for run in runs(cell) if not run.raised)
    found = _AFTER_COMMA.search(text)
    return width_pt(found["tail"], size_pt=style.sizes_pt.table) if found else 0


def _share(style: HouseStyle, texts: Iterable[str]) -> float:
    # Bold, for titles and totals are; a letter of plain text is hardly narrower.
    size = style.sizes_pt.table
    widest = max(width_pt(text, size_pt=size, bold=True) for text in texts)
    return (widest + _ROOM_PT) / style.text_width_pt
