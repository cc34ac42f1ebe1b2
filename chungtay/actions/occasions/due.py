"""Every day: makes the letters whose time has come, once, and hands over what a body that took over goes on with."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from chungtay.answers.occasions import Expected, Pair, expected_in, lineage, pairs_on
from chungtay.models import Greeting, Person
from chungtay.rules.occasions import OPEN, LetterMove, LetterState, heir_of, is_due

from ..jobs import Telling, work
from ..recorded import recorded
from .steps import locked, note_step, release_draft

PASSED_ON = "Đơn vị kế thừa chỉ gửi một thư cho dịp này."  # why the other letter of a merged body is left out


@work("make_greetings_due", every=timedelta(days=1))
def run(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
    return {"made": make_due(told.at), "inherited": inherit(told.at)}


def make_due(at: datetime) -> int:
    """How many letters were made. Each by itself: a server that dies half-way goes on next time, and doubles none."""
    today = timezone.localdate(at)
    pairs, made = pairs_on(today), 0
    for year in (today.year - 1, today.year, today.year + 1):  # an occasion may lie over the turn of the year
        for one in expected_in(year, pairs, today):
            if one.days and is_due(one.days, one.occasion.lead_days, today):
                made += make_letter(one, by=None, at=at) is not None
    return made


def make_letter(one: Expected, *, by: Person | None, at: datetime) -> Greeting | None:
    """None where there is a letter already, of the body or of one that it took over from."""
    assert one.days, "a letter has its day"
    letter = Greeting(
        agreement=one.pair.agreement, holder=one.pair.own, partner=one.pair.partner, occasion=one.occasion,
        anniversary_of=one.anniversary_of, year=one.year, due_on=one.days.first_on,
    )  # fmt: skip
    try:
        with transaction.atomic():
            if letters_for(one, at).exists():
                return None
            with recorded("make_greeting", thing=letter, by=by, at=at, reason=one.occasion.name):
                letter.save(force_insert=True)
    except IntegrityError:
        return None  # another worker was as quick
    return letter


def letters_for(one: Expected, at: datetime) -> Any:
    """Every letter that stands for this one, whoever held the two seats when it was made."""
    today = timezone.localdate(at)
    return Greeting.objects.filter(
        holder__in=lineage(one.pair.own.pk, today), partner__in=lineage(one.pair.partner.pk, today),
        occasion=one.occasion, year=one.year, anniversary_of=one.anniversary_of,
    )  # fmt: skip


def inherit(at: datetime) -> int:
    """Where bodies became one, its letters are one: the heir goes on with what has not gone out."""
    today = timezone.localdate(at)
    moved = 0
    for pair in pairs_on(today):
        own, partner = lineage(pair.own.pk, today), lineage(pair.partner.pk, today)
        if len(own) == len(partner) == 1:
            continue
        groups: dict[tuple[UUID, int, UUID | None], list[Greeting]] = {}
        for letter in Greeting.objects.filter(holder__in=own, partner__in=partner):
            about = (letter.occasion_id, letter.year, letter.anniversary_of_id)
            groups.setdefault(about, []).append(letter)
        moved += sum(_inherit(letters, pair, at) for letters in groups.values())
    return moved


def _inherit(letters: list[Greeting], pair: Pair, at: datetime) -> int:
    def is_own(letter: Greeting) -> bool:
        return letter.holder_id == pair.own.pk and letter.partner_id == pair.partner.pk

    told = {letter.pk: (LetterState(letter.state), is_own(letter)) for letter in letters}
    going_on, rest = heir_of(told)
    moved = 0
    for letter in letters:
        if letter.pk == going_on and not is_own(letter):
            moved += _hand_over(letter, pair, at)
        elif letter.pk in rest:
            moved += _leave_to_the_heir(letter, at)
    return moved


def _hand_over(letter: Greeting, pair: Pair, at: datetime) -> bool:
    with recorded("hand_over_greeting", thing=letter, by=None, at=at):
        held = locked(letter)
        if LetterState(held.state) not in OPEN:
            return False
        release_draft(held, by=None, at=at)  # it spoke in the name of the body that was
        note_step(held, LetterMove.HAND_OVER, LetterState.DUE, by=None, at=at, note=str(held.holder))
        held.holder, held.partner = pair.own, pair.partner
        held.save()
    return True


def _leave_to_the_heir(letter: Greeting, at: datetime) -> bool:
    with recorded("leave_out_greeting", thing=letter, by=None, at=at, reason=PASSED_ON):
        held = locked(letter)
        if LetterState(held.state) not in OPEN:
            return False
        release_draft(held, by=None, at=at)
        note_step(held, LetterMove.LEAVE_OUT, LetterState.LEFT_OUT, by=None, at=at, note=PASSED_ON)
        held.reason = PASSED_ON
        held.save()
    return True
