"""Begins a copy of the text in force, and keeps a text that is in force as it stands."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from chungtay.answers.versions import last_in_force, text_of
from chungtay.models import Agreement, Organisation, Person, Plan, Version
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.versions import body_json, fingerprint

from ..recorded import recorded
from .drawing import lock_thing, refuse_unless_draws_up


def begin_version(
    agreement: Agreement, *, plan: Plan | None = None, holder: Organisation, reason: str = "",
    like: Version | None = None, by: Person, at: datetime,
) -> Version:  # fmt: skip
    """A copy of the text as it stands today, to be amended; `like`: with the words of an earlier proposal.

    A body that has a draft of this text already gets that one.
    """
    assert plan is None or plan.phase.agreement_id == agreement.pk, "a plan is one of its programme's"
    assert like is None or (like.agreement_id, like.plan_id) == (agreement.pk, plan and plan.pk), (
        "a proposal of the same text"
    )
    today = timezone.localdate(at)
    refuse_unless_draws_up(agreement, plan, holder, by=by, at=at)
    if holder.pk not in (plan or agreement).holders(today):
        text = "Only a body that holds one of the sides draws up this text."
        raise RuleBroken(Message(text, where="holder"))
    last, now = last_in_force(agreement, plan), body_json(text_of(plan or agreement, on=today))
    version = Version(
        agreement=agreement, plan=plan, follows=last, holder=holder, reason=reason.strip(), base=now,
        number=next_number(plan, last), begun_by=by, begun_at=at, body=now,
        languages=last.languages if last else "vi",
    )  # fmt: skip
    if like:
        like = Version.objects.get(pk=like.pk)
        version.body, version.base, version.follows = body_json(like.text), like.base, like.follows
        version.languages, version.reason = like.languages, version.reason or like.reason
    with transaction.atomic():
        lock_thing(agreement, plan)
        drafts = Version.objects.filter(agreement=agreement, plan=plan, holder=holder)
        held: Version | None = drafts.filter(proposed_at=None, withdrawn_at=None, in_force_on=None).first()
        if held:
            return held
        with recorded("begin_version", thing=version, by=by, at=at, reason=version.reason):
            version.save(force_insert=True)
    return version


def copy_version(version: Version, *, by: Person, at: datetime) -> Version:
    """A new draft of the same body with the words of an earlier proposal, to be brought up to date."""
    if version.holder is None:
        raise RuleBroken(Message("Your post does not allow this."))
    return begin_version(
        version.agreement, plan=version.plan, holder=version.holder, like=version, by=by, at=at
    )


def keep_text(
    agreement: Agreement, *, plan: Plan | None = None, on: date, by: Person | None, at: datetime
) -> Version:
    """The live rows as they stand become the version in force. Called inside the act that brings it about."""
    with recorded("keep_text", thing=plan or agreement, by=by, at=at):
        lock_thing(agreement, plan)
        last, body = last_in_force(agreement, plan), text_of(plan or agreement, on=on)
        if last and last.text == body:
            return last
        number = next_number(plan, last)
        if plan:
            number = max(number - 1, plan.version, last.number + 1 if last else 1)
            Plan.objects.filter(pk=plan.pk).update(version=number)
            plan.version = number
        return Version.objects.create(
            agreement=agreement, plan=plan, number=number, follows=last, holder=plan.holder if plan else None,
            body=body_json(body), base=last.body if last else None, fingerprint=fingerprint(body),
            languages=last.languages if last else "vi", begun_by=by, begun_at=at, in_force_on=on,
        )  # fmt: skip


def next_number(plan: Plan | None, last: Version | None) -> int:
    """A plan counts its versions itself, from the first one on that it drafted."""
    return max(last.number if last else 0, plan.version if plan else 0) + 1
