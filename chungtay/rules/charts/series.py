"""Columns over years or months: hatched where reports are missing, a line on the day on which the map changed."""

from chungtay.rules.amounts import SCALE

from .marks import Fill, Stroke
from .pen import APART, FALL, RISE, SMALL, TEXT, Pen, line_height, one_after_another
from .scales import Scale, scale_over
from .specs import Point, Series

PLOT = 110.0  # points high
ROOM = line_height(TEXT) + 2  # for the number over the highest column
TICKS = 5
NAME = 44.0  # room for the name of a column, where it has less
GAP_TALL = 14.0  # what stands for a point that nobody reported


def draw_series(spec: Series, pen: Pen) -> None:
    if not spec.points:
        return pen.note(pen.words.nothing)
    if spec.unit:
        pen.label(0, pen.y, pen.fitted(spec.unit, pen.width, SMALL), size=SMALL)
        pen.y += line_height(SMALL)
    amounts = [point.amount for point in spec.points]
    top = pen.y + (line_height(SMALL) if spec.changes else 0)
    # Downwards: the highest lies at the top, with room for the words of the highest and the lowest column.
    ends = scale_over([*amounts, spec.target], 0, 1)
    upright = Scale(ends.low, ends.high, top + ROOM + PLOT, -PLOT)
    bottom = upright.start + (ROOM if ends.low < 0 else 0)
    left = _levels(upright, pen)
    step = (pen.width - left) / len(spec.points)
    _columns(spec.points, upright, left, step, pen)
    pen.line(left, upright.zero, pen.width, upright.zero, "axis")
    if spec.target is not None:
        pen.line(left, upright.at(spec.target), pen.width, upright.at(spec.target), "target")
    _changes(spec, left, step, bottom, pen)
    written = _numbers(spec.points, upright, left, step, pen)
    pen.y = bottom + 2
    _names(spec.points, left, step, pen)
    pen.key(_key(spec, pen))
    pen.qualified(point.qualifier for point in written)
    return None


def _levels(upright: Scale, pen: Pen) -> float:
    """Round levels at the left, with a thin line across; answers how wide their words are."""
    # Where all that is drawn is counted in ones, half a one is no level.
    ones = SCALE if not (upright.low % SCALE or upright.high % SCALE) else 1
    levels = [level for level in upright.ticks(TICKS) if not level % ones]
    said = {level: pen.words.short(level) for level in levels}
    left = max(pen.wide(words, SMALL) for words in said.values()) + 2 * APART
    for level, words in said.items():
        y = upright.at(level)
        pen.line(left, y, pen.width, y, "grid")
        pen.label(left - APART, y - (RISE - FALL) / 2 * SMALL - FALL * SMALL, words, size=SMALL, anchor="end")
    return left


def _columns(points: tuple[Point, ...], upright: Scale, left: float, step: float, pen: Pen) -> None:
    for place, point in enumerate(points):
        x, wide = left + step * (place + 0.2), step * 0.6
        if point.amount is None:
            pen.box(x, upright.zero - GAP_TALL, wide, GAP_TALL, "missing")
        elif point.amount:
            y = upright.at(point.amount)
            fill: Fill = "hatch" if point.is_partial else "full"
            pen.box(x, min(y, upright.zero), wide, abs(y - upright.zero), fill)


def _numbers(points: tuple[Point, ...], upright: Scale, left: float, step: float, pen: Pen) -> list[Point]:
    """Over the columns as far as there is room: the highest first, then the last, then from the left.

    Answers the points whose numbers found room.
    """
    told = [(place, point.amount) for place, point in enumerate(points) if point.amount is not None]
    said = {place: pen.words.short(amount, points[place].qualifier) for place, amount in told}
    order = sorted(told, key=lambda one: (-abs(one[1]), one[0]))
    order = [*order[:1], *told[-1:], *told]
    stretches = []
    for place, _ in order:
        half, middle = pen.wide(said[place], strong=True) / 2, _middle(place, left, step)
        middle = max(left + half, min(middle, pen.width - half))
        stretches.append((middle - half, middle + half))
    free = one_after_another(stretches)
    written = []
    for (place, amount), (start, end), fits in zip(order, stretches, free, strict=True):
        if fits and end - start <= pen.width - left:
            y = upright.at(amount)
            y = y - line_height(TEXT) - 1 if amount >= 0 else y + 1
            pen.box(start, y + 1, end - start, line_height(TEXT) - 2, "paper")
            pen.label((start + end) / 2, y, said[place], anchor="middle", strong=True)
            written.append(points[place])
    return written


def _names(points: tuple[Point, ...], left: float, step: float, pen: Pen) -> None:
    """Each under its column while there is room: the last is always named, then backwards."""
    room = min(max(step - APART, NAME), pen.width - left)
    named = []
    for place in reversed(range(len(points))):
        text = pen.fitted(points[place].label, room, SMALL)
        half, middle = pen.wide(text, SMALL) / 2, _middle(place, left, step)
        middle = max(left + half, min(middle, pen.width - half))
        named.append((text, middle - half, middle + half))
    free = one_after_another([(start, end) for _, start, end in named])
    for (text, start, end), fits in zip(named, free, strict=True):
        if fits:
            pen.label((start + end) / 2, pen.y, text, size=SMALL, anchor="middle")
    pen.y += line_height(SMALL)


def _changes(spec: Series, left: float, step: float, bottom: float, pen: Pen) -> None:
    stretches, lines = [], []
    for change in spec.changes:
        share = max(0, min(change.share, 10_000)) / 10_000
        x = left + step * (max(0, min(change.place, len(spec.points) - 1)) + share)
        wide = pen.wide(change.label, SMALL)
        start = x + APART if x + APART + wide <= pen.width else x - APART - wide
        lines.append(x)
        stretches.append((start, start + wide))
    for x in lines:
        pen.upright(x, pen.y, bottom, "change")
    free = one_after_another(stretches)
    for change, (start, end), fits in zip(spec.changes, stretches, free, strict=True):
        if fits and start >= 0 and end <= pen.width:
            pen.box(start, pen.y + 1, end - start, line_height(SMALL) - 2, "paper")
            pen.label(start, pen.y, change.label, size=SMALL)


def _middle(place: int, left: float, step: float) -> float:
    return left + step * (place + 0.5)


def _key(spec: Series, pen: Pen) -> list[tuple[Fill | Stroke, str]]:
    words = pen.words
    key: list[tuple[Fill | Stroke, str]] = []
    if spec.target is not None:
        key.append(("target", f"{words.target}: {words.short(spec.target)}"))
    if spec.changes:
        key.append(("change", words.changed))
    if any(point.is_partial for point in spec.points):
        key.append(("hatch", words.partial))
    if any(point.amount is None for point in spec.points):
        key.append(("missing", words.not_reported))
    return key
