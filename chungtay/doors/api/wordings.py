"""Words over the API: texts in three languages and how far each is, and the list of agreed terms."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Router, Schema
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import wordings as actions
from chungtay.answers.wordings import Said, Text, Words, agreement_of, found_thing, terms_found
from chungtay.models import Agreement, Plan, Term
from chungtay.rules.people import Act
from chungtay.rules.wordings import LANGUAGES, TRANSLATABLE, Agreed, Standing, TermState

from .asking import Asking, own_office
from .lists import Window
from .named import Given
from .shapes import Body

router = Router(tags=["words"])
ONE = "/programmes/{slug:slug}/words/{slug:kind}/{uuid:thing_id}/{slug:field}/{slug:language}"


class AgreedOut(Schema):
    vi: str
    said: str


class SaidOut(Schema):
    words: str
    standing: Standing
    seen: str  # send it along when writing: then nobody's words are written over unseen
    translated_by: str = ""
    translated_at: datetime | None = None
    checked_by: str = ""
    checked_at: datetime | None = None
    offered: list[AgreedOut]  # agreed words for the terms of the Vietnamese
    missing: list[str]  # terms whose agreed word the text lacks
    never: list[str]  # what it says although the terms forbid it


class TranslatedOut(Schema):
    kind: str
    id: UUID
    field: str
    vi: str
    lo: SaidOut
    en: SaidOut


class WordingIn(Given):
    text: str = Field(max_length=20_000)  # nothing written takes away what stood there
    seen: str | None = Field(None, max_length=64)


class CheckIn(Given):
    seen: str | None = Field(None, max_length=64)


class TermOut(Schema):
    id: UUID
    text: str
    text_lo: str
    text_en: str
    never: str
    note: str
    source: str
    state: TermState
    holder: Body


class TermIn(Given):
    text: str = Field(max_length=200)
    text_lo: str = Field("", max_length=200)
    text_en: str = Field("", max_length=200)
    never: str = Field("", max_length=300)  # commas between
    note: str = Field("", max_length=2_000)
    source: str = Field("", max_length=300)


@router.get("/programmes/{slug:slug}/words", response=list[TranslatedOut])
@paginate(Window)
def words(
    request: Asking, slug: str, of: UUID | None = None, state: Standing | None = None
) -> list[dict[str, Any]]:
    """Of the programme itself, or of one of its plans; `state` narrows to what stands so in either language."""
    shown = shown_words(request, slug)
    if of:
        visible = Plan.objects.visible_to(request.person, request.today)
        shown.plan = get_object_or_404(visible.filter(phase__agreement=shown.agreement), pk=of)
    return [text_told(text) for text in shown.asked(state=state or "")]


@router.get(ONE, response=TranslatedOut)
def wording(
    request: Asking, slug: str, kind: str, thing_id: UUID, field: str, language: str
) -> dict[str, Any]:
    shown, thing = found(request, slug, kind, thing_id, field, language)
    return text_told(shown.one(thing, field))


@router.put(ONE, response=TranslatedOut)
def translation(
    request: Asking, slug: str, kind: str, thing_id: UUID, field: str, language: str, given: WordingIn
) -> dict[str, Any]:
    """Write what says the Vietnamese; it stays a draft until a second person checks it."""
    shown, thing = found(request, slug, kind, thing_id, field, language)
    actions.translate(
        thing, field, language, given.text, seen=given.seen, by=request.person, at=timezone.now()
    )  # fmt: skip
    return text_told(shown.one(thing, field))


@router.post(f"{ONE}/check", response=TranslatedOut)
def check(
    request: Asking, slug: str, kind: str, thing_id: UUID, field: str, language: str, given: CheckIn
) -> dict[str, Any]:
    """Say, as a second person, that the words say what the Vietnamese says."""
    shown, thing = found(request, slug, kind, thing_id, field, language)
    actions.check_wording(thing, field, language, seen=given.seen, by=request.person, at=timezone.now())
    return text_told(shown.one(thing, field))


@router.post(f"{ONE}/equal", response=TranslatedOut)
def equal(request: Asking, slug: str, kind: str, thing_id: UUID, field: str, language: str) -> dict[str, Any]:
    """Say, for whoever signs, that the text was signed in these very words."""
    shown, thing = found(request, slug, kind, thing_id, field, language)
    actions.mark_equal(thing, field, language, by=request.person, at=timezone.now())
    return text_told(shown.one(thing, field))


@router.get("/terms", response=list[TermOut])
@paginate(Window)
def terms(request: Asking, words: str = "", state: TermState | None = None) -> list[Term]:
    """`words` finds with marks or without."""
    return terms_found(words[:100], state or "")


@router.post("/terms", response=TermOut)
def proposal(request: Asking, given: TermIn) -> Term:
    office = own_office(request, Act.TRANSLATE)
    term = Term(holder=office, **given.dict())
    return actions.propose_term(term, by=request.person, at=timezone.now())


@router.post("/terms/file", response=list[TermOut])
def list_of_terms(request: Asking, file: File[UploadedFile]) -> list[Term]:
    """Every row of a CSV file is proposed, or none; each fault names its row."""
    office = own_office(request, Act.TRANSLATE)
    return actions.load_terms(file.read(), holder=office, by=request.person, at=timezone.now())


@router.post("/terms/{uuid:id}/approval", response=TermOut)
def approval(request: Asking, id: UUID) -> Term:
    return actions.approve_term(get_object_or_404(Term, pk=id), by=request.person, at=timezone.now())


@router.post("/terms/{uuid:id}/retirement", response=TermOut)
def retirement(request: Asking, id: UUID) -> Term:
    return actions.retire_term(get_object_or_404(Term, pk=id), by=request.person, at=timezone.now())


def shown_words(request: Asking, slug: str) -> Words:
    visible = Agreement.objects.visible_to(request.person, request.today)
    return Words(get_object_or_404(visible, slug=slug), request.person, request.today)


def found(request: Asking, slug: str, kind: str, key: UUID, field: str, language: str) -> tuple[Words, Any]:
    shown = shown_words(request, slug)
    thing = found_thing(kind, key, request.person, request.today)
    known = field in TRANSLATABLE.get(kind, ()) and language in LANGUAGES
    if thing is None or not known or agreement_of(thing) != shown.agreement:
        raise Http404
    return shown, thing


def text_told(text: Text) -> dict[str, Any]:
    told = {"kind": text.kind, "id": text.thing.pk, "field": text.field, "vi": text.vietnamese}
    return told | {said.language: said_told(said) for said in text.said}


def said_told(said: Said) -> dict[str, Any]:
    row = said.wording
    told: dict[str, Any] = {
        "words": said.words,
        "standing": said.standing,
        "seen": said.seen,
        "offered": [agreed_told(term, said.language) for term in said.offered],
        "missing": [term.text for term in said.missing],
        "never": [word for word, _ in said.never],
    }
    if row:
        told |= {"translated_by": row.translated_by.known_as, "translated_at": row.translated_at}
        told |= {
            "checked_by": row.checked_by.known_as if row.checked_by else "",
            "checked_at": row.checked_at,
        }
    return told


def agreed_told(term: Agreed, language: str) -> dict[str, str]:
    return {"vi": term.text, "said": term.said(language)}
