"""What the house says to a person: a sentence with named values, translated by whoever shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Phrase:
    """Words that an office wrote itself, to be said inside a message; Vietnamese where a language is silent."""

    vi: str
    lo: str = ""
    en: str = ""

    @classmethod
    def of(cls, row: Any, name: str = "name") -> "Phrase":
        """The words of one column of a row in its three languages; what was written in one only is said in all."""
        vi, lo, en = (getattr(row, f"{name}{ending}") for ending in ("", "_lo", "_en"))
        return cls(vi or lo or en, lo, en)

    def __str__(self) -> str:
        return self.vi

    def said(self, language: str | None) -> str:
        return {"lo": self.lo, "en": self.en}.get(language or "", "") or self.vi


@dataclass(frozen=True)
class Message:
    """An English sentence (the key of the catalogues) with `%(name)s` places for its values."""

    text: str
    values: dict[str, Any] = field(default_factory=dict, hash=False)
    where: str = ""  # the field or row that it speaks of, empty when it speaks of the whole

    def __str__(self) -> str:
        return self.text % self.values if self.values else self.text


class RuleBroken(Exception):
    """A person asked for what the rules forbid. Carries every message at once, not only the first."""

    def __init__(self, messages: Message | Iterable[Message]) -> None:
        self.messages = [messages] if isinstance(messages, Message) else list(messages)
        assert self.messages, "a broken rule says what is broken"
        super().__init__("; ".join(str(message) for message in self.messages))
