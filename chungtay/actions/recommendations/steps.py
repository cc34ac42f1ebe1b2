"""Takes an addressee's way from one state to the next, from its own account or on paper, and writes each step down."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from chungtay.answers.deadlines import days_given
from chungtay.answers.recommendations import may_take, sides_of
from chungtay.models import Addressee, Document, Organisation, Person, RecommendationStep
from chungtay.rules.deadlines import DeadlineKind, day_after
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.recommendations import Decided, Move, Side, Standing, State, Step, Wish, check_move

from ..documents import File, add_document
from ..recorded import PRESSED_TWICE, recorded

TYPE = "Công văn"  # what offices call the paper by which an answer comes
# How the audit names each step that one addressee's way takes.
VERBS = {
    Move.ACKNOWLEDGE: "acknowledge_recommendation",
    Move.PROPOSE_DAY: "propose_answer_day",
    Move.AGREE_DAY: "agree_answer_day",
    Move.REFUSE_DAY: "refuse_answer_day",
    Move.ANSWER: "answer_recommendation",
    Move.INSIST: "insist_recommendation",
    Move.REPORT_DONE: "report_recommendation_done",
    Move.ASK_MORE: "ask_recommendation_more",
    Move.VERIFY: "verify_recommendation",
    Move.CLOSE: "close_recommendation",
    Move.WITHDRAW: "withdraw_recommendation",
    Move.NOTE: "note_recommendation",
}
BY_HAND = (Move.ANSWER, Move.REPORT_DONE)  # who wrote these neither verifies nor closes


@dataclass(frozen=True)
class Paper:
    """The dispatch that a step rests on, or the paper that shows what was done."""

    number: str = ""
    on: date | None = None
    file: File | None = None


def move_recommendation(
    way: Addressee, move: Move, *, note: str = "", decision: Decided | None = None, day: date | None = None,
    paper: Paper | None = None, by: Person, at: datetime,
) -> Addressee:  # fmt: skip
    """One step of the table. `day`: that is proposed, promised, newly due, or on which it was done."""
    if move not in VERBS:  # a whole recommendation is sent; escalating has rules of its own
        raise RuleBroken(Message("Your post does not allow this."))
    today, paper = timezone.localdate(at), paper or Paper()
    with recorded(VERBS[move], thing=way.recommendation, by=by, at=at, reason=note.strip()):
        held = locked(way)
        sides = sides_of(by, held, today)
        if not sides or not may_take(by, held, move, today):
            raise RuleBroken(Message("Your post does not allow this."))
        wish = Wish(
            move=move, sides=sides, today=today, note=note.strip(), decision=decision if move is Move.ANSWER else None,
            day=day, paper_number=paper.number.strip(), paper_on=paper.on, has_file=paper.file is not None,
        )  # fmt: skip
        step = check_move(standing_of(held, by), wish)
        day = _moved(held, step, wish, by=by, at=at)
        _kept(held, step, wish, paper, before=State(held.state), day=day, by=by, at=at)
        held.state = step.after
        held.save()
    return held


def just_moved(way: Addressee, move: Move, *, by: Person, at: datetime) -> bool:
    """Whether this person has taken this very step a moment ago: the second of two clicks finds it done."""
    last = way.steps.order_by("moved_at", "id").last()
    return (
        last is not None
        and (last.move, last.after, last.moved_by_id) == (move, way.state, by.pk)
        and at - last.moved_at < PRESSED_TWICE
    )


def locked(way: Addressee) -> Addressee:
    near = Addressee.objects.select_for_update(of=("self",)).select_related(
        "recommendation__holder", "recommendation__agreement", "organisation__parent", "escalated_to"
    )
    return near.get(pk=way.pk)


def standing_of(way: Addressee, by: Person) -> Standing:
    sent_at = way.recommendation.sent_at
    return Standing(
        state=State(way.state), decision=Decided(way.decision) if way.decision else None,
        sent_on=timezone.localdate(sent_at) if sent_at else None, due_on=way.due_on,
        own_hand=wrote_by_hand(way, by.pk),
    )  # fmt: skip


def wrote_by_hand(way: Addressee, person: UUID) -> bool:
    """Whether this person answered, or said that it is done, since it was last asked for."""
    asked = way.steps.filter(move=Move.INSIST).order_by("moved_at", "id").last()
    since = way.steps.filter(move__in=BY_HAND, moved_by=person)
    return (since.filter(moved_at__gte=asked.moved_at) if asked else since).exists()


def _moved(way: Addressee, step: Step, wish: Wish, *, by: Person, at: datetime) -> date | None:
    """What the step changes beside the state; the day that it is about."""
    day = wish.day
    match wish.move:
        case Move.PROPOSE_DAY:
            way.proposed_on = day
            return day
        case Move.AGREE_DAY | Move.REFUSE_DAY:
            day = way.proposed_on
            way.due_on = day if wish.move is Move.AGREE_DAY else way.due_on
        case Move.ANSWER:
            assert wish.decision
            day = None if wish.decision is Decided.REJECTED else day
            way.decision, way.answered_at, way.act_by = wish.decision, at, day
        case Move.INSIST:
            usual = days_given(DeadlineKind.ANSWER, way.recommendation.holder_id, wish.today)
            day = day or day_after(wish.today, usual)
            way.due_on, way.decision, way.answered_at, way.act_by = day, "", None, None
        case Move.REPORT_DONE:
            day = day or wish.today
            way.done_on, way.done_by = day, by
        case Move.ASK_MORE:
            way.done_on, way.done_by, way.act_by = None, None, day or way.act_by
        case Move.VERIFY:
            way.verified_by = by
        case Move.NOTE:
            return None
    way.proposed_on = None
    return day


def _kept(
    way: Addressee, step: Step, wish: Wish, paper: Paper, *, before: State, day: date | None, by: Person,
    at: datetime,
) -> RecommendationStep:  # fmt: skip
    acting = step.by if step.by in wish.sides else Side.SENDER
    body = _body_of(way, acting)
    kept = RecommendationStep(
        addressee=way, move=wish.move, before=before, after=step.after, decision=wish.decision or "", moved_by=by,
        moved_for=body, moved_at=at, day=day, note=wish.note, paper_number=wish.paper_number,
        paper_on=wish.paper_on,
    )  # fmt: skip
    if paper.file:
        kept.document = _paper(way, paper, body, by=by, at=at)
    kept.save(force_insert=True)
    return kept


def _body_of(way: Addressee, side: Side) -> Organisation:
    bodies = {
        Side.SENDER: way.recommendation.holder, Side.ADDRESSEE: way.organisation, Side.SUPERIOR: way.escalated_to,
    }  # fmt: skip
    body = bodies[side]
    assert body, "a side that somebody speaks for is a body of the house"
    return body


def _paper(way: Addressee, paper: Paper, body: Organisation, *, by: Person, at: datetime) -> Document:
    """The office's own that brought it; the step shows it to whoever reads the recommendation."""
    assert paper.file
    document = Document(
        type=TYPE, number=paper.number.strip(), issued_on=paper.on or timezone.localdate(at), holder=body,
        issuers=str(way), title=way.recommendation.text[:500],
    )  # fmt: skip
    return add_document(document, agreements=[], files=[paper.file], by=by, at=at)
