"""Lays the support that communes gave to households, in counts; of two homes also who lives there, under seal."""

from datetime import date, datetime
from functools import partial

from chungtay.actions.support import keep_beneficiaries, record_support
from chungtay.models import Support, SupportKind
from chungtay.rules.amounts import SCALE

from .clock import at_nine
from .diary import Diary
from .kept import Kept
from .tables import day, rows

CATEGORIES = ("poor", "near-poor", "escaped")
PURPOSE = "Bàn giao nhà và theo dõi sử dụng"


def lay_support_kinds(kept: Kept) -> None:
    for position, row in enumerate(rows("support-kinds")):
        fed = {name: kept.indicators.get(row.pop(name)) for name in ("given", "money")}
        asks, months = row.pop("asks").split(), row.pop("keep_months")
        SupportKind.objects.create(
            **row, **fed, asks=asks, keep_months=int(months or 0), position=position,
            base=kept.breakdowns["household"],
        )  # fmt: skip


def note_support(diary: Diary, kept: Kept) -> None:
    for row in rows("support"):
        diary.note(at_nine(day(row["on"]), 30), partial(give, kept, row))


def give(kept: Kept, row: dict[str, str], at: datetime) -> None:
    chair = kept.persons[row["commune"]]
    support = Support(
        kind=SupportKind.objects.select_related("base", "given", "money").get(slug=row["kind"]),
        title=row["title"], place=kept.places[row["commune"]], holder=kept.bodies[row["commune"]],
        village=row["village"], served=kept.served(*row["serves"].split()), given_on=day(row["on"]),
        number=int(row["number"]), giver=row["giver"], currency="VND" if row["money"] else "",
        money=int(row["money"]) * SCALE if row["money"] else None,
    )  # fmt: skip
    counts = {f"household:{name}": int(row[name]) for name in CATEGORIES if row[name]}
    record_support(support, counts=counts, by=chair, at=at)
    if support.kind.asks:
        people = [{"name": f"Chủ hộ số {number}", "village": row["village"]} for number in (1, 2)]
        keep_beneficiaries(
            support, people, purpose=PURPOSE, legal_basis=support.kind.legal_basis,
            delete_on=date(support.given_on.year + 2, 1, 1), by=chair, at=at,
        )  # fmt: skip
