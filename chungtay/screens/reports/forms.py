"""A report as it is typed: every question with its boxes, each keeping what was typed and what is wrong with it.

A field's name, its id on the page and the `where` of its messages are one and the same: `2.total`, `2.sex`,
`2.sex:female`. So a message of the rules finds its box without being told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy

from chungtay.actions.reports import LineAnswer, asked_by, check_answers, correct_line, write_report
from chungtay.models import Activity, Breakdown, Combination, Correction, Line, Person, Report
from chungtay.rules.amounts import amount_of, amount_text
from chungtay.rules.ledger import Kind, Qualifier
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.reports import LineState, is_rest
from chungtay.screens.errors import said
from chungtay.screens.tags import said_plain

STATES = [
    (LineState.GIVEN, pgettext_lazy("answer", "Has a figure")),
    (LineState.NOT_REPORTED, pgettext_lazy("answer", "Not reported")),
    (LineState.NOT_APPLICABLE, pgettext_lazy("answer", "Not applicable")),
]
QUALIFIERS = [
    (Qualifier.EXACT, pgettext_lazy("before a number", "exactly")),
    (Qualifier.NEARLY, pgettext_lazy("before a number", "nearly")),
    (Qualifier.ABOUT, pgettext_lazy("before a number", "about")),
    (Qualifier.OVER, pgettext_lazy("before a number", "over")),
]


@dataclass
class Box:
    """One number to type."""

    name: str
    label: str
    text: str
    errors: list[str] = field(default_factory=list)


@dataclass
class Sum:
    """How the boxes of a breakdown compare with the total."""

    mark: str
    words: str
    written: str


@dataclass
class Split:
    """The boxes of one breakdown."""

    name: str
    label: str
    is_base: bool
    boxes: list[Box]
    sum: Sum | None = None
    errors: list[str] = field(default_factory=list)

    @property
    def is_filled(self) -> bool:
        return any(box.text for box in self.boxes)

    @property
    def is_open(self) -> bool:
        """A long "of which" stays folded until something is typed there."""
        return len(self.boxes) < 5 or self.is_bad or self.is_filled

    @property
    def is_bad(self) -> bool:
        return bool(self.errors) or any(box.errors for box in self.boxes)


class LineForm:
    """One question; `typed` is the submitted form, or None to show what is saved."""

    def __init__(
        self,
        line: Line,
        typed: QueryDict | None = None,
        *,
        previous: Line | None = None,
        activities: Sequence[Activity] = (),
    ) -> None:
        self.line, self.question, self.indicator = line, line.question, line.question.indicator
        self.number, self.previous = self.question.number, previous
        self.is_asked = not self.indicator.fed_by_register
        self.typed = typed if typed is not None and self._name("state") in typed else None
        saved = line.cells.all() if self.typed is None else ()
        self._saved = {cell.combination.slug: cell.amount for cell in saved}
        if line.total is not None:
            self._saved["total"] = line.total
        self.total = self._box("total", gettext("Total"))
        asked = (self.question.base, *self.question.of_which.all())
        self.splits = [split for breakdown in asked if (split := self._split(breakdown)).boxes]
        self.activities = list(activities) if self.indicator.kind != Kind.STOCK else []
        self.linked = self._linked()
        self.problems: list[Message] = []

    @property
    def state(self) -> str:
        return self.typed.get(self._name("state"), "") if self.typed else self.line.state

    @property
    def qualifier(self) -> str:
        return self.typed.get(self._name("qualifier"), "exact") if self.typed else self.line.qualifier

    @property
    def states(self) -> list[tuple[str, object]]:
        return list(STATES)

    @property
    def qualifiers(self) -> list[tuple[str, object]]:
        return list(QUALIFIERS)

    @property
    def measure(self) -> str:
        return said_plain(self.indicator, "measure")

    @property
    def corrections(self) -> list[Correction]:
        return list(self.line.corrections.all())

    @property
    def linked_activities(self) -> list[Activity]:
        return list(self.line.activities.all())

    @property
    def chosen(self) -> list[Activity]:
        return [activity for activity in self.activities if str(activity.pk) in self.linked]

    @property
    def attended(self) -> int:
        """All who came to the chosen activities."""
        return sum(activity.attended() for activity in self.chosen)

    def answer(self) -> LineAnswer:
        """What was typed, as numbers; what cannot be read is left out and told in `problems`."""
        numbers = {
            box.name.split(".", 1)[1]: amount
            for box in self._boxes()
            if (amount := self._amount(box)) is not None
        }
        total = numbers.pop("total", None)
        return LineAnswer(
            state=LineState(self.state) if self.state in set(LineState) else LineState.NOT_REPORTED,
            total=total,
            qualifier=Qualifier(self.qualifier) if self.qualifier in set(Qualifier) else Qualifier.EXACT,
            cells=numbers,
            activities=self.chosen,
        )

    def show(self, message: Message) -> tuple[str, str]:
        """Put a message where it belongs; gives the field and the words for the list on top."""
        labels = {split.name.split(".", 1)[1]: split.label for split in self.splits}
        values = message.values
        if "breakdown" in values:
            message = replace(message, values=values | {"breakdown": labels.get(values["breakdown"], "")})
        words = said(message)
        places: list[Box | Split] = [*self._boxes(), *self.splits]
        for place in places:
            if place.name == message.where:
                place.errors.append(words)
                words = f"{place.label}: {words}" if isinstance(place, Box) else words
        is_here = message.where.startswith(self._name(""))
        return message.where, f"{self.number}. {words}" if is_here else words

    def _name(self, part: str) -> str:
        return f"{self.number}.{part}"

    def _box(self, part: str, label: str) -> Box:
        name, amount = self._name(part), self._saved.get(part)
        text = "" if amount is None else amount_text(amount)
        return Box(name, label, self.typed.get(name, "") if self.typed else text)

    def _split(self, breakdown: Breakdown) -> Split:
        """An "of which" needs no box for what was not stated: it never has to add up."""
        is_base = breakdown == self.question.base
        boxes = [
            self._box(cell.slug, label_of(cell))
            for cell in breakdown.combinations.all()
            if cell.slug and (is_base or not is_rest(cell.slug))
        ]
        label = " × ".join(said_plain(dimension, "name") for dimension in breakdown.dimensions.all())
        return Split(self._name(breakdown.slug), label, is_base, boxes, self._sum(boxes) if is_base else None)

    def _sum(self, boxes: list[Box]) -> Sum | None:
        """Said of what is saved; while it is typed the page says it by itself."""
        cells = [self._saved[part] for box in boxes if (part := box.name.split(".", 1)[1]) in self._saved]
        if self.typed is not None or self.line.total is None or not cells:
            return None
        missing = self.line.total - sum(cells)
        words = gettext("Adds up") if not missing else f"{gettext('Not stated:')} {amount_text(missing)}"
        return Sum("done" if not missing else "waiting", words, amount_text(sum(cells)))

    def _linked(self) -> set[str]:
        if self.typed is not None:
            return set(self.typed.getlist(self._name("activities")))
        return {str(activity.pk) for activity in self.line.activities.all()}

    def _boxes(self) -> list[Box]:
        return [self.total, *(box for split in self.splits for box in split.boxes)]

    def _amount(self, box: Box) -> int | None:
        if not box.text.strip():
            return None
        try:
            return amount_of(box.text, decimals=self.indicator.decimals, where=box.name)
        except RuleBroken as problem:
            self.problems += problem.messages
            return None


class ReportForm:
    """All questions of a report. Saving keeps all or nothing, and says everything that is wrong at once."""

    def __init__(
        self,
        lines: Iterable[Line],
        typed: QueryDict | None = None,
        *,
        previous: Mapping[UUID, Line] | None = None,
        activities: Sequence[Activity] = (),
    ) -> None:
        before = previous or {}
        self.typed = typed
        self.lines = [
            LineForm(line, typed, previous=before.get(line.question.indicator_id), activities=activities)
            for line in lines
        ]
        self.errors: list[tuple[str, str]] = []

    def save(self, report: Report, *, by: Person, at: datetime) -> bool:
        """False where something must be mended first; `errors` then says what, field by field."""
        submitted = [line for line in self.lines if line.typed is not None and line.is_asked]
        answers = {line.number: (line, line.answer()) for line in submitted}
        problems = [message for line in submitted for message in line.problems]
        readable = {number: one for number, one in answers.items() if not one[0].problems}
        try:
            check_answers(
                {number: (asked_by(line.question), said) for number, (line, said) in readable.items()}
            )
        except RuleBroken as problem:
            problems += problem.messages
        if problems:
            self._show(problems)
            return False
        assert self.typed is not None, "only what was typed can be saved"
        kept = {number: said for number, (_, said) in answers.items()}
        write_report(report, kept, note=self.typed.get("note", report.note), by=by, at=at)
        return True

    def _show(self, problems: list[Message]) -> None:
        """In the order of the form, whichever check found them."""
        of_line = {line.number: line for line in self.lines}
        problems.sort(key=lambda message: int(message.where.split(".")[0]))
        self.errors = [of_line[int(message.where.split(".")[0])].show(message) for message in problems]


class CorrectionForm:
    """One approved line with its new value and the reason for it."""

    def __init__(self, line: Line, typed: QueryDict | None = None) -> None:
        self.line = LineForm(line, typed)
        self.reason = typed.get("reason", "") if typed else ""
        self.errors: list[tuple[str, str]] = []

    def save(self, *, by: Person, at: datetime) -> bool:
        answer = self.line.answer()
        problems = list(self.line.problems)
        if not problems:
            try:
                correct_line(self.line.line, answer=answer, reason=self.reason, by=by, at=at)
            except RuleBroken as problem:
                problems += problem.messages
        self.errors = [self.line.show(message) for message in problems]
        return not problems

    @property
    def reason_errors(self) -> list[str]:
        return [words for where, words in self.errors if where == "reason"]


def label_of(cell: Combination) -> str:
    return " · ".join(said_plain(category, "name") for category in cell.categories.all())
