"""Lays what was typed over the live facts of a paper, and says any field as the text that a box shows."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from chungtay.papers.kinds import (
    AnswerStep,
    Attendance,
    EqualText,
    MemorandumPaper,
    Paper,
    Recommendation,
    Remark,
    Responsibility,
    SignerLine,
    SupervisionStep,
)
from chungtay.rules.drafts import BOXES, Box, Prose, read_values, written_duties
from chungtay.rules.official.bodies import written_body

P = TypeVar("P", bound=Paper)
HEAD, ISSUERS = "head.", "head.issuers"
ORGAN = " / "  # in a box: the body, behind the stroke the organ that acts for it


def laid_over(paper: P, kind: str, values: Mapping[str, Any]) -> P:
    """The live facts, with what somebody typed in their place."""
    read = read_values(kind, values)
    boxes = BOXES[kind]
    made = {field: _made(field, boxes[field], value) for field, value in read.items()}
    if isinstance(paper, MemorandumPaper):
        return replace(paper, **_texts(paper, made))
    head = {field.removeprefix(HEAD): value for field, value in made.items() if field.startswith(HEAD)}
    own = {field: value for field, value in made.items() if not field.startswith(HEAD)}
    return replace(paper, head=replace(paper.head, **head), **own)


def as_typed(paper: Paper, kind: str) -> dict[str, Any]:
    """What stands in each box before anybody types: the text that is read back as just these facts."""
    return {field: _typed(box, _value(paper, field)) for field, box in BOXES[kind].items()}


def _made(field: str, box: Box, value: Any) -> Any:
    if box is Box.SIGNERS:
        return tuple(SignerLine(**one) for one in value)
    if box in (Box.DUTIES, Box.ROWS):
        return tuple(_MADE[field](one) for one in value)
    if field == ISSUERS:
        return tuple(issuer.replace(ORGAN, "\n") for issuer in value)
    return value


def _typed(box: Box, value: Any) -> Any:
    if box is Box.SIGNERS:
        return [{name: getattr(one, name) for name in _SIGNER} for one in value]
    if box is Box.PARTS:
        return written_body(value)
    if box is Box.DUTIES:
        return written_duties(tuple(_duty(one) for one in value))
    if box is Box.ROWS:
        return "\n".join(" | ".join(_row(one)).rstrip("| ") for one in value)
    if box is Box.LINES:
        return "\n".join(one.replace("\n", ORGAN) for one in value)
    if box is Box.MOMENT:
        return value.isoformat(timespec="minutes") if value else ""
    return "" if value is None else str(value)


def _value(paper: Paper, field: str) -> Any:
    if isinstance(paper, MemorandumPaper) and field not in _OF_ALL:
        name, _, language = field.rpartition("_")
        text = next((one for one in paper.texts if one.language == language), EqualText(language=language))
        return text.signers if field == "signers" else getattr(text, name)
    value: Any = paper
    for name in field.split("."):
        value = getattr(value, name)
    return value


def _texts(paper: MemorandumPaper, made: Mapping[str, Any]) -> dict[str, Any]:
    """A memorandum is typed text by text: `preamble_vi`, `closing_lo`."""
    head = {field.removeprefix(HEAD): value for field, value in made.items() if field.startswith(HEAD)}
    texts = []
    for text in paper.texts:
        own = {
            field.rpartition("_")[0]: value
            for field, value in made.items()
            if field.endswith(f"_{text.language}")
        }
        texts.append(replace(text, **own))
    return {"head": replace(paper.head, **head), "texts": tuple(texts)}


def _duty(one: Responsibility | Recommendation) -> Prose:
    if isinstance(one, Responsibility):
        return Prose(title=one.body, points=one.tasks)
    return Prose(title=one.addressee, points=one.texts)


def _row(one: SupervisionStep | Attendance | Remark | AnswerStep) -> tuple[str, ...]:
    if isinstance(one, AnswerStep):
        return one.on, one.body, one.what, one.dispatch, one.note
    if isinstance(one, Remark):
        return one.clause, one.text, one.proposal
    if isinstance(one, SupervisionStep):
        return one.text, one.body, one.time
    return one.body, "; ".join(one.posts), "" if one.count is None else str(one.count)


def _step(row: tuple[str, ...]) -> SupervisionStep:
    text, body, time = (*row, "", "")[:3]
    return SupervisionStep(text=text, body=body, time=time)


def _answer_step(row: tuple[str, ...]) -> AnswerStep:
    on, body, what, dispatch, note = (*row, "", "", "", "")[:5]
    return AnswerStep(on=on, body=body, what=what, dispatch=dispatch, note=note)


def _remark(row: tuple[str, ...]) -> Remark:
    clause, text, proposal = (*row, "", "")[:3]
    return Remark(clause=clause, text=text, proposal=proposal)


def _attendance(row: tuple[str, ...]) -> Attendance:
    body, posts, count = (*row, "", "")[:3]
    named = tuple(post.strip() for post in posts.split(";") if post.strip())
    return Attendance(body=body, posts=named, count=int(count) if count.isdigit() else None)


_SIGNER = ("authority", "post", "name", "organisation")
_OF_ALL = {"head.parent_body", "head.issuers", "head.symbol", "head.place", "head.language"}
_MADE: dict[str, Callable[[Any], Any]] = {
    "responsibilities": lambda one: Responsibility(body=one.title, tasks=one.points),
    "recommendations": lambda one: Recommendation(addressee=one.title, texts=one.points),
    "steps": _step,
    "remarks": _remark,
    "course": _answer_step,
    "attendance": _attendance,
    "absent": _attendance,
}
