"""Looks after the list of kinds of activity, and after what each kind adds to which indicator."""

from datetime import date, datetime

from django.utils.text import slugify

from chungtay.models import ActivityKind, CountingRule, Indicator, Organisation, Person
from chungtay.rules.activities import Adds, check_counting
from chungtay.rules.ledger import Kind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..recorded import recorded, refuse_unless_may

# The list with which an installation begins; offices add to it.
STOCK = """
session     | Cuộc tuyên truyền, nói chuyện | ການໂຄສະນາ, ການເວົ້າລົມ   | Talk or communication session |
visit       | Đoàn thăm, đoàn công tác      | ຄະນະຢ້ຽມຢາມ             | Visit, delegation             | event
letter      | Thư                           | ຈົດໝາຍ                  | Letter                        |
conference  | Hội nghị, hội thảo            | ກອງປະຊຸມ, ສຳມະນາ         | Conference, workshop          | event
training    | Tập huấn                      | ການຝຶກອົບຮົມ             | Training                      |
gift        | Tặng quà                      | ມອບຂອງຂວັນ              | Gift                          |
livelihood  | Hỗ trợ sinh kế                | ຊ່ວຍເຫຼືອການຫາລ້ຽງຊີບ     | Livelihood support            |
other       | Khác                          | ອື່ນໆ                    | Other                         |
"""


def lay_stock_kinds() -> None:
    """After the tables are made; what an office changed since stays changed."""
    for position, row in enumerate(STOCK.strip().splitlines()):
        slug, name, name_lo, name_en, event = (part.strip() for part in row.split("|"))
        told = {"name": name, "name_lo": name_lo, "name_en": name_en, "is_event": bool(event)}
        ActivityKind.objects.get_or_create(slug=slug, defaults={**told, "position": position * 10})


def add_kind(kind: ActivityKind, *, holder: Organisation, by: Person, at: datetime) -> ActivityKind:
    """An office's own kind: it and all below it choose it from then on."""
    kind.holder = holder
    refuse_unless_may(by, Act.DEFINE, kind, at)
    kind.name = kind.name.strip()
    _check_name(kind)
    with recorded("add_activity_kind", thing=kind, by=by, at=at):
        Organisation.objects.select_for_update(no_key=True).get(pk=holder.pk)
        held = ActivityKind.objects.filter(holder=holder, name=kind.name).first()
        if held:
            return held  # pressed twice
        kind.slug = _free_slug(kind.name_en or kind.name)
        kind.save(force_insert=True)
    return kind


def rename_kind(
    kind: ActivityKind, *, name: str, name_lo: str, name_en: str, by: Person, at: datetime
) -> ActivityKind:
    """The words change everywhere; what was recorded stays of this kind."""
    refuse_unless_may(by, Act.DEFINE, kind, at)
    kind.name, kind.name_lo, kind.name_en = name.strip(), name_lo.strip(), name_en.strip()
    _check_name(kind)
    with recorded("change_activity_kind", thing=kind, by=by, at=at):
        kind.save(update_fields=["name", "name_lo", "name_en"])
    return kind


def retire_kind(kind: ActivityKind, *, on: date | None, by: Person, at: datetime) -> ActivityKind:
    """Not offered any more from that day; None: offered again. Activities of it stay."""
    refuse_unless_may(by, Act.DEFINE, kind, at)
    with recorded("change_activity_kind", thing=kind, by=by, at=at):
        kind.retired_on = on
        kind.save(update_fields=["retired_on"])
    return kind


def set_counting(
    kind: ActivityKind, indicator: Indicator, adds: Adds | None, *, by: Person, at: datetime
) -> CountingRule | None:
    """What activities of the kind add to an indicator; None: nothing. Drafts keep what they counted so far."""
    refuse_unless_may(by, Act.DEFINE, indicator, at)
    if adds is not None:
        check_counting(
            indicator.name, Kind(indicator.kind), adds,
            is_money=bool(indicator.currency), is_registered=indicator.fed_by_register,
        )  # fmt: skip
    with recorded("set_counting", thing=indicator, by=by, at=at, reason=f"{kind.name}: {adds or '-'}"):
        rules = CountingRule.objects.filter(kind=kind, indicator=indicator)
        if adds is None:
            rules.delete()
            return None
        told = {"adds": adds, "said_by": by}
        return CountingRule.objects.update_or_create(kind=kind, indicator=indicator, defaults=told)[0]


def _check_name(kind: ActivityKind) -> None:
    if not kind.name:
        raise RuleBroken(Message("Write the name of the kind.", where="name"))


def _free_slug(name: str) -> str:
    base = slugify(name)[:30] or "kind"
    taken = set(ActivityKind.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{turn}" for turn in range(2, 1000))) if slug not in taken)
