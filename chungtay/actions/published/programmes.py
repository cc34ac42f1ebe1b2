"""Copies the public face of a programme: its words, its sides with who sat there, its phases, plans and map."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from chungtay.answers.published.face import day_text, face_of, words_and_sides
from chungtay.answers.signing import state_of
from chungtay.models import Agreement, Edition, Person, ProgrammeCopy
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.published.faces import fingerprint
from chungtay.rules.published.papers import check_withdrawing
from chungtay.rules.signing import State

from ..recorded import recorded, refuse_unless_may
from .plans import copy_plans

__all__ = ["copy_programme", "day_text", "renew_programme", "withdraw_programme"]
NOT_SIGNED = frozenset({State.DRAFT, State.PROPOSED, State.SIGNING, State.WITHDRAWN})


def copy_programme(agreement: Agreement, *, at: datetime) -> ProgrammeCopy:
    """Its words, its sides and its phases, as whatever is published of it needs them. The rest waits to be chosen."""
    today = timezone.localdate(at)
    refuse_unsigned(agreement, at)
    told = words_and_sides(agreement, today)
    own = {**told["words"], "seats": told["seats"], "phases": told["phases"]}
    copy, _ = ProgrammeCopy.ever.update_or_create(slug=agreement.slug, defaults={**own, "copied_at": at})
    Edition.next()
    return copy


def renew_programme(
    agreement: Agreement, *, plans: Collection[UUID], seen: str, by: Person, at: datetime
) -> ProgrammeCopy:
    """Give readers what was looked at: `seen` is the fingerprint of the face, `plans` are those chosen from it.

    Of a plan that is not chosen readers have nothing any more; its address says that it was taken back.
    """
    refuse_unless_may(by, Act.PUBLISH, agreement, at)
    refuse_unsigned(agreement, at)
    with recorded("publish_programme", thing=agreement, by=by, at=at):
        Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
        face = face_of(agreement, by, timezone.localdate(at))
        if fingerprint(face) != seen:
            text = "What would become public has changed since you looked. Look at it again, then press once more."
            raise RuleBroken(Message(text))
        if set(plans) - {UUID(plan["plan"]) for plan in face["plans"]}:
            raise RuleBroken(Message("Choose from the plans that are listed.", where="plan"))
        own = {name: face[name] for name in ("seats", "phases", "commitments", "timeline", "map")}
        copy, _ = ProgrammeCopy.ever.update_or_create(
            slug=agreement.slug,
            defaults={**face["words"], **own, "copied_at": at, "withdrawn_at": None},
        )
        copy_plans(copy, [plan for plan in face["plans"] if UUID(plan["plan"]) in plans], at=at)
        Edition.next()
    return copy


def withdraw_programme(agreement: Agreement, *, reason: str, by: Person, at: datetime) -> None:
    """Gone with everything that hangs on it: its plans, papers, results. Articles are stories of their own."""
    refuse_unless_may(by, Act.PUBLISH, agreement, at)
    check_withdrawing(reason)
    copy = ProgrammeCopy.objects.filter(slug=agreement.slug).first()
    if copy is None:
        return  # pressed twice
    with recorded("withdraw_programme", thing=agreement, by=by, at=at, reason=reason):
        ProgrammeCopy.objects.filter(pk=copy.pk).update(withdrawn_at=at)
        Edition.next()


def refuse_unsigned(agreement: Agreement, at: datetime) -> None:
    if state_of(agreement, timezone.localdate(at)) in NOT_SIGNED:
        raise RuleBroken(Message("This programme is not signed yet. It becomes public once it is in force."))
