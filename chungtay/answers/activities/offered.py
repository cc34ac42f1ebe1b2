"""What is offered to whoever records an activity, so that little must be typed: kinds, villages, what waits."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q, QuerySet

from chungtay.models import (
    Activity,
    ActivityKind,
    Agreement,
    Breakdown,
    Form,
    Organisation,
    Person,
    Place,
    PlaceKind,
    Report,
)
from chungtay.rules.people import Act, Kind
from chungtay.rules.places import fold

MOST_VILLAGES = 200
SEX = "sex"


def kinds_offered(person: Person, today: date) -> QuerySet[ActivityKind]:
    """The kinds of today's list: the common ones and those of the person's own offices."""
    own = person.organisations_for(Act.READ, today, Kind.ACTIVITY)
    return ActivityKind.objects.offered_to(own, today).exclude(retired_on__lte=today)


def kinds_shown(person: Person, today: date) -> QuerySet[ActivityKind]:
    """Those to choose from, retired ones too, and those that bodies below have added."""
    own = person.organisations_for(Act.READ, today, Kind.INDICATOR)
    offered = ActivityKind.objects.offered_to(own, today).values("pk")
    held = ActivityKind.objects.visible_to(person, today).values("pk")
    return ActivityKind.objects.filter(Q(pk__in=offered) | Q(pk__in=held)).select_related("holder")


def last_recorded(person: Person) -> Activity | None:
    """What one does today is mostly what one did last."""
    return Activity.objects.filter(recorded_by=person).order_by("-pk").first()


def programmes_expected(person: Person, today: date) -> list[str]:
    """Which programme it was, most likely: that of the person's last activity, else of the one report that is owed."""
    seen = Agreement.objects.visible_to(person, today)
    last = last_recorded(person)
    served = seen.filter(served=last.served_id) if last else seen.none()
    found = list(served.values_list("slug", flat=True))
    if found:
        return found
    own = person.organisations_for(Act.RECORD, today, Kind.ACTIVITY)
    owed = seen.filter(forms__reports__in=Report.objects.to_write().filter(holder__in=own)).distinct()
    slugs = list(owed.values_list("slug", flat=True)) or list(seen.values_list("slug", flat=True))
    return slugs if len(slugs) == 1 else []


def breakdowns_offered(person: Person, today: date) -> list[Breakdown]:
    """Every single division that is kept here, sex first; and those at once that a form of a programme asks for."""
    forms = Form.objects.valid_on(today).filter(agreement__in=Agreement.objects.visible_to(person, today))
    asked = Q(pk__in=forms.values("questions__base")) | Q(pk__in=forms.values("questions__of_which"))
    sized = Breakdown.objects.annotate(size=Count("dimensions", distinct=True))
    found = sized.filter(Q(size=1) | Q(size__gt=1) & asked)
    kept = found.prefetch_related("dimensions", "combinations__categories").order_by("size", "slug")
    return sorted(kept, key=lambda one: one.slug != SEX)


def bodies_near(person: Person, today: date) -> QuerySet[Organisation]:
    """The own bodies, those above and those below: who may have led it or taken part; others are written in words."""
    own = person.organisations_for(Act.RECORD, today, Kind.ACTIVITY)
    near = Organisation.objects.at_or_above(own, today) | Organisation.objects.at_or_below(own, today)
    return Organisation.objects.filter(pk__in=near).order_by("name")


def remembered_villages(person: Person, places: Collection[Place], today: date) -> list[str]:
    """Villages of these communes, as the map has them and as they were written before; each once."""
    on_the_map = Place.objects.on(today).filter(kind=PlaceKind.VILLAGE, parent__in=places)
    written = Activity.objects.visible_to(person, today).filter(place__in=places).exclude(village="")
    names = [*on_the_map.values_list("name", flat=True), *_distinct(written)]
    return sorted({fold(name): name for name in reversed(names)}.values())


def village_unit(name: str, place: Place, day: date) -> Place | None:
    """The village as a unit of the map, where its commune has one of that name on that day."""
    known = Place.objects.on(day).filter(kind=PlaceKind.VILLAGE, parent=place)
    return next((one for one in known if fold(one.name) == fold(name)), None) if name.strip() else None


def unlinked_activities(person: Person, today: date) -> QuerySet[Activity]:
    """Whose programme is this? Those that the person may record for, oldest first."""
    mine = Activity.objects.allowed(person, Act.RECORD, today).unlinked()
    return mine.select_related("place", "kind", "served").order_by("first_on", "pk")


def _distinct(activities: QuerySet[Activity]) -> list[str]:
    return list(activities.order_by().values_list("village", flat=True).distinct()[:MOST_VILLAGES])
