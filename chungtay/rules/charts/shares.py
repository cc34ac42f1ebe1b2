"""A whole as one bar cut by category, the largest first; the list below it says each part in words and per cent."""

from .marks import Fill
from .pen import APART, SAMPLE, TEXT, Pen, line_height
from .specs import EXACT, Part, Shares

BAR = 20.0
FILLS: tuple[Fill, ...] = ("full", "hatch", "dots", "cross", "dense", "empty")
WHOLE = 10_000


def draw_shares(spec: Shares, pen: Pen) -> None:
    parts = gathered(spec.parts, pen.words.others)
    total = sum(part.amount or 0 for part in parts)
    if total <= 0:
        return pen.note(pen.words.nothing)
    x = 0.0
    for part, fill in zip(parts, FILLS, strict=False):
        wide = pen.width * (part.amount or 0) / total
        pen.box(x, pen.y + 1, wide, BAR, fill)
        x += wide
    pen.y += BAR + 2 * APART
    shares = per_cent([part.amount or 0 for part in parts])
    for part, share, fill in zip(parts, shares, FILLS, strict=False):
        _said(part, share, fill, spec.unit, pen)
    pen.qualified(part.qualifier for part in parts)
    return None


def _said(part: Part, share: int, fill: Fill, unit: str, pen: Pen) -> None:
    words = pen.words
    said = f"{words.with_unit(words.short(part.amount or 0, part.qualifier), unit)} · {words.percent(share)}"
    said = pen.fitted(said, pen.width * 0.55)
    pen.box(0, pen.y + 2, SAMPLE, line_height(TEXT) - 4, fill)
    room = pen.width - SAMPLE - APART - pen.wide(said) - 2 * APART
    pen.label(SAMPLE + APART, pen.y, pen.fitted(part.label, room))
    pen.label(pen.width, pen.y, said, anchor="end")
    pen.y += line_height(TEXT)


def gathered(parts: tuple[Part, ...], others: str) -> list[Part]:
    """The largest by name, as many as there are patterns; the smallest together. None and below zero has no share."""
    told = [part for part in parts if part.amount is not None and part.amount > 0]
    told.sort(key=lambda part: -(part.amount or 0))
    if len(told) <= len(FILLS):
        return told
    kept, rest = told[: len(FILLS) - 1], told[len(FILLS) - 1 :]
    doubt = next((part.qualifier for part in rest if part.qualifier != EXACT), EXACT)
    return [*kept, Part(others, sum(part.amount or 0 for part in rest), doubt)]


def per_cent(amounts: list[int]) -> list[int]:
    """Ten-thousandths of the whole in steps of a tenth per cent that add up to exactly 100."""
    total, steps = sum(amounts), WHOLE // 10
    whole = [amount * steps // total for amount in amounts]
    by_rest = sorted(range(len(amounts)), key=lambda place: -(amounts[place] * steps % total))
    for place in by_rest[: steps - sum(whole)]:
        whole[place] += 1
    return [share * 10 for share in whole]
