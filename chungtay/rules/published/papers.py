"""Decides which papers and events may be given to the public, and which files of a paper go out."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol, TypeVar

from ..messages import Message, RuleBroken

# The signed scan, where there is one, takes the place of the copy. What was worked with never goes out.
SIGNED, COPY, APPENDIX = "signed", "copy", "appendix"


class Filed(Protocol):
    purpose: str


File = TypeVar("File", bound=Filed)


def files_going_out(files: Iterable[File]) -> list[File]:
    held = list(files)
    main = [file for file in held if file.purpose == SIGNED] or [
        file for file in held if file.purpose == COPY
    ]
    return main + [file for file in held if file.purpose == APPENDIX] if main else []


def check_publishing(
    *,
    files: Collection[object],
    issued_on: date | None,
    today: date,
    is_of_programme: bool,
    is_settled: bool = True,
) -> None:
    """`is_settled`: the plan that it issues, if it issues one, was accepted by every side, or issued by its body."""
    said = []
    if not is_settled:
        text = "The plan of this paper was not accepted by every side yet. It becomes public once it was."
        said.append(Message(text))
    if not is_of_programme:
        text = "This paper does not belong to that programme. Choose one of its own programmes."
        said.append(Message(text, where="programme"))
    if issued_on is None:
        said.append(Message("A paper without a day cannot be published. Give it its number and day first."))
    elif issued_on > today:
        text = "This paper bears the day %(day)s. It can be published from that day on."
        said.append(Message(text, {"day": issued_on}))
    if not files:
        text = "There is nothing to give to readers: keep the signed paper, or a copy of it, here first."
        said.append(Message(text))
    if said:
        raise RuleBroken(said)


def check_withdrawing(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken(Message("Say why it is taken from the public.", where="reason"))
