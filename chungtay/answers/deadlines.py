"""How many days an office gives for what on a day, and the rows that say so."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from chungtay.models import Deadline, Organisation, Person
from chungtay.rules.deadlines import DeadlineKind, Told, days_of
from chungtay.rules.people import Act, Kind


def days_given(kind: DeadlineKind, holder: UUID, on: date) -> int:
    """What holds for this body on this day; RuleBroken where nothing was ever set."""
    rows = Deadline.objects.filter(Q(holder=None) | Q(holder=holder), kind=kind)
    return days_of(kind, as_told(rows), holder=holder, on=on)


def as_told(rows: QuerySet[Deadline]) -> list[Told]:
    return [
        Told(kind=DeadlineKind(row.kind), days=row.days, valid_from=row.valid_from, holder=row.holder_id)
        for row in rows
    ]


@dataclass(frozen=True)
class Clock:
    """One kind of deadline as an office reads it."""

    kind: DeadlineKind
    holds: Deadline | None  # today
    rows: list[Deadline]  # the office's own and the installation's, latest first


def clocks_of(holder: Organisation, person: Person, today: date) -> list[Clock]:
    """Each kind once, in the order of the rules."""
    seen = Deadline.objects.visible_to(person, today).filter(Q(holder=None) | Q(holder=holder))
    rows = list(seen.select_related("holder", "set_by").order_by("-valid_from"))
    return [_clock(kind, [row for row in rows if row.kind == kind], today) for kind in DeadlineKind]


def _clock(kind: DeadlineKind, rows: list[Deadline], today: date) -> Clock:
    begun = [row for row in rows if row.valid_from <= today]
    own = [row for row in begun if row.holder_id]
    return Clock(kind, next(iter(own or begun), None), rows)


def offices_of(person: Person, today: date) -> QuerySet[Organisation]:
    """The bodies whose deadlines the person reads as their own."""
    own = person.organisations_for(Act.READ, today, Kind.REGIME)
    return Organisation.objects.filter(pk__in=own).order_by("name", "id")


def may_set(holder: Organisation, person: Person, today: date) -> bool:
    return person.may(Act.PLAN, Deadline(holder=holder).facts(today), today)
