"""Records what was done in the field and who came."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chungtay.models import Activity, Attendance, AuditLine, Combination, Document, Organisation, Person
from chungtay.rules.activities import check_activity
from chungtay.rules.people import Act

from .recorded import PRESSED_TWICE, recorded, refuse_unless_may

TOLD = [
    "kind", "title", "title_lo", "title_en", "first_on", "last_on", "place", "village", "holder", "served",
    "task", "narrative",
]  # fmt: skip


def record_activity(
    activity: Activity,
    *,
    attendances: Mapping[Combination, int],
    documents: Iterable[Document] = (),
    by: Person,
    at: datetime,
) -> Activity:
    """Keep an activity that took place; combinations to which nobody came are left out."""
    refuse_unless_may(by, Act.RECORD, activity, at)
    place = activity.place
    check_activity(
        title=activity.title, first_on=activity.first_on, last_on=activity.last_on,
        today=timezone.localdate(at), place=place.name, place_from=place.valid_from, place_to=place.valid_to,
    )  # fmt: skip
    came = {combination.pk: number for combination, number in attendances.items() if number}
    with transaction.atomic():
        held = _recorded_just_now(activity, came, by, at)
        if held:
            return held
        with recorded("record", thing=activity, by=by, at=at):
            activity.recorded_by = by
            activity.save(force_insert=True)
            Attendance.objects.bulk_create(
                Attendance(activity=activity, combination_id=combination, number=number)
                for combination, number in came.items()
            )
            activity.documents.set(documents)
    return activity


def _recorded_just_now(
    activity: Activity, came: Mapping[UUID, int], by: Person, at: datetime
) -> Activity | None:
    """What the first of two clicks recorded, so that those who came count once."""
    Organisation.objects.select_for_update(no_key=True).get(pk=activity.holder_id)
    just_now = AuditLine.objects.filter(
        act="record", kind="activity", person_id=by.pk, at__gt=at - PRESSED_TWICE, at__lte=at
    )
    told = {name: getattr(activity, name) for name in TOLD}
    for held in Activity.objects.filter(pk__in=[line.thing_id for line in just_now], **told):
        if dict(held.attendances.values_list("combination_id", "number")) == came:
            return held
    return None
