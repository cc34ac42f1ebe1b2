"""What the pages call each kind of deadline, and from when its days are counted."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from chungtay.rules.deadlines import DeadlineKind

KINDS: dict[DeadlineKind, str | Promise] = {
    DeadlineKind.ANSWER: pgettext_lazy("deadline", "For an answer to a recommendation"),
    DeadlineKind.ESCALATION: pgettext_lazy("deadline", "Until an overdue answer is escalated"),
    DeadlineKind.SUPERVISION_NOTICE: pgettext_lazy("deadline", "For decision and outline of a supervision"),
    DeadlineKind.CRITICISM_DRAFT: pgettext_lazy("deadline", "For a draft that comes in for criticism"),
    DeadlineKind.CRITICISM_REPLY: pgettext_lazy("deadline", "For the drafter's reply to a criticism"),
}
COUNTED: dict[DeadlineKind, str | Promise] = {
    DeadlineKind.ANSWER: pgettext_lazy("deadline", "from the day on which it was sent"),
    DeadlineKind.ESCALATION: pgettext_lazy("deadline", "from the day on which the answer was due"),
    DeadlineKind.SUPERVISION_NOTICE: pgettext_lazy("deadline", "before the first session"),
    DeadlineKind.CRITICISM_DRAFT: pgettext_lazy("deadline", "before the draft is submitted"),
    DeadlineKind.CRITICISM_REPLY: pgettext_lazy("deadline", "from the day on which the criticism was sent"),
}


def deadline_word(kind: str) -> str:
    return str(KINDS[DeadlineKind(kind)])


def counted_from(kind: str) -> str:
    return str(COUNTED[DeadlineKind(kind)])


FILTERS = (deadline_word, counted_from)
