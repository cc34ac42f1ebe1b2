"""Publishes a form: from then on it never changes, and the version before it ends."""

from collections.abc import Sequence
from datetime import date, datetime

from chungtay.models import Agreement, Breakdown, Form, Indicator, Person
from chungtay.rules.forms import check_form, faults_of
from chungtay.rules.indicators import Start
from chungtay.rules.messages import Message

from ..plans import refuse_unless_plans
from ..recorded import recorded
from .drafting import draft_in_hand, free_slug, office_of
from .told import FormTold, HeadTold, LineTold, in_rules, keep, told_of


def publish_form(form: Form, *, by: Person, at: datetime) -> Form:
    """Units may be asked with it. A second click finds it published."""
    if _is_out(form):
        return Form.objects.get(pk=form.pk)
    with recorded("publish_form", thing=form, by=by, at=at, reason=form.name):
        Agreement.objects.select_for_update().get(pk=form.agreement_id)  # versions go out one after the other
        if _is_out(form):
            return Form.objects.get(pk=form.pk)
        held = draft_in_hand(form, by=by, at=at)
        _publish(held, told_of(held), by=by, at=at)
    form.refresh_from_db()
    return form


def make_form(
    agreement: Agreement, *, name: str, questions: Sequence[tuple[Indicator, Breakdown]], valid_from: date,
    cumulative_from: Start = Start.YEAR, by: Person, at: datetime,
) -> Form:  # fmt: skip
    """Made and published in one act: what is counted, and the breakdown that adds up.

    The name of a form that exists makes its next version.
    """
    refuse_unless_plans(agreement, by=by, at=at)
    head = HeadTold(name=name.strip(), valid_from=valid_from, cumulative_from=cumulative_from)
    lines = [LineTold(indicator=indicator, base=base) for indicator, base in questions]
    form = Form(agreement=agreement, version=1, holder_id=office_of(agreement, by=by, at=at))
    with recorded("make_form", thing=form, by=by, at=at):
        Agreement.objects.select_for_update().get(pk=agreement.pk)  # of two at once each gets its own version
        form.slug = free_slug(f"{agreement.slug} {name}", Form.objects.all())
        before = _named(agreement, head.name)
        if before:
            form.slug, form.version = before.slug, before.version + 1
        told = FormTold(head, lines)
        check_form(in_rules(told, begins_after=before.valid_from if before else None))
        keep(form, told)
        _publish(form, told, by=by, at=at)
    return form


def faults(form: Form) -> list[Message]:
    """What stands in the way of publishing the draft."""
    before = version_before(form)
    return list(faults_of(in_rules(told_of(form), begins_after=before.valid_from if before else None)))


def version_before(form: Form) -> Form | None:
    earlier = Form.objects.published().filter(slug=form.slug, version__lt=form.version)
    return earlier.order_by("version").last()


def _publish(form: Form, told: FormTold, *, by: Person, at: datetime) -> None:
    before = version_before(form)
    check_form(in_rules(told, begins_after=before.valid_from if before else None))
    if before:
        before.valid_to = min(before.valid_to or form.valid_from, form.valid_from)
        before.save(update_fields=["valid_to"])
    form.published_at, form.published_by = at, by
    form.save(update_fields=["published_at", "published_by"])


def _is_out(form: Form) -> bool:
    return Form.objects.published().filter(pk=form.pk).exists()


def _named(agreement: Agreement, name: str) -> Form | None:
    """The last published form of that name."""
    held = agreement.forms.published().order_by("version")
    same = [form for form in held if form.name.casefold() == name.casefold()]
    return same[-1] if same else None
