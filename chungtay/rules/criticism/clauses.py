"""Cuts a draft into its clauses, and reads how a person cut it otherwise; every word stays, in its order.

A law is cut at its chapters, articles and numbered clauses (Điều, khoản; ມາດຕາ, ຂໍ້); a plan at its parts and numbers; a
text without numbers at its lines. A lettered point stays with the clause that it belongs to.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..messages import Message, RuleBroken

MARK = "§"  # in a box: before the name of a clause, in a line of its own
LONGEST_NAME = 120
MOST_CLAUSES = 400
LONGEST_DRAFT = 400_000

_CHAPTER = re.compile(
    r"(?P<word>Phần|Chương|Mục|Tiểu mục|ພາກ|ພາກທີ|ໝວດ|ໝວດທີ|Part|Chapter|Section)\s+"
    r"(?P<number>[IVXLC]+|\d{1,3}|thứ \w+)\b[.:]?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?P<word>Điều|ມາດຕາ|Article)\s+(?P<number>\d{1,4}[a-zđ]?)\b\s*[.:]?", re.IGNORECASE)
_ROMAN = re.compile(r"(?P<number>[IVX]{1,6})[.)]\s+\S")
_NUMBER = re.compile(r"(?P<number>\d{1,3}[a-zđ]?)[.)]\s+\S")
_UNDER = {"điều": "khoản", "ມາດຕາ": "ຂໍ້", "article": "clause"}


@dataclass(frozen=True, slots=True)
class ClauseText:
    """The name is how people cite it; the text holds all its words, the printed number among them."""

    name: str
    text: str


def split(text: str) -> tuple[ClauseText, ...]:
    """The clauses in the order of the text; what stands before the first has an empty name."""
    lines = [" ".join(line.split()) for line in _composed(text).splitlines() if line.strip()]
    has_articles = any(_ARTICLE.match(line) for line in lines)
    cut = _cut_law(lines) if has_articles else _cut_plan(lines)
    found = [ClauseText(name[:LONGEST_NAME], "\n".join(held)) for name, held in cut if held]
    if len(found) > 1 or not lines or found[0].name:
        return tuple(found)
    return tuple(ClauseText(str(number), line) for number, line in enumerate(lines, 1))


def written(clauses: Sequence[ClauseText]) -> str:
    """As text in a box, which is read back as these clauses."""
    return "\n\n".join(f"{MARK} {one.name}".rstrip() + "\n" + _escaped(one.text) for one in clauses)


def corrected(typed: str, draft: Sequence[ClauseText]) -> tuple[ClauseText, ...]:
    """The clauses as a person cut them. The words of the draft stay as they came, or it is said which do not."""
    clauses = _read(typed)
    check_clauses(clauses)
    _refuse_lost(_words(draft), _words(clauses))
    return clauses


def check_clauses(clauses: Sequence[ClauseText]) -> None:
    said = []
    if not clauses:
        said.append(Message("There are no words in this text.", where="text"))
    if len(clauses) > MOST_CLAUSES:
        text = "These are %(count)s clauses; at most %(most)s stand in one criticism."
        said.append(Message(text, {"count": len(clauses), "most": MOST_CLAUSES}, "text"))
    if any(len(one.name) > LONGEST_NAME for one in clauses):
        text = "The name of a clause has at most %(longest)s letters."
        said.append(Message(text, {"longest": LONGEST_NAME}, "text"))
    if any(not one.text.strip() for one in clauses):
        said.append(Message("Each clause has words of its own. Join the empty one to another.", where="text"))
    if said:
        raise RuleBroken(said)


def _cut_law(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    name, held, article, under = "", list[str](), "", ""
    for line in lines:
        begins = ""
        if (found := _ARTICLE.match(line)) is not None:
            article = begins = f"{found['word'].capitalize()} {found['number']}"
            under = _UNDER[found["word"].lower()]
        elif (found := _CHAPTER.match(line)) is not None:
            begins, article = f"{found['word'].capitalize()} {found['number']}", ""
        elif article and (found := _NUMBER.match(line)) is not None:
            begins = f"{article}, {under} {found['number']}"
        if begins:
            yield name, held
            name, held = begins, []
        held.append(line)
    yield name, held


def _cut_plan(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    name, held, part = "", list[str](), ""
    for line in lines:
        begins = ""
        if (found := _CHAPTER.match(line)) is not None:
            begins, part = f"{found['word'].capitalize()} {found['number']}", ""
        elif (found := _ROMAN.match(line)) is not None:
            part = begins = found["number"]
        elif (found := _NUMBER.match(line)) is not None:
            begins = f"{part}.{found['number']}" if part else found["number"]
        if begins:
            yield name, held
            name, held = begins, []
        held.append(line)
    yield name, held


def _read(typed: str) -> tuple[ClauseText, ...]:
    found: list[tuple[str, list[str]]] = []
    for line in map(str.strip, _composed(typed).splitlines()):
        if line.startswith(MARK) and not line.startswith(MARK * 2):
            found.append((" ".join(line.removeprefix(MARK).split()), []))
        elif line:
            if not found:
                found.append(("", []))
            found[-1][1].append(line.removeprefix(MARK))
    return tuple(ClauseText(name, "\n".join(held)) for name, held in found)


def _composed(text: str) -> str:
    """Word on a Mac writes ề as three signs; the words are the same."""
    return unicodedata.normalize("NFC", text)


def _escaped(text: str) -> str:
    return "\n".join(MARK + line if line.startswith(MARK) else line for line in text.splitlines())


def _words(clauses: Sequence[ClauseText]) -> list[str]:
    return [word for one in clauses for word in one.text.split()]


def _refuse_lost(before: list[str], after: list[str]) -> None:
    if before == after:
        return
    shortest = min(len(before), len(after))
    at = next((place for place in range(shortest) if before[place] != after[place]), shortest)
    text = (
        "The words of the draft stay as they came. They differ at “%(words)s”: "
        "put them back, or paste the draft anew."
    )
    near = " ".join((before if at < len(before) else after)[max(0, at - 1) : at + 4])
    raise RuleBroken(Message(text, {"words": near[:120]}, "text"))
