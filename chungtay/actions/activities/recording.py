"""Records what was done in the field and who came, and counts it into the reports that are being written."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chungtay.answers.activities import village_unit
from chungtay.models import (
    Activity,
    ActivityMoney,
    Attendance,
    AuditLine,
    Combination,
    Document,
    Organisation,
    Person,
)
from chungtay.rules.activities import Done, Money, all_who_came, check_activity
from chungtay.rules.ledger import Qualifier
from chungtay.rules.people import Act

from ..recorded import PRESSED_TWICE, recorded, refuse_unless_may
from .evidence import Paper, keep_papers, looked_at
from .feeding import count_in

TOLD = [
    "kind_id", "title", "title_lo", "title_en", "first_on", "last_on", "place_id", "village", "holder_id", "lead_id",
    "partners_named", "served_id", "task_id", "content_id", "came", "came_qualifier", "narrative",
]  # fmt: skip


def record_activity(
    activity: Activity,
    *,
    attendances: Mapping[Combination, int],
    money: Iterable[Money] = (),
    partners: Iterable[Organisation] = (),
    documents: Iterable[Document] = (),
    evidence: Iterable[Paper] = (),
    by: Person,
    at: datetime,
) -> Activity:
    """Keep an activity that took place; combinations to which nobody came are left out."""
    refuse_unless_may(by, Act.RECORD, activity, at)
    came = {combination: number for combination, number in attendances.items() if number}
    money = list(money)
    complete(activity, came, money, at)
    papers = looked_at(evidence)
    with transaction.atomic():
        held = _recorded_just_now(activity, came, money, by, at)
        if held:
            return held
        with recorded("record", thing=activity, by=by, at=at):
            activity.recorded_by = by
            activity.save(force_insert=True)
            keep_details(activity, came, money, partners)
            activity.documents.set(documents)
            keep_papers(activity, papers, by=by, at=at)
            count_in(activity, by=by, at=at)
    return activity


def complete(activity: Activity, came: Mapping[Combination, int], money: list[Money], at: datetime) -> None:
    """Work out what follows from what was typed, then refuse what cannot have been."""
    parts = {combination.slug: number for combination, number in came.items()}
    activity.came = all_who_came(activity.came, parts)
    activity.village = activity.village.strip()
    place = activity.place
    activity.village_unit = village_unit(activity.village, place, activity.first_on)
    check_activity(
        title=activity.title, first_on=activity.first_on, last_on=activity.last_on,
        today=timezone.localdate(at), place=place.name, place_from=place.valid_from, place_to=place.valid_to,
        done=Done(activity.came, Qualifier(activity.came_qualifier), parts, money),
    )  # fmt: skip


def keep_details(
    activity: Activity,
    came: Mapping[Combination, int],
    money: Iterable[Money],
    partners: Iterable[Organisation],
) -> None:
    """Instead of those that stood there."""
    activity.attendances.all().delete()
    activity.money.all().delete()
    Attendance.objects.bulk_create(
        Attendance(activity=activity, combination=combination, number=number)
        for combination, number in came.items()
    )
    ActivityMoney.objects.bulk_create(
        ActivityMoney(activity=activity, amount=one.amount, currency=one.currency, source=one.source)
        for one in money
    )
    activity.partners.set(partners)


def _recorded_just_now(
    activity: Activity, came: Mapping[Combination, int], money: list[Money], by: Person, at: datetime
) -> Activity | None:
    """What the first of two clicks recorded, so that those who came count once."""
    Organisation.objects.select_for_update(no_key=True).get(pk=activity.holder_id)
    just_now = AuditLine.objects.filter(
        act="record", kind="activity", person_id=by.pk, at__gt=at - PRESSED_TWICE, at__lte=at
    )
    ids: dict[UUID, int] = {combination.pk: number for combination, number in came.items()}
    told = {name: getattr(activity, name) for name in TOLD}
    for held in Activity.objects.standing().filter(pk__in=[line.thing_id for line in just_now], **told):
        spent = sorted(held.money.values_list("currency", "source", "amount"))
        same = dict(held.attendances.values_list("combination_id", "number")) == ids
        if same and spent == sorted((one.currency, one.source, one.amount) for one in money):
            return held
    return None
