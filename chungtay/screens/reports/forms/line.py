"""One line as it is typed: its boxes, each keeping what was typed and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext, pgettext_lazy

from chungtay.actions.reports import LineAnswer, asked_by, check_answers
from chungtay.answers.activities import FedLine
from chungtay.answers.reports.columns import Columns
from chungtay.answers.sentences import said
from chungtay.models import Activity, Breakdown, Combination, Correction, Line
from chungtay.rules.forms import Column
from chungtay.rules.ledger import Qualifier
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.reports import LineState, is_rest
from chungtay.screens.amounts import read, written
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


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What stands beside a line while it is typed, and helps to type it right."""

    previous: Line | None = None  # what the unit said last
    fed: FedLine | None = None  # which activities are counted, or could be
    columns: Columns | None = None
    note: str = ""  # of whoever sent the report back
    shows: frozenset[str] = frozenset()  # the columns that the form has beside this period
    is_idle: bool = False  # its condition does not hold now

    @property
    def asks_forecast(self) -> bool:
        return Column.FORECAST in self.shows


NOTHING = Beside()


class LineForm:
    """One question; `typed` are the fields as they were sent or left unfinished, None to show what is saved."""

    def __init__(
        self,
        line: Line,
        typed: Mapping[str, str] | None = None,
        *,
        ticked: Sequence[str] | None = None,
        beside: Beside = NOTHING,
    ) -> None:
        self.line, self.question, self.indicator = line, line.question, line.question.indicator
        self.number, self.beside, self.previous = self.question.number, beside, beside.previous
        self.is_asked = not (self.indicator.fed_by_register or self.question.reads_ledger)
        self.typed = typed
        saved = line.cells.all() if self.typed is None else ()
        self._saved = {cell.combination.slug: cell.amount for cell in saved}
        if line.total is not None:
            self._saved["total"] = line.total
        if beside.columns and beside.columns.forecast:
            self._saved["forecast"] = beside.columns.forecast.amount
        self.total = self._box("total", gettext("Total"))
        self.forecast = self._box("forecast", gettext("Expected for the year"))
        asked = (self.question.base, *self.question.of_which.all())
        self.splits = [split for breakdown in asked if (split := self._split(breakdown)).boxes]
        self.linked = set(ticked) if ticked is not None else {str(one.pk) for one in line.activities.all()}
        self.problems: list[Message] = []

    @property
    def state(self) -> str:
        """A number that is typed is a figure, whoever forgot to say so."""
        if self.typed is None:
            return self.line.state
        said = self.typed.get(self._name("state"), "")
        is_typed = any(box.text.strip() for box in self._boxes())
        return LineState.GIVEN if is_typed and said in ("", LineState.NOT_REPORTED) else said

    @property
    def qualifier(self) -> str:
        return self.line.qualifier if self.typed is None else self.typed.get(self._name("qualifier"), "exact")

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
    def activities(self) -> list[Activity]:
        """Those that may be ticked here."""
        fed = self.beside.fed.activities if self.beside.fed else []
        return [one.activity for one in fed if one.counted_in is None]

    @property
    def chosen(self) -> list[Activity]:
        return [activity for activity in self.activities if str(activity.pk) in self.linked]

    @property
    def attended(self) -> int:
        """All who came to the chosen activities."""
        return sum(activity.attended() for activity in self.chosen)

    @property
    def is_shown(self) -> bool:
        """A line that is not asked now stays folded until something stands there."""
        return not self.beside.is_idle or bool(self.problems) or any(box.text for box in self._boxes())

    def check(self) -> list[Message]:
        """All that is wrong with what was typed; what cannot be read first."""
        answer = self.answer()
        if not self.problems:
            try:
                check_answers({self.number: (asked_by(self.question), answer)})
            except RuleBroken as problem:
                self.problems = list(problem.messages)
        return self.problems

    def forecast_typed(self) -> int | None:
        return self._amount(self.forecast) if self.beside.asks_forecast else None

    def fields(self) -> Iterator[tuple[str, str]]:
        """What was typed, as it was typed."""
        assert self.typed is not None, "only what was typed is kept as typed"
        names = [
            self._name("state"),
            self._name("qualifier"),
            *(box.name for box in self._boxes()),
            self.forecast.name,
        ]
        return ((name, text[:200]) for name in names if (text := self.typed.get(name, "")))

    def answer(self) -> LineAnswer:
        """What was typed, as numbers; what cannot be read is left out and told in `problems`."""
        self.problems = []
        numbers = {
            box.name.split(".", 1)[1]: amount
            for box in self._boxes()
            if (amount := self._amount(box)) is not None
        }
        self.forecast_typed()
        total = numbers.pop("total", None)
        return LineAnswer(
            state=LineState(self.state) if self.state in set(LineState) else LineState.NOT_REPORTED,
            total=total,
            qualifier=Qualifier(self.qualifier) if self.qualifier in set(Qualifier) else Qualifier.EXACT,
            cells=numbers,
            activities=self.chosen if self.beside.fed else None,
        )

    def forget(self) -> None:
        """What was told of the fields."""
        places: list[Box | Split] = [*self._boxes(), self.forecast, *self.splits]
        for place in places:
            place.errors.clear()

    def show(self, message: Message) -> tuple[str, str]:
        """Put a message where it belongs; gives the field and the words for the list on top."""
        labels = {split.name.split(".", 1)[1]: split.label for split in self.splits}
        values = message.values
        if "breakdown" in values:
            message = replace(message, values=values | {"breakdown": labels.get(values["breakdown"], "")})
        words = said(message)
        places: list[Box | Split] = [*self._boxes(), self.forecast, *self.splits]
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
        text = "" if amount is None else written(amount)
        return Box(name, label, text if self.typed is None else self.typed.get(name, ""))

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
        words = gettext("Adds up") if not missing else f"{gettext('Not stated:')} {written(missing)}"
        return Sum("done" if not missing else "waiting", words, written(sum(cells)))

    def _boxes(self) -> list[Box]:
        return [self.total, *(box for split in self.splits for box in split.boxes)]

    def _amount(self, box: Box) -> int | None:
        if not box.text.strip():
            return None
        try:
            return read(box.text, decimals=self.indicator.decimals, where=box.name)
        except RuleBroken as problem:
            self.problems += problem.messages
            return None


def label_of(cell: Combination) -> str:
    return " · ".join(said_plain(category, "name") for category in cell.categories.all())
