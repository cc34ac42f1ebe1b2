"""What the pages call kinds of gatherings, their steps and states."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.rules.gatherings import GatheringKind, Move

Words = str | Promise

KINDS: list[tuple[str, Words]] = [
    (GatheringKind.TWIN_MEETING, pgettext_lazy("gathering", "Meeting of twinned villages")),
    (GatheringKind.JOINT_EVENT, pgettext_lazy("gathering", "Joint communication event")),
    (GatheringKind.CONFERENCE, pgettext_lazy("gathering", "Conference on experience")),
]
# What the button says.
BUTTONS: dict[str, Words] = {
    Move.SEND: pgettext_lazy("gathering", "Send the plan to the bodies that meet"),
    Move.SEND_MINUTES: pgettext_lazy("gathering", "Send the minutes to the other side"),
    Move.CONFIRM: pgettext_lazy("gathering", "The minutes are right"),
    Move.ASK_CHANGES: pgettext_lazy("gathering", "Ask for changes of the minutes"),
    Move.CANCEL: pgettext_lazy("gathering", "Cancel it with a reason"),
}
# What stands in its history.
TAKEN: dict[str, Words] = {
    Move.SEND: pgettext_lazy("gathering", "Plan sent"),
    Move.SEND_MINUTES: pgettext_lazy("gathering", "Minutes sent"),
    Move.CONFIRM: pgettext_lazy("gathering", "Minutes confirmed"),
    Move.ASK_CHANGES: pgettext_lazy("gathering", "Changes asked for"),
    Move.CANCEL: pgettext_lazy("gathering", "Cancelled"),
}
# Said once, after the step.
TOLD: dict[str, Words] = {
    Move.SEND: _("Sent. The bodies that meet read the plan now."),
    Move.SEND_MINUTES: _("Sent. The other side confirms the minutes or asks for changes."),
    Move.CONFIRM: _("Confirmed. The minutes stand."),
    Move.ASK_CHANGES: _("Kept. Whoever wrote the minutes reads what to change."),
    Move.CANCEL: _("Cancelled. The reason stays to be read."),
}


def gathering_kind(kind: str) -> str:
    return str(dict(KINDS)[kind])


def gathering_step(move: str) -> str:
    return str(TAKEN[move])


def gathering_mark(state: str) -> str:
    return f"gathering_{state}"


FILTERS = (gathering_kind, gathering_step, gathering_mark)
