"""The same as a chart in words: the table below it, and the sentence for whoever cannot see it."""

from functools import singledispatch

from chungtay.rules.ledger import progress

from .shares import per_cent
from .specs import Comparison, Progress, Series, Shares, Spec, TileMap, Timeline
from .words import Words

Table = tuple[tuple[str, ...], ...]

SAID = 12  # rows in the sentence; the table has them all
KINDS = {
    Progress: "progress", Series: "series", Comparison: "comparison", Shares: "shares", Timeline: "timeline",
    TileMap: "tile_map",
}  # fmt: skip


def alternative(spec: Spec, rows: Table, words: Words) -> str:
    """`So với chỉ tiêu. Lượt tuyên truyền: 9.872, 8.000, 123,4 %; …`"""
    _, *told = rows
    kind = getattr(words, KINDS[type(spec)])
    if not told:
        return f"{kind}. {words.nothing}."
    said = "; ".join(f"{name}: {', '.join(cell for cell in cells if cell)}" for name, *cells in told[:SAID])
    more = f"; {words.more % {'n': len(told) - SAID}}" if len(told) > SAID else ""
    return f"{kind}. {said}{more}."


@singledispatch
def table(spec: Spec, words: Words) -> Table:
    raise NotImplementedError(f"no table for {type(spec).__name__}")


@table.register
def _(spec: Progress, words: Words) -> Table:
    head = (words.name, words.amount, words.target, words.of_target)
    rows = []
    for aim in spec.aims:
        ratio = progress(aim.actual, aim.target)
        actual = words.number(aim.actual, aim.qualifier)
        rows.append(
            (
                aim.label,
                words.with_unit(actual, aim.unit) if aim.actual is not None else actual,
                "" if aim.target is None else words.with_unit(words.number(aim.target), aim.unit),
                "" if ratio is None else words.percent(ratio),
            )
        )
    return (head, *rows)


@table.register
def _(spec: Series, words: Words) -> Table:
    has_notes = bool(spec.changes) or any(point.is_partial for point in spec.points)
    head = (words.name, spec.unit or words.amount, *((words.state,) if has_notes else ()))
    rows = []
    for place, point in enumerate(spec.points):
        notes = [words.partial] if point.is_partial else []
        notes += [f"{words.changed}: {one.label}" for one in spec.changes if one.place == place]
        rows.append(
            (
                point.label,
                words.number(point.amount, point.qualifier),
                *((", ".join(notes),) if has_notes else ()),
            )
        )
    return (head, *rows)


@table.register
def _(spec: Comparison, words: Words) -> Table:
    has_beside = any(row.beside is not None for row in spec.rows)
    head = (words.name, spec.unit or words.amount, *((spec.beside or words.target,) if has_beside else ()))
    rows = []
    for row in spec.rows:
        beside = "" if row.beside is None else words.number(row.beside)
        rows.append((row.label, words.number(row.amount, row.qualifier), *((beside,) if has_beside else ())))
    return (head, *rows)


@table.register
def _(spec: Shares, words: Words) -> Table:
    amounts = [max(part.amount or 0, 0) for part in spec.parts]
    shares = per_cent(amounts) if sum(amounts) else [0] * len(amounts)
    return (
        (words.name, spec.unit or words.amount, words.share),
        *(
            (
                part.label,
                words.number(part.amount, part.qualifier),
                "" if part.amount is None else words.percent(share),
            )
            for part, share in zip(spec.parts, shares, strict=True)
        ),
    )


@table.register
def _(spec: Timeline, words: Words) -> Table:
    looks = {"done": words.done, "running": words.running, "planned": words.planned}
    return (
        (words.name, words.first_on, words.last_on, words.state),
        *(
            (span.label, f"{span.first_on:%d/%m/%Y}", f"{span.last_on:%d/%m/%Y}", looks[span.look])
            for span in spec.spans
        ),
        *((event.label, f"{event.on:%d/%m/%Y}", "", words.event) for event in spec.events),
    )


@table.register
def _(spec: TileMap, words: Words) -> Table:
    return (
        (words.name, spec.unit or words.amount),
        *(
            (f"{number}. {tile.label}", words.number(tile.amount))
            for number, tile in enumerate(spec.tiles, 1)
        ),
    )
