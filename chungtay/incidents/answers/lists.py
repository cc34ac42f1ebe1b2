"""Says what law and offices say on a day: whom to tell, hotlines, hours, legal bases; and which units lie near."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q

from chungtay.models import Agreement, Organisation, Person, Place
from chungtay.models.places import PlaceKind
from chungtay.models.walks import Tree, over, under
from chungtay.rules.people import Act

from ..models import ChainStep, Dossier, Hotline, Hours, Retention
from ..models.lists import InForce
from ..rules.clocks import hours_of
from ..rules.life import Urgency
from .sides import Side, own_sides, sides_of

Line = TypeVar("Line", bound=InForce)
MOST_UNITS = 1000  # in one page; of a wider side only the units at the border are offered
EARLIEST = 3  # years back in which units that ended are still offered: a notice may tell of last year


def country_of(body: Organisation, today: date) -> str:
    """The code of the country in which the body sits; "" where nobody said where that is."""
    if body.place_id is None:
        return ""
    around = Place.objects.filter(pk__in=over(Tree.PLACES, [body.place_id], today), kind=PlaceKind.COUNTRY)
    return around.values_list("code", flat=True).first() or ""


def chain_on(countries: Iterable[str], today: date) -> list[ChainStep]:
    return list(ChainStep.objects.on(today).filter(country__in=countries))


def hotlines_on(countries: Iterable[str], today: date) -> list[Hotline]:
    return list(Hotline.objects.on(today).filter(country__in=countries))


def hours_for(agreement: Agreement, today: date) -> dict[Urgency, int]:
    """Within how many hours the other side acknowledges."""
    lines = Hours.objects.on(today).filter(Q(agreement=agreement) | Q(agreement=None)).order_by("valid_from")
    said = [(Urgency(line.urgency), line.hours, line.agreement_id is not None) for line in lines]
    return {urgency: hours_of(urgency, said) for urgency in Urgency}


@dataclass(frozen=True)
class Unit:
    """A unit as it stood, for a list to choose from."""

    key: str  # its code and the day from which it stands
    name: str
    seat: UUID
    first_on: date
    until: date | None  # exclusive


def places_near(sides: Iterable[Side], today: date, language: str) -> list[Unit]:
    """Communes and districts of each side, also those that ended a while ago: a unit is named as of its day.

    Villages are not offered: where few live a village tells who it was.
    """
    found: list[Unit] = []
    for side in sides:
        if side.body.place_id is None:
            continue
        inside = Place.objects.filter(
            pk__in=under(Tree.PLACES, [side.body.place_id], today),
            kind__in=[PlaceKind.DISTRICT, PlaceKind.COMMUNE],
        )
        inside = inside.filter(
            Q(valid_to=None) | Q(valid_to__gt=today.replace(year=today.year - EARLIEST, day=1))
        )
        if inside.count() > MOST_UNITS:
            inside = inside.filter(is_border=True)
        found += [
            Unit(place.key, place.said("name", language), side.pk, place.valid_from, place.valid_to)
            for place in inside.order_by("name", "valid_from")
        ]
    return found


@dataclass(frozen=True)
class ListsPage:
    """The lists of an agreement, as one person may read and perhaps change them."""

    agreement: Agreement
    person: Person
    today: date

    @property
    def sides(self) -> list[Side]:
        return sides_of(self.agreement, self.today)

    @property
    def may_read(self) -> bool:
        return bool(own_sides(self.agreement, self.person, Act.READ, self.today))

    @property
    def own(self) -> list[Side]:
        """The sides whose lists the person may change."""
        return own_sides(self.agreement, self.person, Act.PLAN, self.today)

    @property
    def countries(self) -> list[str]:
        return self._countries(self.sides)

    @property
    def own_countries(self) -> list[str]:
        return self._countries(self.own)

    def _countries(self, sides: list[Side]) -> list[str]:
        return [code for code in dict.fromkeys(country_of(side.body, self.today) for side in sides) if code]

    def lines(self, kind: type[Line]) -> list[Line]:
        """Those of this agreement, or of the countries of its sides; in force first, what ended after it."""
        rows: Any = kind._default_manager.select_related("changed_by")
        if kind in (Hours, Retention):
            rows = rows.filter(Q(agreement=self.agreement) | Q(agreement=None))
        else:
            rows = rows.filter(country__in=self.countries)
        return sorted(rows, key=lambda line: line.valid_to is not None)

    @property
    def dossiers(self) -> list[tuple[Side, list[Dossier]]]:
        """Of each side what it says, newest first; the first holds."""
        noted = Dossier.objects.filter(seat__agreement=self.agreement).order_by("-noted_at")
        return [(side, [one for one in noted if one.seat_id == side.pk]) for side in self.sides]
