"""Figures and entries over the API: the same answers as the pages, under the same three clocks."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from ninja.pagination import paginate
from pydantic import Field

from chungtay.answers.evidence import Asked as Question
from chungtay.answers.evidence import indicators_visible_to, quoted_beside, surety_of
from chungtay.answers.figures import Book, posting_known_on
from chungtay.models import Agreement, Entry, Indicator, Place
from chungtay.rules.ledger import Kind, Row
from chungtay.rules.messages import Message, RuleBroken

from .asking import Asking, programmes_of
from .lists import Window
from .quoted import QuotedBeside, beside_out
from .shapes import Amount, Body, GivenDay, Unit, Words, amount, words

router = Router(tags=["ledger"])


class IndicatorOut(Schema):
    slug: str
    kind: str
    name: Words
    measure: Words

    @staticmethod
    def resolve_name(indicator: Indicator) -> Words:
        return words(indicator, "name")

    @staticmethod
    def resolve_measure(indicator: Indicator) -> Words:
        return words(indicator, "measure")


class RowOut(Schema):
    key: str | dict[str, str] | None  # a place's code, a month, or categories; none where it has no place
    name: Words | None
    amount: Amount | None
    qualifier: str
    at_least: bool
    estimated: bool
    entries: list[int]


class FigureOut(Schema):
    indicator: IndicatorOut
    first_on: date
    last_on: date
    map_on: date
    known_at: int  # the last posting that counts
    amount: Amount | None  # none: nothing was reported, which is not zero
    qualifier: str
    at_least: bool
    estimated: bool  # some of it was given as an estimate
    assumed: bool  # a unit was divided without agreed shares
    reported: int
    due: int
    newest_recorded_at: datetime | None  # when the last posting that counts was recorded
    entries: list[int]
    rows: list[RowOut]
    quoted: list[QuotedBeside]  # what signed papers say of it


class EntryOut(Schema):
    seq: int
    posting: int
    recorded_at: datetime
    indicator: str
    place: Unit
    on: date
    holder: Body
    programmes: list[str]
    combination: str
    is_base: bool
    amount: Amount
    qualifier: str
    estimated: bool
    reverses: int | None
    source: UUID


class Asked(Schema):
    programme: str = ""
    first_on: GivenDay | None = Field(None, alias="from")
    last_on: GivenDay | None = Field(None, alias="to")
    place: str = ""
    map_on: GivenDay | None = Field(None, alias="map")
    known_on: GivenDay | None = Field(None, alias="known_at")
    posting: int | None = Field(
        None, ge=0, le=10**12
    )  # the last one that is known, where even the hour matters
    by: Literal["place", "month", "category"] | None = None
    level: str = ""
    opened: bool = False  # with the numbers of all entries behind each row


def known_at_of(asked: Asked) -> int | None:
    if asked.posting is not None:
        return asked.posting
    return posting_known_on(asked.known_on) if asked.known_on else None


@router.get("/figures/{slug:slug}", response=FigureOut)
def figure(request: Asking, slug: str, asked: Asked = Query(...)) -> dict[str, Any]:  # noqa: B008
    """A total over a window, and rows by place, month or category under it."""
    programme = programme_of(request, asked.programme)
    visible = indicators_visible_to(request.person, request.today, programme)
    indicator = get_object_or_404(visible, slug=slug)
    first_on, last_on = window_of(asked, request.today)
    map_on = asked.map_on or last_on
    place = place_of(asked.place, map_on)
    book = Book(request.person, request.today, programme)
    answer = book.ask(
        indicator, first_on, last_on,
        places=[place] if place else None, map_on=map_on,
        known_at=known_at_of(asked), by=asked.by, level=asked.level,
    )  # fmt: skip
    opened = book.opened(answer) if asked.opened else answer.answer
    surety = surety_of(answer)
    question = Question(indicator, programme, first_on, last_on, place=place, map_on=map_on)
    return {
        "indicator": indicator,
        "first_on": first_on,
        "last_on": last_on,
        "map_on": answer.map_on,
        "known_at": answer.known_at,
        "amount": amount(answer.amount),
        "qualifier": answer.qualifier,
        "at_least": answer.at_least,
        "reported": answer.reported,
        "due": answer.due,
        "estimated": surety.estimated,
        "assumed": surety.assumed,
        "newest_recorded_at": surety.newest_at,
        "quoted": [beside_out(one) for one in quoted_beside(question, request.person, request.today)],
        "entries": list(opened.total.entries),
        "rows": rows_told(opened.rows, asked.by),
    }


@router.get("/entries", response=list[EntryOut])
@paginate(Window)
def entries(request: Asking, indicator: str = "", programme: str = "") -> "Told":
    """Newest first."""
    shown = visible_entries(request).order_by("-seq")
    if indicator:
        shown = shown.filter(indicator__slug=indicator)
    if programme:
        shown = shown.filter(served__agreements__in=programmes_of(request, [programme]))
    return Told(shown, request)


@router.get("/entries/{int:seq}", response=EntryOut)
def entry(request: Asking, seq: int) -> dict[str, Any]:
    return entry_told(get_object_or_404(visible_entries(request), seq=seq), shared_with(request))


def countable(slugs: list[str]) -> list[Indicator]:
    """What a form may ask for and a target may promise, in the order of the slugs."""
    held = Indicator.objects.exclude(kind=Kind.RATIO).in_bulk(slugs, field_name="slug")
    missing = [
        Message("There is no indicator %(slug)s.", {"slug": slug}) for slug in slugs if slug not in held
    ]
    if missing:
        raise RuleBroken(missing)
    return [held[slug] for slug in slugs]


class Told:
    """Entries as the API says them, read only as far as the window goes."""

    def __init__(self, found: QuerySet[Entry], request: Asking) -> None:
        self.found, self.shared = found, shared_with(request)

    def __len__(self) -> int:
        return self.found.count()

    def __getitem__(self, window: slice) -> list[dict[str, Any]]:
        return [entry_told(one, self.shared) for one in self.found[window]]


def visible_entries(request: Asking) -> QuerySet[Entry]:
    visible = Entry.objects.visible_to(request.person, request.today).defer("posting__canonical")
    return visible.select_related("posting", "indicator", "place", "holder", "served", "combination")


def shared_with(request: Asking) -> set[str]:
    """An entry may also serve a programme of which the person must not know."""
    return set(Agreement.objects.visible_to(request.person, request.today).values_list("slug", flat=True))


def programme_of(request: Asking, slug: str) -> Agreement | None:
    visible = Agreement.objects.visible_to(request.person, request.today)
    return get_object_or_404(visible, slug=slug) if slug else None


def window_of(asked: Asked, today: date) -> tuple[date, date]:
    last_on = asked.last_on or today
    first_on = asked.first_on or last_on.replace(month=1, day=1)
    if last_on < first_on:
        raise RuleBroken(Message("The last day lies before the first.", where="to"))
    return first_on, last_on


def place_of(code: str, map_on: date) -> Place | None:
    if not code:
        return None
    found = Place.objects.named(code, map_on)
    return found or get_object_or_404(Place.objects.none())


def rows_told(rows: tuple[Row, ...], by: str | None) -> list[dict[str, Any]]:
    ids = [row.key for row in rows if row.key] if by == "place" else []
    places = {str(key): place for key, place in Place.objects.in_bulk(ids).items()}
    return [
        {
            **key_told(row, places),
            "amount": amount(row.amount),
            "qualifier": row.qualifier,
            "at_least": row.at_least,
            "estimated": row.estimated,
            "entries": list(row.entries),
        }
        for row in rows
    ]


def key_told(row: Row, places: dict[str, Place]) -> dict[str, Any]:
    if isinstance(row.key, frozenset):
        return {"key": dict(sorted(row.key)), "name": None}
    place = places.get(str(row.key))
    return {"key": place.code, "name": words(place, "name")} if place else {"key": row.key, "name": None}


def entry_told(entry: Entry, shared: set[str]) -> dict[str, Any]:
    served = entry.served.key.split("|") if entry.served.key else []
    return {
        "seq": entry.seq,
        "posting": entry.posting_id,
        "recorded_at": entry.posting.recorded_at,
        "indicator": entry.indicator.slug,
        "place": entry.place,
        "on": entry.on,
        "holder": entry.holder,
        "programmes": [slug for slug in served if slug in shared],
        "combination": entry.combination.slug,
        "is_base": entry.is_base,
        "amount": amount(entry.amount),
        "qualifier": entry.qualifier,
        "estimated": entry.estimated,
        "reverses": entry.reverses_id,
        "source": entry.source_id,
    }
