"""All that is typed into a report. A draft is kept as it was typed; what is not right yet is told, not lost."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.http import QueryDict

from chungtay.actions.reports import LineAnswer, write_report
from chungtay.answers.activities import FedLine
from chungtay.answers.reports.columns import Columns
from chungtay.answers.sentences import said
from chungtay.models import Line, NarrativeQuestion, Person, Report
from chungtay.rules.forms import Column, Severity, is_asked, read_columns
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.reports import LineState, Whole, broken_checks, fingerprint_of, not_asked, said_of

from .line import Beside, LineForm
from .words import CheckForm, WordsForm

NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class Known:
    """What stands beside the figures of a report while it is typed."""

    whole: Whole
    questions: list[NarrativeQuestion] = field(default_factory=list)
    previous: Mapping[UUID, Line] = field(default_factory=dict)  # by indicator
    feeding: Mapping[int, FedLine] = field(default_factory=dict)
    columns: Mapping[int, Columns] = field(default_factory=dict)
    notes: Mapping[int, str] = field(default_factory=dict)  # by line, of whoever sent the report back


class ReportForm:
    """`typed` is the submitted form, or None to show what is saved."""

    def __init__(
        self, report: Report, lines: Iterable[Line], known: Known, typed: QueryDict | None = None
    ) -> None:
        self.report, self.known, self.typed = report, known, typed
        self._shows = frozenset(read_columns(report.form.columns)) - {Column.PERIOD}
        idle = set(not_asked(known.whole))
        self.lines = [self._line(line, line.question.number in idle) for line in lines]
        self.words = [self._words(question) for question in known.questions]
        self.checks = [CheckForm(one, self._comment(one.number)) for one in broken_checks(known.whole)]
        self.errors: list[tuple[str, str]] = []
        if typed is None:
            self._tell([message for line in self.lines if line.typed is not None for message in line.check()])

    @property
    def is_filled(self) -> bool:
        return any(line.line.state != LineState.NOT_REPORTED for line in self.lines)

    @property
    def noted(self) -> list[LineForm]:
        """The lines on which whoever sent the report back wrote something."""
        return [line for line in self.lines if line.beside.note]

    @property
    def mark(self) -> str:
        """Of what is saved: another mark, and somebody saved it from elsewhere meanwhile."""
        whole = self.known.whole
        told = said_of(
            whole.lines, narratives=whole.narratives, comments=whole.comments,
            forecasts={n: one.forecast.amount for n, one in self.known.columns.items() if one.forecast},
            note=self.report.note,
        )  # fmt: skip
        return fingerprint_of({**told, "unfinished": dict(whole.unfinished)})[:16]

    @property
    def is_stale(self) -> bool:
        """Whether what is typed here was begun before somebody saved something else."""
        assert self.typed is not None, "only what was sent can be stale"
        return self.typed.get("read", self.mark) != self.mark and not self._says_what_stands()

    def save(self, *, by: Person, at: datetime) -> None:
        """Keeps everything as it was typed; `errors` then says what must be mended before it is handed in."""
        assert self.typed is not None, "only what was typed can be saved"
        sent = self._sent()
        wrong = [line for line in sent if line.check()]
        answers = {line.number: line.answer() for line in sent if line not in wrong}
        answers |= {
            line.number: LineAnswer(state=LineState.NOT_REPORTED, activities=line.answer().activities)
            for line in wrong
        }
        write_report(
            self.report, answers,
            narratives={one.question.number: one.text for one in self.words if one.name in self.typed},
            comments=dict(self._comments()),
            forecasts={line.number: line.forecast_typed() for line in sent if self._has_forecast(line)},
            unfinished={name: text for line in wrong for name, text in line.fields()},
            note=self.typed.get(NOTE), by=by, at=at,
        )  # fmt: skip
        self._tell([message for line in wrong for message in line.check()])

    def show(self, problem: RuleBroken) -> None:
        """What the rules say of the whole, each under its field, beside what is wrong with the lines."""
        wrong = [message for line in self._sent() for message in line.check()]
        told = {str(line.number) for line in self.lines if line.problems}
        self._tell([*wrong, *(one for one in problem.messages if one.where.partition(".")[0] not in told)])

    def show_stale(self, message: Message) -> None:
        self.errors = [("", said(message))]

    def words_after(self, number: int) -> list[WordsForm]:
        return [one for one in self.words if one.question.after == number]

    @property
    def parts(self) -> Iterator[tuple[LineForm | None, list[WordsForm]]]:
        """Line after line, each with the questions in words that follow it; what follows no line stands last."""
        numbers = {line.number for line in self.lines}
        yield None, self.words_after(0)
        for line in self.lines:
            yield line, self.words_after(line.number)
        yield None, [one for one in self.words if one.question.after and one.question.after not in numbers]

    def _sent(self) -> list[LineForm]:
        return [line for line in self.lines if line.typed is not None and line.is_asked]

    def _line(self, line: Line, is_idle: bool) -> LineForm:
        number, known = line.question.number, self.known
        beside = Beside(
            previous=known.previous.get(line.question.indicator_id), fed=known.feeding.get(number),
            columns=known.columns.get(number), note=known.notes.get(number, ""), is_idle=is_idle,
            shows=self._shows,
        )  # fmt: skip
        if self.typed is not None:
            is_sent = {f"{number}.state", f"{number}.total"} & self.typed.keys()
            ticked = self.typed.getlist(f"{number}.activities")
            return LineForm(line, _of_line(self.typed, number), ticked=ticked, beside=beside) if is_sent else (
                LineForm(line, beside=beside)
            )  # fmt: skip
        left = _of_line(self.known.whole.unfinished, number)
        return LineForm(line, left or None, beside=beside)

    def _words(self, question: NarrativeQuestion) -> WordsForm:
        whole, name = self.known.whole, f"words.{question.number}"
        saved = whole.narratives.get(question.number, "")
        text = saved if self.typed is None else self.typed.get(name, saved)
        return WordsForm(question, text, not is_asked(question.condition, whole.values))

    def _comment(self, number: int) -> str:
        saved = self.known.whole.comments.get(number, "")
        return saved if self.typed is None else self.typed.get(f"check.{number}", saved)

    def _comments(self) -> Iterator[tuple[int, str]]:
        assert self.typed is not None
        for check in self.known.whole.checks:
            text = self.typed.get(f"check.{check.number}")
            if text is not None and check.severity == Severity.SOFT:
                yield check.number, text

    def _has_forecast(self, line: LineForm) -> bool:
        assert self.typed is not None
        return line.beside.asks_forecast and line.forecast.name in self.typed and not line.problems

    def _says_what_stands(self) -> bool:
        """A second click sends what is saved already."""
        saved = {line.number: line for line in self.known.whole.lines}
        for line in self.lines:
            if line.typed is not None and line.is_asked:
                answer, standing = line.answer(), saved[line.number]
                now = (answer.state, answer.total, answer.qualifier, dict(answer.cells))
                if now != (standing.state, standing.total, standing.qualifier, dict(standing.cells)):
                    return False
        assert self.typed is not None
        words = {one.question.number: one.text.strip() for one in self.words if one.text.strip()}
        same_words = words == dict(self.known.whole.narratives)
        return same_words and self.typed.get(NOTE, self.report.note) == self.report.note

    def _tell(self, problems: Iterable[Message]) -> None:
        """In the order of the form, whichever check found them; each place says only what was found last."""
        for line in self.lines:
            line.forget()
        found = sorted(problems, key=lambda message: _place(message.where))
        self.errors = list(dict.fromkeys(self._shown(message) for message in found))

    def _shown(self, message: Message) -> tuple[str, str]:
        part, _, number = message.where.partition(".")
        of_line = {str(line.number): line for line in self.lines}
        if part in of_line:
            return of_line[part].show(message)
        places: list[WordsForm | CheckForm] = [*self.words, *self.checks]
        if part == "check" and not any(one.name == message.where for one in self.checks):
            # It came to be broken by what was typed last.
            fresh = next(one for one in self.known.whole.checks if one.number == int(number))
            self.checks.append(CheckForm(fresh, self._comment(fresh.number)))
            places.append(self.checks[-1])
        for place in places:
            if place.name == message.where:
                place.errors.append(said(message))
        return message.where, said(message)


def _of_line(typed: Mapping[str, str], number: int) -> dict[str, str]:
    return {name: typed[name] for name in typed if name.partition(".")[0] == str(number)}


def _place(where: str) -> tuple[int, int]:
    """Lines first, in their order; then words and checks; then what speaks of the whole."""
    part, _, number = where.partition(".")
    if part.isdecimal():
        return 0, int(part)
    return (1, int(number)) if number.isdecimal() else (2, 0)
