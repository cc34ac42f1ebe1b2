"""Official papers in the making over the API: beginning one, its boxes, its number, its signed scan, its files."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Router, Schema
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import drafts as actions
from chungtay.answers.drafts import DraftPage, drafts_of, origin_of, writing_for
from chungtay.answers.registry import books_of
from chungtay.models import Draft
from chungtay.rules.messages import Message, RuleBroken

from .asking import Asking, programmes_of
from .errors import said
from .lists import Window
from .named import Given
from .shapes import Body, GivenDay, known_bodies

router = Router(tags=["papers"])
Language = Literal["vi", "lo", "en"]
Line = Annotated[str, Field(max_length=300)]


class PaperSigner(Given):
    authority: Line = ""  # on whose behalf, for whom; may hold line ends
    post: Line = ""
    name: Line = ""
    organisation: Line = ""


class DraftHead(Schema):
    id: UUID
    paper: str
    holder: Body
    title: str
    language: str
    house_style: str
    number: str
    changed_at: datetime
    issued_at: datetime | None
    closed_at: datetime | None


class DraftOut(DraftHead):
    @staticmethod
    def resolve_number(draft: Draft) -> str:
        return draft.document.number if draft.document else ""


class DraftFull(DraftHead):
    state: str
    programme: str | None
    document: UUID | None
    fingerprint: str
    values: dict[str, Any]  # what was typed
    boxes: dict[str, Any]  # what stands in each box: typed, or as the facts say
    missing: list[str]  # before it can be signed


class DraftIn(Given):
    paper: str = Field(max_length=40)
    programme: str = Field("", max_length=80)
    plan: UUID | None = None
    meeting: UUID | None = None
    recommendation: UUID | None = None
    language: Language = "vi"
    title: str = Field("", max_length=500)
    office: UUID | None = None  # of several offices of the caller, which writes it


class WritingIn(Given):
    title: str = Field(max_length=500)
    language: Language | Literal[""] = ""
    house_style: str = Field("", max_length=20)
    values: dict[str, str | list[PaperSigner]] = Field({}, max_length=60)  # by the name of the box


class PaperNumberIn(Given):
    on: GivenDay  # the day of signing
    book: UUID | None = None
    number: int | None = Field(None, ge=1, le=999_999)
    suffix: str = Field("", max_length=10)


@router.get("/papers", response=list[DraftOut])
@paginate(Window)
def papers(request: Asking, programme: str = "") -> QuerySet[Draft]:
    chosen = programmes_of(request, [programme])[0] if programme else None
    return drafts_of(request.person, request.today, chosen)


@router.post("/papers", response=DraftFull)
def begin(request: Asking, given: DraftIn) -> dict[str, Any]:
    """Begin a paper out of a plan, a programme, a meeting, a recommendation; pressed twice it is one."""
    asked = {
        name: str(getattr(given, name) or "") for name in ("programme", "plan", "meeting", "recommendation")
    }
    origin = origin_of(request.person, request.today, **asked)
    if origin is None:
        raise RuleBroken(Message("This is not shared with you.", where="programme"))
    offices = writing_for(request.person, request.today, origin.agreement)
    office = offices.first()
    if given.office:
        office = known_bodies([given.office], offices, "office")[given.office]
    if office is None:
        raise RuleBroken(Message("Your post does not allow this."))
    draft = origin.draft(given.paper, holder=office, language=given.language)
    draft.title = given.title
    return told(request, actions.begin_draft(draft, by=request.person, at=timezone.now()))


@router.get("/papers/{uuid:id}", response=DraftFull)
def paper(request: Asking, id: UUID) -> dict[str, Any]:
    return told(request, found(request, id))


@router.put("/papers/{uuid:id}", response=DraftFull)
def write(request: Asking, id: UUID, given: WritingIn) -> dict[str, Any]:
    """Keep what was typed. A box that is not sent stays as it is; one that says what the facts say follows them."""
    values = {
        name: [one.dict() for one in value] if isinstance(value, list) else value
        for name, value in given.values.items()
    }
    actions.write_draft(
        found(request, id), title=given.title, language=given.language, house_style=given.house_style,
        values=values, by=request.person, at=timezone.now(),
    )  # fmt: skip
    return told(request, found(request, id))


@router.post("/papers/{uuid:id}/number", response=DraftFull)
def number(request: Asking, id: UUID, given: PaperNumberIn) -> dict[str, Any]:
    """Signed on paper: from a register of the house the next number, or the one that the office gave."""
    draft = found(request, id)
    books = books_of(request.person, draft.holder, request.today)
    book = get_object_or_404(books, pk=given.book) if given.book else None
    actions.issue_draft(
        draft, on=given.on, book=book, number=given.number, suffix=given.suffix, by=request.person, at=timezone.now()
    )  # fmt: skip
    return told(request, found(request, id))


@router.post("/papers/{uuid:id}/scan", response=DraftFull)
def scan(request: Asking, id: UUID, file: File[UploadedFile], shared: bool = False) -> dict[str, Any]:
    """The signed scan closes the paper; `shared`: all sides of the programme read it."""
    kept = (file.name or "", file.read(), file.content_type or "")
    actions.close_draft(found(request, id), kept, shared=shared, by=request.person, at=timezone.now())
    return told(request, found(request, id))


@router.post("/papers/{uuid:id}/withdrawal", response=DraftFull)
def withdraw(request: Asking, id: UUID) -> dict[str, Any]:
    actions.withdraw_draft(found(request, id), by=request.person, at=timezone.now())
    return told(request, found(request, id))


@router.get("/papers/{uuid:id}/paper.{form}")
def file(request: Asking, id: UUID, form: Literal["pdf", "docx"]) -> HttpResponse:
    page = DraftPage(found(request, id), request.person, request.today)
    content = actions.file_of(page.draft, page.paper, form, request.today)
    return HttpResponse(content, content_type=actions.MEDIA[form])


def found(request: Asking, id: UUID) -> Draft:
    visible = Draft.objects.visible_to(request.person, request.today)
    near = visible.select_related(
        "holder__parent", "holder__place", "agreement", "document", "plan", "meeting"
    )
    return get_object_or_404(near, pk=id)


def told(request: Asking, draft: Draft) -> dict[str, Any]:
    page = DraftPage(draft, request.person, request.today)
    plain = ("id", "paper", "holder", "title", "language", "house_style", "changed_at", "issued_at", "closed_at",
             "fingerprint", "values")  # fmt: skip
    return {name: getattr(draft, name) for name in plain} | {
        "number": draft.document.number if draft.document else "",
        "document": draft.document_id,
        "programme": draft.agreement.slug if draft.agreement else None,
        "state": page.state.value,
        "boxes": page.boxes,
        "missing": [said(one) for one in page.missing],
    }
