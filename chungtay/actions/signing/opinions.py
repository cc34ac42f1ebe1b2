"""Asks agencies what they think of a proposed text, and notes what they answer. A round is the asking side's own."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from chungtay.answers.signing import open_of, text_state
from chungtay.models import Opinion, Organisation, Person, Seat, Version
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.signing import Answer, check_answer, check_asking

from ..recorded import recorded, refuse_unless_may
from .papers import Given, kept
from .sides import refuse_unless_for


def ask_opinion(
    version: Version, seat: Seat, *, agency: str, asked_on: date, due_on: date | None = None,
    organisation: Organisation | None = None, letter: Given = None, by: Person, at: datetime,
) -> Opinion:  # fmt: skip
    side = refuse_unless_for(seat, Act.PROPOSE, by, at)
    told = {"version": version, "holder": side.organisation, "agency": agency.strip(), "asked_on": asked_on}
    with recorded("ask_opinion", thing=version.agreement, by=by, at=at, reason=agency.strip()):
        version = locked(version)
        held = Opinion.objects.filter(**told, asked_by=by, due_on=due_on).first()
        if held:
            return held  # pressed twice
        check_asking(
            state=text_state(version, seat), agency=agency, asked_on=asked_on, due_on=due_on,
            proposed_on=day_of(version.proposed_at), today=timezone.localdate(at),
            own_signed=version.signatures.filter(seat=seat).exists(),
        )  # fmt: skip
        refuse_second(told)
        paper = kept(
            letter,
            version.agreement,
            side.organisation,
            type="Công văn xin ý kiến",
            is_shared=False,
            by=by,
            at=at,
        )
        return Opinion.objects.create(
            **told, organisation=organisation, due_on=due_on, asked_by=by, letter=paper
        )


def note_opinion(
    opinion: Opinion, *, answer: Answer | None, answered_on: date, text: str = "", reply: Given = None,
    by: Person, at: datetime,
) -> Opinion:  # fmt: skip
    """What the agency answered on which day; or that none came, which closes the question too."""
    refuse_unless_may(by, Act.PROPOSE, opinion, at)
    with recorded("note_opinion", thing=opinion.version.agreement, by=by, at=at, reason=opinion.agency):
        version = locked(opinion.version)
        held = Opinion.objects.select_related("holder").get(pk=opinion.pk)
        if held.noted_by_id == by.pk and (held.answer, held.answered_on) == (answer, answered_on):
            return held  # pressed twice
        seat = seat_of(held)
        check_answer(
            state=text_state(version, seat), is_last=open_of(version, seat).count() == 1,
            answered=held.answered_on, asked_on=held.asked_on, on=answered_on, answer=answer, text=text,
            today=timezone.localdate(at),
        )  # fmt: skip
        assert answer, "an answer was checked"
        held.reply = kept(
            reply, version.agreement, held.holder, type="Công văn trả lời", is_shared=False, by=by, at=at
        )
        held.answer, held.answered_on, held.text, held.noted_by = answer, answered_on, text.strip(), by
        held.save(update_fields=["reply", "answer", "answered_on", "text", "noted_by"])
    return held


def locked(version: Version) -> Version:
    """Steps of one text come one after the other."""
    return Version.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=version.pk)


def seat_of(opinion: Opinion) -> Seat:
    """The side for which it was asked, whoever holds it since."""
    return opinion.version.agreement.seats.filter(holdings__organisation=opinion.holder_id).distinct().get()


def refuse_second(told: dict[str, Any]) -> None:
    asked = {name: told[name] for name in ("version", "holder", "agency")}
    before = Opinion.objects.filter(**asked).first()
    if before:
        text = "%(agency)s was asked on %(day)s already."
        values = {"agency": before.agency, "day": before.asked_on}
        raise RuleBroken(Message(text, values, where="agency"))


def day_of(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
