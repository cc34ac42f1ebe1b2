"""The sections of a review that people write, and the outline by which units are asked for them.

A section has a lasting key: `assessment` and the other passages of every paper, `content:<id>` of what was
planned, `outline:<n>` of a resolution's review, whose outline the officer writes.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from chungtay.rules import official
from chungtay.rules.requests import read_outline
from chungtay.rules.requests.outline import LONGEST

from .facts import Facts
from .words import Words

_WORDS = tomllib.loads(files(__package__).joinpath("passages.toml").read_text(encoding="utf-8"))
TITLES: Mapping[str, Words] = {key: Words(**row) for key, row in _WORDS.items() if key != "proposal"}

PROPOSAL: Mapping[str, str] = _WORDS["proposal"]


@dataclass(frozen=True)
class Section:
    key: str
    title: Words
    hint: str = ""

    @property
    def is_content(self) -> bool:
        return self.key.startswith("content:")


def passage(key: str) -> Section:
    return Section(key, TITLES[key])


def sections_of_outline(outline: str, outline_lo: str = "", outline_en: str = "") -> tuple[Section, ...]:
    """The headings that are written under; a translation counts where it goes line by line with the outline."""
    lo, en = (
        {one.asked: one.title for one in read_outline(text, where=where)}
        for text, where in ((outline_lo, "outline_lo"), (outline_en, "outline_en"))
    )
    return tuple(
        Section(
            f"outline:{one.asked}",
            Words(one.title, lo.get(one.asked, ""), en.get(one.asked, "")),
            one.hint,
        )
        for one in read_outline(outline)
        if one.asked
    )


def outline_of(sections: Sequence[Section], language: str = "vi") -> str:
    """What units are asked to write about: the contents as one part, each passage as a part of its own."""
    contents = [one for one in sections if one.is_content]
    others = [one for one in sections if not one.is_content]
    lines = []
    if contents:
        lines.append(f"I. {TITLES['results'].said(language)}")
        lines += [f"{number}. {_line(one, language)}" for number, one in enumerate(contents, 1)]
    lines += [
        f"{official.roman(number)}. {_line(one, language)}"
        for number, one in enumerate(others, len(lines[:1]) + 1)
    ]
    return "\n".join(lines)


def heading_of(section: Section, outline: str) -> str:
    """The heading under which units wrote about the section, found by its words; "" where there is none."""
    title = _bare(_line(section, "vi"))
    return next((one.title for one in read_outline(outline) if one.asked and one.title == title), "")


def orphans(sections: Iterable[Section], outline: str) -> list[str]:
    """Headings that belong to no section: what an officer added to the outline by hand."""
    known = {heading_of(one, outline) for one in sections}
    return [one.title for one in read_outline(outline) if one.asked and one.title not in known]


def proposal_of(facts: Facts, resolution: str) -> tuple[str, str]:
    """The abstract and the body of the paper that proposes a new resolution, in Vietnamese, to be written on."""
    words = {"title": facts.title.vi, "resolution": resolution, "issuer": facts.letterhead.issuer.vi}
    words |= {"first": f"{facts.first_on:%d/%m/%Y}", "last": f"{facts.last_on:%d/%m/%Y}"}
    lines = [PROPOSAL["opening"].format(**words)]
    parts = [
        (one.title.vi, [text.vi for text in one.paragraphs])
        for one in facts.extra
        if one.slug.startswith("outline:")
    ]
    if facts.directions:
        parts.append((TITLES["directions"].vi, [f"- {one.vi}" for one in facts.directions]))
    for number, (title, paragraphs) in enumerate(parts, 1):
        lines += [f"{official.roman(number)}. {title}", *paragraphs]
    lines.append(PROPOSAL["closing"].format(**words))
    return PROPOSAL["title"].format(**words), "\n".join(lines)


def _line(section: Section, language: str) -> str:
    return " ".join(section.title.said(language).split())[:LONGEST].strip()


def _bare(line: str) -> str:
    """As an outline keeps it, without its last stop."""
    return line.rstrip(":;.").rstrip()
