"""Public sites over the API: what each says of itself, its emblem, the headings of news."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from chungtay.actions import portals as actions
from chungtay.answers import portals as answers
from chungtay.models import NewsCategory, Portal
from chungtay.rules.documents import check_file
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.portals import LINE_FIELDS, LINK_FIELDS

from .asking import Asking
from .named import Given
from .shapes import GivenDay

router = Router(tags=["public sites"])


class SiteLink(Given):
    kind: Literal["parent", "site", "press"] = "site"
    name: str = Field(max_length=300)
    name_lo: str = Field("", max_length=300)
    name_en: str = Field("", max_length=300)
    url: str = Field(max_length=500)


class HelpLineIn(Given):
    number: str = Field(max_length=40)
    name: str = Field(max_length=300)
    name_lo: str = Field("", max_length=300)
    name_en: str = Field("", max_length=300)
    source: str = Field(max_length=500)
    checked_on: GivenDay | None = None


class HelpLineOut(Schema):
    number: str
    name: str
    name_lo: str
    name_en: str
    source: str
    checked_on: date | None


class SiteNew(Given):
    name: str = Field(max_length=200)


class SiteIn(Given):
    """The whole of it anew."""

    name: str = Field(max_length=200)
    name_lo: str = Field("", max_length=200)
    name_en: str = Field("", max_length=200)
    body: str = Field("", max_length=300)
    body_lo: str = Field("", max_length=300)
    body_en: str = Field("", max_length=300)
    responsible: str = Field("", max_length=300)
    responsible_lo: str = Field("", max_length=300)
    responsible_en: str = Field("", max_length=300)
    terms: str = Field("", max_length=500)
    terms_lo: str = Field("", max_length=500)
    terms_en: str = Field("", max_length=500)
    address: str = Field("", max_length=500)
    phone: str = Field("", max_length=80)
    fax: str = Field("", max_length=80)
    email: str = Field("", max_length=200)
    licence: str = Field("", max_length=200)
    licence_url: str = Field("", max_length=500)
    cloth: str = Field("", max_length=7)
    thread: str = Field("", max_length=7)
    hosts: list[str] = Field([], max_length=20)
    programmes: list[str] = Field([], max_length=200)
    takes_letters: bool = True
    answer_days: int | None = Field(None, ge=1, le=365)
    answer_days_source: str = Field("", max_length=300)
    keep_contact_days: int = Field(180, ge=1, le=365)
    position: int = Field(0, ge=0, le=999)
    links: list[SiteLink] = Field([], max_length=60)
    help_lines: list[HelpLineIn] = Field([], max_length=20)


class SiteOut(Schema):
    id: UUID
    slug: str
    name: str
    name_lo: str
    name_en: str
    body: str
    responsible: str
    terms: str
    address: str
    phone: str
    email: str
    licence: str
    licence_url: str
    cloth: str
    thread: str
    hosts: list[str]
    programmes: list[str]
    takes_letters: bool
    answer_days: int | None
    answer_days_source: str
    keep_contact_days: int
    position: int
    emblem_sha256: str
    links: list[dict[str, str]]
    help_lines: list[HelpLineOut]

    @staticmethod
    def resolve_links(portal: Portal) -> list[dict[str, str]]:
        return [{name: getattr(link, name) for name in LINK_FIELDS} for link in portal.links.all()]

    @staticmethod
    def resolve_help_lines(portal: Portal) -> list[dict[str, Any]]:
        return [{name: getattr(line, name) for name in LINE_FIELDS} for line in portal.help_lines.all()]


class HeadingIn(Given):
    name: str = Field(max_length=120)
    name_lo: str = Field("", max_length=120)
    name_en: str = Field("", max_length=120)
    is_announcement: bool = False
    position: int = Field(0, ge=0, le=999)


class HeadingOut(Schema):
    slug: str
    name: str
    name_lo: str
    name_en: str
    is_announcement: bool
    position: int


@router.get("/portals", response=list[SiteOut])
def portals(request: Asking) -> list[Portal]:
    return list(answers.portals_of(request.person, request.today))


@router.post("/portals", response=SiteOut)
def portal_new(request: Asking, given: SiteNew) -> Portal:
    office = answers.keeper_office(request.person, request.today)
    if office is None:
        raise RuleBroken(Message("Your post does not allow this."))
    return actions.open_portal(given.dict(), holder=office, by=request.person, at=timezone.now())


@router.get("/portals/headings", response=list[HeadingOut])
def headings(request: Asking) -> list[NewsCategory]:
    return list(answers.categories())


@router.post("/portals/headings", response=HeadingOut)
def heading_new(request: Asking, given: HeadingIn) -> NewsCategory:
    return actions.write_category(None, given.dict(), by=request.person, at=timezone.now())


@router.put("/portals/headings/{slug:slug}", response=HeadingOut)
def heading(request: Asking, slug: str, given: HeadingIn) -> NewsCategory:
    shown = heading_of(request, slug)
    return actions.write_category(shown, given.dict(), by=request.person, at=timezone.now())


@router.delete("/portals/headings/{slug:slug}", response=list[HeadingOut])
def heading_removal(request: Asking, slug: str) -> list[NewsCategory]:
    actions.drop_category(heading_of(request, slug), by=request.person, at=timezone.now())
    return list(answers.categories())


@router.get("/portals/{uuid:id}", response=SiteOut)
def portal(request: Asking, id: UUID) -> Portal:
    return found(request, id)


@router.put("/portals/{uuid:id}", response=SiteOut)
def portal_change(request: Asking, id: UUID, given: SiteIn) -> Portal:
    told = given.dict()
    links, lines = told.pop("links"), told.pop("help_lines")
    actions.edit_portal(
        found(request, id), told, links=links, help_lines=lines, by=request.person, at=timezone.now()
    )
    return found(request, id)


@router.post("/portals/{uuid:id}/emblem", response=SiteOut)
def emblem(request: Asking, id: UUID, file: File[UploadedFile]) -> Portal:
    name = file.name or ""
    check_file(name=name, size=file.size or 0)  # before its bytes are in memory
    actions.put_emblem(found(request, id), file.read(), name=name, by=request.person, at=timezone.now())
    return found(request, id)


@router.delete("/portals/{uuid:id}/emblem", response=SiteOut)
def emblem_removal(request: Asking, id: UUID) -> Portal:
    return actions.take_emblem_away(found(request, id), by=request.person, at=timezone.now())


def found(request: Asking, id: UUID) -> Portal:
    return get_object_or_404(answers.portals_of(request.person, request.today), pk=id)


def heading_of(request: Asking, slug: str) -> NewsCategory:
    """Whose post allows nothing here is told so before the heading is looked for."""
    actions.refuse_unless_site_keeper(request.person, timezone.now())
    shown = NewsCategory.objects.filter(slug=slug).first()
    if shown is None:
        raise Http404
    return shown
