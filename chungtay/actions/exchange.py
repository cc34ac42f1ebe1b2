"""What every thing between two sides asks: that the programme is known, and that its words come in both languages."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from chungtay.answers.wordings import found_thing
from chungtay.models import Agreement, Document, MatterAction, Organisation, Person, Speech
from chungtay.models.record import Record
from chungtay.rules.exchange import TONGUES, column
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.rules.unnamed import NAMELESS, faults_of
from chungtay.rules.wordings import TRANSLATABLE

from .documents import File, add_document
from .recorded import recorded
from .sharing import share_with_seats
from .wordings import note_translations


def say_also(thing: Record, said: Mapping[str, str], *, by: Person, at: datetime) -> Record:
    """Write what was said in one language in the other, too, where it is silent; whoever may act for a side does.

    What stands there already is changed where it was written, or on the page of words.
    """
    kind, today = thing._meta.model_name or "", timezone.localdate(at)
    now = found_thing(kind, thing.pk, by, today)
    if now is None or not may_say(now, by, today):
        raise RuleBroken(Message("Your post does not allow this."))
    with recorded("say_also", thing=thing, by=by, at=at):
        held = type(thing)._base_manager.select_for_update().get(pk=thing.pk)
        told = {name: words.strip() for name, words in said.items() if words.strip()}
        allowed = {column(field, tongue) for field in TRANSLATABLE[kind] for tongue in TONGUES}
        assert told.keys() <= allowed, "only words are said in another language"
        faults = [
            Message("This is said in this language already. Look at it anew.", where=name)
            for name, words in told.items()
            if getattr(held, name) not in ("", words)
        ]
        if not told:
            faults.append(Message("Nothing is written."))
        if kind in NAMELESS:
            faults += faults_of(told)
        if faults:
            raise RuleBroken(faults)
        for name, words in told.items():
            setattr(held, name, words)
        held.save(update_fields=list(told))
        vouch_for_words([held], by=by, at=at)
    return held


def may_say(thing: Record, by: Person, today: date) -> bool:
    """Whoever may act for one of the bodies that hold the thing."""
    whole: Any = {MatterAction: "matter", Speech: "gathering"}.get(type(thing))
    held: Any = getattr(thing, whole) if whole else thing
    return by.may(Act.RECORD, held.facts(today), today)


def vouch_for_words(things: list[Record], *, by: Person, at: datetime) -> None:
    """Whoever wrote both languages stands for the translation: a draft, until a second person has checked it."""
    note_translations(things, by=by, at=at)


def refuse_unknown_programme(agreement: Agreement, by: Person, at: datetime) -> None:
    seen = Agreement.objects.visible_to(by, timezone.localdate(at))
    if not seen.filter(pk=agreement.pk).exists():
        raise RuleBroken(Message("This programme is not shared with you.", where="agreements"))


def add_paper(
    agreement: Agreement | None, holder: Organisation, file: File, *, kind: str, title: str, by: Person, at: datetime
) -> Document:  # fmt: skip
    """A paper of that body; with a programme all its sides read it."""
    paper = Document(type=kind, title=title[:500], issued_on=timezone.localdate(at), holder=holder)
    return add_document(paper, agreements=[agreement] if agreement else [], files=[file], by=by, at=at)


def open_to_sides(paper: Document, agreement: Agreement, *, by: Person, at: datetime) -> None:
    """With the act that sends what it lies with."""
    paper.agreements.add(agreement)
    share_with_seats(Kind.DOCUMENT, paper.pk, [agreement], state="sent", by=by, at=at)
