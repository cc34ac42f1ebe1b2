"""One approved line with its new value and the reason for it."""

from datetime import datetime

from django.http import QueryDict

from chungtay.actions.reports import correct_line
from chungtay.models import Line, Person
from chungtay.rules.messages import RuleBroken

from .line import LineForm


class CorrectionForm:
    """One approved line with its new value and the reason for it."""

    def __init__(self, line: Line, typed: QueryDict | None = None) -> None:
        self.line = LineForm(line, None if typed is None else {name: typed.get(name, "") for name in typed})
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
