"""Says what is wrong with a later turn, with passing a seat on, or with an umbrella; all of it at once."""

from collections.abc import Sequence
from datetime import date

from ..messages import Message, RuleBroken
from .life import STEP_OF, WAYS, State, Turn, faults_of_step, refuse


def check_umbrella(*, is_own_descendant: bool) -> None:
    if is_own_descendant:
        text = "An agreement cannot stand under itself, or under one that stands under it. Choose another umbrella."
        raise RuleBroken(Message(text, where="umbrella"))


def check_turn(
    turn: Turn, *, standing: State, on: date, signed_on: date | None, last_turn_on: date | None, today: date,
    has_document: bool, reason: str, last_on: date | None = None, last_on_before: date | None = None,
    has_phase: bool = False,
) -> None:  # fmt: skip
    """`last_on`: the new last day of the phase that an extension names; `last_on_before` the one that it has."""
    step = STEP_OF[turn]
    way = WAYS.get((standing, step))
    faults = faults_of_step(standing, step)
    if not has_document:
        faults.append(Message("Add the document by which this was agreed.", where="files"))
    if way and way.needs_reason and not reason.strip():
        faults.append(Message("Say why, as the document says it.", where="reason"))
    if on > today:
        faults.append(Message("This day is still to come.", where="on"))
    earliest = max((day for day in (signed_on, last_turn_on) if day), default=None)
    if earliest is not None and on < earliest:
        text = "Something later is noted already, on %(day)s. A turn is not noted before it."
        faults.append(Message(text, {"day": earliest}, "on"))
    if turn is Turn.EXTENDED:
        faults += faults_of_extension(has_phase=has_phase, last_on=last_on, before=last_on_before)
    refuse(faults)


def faults_of_extension(*, has_phase: bool, last_on: date | None, before: date | None) -> list[Message]:
    if not has_phase:
        return [Message("Choose the phase that is extended.", where="phase")]
    if last_on is None:
        return [Message("Write the new last day.", where="last_on")]
    if before is not None and last_on <= before:
        text = "The phase ends on %(day)s already. An extension ends later."
        return [Message(text, {"day": before}, "last_on")]
    return []


def check_succession(
    *, held_from: date, held_until: date | None, on: date, is_same: bool, sits_already: bool,
    heir: str, heir_from: date | None, heir_until: date | None, would_turn_back: bool, reason: str,
    has_document: bool, heirs: Sequence[str] = (), is_heir: bool = True,
) -> None:  # fmt: skip
    """`held_until`: the seat has passed on already. `would_turn_back`: the heir itself became this body before.

    `heirs`: whom the body became, as far as that is noted; then one of those takes the side (`is_heir`).
    """
    faults = []
    if heirs and not is_heir and not is_same:
        text = "The body that holds this side became %(heirs)s. One of these takes the side."
        faults.append(Message(text, {"heirs": ", ".join(heirs)}, "heir"))
    if held_until is not None:
        text = "This side passed on to another body on %(day)s already."
        faults.append(Message(text, {"day": held_until}))
    if on <= held_from:
        text = "The body holds this side since %(day)s; it passes on after that day."
        faults.append(Message(text, {"day": held_from}, "on"))
    if is_same:
        faults.append(
            Message("This body holds the side now. Choose the one that takes it over.", where="heir")
        )
    if sits_already:
        text = "%(body)s holds another side of this agreement. No body holds two."
        faults.append(Message(text, {"body": heir}, "heir"))
    if would_turn_back:
        text = "%(body)s became this body before; it cannot take over from it again."
        faults.append(Message(text, {"body": heir}, "heir"))
    if (heir_from and on < heir_from) or (heir_until and on >= heir_until):
        text = "%(body)s does not exist on %(day)s."
        faults.append(Message(text, {"body": heir, "day": on}, "heir"))
    if not has_document and not reason.strip():
        faults.append(Message("Say by which decision, or add the document.", where="reason"))
    refuse(faults)
