"""Puts a text into another language, has a second person check it, and says that it was signed so."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from itertools import product

from django.db import models, transaction
from django.utils import timezone

from chungtay.answers.wordings import agreement_of, found_thing, signed_languages, wordings_of
from chungtay.models import Person, Wording
from chungtay.models.record import Record
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.unnamed import NAMELESS, faults_of
from chungtay.rules.wordings import (
    LANGUAGES,
    TRANSLATABLE,
    Move,
    Standing,
    WordingState,
    after,
    check_second_person,
    check_signed,
    check_unedited,
    check_unmoved,
    check_words,
    mark_of,
    one_line,
    standing,
)

from ..recorded import recorded, refuse_unless_may

DRAFTED = ["state", "of_text", "translated_by", "translated_at", "checked_by", "checked_at"]


def translate(
    thing: Record, field: str, language: str, text: str, *, seen: str | None = None, by: Person, at: datetime
) -> Wording | None:
    """Write what says the Vietnamese in this language; nothing written takes away what stood there.

    `seen`: the mark of both texts as the translator saw them. The same words again change nothing, unless the
    Vietnamese moved on: then they say that it still fits.
    """
    _refuse_unless_translates(thing, by=by, at=at)
    with transaction.atomic():
        held, row = _locked(thing, field, language)
        stands, said = _standing(held, row), _as_kept(held, field, text)
        if said == getattr(held, f"{field}_{language}") and not _is_news(row, stands):
            return None if row._state.adding else row  # pressed twice
        check_words(longest=_longest(held, field), length=len(said))
        _refuse_names(row.kind, said)
        check_unmoved(seen=seen, now=_mark(held, field, language))
        after(Move.TRANSLATE if said else Move.CLEAR, stands)
        what = f"{row.kind}.{field} ({language})"
        with recorded("translate", thing=row, by=by, at=at, reason=what if said else f"{what}: –"):
            _write(thing, held, f"{field}_{language}", said)
            if not said:
                Wording.objects.filter(pk=row.pk).delete()
                return None
            _as_draft(row, held, by=by, at=at).save()
    return row


def check_wording(
    thing: Record,
    field: str,
    language: str,
    *,
    typed: str | None = None,
    seen: str | None = None,
    by: Person,
    at: datetime,
) -> Wording:
    """Say, as a second person, that the words say what the Vietnamese says. `typed`: what stood in the box."""
    _refuse_unless_translates(thing, by=by, at=at)
    with transaction.atomic():
        held, row = _locked(thing, field, language)
        if row.checked_by_id == by.pk and _standing(held, row) is Standing.CHECKED:
            return row  # pressed twice
        check_unedited(typed=typed, kept=getattr(held, f"{field}_{language}"))
        check_unmoved(seen=seen, now=_mark(held, field, language))
        after(Move.CHECK, _standing(held, row))
        check_second_person(translated_by=row.translated_by_id, by=by.pk)
        with recorded("check_wording", thing=row, by=by, at=at, reason=f"{row.kind}.{field} ({language})"):
            row.state, row.of_text = WordingState.CHECKED, _mark(held, field, language)
            row.checked_by, row.checked_at = by, at
            row.save()
    return row


def mark_equal(thing: Record, field: str, language: str, *, by: Person, at: datetime) -> Wording:
    """Say, for whoever signs, that these are the very words of the text signed in this language."""
    refuse_unless_may(by, Act.SIGN, agreement_of(thing), at)
    _refuse_unless_there(thing, by=by, at=at)
    with transaction.atomic():
        held, row = _locked(thing, field, language)
        after(Move.MARK_EQUAL, _standing(held, row))
        check_signed(language, signed_languages(held))
        with recorded("mark_equal", thing=row, by=by, at=at, reason=f"{row.kind}.{field} ({language})"):
            row.state = WordingState.EQUAL
            row.save(update_fields=["state"])
    return row


def note_translations(things: Iterable[Record], *, by: Person, at: datetime) -> None:
    """After an act that wrote texts in several languages by itself: whoever wrote them stands for the drafts.

    Runs inside that act, whose audit line it is. What was vouched for and has not changed stays as it was. The rows
    are fetched and kept all together, however many things there are.
    """
    written = list(things)
    known = wordings_of(written)
    made: list[Wording] = []
    changed: list[Wording] = []
    for thing in written:
        kind = thing._meta.model_name or ""
        for field, language in product(TRANSLATABLE[kind], LANGUAGES):
            row = known.get((thing.pk, field, language)) or Wording(
                thing_id=thing.pk, field=field, language=language, kind=kind, agreement=agreement_of(thing)
            )
            if _is_news(row, _standing(thing, row)):
                (made if row._state.adding else changed).append(_as_draft(row, thing, by=by, at=at))
    Wording.objects.bulk_create(made)
    Wording.objects.bulk_update(changed, DRAFTED)


def _locked(thing: Record, field: str, language: str) -> tuple[Record, Wording]:
    """The thing as it is now, which nobody else changes meanwhile, and its wording, kept or yet to be."""
    kind = thing._meta.model_name or ""
    assert field in TRANSLATABLE.get(kind, ()), f"{kind}.{field} is not translated"
    assert language in LANGUAGES, f"nothing is translated into {language}"
    held: Record = type(thing)._base_manager.select_for_update().get(pk=thing.pk)
    known = {"thing_id": thing.pk, "field": field, "language": language}
    row = Wording.objects.filter(**known).first()
    return held, row or Wording(**known, kind=kind, agreement=agreement_of(thing))


def _standing(held: Record, row: Wording) -> Standing:
    return standing(
        None if row._state.adding else row.state,
        row.of_text,
        vietnamese=str(getattr(held, row.field)),
        said=str(getattr(held, f"{row.field}_{row.language}")),
    )


def _is_news(row: Wording, stands: Standing) -> bool:
    """Whether saving the same words says something: that they still fit, or that somebody stands for them."""
    return stands is Standing.STALE or (stands is Standing.DRAFT and row._state.adding)


def _mark(held: Record, field: str, language: str) -> str:
    return mark_of(str(getattr(held, field)), str(getattr(held, f"{field}_{language}")))


def _refuse_names(kind: str, said: str) -> None:
    """Nobody is recognised in a border matter, in whatever language it is told."""
    faults = list(faults_of({"text": said})) if kind in NAMELESS else []
    if faults:
        raise RuleBroken(faults)


def _longest(held: Record, field: str) -> int | None:
    return held._meta.get_field(field).max_length  # type: ignore[union-attr]


def _as_kept(held: Record, field: str, text: str) -> str:
    """A name stands on one line; a longer text keeps its breaks."""
    if isinstance(held._meta.get_field(field), models.TextField):
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()
    return one_line(text)


def _write(thing: Record, held: Record, column: str, said: str) -> None:
    setattr(held, column, said)
    setattr(thing, column, said)
    held.save(update_fields=[column])


def _as_draft(row: Wording, held: Record, *, by: Person, at: datetime) -> Wording:
    row.state, row.of_text = WordingState.DRAFT, _mark(held, row.field, row.language)
    row.translated_by, row.translated_at = by, at
    row.checked_by, row.checked_at = None, None
    return row


def _refuse_unless_translates(thing: Record, *, by: Person, at: datetime) -> None:
    refuse_unless_may(by, Act.TRANSLATE, agreement_of(thing), at)
    _refuse_unless_there(thing, by=by, at=at)


def _refuse_unless_there(thing: Record, *, by: Person, at: datetime) -> None:
    """The agreement's translator puts no word of what they may not read."""
    if found_thing(thing._meta.model_name or "", thing.pk, by, timezone.localdate(at)) is None:
        raise RuleBroken(Message("Your post does not allow this."))
