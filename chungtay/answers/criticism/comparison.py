"""Draws the comparison of draft, criticism and final text as a wide table on paper, in the three languages."""

from collections.abc import Iterable

from chungtay.models import Clause, CriticismPoint, FinalClause
from chungtay.papers import docx, pdf
from chungtay.papers.kinds import AppendixPaper, AppendixPart, Head, PlainTable, Stage, sheet_of
from chungtay.rules.criticism import Fate
from chungtay.rules.versions import Passage

from ..drafts.source import suggested
from .page import Compared, CriticismPage

OUT, IN = "[−{}]", "[+{}]"  # in a cell of a paper nothing can be struck out


def comparison_file(page: CriticismPage, form: str, language: str) -> bytes:
    sheet = sheet_of(comparison_paper(page, language), stage=Stage.DRAFT)
    return pdf.printed(sheet) if form == "pdf" else docx.written(sheet)


def comparison_paper(page: CriticismPage, language: str) -> AppendixPaper:
    criticism = page.criticism
    words = {name: str(told[language]) for name, told in suggested()["comparison"].items()}
    titles = tuple(words[name] for name in ("number", "draft", "criticism", "reply", "final"))
    rows = [
        (
            str(number),
            _clause(row.clause, words),
            _said(row.points),
            _replied(row.points, words),
            _final(row, words),
        )
        for number, row in enumerate(page.comparison, 1)
    ]
    if page.on_the_whole:
        whole = page.on_the_whole
        rows.append((str(len(rows) + 1), words["whole"], _said(whole), _replied(whole, words), ""))
    part = AppendixPart(
        title=words["title"],
        paragraphs=(criticism.said("title", language), words["key"]),
        tables=(PlainTable(titles=titles, rows=tuple(rows)),),
    )
    head = Head(issuers=(criticism.holder.said("name", language),), language=language)
    return AppendixPaper(
        head=head, abstract=criticism.title, appendices=(part,), goes_with=words["criticism"]
    )


def _clause(clause: Clause | None, words: dict[str, str]) -> str:
    return f"{clause.name or words['before']}\n{clause.text}" if clause else ""


def _said(points: Iterable[CriticismPoint]) -> str:
    return "\n".join(
        f"({one.number}) {one.text}" + (f" → {one.proposal}" if one.proposal else "") for one in points
    )


def _replied(points: Iterable[CriticismPoint], words: dict[str, str]) -> str:
    return "\n".join(
        f"({one.number}) {words[one.taken]}" + (f": {one.reason}" if one.reason else "")
        for one in points
        if one.taken
    )


def _final(row: Compared, words: dict[str, str]) -> str:
    fate = words[row.pair.fate] + (f", {words['moved']}" if row.pair.moved else "")
    if row.final is None:
        return fate
    final: FinalClause = row.final
    text = final.text if row.pair.fate is not Fate.CHANGED else "".join(map(_marked, row.pair.passages))
    return f"{final.name or words['before']} ({fate})\n{text}"


def _marked(part: Passage) -> str:
    if part.is_kept:
        return part.old
    gone = OUT.format(part.old) if part.old.strip() else ""
    return gone + (IN.format(part.new) if part.new.strip() else part.new)
