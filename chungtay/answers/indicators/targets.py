"""What each unit shall reach beside what it has reached: province by province, commune by commune."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet

from chungtay.answers.figures import Book, Figure
from chungtay.answers.programmes import bodies_for
from chungtay.models import (
    Agreement,
    Category,
    Combination,
    Indicator,
    Organisation,
    Person,
    Place,
    Plan,
    Target,
)
from chungtay.models.ledger import categories_of
from chungtay.models.walks import Tree, under
from chungtay.rules.ledger import Kind, Window, due_share, progress
from chungtay.rules.people import Act, Role, acts_of
from chungtay.rules.people import Kind as Protected


@dataclass(frozen=True)
class TargetRow:
    """One unit in one period: what was set, what is reached, and what was set before."""

    target: Target | None  # None: only the units below have targets
    unit: Place | Organisation
    amount: int | None  # what stands for the unit as it lies on the map: parts of what merged, added up
    figure: Figure
    combination: Combination | None = None
    earlier: Sequence[Target] = ()
    below: Sequence["TargetRow"] = field(default=())

    @property
    def share(self) -> int | None:
        """Ten-thousandths of the target, uncapped."""
        return progress(self.figure.amount, self.amount)

    @property
    def place_code(self) -> str:
        """By which its figure opens; "" for a body."""
        return self.unit.code if isinstance(self.unit, Place) else ""

    @property
    def cell(self) -> list[Category]:
        return list(self.combination.categories.all()) if self.combination else []

    @property
    def of_units(self) -> int | None:
        """The targets of the units below, added up."""
        amounts = [row.amount for row in self.below if row.amount is not None and row.combination is None]
        return sum(amounts) if amounts else None


class TargetsTable:
    """The targets of one indicator in one programme over one period, as far as the person may see them."""

    def __init__(
        self, agreement: Agreement, indicator: Indicator, window: Window | None, person: Person, today: date
    ) -> None:
        self.agreement, self.indicator, self.person, self.today = agreement, indicator, person, today
        self.asked = window

    @cached_property
    def seen(self) -> list[Target]:
        found = assigned_to(self.agreement, self.indicator, self.person, self.today)
        return list(found.select_related("organisation__place", "place", "combination", "said_by"))

    @cached_property
    def windows(self) -> list[Window]:
        """The periods for which something was set, the latest first."""
        return sorted({Window(one.first_on, one.last_on) for one in self.seen}, reverse=True)

    @cached_property
    def window(self) -> Window:
        year = Window(date(self.today.year, 1, 1), date(self.today.year, 12, 31))
        return self.asked or next(iter(self.windows), year)

    @property
    def due(self) -> int:
        """Where an even pace would stand today."""
        return due_share(self.window, self.today)

    @cached_property
    def rows(self) -> list[TargetRow]:
        """Larger units with the smaller ones below them; a unit without a larger one that has a target stands alone."""
        chosen = [one for one in self.seen if Window(one.first_on, one.last_on) == self.window]
        alone = [self._of_body(one) for one in chosen if one.organisation]
        placed = self._of_places([one for one in chosen if one.place])
        return [*self._under_their_heads(placed), *alone]

    def _of_body(self, target: Target) -> TargetRow:
        assert target.organisation
        below = Organisation.objects.at_or_below([target.organisation_id], self.today)  # type: ignore[list-item]
        holders = Organisation.objects.filter(pk__in=below)
        figure = self._ask(target.combination, holders=holders)
        return TargetRow(
            target, target.organisation, target.amount, figure, target.combination, self._earlier(target)
        )

    def _of_places(self, targets: list[Target]) -> list[TargetRow]:
        """By the units of the map of the period's last day: what merged brings its target along."""
        amounts: dict[tuple[str, UUID | None], int] = {}
        said: dict[tuple[str, UUID | None], list[Target]] = {}
        for one in targets:
            for part in self.book.world.parts(str(one.place_id), one.amount, self.window.last):
                if part.place is not None:
                    key = (str(part.place), one.combination_id)
                    amounts[key] = amounts.get(key, 0) + part.amount
                    said.setdefault(key, []).append(one)
        places = Place.objects.select_related("parent").in_bulk([UUID(unit) for unit, _ in amounts])
        rows = []
        for (unit, cell), amount in amounts.items():
            place, told = places[UUID(unit)], said[unit, cell]
            figure = self._ask(told[0].combination, places=[place])
            own = told[0] if len(told) == 1 and told[0].place_id == place.pk else None
            earlier = [old for one in told for old in self._earlier(one)]
            rows.append(TargetRow(own, place, amount, figure, told[0].combination, earlier))
        return sorted(rows, key=lambda row: (row.unit.name, row.combination is not None))

    def _under_their_heads(self, rows: list[TargetRow]) -> list[TargetRow]:
        """Communes below their province, which has a row even where nothing was set for it; provinces stand on top."""
        below: dict[Place, list[TargetRow]] = {}
        tops: list[TargetRow] = []
        for row in rows:
            above = row.unit.parent if isinstance(row.unit, Place) else None
            if above is not None and above.parent_id:
                below.setdefault(above, []).append(row)
            else:
                tops.append(row)
        said = {row.unit.pk for row in tops if row.combination is None}
        tops += [
            TargetRow(None, head, None, self._ask(None, places=[head]))
            for head in below
            if head.pk not in said
        ]
        units = {head.pk: held for head, held in below.items()}
        whole = [row for row in tops if row.combination is None]
        parts = [row for row in tops if row.combination is not None]
        headed = [replace(row, below=units.get(row.unit.pk, ())) for row in whole] + parts
        return sorted(headed, key=lambda row: (row.unit.name, row.combination is not None))

    def _ask(
        self,
        combination: Combination | None,
        *,
        places: list[Place] | None = None,
        holders: Iterable[Organisation] | None = None,
    ) -> Figure:
        """Up to today at the latest, so that completeness speaks of what is due by now."""
        first, last = self.window.first, max(self.window.first, min(self.window.last, self.today))
        cell = categories_of(combination.slug) if combination else frozenset()
        return self.book.ask(
            self.indicator, first, last, places=places, holders=holders, map_on=self.window.last, categories=cell
        )  # fmt: skip

    def _earlier(self, target: Target) -> list[Target]:
        return self.history.get(target.pk, [])

    @cached_property
    def history(self) -> dict[UUID, list[Target]]:
        """What each said before, the latest first."""
        found: dict[UUID, list[Target]] = {}
        old = Target.ever.filter(earlier_of__in=[one.pk for one in self.seen]).select_related("said_by")
        for one in old.order_by("-replaced_at"):
            found.setdefault(one.earlier_of_id, []).append(one)  # type: ignore[arg-type]
        return found

    @cached_property
    def book(self) -> Book:
        return Book(self.person, self.today, self.agreement)

    @property
    def adds_up(self) -> bool:
        return self.indicator.kind != Kind.RATIO


def targets_table(
    agreement: Agreement, indicator: Indicator, *, person: Person, today: date, window: Window | None = None
) -> TargetsTable:
    return TargetsTable(agreement, indicator, window, person, today)


def assigned_to(
    agreement: Agreement, indicator: Indicator, person: Person, today: date
) -> "QuerySet[Target]":
    """Targets of units within the person's own territory, or of bodies that the person's posts stand over."""
    bodies = person.reach(Act.READ, Protected.PLAN, today, holder="organisation")
    held: QuerySet[Target] = Target.objects.filter(
        bodies | Q(place__in=places_near(agreement, person, today))
    )
    return held.filter(agreement=agreement, indicator=indicator, is_assigned=True)


def places_near(agreement: Agreement, person: Person, today: date, act: Act = Act.READ) -> "QuerySet[Place]":
    """The territory of the posts that allow the act in this programme, with all that became part of it."""
    own = [
        post.place_id or post.organisation.place_id
        for post in person.posts_on(today)
        if act in acts_of(Role(post.role)) and post.serves(agreement.slug)
    ]
    tops = [key for key in own if key]
    if not tops:
        return Place.objects.none()
    return Place.objects.filter(pk__in=under(Tree.PLACES, tops, today))


def targets_seen(indicator: Indicator, person: Person, today: date) -> "QuerySet[Target]":
    """What texts promise, as far as the person may read them: drafts of one body stay that body's own."""
    agreements = Agreement.objects.visible_to(person, today)
    plans = Plan.objects.visible_to(person, today)
    texts = Q(content=None) | Q(content__plan__in=plans, content__dropped_in=None)
    standing = Q(commitment=None) | Q(commitment__dropped_in=None)
    found: QuerySet[Target] = Target.objects.promised().filter(
        texts, standing, indicator=indicator, agreement__in=agreements
    )
    return found.select_related("agreement", "commitment", "content__plan", "organisation", "said_by")


def units_for(agreement: Agreement, person: Person, today: date) -> dict[str, Place | Organisation]:
    """To whom the person may give a target, by the key of a form: places of two levels, then bodies."""
    reached = Place.objects.on(today).filter(pk__in=places_near(agreement, person, today, Act.PLAN))
    tops = {
        post.place_id or post.organisation.place_id
        for post in person.posts_on(today)
        if Act.PLAN in acts_of(Role(post.role)) and post.serves(agreement.slug)
    }
    places = reached.filter(Q(pk__in=tops) | Q(parent__in=tops)).order_by("kind", "name")
    bodies = bodies_for(agreement, person, Act.PLAN, today).order_by("name")
    return {
        **{f"place:{place.pk}": place for place in places},
        **{f"body:{body.pk}": body for body in bodies},
    }
