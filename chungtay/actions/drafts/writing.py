"""Begins a draft from the page where it was thought of, keeps what is typed around the facts, withdraws it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from chungtay.answers.drafts import state_of_draft, suggested_title, typed_anew
from chungtay.models import Agreement, Draft, Meeting, Organisation, Person, Plan, Recommendation
from chungtay.papers.house_styles import STYLES
from chungtay.rules.drafts import Drawn, check_begun, check_writing, read_values
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..recorded import PRESSED_TWICE, audited_together, recorded, refuse_unless_may
from .greetings import follow_withdrawal, follow_writing

LANGUAGES = ("vi", "lo", "en")


def begin_draft(draft: Draft, *, by: Person, at: datetime) -> Draft:
    """Keep an unsaved draft; its abstract is suggested from what it is drawn from.

    Another room hands over what it knows in `values`, as somebody would type it: the calendar gives a letter of
    greeting its `occasion` and `year` (and `second`, the partner's language); to whom it goes follows from the row
    that names the draft. What the boxes do not hold is read from `origin_kind` and `origin_id`.
    """
    today = timezone.localdate(at)
    if draft.agreement is None and draft.plan:
        draft.agreement = draft.plan.phase.agreement
    if draft.agreement is None and draft.meeting:
        draft.agreement = draft.meeting.agreement
    refuse_unless_may(by, Act.RECORD, draft, at)
    asked = _recommendation_of(draft)
    has = {
        "programme": draft.agreement,
        "plan": draft.plan,
        "meeting": draft.meeting,
        "recommendation": asked,
    }
    check_begun(draft.paper, title=draft.title, has={name: thing is not None for name, thing in has.items()})
    _refuse_strange(draft)
    _refuse_unseen(draft, by, at)
    draft.title = draft.title.strip() or suggested_title(draft, by, today)[:500]
    draft.drafted_by, draft.drafted_at, draft.changed_at = by, at, at
    with audited_together():
        Organisation.objects.select_for_update(no_key=True).get(pk=draft.holder_id)
        held = _begun_just_now(draft)
        if held:
            return held  # pressed twice
        with recorded("begin_draft", thing=draft, by=by, at=at, reason=draft.paper):
            draft.save(force_insert=True)
            if asked and draft.paper == "recommendation":
                Recommendation.objects.filter(pk=asked.pk).update(dispatch=draft)
    return draft


def write_draft(
    draft: Draft, *, title: str, values: Mapping[str, Any], language: str = "", house_style: str = "", by: Person,
    at: datetime,
) -> Draft:  # fmt: skip
    """Keep what was typed. A box that says what the facts say is not kept: it goes on following them."""
    refuse_unless_may(by, Act.RECORD, draft, at)
    with recorded("write_draft", thing=draft, by=by, at=at):
        held = locked(draft)
        check_writing(state_of_draft(held))
        held.language, held.house_style = language or held.language, house_style or held.house_style
        held.title = " ".join(title.split())
        _refuse_strange(held)
        if not held.title and held.paper not in ("greeting", "memorandum"):
            raise RuleBroken(Message("Say in one line what the paper is about.", where="title"))
        read_values(held.paper, values)
        held.values = typed_anew(held, values, by, timezone.localdate(at))
        held.changed_at = at
        held.save(update_fields=["title", "language", "house_style", "values", "changed_at"])
        follow_writing(held, by=by, at=at)
    return held


def withdraw_draft(draft: Draft, *, by: Person, at: datetime) -> Draft:
    """It will not be issued. What has its number is replaced or cancelled by another paper instead."""
    refuse_unless_may(by, Act.RECORD, draft, at)
    with recorded("withdraw_draft", thing=draft, by=by, at=at):
        held = locked(draft)
        if held.withdrawn_at is not None:
            return held  # pressed twice
        check_writing(state_of_draft(held))
        held.withdrawn_by, held.withdrawn_at = by, at
        held.save(update_fields=["withdrawn_by", "withdrawn_at"])
        follow_withdrawal(held, by=by, at=at)
    return held


def refuse_written(draft: Draft) -> None:
    """Say why a paper cannot be written any more."""
    check_writing(state_of_draft(draft))


def locked(draft: Draft) -> Draft:
    near = Draft.objects.select_for_update(of=("self",)).select_related(
        "holder", "agreement", "plan", "meeting"
    )
    return near.get(pk=draft.pk)


def _begun_just_now(draft: Draft) -> Draft | None:
    """The very same draft of the same person: the first of two clicks."""
    names = (
        "paper", "holder", "agreement", "plan", "meeting", "review", "origin_kind", "origin_id", "language",
        "house_style", "title",
    )  # fmt: skip
    alike = {name: getattr(draft, name) for name in names}
    since = draft.drafted_at - PRESSED_TWICE
    return Draft.objects.filter(
        **alike, drafted_by=draft.drafted_by, drafted_at__gt=since, drafted_at__lte=draft.drafted_at,
        issued_at=None, withdrawn_at=None, greeting=None,
    ).first()  # fmt: skip


def _refuse_strange(draft: Draft) -> None:
    said = []
    if draft.language not in LANGUAGES:
        said.append(Message("Choose a language of the house.", where="language"))
    if draft.house_style not in STYLES:
        said.append(
            Message("There is no house style “%(style)s”.", {"style": draft.house_style}, where="house_style")
        )
    if len(draft.title) > 500:
        said.append(Message("The abstract has at most 500 letters.", where="title"))
    if said:
        raise RuleBroken(said)


def _recommendation_of(draft: Draft) -> Recommendation | None:
    if draft.origin_kind != Drawn.RECOMMENDATION or draft.origin_id is None:
        return None
    return Recommendation.objects.filter(pk=draft.origin_id).first()


def _refuse_letter_of_another(draft: Draft, asked: Recommendation) -> None:
    """Whoever asks writes the letters; the record may be drawn up by every body that reads it."""
    if draft.paper in ("recommendation", "escalation") and draft.holder_id != asked.holder_id:
        raise RuleBroken(Message("Only the office that asks writes this letter.", where="holder"))


def _refuse_unseen(draft: Draft, by: Person, at: datetime) -> None:
    """What it is drawn from must be the person's to read, and belong together."""
    today, said = timezone.localdate(at), []
    kept: list[tuple[str, Any, Any]] = [
        ("programme", Agreement, draft.agreement_id),
        ("plan", Plan, draft.plan_id),
        ("meeting", Meeting, draft.meeting_id),
    ]
    if draft.origin_kind == Drawn.RECOMMENDATION:
        kept.append(("recommendation", Recommendation, draft.origin_id))
    for where, model, key in kept:
        if key and not model.objects.visible_to(by, today).filter(pk=key).exists():
            said.append(Message("This is not shared with you.", where=where))
    of = {draft.plan.phase.agreement_id} if draft.plan else set()
    of |= {draft.meeting.agreement_id} if draft.meeting else set()
    asked = _recommendation_of(draft)
    of |= {asked.agreement_id} if asked and asked.agreement_id else set()
    if of - {draft.agreement_id}:
        said.append(Message("This belongs to another programme.", where="programme"))
    if said:
        raise RuleBroken(said)
    if asked:
        _refuse_letter_of_another(draft, asked)
