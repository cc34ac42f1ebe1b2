"""Spans and events over days: a row each, years or months above, today as a line through all."""

from collections.abc import Iterator
from datetime import date

from .marks import Fill, Stroke
from .pen import SMALL, TEXT, Pen, line_height, one_after_another
from .scales import Scale, round_step
from .specs import Event, Span, Timeline

BAR = 7.0
AIR = 4.0  # below a bar
MOST = 40
MONTHS = 800  # days, up to which months are named
YEARS = 30  # lines; over longer times only every second, fifth, tenth … year has one
LOOKS: dict[str, Fill] = {"done": "full", "running": "hatch", "planned": "empty"}


def draw_timeline(spec: Timeline, pen: Pen) -> None:
    rows: list[Span | Event] = [*spec.spans, *spec.events]
    if not rows:
        return pen.note(pen.words.nothing)
    first, last = reach(spec)
    scale = Scale(first.toordinal(), max(last.toordinal() + 1, first.toordinal() + 2), 4, pen.width - 8)
    shown = rows[:MOST]
    top = pen.y
    body = top + line_height(SMALL) * (2 if spec.today else 1) + 2
    told = [(row, _lines(row, pen)) for row in shown]
    below = body + sum(_height(lines) for _, lines in told)
    _days(scale, top, below, pen)
    pen.y = body
    for row, lines in told:
        _bar(row, lines, scale, pen)
    if spec.today:
        _today(spec.today, pen.words.until if spec.is_over else pen.words.today, scale, body, below, pen)
    pen.y = body
    for row, lines in told:
        _words(row, lines, scale, pen)
    pen.y = below
    if len(rows) > MOST:
        pen.note(pen.words.more % {"n": len(rows) - MOST})
    pen.key(_key(spec, pen))
    return None


def reach(spec: Timeline) -> tuple[date, date]:
    days = [day for span in spec.spans for day in (span.first_on, span.last_on)]
    days += [event.on for event in spec.events] + ([spec.today] if spec.today else [])
    return min(days), max(days)


def _today(today: date, word: str, scale: Scale, body: float, below: float, pen: Pen) -> None:
    x = scale.at(today.toordinal())
    text = pen.fitted(f"{word} {today:%d/%m/%Y}", pen.width, SMALL)
    half = pen.wide(text, SMALL) / 2
    middle, top = max(half, min(x, pen.width - half)), body - line_height(SMALL) - 1
    pen.box(middle - half, top, 2 * half, line_height(SMALL), "paper")
    pen.label(middle, top, text, size=SMALL, anchor="middle")
    pen.upright(x, body - 1, below, "today")


def _days(scale: Scale, top: float, below: float, pen: Pen) -> None:
    """Years (or months) on a line of their own."""
    named = list(_marks(scale))
    stretches = []
    for x, words in named:
        half = pen.wide(words, SMALL) / 2
        middle = max(half, min(x, pen.width - half))
        stretches.append((middle - half, middle + half))
    for (x, words), (start, end), free in zip(named, stretches, one_after_another(stretches), strict=True):
        pen.line(x, top + line_height(SMALL), x, below, "grid")
        if free and end - start <= pen.width:
            pen.box(start, top, end - start, line_height(SMALL), "paper")
            pen.label((start + end) / 2, top, words, size=SMALL, anchor="middle")


def _marks(scale: Scale) -> Iterator[tuple[float, str]]:
    first, last = date.fromordinal(scale.low), date.fromordinal(scale.high - 1)
    by_month = scale.high - scale.low <= MONTHS
    every = round_step(last.year - first.year, YEARS)
    for year in range(first.year, last.year + 1):
        if year % every:
            continue
        for month in range(1, 13) if by_month else (1,):
            day = date(year, month, 1)
            if scale.low <= day.toordinal() <= scale.high:
                yield scale.at(day.toordinal()), f"{month}/{year}" if by_month else str(year)


def _lines(row: Span | Event, pen: Pen) -> list[str]:
    """What is said of it, on a second line where one is too short."""
    words = row.label if isinstance(row, Span) else f"{row.on:%d/%m/%Y} {row.label}"
    first, rest = "", words.split()
    while rest and pen.wide(f"{first} {rest[0]}".strip()) <= pen.width:
        first, rest = f"{first} {rest[0]}".strip(), rest[1:]
    if not first or not rest:
        return [pen.fitted(words, pen.width)]
    return [first, pen.fitted(" ".join(rest), pen.width)]


def _height(lines: list[str]) -> float:
    return len(lines) * line_height(TEXT) + BAR + AIR


def _bar(row: Span | Event, lines: list[str], scale: Scale, pen: Pen) -> None:
    top = pen.y + len(lines) * line_height(TEXT)
    if isinstance(row, Span):
        start, end = scale.at(row.first_on.toordinal()), scale.at(row.last_on.toordinal() + 1)
        pen.box(start, top, max(end - start, 1.0), BAR, LOOKS[row.look])
    else:
        x, middle, half = scale.at(row.on.toordinal()), top + BAR / 2, BAR / 2
        corners = ((0, -half), (half, 0), (0, half), (-half, 0))
        pen.path(((x + right, middle + down) for right, down in corners), "full")
    pen.y += _height(lines)


def _words(row: Span | Event, lines: list[str], scale: Scale, pen: Pen) -> None:
    """Over the bar, from where it begins if they fit there, else as far right as they do."""
    start = scale.at((row.first_on if isinstance(row, Span) else row.on).toordinal())
    x = max(0.0, min(start, pen.width - max(pen.wide(line) for line in lines)))
    for number, line in enumerate(lines):
        y = pen.y + number * line_height(TEXT)
        pen.box(x, y + 1, pen.wide(line), line_height(TEXT) - 2, "paper")
        pen.label(x, y, line)
    pen.y += _height(lines)


def _key(spec: Timeline, pen: Pen) -> list[tuple[Fill | Stroke, str]]:
    words = pen.words
    said = {"done": words.done, "running": words.running, "planned": words.planned}
    looks = {span.look for span in spec.spans}
    key: list[tuple[Fill | Stroke, str]] = [(LOOKS[look], said[look]) for look in LOOKS if look in looks]
    return key if len(key) > 1 else []
