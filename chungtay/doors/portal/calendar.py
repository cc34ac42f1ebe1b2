"""The public calendar, month by month, between the first event and the last; and as a file for one's own calendar."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db.models import Max, Min, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from chungtay.models.published import EventCopy, ProgrammeCopy

from .addresses import address
from .heads import About, absolute
from .pages import PublicRequest, public_page

LINE = 73  # octets of a line of iCalendar before it is folded: RFC 5545, 3.1, less the leading space


@public_page
def calendar(request: PublicRequest) -> HttpResponse:
    """This month, or the nearest in which something stands."""
    first, last = bounds(events_of(request))
    return shown(request, min(max(month_of(timezone.localdate()), first), last), whole=True)


@public_page
def month(request: PublicRequest, month: str) -> HttpResponse:
    """Beyond the first and the last event there is no page, so that no robot counts months for ever."""
    asked = date.fromisoformat(f"{month}-01") if month[:4] != "0000" else date.min
    first, last = bounds(events_of(request))
    if not first <= asked <= last:
        raise Http404
    return shown(request, asked)


@public_page
def file(request: PublicRequest) -> HttpResponse:
    """All of it, as calendars exchange it (RFC 5545)."""
    answer = HttpResponse(written(request), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    return answer


def shown(request: PublicRequest, month: date, *, whole: bool = False) -> HttpResponse:
    found, after = events_of(request), next_month(month)
    first, last = bounds(found)
    names = {copy.slug: copy for copy in ProgrammeCopy.objects.on(request.portal)}
    events = found.filter(first_on__lt=after, last_on__gte=month)
    told = {
        "month": month,
        "days": [(event, names.get(event.programme_slug)) for event in events],
        "before": month_of(month - timedelta(days=1)) if month > first else None,
        "after": after if after <= last else None,
        "about": About(canonical=address("calendar-month", month=f"{month:%Y-%m}")) if whole else About(),
    }
    return render(request, "portal/calendar.html", told)


def events_of(request: PublicRequest) -> QuerySet[EventCopy]:
    """Of the programmes that this portal shows, so not of a withdrawn one; those of no programme are everybody's."""
    slugs = [copy.slug for copy in ProgrammeCopy.objects.on(request.portal)]
    return EventCopy.objects.public().filter(programme_slug__in=[*slugs, ""])


def bounds(found: QuerySet[EventCopy]) -> tuple[date, date]:
    """The first month and the last; where nothing stands, this one."""
    days = found.order_by().aggregate(first=Min("first_on"), last=Max("last_on"))
    today = timezone.localdate()
    return month_of(days["first"] or today), month_of(days["last"] or today)


def month_of(day: date) -> date:
    return day.replace(day=1)


def next_month(month: date) -> date:
    return month_of(month + timedelta(days=31))


def written(request: PublicRequest) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Chung Tay//Calendar//VI", "CALSCALE:GREGORIAN"]
    for event in events_of(request):
        lines += of_event(event, request)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in folded(line))


def of_event(event: EventCopy, request: PublicRequest) -> list[str]:
    stamp = max(event.published_at, datetime(2000, 1, 1, tzinfo=UTC)).astimezone(UTC)
    where = absolute(request, address("calendar-month", month=f"{event.first_on:%Y-%m}"))
    return [
        "BEGIN:VEVENT",
        f"UID:{event.thing}@chungtay",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.first_on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.last_on + timedelta(days=1):%Y%m%d}",  # the first day on which it is over
        f"SUMMARY:{plain(event.said('title', request.LANGUAGE_CODE))}",
        *([f"LOCATION:{plain(event.said('place', request.LANGUAGE_CODE))}"] if event.place else []),
        f"URL:{where}",
        "END:VEVENT",
    ]


def plain(text: str) -> str:
    for what, said in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(what, said)
    return text


def folded(line: str) -> Iterator[str]:
    """No line is longer than 75 octets, and no letter is cut through."""
    part, length = "", 0
    for letter in line:
        size = len(letter.encode())
        if length + size > LINE:
            yield part
            part, length = " ", 1
        part, length = part + letter, length + size
    yield part
