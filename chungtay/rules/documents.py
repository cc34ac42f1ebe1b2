"""Decides which files may be kept with a paper, and by which names they are known."""

import re
from datetime import date

from .messages import Message, RuleBroken

LARGEST_FILE = 20_000_000  # bytes
LARGEST_PICTURE = 5_000_000  # of a map that every reader of a page fetches

# How pictures begin that a browser shows and that can hold no script.
PICTURES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "image/webp"),
)


def check_file(*, name: str, size: int) -> None:
    if not size:
        raise RuleBroken(Message("%(name)s is empty.", {"name": name}, where="files"))
    if size > LARGEST_FILE:
        raise RuleBroken(Message("%(name)s is larger than 20 MB.", {"name": name}, where="files"))


def is_checksum(text: str) -> bool:
    """Whether this is a SHA-256 and nothing else, so that it can never name a path outside the files."""
    return re.fullmatch(r"[0-9a-f]{64}", text) is not None


def picture_type(name: str, content: bytes) -> str:
    """By what the bytes are, whatever the name says."""
    found = next((media for begins, media in PICTURES if begins.match(content)), "")
    if not found:
        text = "%(name)s is no picture that can be shown. Choose a PNG, JPEG or WebP file."
        raise RuleBroken(Message(text, {"name": name}, where="file"))
    if len(content) > LARGEST_PICTURE:
        raise RuleBroken(Message("%(name)s is larger than 5 MB.", {"name": name}, where="file"))
    return found


def check_quoted(
    *, first_on: date, last_on: date, quantity: int, passage: str, place: str = "", stands: bool = True,
    is_of_programme: bool = True,
) -> None:  # fmt: skip
    """A figure that a paper gives. `stands`: its unit existed on the last day, by whose map it is compared."""
    said = []
    if last_on < first_on:
        said.append(Message("The last day lies before the first.", where="last_on"))
    if quantity < 0:
        said.append(Message("A figure in a paper is a number from 0 upwards.", where="quantity"))
    if not passage.strip():
        text = "Copy the words around the number, so that anybody finds it in the paper."
        said.append(Message(text, where="passage"))
    if not stands:
        text = "%(place)s did not exist on %(day)s. Write the code of a unit that did."
        said.append(Message(text, {"place": place, "day": last_on}, "place"))
    if not is_of_programme:
        said.append(Message("The paper does not belong to this programme.", where="programme"))
    if said:
        raise RuleBroken(said)
