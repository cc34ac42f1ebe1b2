"""Incoming papers over the API: take a file in, read what was understood, accept it as corrected."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from difflib import SequenceMatcher
from itertools import chain, repeat
from typing import Annotated, Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Router, Schema
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import intake as actions
from chungtay.actions.recorded import note_view
from chungtay.answers.intake import Known, as_read, known_in
from chungtay.models import Agreement, Document, Indicator, Organisation, Reading
from chungtay.rules.amounts import SCALE, amount_text
from chungtay.rules.documents import check_file
from chungtay.rules.ledger import Qualifier
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from .asking import Asking, own_office
from .lists import Window
from .named import Given
from .shapes import Body, GivenAmount, GivenDay, PlacedBody, known_bodies, ten_thousandths

router = Router(tags=["readings"])

Numbered = Annotated[int, Field(ge=1, le=1_000)]


class ReadingOut(Schema):
    id: UUID
    name: str
    holder: Body
    read_at: datetime
    accepted_at: datetime | None
    programme: str | None
    document: UUID | None

    @staticmethod
    def resolve_programme(reading: Reading) -> str | None:
        return reading.agreement.slug if reading.agreement else None

    @staticmethod
    def resolve_document(reading: Reading) -> UUID | None:
        return reading.document_id


class KnownOut(Schema):
    """What the house holds already of the paper; lists go by the position in the draft."""

    document: UUID | None
    programme: str | None
    parties: dict[int, Body]
    leads: dict[int, Body]
    partners: dict[int, list[Body]]
    indicators: dict[int, str]

    @staticmethod
    def resolve_document(known: Known) -> UUID | None:
        return known.document.pk if known.document else None

    @staticmethod
    def resolve_programme(known: Known) -> str | None:
        return known.agreement.slug if known.agreement else None

    @staticmethod
    def resolve_parties(known: Known) -> dict[int, Organisation]:
        return known.bodies

    @staticmethod
    def resolve_indicators(known: Known) -> dict[int, str]:
        return {position: indicator.slug for position, indicator in known.indicators.items()}


class ReadingFull(ReadingOut):
    text: str
    draft: dict[str, Any]  # as `chungtay read --json` prints it
    known: KnownOut

    @staticmethod
    def resolve_known(reading: Reading, context: dict[str, Any]) -> Known:
        request = context["request"]
        return known_in(reading.draft, request.person, request.today)


class PartyIn(Given):
    name: str = Field(max_length=300)
    same_as: UUID | None = None  # a body that is held already


class ReadTermIn(Given):
    name: str = Field(max_length=80)
    first_on: GivenDay
    last_on: GivenDay


class ItemIn(Given):
    text: str = Field(max_length=20_000)
    commitments: list[Numbered] = Field(default=[], max_length=100)
    lead: UUID | None = None
    partners: list[UUID] = Field(default=[], max_length=50)
    due_on: GivenDay | None = None
    product: str = Field("", max_length=500)


class QuoteIn(Given):
    quantity: GivenAmount
    quantity_max: GivenAmount | None = None
    qualifier: Qualifier = Qualifier.EXACT
    measure: str = Field(max_length=80)
    of: str = Field("", max_length=200)
    passage: str = Field("", max_length=5_000)
    indicator: str = ""  # the slug of what the ledger counts
    first_on: GivenDay | None = None
    last_on: GivenDay | None = None
    content: Numbered | None = None


class ReadingAcceptanceIn(Given):
    """The draft as a person corrected it; `programme` and `document` name what is the same as something held."""

    kind: str = Field(max_length=40)
    title: str = Field(max_length=500)
    said_by: str = Field(min_length=1, max_length=300)
    type: str = Field("", max_length=80)
    number: str = Field("", max_length=80)
    issued_on: GivenDay | None = None
    document: UUID | None = None
    programme: str = ""
    programme_name: str = Field("", max_length=300)
    relations_since: int | None = Field(None, ge=1900, le=2200)
    purpose: str = Field("", max_length=20_000)
    framework: str = Field("", max_length=500)
    parties: list[PartyIn] = Field(default=[], max_length=50)
    phases: list[ReadTermIn] = Field(default=[], max_length=20)
    plan_year: int | None = Field(None, ge=1900, le=2200)
    contents: list[ItemIn] = Field(default=[], max_length=200)
    agreed: list[str] = Field(default=[], max_length=200)
    quotes: list[QuoteIn] = Field(default=[], max_length=500)


@router.get("/readings", response=list[ReadingOut])
@paginate(Window)
def readings(request: Asking) -> QuerySet[Reading]:
    return visible(request).defer("text", "draft")


@router.get("/readings/{uuid:id}", response=ReadingFull)
def reading(request: Asking, id: UUID) -> Reading:
    shown = get_object_or_404(visible(request), pk=id)
    if shown.accepted_at is None:
        note_view(shown, by=request.person, at=timezone.now())
    return shown


@router.post("/readings", response=ReadingFull)
def take_in(request: Asking, file: File[UploadedFile]) -> Reading:
    """Read a file into a draft; the same file twice is one reading."""
    office = own_office(request, Act.READ_IN)
    check_file(name=file.name or "", size=file.size or 0)  # before its bytes are in memory
    return actions.take_in(
        file.name or "", file.read(), media_type=file.content_type or "", holder=office,
        by=request.person, at=timezone.now(),
    )  # fmt: skip


@router.post("/readings/{uuid:id}/acceptance", response=ReadingFull)
def accept(request: Asking, id: UUID, given: ReadingAcceptanceIn) -> Reading:
    """Everything that is given, or nothing. What differs from the draft is kept as a correction."""
    shown = get_object_or_404(visible(request), pk=id)
    told = accepted(request, given)
    known = known_in(shown.draft, request.person, request.today)
    told = replace(told, corrections=dict(corrections(shown.draft, known, told)))
    return actions.accept(shown, told, by=request.person, at=timezone.now())


@router.get("/bodies", response=list[PlacedBody])
@paginate(Window)
def bodies(request: Asking, text: str = "") -> QuerySet[Organisation]:
    """Every body that a paper may name, for whoever reads papers in; `text` narrows by words of the name."""
    own_office(request, Act.READ_IN)
    held = Organisation.objects.select_related("place").order_by("name", "pk")
    return held.filter(name__icontains=text[:100]) if text else held


def visible(request: Asking) -> QuerySet[Reading]:
    seen = Reading.objects.visible_to(request.person, request.today)
    return seen.select_related("holder", "agreement", "document")


def accepted(request: Asking, given: ReadingAcceptanceIn) -> actions.Acceptance:
    agreements = Agreement.objects.visible_to(request.person, request.today)
    papers = Document.objects.visible_to(request.person, request.today)
    bodies = bodies_of(given)
    told = given.dict(include={
        "kind", "title", "said_by", "type", "number", "issued_on", "relations_since", "purpose", "framework",
        "plan_year",
    })  # fmt: skip
    return actions.Acceptance(
        **told,
        agreement_name=given.programme_name,
        agreement=get_object_or_404(agreements, slug=given.programme) if given.programme else None,
        document=get_object_or_404(papers, pk=given.document) if given.document else None,
        parties=tuple(
            actions.Party(one.name, bodies[one.same_as] if one.same_as else None) for one in given.parties
        ),
        phases=tuple(actions.Term(**one.dict()) for one in given.phases),
        contents=tuple(item(one, bodies) for one in given.contents),
        agreed=tuple(given.agreed),
        quotes=tuple(quotes(given.quotes)),
    )


def bodies_of(given: ReadingAcceptanceIn) -> dict[UUID, Organisation]:
    named = {one.same_as for one in given.parties} | {one.lead for one in given.contents}
    named |= {key for one in given.contents for key in one.partners}
    return known_bodies(key for key in named if key)


def item(given: ItemIn, bodies: dict[UUID, Organisation]) -> actions.Item:
    return actions.Item(
        text=given.text,
        commitments=tuple(given.commitments),
        lead=bodies[given.lead] if given.lead else None,
        partners=tuple(bodies[key] for key in given.partners),
        due_on=given.due_on,
        product=given.product,
    )


def quotes(given: list[QuoteIn]) -> Iterable[actions.Quote]:
    held = {one.slug: one for one in Indicator.objects.filter(slug__in=[quote.indicator for quote in given])}
    for quote in given:
        if quote.indicator and quote.indicator not in held:
            raise RuleBroken(Message("There is no indicator %(slug)s.", {"slug": quote.indicator}))
        most = quote.quantity_max
        yield actions.Quote(
            **quote.dict(exclude={"quantity", "quantity_max", "indicator"}),
            quantity=ten_thousandths(quote.quantity),
            quantity_max=None if most is None else ten_thousandths(most),
            indicator=held.get(quote.indicator),
        )


def corrections(
    draft: dict[str, Any], known: Known, given: actions.Acceptance
) -> Iterator[tuple[str, tuple[str, str]]]:
    """By its place in the draft: what the reader said and what was accepted in its place, as the desk keeps it."""
    chosen = {"agreement": key(given.agreement), "document": key(given.document)}
    for name, read in as_read(draft, known).items():
        was, now = plain(read), plain(chosen.get(name) or getattr(given, name))
        if was != now:
            yield name, (was, now)
    lists = {
        "parties": (draft["parties"], [party.name for party in given.parties]),
        "phases": (["–".join(years) for years in draft["phases"]], [term.name for term in given.phases]),
        "contents": (draft["contents"], [item.text for item in given.contents]),
        "agreed": ([one["text"] for one in draft["agreed"]], list(given.agreed)),
        "figures": (
            [amount_text(round(one["quantity"] * SCALE)) for one in draft["figures"]],
            [amount_text(quote.quantity) for quote in given.quotes],
        ),
    }
    for path, (read_out, given_back) in lists.items():
        for position, value in changed(read_out, given_back):
            yield f"{path}.{position}", (read_out[position], value)


def changed(was: list[str], now: list[str]) -> Iterator[tuple[int, str]]:
    """What a list says differently, by position; nothing where an entry was left out."""
    for kind, first, last, start, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind in ("replace", "delete"):
            yield from zip(range(first, last), chain(now[start:end], repeat("")), strict=False)


def key(chosen: Agreement | Document | None) -> str:
    return str(chosen.pk) if chosen else "new"


def plain(value: Any) -> str:
    return "" if value is None else str(value)
