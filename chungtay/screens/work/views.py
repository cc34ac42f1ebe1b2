"""My work: one list after signing in."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from chungtay.answers.sentences import said
from chungtay.answers.wordings import mark_unchecked
from chungtay.answers.work import Owed, coming_up, duties_of, weaves_for
from chungtay.models import Addressee, Greeting
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language

from .words import BETWEEN, KINDS, MAY_BE_LATE, address_for

A_WEEK = timedelta(days=7)
SHOWN = 5  # names of bodies, papers or actions in one row
# Rows of an addressee or a superior name who asks; those of the sender name who is asked.
FROM_HOLDER = tuple(f"recommendation_{step}" for step in ("acknowledge", "answer", "do", "escalated"))


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
        if self.owed.kind == "remind" and not self.is_late:
            return "at_risk"
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
    def room(self) -> str:
        """Of what stands between bodies: which kind of thing it is."""
        room = self.owed.kind.partition("_")[0]
        return room if room in BETWEEN else ""

    @property
    def named(self) -> Any:
        """The thing whose words the row says: of a greeting the occasion."""
        return self.owed.thing.occasion if isinstance(self.owed.thing, Greeting) else self.owed.thing

    @property
    def sentence(self) -> str:
        """Of a row that another room brings."""
        assert self.owed.door
        return said(self.owed.door.words)

    @property
    def field(self) -> str:
        return BETWEEN[self.room][1]

    @property
    def beside(self) -> list[Any]:
        """Who asks, or of whom it is asked; of an addressee in the house the body."""
        if self.owed.kind in FROM_HOLDER:
            return [getattr(self.owed.thing, "holder")]  # noqa: B009
        named = [one.organisation or one if isinstance(one, Addressee) else one for one in self.owed.others]
        return named[:SHOWN]

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
        # What a partner reads here was mostly written in Vietnamese: a ring says where nobody checked the Lao.
        "unchecked": mark_unchecked([row.named for row in rows if row.room], page_language()),
    }
    return render(request, "work/work.html", shown)
