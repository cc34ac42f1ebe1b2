"""What everything between two sides asks of its words: they stand in Vietnamese or in Lao, whoever wrote them."""

from collections.abc import Iterable, Mapping

from .messages import Message

TONGUES = ("vi", "lo")  # in which somebody begins; English follows with the other translations


def silent(said: Mapping[str, str], ask: str) -> Iterable[Message]:
    """`said` by the names of the fields, one a language. Where all are silent, what to ask for."""
    if not any(words.strip() for words in said.values()):
        yield Message(ask, where=next(iter(said)))


def column(field: str, tongue: str) -> str:
    """Where the words of a field stand in that language; Vietnamese carries the bare name."""
    return field if tongue == "vi" else f"{field}_{tongue}"
