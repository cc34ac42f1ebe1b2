"""What all four shapes share: where one looks, the links that change one thing of it, and the forms beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from chungtay.actions.boards import Drawn
from chungtay.answers.boards import Board, Call, Column, Row
from chungtay.models import Plan, SavedView
from chungtay.rules.boards import Asked, By, Pace, Shape, next_month
from chungtay.rules.people import Act
from chungtay.screens.states import word_of
from chungtay.screens.tags import said_plain
from chungtay.screens.tasks.words import rank_word

from .forms import DaysForm, DeedForm, FilterForm, ViewForm, content_choices, deeds_open
from .lines import PlanLine, plan_line
from .words import COLUMNS, SHAPES

HEADS: tuple[tuple[str, Promise], ...] = (
    ("content", pgettext_lazy("of a task", "Content")),
    ("text", pgettext_lazy("of a task", "Task")),
    ("organisation", pgettext_lazy("of a task", "Lead")),
    ("due", pgettext_lazy("of a task", "Due")),
    ("state", pgettext_lazy("of a task", "State")),
    ("pace", pgettext_lazy("of a task", "How it goes")),
    ("rank", pgettext_lazy("of a task", "How urgent")),
)
MOST_CARDS = 40  # in one column; the rest is in the table


@dataclass(frozen=True)
class Link:
    word: str | Promise
    address: str
    is_chosen: bool = False
    count: int = 0
    name: str = ""


@dataclass(frozen=True)
class Heap:
    """A column with as many cards as a page carries."""

    column: Column
    rest: str  # the address of those that are left out

    @property
    def rows(self) -> list[Row]:
        return self.column.rows[:MOST_CARDS]

    @property
    def more(self) -> int:
        return len(self.column.rows) - MOST_CARDS


class Page:
    """One shape of one board, for one person."""

    def __init__(self, board: Board, shape: Shape, **wrong: Any) -> None:
        self.board, self.shape, self.asked = board, shape, board.asked
        self.wrong = wrong  # forms that must be mended, by their names here

    @property
    def plan(self) -> Plan:
        return self.board.plan

    def address(self, *, shape: Shape | None = None, **more: Any) -> str:
        """The same with one thing otherwise."""
        return address_of(self.plan, shape or self.shape, self.asked.but(**more))

    @property
    def here(self) -> str:
        return self.address()

    @property
    def unnarrowed(self) -> str:
        return address_of(self.plan, self.shape, Asked(by=self.asked.by, sort=self.asked.sort))

    def narrowed(self) -> Iterator[str]:
        """What was asked for, in words."""
        asked, board = self.asked, self.board
        yield from (word_of(pace) for pace in asked.pace)
        yield from (word_of(f"task_{state}") for state in asked.state)
        yield from (said_plain(body, "name") for body in board.bodies if body.pk == asked.organisation)
        yield from (word for number, word in content_choices(board) if number == str(asked.content))
        yield from ([rank_word(asked.rank)] if asked.rank else [])
        yield from ([f"{asked.month:%m/%Y}"] if asked.month else [])
        yield from ([f"“{asked.text}”"] if asked.text else [])

    @property
    def is_empty_month(self) -> bool:
        return all(day.is_empty for week in self.board.weeks for day in week if day.is_of_month)

    @property
    def back(self) -> str:
        """What a form carries along, so that its answer looks the same way."""
        asked = self.asked.address(self.shape)
        return f"shape={self.shape}&{asked}" if asked else f"shape={self.shape}"

    # Links

    def shapes(self) -> list[Link]:
        return [Link(word, self.address(shape=one), one is self.shape) for one, word in SHAPES.items()]

    def columns_by(self) -> list[Link]:
        return [Link(word, self.address(by=by), by is self.asked.by) for by, word in COLUMNS.items()]

    def paces(self) -> list[Link]:
        return [
            Link(word_of(pace), self.address(pace=(pace,)), self.asked.pace == (pace,), count, str(pace))
            for pace, count in self.board.counts.items()
            if pace
        ]

    @property
    def ended(self) -> int:
        return self.board.counts[None]

    def calls(self) -> list[tuple[Call, str]]:
        slipping = (Pace.LATE, Pace.AT_RISK)
        return [(call, self.address(organisation=call.body.pk, pace=slipping)) for call in self.board.calls]

    def heads(self) -> Iterator[tuple[Link, str]]:
        """The heads of the table, and how each is sorted; pressed again, it turns round."""
        for name, word in HEADS:
            is_up, is_down = self.asked.sort == name, self.asked.sort == f"-{name}"
            turned = f"-{name}" if is_up else name
            order = "ascending" if is_up else "descending" if is_down else ""
            yield Link(word, self.address(sort=turned), is_up or is_down), order

    def month_before(self) -> str:
        return self._month_beside(-1)

    def month_after(self) -> str:
        return self._month_beside(1)

    def _month_beside(self, step: int) -> str:
        month: date = next_month(self.board.month, step)
        first, last = self.board.months[0], self.board.months[-1]
        return self.address(month=month) if first <= month <= last else ""

    def heaps(self) -> list[Heap]:
        return [Heap(column, self._rest(column)) for column in self.board.columns]

    def _rest(self, column: Column) -> str:
        asked: dict[str, Any] = {"by": By.STATE}
        match self.asked.by:
            case By.STATE:
                asked["state"] = (column.thing,)
            case By.ORGANISATION:
                asked["organisation"] = column.thing.pk
            case By.CONTENT:
                asked["content"] = int(column.key)
        return self.address(shape=Shape.TABLE, **asked)

    @property
    def takes_moves(self) -> bool:
        """Whether a card can be carried from column to column."""
        return self.shape is Shape.BOARD and self.asked.by is By.STATE

    @cached_property
    def line(self) -> PlanLine:
        return plan_line(self.board)

    # Forms

    @cached_property
    def filters(self) -> FilterForm:
        return FilterForm(self.board, self.shape)

    @cached_property
    def deeds(self) -> list[str]:
        return deeds_open(self.board)

    @cached_property
    def deed_form(self) -> DeedForm:
        form: DeedForm = self.wrong.get("deed") or DeedForm(self.deeds)
        return form

    @cached_property
    def ticked(self) -> set[str]:
        return set(self.deed_form.ticked)

    @cached_property
    def view_form(self) -> ViewForm:
        return self.wrong.get("view") or ViewForm()

    @cached_property
    def days_form(self) -> DaysForm:
        return self.wrong.get("days") or DaysForm(self.plan.at_risk_days)

    @cached_property
    def may_set_days(self) -> bool:
        return self.board.person.may(Act.PLAN, Drawn(self.plan).facts(self.board.today), self.board.today)

    @cached_property
    def views(self) -> list[tuple[SavedView, str]]:
        held = SavedView.objects.filter(person=self.board.person, plan=self.plan)
        return [(view, with_asked(self.plan, view.shape, view.asked)) for view in held]


def address_of(plan: Plan, shape: Shape, asked: Asked) -> str:
    return with_asked(plan, shape, asked.address(shape))


def with_asked(plan: Plan, shape: str, asked: str) -> str:
    path = reverse(f"plan-{shape}", args=[plan.phase.agreement.slug, plan.pk])
    return f"{path}?{asked}" if asked else path
