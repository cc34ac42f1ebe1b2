"""What anybody may read without an account: open tables, articles, programmes. Reads published copies only.

Readers are counted by a keyed mark of their network that lives for a minute in this process; no address is kept.
"""

from collections.abc import Iterator
from datetime import date, datetime
from hashlib import blake2b
from secrets import token_bytes
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from ninja.pagination import paginate
from ninja.throttling import AnonRateThrottle

from chungtay.models.published import ArticleCopy, Portal, ProgrammeCopy, ResultTable
from chungtay.rules.portals import host_of
from chungtay.rules.proxies import client_address, network_of
from chungtay.rules.published.dictionary import dictionary, told

from .errors import TakenBack
from .lists import Window
from .shapes import Amount, Words, words

SALT = token_bytes(16)


class ByNetwork(AnonRateThrottle):
    def allow_request(self, request: HttpRequest) -> bool:
        self.num_requests = settings.PUBLIC_API_A_MINUTE
        return super().allow_request(request)

    def get_cache_key(self, request: HttpRequest) -> str | None:
        peer, forwarded = request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", "")
        network = network_of(client_address(peer, forwarded, settings.PROXIES))
        return f"public-api-{blake2b(network.encode(), key=SALT, digest_size=12).hexdigest()}"


router = Router(tags=["public"], auth=None, throttle=ByNetwork("1/m"))


class TableAddressOut(Schema):
    """Where one version stands: /api/public/tables/{programme}/{table}/{version}."""

    programme: str
    table: str
    version: int
    published_at: datetime

    @staticmethod
    def resolve_programme(table: ResultTable) -> str:
        return table.programme.slug

    @staticmethod
    def resolve_table(table: ResultTable) -> str:
        return table.slug


class OpenTableOut(TableAddressOut):
    """One version; its address and its rows never change."""

    title: Words
    first_on: date
    last_on: date
    known_on: date
    map_on: date
    fingerprint: str  # of the frozen review
    least: int  # counts of fewer persons are hidden
    licence: str
    licence_url: str

    @staticmethod
    def resolve_title(table: ResultTable) -> Words:
        return words(table, "title")


class OpenRowOut(Schema):
    """As `dictionary` says."""

    code: str
    indicator: str
    indicator_vi: str
    indicator_lo: str
    indicator_en: str
    measure_vi: str
    measure_lo: str
    measure_en: str
    first_on: date
    last_on: date
    place: str
    place_since: str
    place_vi: str
    place_lo: str
    place_en: str
    dimension: str
    category: str
    category_vi: str
    category_lo: str
    category_en: str
    amount: Amount | None
    hidden: Literal["", "small", "protected", "withheld"]
    qualifier: str
    target: Amount | None
    reported: int | None
    due: int | None


class OpenColumnOut(Schema):
    column: str
    vi: str
    lo: str
    en: str


class OpenTableWholeOut(OpenTableOut):
    dictionary: list[OpenColumnOut]
    rows: list[OpenRowOut]

    @staticmethod
    def resolve_dictionary(table: ResultTable) -> list[dict[str, str]]:
        return dictionary()

    @staticmethod
    def resolve_rows(table: ResultTable) -> Iterator[dict[str, Any]]:
        return told(table.rows, table.names)


class PublicProgrammeOut(Schema):
    slug: str
    name: Words
    purpose: Words
    relations_since: int | None
    copied_at: datetime

    @staticmethod
    def resolve_name(programme: ProgrammeCopy) -> Words:
        return words(programme, "name")

    @staticmethod
    def resolve_purpose(programme: ProgrammeCopy) -> Words:
        return words(programme, "purpose")


class PublicArticleOut(Schema):
    slug: str
    language: str
    title: str
    summary: str
    author: str
    source: str
    source_url: str
    terms: str
    programme: str
    tags: list[str]
    published_at: datetime
    renewed_at: datetime

    @staticmethod
    def resolve_programme(article: ArticleCopy) -> str:
        return article.programme_slug


class PublicArticleWholeOut(PublicArticleOut):
    body_html: str
    corrections: list[dict[str, str]]


@router.get("/public/tables", response=list[OpenTableOut])
@paginate(Window)
def tables(request: HttpRequest) -> Any:
    """Every version that anybody may have."""
    return tables_on(portal_of(request)).filter(withdrawn_at=None)


@router.get("/public/tables/{programme}/{table}", response=OpenTableWholeOut)
def table(request: HttpRequest, programme: str, table: str) -> ResultTable:
    """The newest version that was not taken back."""
    found = tables_on(portal_of(request)).filter(programme__slug=programme, slug=table).order_by("-version")
    newest = found.filter(withdrawn_at=None).first()
    if newest is None and found.exists():
        raise TakenBack
    return newest or get_object_or_404(found)


@router.get("/public/tables/{programme}/{table}/{version}", response=OpenTableWholeOut)
def table_version(request: HttpRequest, programme: str, table: str, version: int) -> ResultTable:
    known = tables_on(portal_of(request)).filter(programme__slug=programme, slug=table)
    found = get_object_or_404(known, version=version)
    if found.withdrawn_at is not None:
        raise TakenBack
    return found


@router.get("/public/programmes", response=list[PublicProgrammeOut])
@paginate(Window)
def programmes(request: HttpRequest) -> Any:
    return ProgrammeCopy.objects.on(portal_of(request))


@router.get("/public/programmes/{programme}", response=PublicProgrammeOut)
def programme(request: HttpRequest, programme: str) -> ProgrammeCopy:
    if ProgrammeCopy.ever.filter(slug=programme, withdrawn_at__isnull=False).exists():
        raise TakenBack
    return get_object_or_404(ProgrammeCopy.objects.on(portal_of(request)), slug=programme)


@router.get("/public/articles", response=list[PublicArticleOut])
@paginate(Window)
def articles(request: HttpRequest) -> Any:
    return articles_on(portal_of(request)).filter(withdrawn_at=None)


@router.get("/public/articles/{article}", response=PublicArticleWholeOut)
def article(request: HttpRequest, article: str) -> ArticleCopy:
    found = get_object_or_404(articles_on(portal_of(request)), slug=article)
    if found.withdrawn_at is not None:
        raise TakenBack
    return found


def portal_of(request: HttpRequest) -> Portal:
    """That of the host; an unsaved one in a house that has not made any."""
    return Portal.objects.at(host_of(request.get_host())) or Portal()


def tables_on(portal: Portal) -> Any:
    on = ProgrammeCopy.objects.on(portal)
    return ResultTable.objects.filter(programme__in=on).select_related("programme")


def articles_on(portal: Portal) -> Any:
    """An unsaved portal is that of a house that has not made any: there every article stands."""
    return ArticleCopy.objects.all() if portal._state.adding else ArticleCopy.objects.filter(portals=portal)
