"""Bars against targets: each row on the scale of its own target, so that sessions and millions stand together."""

from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import progress

from .marks import Fill, Stroke
from .pen import APART, TEXT, Pen, line_height
from .scales import Scale, scale_over
from .specs import Aim, Progress

BAR = 8.0
NARROW = 300.0  # points: a phone
BESIDE = 0.65  # of the width at most for numbers that stand beside their name
MOST = 60
# A bar beyond this many times its target goes on behind a break; its number stays whole. Else one row of 2.000 %
# would press all others to nothing.
BREAK = 3 * SCALE


def draw_progress(spec: Progress, pen: Pen) -> None:
    aims = spec.aims[:MOST]
    if not aims:
        return pen.note(pen.words.nothing)
    ratios = [progress(aim.actual, aim.target) for aim in aims]
    shown = [None if ratio is None else max(min(ratio, BREAK), -BREAK) for ratio in ratios]
    scale = scale_over([*shown, SCALE], 1, pen.width - 2)
    said = [_said(aim, ratio, BESIDE * pen.width, pen) for aim, ratio in zip(aims, ratios, strict=True)]
    apart = pen.width < NARROW and any(
        pen.wide(aim.label) + pen.wide(text, strong=True) + 2 * APART > pen.width
        for aim, text in zip(aims, said, strict=True)
    )
    for aim, ratio, text in zip(aims, ratios, said, strict=True):
        _words(aim, _said(aim, ratio, pen.width, pen) if apart else text, apart, pen)
        _row(aim, ratio, scale, pen)
    if len(spec.aims) > MOST:
        pen.note(pen.words.more % {"n": len(spec.aims) - MOST})
    pen.key(_key(aims, ratios, pen))
    pen.qualified(aim.qualifier for aim in aims if aim.actual is not None)
    return None


def _words(aim: Aim, said: str, apart: bool, pen: Pen) -> None:
    """Name and numbers on one line; on a phone each has its own where they would press each other."""
    if apart:
        pen.label(0, pen.y, pen.fitted(aim.label, pen.width))
        pen.y += line_height(TEXT)
    pen.label(pen.width, pen.y, said, anchor="end", strong=True)
    if not apart:
        room = pen.width - pen.wide(said, strong=True) - 2 * APART
        pen.label(0, pen.y, pen.fitted(aim.label, room))
    pen.y += line_height(TEXT)


def _row(aim: Aim, ratio: int | None, scale: Scale, pen: Pen) -> None:
    top = pen.y + 1
    if aim.actual is None:
        pen.box(scale.zero, top, scale.at(SCALE) - scale.zero, BAR, "missing")
    elif ratio is not None:
        pen.box(scale.zero, top, scale.at(SCALE) - scale.zero, BAR, "track")
        _bar(ratio, "hatch" if aim.is_partial else "full", scale, top, pen)
        pen.line(scale.at(SCALE), top - 2, scale.at(SCALE), top + BAR + 3, "target")
    if aim.due is not None and ratio is not None:
        x = scale.at(max(0, min(aim.due, SCALE)))
        pen.upright(x, top - 1, top + BAR + 2, "due")
    pen.y += BAR + 7


def _bar(ratio: int, fill: Fill, scale: Scale, top: float, pen: Pen) -> None:
    end = scale.at(max(min(ratio, BREAK), -BREAK))
    pen.box(min(scale.zero, end), top, abs(end - scale.zero), BAR, fill)
    if abs(ratio) > BREAK:
        x = end - 14 if ratio > 0 else end + 8
        pen.path(((x + 2, top - 1), (x + 6, top - 1), (x + 4, top + BAR + 1), (x, top + BAR + 1)), "paper")


def _said(aim: Aim, ratio: int | None, room: float, pen: Pen) -> str:
    """`9.872 / 8.000 lượt · 123,4 %`, shorter where there is less room; the share goes last."""
    words = pen.words
    done = words.not_reported if aim.actual is None else words.short(aim.actual, aim.qualifier)
    of = "" if aim.target is None else f" / {words.short(aim.target)}"
    share = "" if ratio is None else words.percent(ratio)
    behind = f" · {share}" if share else ""
    for said in (words.with_unit(done + of, aim.unit) + behind, done + of + behind, share or done + of):
        if pen.wide(said, strong=True) <= room:
            return said
    return pen.fitted(said, room, strong=True)


def _key(aims: tuple[Aim, ...], ratios: list[int | None], pen: Pen) -> list[tuple[Fill | Stroke, str]]:
    words = pen.words
    told = [(aim, ratio) for aim, ratio in zip(aims, ratios, strict=True) if ratio is not None]
    key: list[tuple[Fill | Stroke, str]] = []
    if told:
        key.append(("target", f"100{chr(0xA0)}% {words.target.lower()}"))
    if any(aim.due is not None for aim, _ in told):
        key.append(("due", words.due))
    if any(aim.is_partial for aim, _ in told):
        key.append(("hatch", words.partial))
    if any(aim.actual is None for aim in aims):
        key.append(("missing", words.not_reported))
    if any(abs(ratio) > BREAK for _, ratio in told):
        key.append(("full", words.beyond))
    return key
