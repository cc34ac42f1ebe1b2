"""Decides which dated facts a register takes: a thing opens once and closes once, and serves one set
of programmes at a time; never in days to come."""

from datetime import date

from .messages import Message, RuleBroken


def check_opening(*, name: str, on: date, today: date, stands_already: bool) -> None:
    """`stands_already`: an open club of this name is kept for the same place."""
    messages = []
    if not name.strip():
        messages.append(Message("Write the name.", where="name"))
    if on > today:
        messages.append(Message("%(day)s has not come yet.", {"day": on}, where="opened_on"))
    if stands_already:
        text = "A club of this name is in the register of this place already."
        messages.append(Message(text, where="name"))
    if messages:
        raise RuleBroken(messages)


def check_closing(*, opened_on: date, closed_on: date | None, since: date, on: date, today: date) -> None:
    """`since`: from when it serves the programmes that it serves now."""
    if closed_on is not None:
        text = "This club was closed on %(day)s already."
        raise RuleBroken(Message(text, {"day": closed_on}))
    if on < opened_on:
        text = "The club opened on %(day)s; it cannot close before that."
        raise RuleBroken(Message(text, {"day": opened_on}, where="closed_on"))
    if on < since:
        text = "What it serves was changed on %(day)s; it cannot close before that."
        raise RuleBroken(Message(text, {"day": since}, where="closed_on"))
    if on > today:
        raise RuleBroken(Message("%(day)s has not come yet.", {"day": on}, where="closed_on"))


def check_serving(
    *, opened_on: date, closed_on: date | None, since: date, on: date, today: date, programmes: int, is_same: bool,
    reason: str,
) -> None:  # fmt: skip
    """`since`: from when it serves the programmes that it serves now; `is_same`: nothing would change."""
    messages = []
    if closed_on is not None:
        messages.append(Message("This club was closed on %(day)s already.", {"day": closed_on}))
    if not programmes:
        text = "Choose at least one programme. A club that serves none any more is closed."
        messages.append(Message(text, where="programmes"))
    elif is_same:
        messages.append(Message("It serves these programmes already.", where="programmes"))
    if on < opened_on:
        text = "The club opened on %(day)s; before that it served nothing."
        messages.append(Message(text, {"day": opened_on}, where="on"))
    elif on < since:
        text = "What it serves was changed on %(day)s; a new change cannot lie before that."
        messages.append(Message(text, {"day": since}, where="on"))
    if on > today:
        messages.append(Message("%(day)s has not come yet.", {"day": on}, where="on"))
    if not reason.strip():
        messages.append(Message("Write why; the reason stays with the change.", where="reason"))
    if messages:
        raise RuleBroken(messages)
