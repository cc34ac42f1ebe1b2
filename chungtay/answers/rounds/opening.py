"""Whom a period of a form is asked of: the units of a level, those asked already, and those that cannot be asked."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from chungtay.answers.programmes import bodies_for
from chungtay.models import (
    Form,
    Organisation,
    OrganisationSuccession,
    Person,
    Place,
    Report,
    Succession,
)
from chungtay.models.walks import Tree, under
from chungtay.rules.messages import Message
from chungtay.rules.people import Act
from chungtay.rules.regimes import Period, Span, periods_of
from chungtay.rules.rounds import Asked, why_not

AHEAD = timedelta(days=100)  # a period is opened before it ends: officers write as they go
BACK = timedelta(days=400)


@dataclass
class Opening:
    """One form and period, and how each unit stands to being asked."""

    form: Form
    first_on: date
    last_on: date
    bodies: list[Organisation]
    person: Person
    today: date

    @cached_property
    def there(self) -> set[UUID]:
        """Those that have the report already."""
        return {key for key, days in self._asked.items() if (self.first_on, self.last_on) in days}

    @cached_property
    def faults(self) -> dict[UUID, Message]:
        """Why a unit cannot be asked; it is left out of the offer."""
        facts = facts_of(self.bodies, self._asked, self.first_on, self.last_on)
        found = {
            body.pk: why_not(one, first_on=self.first_on, last_on=self.last_on)
            for body, one in zip(self.bodies, facts, strict=True)
            if body.pk not in self.there
        }
        return {key: message for key, message in found.items() if message}

    @cached_property
    def offered(self) -> list[Organisation]:
        return [body for body in self.bodies if body.pk not in self.there and body.pk not in self.faults]

    @cached_property
    def ended(self) -> list[tuple[Organisation, list[str]]]:
        """Bodies that ended inside the period, each with the heirs that report for it too."""
        own = self.person.organisations_for(Act.APPROVE, self.today)
        inside = (self.first_on + timedelta(days=1), self.last_on)
        gone = Organisation.objects.filter(
            Q(valid_to__range=inside) | Q(place__valid_to__range=inside),
            pk__in=under(Tree.BODIES, own, self.today),
        )
        held = list(gone.select_related("place").order_by("name"))
        heirs = heirs_of(held)
        return [(body, heirs.get(body.pk, [])) for body in held]

    @cached_property
    def _asked(self) -> dict[UUID, set[tuple[date, date]]]:
        return asked_already(self.form, self.bodies, self.first_on, self.last_on)


def opening(
    form: Form, first_on: date, last_on: date, person: Person, today: date, *, level: str = ""
) -> Opening:
    """Of the units of one level, as a rule those right below the asker's own office."""
    bodies = list(askable(form, person, today))
    chosen = level or level_of(bodies, person, today)
    return Opening(form, first_on, last_on, [one for one in bodies if kind_of(one) == chosen], person, today)


def askable(form: Form, person: Person, today: date) -> Iterable[Organisation]:
    """The bodies that have a place, in the order of their names."""
    bodies = bodies_for(form.agreement, person, Act.APPROVE, today)
    return bodies.filter(place__isnull=False).select_related("place").order_by("name", "pk")


def levels_of(form: Form, person: Person, today: date) -> Counter[str]:
    """How many units there are of each kind of place."""
    return Counter(kind_of(body) for body in askable(form, person, today))


def level_of(bodies: Sequence[Organisation], person: Person, today: date) -> str:
    """The level most of whose units stand right below the asker's office; else the commonest."""
    own = person.organisations_for(Act.APPROVE, today)
    below = Counter(kind_of(body) for body in bodies if body.parent_id in own)
    found = below or Counter(kind_of(body) for body in bodies)
    return found.most_common(1)[0][0] if found else ""


def kind_of(body: Organisation) -> str:
    return body.place.kind if body.place else ""


def periods_to_ask(form: Form, today: date) -> list[Period]:
    """Of the form's regime, those that ended lately, run now or begin soon; the newest first."""
    if form.regime is None:
        return []
    regime = form.regime.in_rules()
    found = [one for one in periods_of(regime, today - BACK, today + AHEAD) if one.span != Span.ONCE]
    standing = [one for one in found if one.last_on >= form.valid_from and one.first_on <= today + AHEAD]
    return sorted(standing, key=lambda one: (abs((one.last_on - today).days), one.span))


def asked_already(
    form: Form, bodies: Iterable[Organisation], first_on: date, last_on: date
) -> dict[UUID, set[tuple[date, date]]]:
    """By body, the periods of any version of the form that touch these days."""
    touching = Report.objects.filter(form__slug=form.slug, first_on__lte=last_on, last_on__gte=first_on)
    wanted = {body.pk for body in bodies}
    found: dict[UUID, set[tuple[date, date]]] = {}
    for holder, first, last in touching.order_by().values_list("holder", "first_on", "last_on"):
        if holder in wanted:
            found.setdefault(holder, set()).add((first, last))
    return found


def facts_of(
    bodies: Sequence[Organisation], asked: dict[UUID, set[tuple[date, date]]], first_on: date, last_on: date
) -> list[Asked]:
    """What the rule needs of each body."""
    ended = [
        one
        for one in bodies
        if (one.valid_to and one.valid_to <= last_on)
        or (one.place and one.place.valid_to and one.place.valid_to <= last_on)
    ]
    heirs = heirs_of(ended)
    return [
        Asked(
            name=body.name,
            has_place=body.place is not None,
            place_from=body.place.valid_from if body.place else None,
            place_until=body.place.valid_to if body.place else None,
            until=body.valid_to,
            heirs=tuple(heirs.get(body.pk, ())),
            overlapping=tuple(sorted(asked.get(body.pk, set()) - {(first_on, last_on)})),
        )
        for body in bodies
    ]


def heirs_of(ended: Sequence[Organisation]) -> dict[UUID, list[str]]:
    """Who took over from a body; where nobody is noted, the bodies that sit in what its place became."""
    if not ended:
        return {}
    found: dict[UUID, list[str]] = {}
    for one in (
        OrganisationSuccession.objects.filter(old__in=ended).select_related("new").order_by("new__name")
    ):
        found.setdefault(one.old_id, []).append(one.new.name)
    of_places: dict[UUID, list[Place]] = {}
    places = {body.place_id for body in ended if body.place_id}
    for step in Succession.objects.filter(old__in=places).select_related("new"):
        of_places.setdefault(step.old_id, []).append(step.new)
    heirs = [place.pk for places in of_places.values() for place in places]
    sitting: dict[UUID, list[Organisation]] = {}
    for body in Organisation.objects.filter(place__in=heirs, valid_to=None).order_by("name"):
        sitting.setdefault(body.place_id, []).append(body)  # type: ignore[arg-type]
    for body in ended:
        if body.pk not in found and body.place_id in of_places:
            names = [
                one.name
                for place in of_places[body.place_id]
                for one in sitting.get(place.pk, [])
                if one.kind == body.kind
            ]
            if names:
                found[body.pk] = names
    return found
