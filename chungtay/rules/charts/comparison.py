"""Units side by side: a bar a unit, on one scale, in two columns where there are many and the paper is wide."""

from .marks import MM, Fill, Stroke
from .pen import APART, SMALL, TEXT, Pen, line_height
from .scales import Scale, scale_over
from .specs import Amount, Comparison

BAR = 7.0
ROW = line_height(TEXT) + 2
MOST = 60
MANY = 24  # rows, from which on two columns are used
WIDE = 140 * MM  # points: two columns have room
NAMES = 0.4  # of the width at most


def draw_comparison(spec: Comparison, pen: Pen) -> None:
    rows = spec.rows[:MOST]
    if not rows:
        return pen.note(pen.words.nothing)
    if spec.unit:
        pen.label(0, pen.y, pen.fitted(spec.unit, pen.width, SMALL), size=SMALL)
        pen.y += line_height(SMALL)
    columns = 2 if len(rows) > MANY and pen.width >= WIDE else 1
    room = (pen.width - (columns - 1) * 6 * APART) / columns
    tall = -(-len(rows) // columns)
    names = min(max(pen.wide(row.label) for row in rows), room * NAMES)
    said = [
        pen.words.not_reported if row.amount is None else pen.words.short(row.amount, row.qualifier)
        for row in rows
    ]
    numbers = min(max(pen.wide(text) for text in said), room * NAMES)
    reach = [one for row in rows for one in (row.amount, row.beside)]
    top = pen.y
    for place, (row, text) in enumerate(zip(rows, said, strict=True)):
        x, pen.y = (place // tall) * (room + 6 * APART), top + (place % tall) * ROW
        scale = scale_over(reach, x + names + 2 * APART, room - names - numbers - 4 * APART)
        pen.label(x, pen.y, pen.fitted(row.label, names))
        pen.label(x + room, pen.y, pen.fitted(text, numbers), anchor="end")
        _bar(row, scale, pen)
    pen.y = top + tall * ROW
    if len(spec.rows) > MOST:
        pen.note(pen.words.more % {"n": len(spec.rows) - MOST})
    pen.key(_key(spec, rows, pen))
    pen.qualified(row.qualifier for row in rows if row.amount is not None)
    return None


def _bar(row: Amount, scale: Scale, pen: Pen) -> None:
    top = pen.y + (ROW - BAR) / 2
    if row.amount is None:
        pen.box(scale.zero, top, min(20.0, scale.length), BAR, "missing")
    else:
        end = scale.at(row.amount)
        fill: Fill = "hatch" if row.is_partial else "full"
        if row.amount:
            pen.box(min(scale.zero, end), top, abs(end - scale.zero), BAR, fill)
        pen.line(scale.zero, pen.y, scale.zero, pen.y + ROW, "axis")
    if row.beside is not None:
        x = scale.at(row.beside)
        pen.upright(x, top - 2, top + BAR + 2, "due")


def _key(spec: Comparison, rows: tuple[Amount, ...], pen: Pen) -> list[tuple[Fill | Stroke, str]]:
    words = pen.words
    key: list[tuple[Fill | Stroke, str]] = []
    if any(row.beside is not None for row in rows):
        key.append(("due", spec.beside or words.target))
    if any(row.is_partial for row in rows):
        key.append(("hatch", words.partial))
    if any(row.amount is None for row in rows):
        key.append(("missing", words.not_reported))
    return key
