"""When things happen in the demo: the past on its real days, the running year by the day of loading."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

BEGINS_ON = date(2026, 3, 1)  # the fixed past ends with the reports of 2025 and the plan of 2026
CLOSED_AFTER = timedelta(days=60)  # a half-year ended so long ago is reported and approved


@dataclass(frozen=True)
class Half:
    """A half-year of reports, with the days by which they come in."""

    first_on: date
    last_on: date
    due_on: date

    @property
    def name(self) -> str:
        return f"{self.first_on:%Y}-{1 if self.first_on.month == 1 else 2}"


def at_nine(day: date, minutes: int = 0) -> datetime:
    """A moment of an ordinary morning."""
    return timezone.make_aware(datetime.combine(day, time(9)) + timedelta(minutes=minutes))


def closed_halves(today: date) -> list[Half]:
    """The half-years since 2025 whose reports are all in by `today`, in order."""
    halves: list[Half] = []
    first_on = date(2025, 1, 1)
    while True:
        half = half_from(first_on)
        if half.last_on + CLOSED_AFTER > today and half.first_on >= date(2026, 1, 1):
            return halves
        halves.append(half)
        first_on = half.last_on + timedelta(days=1)


def half_from(first_on: date) -> Half:
    if first_on == date(2025, 1, 1):
        # The old communes closed their books before they ended on 1 July.
        return Half(first_on, date(2025, 6, 20), date(2025, 6, 25))
    if first_on == date(2025, 6, 21):
        return Half(date(2025, 7, 1), date(2025, 12, 31), date(2026, 1, 10))
    last_on = date(first_on.year, 6, 30) if first_on.month == 1 else date(first_on.year, 12, 31)
    return Half(first_on, last_on, last_on + timedelta(days=10))


def running_half(today: date) -> Half:
    """What is being reported on the day of loading: closed two weeks ago, due four days ago."""
    last = closed_halves(today)[-1]
    return Half(last.last_on + timedelta(days=1), today - timedelta(days=14), today - timedelta(days=4))
