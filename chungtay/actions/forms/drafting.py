"""Builds the draft of a form: nobody but the office that makes it sees it, and nobody is asked with it yet."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from chungtay.answers.programmes.bodies import holders_of
from chungtay.models import Agreement, Form, Person
from chungtay.rules.forms import faults_of
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind

from ..plans import refuse_unless_plans
from ..recorded import recorded, refuse_unless_may
from .told import FormTold, HeadTold, LineTold, in_rules, keep, tidied, told_of

Change = Callable[[FormTold], FormTold]


def draft_form(
    agreement: Agreement, head: HeadTold, *, lines: Sequence[LineTold] = (), by: Person, at: datetime
) -> Form:
    """A draft with its first lines; the second of two clicks finds the first one's."""
    refuse_unless_plans(agreement, by=by, at=at)
    if not head.name.strip():
        raise RuleBroken(Message("Give the form a name.", where="name"))
    with transaction.atomic():
        Agreement.objects.select_for_update().get(pk=agreement.pk)  # of two at once only one begins
        form = Form(agreement=agreement, version=1, holder_id=office_of(agreement, by=by, at=at))
        begun = Form.objects.filter(
            agreement=agreement, holder=form.holder_id, published_at=None, name=head.name.strip()
        ).first()
        if begun:
            return begun
        form.slug = free_slug(f"{agreement.slug} {head.name}", Form.objects.all())
        with recorded("draft_form", thing=form, by=by, at=at, reason=head.name):
            keep(form, tidied(FormTold(head, lines)))
    return form


def next_version(form: Form, *, by: Person, at: datetime) -> Form:
    """A draft with all that the last version asks; where somebody has begun one already, that one."""
    refuse_unless_plans(form.agreement, by=by, at=at)
    office = office_of(form.agreement, by=by, at=at)
    with transaction.atomic():
        Agreement.objects.select_for_update().get(pk=form.agreement_id)
        versions = list(Form.objects.filter(slug=form.slug).order_by("version"))
        last = versions[-1]
        if last.is_draft:
            if last.holder_id != office:
                text = "Another office is building the next version of this form already."
                raise RuleBroken(Message(text))
            return last
        draft = Form(agreement=form.agreement, slug=form.slug, version=last.version + 1, holder_id=office)
        with recorded("draft_form", thing=draft, by=by, at=at, reason=last.name):
            keep(draft, told_of(last))
    return draft


def change_form(form: Form, change: Change, *, look_at: str = "", by: Person, at: datetime) -> FormTold:
    """What the change makes of the draft as it stands now; of two at once the second builds on the first.

    A draft may be wrong for a while; only what stands at `look_at` (such as `line.3`) must be right at once.
    """
    with recorded("write_form", thing=form, by=by, at=at, reason=form.name):
        held = draft_in_hand(form, by=by, at=at)
        told = tidied(change(told_of(held)))
        if not told.head.name:
            raise RuleBroken(Message("Give the form a name.", where="name"))
        if look_at:
            _refuse(told, look_at)
        keep(held, told)
    form.refresh_from_db()
    return told


def drop_draft(form: Form, *, by: Person, at: datetime) -> None:
    with recorded("drop_form", thing=form, by=by, at=at, reason=form.name):
        draft_in_hand(form, by=by, at=at).delete()


def _refuse(told: FormTold, look_at: str) -> None:
    """Stop where this one row is wrong; its messages name the field alone."""
    found = [
        replace(one, where=one.where.removeprefix(f"{look_at}."))
        for one in faults_of(in_rules(told))
        if one.where.startswith(f"{look_at}.")
    ]
    if found:
        raise RuleBroken(found)


def draft_in_hand(form: Form, *, by: Person, at: datetime) -> Form:
    """The draft, locked; refused where it went out already or is another office's."""
    held = Form.objects.select_for_update().filter(pk=form.pk).first()
    if held is None:
        raise RuleBroken(Message("This draft was dropped."))
    if not held.is_draft:
        raise RuleBroken(Message("This form is published, so it no longer changes. Make its next version."))
    refuse_unless_may(by, Act.PLAN, held, at)
    return held


def office_of(agreement: Agreement, *, by: Person, at: datetime) -> UUID:
    """The office for which the person plans in it: one that holds a side, where there is one."""
    today = timezone.localdate(at)
    own = by.organisations_for(Act.PLAN, today, Kind.AGREEMENT, programme=agreement.slug)
    if not own:
        raise RuleBroken(Message("Your post does not allow this."))
    return min(own & holders_of(agreement, today) or own)


def free_slug(text: str, held: QuerySet[Form]) -> str:
    """A slug that none of them bears."""
    slug = slugify(text.replace("đ", "d").replace("Đ", "D"))[:74].strip("-") or "new"
    taken = set(held.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (slug, *numbered) if one not in taken)
