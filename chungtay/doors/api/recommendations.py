"""Recommendations over the API: the list, one with each addressee's way, drafting, sending, every step."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import recommendations as actions
from chungtay.answers.documents import file_path
from chungtay.answers.recommendations import Choice, RecommendationPage, WayPage, holders_for, ways_for
from chungtay.models import Addressee, Agreement, Place, Recommendation
from chungtay.rules.documents import check_file
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.recommendations import Asked, Decided, Move, Origin, State

from .asking import Asking, programmes_of
from .lists import Window
from .named import Given
from .shapes import Body, GivenDay, Words, words

router = Router(tags=["recommendations"])


class RecommendationStepOut(Schema):
    id: UUID
    move: Move
    before: State
    after: State
    decision: str
    moved_at: datetime
    by_rule: bool  # taken by the house itself on its day
    day: date | None
    note: str
    paper_number: str
    paper_on: date | None
    files: list[str]  # SHA-256 of each, for `recommendations/{id}/papers/{step_id}/{sha256}`


class RecommendationWayOut(Schema):
    """One addressee of the list: what is asked, and how far it is."""

    id: UUID
    recommendation: UUID
    number: str
    text: Words
    sender: Body
    programme: str
    organisation: Body | None
    name: str  # of a body that is not in the house
    state: State
    decision: str
    due_on: date | None
    act_by: date | None
    escalated_on: date | None

    @staticmethod
    def resolve_recommendation(way: Addressee) -> UUID:
        return way.recommendation_id

    @staticmethod
    def resolve_number(way: Addressee) -> str:
        return str(way.recommendation) if way.recommendation.number else ""

    @staticmethod
    def resolve_text(way: Addressee) -> Words:
        return words(way.recommendation, "text")

    @staticmethod
    def resolve_sender(way: Addressee) -> Any:
        return way.recommendation.holder

    @staticmethod
    def resolve_programme(way: Addressee) -> str:
        return way.recommendation.agreement.slug if way.recommendation.agreement else ""


class WayFull(Schema):
    id: UUID
    organisation: Body | None
    name: str
    state: State
    decision: str
    turn: str | None  # sender, addressee, or nobody
    moves: list[Move]  # the steps that the caller may take now
    on_paper: list[Move]  # those of them that need the addressee's dispatch
    due_on: date | None
    proposed_on: date | None
    act_by: date | None
    done_on: date | None
    is_late: bool
    escalated_on: date | None
    escalated_to: Body | None
    superior_name: str
    lacks_superior: bool
    history: list[RecommendationStepOut]


class RecommendationFull(Schema):
    id: UUID
    number: str
    holder: Body
    text: Words
    grounds: str
    programme: str
    place: str
    origin: Origin
    origin_id: UUID | None  # if the caller reads what it came from
    drafted_at: datetime
    sent_at: datetime | None
    evidence: list[UUID]
    follows: UUID | None
    may_edit: bool
    may_send: bool
    addressees: list[WayFull]


class RecommendationIn(Given):
    text: str = Field(min_length=1, max_length=4_000)
    text_lo: str = Field("", max_length=4_000)
    text_en: str = Field("", max_length=4_000)
    grounds: str = Field("", max_length=8_000)
    programme: str = Field("", max_length=80)
    place: str = Field("", max_length=20)  # the code of a unit of today
    addressees: list[UUID] = Field([], max_length=200)
    outside: list[str] = Field([], max_length=50)  # names of bodies that are not in the house
    evidence: list[UUID] = Field([], max_length=50)  # papers
    office: UUID | None = None  # of several offices of the caller, on whose behalf
    origin: Origin = Origin.OWN
    origin_id: UUID | None = None


class SendingIn(Given):
    day: GivenDay | None = None  # by which an answer is asked for, if not the usual one
    note: str = Field("", max_length=2_000)


class RecommendationMoveIn(Given):
    """`day`: that is proposed, promised, newly due, or on which it was done."""

    move: Move
    note: str = Field("", max_length=4_000)
    decision: Decided | None = None
    day: GivenDay | None = None
    paper_number: str = Field("", max_length=60)
    paper_on: GivenDay | None = None


class SuperiorIn(Given):
    name: str = Field(min_length=1, max_length=300)


class CarryingIn(Given):
    programme: str = Field(min_length=1, max_length=80)


@router.get("/recommendations", response=list[RecommendationWayOut])
@paginate(Window)
def recommendations(
    request: Asking,
    shown: Literal["open", "mine", "answer", "verify", "late", "escalated", "over", "all"] = "open",
    state: State | Literal[""] = "",
    programme: str = "",
    addressee: UUID | None = None,
    sender: UUID | None = None,
    origin: Origin | Literal[""] = "",
    year: int | None = None,
    words: str = "",
    sort: Literal["due", "newest", "number", "addressee", "state"] = "due",
) -> QuerySet[Addressee]:
    """What the caller's offices ask of others and what is asked of them, one row for each addressee."""
    choice = Choice(
        shown=shown, state=state, programme=programme, addressee=addressee, sender=sender, origin=origin,
        year=year if year is None or 2000 <= year <= 2200 else -1, words=words[:200], sort=sort,
    )  # fmt: skip
    return ways_for(request.person, request.today, choice)


@router.post("/recommendations", response=RecommendationFull)
def draft(request: Asking, given: RecommendationIn) -> dict[str, Any]:
    """Draft one for an own office; nobody else sees it until it is sent."""
    offices = holders_for(request.person, request.today)
    office = offices.filter(pk=given.office).first() if given.office else offices.first()
    if given.office and office is None:
        raise RuleBroken(Message("Choose a body of your own.", where="office"))
    if office is None:
        raise RuleBroken(Message("Your post does not allow this."))
    told = asked_of(request, given, office.pk)
    kept = actions.draft_recommendation(told, by=request.person, at=timezone.now())
    return told_of(found(request, kept.pk))


@router.get("/recommendations/{uuid:id}", response=RecommendationFull)
def recommendation(request: Asking, id: UUID) -> dict[str, Any]:
    return told_of(found(request, id))


@router.put("/recommendations/{uuid:id}/text", response=RecommendationFull)
def edit(request: Asking, id: UUID, given: RecommendationIn) -> dict[str, Any]:
    """Say anew what is asked and of whom, as long as it was not sent."""
    page = found(request, id)
    actions.refuse_unless_sender(request.person, Act.RECORD, page.asked, timezone.now())
    if given.office not in (None, page.asked.holder_id):
        raise RuleBroken(Message("Who asks stays as it was drafted.", where="office"))
    told = asked_of(request, given, page.asked.holder_id)
    actions.edit_recommendation(page.asked, told, by=request.person, at=timezone.now())
    return told_of(found(request, id))


@router.post("/recommendations/{uuid:id}/sending", response=RecommendationFull)
def send(request: Asking, id: UUID, given: SendingIn) -> dict[str, Any]:
    """Send it to all addressees with the next number of its office and year."""
    page = found(request, id)
    actions.send_recommendation(
        page.asked, day=given.day, note=given.note, by=request.person, at=timezone.now()
    )
    return told_of(found(request, id))


@router.post("/recommendations/{uuid:id}/withdrawal", response=RecommendationFull)
def withdraw(request: Asking, id: UUID) -> dict[str, Any]:
    """Take a draft back; what was sent is taken back with each addressee by a step."""
    actions.withdraw_draft(found(request, id).asked, by=request.person, at=timezone.now())
    return told_of(found(request, id))


@router.post("/recommendations/{uuid:id}/carrying", response=RecommendationFull)
def carry(request: Asking, id: UUID, given: CarryingIn) -> dict[str, Any]:
    """Begin the same anew in the agreement of the next phase; answers with that draft."""
    asked, by, at = found(request, id).asked, request.person, timezone.now()
    actions.refuse_unless_sender(by, Act.RECORD, asked, at)
    [agreement] = programmes_of(request, [given.programme])
    later = actions.carry_over(asked, agreement, by=by, at=at)
    return told_of(found(request, later.pk))


@router.post("/recommendations/{uuid:id}/addressees/{uuid:way_id}/moves", response=RecommendationFull)
def move(
    request: Asking, id: UUID, way_id: UUID, given: Form[RecommendationMoveIn],
    files: File[list[UploadedFile]] = [],  # noqa: B006
) -> dict[str, Any]:  # fmt: skip
    """Take one step with one addressee; taking it twice within a minute is once. Of files the first is kept."""
    way, by, at = way_of(found(request, id), way_id).way, request.person, timezone.now()
    for file in files[:1]:
        check_file(name=file.name or "", size=file.size or 0)  # before its bytes are in memory
    kept = [(file.name or "", file.read(), file.content_type or "") for file in files[:1]]
    if not actions.just_moved(way, given.move, by=by, at=at):
        if given.move is Move.ESCALATE:
            actions.escalate(way, note=given.note, by=by, at=at)
        else:
            paper = actions.Paper(given.paper_number, given.paper_on, next(iter(kept), None))
            actions.move_recommendation(
                way,
                given.move,
                note=given.note,
                decision=given.decision,
                day=given.day,
                paper=paper,
                by=by,
                at=at,
            )
    return told_of(found(request, id))


@router.post("/recommendations/{uuid:id}/addressees/{uuid:way_id}/superior", response=RecommendationFull)
def name_superior(request: Asking, id: UUID, way_id: UUID, given: SuperiorIn) -> dict[str, Any]:
    """Name the body above an addressee that stands under none."""
    way = way_of(found(request, id), way_id).way
    actions.name_superior(way, given.name, by=request.person, at=timezone.now())
    return told_of(found(request, id))


@router.get("/recommendations/{uuid:id}/papers/{uuid:step_id}/{sha256}")
def paper(request: Asking, id: UUID, step_id: UUID, sha256: str) -> FileResponse:
    """The paper of a step, as it was brought; in place of the step, a paper of `evidence`."""
    kept = get_object_or_404(found(request, id).files_of(step_id).filter(sha256=sha256)[:1])
    content = file_path(kept.sha256).open("rb")
    return FileResponse(content, as_attachment=True, filename=kept.name, content_type=kept.media_type)


def found(request: Asking, id: UUID) -> RecommendationPage:
    visible = Recommendation.objects.visible_to(request.person, request.today)
    near = visible.select_related("holder", "agreement", "place")
    return RecommendationPage(get_object_or_404(near, pk=id), request.person, request.today)


def way_of(page: RecommendationPage, way_id: UUID) -> WayPage:
    get_object_or_404(page.asked.addressees, pk=way_id)
    return next(one for one in page.ways if one.way.pk == way_id)


def asked_of(request: Asking, given: RecommendationIn, holder: UUID) -> Asked:
    """As `draft_recommendation` takes it."""
    agreement: Agreement | None = (
        next(iter(programmes_of(request, [given.programme])), None) if given.programme else None
    )
    place = Place.objects.on(request.today).filter(code=given.place).first() if given.place else None
    if given.place and place is None:
        raise RuleBroken(Message("Choose a place of the list.", where="place"))
    return Asked(
        holder=holder, text=given.text, text_lo=given.text_lo, text_en=given.text_en, grounds=given.grounds,
        addressees=tuple(given.addressees), outside=tuple(name[:300] for name in given.outside),
        agreement=agreement.pk if agreement else None, place=place.pk if place else None,
        evidence=tuple(given.evidence), origin=given.origin, origin_id=given.origin_id,
    )  # fmt: skip


def told_of(page: RecommendationPage) -> dict[str, Any]:
    asked = page.asked
    plain = ("id", "holder", "grounds", "origin", "drafted_at", "sent_at")
    return {name: getattr(asked, name) for name in plain} | {
        "number": str(asked) if asked.number else "",
        "text": words(asked, "text"),
        "programme": asked.agreement.slug if asked.agreement else "",
        "place": asked.place.code if asked.place else "",
        "origin_id": page.origin.pk if page.origin else None,
        "evidence": [one.pk for one in page.evidence],
        "follows": page.before.pk if page.before else None,
        "may_edit": page.may_edit,
        "may_send": page.may_send,
        "addressees": [told_way(one) for one in page.ways],
    }


def told_way(page: WayPage) -> dict[str, Any]:
    way = page.way
    plain = (
        "id", "organisation", "name", "state", "decision", "due_on", "proposed_on", "act_by", "done_on",
        "escalated_on", "escalated_to", "superior_name",
    )  # fmt: skip
    moves = [*page.moves, *([Move.ESCALATE] if page.may_escalate else [])]
    return {name: getattr(way, name) for name in plain} | {
        "turn": page.turn,
        "moves": moves,
        "on_paper": [one for one in moves if page.on_paper(one)],
        "is_late": page.is_late,
        "lacks_superior": page.lacks_superior,
        "history": [
            {name: getattr(step, name) for name in STEP}
            | {
                "by_rule": step.moved_by_id is None,
                "files": [file.sha256 for file in step.document.files.all()] if step.document else [],
            }
            for step in page.history
        ],
    }


STEP = (
    "id", "move", "before", "after", "decision", "moved_at", "day", "note", "paper_number", "paper_on",
)  # fmt: skip
