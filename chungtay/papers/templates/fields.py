"""The fields of each kind of paper: what a template may name, what it means, an example, and the facts themselves.

Nothing here knows a kind of paper by itself: the classes of `papers/kinds` are walked, and `fields.txt` says what an
office calls each of their fields. What an office would have to compute (the number as it is written, the day in full, a
sum in words) is there ready-made.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from chungtay.papers.kinds import (
    KINDS,
    AppendixPaper,
    DispatchPaper,
    GreetingPaper,
    Head,
    MemorandumPaper,
    MinutesPaper,
    Paper,
)
from chungtay.papers.kinds.framing import sent_to
from chungtay.papers.kinds.greeting import OCCASIONS, letter
from chungtay.papers.kinds.minutes import signers_of
from chungtay.papers.kinds.wording import Wording, written_number
from chungtay.papers.sheets import recipients
from chungtay.papers.sheets.text import listed
from chungtay.rules import official
from chungtay.rules.tables import named_rows
from chungtay.rules.templates import Shape

TABLE = Path(__file__).with_name("fields.txt")
OF_HEAD = (
    "number_written", "place_and_day", "day_written", "type_name", "country_written", "motto_written", "parent_body",
    "issuers", "place",
)  # fmt: skip
# Of the setting, not of the words: a template lays itself out.
LEFT_OUT = frozenset({"head", "style", "numeric", "last_is_total", "landscape", "is_prose", "second"})
UNMARKED = (GreetingPaper, MemorandumPaper, AppendixPaper)  # the mark of the end does not close their text
DEEPEST = 3  # parts in parts
SEVERAL = frozenset(
    {"can_cu", "noi_nhan", "noi_dung", "muc_dich", "trach_nhiem", "dieu", "cac_ban", "thanh_phan"}
)

USUAL_MUST = ("so_ky_hieu", "dia_danh_ngay_thang", "trich_yeu", "nguoi_ky", "noi_nhan")
# What a paper of the kind is not a paper without; a template that lacks one is told so, and may be right.
MUST: Mapping[str, tuple[str, ...]] = {
    "memorandum": ("cac_ban",),
    "greeting": ("nguoi_nhan", "noi_dung", "nguoi_ky"),
    "minutes": ("trich_yeu", "thanh_phan", "nguoi_ky"),
    "appendix": ("phu_luc",),
}


@dataclass(frozen=True)
class Field:
    """A field with what it means in three languages. `inner`: what each item of a list, or a group, has."""

    name: str
    vi: str
    lo: str
    en: str
    example: str
    is_list: bool = False
    inner: tuple["Field", ...] = ()

    def said(self, _: str, language: str) -> str:
        return {"lo": self.lo, "en": self.en}.get(language, "") or self.vi


def must_of(kind: str) -> tuple[str, ...]:
    return MUST.get(kind, USUAL_MUST)


@cache
def fields_for(kind: str) -> tuple[Field, ...]:
    """Every field of a kind of paper, in the order in which papers have them."""
    head = tuple(_field("Head", name, tuple[str, ...] if name == "issuers" else str, ()) for name in OF_HEAD)
    return head + tuple(_of_class(KINDS[kind], ()))


@cache
def shape_of(kind: str) -> Shape:
    """What a template of the kind may name, as `rules/templates` asks for it."""
    return {field.name: _shape(field) for field in fields_for(kind)}


def example_of(kind: str) -> dict[str, Any]:
    """A paper of the kind that nobody wrote, to look at a template with."""
    return {field.name: _example(field) for field in fields_for(kind)}


def fields_of(paper: Paper) -> dict[str, Any]:
    """The facts of a paper by the names that templates use: texts, lists of texts, groups."""
    wording = Wording(paper.head)
    told = {_name("Head", name): value for name, value in _of_head(paper.head, wording).items()}
    told[_name("Head", "type_name")] = wording.said(_kind_of(paper))
    told |= _of_object(paper, wording)
    told[_name("Paper", "grounds")] = list(listed(paper.grounds))
    to = wording.said("as_above") if isinstance(paper, DispatchPaper) else ""
    told[_name("Paper", "recipients")] = list(recipients(sent_to(paper, wording, first=to)))
    match paper:
        case GreetingPaper():
            told |= _of_greeting(paper, wording)
        case MinutesPaper():
            signers = [_of_object(one, wording) for one in signers_of(paper, wording)]
            told[_name("Paper", "signers")] = signers
    if not isinstance(paper, UNMARKED):
        closing = paper.closing.rstrip().removesuffix(wording.style.end_mark).rstrip(".;,: ")
        told[_name("Paper", "closing")] = closing + wording.style.end_mark
    return told


def _of_greeting(paper: GreetingPaper, wording: Wording) -> dict[str, Any]:
    """An occasion is kept by its name in a list; its letter, where nobody wrote another."""
    occasion = OCCASIONS.get(paper.occasion)
    name = occasion.names[wording.language] if occasion else paper.occasion
    return {
        _name("GreetingPaper", "occasion"): name,
        _name("GreetingPaper", "body"): list(letter(paper, wording)),
    }


def is_named(owner: type, name: str) -> bool:
    """Whether `fields.txt` says what templates call it."""
    return f"{owner.__name__}.{name}" in _rows() or name in _rows()


def _of_head(head: Head, wording: Wording) -> dict[str, Any]:
    language, style = wording.language, wording.style
    return {
        "number_written": written_number(head, style),
        "place_and_day": official.place_and_day(head.place, head.day, year=head.year, language=language),
        "day_written": official.day_in_full(head.day, year=head.year, language=language),
        "country_written": style.country,
        "motto_written": style.motto,
        "parent_body": head.parent_body,
        "issuers": list(head.issuers),
        "place": head.place,
    }


def _of_object(thing: Any, wording: Wording) -> dict[str, Any]:
    owner, language = type(thing).__name__, wording.language
    told = {
        _name(owner, name): _value(name, getattr(thing, name), wording)
        for name in get_type_hints(type(thing))
        if name not in LEFT_OUT and is_named(type(thing), name)
    }
    if hasattr(thing, "time"):
        told[_name(owner, "time")] = thing.time or official.span(
            thing.begins_on, thing.due_on, language=language
        )
    if hasattr(thing, "budget"):
        amount, currency = thing.budget, thing.currency
        words = "" if amount is None else official.money_in_words(amount, currency, language=language)
        told[_name(owner, "budget_in_words")] = words
        told[_name(owner, "currency")] = official.currency_name(currency, language=language)
    return told


def _value(name: str, value: Any, wording: Wording) -> Any:
    language = wording.language
    match value:
        case None:
            return ""
        case datetime():
            return official.moment_in_full(value, language=language)
        case date():
            return official.short_day(value)
        case int():
            return str(value) if name == "year" else official.number(value, language=language)
        case tuple():
            return [_value(name, one, wording) for one in value]
    return _of_object(value, wording) if is_dataclass(value) else value


def _of_class(owner: Any, over: tuple[Any, ...]) -> Iterator[Field]:
    hints = get_type_hints(owner)
    for name, kind in hints.items():
        if (
            name in LEFT_OUT
            or not is_named(owner, name)
            or (name == "parts" and over.count(owner) >= DEEPEST - 1)
        ):
            continue
        yield _field(owner.__name__, name, kind, (*over, owner))
        if name == "budget":
            yield _field(owner.__name__, "budget_in_words", str, ())


def _field(owner: str, name: str, kind: Any, over: tuple[Any, ...]) -> Field:
    row = _row(owner, name)
    words = row["vi"], row["lo"], row["en"], row["example"]
    is_list = get_origin(kind) is tuple
    item = get_args(kind)[0] if is_list else kind
    if get_origin(item) is tuple:  # a list of lists
        inner = Field("", *words, is_list=True)
        return Field(row["field"], *words, is_list=True, inner=(inner,))
    inner_fields = tuple(_of_class(item, over)) if is_dataclass(item) else ()
    return Field(row["field"], *words, is_list=is_list, inner=inner_fields)


def _shape(field: Field) -> Shape:
    nameless = len(field.inner) == 1 and not field.inner[0].name
    shape: Shape = {one.name: _shape(one) for one in field.inner} if field.inner else ""
    if nameless:
        shape = [""]
    return [shape] if field.is_list else shape


def _example(field: Field, depth: int = 0) -> Any:
    """Of what papers have several: two; of what lies in it: one."""
    example: Any = field.example
    if len(field.inner) == 1 and not field.inner[0].name:
        example = [field.example] * 3
    elif field.inner:
        example = {one.name: _example(one, depth + 1) for one in field.inner}
    if not field.is_list:
        return example
    return [example] * (2 if depth == 0 and field.name in SEVERAL else 1)


def _name(owner: str, name: str) -> str:
    return _row(owner, name)["field"]


def _row(owner: str, name: str) -> dict[str, str]:
    rows = _rows()
    return rows.get(f"{owner}.{name}") or rows[name]


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["of"]: row for row in named_rows(TABLE.read_text(encoding="utf-8"))}


def _kind_of(paper: Paper) -> str:
    return next(kind for kind, known in KINDS.items() if known is type(paper))
