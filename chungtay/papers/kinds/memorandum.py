"""The memorandum between two sides: equal texts beside each other, one column of signatures a side."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from chungtay.papers.house_styles import STYLES
from chungtay.papers.sheets import (
    Bilingual,
    Block,
    Fingerprint,
    Heading,
    PageBreak,
    Paragraph,
    Point,
    Signatures,
    Signer,
    country,
    half_width_pt,
    runs,
    signer,
    tidy,
    title,
)

from .composing import DASH, clause_of, composed, dashed, ended_list, prose
from .paper import Paper, Part, SignerLine
from .wording import Wording


@dataclass(frozen=True, kw_only=True)
class EqualText:
    """The whole text in one language. All texts of a memorandum have the same articles in the same order."""

    language: str
    country: str = ""  # as its side heads papers; empty: the country that speaks the language
    motto: str = ""
    title: str = ""  # what the memorandum is about
    sides: tuple[str, ...] = ()  # the bodies that sign, in the order of the seats
    preamble: tuple[str, ...] = ()
    articles: tuple[Part, ...] = ()
    closing: tuple[str, ...] = ()  # where, when and in how many copies it was signed
    signers: tuple[SignerLine, ...] = ()  # in the order of the seats


@dataclass(frozen=True, kw_only=True)
class MemorandumPaper(Paper):
    """Two texts stand side by side; one alone or more than two stand one after the other."""

    texts: tuple[EqualText, ...] = ()


Lines = tuple[Block, ...]
Section = list[Lines]  # begins on one height in all languages, and so does each of its lines


def blocks_of(paper: MemorandumPaper, wording: Wording) -> Iterator[Block]:
    """The texts beside each other when they are two, their articles each on one height."""
    texts = paper.texts or (EqualText(language=paper.head.language),)
    if len(texts) == 2:
        left, right = (_sections(text, paper, half_width_pt(wording.style)) for text in texts)
        yield _beside(left, right)
    else:
        for position, text in enumerate(texts):
            if position:
                yield PageBreak()
            for section in _sections(text, paper, wording.style.text_width_pt):
                for lines in section:
                    yield from lines
    yield Signatures((), tuple(_signer(seat, paper, wording) for seat in range(_seats(paper))))
    if paper.fingerprint:
        yield Fingerprint(tidy(paper.fingerprint))


def _sections(text: EqualText, paper: MemorandumPaper, width_pt: float) -> list[Section]:
    wording = Wording(replace(paper.head, language=text.language))
    name = title(wording.style, type_name=wording.said("memorandum"), abstract=text.title, within_pt=width_pt)
    sides = [(Point(4, DASH, runs(side)),) for side in ended_list(text.sides)]
    return [
        [(_heading(text, width_pt),), (name,)],
        [(Paragraph(runs(wording.said("sides"))),), *sides] if sides else [],
        _proses(text.preamble),
        *(_article(article, position, wording) for position, article in enumerate(text.articles, 1)),
        _proses(text.closing),
    ]


def _article(article: Part, position: int, wording: Wording) -> Section:
    label = wording.said("article", position=position)
    points = (
        Point(2, f"{place}.", runs(tidy(point))) for place, point in enumerate(ended_list(article.points), 1)
    )
    return [
        (Heading(2, f"{label} {tidy(article.title)}".strip()),),
        *_proses(article.paragraphs),
        *((dash,) for dash in dashed(article.dashes)),
        *((point,) for point in points),
        *((block,) for block in composed(map(clause_of, article.parts), level=2)),
    ]


def _proses(texts: tuple[str, ...]) -> Section:
    return [tuple(prose((text,))) for text in texts]


def _beside(left: list[Section], right: list[Section]) -> Bilingual:
    """As many blocks on both sides of each line, so that what belongs together stands on one height."""
    blank = Paragraph(())
    columns: tuple[list[Block], list[Block]] = ([], [])
    nothing: Section = []
    for sections in zip_longest(left, right, fillvalue=nothing):
        for both in zip_longest(*sections, fillvalue=()):
            most = max(map(len, both))
            for column, lines in zip(columns, both, strict=True):
                column.extend((*lines, *[blank] * (most - len(lines))))
    return Bilingual(tuple(columns[0]), tuple(columns[1]))


def _heading(text: EqualText, width_pt: float) -> Block:
    """The State whose side reads this text."""
    style = STYLES["lao"] if text.language == "lo" else STYLES["state"].said_in(text.language)
    if text.country:
        style = replace(style, country=text.country, motto=text.motto)
    return country(style, within_pt=width_pt)


def _seats(paper: MemorandumPaper) -> int:
    return max([len(paper.signers), *(len(text.signers) for text in paper.texts)], default=0)


def _signer(seat: int, paper: MemorandumPaper, wording: Wording) -> Signer:
    """One column a seat: on whose behalf and in which post, in each language of the texts."""
    sets = [text.signers for text in paper.texts if text.signers] or [paper.signers]
    said = [signers[seat] for signers in sets if seat < len(signers)]
    lines = [text for one in said for text in (one.organisation, one.authority, one.post) if text.strip()]
    names = [one.name for one in said if one.name.strip()]
    return signer(
        wording.style,
        authority="\n".join(dict.fromkeys(lines)),
        post="",
        name=names[0] if names else "",
        abreast=max(2, _seats(paper)),
    )
