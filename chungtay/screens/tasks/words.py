"""What the pages call the steps, the ranks and the rhythms of tasks."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.models import Task
from chungtay.rules.tasks import Move, Repeat, TaskState
from chungtay.screens.states import word_of

Words = str | Promise

# What the button says.
BUTTONS: dict[Move, Words] = {
    Move.ACCEPT: pgettext_lazy("task", "Accept the task"),
    Move.PROPOSE_DAY: pgettext_lazy("task", "Propose another day"),
    Move.AGREE_DAY: pgettext_lazy("task", "Agree to the day"),
    Move.REFUSE_DAY: pgettext_lazy("task", "Keep the first day"),
    Move.SEND_BACK: pgettext_lazy("task", "Return it with a reason"),
    Move.GIVE_AGAIN: pgettext_lazy("task", "Give it again"),
    Move.FINISH: pgettext_lazy("task", "Say that it is done"),
    Move.CONFIRM: pgettext_lazy("task", "Confirm that it is done"),
    Move.ASK_MORE: pgettext_lazy("task", "It is not done yet"),
    Move.DROP: pgettext_lazy("task", "Take the task back"),
}
# What stands in its history.
TAKEN: dict[Move, Words] = {
    Move.ACCEPT: pgettext_lazy("task", "Accepted"),
    Move.PROPOSE_DAY: pgettext_lazy("task", "Another day proposed"),
    Move.AGREE_DAY: pgettext_lazy("task", "Day agreed"),
    Move.REFUSE_DAY: pgettext_lazy("task", "Day not agreed"),
    Move.SEND_BACK: pgettext_lazy("task", "Returned"),
    Move.GIVE_AGAIN: pgettext_lazy("task", "Given again"),
    Move.FINISH: pgettext_lazy("task", "Done"),
    Move.CONFIRM: pgettext_lazy("task", "Confirmed"),
    Move.ASK_MORE: pgettext_lazy("task", "Not done yet"),
    Move.DROP: pgettext_lazy("task", "Taken back"),
}
# Said once, after the step.
TOLD: dict[Move, Words] = {
    Move.ACCEPT: _("Accepted. The task stands among what you do."),
    Move.PROPOSE_DAY: _("The other day is kept. Whoever gave the task answers, where there is one."),
    Move.AGREE_DAY: _("The task is due on the new day."),
    Move.REFUSE_DAY: _("The first day stays. Your reason is shown."),
    Move.SEND_BACK: _("Returned. Whoever gave the task reads why."),
    Move.GIVE_AGAIN: _("Given again. It waits to be accepted."),
    Move.FINISH: _("The task is finished."),
    Move.CONFIRM: _("Confirmed."),
    Move.ASK_MORE: _("The task goes on. Your reason is shown."),
    Move.DROP: _("Taken back. Nobody need do it any more."),
}
RANKS: list[tuple[int, Words]] = [
    (1, pgettext_lazy("task", "Urgent")),
    (2, pgettext_lazy("task", "Ordinary")),
    (3, pgettext_lazy("task", "Can wait")),
]
REPEATS: list[tuple[str, Words]] = [
    (Repeat.NEVER, pgettext_lazy("task", "Once")),
    (Repeat.WEEKLY, pgettext_lazy("task", "Every week")),
    (Repeat.MONTHLY, pgettext_lazy("task", "Every month")),
    (Repeat.QUARTERLY, pgettext_lazy("task", "Every quarter")),
    (Repeat.YEARLY, pgettext_lazy("task", "Every year")),
]


def taken_word(move: str) -> str:
    return str(TAKEN[Move(move)])


def rank_word(rank: int) -> str:
    return str(dict(RANKS)[rank])


def repeat_word(repeats: str) -> str:
    return str(dict(REPEATS)[repeats])


def task_mark(task: Task, today: date) -> str:
    """The state to show: late wins over whatever is open, and what its asker has yet to confirm is not over."""
    if task.is_late(today):
        return "late"
    return "task_to_confirm" if task.state == TaskState.DONE and task.asker_id else f"task_{task.state}"


def task_standing(task: Task) -> str:
    """The word of its state even where it is late."""
    return word_of(f"task_{task.state}")
