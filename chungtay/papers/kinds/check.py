"""What a paper still lacks, and what in it cannot be: every message at once, each with its field."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import singledispatch

from chungtay.papers import fonts
from chungtay.papers.house_styles import STYLES
from chungtay.papers.sheets import texts, tidy
from chungtay.rules.messages import Message, RuleBroken

from .appendix import AppendixPaper
from .greeting import OCCASIONS, GreetingPaper
from .invitation import InvitationPaper
from .memorandum import EqualText, MemorandumPaper
from .minutes import MinutesPaper
from .musts import OF_ALL, OF_KIND
from .paper import AppendixPart, Paper, Stage
from .plan import Line, PlanPaper
from .programme import ProgrammePaper
from .supervision import SupervisionPlanPaper
from .wording import LANGUAGES


def check(paper: Paper, *, stage: Stage = Stage.SIGNING) -> list[Message]:
    """Everything that stands in the way of the stage; a draft may lack anything, but not be impossible."""
    missing = [] if stage is Stage.DRAFT else [*_missing(paper, stage), *_unsigned(paper), *_unwritten(paper)]
    return [*missing, *_impossible(paper), *_unprintable(paper)]


def _missing(paper: Paper, stage: Stage) -> Iterator[Message]:
    for must in (*OF_ALL, *OF_KIND.get(type(paper), ())):
        is_asked = must.since is Stage.SIGNING or stage is Stage.ISSUED
        if is_asked and _is_empty(_value(paper, must.field)):
            yield Message(must.sentence, where=must.field)


def _unsigned(paper: Paper) -> Iterator[Message]:
    """Somebody signs by a post; of several issuers each."""
    if isinstance(paper, AppendixPaper | MemorandumPaper):
        return
    if not paper.signers:
        # The chair and the secretary sign the minutes without being named again.
        if not isinstance(paper, MinutesPaper):
            yield Message("Say who signs the paper, by post.", where="signers")
        return
    if len(paper.signers) < len(paper.head.issuers):
        yield Message(
            "%(issuers)s bodies issue the paper and %(signers)s sign it. Add who signs for each.",
            {"issuers": len(paper.head.issuers), "signers": len(paper.signers)},
            where="signers",
        )
    for position, signer in enumerate(paper.signers, 1):
        if not signer.post.strip():
            yield Message("Say by which post signer %(position)s signs.", {"position": position}, "signers")


def _unwritten(paper: Paper) -> Iterator[Message]:
    """A letter says something, in each of its languages; until it is signed it may still be blank."""
    if not isinstance(paper, GreetingPaper):
        return
    is_foreseen = paper.occasion in OCCASIONS
    if paper.occasion.strip() and not is_foreseen and not any(text.strip() for text in paper.body):
        yield Message("There is no letter for this occasion yet: write its text.", where="body")
    if paper.second and not any(text.strip() for text in paper.second_body):
        yield Message("Write the text in the second language too, or leave that language out.",
                      where="second_body")  # fmt: skip


def _impossible(paper: Paper) -> Iterator[Message]:
    head = paper.head
    if head.style not in STYLES:
        yield Message("There is no house style “%(style)s”.", {"style": head.style}, "head.style")
    if head.language not in LANGUAGES:
        yield Message("Papers are written in vi, lo or en, not in “%(language)s”.",
                      {"language": head.language}, "head.language")  # fmt: skip
    if isinstance(paper, GreetingPaper) and paper.second and paper.second not in LANGUAGES:
        yield Message("Papers are written in vi, lo or en, not in “%(language)s”.",
                      {"language": paper.second}, "second")  # fmt: skip
    if head.number is not None and head.number < 1:
        yield Message("The numbers of papers begin at 1.", where="head.number")
    for position, part in enumerate(paper.appendices, 1):
        yield from _uneven(part, position)
    yield from _contrary(paper)


def _unprintable(paper: Paper) -> Iterator[Message]:
    try:
        fonts.refuse_unprintable(tidy(line) for text in texts(paper) for line in text.splitlines())
    except RuleBroken as broken:
        yield from broken.messages


def _uneven(part: AppendixPart, position: int) -> Iterator[Message]:
    for table in part.tables:
        for line, row in enumerate(table.rows, 1):
            if len(row) != len(table.titles):
                yield Message(
                    "Row %(row)s of a table in appendix %(appendix)s has %(cells)s cells under %(columns)s titles.",
                    {"row": line, "appendix": position, "cells": len(row), "columns": len(table.titles)},
                    where="appendices",
                )


@singledispatch
def _contrary(paper: Paper) -> Iterator[Message]:
    """What contradicts itself in one kind of paper."""
    yield from ()


@_contrary.register
def _(paper: ProgrammePaper) -> Iterator[Message]:
    yield from _backwards(paper.first_on, paper.last_on, where="last_on")


@_contrary.register
def _(paper: SupervisionPlanPaper) -> Iterator[Message]:
    yield from _backwards(paper.first_on, paper.last_on, where="last_on")
    for position, step in enumerate(paper.steps, 1):
        yield from _backwards(step.begins_on, step.due_on, where=f"steps.{position}.due_on", line=position)


@_contrary.register
def _(paper: PlanPaper) -> Iterator[Message]:
    for position, content in enumerate(paper.contents, 1):
        where = f"contents.{position}"
        if not content.text.strip():
            yield Message("Content %(line)s says nothing.", {"line": position}, where)
        if content.budget is not None and content.budget < 0:
            yield Message("The budget of content %(line)s is below nought.", {"line": position}, where)
        lines: tuple[Line, ...] = (content, *content.tasks)
        for line in lines:
            yield from _backwards(line.begins_on, line.due_on, where=where, line=position)


@_contrary.register(InvitationPaper)
@_contrary.register(MinutesPaper)
def _(paper: InvitationPaper | MinutesPaper) -> Iterator[Message]:
    yield from _backwards(paper.begins_at, paper.ends_at, where="ends_at")


@_contrary.register
def _(paper: MemorandumPaper) -> Iterator[Message]:
    """Equal texts are equal: as many articles, sides and signers in each language, and no language twice."""
    languages = [text.language for text in paper.texts]
    for language in sorted({one for one in languages if languages.count(one) > 1}):
        yield Message("The text in “%(language)s” is there twice.", {"language": language}, "texts")
    for language in sorted(set(languages) - set(LANGUAGES)):
        yield Message("Papers are written in vi, lo or en, not in “%(language)s”.",
                      {"language": language}, "texts")  # fmt: skip
    for what, sentence in (
        ("articles", "The texts have different numbers of articles: %(counts)s."),
        ("sides", "The texts name different numbers of sides: %(counts)s."),
        ("signers", "The texts name different numbers of signers: %(counts)s."),
    ):
        counts = [len(getattr(text, what)) for text in paper.texts]
        if len(set(counts)) > 1:
            yield Message(sentence, {"counts": _counted(paper.texts, counts)}, f"texts.{what}")


def _counted(versions: tuple[EqualText, ...], counts: list[int]) -> str:
    return ", ".join(f"{text.language} {count}" for text, count in zip(versions, counts, strict=True))


def _backwards(
    first: date | datetime | None, last: date | datetime | None, *, where: str, line: int = 0
) -> Iterator[Message]:
    if not (first and last and last < first):
        return
    if line:
        yield Message("Line %(line)s ends before it begins.", {"line": line}, where)
    else:
        yield Message("It ends before it begins.", where=where)


def _value(paper: Paper, path: str) -> object:
    value: object = paper
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _is_empty(value: object) -> bool:
    """Also a list of nothing but blanks says nothing."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, tuple):
        return all(isinstance(item, str) and not item.strip() for item in value)
    return value is None
