"""The words for how a unit was reminded, what looks odd about a report, and what changed since it was sent back."""

from collections.abc import Callable, Sequence
from typing import Any

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from chungtay.answers.rounds import UnitStanding
from chungtay.answers.sentences import said_value
from chungtay.models import Question
from chungtay.rules.reports import Change
from chungtay.rules.rounds import Channel, Odd, Oddity, dialled
from chungtay.screens.amounts import written
from chungtay.screens.states import STATES

CHANNELS: dict[str, str | Promise] = {
    Channel.CHAT: pgettext_lazy("reminder", "in the group chat"),
    Channel.PHONE: pgettext_lazy("reminder", "by telephone"),
    Channel.VISIT: pgettext_lazy("reminder", "in person"),
}

ODD: dict[Odd, str | Promise] = {
    Odd.FAR_ABOVE: gettext_lazy("%(line)s: %(now)s, last period %(before)s: far more"),
    Odd.FAR_BELOW: gettext_lazy("%(line)s: %(now)s, last period %(before)s: far less"),
    Odd.NOT_REPORTED: gettext_lazy("%(line)s: not reported"),
    Odd.SAME_AS_BEFORE: gettext_lazy("Every figure is the same as last period"),
    Odd.SAME_AS_ANOTHER: gettext_lazy("The same figures as %(words)s"),
    Odd.BEFORE_THE_END: gettext_lazy("Handed in before the period was over"),
    Odd.ON_BEHALF: gettext_lazy("Typed for the unit, which has not confirmed it; told by: %(words)s"),
    Odd.CHECK_BROKEN: gettext_lazy("A check does not hold; the unit says: %(words)s"),
}

PARTS: dict[str, str | Promise] = {
    "words": gettext_lazy("The words were rewritten"),
    "comment": gettext_lazy("The comment on a check is another"),
    "forecast": gettext_lazy("The forecast is another"),
    "note": gettext_lazy("The note is another"),
}
LONGEST = 60  # letters of an indicator's name in a line of oddities


def channel_word(channel: str) -> str:
    return str(CHANNELS[channel])


def odd_words(odd: Oddity, questions: dict[int, Question]) -> str:
    values = {"line": line_word(odd.number, questions), "words": said_value(odd.words)}
    values |= {"now": amount_or_none(odd.now), "before": amount_or_none(odd.before)}
    return str(ODD[odd.odd]) % values


def change_words(change: Change, questions: dict[int, Question]) -> str:
    if change.part in PARTS:
        return str(PARTS[change.part])
    values = {"line": line_word(change.number, questions)}
    if change.part in ("total", "state"):
        values |= {"before": told(change.before), "now": told(change.now)}
        return _("%(line)s: %(before)s before, %(now)s now") % values
    return _("%(line)s: its parts are others") % values


def line_word(number: int | None, questions: dict[int, Question]) -> str:
    if number is None or number not in questions:
        return ""
    name = questions[number].indicator.said("name", get_language() or "vi")
    return f"{number}. {name if len(name) <= LONGEST else name[:LONGEST] + '…'}"


def told(value: object) -> str:
    """A figure, or which answer there is instead."""
    return written(value) if isinstance(value, int) else str(STATES[str(value)][1])


def amount_or_none(amount: int | None) -> str:
    return "" if amount is None else written(amount)


def owing_of(rows: Sequence[UnitStanding]) -> int:
    """How many of an area's units have not sent."""
    return sum(row.owes for row in rows)


def of_form(field: BoundField, form: str) -> str:
    """The control of a field that stands outside its form."""
    return field.as_widget(attrs={"class": "in", "form": form})


FILTERS: tuple[Callable[..., Any], ...] = (channel_word, dialled, owing_of, of_form)
