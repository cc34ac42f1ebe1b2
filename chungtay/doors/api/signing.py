"""Signing over the API: agreements drawn up, proposed, spoken about, signed; turns, heirs, umbrellas; side by side."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from chungtay.actions import signing as actions
from chungtay.answers import signing as answers
from chungtay.answers.signing import Way, bodies_beside, columns_of, state_of
from chungtay.models import (
    Agreement,
    AgreementKind,
    Document,
    Opinion,
    Organisation,
    Phase,
    Post,
    SeatRole,
    SeatSuccession,
    Signature,
    StandingChange,
    Version,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.signing import Answer, Turn

from .asking import Asking
from .named import Given
from .shapes import Body, GivenDay, Words, known_bodies, words

router = Router(tags=["signing"])

Line = Annotated[str, Field(max_length=300)]
Text = Annotated[str, Field(max_length=4_000)]
LANGUAGES = ("vi", "lo", "en")


class NameIn(Given):
    vi: Line
    lo: Line = ""
    en: Line = ""


class SideIn(Given):
    body: UUID
    role: SeatRole = SeatRole.PARTY


class PhaseIn(Given):
    name: str = Field(max_length=80)
    first_on: GivenDay
    last_on: GivenDay


class AgreementIn(Given):
    kind: AgreementKind
    name: NameIn
    purpose: Text = ""
    own: SideIn
    others: list[SideIn] = Field(max_length=20)
    umbrella: str = ""  # the slug of a programme
    phase: PhaseIn | None = None
    languages: list[str] = Field(default=["vi"], max_length=3)


class TextOf(Given):
    """Which text is meant; without it the one on its way, else the one in force."""

    version: UUID | None = None


class OpinionIn(TextOf):
    agency: Line
    asked_on: GivenDay
    due_on: GivenDay | None = None
    letter: UUID | None = None  # a document of the own side


class OpinionAnswerIn(Given):
    answer: Answer
    answered_on: GivenDay
    text: Text = ""
    reply: UUID | None = None  # a document of the own side


class SignatureIn(TextOf):
    seat: int
    signed_on: GivenDay
    venue: Line = ""
    signer: Line = ""  # the post as the paper prints it
    post: UUID | None = None


class EqualTextIn(TextOf):
    document: UUID | None = None  # one of the programme


class TurnIn(Given):
    turn: Turn
    on: GivenDay
    reason: str = Field("", max_length=500)
    phase: str = Field("", max_length=80)  # its name; of an extension
    last_on: GivenDay | None = None
    document: UUID | None = None  # one of the programme


class HeirIn(Given):
    seat: int
    heir: UUID
    on: GivenDay
    reason: str = Field("", max_length=500)
    only_this_side: bool = False  # the old body goes on with everything else
    document: UUID | None = None  # one of the programme


class UmbrellaIn(Given):
    umbrella: str = ""  # a slug; empty: it stands by itself


class OpinionOut(Schema):
    id: UUID
    agency: str
    asked_on: date
    due_on: date | None
    answered_on: date | None
    answer: str
    text: str
    letter: UUID | None
    reply: UUID | None

    @staticmethod
    def resolve_letter(opinion: Opinion) -> UUID | None:
        return opinion.letter_id

    @staticmethod
    def resolve_reply(opinion: Opinion) -> UUID | None:
        return opinion.reply_id


class SignatureOut(Schema):
    seat: int
    body_name: str  # as the body was called that day
    signer: str
    signed_on: date
    venue: str

    @staticmethod
    def resolve_seat(signature: Signature) -> int:
        return signature.seat.number


class TurnOut(Schema):
    turn: str
    on: date
    phase: str
    last_on: date | None
    last_on_before: date | None
    reason: str
    document: UUID | None

    @staticmethod
    def resolve_phase(change: StandingChange) -> str:
        return change.phase.name if change.phase else ""

    @staticmethod
    def resolve_document(change: StandingChange) -> UUID | None:
        return change.document_id


class PassedOnOut(Schema):
    seat: int
    heir: Body
    on: date

    @staticmethod
    def resolve_seat(passed: SeatSuccession) -> int:
        return passed.seat.number

    @staticmethod
    def resolve_heir(passed: SeatSuccession) -> Organisation:
        return passed.new.organisation


class WayOut(Schema):
    programme: str
    state: str
    umbrella: str | None
    version: UUID | None
    number: int | None
    languages: list[str]
    lacking: list[str]  # languages whose signed text is not kept yet
    proposed_at: datetime | None
    in_force_on: date | None
    opinions: list[OpinionOut]  # of the own side
    signatures: list[SignatureOut]
    turns: list[TurnOut]


class HeldOut(Schema):
    holder: Body
    since: date


class ColumnOut(Schema):
    programme: str
    name: Words
    state: str
    seat: int
    before: list[HeldOut]  # bodies that held this side before
    phases: list[str]


@router.post("/agreements", response=WayOut)
def draft(request: Asking, given: AgreementIn) -> dict[str, Any]:
    """Draw up a new agreement: a draft that nobody else sees until it is proposed."""
    wrong = [one for one in given.languages if one not in LANGUAGES]
    if wrong:
        raise RuleBroken(Message("There is no language %(name)s here.", {"name": wrong[0][:20]}, "languages"))
    drafted = answers.bodies_to_draft_for(request.person, request.today).filter(pk=given.own.body).first()
    if drafted is None:
        raise RuleBroken(Message("Your post does not allow this."))
    beside = answers.bodies_to_sit_with(request.person, request.today)
    bodies = known_bodies((side.body for side in given.others), beside, "others")
    own = actions.Side(drafted, given.own.role)
    others = [actions.Side(bodies[side.body], side.role) for side in given.others]
    name = actions.Name(**given.name.dict(), purpose=given.purpose)
    version = actions.draft_agreement(
        given.kind, name, own, others, umbrella=umbrella_of(request, given.umbrella),
        phase=actions.FirstPhase(**given.phase.dict()) if given.phase else None, languages=given.languages,
        **now(request),
    )  # fmt: skip
    return told_of(found(request, version.agreement.slug))


@router.get("/programmes/{slug:slug}/signing", response=WayOut)
def way(request: Asking, slug: str, version: UUID | None = None) -> dict[str, Any]:
    """How it came to be signed, and what became of it; opinions only of the own side."""
    return told_of(found(request, slug, version))


@router.post("/programmes/{slug:slug}/proposal", response=WayOut)
def proposal(request: Asking, slug: str, given: TextOf) -> dict[str, Any]:
    """Lay the text before the other sides."""
    actions.propose_agreement(text_of(found(request, slug, given.version)), **now(request))
    return told_of(found(request, slug, given.version))


@router.post("/programmes/{slug:slug}/opinions", response=OpinionOut)
def ask(request: Asking, slug: str, given: OpinionIn) -> Opinion:
    asked = found(request, slug, given.version)
    refuse_unless(bool(asked.proposes_for))
    return actions.ask_opinion(
        text_of(asked), asked.proposes_for[0].seat, agency=given.agency, asked_on=given.asked_on,
        due_on=given.due_on, letter=paper(request, given.letter), **now(request),
    )  # fmt: skip


@router.post("/programmes/{slug:slug}/opinions/{uuid:opinion_id}/answer", response=OpinionOut)
def answer(request: Asking, slug: str, opinion_id: UUID, given: OpinionAnswerIn) -> Opinion:
    own = Opinion.objects.visible_to(request.person, request.today)
    opinion = get_object_or_404(own, pk=opinion_id, version__agreement=found(request, slug).agreement)
    told = given.dict(exclude={"reply"})
    return actions.note_opinion(opinion, **told, reply=paper(request, given.reply), **now(request))


@router.post("/programmes/{slug:slug}/signatures", response=SignatureOut)
def sign(request: Asking, slug: str, given: SignatureIn) -> Signature:
    """Note what one side signed; with the last one the text is in force."""
    signed = found(request, slug, given.version)
    seat = get_object_or_404(signed.agreement.seats, number=given.seat)
    refuse_unless(seat.pk in signed.signs_for)
    post = (
        get_object_or_404(Post, pk=given.post, organisation=seat.holder_on(request.today))
        if given.post
        else None
    )
    told = given.dict(include={"signed_on", "venue", "signer"})
    return actions.sign(text_of(signed), seat, **told, post=post, **now(request))


@router.put("/programmes/{slug:slug}/texts/{language}", response=WayOut)
def equal_text(request: Asking, slug: str, language: str, given: EqualTextIn) -> dict[str, Any]:
    """Keep the signed text in one language."""
    kept, document = found(request, slug, given.version), paper(request, given.document)
    refuse_unless(bool(kept.signs_for))
    actions.keep_equal_text(text_of(kept), language[:2], document=document, **now(request))
    return told_of(found(request, slug, given.version))


@router.post("/programmes/{slug:slug}/turns", response=TurnOut)
def turn(request: Asking, slug: str, given: TurnIn) -> StandingChange:
    """Suspended, taken up again, extended, ended: each by its document."""
    agreement = found(request, slug).agreement
    phase = get_object_or_404(Phase, agreement=agreement, name=given.phase) if given.phase else None
    told = given.dict(include={"on", "reason", "last_on"})
    document = paper(request, given.document)
    return actions.turn(agreement, given.turn, **told, phase=phase, document=document, **now(request))


@router.post("/programmes/{slug:slug}/succession", response=PassedOnOut)
def succession(request: Asking, slug: str, given: HeirIn) -> SeatSuccession:
    """Pass a side on to the body that takes over everything of the old one, or this side only."""
    held = found(request, slug)
    seat = get_object_or_404(held.agreement.seats, number=given.seat)
    refuse_unless(seat.pk in held.signs_for)
    beside = answers.bodies_to_sit_with(request.person, request.today)
    heir: Organisation = known_bodies([given.heir], beside, "heir")[given.heir]
    told = given.dict(include={"on", "reason", "only_this_side"})
    return actions.succeed_seat(seat, heir, **told, document=paper(request, given.document), **now(request))


@router.put("/programmes/{slug:slug}/umbrella", response=WayOut)
def umbrella(request: Asking, slug: str, given: UmbrellaIn) -> dict[str, Any]:
    agreement = found(request, slug).agreement
    actions.place_under(agreement, umbrella_of(request, given.umbrella), **now(request))
    return told_of(found(request, slug))


@router.get("/side-by-side", response=list[ColumnOut])
def side_by_side(request: Asking, body: UUID | None = None) -> list[dict[str, Any]]:
    """The agreements of a body of the caller's that holds several."""
    bodies = bodies_beside(request.person, request.today)
    chosen = next((one for one in bodies if body in (None, one.pk)), None)
    if chosen is None:
        if body:
            raise Http404
        return []
    return [
        {
            "programme": one.agreement.slug,
            "name": words(one.agreement, "name"),
            "state": one.state,
            "seat": one.seat.number,
            "before": [{"holder": held.organisation, "since": held.valid_from} for held in one.before],
            "phases": [phase.name for phase in one.phases],
        }
        for one in columns_of(chosen, request.person, request.today)
    ]


def found(request: Asking, slug: str, version: UUID | None = None) -> Way:
    seen = Agreement.objects.visible_to(request.person, request.today)
    asked = Way(get_object_or_404(seen, slug=slug), request.person, request.today, version_id=version)
    if version and asked.version is None:
        raise Http404
    return asked


def told_of(way: Way) -> dict[str, Any]:
    version, agreement = way.version, way.agreement
    above = Agreement.objects.visible_to(way.person, way.today).filter(children=agreement).first()
    return {
        "programme": agreement.slug,
        "state": state_of(agreement, way.today),
        "umbrella": above.slug if above else None,
        "version": version.pk if version else None,
        "number": version.number if version else None,
        "languages": version.languages.split() if version else [],
        "lacking": way.lacking,
        "proposed_at": version.proposed_at if version else None,
        "in_force_on": version.in_force_on if version else None,
        "opinions": [one.opinion for one in way.opinions],
        "signatures": way.signatures,
        "turns": [one for one in way.turns if one.document_id in way.readable],
    }


def text_of(way: Way) -> Version:
    if way.version:
        return way.version
    raise Http404


def paper(request: Asking, id: UUID | None) -> Document | None:
    seen = Document.objects.visible_to(request.person, request.today)
    return get_object_or_404(seen, pk=id) if id else None


def umbrella_of(request: Asking, slug: str) -> Agreement | None:
    return found(request, slug).agreement if slug else None


def refuse_unless(may: bool) -> None:
    if not may:
        raise RuleBroken(Message("Your post does not allow this."))


def now(request: Asking) -> dict[str, Any]:
    return {"by": request.person, "at": timezone.now()}
