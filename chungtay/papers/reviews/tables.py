"""The tables of a review paper: results against targets, results by unit, and plain ones, as wide as they need."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, repeat

from chungtay.papers.columns import fitted, needed_share, side_by_side, wanted_share
from chungtay.papers.house_styles import HouseStyle
from chungtay.papers.sheets import Align, Column, Run, Table, Text, runs, tidy
from chungtay.rules import official

from .parts import ByUnit, Figure, PlainTable, ResultRow, ReviewWords

# The part of a table's width that its first column has at least, and that it may wish for, so that neither
# names nor figures push the other to the edge.
_NAMES_AT_LEAST, _NAMES_AT_MOST = 0.2, 0.4
_NUMBERED_AT_LEAST = 0.14  # on a wide page
_WIDEST_WISH = 0.34  # of a column of words
_NUMBERS = 0.05  # the column of row numbers


def results_table(
    rows: tuple[ResultRow, ...], *, house: HouseStyle, words: ReviewWords, language: str = "vi"
) -> Table:
    titles = (words.unit, words.target, words.actual, words.ratio, words.reported, words.code_word)
    aligned: tuple[Align, ...] = ("center", "right", "right", "right", "center", "center")
    cells = tuple(_result(row, words, language) for row in rows)
    columns = _columns((words.indicator, *titles), cells, house=house, aligned=aligned)
    linked: tuple[tuple[Text, ...], ...] = tuple(
        (*told[:-1], (Run(told[-1], link=row.link),)) if row.link else told
        for told, row in zip(cells, rows, strict=True)
    )
    return Table(columns, linked)


def by_unit_tables(
    by_unit: ByUnit, *, house: HouseStyle, words: ReviewWords, language: str = "vi"
) -> list[Table]:
    """One table, or several below each other where the paper is too narrow for all indicators."""
    codes = by_unit.codes or tuple("" for _ in by_unit.indicators)
    titles = tuple(
        tidy(f"{name} ({code})" if code else name)
        for name, code in zip(by_unit.indicators, codes, strict=True)
    )
    rows = [(tidy(unit), _figures(figures, words, language)) for unit, figures in by_unit.rows]
    if by_unit.total:
        rows.append((words.total, _figures(by_unit.total, words, language)))
    needed = [
        needed_share(house, title, (figures[position] for _, figures in rows))
        for position, title in enumerate(titles)
    ]
    names = _NUMBERED_AT_LEAST + _NUMBERS if by_unit.codes else _NAMES_AT_LEAST
    slices = side_by_side(needed, room=1 - names)
    return [_of_units(by_unit, rows, titles, shown, house, words) for shown in slices]


def _of_units(
    by_unit: ByUnit, rows: list[tuple[str, tuple[str, ...]]], titles: tuple[str, ...], shown: slice,
    house: HouseStyle, words: ReviewWords,
) -> Table:  # fmt: skip
    cells = tuple((unit, *figures[shown]) for unit, figures in rows)
    columns = _columns(
        (words.place, *titles[shown]), cells, house=house, names=_NUMBERED_AT_LEAST if by_unit.codes else None
    )
    if by_unit.codes:
        kept = 1 - _NUMBERS
        columns = (
            Column(words.number, _NUMBERS, "center"),
            *(replace(column, share=column.share * kept) for column in columns),
        )
        untold = len(cells) - bool(by_unit.total)
        cells = tuple(
            (f"{number:02}" if number <= untold else "", *row) for number, row in enumerate(cells, 1)
        )
    return Table(columns, cells, tidy(by_unit.caption), last_is_total=bool(by_unit.total))


def plain_table(table: PlainTable, *, house: HouseStyle) -> Table:
    """Columns as wide as their words need, then as they wish while there is room."""
    rows = tuple(tuple(runs(cell) for cell in row) for row in table.rows)
    whole = [row for row in rows if len(row) == len(table.titles)]  # a row of one cell is a heading
    columns = [
        (tidy(title), ["".join(run.text for run in row[place]) for row in whole])
        for place, title in enumerate(table.titles)
    ]
    needed = [needed_share(house, title, cells) for title, cells in columns]
    # A head over figures is wrapped; what they leave is for words.
    wishes = [
        wanted_share(house, "" if place in table.numeric else title, cells)
        for place, (title, cells) in enumerate(columns)
    ]
    wanted = [max(least, min(wish, _WIDEST_WISH)) for least, wish in zip(needed, wishes, strict=True)]
    # The longest words take what is left, rather than the first column.
    of_words = [place for place in range(len(wanted)) if place not in table.numeric] or [0]
    widest = max(of_words, key=lambda place: wanted[place]) if table.rest is None else table.rest
    order = [widest, *(place for place in range(len(wanted)) if place != widest)]
    shares = dict(zip(order, fitted([needed[i] for i in order], [wanted[i] for i in order]), strict=True))
    told = tuple(
        Column(title, shares[place], "right" if place in table.numeric else "left")
        for place, (title, _) in enumerate(columns)
    )
    return Table(told, rows, tidy(table.caption), table.last_is_total)


def wide(house: HouseStyle) -> HouseStyle:
    """The same style on a page turned round."""
    return replace(house, paper_mm=(house.paper_mm[1], house.paper_mm[0]))


def _columns(
    titles: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    *,
    house: HouseStyle,
    aligned: Iterable[Align] = repeat("right"),
    names: float | None = None,
) -> tuple[Column, ...]:
    """Columns as wide as their figures need, beside a first one of names."""
    columns = [(title, [row[position] for row in rows]) for position, title in enumerate(titles)]
    needed = [needed_share(house, title, cells) for title, cells in columns]
    wanted = [wanted_share(house, title, cells) for title, cells in columns]
    needed[0] = max(needed[0], _NAMES_AT_LEAST if names is None else names)
    wanted[0] = max(needed[0], min(wanted[0], _NAMES_AT_MOST))
    first, *others = fitted(needed, wanted)
    looks: Iterable[Align] = chain(aligned, repeat("right"))
    rest = zip(titles[1:], others, looks, strict=False)
    return (Column(titles[0], first), *(Column(title, share, look) for title, share, look in rest))


def _result(row: ResultRow, words: ReviewWords, language: str) -> tuple[str, ...]:
    known = [amount for amount in (row.target, row.actual.amount) if amount is not None]
    places = max((official.places_needed(amount) for amount in known), default=0)
    target = (
        words.not_applicable
        if row.target is None
        else official.number(row.target, places=places, language=language)
    )
    return (
        tidy(row.indicator),
        tidy(row.unit),
        target,
        figure(row.actual, words, places=places, language=language),
        words.unknown_ratio if row.ratio is None else official.percentage(row.ratio, language=language),
        f"{row.reported}/{row.due}" if row.due else words.not_applicable,
        tidy(row.code),
    )


def _figures(figures: tuple[Figure, ...], words: ReviewWords, language: str) -> tuple[str, ...]:
    return tuple(figure(one, words, language=language) for one in figures)


def figure(told: Figure, words: ReviewWords, *, places: int | None = None, language: str = "vi") -> str:
    if told.amount is None:
        return words.not_reported if told.absent == "not_reported" else words.not_applicable
    number = official.number(told.amount, places=places, language=language)
    return official.qualified(number, told.qualifier, language=language)
