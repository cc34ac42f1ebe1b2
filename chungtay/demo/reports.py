"""Lays the reports: of communes by year and half-year, of provinces, and those of the running period."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from chungtay.actions.reports import (
    LineAnswer,
    approve_report,
    correct_line,
    hand_in,
    open_report,
    send_back,
    write_report,
)
from chungtay.models import Activity, Form, Person, Report
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Qualifier
from chungtay.rules.reports import LineState

from .clock import at_nine
from .diary import Diary
from .kept import Kept

Answers = Callable[[], dict[int, LineAnswer]]


@dataclass
class Round:
    """One unit's report of one period: who asks, who writes, who approves, and when it was due."""

    form: Form
    unit: str
    window: tuple[date, date]
    due_on: date
    asked_by: Person
    written_by: Person
    approved_by: Person
    report: Report | None = field(default=None, init=False)  # from its opening on

    def opened(self, kept: Kept) -> Callable[[datetime], None]:
        def act(at: datetime) -> None:
            body = kept.bodies[self.unit]
            assert body.place is not None
            self.report = open_report(
                self.form, body, place=body.place, first_on=self.window[0], last_on=self.window[1],
                due_on=self.due_on, by=self.asked_by, at=at,
            )  # fmt: skip

        return act

    def written(self, answers: Answers, note: str = "") -> Callable[[datetime], None]:
        return lambda at: write_report(self.here, answers(), note=note, by=self.written_by, at=at)

    def handed_in(self) -> Callable[[datetime], object]:
        return lambda at: hand_in(self.here, by=self.written_by, at=at)

    def approved(self) -> Callable[[datetime], object]:
        return lambda at: approve_report(self.here, by=self.approved_by, at=at)

    def returned(self, note: str) -> Callable[[datetime], object]:
        return lambda at: send_back(self.here, note=note, by=self.approved_by, at=at)

    def corrected(
        self, number: int, answer: Callable[[], LineAnswer], reason: str
    ) -> Callable[[datetime], object]:
        def act(at: datetime) -> object:
            line = self.here.lines.get(question__number=number)
            return correct_line(line, answer=answer(), reason=reason, by=self.approved_by, at=at)

        return act

    @property
    def here(self) -> Report:
        assert self.report is not None, "a report is opened before anything else happens to it"
        return self.report


def note_whole_round(diary: Diary, kept: Kept, one: Round, answers: Answers, *, note: str = "") -> None:
    """The ordinary way: asked three weeks ahead, handed in about the due day, approved within the week."""
    chance = Random(f"{one.unit} {one.due_on}")
    handed = at_nine(one.due_on - timedelta(days=chance.randint(0, 4)), chance.randint(0, 400))
    diary.note(at_nine(one.due_on - timedelta(days=21)), one.opened(kept))
    diary.note(handed - timedelta(minutes=30), one.written(answers, note))
    diary.note(handed, one.handed_in())
    diary.note(
        at_nine(one.due_on + timedelta(days=chance.randint(1, 5)), chance.randint(0, 400)), one.approved()
    )


def given(total: int, **more: object) -> LineAnswer:
    return LineAnswer(state=LineState.GIVEN, total=total * SCALE, **more)  # type: ignore[arg-type]


def sessions_answer(sessions: list[Activity]) -> LineAnswer:
    return given(len(sessions), activities=sessions)


def attendances_answer(
    sessions: list[Activity],
    mix: dict[str, int],
    *,
    members: float = 0.0,
    more: int = 0,
    qualifier: Qualifier = Qualifier.EXACT,
) -> LineAnswer:
    """What the lists of the sessions add up to; `more` is a slip of the pen."""
    female = sum(attended(session, "sex:female") for session in sessions)
    male = sum(attended(session, "sex:male") for session in sessions)
    total = female + male + more
    cells = {"sex:female": female + more, "sex:male": male}
    cells |= {f"ethnicity:{people}": number for people, number in by_weight(total, mix).items()}
    if members:
        cells |= {
            "membership:member": round(total * members),
            "membership:non-member": total - round(total * members),
        }
    told = {cell: number * SCALE for cell, number in cells.items() if number}
    return given(total, cells=told, activities=sessions, qualifier=qualifier)


def attended(session: Activity, cell: str) -> int:
    return sum(one.number for one in session.attendances.all() if one.combination.slug == cell)


def by_weight(total: int, mix: dict[str, int]) -> dict[str, int]:
    """Shares of a hundred in whole persons; what rounding leaves goes to the largest group."""
    parts = {people: total * share // 100 for people, share in mix.items()}
    parts[max(mix, key=lambda people: mix[people])] += total - sum(parts.values())
    return parts
