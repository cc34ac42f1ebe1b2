"""My work: one list after signing in."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from chungtay.answers.work import Owed, coming_up, duties_of, weaves_for
from chungtay.screens.middleware import Request

# For each kind of row: what the button says, and the mark and the word of its state ("": the mark's own word).
KINDS: dict[str, tuple[str | Promise, str, str | Promise]] = {
    "report": (_("Write"), "open", ""),
    "mend": (_("Mend"), "returned", ""),
    "approve": (_("Check"), "handed_in", ""),
    "remind": (_("See"), "late", ""),
    "task": (_("Open"), "waiting", _("To do")),
    "task_accept": (_("Read and answer"), "waiting", _("To be accepted")),
    "task_part": (_("Open"), "waiting", _("Your part to do")),
    "task_day": (_("Answer"), "waiting", _("Another day is proposed")),
    "task_returned": (_("Answer"), "returned", _("Returned to you")),
    "task_confirm": (_("Check"), "done", _("Done, to be confirmed")),
    "plan": (_("Read and accept"), "waiting", _("Waits for your side")),
    "amendment": (_("Read and accept"), "waiting", _("An amendment waits for your side")),
    "plan_changes": (_("Read and answer"), "returned", _("Changes are asked of you")),
    "draw": (_("Draw it up"), "received", _("To be drawn up")),
    "issue": (_("Read and issue"), "with_leader", _("Waits to be issued")),
    "changed_above": (_("Read and answer"), "waiting", _("The plan above has changed")),
    "directive": (_("See"), "returned", _("Units are late or ask you")),
    "reading": (_("Check"), "read", ""),
    "article": (_("Read"), "draft", ""),
}
MAY_BE_LATE = ("report", "task", "task_accept", "task_part")
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Row:
    """A row as the page shows it."""

    owed: Owed
    today: date

    @property
    def button(self) -> str | Promise:
        return KINDS[self.owed.kind][0]

    @property
    def state(self) -> str:
        return "late" if self.is_late and self.owed.kind in MAY_BE_LATE else KINDS[self.owed.kind][1]

    @property
    def word(self) -> str:
        return "" if self.state == "late" else str(KINDS[self.owed.kind][2])

    @property
    def is_own_plan(self) -> bool:
        return self.owed.kind in ("draw", "issue", "changed_above")

    @property
    def is_task(self) -> bool:
        return self.owed.kind.startswith("task")

    @property
    def address(self) -> str:
        return address_for(self.owed)

    @property
    def days(self) -> int | None:
        """How many days are left; below zero when it is late."""
        return (self.owed.due_on - self.today).days if self.owed.due_on else None

    @property
    def overdue(self) -> int:
        return -(self.days or 0)

    @property
    def is_late(self) -> bool:
        """Only what has a day can be late; what waits for a person just waits."""
        return self.days is not None and self.days < 0

    @property
    def look(self) -> str:
        if self.is_late:
            return " work__row--late"
        return " work__row--today" if self.days == 0 else ""


@require_safe
def work(request: Request) -> HttpResponse:
    person, today = request.person, request.today
    duties = [(one.post, [Row(owed, today) for owed in one.rows]) for one in duties_of(person, today)]
    rows = [row for _post, held in duties for row in held]
    shown = {
        "duties": duties,
        "late": sum(row.is_late for row in rows),
        "due_today": sum(row.days == 0 for row in rows),
        "this_week": sum(row.days is not None and 0 < row.days <= A_WEEK.days for row in rows),
        "weaves": weaves_for(person, today),
        "coming": coming_up(person, today),
    }
    return render(request, "work/work.html", shown)


def address_for(owed: Owed) -> str:
    thing: Any = owed.thing
    match owed.kind:
        case "remind":
            return reverse("reports")
        case "task" | "task_accept" | "task_part" | "task_day" | "task_returned" | "task_confirm":
            return reverse("task", args=[thing.pk])
        case "plan" | "amendment" | "plan_changes":
            return reverse("plan", args=[thing.phase.agreement.slug, thing.pk])
        case "draw" | "changed_above":
            return reverse("plan-drawing", args=[thing.pk])
        case "issue":
            return reverse("plan-issue", args=[thing.pk])
        case "directive":
            return reverse("directive", args=[thing.pk])
        case "reading":
            return reverse("reading", args=[thing.pk])
        case "article":
            return reverse("article-writing", args=[thing.pk])
    return reverse("report", args=[thing.pk])
