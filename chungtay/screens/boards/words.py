"""What is said of shapes, deeds, reasons and days of the week."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from chungtay.answers.boards import Row
from chungtay.rules.boards import By, Setting, Shape, Why
from chungtay.screens.tasks.words import BUTTONS, Words

SHAPES: dict[Shape, Promise] = {
    Shape.BOARD: pgettext_lazy("way of looking", "Board"),
    Shape.TABLE: pgettext_lazy("way of looking", "Table"),
    Shape.CALENDAR: pgettext_lazy("way of looking", "Calendar"),
    Shape.TIMELINE: pgettext_lazy("way of looking", "Timeline"),
}
COLUMNS: dict[By, Promise] = {
    By.STATE: pgettext_lazy("columns of a board", "by state"),
    By.ORGANISATION: pgettext_lazy("columns of a board", "by body"),
    By.CONTENT: pgettext_lazy("columns of a board", "by content"),
}
DEEDS: dict[str, Words] = {
    **{str(move): words for move, words in BUTTONS.items()},
    Setting.PUT_OFF: pgettext_lazy("way of looking", "Put off to a day"),
    Setting.RANK: pgettext_lazy("way of looking", "Say how much it presses"),
}
WHYS: dict[Why, Promise] = {
    Why.DUE_SOON: pgettext_lazy("why at risk", "its day is near"),
    Why.WAITS_FOR_LATE: pgettext_lazy("why at risk", "waits for something late"),
    Why.WAITS_FOR_LATER: pgettext_lazy("why at risk", "waits for something due later"),
    Why.SENT_BACK: pgettext_lazy("why at risk", "was returned"),
    Why.DAY_PROPOSED: pgettext_lazy("why at risk", "another day is proposed"),
}
WEEKDAYS: tuple[Promise, ...] = (
    pgettext_lazy("weekday", "Mon"),
    pgettext_lazy("weekday", "Tue"),
    pgettext_lazy("weekday", "Wed"),
    pgettext_lazy("weekday", "Thu"),
    pgettext_lazy("weekday", "Fri"),
    pgettext_lazy("weekday", "Sat"),
    pgettext_lazy("weekday", "Sun"),
)


def deed_word(deed: str) -> Words:
    return DEEDS[deed]


def why_word(why: Why) -> Promise:
    return WHYS[why]


def row_mark(row: Row) -> str:
    """The pace of what is open; the state of what has ended."""
    return str(row.pace) if row.pace else f"task_{row.state}"


def weekday_word(day: date) -> Promise:
    return WEEKDAYS[day.weekday()]
