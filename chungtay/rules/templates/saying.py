"""What is said of a template to who brought it: each fault with its place, what to look at, what it needs."""

from collections.abc import Iterator, Sequence
from typing import Any

from chungtay.rules.messages import Message, RuleBroken

LANGUAGES = ("vi", "lo", "en")
FILE = "file"

IN_PARAGRAPH = "%(why)s Paragraph %(n)s: “%(words)s”."
IN_EDGE = "%(why)s In the header or footer: “%(words)s”."


def found_faults(found: dict[str, Any]) -> list[Message]:
    """Of what `checking` found: one message for each thing to mend, with the paragraph where it stands."""
    said = [_fault(*one) for one in found["faults"]]
    more = found["all_faults"] - len(said)
    if more > 0:
        said.append(Message("And %(n)s more.", {"n": more}, FILE))
    return said


def said_warnings(warnings: Sequence[Sequence[Any]]) -> Iterator[Message]:
    for text, values in warnings:
        yield Message(text, values)


def check_beginning(*, name: str, paper: str, language: str, papers: Sequence[str] = ()) -> None:
    said = []
    if not name.strip():
        said.append(Message("Give the template a name, so that the office knows it by.", where="name"))
    if papers and paper not in papers:
        said.append(Message("Choose the kind of paper.", where="paper"))
    if language not in LANGUAGES:
        said.append(Message("Choose the language of the paper.", where="language"))
    if said:
        raise RuleBroken(said)


def _fault(part: str, number: int, words: str, text: str, values: dict[str, Any]) -> Message:
    place = IN_PARAGRAPH if part == "body" else IN_EDGE
    told = {"n": number, "words": words} if place == IN_PARAGRAPH else {"words": words}
    return Message(place, {"why": Message(text, values), **told}, FILE)
