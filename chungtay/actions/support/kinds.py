"""Adds a kind of support: how it is counted, which indicators it feeds, and whether it asks for names at all."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.text import slugify

from chungtay.models import Breakdown, Person, SupportKind
from chungtay.rules.people import Act
from chungtay.rules.support import check_kind

from ..recorded import recorded, refuse_unless_may


def add_support_kind(
    kind: SupportKind, *, of_which: Sequence[Breakdown] = (), by: Person, at: datetime
) -> SupportKind:
    refuse_unless_may(by, Act.DEFINE, kind, at)
    with recorded("add_support_kind", thing=kind, by=by, at=at):
        kind.slug = kind.slug or slugify(kind.name.replace("đ", "d").replace("Đ", "D"))[:40]
        given, money = kind.given, kind.money
        check_kind(
            name=kind.name, measure=kind.measure, exists=SupportKind.objects.filter(slug=kind.slug).exists(),
            feeds={"given": given is None or (given.fed_by_register and given.kind != "stock"),
                   "money": money is None or (money.fed_by_register and money.unit == "money")},
            asks=kind.asks, legal_basis=kind.legal_basis, keep_months=kind.keep_months,
        )  # fmt: skip
        kind.save(force_insert=True)
        kind.of_which.set(of_which)
    return kind
