"""Sends a recommendation with the next number of its office and year, takes a draft back, carries one over."""

from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone

from chungtay.answers.deadlines import days_given
from chungtay.models import (
    Addressee,
    Agreement,
    Document,
    Organisation,
    Person,
    Recommendation,
    RecommendationStep,
)
from chungtay.rules.deadlines import DeadlineKind, day_after
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.recommendations import (
    Asked,
    Move,
    Origin,
    Side,
    Standing,
    State,
    Wish,
    check_carrying,
    check_move,
)

from ..recorded import PRESSED_TWICE, audited_together, recorded
from .drafting import draft_recommendation, refuse_sent, refuse_unless_sender
from .steps import move_recommendation

SENDER = frozenset({Side.SENDER})


def send_recommendation(
    draft: Recommendation, *, day: date | None = None, note: str = "", by: Person, at: datetime
) -> Recommendation:
    """To every addressee at once; `day`: by which an answer is asked for, if not the usual one of the office."""
    refuse_unless_sender(by, Act.SIGN, draft, at)
    today = timezone.localdate(at)
    with audited_together():
        # Under the lock of the office its numbers follow one another without a gap.
        Organisation.objects.select_for_update(no_key=True).get(pk=draft.holder_id)
        held = (
            Recommendation.objects.select_for_update(of=("self",)).select_related("holder").get(pk=draft.pk)
        )
        if held.sent_at and held.sent_by_id == by.pk and at - held.sent_at < PRESSED_TWICE:
            return held
        refuse_sent(held)
        ways = list(held.addressees.select_related("organisation"))
        _refuse_ended(ways, today)
        usual = day_after(today, days_given(DeadlineKind.ANSWER, held.holder_id, today))
        wish = Wish(
            move=Move.SEND, sides=SENDER, today=today, note=note.strip(), day=day, usual_due_on=usual,
        )  # fmt: skip
        for way in ways:
            check_move(Standing(state=State(way.state)), wish)
        with recorded("send_recommendation", thing=held, by=by, at=at, reason=note.strip()):
            held.year, held.number = today.year, _next_number(held, today.year)
            held.sent_by, held.sent_at = by, at
            held.save(update_fields=["year", "number", "sent_by", "sent_at"])
            _move_all(ways, wish, due_on=day or usual, by=by, at=at)
        if held.follows:
            _take_back_what_goes_on(held.follows, held, by=by, at=at)
    return held


def withdraw_draft(draft: Recommendation, *, note: str = "", by: Person, at: datetime) -> Recommendation:
    """What was never sent is taken back as a whole."""
    refuse_unless_sender(by, Act.SIGN, draft, at)
    wish = Wish(move=Move.WITHDRAW, sides=SENDER, today=timezone.localdate(at), note=note.strip())
    with recorded("withdraw_recommendation", thing=draft, by=by, at=at, reason=note.strip()):
        held = (
            Recommendation.objects.select_for_update(of=("self",)).select_related("holder").get(pk=draft.pk)
        )
        refuse_sent(held)
        ways = list(held.addressees.all())
        for way in ways:
            check_move(Standing(state=State(way.state)), wish)
        _move_all(ways, wish, due_on=None, by=by, at=at)
    return held


def carry_over(earlier: Recommendation, agreement: Agreement, *, by: Person, at: datetime) -> Recommendation:
    """A draft in the agreement of the next phase; once it is sent, the old one is taken back where it is open."""
    refuse_unless_sender(by, Act.RECORD, earlier, at)
    today = timezone.localdate(at)
    with audited_together():
        held = Recommendation.objects.select_for_update().get(pk=earlier.pk)
        ways = list(held.addressees.all())
        later = held.followed_by.filter(agreement=agreement).first()
        if later and later.drafted_by_id == by.pk and at - later.drafted_at < PRESSED_TWICE:
            return later
        check_carrying(
            states=[State(way.state) for way in ways], same_agreement=held.agreement_id == agreement.pk,
            carried=later is not None,
        )  # fmt: skip
        if not Agreement.objects.visible_to(by, today).filter(pk=agreement.pk).exists():
            raise RuleBroken(Message("This programme is not shared with you.", where="agreement"))
        goes_on = [way for way in ways if way.state not in (State.CLOSED, State.WITHDRAWN)]
        with recorded("carry_recommendation_over", thing=held, by=by, at=at, reason=str(agreement)):
            later = draft_recommendation(_again(held, goes_on, agreement, by, today), by=by, at=at)
            later.follows, later.origin = held, held.origin
            later.origin_id, later.origin_part = held.origin_id, held.origin_part
            later.save(update_fields=["follows", "origin", "origin_id", "origin_part"])
    return later


def _again(
    held: Recommendation, ways: list[Addressee], agreement: Agreement, by: Person, today: date
) -> Asked:  # fmt: skip
    seen = Document.objects.visible_to(by, today).filter(recommendations=held)
    return Asked(
        holder=held.holder_id, agreement=agreement.pk, text=held.text, text_lo=held.text_lo, text_en=held.text_en,
        grounds=held.grounds, place=held.place_id, origin=Origin.OWN,
        addressees=tuple(way.organisation_id for way in ways if way.organisation_id),
        outside=tuple(way.name for way in ways if not way.organisation_id),
        evidence=tuple(seen.values_list("pk", flat=True)),
    )  # fmt: skip


def _next_number(asked: Recommendation, year: int) -> int:
    given = Recommendation.objects.filter(holder=asked.holder_id, year=year)
    return (given.aggregate(last=Max("number"))["last"] or 0) + 1


def _move_all(ways: list[Addressee], wish: Wish, *, due_on: date | None, by: Person, at: datetime) -> None:
    after = State.SENT if wish.move is Move.SEND else State.WITHDRAWN
    RecommendationStep.objects.bulk_create(
        RecommendationStep(
            addressee=way, move=wish.move, before=way.state, after=after, moved_by=by, moved_at=at, day=due_on,
            moved_for_id=way.recommendation.holder_id, note=wish.note,
        )
        for way in ways
    )  # fmt: skip
    Addressee.objects.filter(pk__in=[way.pk for way in ways]).update(state=after, due_on=due_on)


def _refuse_ended(ways: list[Addressee], today: date) -> None:
    text = "%(body)s ended on %(day)s. Address the body that took over from it."
    said = [
        Message(text, {"body": body.name, "day": body.valid_to}, "addressees")
        for body in (way.organisation for way in ways)
        if body and body.valid_to and body.valid_to <= today
    ]
    if said:
        raise RuleBroken(said)


def _take_back_what_goes_on(
    earlier: Recommendation, later: Recommendation, *, by: Person, at: datetime
) -> None:
    """One body is not asked twice for the same."""
    names = {(way.organisation_id, way.name) for way in later.addressees.all()}
    for way in earlier.addressees.exclude(
        state__in=(State.CLOSED, State.WITHDRAWN, State.DONE, State.VERIFIED)
    ):
        if (way.organisation_id, way.name) in names:
            move_recommendation(way, Move.WITHDRAW, note=str(later), by=by, at=at)
