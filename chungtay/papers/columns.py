"""How wide the columns of a table are: no number or word is cut; the first column takes what is left."""

from collections.abc import Iterable

from chungtay.papers.fonts import width_pt
from chungtay.papers.house_styles import HouseStyle

_ROOM_PT = 10  # both insets of a cell and its lines


def needed_share(style: HouseStyle, title: str, cells: Iterable[str]) -> float:
    """The part of the text's width that the longest word of a column takes, title and cells alike."""
    return _share(style, (word for text in (title, *cells) for word in text.split(" ")))


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


def _share(style: HouseStyle, texts: Iterable[str]) -> float:
    # Bold, for titles and totals are; a letter of plain text is hardly narrower.
    size = style.sizes_pt.table
    widest = max(width_pt(text, size_pt=size, bold=True) for text in texts)
    return (widest + _ROOM_PT) / style.text_width_pt
