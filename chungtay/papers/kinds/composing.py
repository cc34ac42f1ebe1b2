"""Turns parts of a text into blocks: numbers the parts, sets points and dashes, fits the columns of tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from chungtay.papers.columns import fitted, needed_share, wanted_share
from chungtay.papers.house_styles import HouseStyle
from chungtay.papers.sheets import (
    Align,
    Block,
    Column,
    Heading,
    Paragraph,
    Point,
    Table,
    numbering,
    runs,
    tidy,
)
from chungtay.rules import official

from .paper import Part, PlainTable

DASH = "-"
_DASH_LEVEL = 4
# No column of words may wish for more of the paper than this, so that one long cell does not press the others.
_WIDEST_WISH = 0.34
_ENDS = (".", ":", ";", "!", "?", "…")
_SHORT = 4  # letters of a code such as 1.12


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A part of the body as it is drawn. Without a title its first paragraph bears the number."""

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    dashes: tuple[str, ...] = ()
    points: tuple[str, ...] = ()  # numbered one level deeper
    clauses: tuple["Clause", ...] = ()
    tables: tuple[Table, ...] = ()
    is_prose: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.paragraphs or self.points or self.dashes or self.clauses or self.tables)


def clause_of(part: Part) -> Clause:
    return Clause(
        title=part.title,
        paragraphs=part.paragraphs,
        # Points and parts would be numbered alike.
        dashes=(*part.dashes, *part.points) if part.parts else part.dashes,
        points=() if part.parts else part.points,
        clauses=tuple(map(clause_of, part.parts)),
        is_prose=part.is_prose,
    )


def told(title: str, texts: tuple[str, ...]) -> Clause:
    """One sentence is told as it is, several each behind a dash."""
    texts = tuple(text for text in texts if text.strip())
    if len(texts) < 2:
        return Clause(
            title=title,
            paragraphs=tuple(text if text.rstrip().endswith(_ENDS) else stopped(text) for text in texts),
        )
    return Clause(title=title, dashes=ended_list(texts))


def composed(clauses: Iterable[Clause], *, level: int = 1) -> Iterator[Block]:
    """The clauses with something in them, numbered I. → 1. → a) as they come."""
    kept = [clause for clause in clauses if clause.title or not clause.is_empty]
    numbered = [clause for clause in kept if not clause.is_prose]
    # One stretch alone under its heading is prose; a lone “1.” would promise a second.
    is_lone = level > 1 and len(numbered) == 1 and not numbered[0].title
    position = 0
    for clause in kept:
        if clause.is_prose or is_lone:
            yield from prose(clause.paragraphs)
            yield from _below(clause, level=level)
        else:
            position += 1
            yield from _clause(clause, level=level, label=_label(level, position, of=len(numbered)))


def prose(texts: Iterable[str]) -> Iterator[Block]:
    """What a person typed with line ends becomes several paragraphs; empty lines become none."""
    for text in texts:
        yield from (Paragraph(runs(line.strip())) for line in text.splitlines() if line.strip())


def dashed(texts: Iterable[str]) -> Iterator[Block]:
    for text in texts:
        yield from _point(_DASH_LEVEL, DASH, text)


def ended_list(texts: Iterable[str]) -> tuple[str, ...]:
    """Each closed by a semicolon, the last by a full stop; where one holds sentences, all end as sentences."""
    bare = [text.strip().removeprefix(DASH).strip().rstrip(".;, ") for text in texts if text.strip()]
    between = "." if any(". " in text or "\n" in text for text in bare) else ";"
    return tuple(f"{text}{'.' if place == len(bare) else between}" for place, text in enumerate(bare, 1))


def stopped(text: str) -> str:
    """Ends as a sentence does."""
    return f"{text.strip().rstrip('.;,: ')}."


def plain_table(table: PlainTable, style: HouseStyle, *, landscape: bool = False) -> Table:
    """Columns as wide as their words need, then as they wish while there is room."""
    if landscape:
        style = replace(style, paper_mm=(style.paper_mm[1], style.paper_mm[0]))
    rows = tuple(tuple(map(tidy, row)) for row in table.rows)
    columns = [(tidy(title), [row[place] for row in rows]) for place, title in enumerate(table.titles)]
    needed = [needed_share(style, title, cells) for title, cells in columns]
    wanted = [max(least, _wish(style, *column)) for least, column in zip(needed, columns, strict=True)]
    shares = _filled(fitted(needed, wanted), needed)
    return Table(
        columns=tuple(
            Column(title, share, "numbers" if place in table.numeric else _align(cells))
            for place, ((title, cells), share) in enumerate(zip(columns, shares, strict=True))
        ),
        rows=rows,
        caption=tidy(table.caption),
        last_is_total=table.last_is_total,
    )


def _align(cells: list[str]) -> Align:
    """Numbers of lines and other short codes stand in the middle."""
    return "center" if all(len(cell) <= _SHORT for cell in cells) else "left"


def _wish(style: HouseStyle, title: str, cells: list[str]) -> float:
    return min(wanted_share(style, title, cells), _WIDEST_WISH)


def _filled(shares: list[float], needed: list[float]) -> list[float]:
    """`fitted` leaves what is over to the first column, which here is a number: the others divide it."""
    spare = shares[0] - needed[0]
    rest = sum(shares[1:])
    if len(shares) == 1 or spare <= 0 or rest <= 0:
        return shares
    return [needed[0], *(share + spare * share / rest for share in shares[1:])]


def _clause(clause: Clause, *, level: int, label: str) -> Iterator[Block]:
    paragraphs = [line.strip() for text in clause.paragraphs for line in text.splitlines() if line.strip()]
    if clause.title and level <= 3:
        name = tidy(clause.title).strip()
        yield Heading(level, f"{label} {name.upper() if level == 1 else name}")
    elif clause.title:
        yield from _point(_DASH_LEVEL, DASH, clause.title)
    elif paragraphs:
        yield from _point(min(level, _DASH_LEVEL), label, paragraphs.pop(0))
    yield from (Paragraph(runs(text)) for text in paragraphs)
    yield from _below(clause, level=level)


def _below(clause: Clause, *, level: int) -> Iterator[Block]:
    below = min(level + 1, _DASH_LEVEL)
    yield from dashed(clause.dashes)
    for position, text in enumerate(clause.points, 1):
        yield from _point(below, _label(below, position, of=len(clause.points)), text)
    yield from composed(clause.clauses, level=below)
    yield from clause.tables


def _point(level: int, label: str, text: str) -> Iterator[Block]:
    first, *others = [line.strip() for line in text.splitlines() if line.strip()] or [""]
    yield Point(level, label, runs(first))
    yield from (Paragraph(runs(line)) for line in others)


def _label(level: int, position: int, *, of: int) -> str:
    """A list that is longer than the alphabet is set with dashes."""
    if level == 3 and of > len(official.OUTLINE_LETTERS):
        return DASH
    return numbering(level, position)
