"""What is typed beside the figures: answers in words, and why a soft check does not hold."""

from dataclasses import dataclass, field

from chungtay.answers.sentences import said_value
from chungtay.models import NarrativeQuestion
from chungtay.rules.forms import Severity
from chungtay.rules.reports import Check


@dataclass
class WordsForm:
    """One question that is answered in words."""

    question: NarrativeQuestion
    text: str
    is_idle: bool  # its condition does not hold now
    errors: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"words.{self.question.number}"

    @property
    def is_shown(self) -> bool:
        return not self.is_idle or bool(self.text or self.errors)


@dataclass
class CheckForm:
    """One check that does not hold; a soft one takes a comment."""

    check: Check
    comment: str
    errors: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"check.{self.check.number}"

    @property
    def is_soft(self) -> bool:
        return self.check.severity == Severity.SOFT

    @property
    def words(self) -> str:
        return said_value(self.check.words)
