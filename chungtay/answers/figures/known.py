"""What was known when: from a day or an entry to the posting that was the last by then."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from chungtay.models import Posting


def posting_known_on(day: date) -> int:
    """The last posting that was recorded by the end of a day, local time; 0 when there was none."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    return (
        Posting.objects.filter(recorded_at__lt=end)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
        or 0
    )


def posting_with(seq: int) -> int:
    """The posting that holds an entry, or the last one before it: knowledge falls on posting boundaries."""
    return (
        Posting.objects.filter(first_seq__lte=seq)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
        or 0
    )
