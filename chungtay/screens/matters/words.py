"""What the pages call the steps of a border matter and of what is done about it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.rules.matters import ActionMove, Move

Words = str | Promise

# What the button says.
BUTTONS: dict[str, Words] = {
    Move.RAISE: pgettext_lazy("matter", "Raise it with the other side"),
    Move.RECEIVE: pgettext_lazy("matter", "We have received it"),
    Move.SAY: pgettext_lazy("matter", "Add a word"),
    Move.SAY_SOLVED: pgettext_lazy("matter", "Our side says: solved"),
    Move.TAKE_BACK: pgettext_lazy("matter", "It is not solved after all"),
    Move.NOT_SOLVED: pgettext_lazy("matter", "For us it is not solved yet"),
    Move.WITHDRAW: pgettext_lazy("matter", "Withdraw it with a reason"),
}
ACTION_BUTTONS: dict[str, Words] = {
    ActionMove.AGREE: pgettext_lazy("matter", "Agree to it"),
    ActionMove.DECLINE: pgettext_lazy("matter", "Decline it with a reason"),
    ActionMove.TAKE_BACK: pgettext_lazy("matter", "Take the proposal back"),
    ActionMove.FINISH: pgettext_lazy("matter", "Say that it is done"),
    ActionMove.REOPEN: pgettext_lazy("matter", "It is not done after all"),
}
# What stands in its history.
TAKEN: dict[str, Words] = {
    "raise": pgettext_lazy("matter", "Raised"),
    "receive": pgettext_lazy("matter", "Received"),
    "say": pgettext_lazy("matter", "A word"),
    "say_solved": pgettext_lazy("matter", "Says it is solved:"),
    "take_back": pgettext_lazy("matter", "Taken back"),
    "not_solved": pgettext_lazy("matter", "Says it is not solved yet:"),
    "withdraw": pgettext_lazy("matter", "Withdrawn"),
    "agree": pgettext_lazy("matter", "Action agreed"),
    "decline": pgettext_lazy("matter", "Action declined"),
    "finish": pgettext_lazy("matter", "Action done"),
    "reopen": pgettext_lazy("matter", "Action not done after all"),
}
# Said once, after the step.
TOLD: dict[str, Words] = {
    Move.RAISE: _("Raised. The other side reads it now."),
    Move.RECEIVE: _("Received. Now both sides propose what is to be done."),
    Move.SAY: _("Your word is kept. Both sides read it."),
    Move.SAY_SOLVED: _("Kept: your side says that it is solved."),
    Move.TAKE_BACK: _("The matter is open again."),
    Move.NOT_SOLVED: _("The matter is open again."),
    Move.WITHDRAW: _("Withdrawn. The reason stays to be read."),
    ActionMove.AGREE: _("Agreed. Now it counts."),
    ActionMove.DECLINE: _("Declined. The other side reads why."),
    ActionMove.FINISH: _("Done. Both sides read it."),
    ActionMove.REOPEN: _("The action is open again."),
}


def matter_step(move: str) -> str:
    return str(TAKEN[move])


def matter_mark(state: str) -> str:
    return f"matter_{state}"


def action_mark(state: str) -> str:
    return f"action_{state}"


FILTERS = (matter_step, matter_mark, action_mark)
