"""A paper that lacks something is refused with all that it lacks, never printed by half."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest

from chungtay.papers.kinds import (
    KINDS,
    AppendixPart,
    Head,
    PlainTable,
    SignerLine,
    Stage,
    check,
    sheet_of,
)
from chungtay.papers.kinds.musts import OF_ALL, OF_KIND
from chungtay.rules.messages import RuleBroken
from tests.papers.kinds.samples import INVITATION, MEMORANDUM, MINUTES, PLAN, SAMPLES
from tests.papers.kinds.samples_between import GREETING

# What each kind may not lack: signed (S) or before it is numbered and sent out (I). An officer may check this table.
TABLE = """
memorandum          S head.issuers texts
                    I head.day
programme           S head.issuers head.place head.symbol abstract recipients first_on last_on purpose contents signers
                    I head.number head.day
plan                S head.issuers head.place head.symbol abstract recipients year purpose contents signers
                    I head.number head.day
dispatch            S head.issuers head.place head.symbol abstract addressees body signers
                    I head.number head.day
invitation          S head.issuers head.place head.symbol abstract invitees begins_at venue signers
                    I head.number head.day
minutes             S head.issuers head.place abstract venue chair secretary attendance
                    I head.day
supervision_plan    S head.issuers head.place head.symbol abstract recipients purpose matters bodies form team
                    S first_on last_on signers
                    I head.number head.day
supervision_report  S head.issuers head.place head.symbol abstract recipients results recommendations signers
                    I head.number head.day
criticism           S head.issuers head.place head.symbol abstract recipients remarks signers
                    I head.number head.day
greeting            S head.issuers head.place addressee occasion signers
                    I head.day
recommendation      S head.issuers head.place head.symbol abstract addressees recommendations signers
                    I head.number head.day
escalation          S head.issuers head.place head.symbol abstract addressees recommendations overdue signers
                    I head.number head.day
recommendation_record
                    S head.issuers head.place head.symbol abstract recipients recommendations course signers
                    I head.number head.day
appendix            S head.issuers appendices
"""


def _musts() -> list[tuple[str, Stage, str]]:
    rows, kind = [], ""
    for line in TABLE.strip().splitlines():
        words = line.split()
        if words[0] in KINDS:
            kind = words.pop(0)
            if not words:
                continue
        stage = Stage.SIGNING if words.pop(0) == "S" else Stage.ISSUED
        rows += [(kind, stage, field) for field in words]
    return rows


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_paper_is_told_everything_that_it_lacks_at_once(kind: str) -> None:
    empty = KINDS[kind](head=Head())
    for stage in (Stage.SIGNING, Stage.ISSUED):
        wanted = {field for of, since, field in _musts() if of == kind and stage in (since, Stage.ISSUED)}
        assert {message.where for message in check(empty, stage=stage)} == wanted
    assert check(empty, stage=Stage.DRAFT) == []


@pytest.mark.parametrize(("kind", "stage", "field"), _musts())
def test_a_paper_without_one_field_is_refused_for_that_field_alone(
    kind: str, stage: Stage, field: str
) -> None:
    whole = _issued(kind)
    assert check(whole, stage=Stage.ISSUED) == []
    lacking = _without(whole, field)
    assert {message.where for message in check(lacking, stage=stage)} == {field}
    with pytest.raises(RuleBroken):
        sheet_of(lacking, stage=stage)


def test_every_must_is_a_field_of_its_kind() -> None:
    for kind, musts in OF_KIND.items():
        named = {field.name for field in fields(kind)} | {f"head.{field.name}" for field in fields(Head)}
        assert {must.field for must in (*OF_ALL, *musts)} <= named


def test_blanks_are_nothing() -> None:
    blank = replace(PLAN, abstract="  \t", purpose=("", " "), recipients=("\n",))
    assert {message.where for message in check(blank)} == {"abstract", "purpose", "recipients"}


def test_each_of_several_bodies_signs() -> None:
    alone = replace(PLAN, signers=PLAN.signers[:1])
    assert [str(message) for message in check(alone)] == [
        "2 bodies issue the paper and 1 sign it. Add who signs for each."
    ]


def test_a_signer_without_a_post_is_named_by_place() -> None:
    nameless = replace(PLAN, signers=(PLAN.signers[0], SignerLine(name="—", authority="TM. BAN")))
    assert [str(message) for message in check(nameless)] == ["Say by which post signer 2 signs."]


_DAY = date(2024, 5, 1)
_UNEVEN = PlainTable(titles=("a", "b"), rows=(("1",),))
_BEFORE = _DAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("changed", "where", "message"),
    [
        (replace(PLAN, head=replace(PLAN.head, style="gothic")), "head.style", "no house style “gothic”"),
        (replace(PLAN, head=replace(PLAN.head, language="fr")), "head.language", "not in “fr”"),
        (replace(PLAN, head=replace(PLAN.head, number=0)), "head.number", "begin at 1"),
        (replace(PLAN, abstract="Kế hoạch ☃"), "", "cannot print the character “☃”"),
        (replace(PLAN, contents=(replace(PLAN.contents[0], text=" "),)), "contents.1", "Content 1 says nothing"),
        (replace(PLAN, contents=(replace(PLAN.contents[0], budget=-1),)), "contents.1", "below nought"),
        (
            replace(PLAN, contents=(replace(PLAN.contents[0], begins_on=_DAY, due_on=_BEFORE),)),
            "contents.1", "Line 1 ends before it begins",
        ),
        (
            replace(SAMPLES["programme"], first_on=_DAY, last_on=_BEFORE),
            "last_on", "ends before it begins",
        ),
        (
            replace(INVITATION, ends_at=INVITATION.begins_at - timedelta(hours=1)),
            "ends_at", "ends before it begins",
        ),
        (replace(MINUTES, ends_at=MINUTES.begins_at - timedelta(hours=1)), "ends_at", "before it begins"),
        (
            replace(MEMORANDUM, texts=(MEMORANDUM.texts[0], MEMORANDUM.texts[0])),
            "texts", "“vi” is there twice",
        ),
        (
            replace(MEMORANDUM, texts=(MEMORANDUM.texts[0], replace(MEMORANDUM.texts[1], articles=()))),
            "texts.articles", "different numbers of articles: vi 3, lo 0",
        ),
        (
            replace(PLAN, appendices=(AppendixPart(title="A", tables=(_UNEVEN,)),)),
            "appendices", "Row 1 of a table in appendix 1 has 1 cells under 2 titles",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_drafts_too(changed: Any, where: str, message: str) -> None:
    for stage in (Stage.DRAFT, Stage.SIGNING):
        found = check(changed, stage=stage)
        assert [one.where for one in found] == [where]
        assert message in str(found[0])


def test_a_letter_may_be_blank_until_it_is_signed() -> None:
    own = replace(GREETING, occasion="Ngày hội làng")
    assert check(own, stage=Stage.DRAFT) == []
    [message] = check(own, stage=Stage.SIGNING)
    assert message.where == "body" and "no letter for this occasion" in str(message)


def _issued(kind: str) -> Any:
    """The sample with its number and day, as the register leaves it."""
    paper = SAMPLES[kind]
    return replace(paper, head=replace(paper.head, number=paper.head.number or 5, day=date(2024, 3, 21)))


def _without(paper: Any, field: str) -> Any:
    if field.startswith("head."):
        return replace(paper, head=_without(paper.head, field.removeprefix("head.")))
    value = getattr(paper, field)
    return replace(paper, **{field: type(value)() if isinstance(value, str | tuple) else None})
