"""Criticism of drafts over the API: receipt, clauses, opinions, conference, points, reply, final text, comparison."""

from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router
from ninja.pagination import paginate

from chungtay.actions import criticism as actions
from chungtay.actions.criticism import Opinion
from chungtay.actions.drafts import MEDIA
from chungtay.answers.criticism import (
    bodies_for_opinions,
    comparison_file,
    criticisms_of,
    drafters_for,
    holders_for,
)
from chungtay.answers.recommendations import bodies_to_ask
from chungtay.models import Criticism
from chungtay.rules.criticism import ClauseText, Replied, Side, Turn, written
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.recommendations import Asked as Recommended

from ..asking import Asking, programmes_of
from ..lists import Window
from ..shapes import known_bodies
from .finding import asked_of, clause_of, document_of, found, point_from, point_of, said, text_of, told
from .shapes import (
    ClauseOpinionIn,
    ComparedOut,
    CriticismConferenceIn,
    CriticismFull,
    CriticismIn,
    CriticismNoteIn,
    CriticismOut,
    CriticismReplyIn,
    CriticsIn,
    CutIn,
    DraftTextIn,
    FinalIn,
    MatchesIn,
    PointIn,
    PointRecommendationIn,
)

router = Router(tags=["criticism"])


@router.get("/criticisms", response=list[CriticismOut])
@paginate(Window)
def criticisms(request: Asking, programme: str = "", over: bool = False) -> QuerySet[Criticism]:
    """Those that go on, soonest due first; `over`: those that have ended, newest first."""
    chosen = programmes_of(request, [programme])[0] if programme else None
    return criticisms_of(request.person, request.today, programme=chosen, over=over)


@router.post("/criticisms", response=CriticismFull)
def receive(request: Asking, given: CriticismIn) -> dict[str, Any]:
    """Take a draft in. One that came too late needs a reason to be taken, or one to be refused."""
    by, at, today = request.person, timezone.now(), request.today
    holders = holders_for(by, today)
    holder = get_object_or_404(holders, pk=given.holder) if given.holder else holders.first()
    if holder is None:
        raise RuleBroken(Message("Your post does not allow this."))
    paper = document_of(request, given.document)
    criticism = Criticism(
        holder=holder, draft=paper,
        drafter=get_object_or_404(drafters_for(by, today), pk=given.drafter) if given.drafter else None,
        agreement=programmes_of(request, [given.programme])[0] if given.programme else None,
        **given.dict(include={"title", "title_lo", "drafter_name", "received_on", "submitted_on", "due_on",
                              "late_reason"}),
    )  # fmt: skip
    text = text_of(given.text, paper, request)
    made = actions.receive_draft(criticism, text=text, refused_because=given.refused_because, by=by, at=at)
    return told(found(request, made.pk))


@router.get("/criticisms/{uuid:id}", response=CriticismFull)
def criticism(request: Asking, id: UUID) -> dict[str, Any]:
    return told(found(request, id))


@router.put("/criticisms/{uuid:id}/clauses", response=CriticismFull)
def clauses(request: Asking, id: UUID, given: DraftTextIn) -> dict[str, Any]:
    """The draft anew, cut at its articles and clauses; until opinions are asked for."""
    page = found(request, id)
    text = text_of(given.text, document_of(request, given.document), request)
    actions.cut_draft(page.criticism, text, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.put("/criticisms/{uuid:id}/cutting", response=CriticismFull)
def cutting(request: Asking, id: UUID, given: CutIn) -> dict[str, Any]:
    """The same words, cut otherwise."""
    page = found(request, id)
    typed = written([ClauseText(one.name, one.text) for one in given.clauses])
    actions.cut_anew(page.criticism, typed, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/criticisms/{uuid:id}/refusal", response=CriticismFull)
def refuse(request: Asking, id: UUID, given: CriticismNoteIn) -> dict[str, Any]:
    actions.refuse_draft(found(request, id).criticism, note=given.note, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/criticisms/{uuid:id}/asked", response=CriticismFull)
def ask(request: Asking, id: UUID, given: CriticsIn) -> dict[str, Any]:
    """Units answer from their own account; what experts say the office types in."""
    page = found(request, id)
    among = bodies_for_opinions(page.criticism, request.person, request.today)
    bodies = known_bodies(given.bodies, among, "bodies").values()
    actions.ask_critics(
        page.criticism, bodies=bodies, experts=given.experts, due_on=given.due_on, by=request.person,
        at=timezone.now(),
    )  # fmt: skip
    return told(found(request, id))


@router.post("/criticisms/{uuid:id}/asked/{uuid:asked}/opinions", response=CriticismFull)
def opine(request: Asking, id: UUID, asked: UUID, given: ClauseOpinionIn) -> dict[str, Any]:
    """Of one clause, by its position, or without one of the whole; a later word on the same holds."""
    page = found(request, id)
    told_of = Opinion(
        stand=given.stand, clause=clause_of(page, given.clause), text=given.text, proposal=given.proposal
    )
    actions.give_opinion(asked_of(page, asked), told_of, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/criticisms/{uuid:id}/asked/{uuid:asked}/end", response=CriticismFull)
def end_opinion(request: Asking, id: UUID, asked: UUID) -> dict[str, Any]:
    """That is all this unit or expert has to say."""
    actions.finish_opinions(asked_of(found(request, id), asked), by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/criticisms/{uuid:id}/conference", response=CriticismFull)
def confer(request: Asking, id: UUID, given: CriticismConferenceIn) -> dict[str, Any]:
    turns = [Turn(one.kind, one.speaker, one.text) for one in given.turns]
    actions.hold_conference(
        found(request, id).criticism, held_on=given.held_on, venue=given.venue, turns=turns, note=given.note,
        by=request.person, at=timezone.now(),
    )  # fmt: skip
    return told(found(request, id))


@router.post("/criticisms/{uuid:id}/points", response=CriticismFull)
def add_point(request: Asking, id: UUID, given: PointIn) -> dict[str, Any]:
    page = found(request, id)
    actions.write_point(page.criticism, point_from(page, given), by=request.person, at=timezone.now())
    return told(found(request, id))


@router.put("/criticisms/{uuid:id}/points/{number}", response=CriticismFull)
def change_point(request: Asking, id: UUID, number: int, given: PointIn) -> dict[str, Any]:
    page = found(request, id)
    kept = point_of(page, number)
    actions.change_point(kept, point_from(page, given), by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/criticisms/{uuid:id}/points/{number}/removal", response=CriticismFull)
def drop_point(request: Asking, id: UUID, number: int) -> dict[str, Any]:
    """The others move up."""
    actions.drop_point(point_of(found(request, id), number), by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/criticisms/{uuid:id}/points/{number}/recommendations", response=dict[str, UUID])
def recommend(request: Asking, id: UUID, number: int, given: PointRecommendationIn) -> dict[str, UUID]:
    """A point that shall be answered by deeds: drafts a recommendation, and says its id."""
    page = found(request, id)
    point = point_of(page, number)
    known_bodies(given.addressees, bodies_to_ask(request.person, request.today), "addressees")
    asked = Recommended(
        holder=page.criticism.holder_id, text=given.text, grounds=point.text, addressees=tuple(given.addressees),
        outside=tuple(given.outside),
    )  # fmt: skip
    return {"id": actions.recommend_point(point, asked, by=request.person, at=timezone.now()).pk}


@router.post("/criticisms/{uuid:id}/paper", response=dict[str, UUID])
def paper(request: Asking, id: UUID, language: Literal["vi", "lo", "en"] = "vi") -> dict[str, UUID]:
    """Begin the official paper with these facts, and say its id among the papers."""
    page = found(request, id)
    made = actions.begin_paper(page.criticism, language=language, by=request.person, at=timezone.now())
    return {"id": made.pk}


@router.post("/criticisms/{uuid:id}/sending", response=CriticismFull)
def send(request: Asking, id: UUID, given: CriticismNoteIn) -> dict[str, Any]:
    """From now on it stands; without a conference the note says why there was none."""
    actions.send_criticism(
        found(request, id).criticism, note=given.note, by=request.person, at=timezone.now()
    )
    return told(found(request, id))


@router.post("/criticisms/{uuid:id}/reply", response=CriticismFull)
def reply(request: Asking, id: UUID, given: CriticismReplyIn) -> dict[str, Any]:
    """By the drafter itself; by the office that criticises, with number and day, where it came on paper."""
    page = found(request, id)
    replies = {one.point: Replied(one.taken, one.reason) for one in given.replies}
    actions.reply_to_criticism(
        page.criticism, replies, on=given.replied_on, number=given.number,
        on_paper=Side.DRAFTER not in page.sides, by=request.person, at=timezone.now(),
    )  # fmt: skip
    return told(found(request, id))


@router.post("/criticisms/{uuid:id}/final", response=CriticismFull)
def final(request: Asking, id: UUID, given: FinalIn) -> dict[str, Any]:
    """The text as it was issued, cut like the draft and matched with it."""
    page = found(request, id)
    actions.lay_final(
        page.criticism, given.text, number=given.number, on=given.final_on,
        document=document_of(request, given.document), by=request.person, at=timezone.now(),
    )  # fmt: skip
    return told(found(request, id))


@router.put("/criticisms/{uuid:id}/matching", response=CriticismFull)
def match(request: Asking, id: UUID, given: MatchesIn) -> dict[str, Any]:
    """By their positions: which clause of the draft each of these final clauses came of."""
    matches = {one.final: one.clause for one in given.matches}
    actions.match_final(found(request, id).criticism, matches, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/criticisms/{uuid:id}/closing", response=CriticismFull)
def close(request: Asking, id: UUID, given: CriticismNoteIn) -> dict[str, Any]:
    actions.close_criticism(
        found(request, id).criticism, note=given.note, by=request.person, at=timezone.now()
    )
    return told(found(request, id))


@router.get("/criticisms/{uuid:id}/comparison", response=list[ComparedOut])
def comparison(request: Asking, id: UUID) -> list[dict[str, Any]]:
    """Draft, criticism and final text, clause by clause and word by word."""
    return [
        {
            "draft": row.clause, "final": row.final, "fate": row.pair.fate, "moved": row.pair.moved,
            "passages": [(part.old, part.new) for part in row.pair.passages],
            "points": [said(point) for point in row.points],
        }
        for row in found(request, id).comparison
    ]  # fmt: skip


@router.get("/criticisms/{uuid:id}/comparison.{form}")
def file(
    request: Asking, id: UUID, form: Literal["pdf", "docx"], language: Literal["vi", "lo", "en"] = "vi"
) -> HttpResponse:
    """The same on A4 landscape."""
    return HttpResponse(comparison_file(found(request, id), form, language), content_type=MEDIA[form])
