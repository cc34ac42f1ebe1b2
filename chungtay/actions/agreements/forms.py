"""Makes the forms that a programme asks with, version after version, and the indicators that are missing."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from chungtay.models import Agreement, Breakdown, Form, Indicator, Person, Question
from chungtay.rules.agreements import check_form
from chungtay.rules.ledger import Kind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.people import Kind as Protected

from ..plans import refuse_unless_plans
from ..recorded import recorded


def make_form(
    agreement: Agreement, *, name: str, questions: Sequence[tuple[Indicator, Breakdown]], valid_from: date,
    by: Person, at: datetime,
) -> Form:  # fmt: skip
    """Each question: what is counted, and the breakdown that adds up. The same name makes the next version."""
    refuse_unless_plans(agreement, by=by, at=at)
    name = name.strip()
    form = Form(agreement=agreement, name=name, version=1, valid_from=valid_from)
    with recorded("make_form", thing=form, by=by, at=at):
        Agreement.objects.select_for_update().get(pk=agreement.pk)  # of two at once each gets its own version
        form.slug = _free(f"{agreement.slug} {name}", Form.objects.all())
        before = _version_before(agreement, name)
        check_form(
            name=name,
            asks=len(questions),
            valid_from=valid_from,
            version_before_from=before.valid_from if before else None,
        )
        if before:
            form.slug, form.version = before.slug, before.version + 1
            before.valid_to = min(before.valid_to or valid_from, valid_from)
            before.save(update_fields=["valid_to"])
        form.save(force_insert=True)
        Question.objects.bulk_create(
            Question(form=form, number=number, indicator=indicator, base=base)
            for number, (indicator, base) in enumerate(questions, 1)
        )
    return form


def add_indicator(
    *, name: str, measure: str, kind: Kind, name_lo: str = "", name_en: str = "", by: Person, at: datetime
) -> Indicator:
    """Something that nobody counted so far. A measure that is known brings its words in other languages."""
    if not by.organisations_for(Act.PLAN, timezone.localdate(at), Protected.AGREEMENT):
        raise RuleBroken(Message("Your post does not allow this."))
    known = [one for one in Indicator.objects.all() if one.measure == measure.strip()]
    if any(one.name.casefold() == name.strip().casefold() for one in known):
        raise RuleBroken(Message("This is counted already; choose it in the list.", where="indicator_name"))
    indicator = Indicator(
        slug=_free(name, Indicator.objects.all()), kind=kind, name=name.strip(), name_lo=name_lo.strip(),
        name_en=name_en.strip(), measure=measure.strip(),
    )  # fmt: skip
    if known:
        indicator.measure_lo, indicator.measure_en = known[0].measure_lo, known[0].measure_en
    with recorded("add_indicator", thing=indicator, by=by, at=at):
        indicator.save(force_insert=True)
    return indicator


def _version_before(agreement: Agreement, name: str) -> Form | None:
    """The last form of that name."""
    held = agreement.forms.order_by("version")
    same = [form for form in held if form.name.casefold() == name.casefold()]
    return same[-1] if same else None


def _free(text: str, held: QuerySet[Any]) -> str:
    """A slug that none of them bears."""
    slug = slugify(text.replace("đ", "d").replace("Đ", "D"))[:74].strip("-") or "new"
    taken = set(held.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (slug, *numbered) if one not in taken)
