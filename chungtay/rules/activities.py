"""Decides what may be recorded as done: it has a name, it has happened, and its place existed then."""

from datetime import date

from .messages import Message, RuleBroken


def check_activity(
    *,
    title: str,
    first_on: date,
    last_on: date,
    today: date,
    place: str,
    place_from: date,
    place_to: date | None,
) -> None:
    """Raises with every mistake at once."""
    messages = []
    if not title.strip():
        messages.append(Message("Write what was done.", where="title"))
    if last_on < first_on:
        messages.append(Message("The last day lies before the first.", where="last_on"))
    elif last_on > today:
        text = "%(day)s has not come yet. Record an activity once it has taken place."
        messages.append(Message(text, {"day": last_on}, where="last_on"))
    if first_on < place_from or (place_to is not None and first_on >= place_to):
        values = {"place": place, "day": first_on}
        text = "%(place)s did not exist on %(day)s. Choose the unit that stood there on that day."
        messages.append(Message(text, values, where="place"))
    if messages:
        raise RuleBroken(messages)
