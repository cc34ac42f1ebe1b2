"""What the house says to a person: a sentence with named values, translated by whoever shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


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
