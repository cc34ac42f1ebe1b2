"""Changes an activity, withdraws it, or says later which programmes it served; each with its reason kept."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from chungtay.answers.activities.feeding import done_of, report_name, reports_counting, with_facts
from chungtay.models import Activity, ActivityChange, Agreement, Combination, Organisation, Person, Served
from chungtay.rules.activities import Money, check_reason, check_standing, check_uncounted
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..published.events import drop_event
from ..recorded import recorded, refuse_unless_may
from .feeding import count_in, lines_for, take_out
from .recording import TOLD, complete, keep_details

WORDS = {
    "title",
    "title_lo",
    "title_en",
    "village",
    "lead",
    "partners",
    "partners_named",
    "narrative",
    "task",
    "content",
}


def change_activity(
    activity: Activity,
    to: Activity,
    *,
    attendances: Mapping[Combination, int],
    money: Iterable[Money] = (),
    partners: Iterable[Organisation] = (),
    reason: str,
    by: Person,
    at: datetime,
) -> Activity:
    """`to` is unsaved and says all anew. What a handed-in report counts of it stays as it is; words may change."""
    refuse_unless_may(by, Act.RECORD, activity, at)
    refuse_unless_may(by, Act.RECORD, to, at)
    check_reason(reason)
    came = {combination: number for combination, number in attendances.items() if number}
    money, partners = list(money), list(partners)
    complete(to, came, money, at)
    with recorded("change_activity", thing=activity, by=by, at=at, reason=reason):
        held = locked(activity)
        before, fitted = told_of(held), frozenset(line.pk for line in lines_for(held))
        for name in (*TOLD, "village_unit_id"):
            setattr(held, name, getattr(to, name))
        after = _told(to, came, money, partners)
        different = {name for name in after if after[name] != before[name]}
        if not different:
            return Activity.objects.get(pk=activity.pk)  # pressed twice
        if different - WORDS:
            check_uncounted([report_name(one) for one in reports_counting(held)])
        counted = take_out(held, by=by, at=at)
        held.save()
        keep_details(held, came, money, partners)
        count_in(held, by=by, at=at, but_not=fitted - counted)  # what somebody unticked stays so
        ActivityChange.objects.create(
            activity=held, reason=reason.strip(), changed_by=by, changed_at=at,
            before={name: before[name] for name in different}, after={name: after[name] for name in different},
        )  # fmt: skip
    return held


def withdraw_activity(activity: Activity, *, reason: str, by: Person, at: datetime) -> Activity:
    """It did not take place, or stands here twice. The row stays, with who withdrew it and why."""
    refuse_unless_may(by, Act.RECORD, activity, at)
    check_reason(reason)
    with recorded("withdraw_activity", thing=activity, by=by, at=at, reason=reason):
        held = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
        if held.withdrawn_at is not None:
            return held
        check_uncounted([report_name(one) for one in reports_counting(held)])
        take_out(held, by=by, at=at)
        held.withdrawn_by, held.withdrawn_at, held.withdrawn_for = by, at, reason.strip()
        held.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_for"])
        drop_event(held, at=at)
    return held


def serve_programmes(
    activity: Activity, agreements: Iterable[Agreement], *, by: Person, at: datetime
) -> Activity:
    """Say whose programme it was. Programmes that the person does not see stay as they are."""
    refuse_unless_may(by, Act.RECORD, activity, at)
    chosen = list(agreements)
    seen = Agreement.objects.visible_to(by, timezone.localdate(at))
    if {one.pk for one in chosen} - set(seen.values_list("pk", flat=True)):
        raise RuleBroken(Message("This programme is not shared with you.", where="programmes"))
    slugs = "; ".join(sorted(one.slug for one in chosen))
    with recorded("serve_programmes", thing=activity, by=by, at=at, reason=slugs):
        held = locked(activity)
        unseen = held.served.agreements.exclude(pk__in=seen.values("pk"))
        served = Served.objects.of({*chosen, *unseen})
        if served.pk == held.served_id:
            return held
        check_uncounted([report_name(one) for one in reports_counting(held)])
        fitted = frozenset(line.pk for line in lines_for(held))
        counted = take_out(held, by=by, at=at)
        held.served = served
        held.save(update_fields=["served"])
        count_in(held, by=by, at=at, but_not=fitted - counted)
    return held


def locked(activity: Activity) -> Activity:
    """As it stands now, until the act is over; one that was withdrawn is refused."""
    Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    held = with_facts(Activity.objects.filter(pk=activity.pk)).prefetch_related("partners").get()
    check_standing(timezone.localdate(held.withdrawn_at) if held.withdrawn_at else None)
    return held


def told_of(activity: Activity) -> dict[str, Any]:
    """Everything that may change, as text that can be kept and compared."""
    done = done_of(activity)
    return _words(activity, done.parts, list(done.money), activity.partners.all())


def _told(
    activity: Activity, came: Mapping[Combination, int], money: list[Money], partners: list[Organisation]
) -> dict[str, Any]:
    return _words(activity, {cell.slug: number for cell, number in came.items()}, money, partners)


def _words(
    activity: Activity, parts: Mapping[str, int], money: list[Money], partners: Iterable[Organisation]
) -> dict[str, Any]:
    said = {name.removesuffix("_id"): _word(getattr(activity, name)) for name in TOLD}
    spent = sorted([one.currency, one.source, one.amount] for one in money)
    return said | {
        "parts": dict(sorted(parts.items())),
        "money": spent,
        "partners": sorted(str(one.pk) for one in partners),
    }


def _word(value: object) -> Any:
    return value if value is None or isinstance(value, int) else str(value)
