"""Records what was done in the field and who came."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils import timezone

from chungtay.models import Activity, Attendance, Combination, Document, Person
from chungtay.rules.activities import check_activity
from chungtay.rules.people import Act

from .recorded import recorded, refuse_unless_may


def record_activity(
    activity: Activity,
    *,
    attendances: Mapping[Combination, int],
    documents: Iterable[Document] = (),
    by: Person,
    at: datetime,
) -> Activity:
    """Keep an activity that took place; combinations to which nobody came are left out."""
    refuse_unless_may(by, Act.RECORD, activity.holder_id, at)
    place = activity.place
    check_activity(
        title=activity.title, first_on=activity.first_on, last_on=activity.last_on,
        today=timezone.localdate(at), place=place.name, place_from=place.valid_from, place_to=place.valid_to,
    )  # fmt: skip
    with recorded("record", thing=activity, by=by, at=at):
        activity.recorded_by = by
        activity.save(force_insert=True)
        Attendance.objects.bulk_create(
            Attendance(activity=activity, combination=combination, number=number)
            for combination, number in attendances.items()
            if number
        )
        activity.documents.set(documents)
    return activity
