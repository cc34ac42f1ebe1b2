"""The lists of supervision: by year and state, and the plans of the years."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from chungtay.models import Agreement, Finding, Person, Supervision, SupervisionPlan
from chungtay.rules.people import Act
from chungtay.rules.supervision import OPEN, SupervisionState

STATES = {
    "open": [*(state.value for state in OPEN), SupervisionState.CONCLUDED.value],
    **{state.value: [state.value] for state in SupervisionState},
}


@dataclass(frozen=True)
class Choice:
    """Which of them are shown; without a year all, without a state all."""

    year: int | None = None
    state: str = ""
    programme: Agreement | None = None


def supervisions_of(person: Person, today: date, choice: Choice) -> "QuerySet[Supervision]":
    """Newest first."""
    limits = Q()
    if choice.year is not None:
        limits &= Q(first_on__year=choice.year)
    if choice.state in STATES:
        limits &= Q(state__in=STATES[choice.state])
    if choice.programme is not None:
        limits &= Q(agreement=choice.programme)
    seen = Supervision.objects.visible_to(person, today).filter(limits)
    return seen.select_related("holder", "agreement").prefetch_related("supervised__organisation")


def findings_read(person: Person, today: date) -> "QuerySet[Finding]":
    """While they are being written they are the team's; with the conclusion everybody's who reads the supervision."""
    seen = Supervision.objects.visible_to(person, today)
    team = [seen.on_side(path, person, Act.READ, today) for path in ("holder", "members__organisation")]
    told = Q(supervision__in=seen.filter(concluded_at__isnull=False).values("pk"))
    for side in team:
        told |= Q(supervision__in=side.values("pk"))
    return Finding.objects.filter(told).select_related("supervision__agreement")


def findings_to_direct(person: Person, today: date) -> "QuerySet[Finding]":
    """Those because of which the person may direct: of a programme's supervision on whose team they work."""
    seen = Supervision.objects.visible_to(person, today).filter(agreement__isnull=False)
    own = seen.on_side("holder", person, Act.RECORD, today)
    sent = seen.filter(sent_at__isnull=False).on_side("members__organisation", person, Act.RECORD, today)
    near = Finding.objects.filter(Q(supervision__in=own.values("pk")) | Q(supervision__in=sent.values("pk")))
    return near.select_related("supervision__agreement", "supervision__holder", "supervised__organisation")


def years_of(person: Person, today: date) -> list[int]:
    """Those in which something is to be read, newest first."""
    seen = Supervision.objects.visible_to(person, today).order_by()
    found = seen.annotate(year=ExtractYear("first_on")).values_list("year", flat=True).distinct()
    return sorted(found, reverse=True)


def plans_of(person: Person, today: date) -> "QuerySet[SupervisionPlan]":
    seen = SupervisionPlan.objects.visible_to(person, today).select_related("holder", "agreement")
    return seen.annotate(rows=Count("supervisions")).order_by("-year", "id")
