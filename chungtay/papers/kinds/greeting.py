"""The letter of greeting from one side to the other: at Lao New Year, at Tết, at the day a union was founded.

Where the sides read different languages the letter says the same twice, one text below the other.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from chungtay.papers.sheets import Addressees, Block, title

from .composing import prose
from .paper import Paper
from .wording import Wording

_BUDDHIST = 543  # years that the Buddhist calendar is ahead from the New Year of April on


@dataclass(frozen=True, kw_only=True)
class GreetingPaper(Paper):
    addressee: str = ""
    occasion: str = ""  # a name in `OCCASIONS`: bunpimay, tet …; or the occasion in words
    year: int | None = None
    body: tuple[str, ...] = ()  # empty: the letter that goes with the occasion
    second: str = ""  # the language in which it says the same again below; empty: it does not
    second_title: str = ""
    second_addressee: str = ""
    second_body: tuple[str, ...] = ()


@dataclass(frozen=True)
class Occasion:
    """What is greeted, as people call it, and the letter that an office may send as it is."""

    names: Mapping[str, str]
    letters: Mapping[str, tuple[str, ...]]


def _read() -> dict[str, Occasion]:
    written = tomllib.loads(Path(__file__).with_name("greetings.toml").read_text(encoding="utf-8"))
    return {
        slug: Occasion(told.pop("name"), {language: tuple(texts) for language, texts in told.items()})
        for slug, told in written.items()
    }


OCCASIONS: Mapping[str, Occasion] = MappingProxyType(_read())


def letter(paper: GreetingPaper, wording: Wording) -> tuple[str, ...]:
    """The body as written, else the letter that goes with the occasion; none for an occasion nobody foresaw."""
    written = tuple(text for text in paper.body if text.strip())
    occasion = OCCASIONS.get(paper.occasion)
    if written or not occasion:
        return written
    year = paper.year or (paper.head.day.year if paper.head.day else paper.head.year) or 0
    return tuple(
        text.format(
            year=year or "…",
            buddhist=year + _BUDDHIST if year else "…",
            issuer=wording.issuer,
            addressee=paper.addressee.strip(),
        )
        for text in occasion.letters[wording.language]
    )


def text_of(paper: GreetingPaper, wording: Wording) -> Iterator[Block]:
    yield from prose(letter(paper, wording))


def second_text(paper: GreetingPaper, wording: Wording) -> Iterator[Block]:
    """The same in the partner's language, under its own title."""
    lines = tuple(text for text in paper.second_body if text.strip())
    if not paper.second or not lines:
        return
    other = Wording(replace(wording.head, language=paper.second))
    yield title(other.style, type_name=other.said("greeting"), abstract=paper.second_title)
    if paper.second_addressee:
        yield Addressees((paper.second_addressee,), word=other.style.addressees_word)
    yield from prose(lines)
