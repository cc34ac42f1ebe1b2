"""Makes the forms that a programme asks with, version after version."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

from chungtay.models import Agreement, Breakdown, Form, Indicator, Person, Question
from chungtay.rules.agreements import check_form
from chungtay.rules.indicators import Start

from ..plans import refuse_unless_plans
from ..recorded import recorded


def make_form(
    agreement: Agreement, *, name: str, questions: Sequence[tuple[Indicator, Breakdown]], valid_from: date,
    cumulative_from: Start = Start.YEAR, by: Person, at: datetime,
) -> Form:  # fmt: skip
    """Each question: what is counted, and the breakdown that adds up. The same name makes the next version."""
    refuse_unless_plans(agreement, by=by, at=at)
    name = name.strip()
    form = Form(
        agreement=agreement, name=name, version=1, valid_from=valid_from, cumulative_from=cumulative_from
    )
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
