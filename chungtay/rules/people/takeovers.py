"""Decides whether a body may take over from others, and which side goes to which heir."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..messages import Message


@dataclass(frozen=True)
class BodyFacts:
    """A body in a takeover: `first_on` and `until` bound its days, `became` names what it became before, and when."""

    name: str
    first_on: date | None = None
    until: date | None = None
    became: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True)
class SideFacts:
    """A side that an ending body holds. `heir`: who takes it; `others`: who takes or holds another side beside it."""

    key: str
    agreement: str
    held_from: date
    heir: str = ""
    others: frozenset[str] = frozenset()


def check_takeover(
    old: Sequence[BodyFacts], heirs: Sequence[BodyFacts], *, on: date, decision: str, sides: Sequence[SideFacts] = (),
    loops: Sequence[tuple[str, str]] = (), turning_back: Sequence[tuple[str, str]] = (), posts: Sequence[str] = (),
) -> list[Message]:  # fmt: skip
    """Every fault at once. `loops`: an heir that stands under an ending body. `posts`: of which nothing was said."""
    said = []
    if not old:
        said.append(Message("Choose the body that ends.", where="old"))
    if not heirs:
        said.append(Message("Choose the body that takes over.", where="heirs"))
    if len(old) > 1 and len(heirs) > 1:
        text = "Several bodies become one, or one becomes several. Record each takeover by itself."
        said.append(Message(text, where="heirs"))
    for name in sorted({body.name for body in old} & {body.name for body in heirs}):
        said.append(Message("%(body)s cannot take over from itself.", {"body": name}, "heirs"))
    for body in old:
        if body.first_on and on <= body.first_on:
            text = "%(body)s began on %(day)s; it ends after that."
            said.append(Message(text, {"body": body.name, "day": body.first_on}, "on"))
        if body.became:
            text = "%(old)s became %(new)s on %(day)s already."
            new, day = body.became[0]
            said.append(Message(text, {"old": body.name, "new": new, "day": day}, "old"))
        elif body.until is not None and body.until != on:
            text = "%(body)s ends on %(day)s. Whoever takes over does so on that day."
            said.append(Message(text, {"body": body.name, "day": body.until}, "on"))
    for body in heirs:
        if (body.first_on and on < body.first_on) or (body.until and on >= body.until):
            text = "%(body)s does not exist on %(day)s."
            said.append(Message(text, {"body": body.name, "day": on}, "heirs"))
    for heir, ending in loops:
        text = "%(body)s stands under %(old)s, which ends. Move it first."
        said.append(Message(text, {"body": heir, "old": ending}, "heirs"))
    for heir, _ in turning_back:
        text = "%(body)s became this body before; it cannot take over from it again."
        said.append(Message(text, {"body": heir}, "heirs"))
    if not decision.strip():
        said.append(Message("Say by which decision.", where="decision"))
    said += [fault for side in sides for fault in _faults_of_side(side, on)]
    for post in posts:
        said.append(Message("Say what becomes of the post: %(post)s.", {"post": post}, "posts"))
    return said


def _faults_of_side(side: SideFacts, on: date) -> Iterator[Message]:
    where = f"side-{side.key}"
    if not side.heir:
        text = "Say which body takes the side of “%(agreement)s”. Only one of them does."
        yield Message(text, {"agreement": side.agreement}, where)
    if side.heir in side.others:
        text = "%(body)s would hold two sides of “%(agreement)s”. Whoever signs for them settles that first."
        yield Message(text, {"body": side.heir, "agreement": side.agreement}, where)
    if on <= side.held_from:
        text = "The side of “%(agreement)s” is held since %(day)s; it passes on after that day."
        yield Message(text, {"agreement": side.agreement, "day": side.held_from}, where)
