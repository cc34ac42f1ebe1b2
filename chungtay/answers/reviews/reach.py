"""What a review looks at: all of a programme, one side of it, one body, or one unit of the map."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet

from chungtay.answers.figures import Book, Figure
from chungtay.models import Content, Indicator, Organisation, Place, Plan, Review, Target
from chungtay.models.ledger import TargetQuerySet
from chungtay.models.record import Record
from chungtay.rules import reviews as rules
from chungtay.rules.ledger import Window


def words_of(thing: Record | None, column: str = "name") -> rules.Words:
    """A column in its three languages."""
    if thing is None:
        return rules.NOTHING
    return rules.Words(*(str(getattr(thing, f"{column}{end}", "") or "") for end in ("", "_lo", "_en")))


@dataclass
class Reach:
    """One review's questions: the same window, map and narrowing for each of them."""

    review: Review
    book: Book
    asked: dict[object, Figure] = field(default_factory=dict)

    @cached_property
    def window(self) -> Window:
        return Window(self.review.first_on, self.review.last_on)

    @property
    def map_on(self) -> date:
        return self.review.map_on or self.review.last_on

    @cached_property
    def scope(self) -> rules.Scope:
        review = self.review
        holders = tuple(sorted(str(holder.pk) for holder in self.holders or ()))
        if review.place:
            return rules.Scope(rules.ScopeKind.PLACE, words_of(review.place), place=review.place.key)
        if review.unit:
            return rules.Scope(rules.ScopeKind.UNIT, words_of(review.unit), holders=holders)
        if review.seat:
            holder = review.seat.holder_on(review.last_on)
            return rules.Scope(rules.ScopeKind.SEAT, words_of(holder), holders=holders)
        return rules.Scope()

    @cached_property
    def places(self) -> list[Place] | None:
        return [self.review.place] if self.review.place else None

    @cached_property
    def holders(self) -> list[Organisation] | None:
        """The bodies whose results count, with all below them and whom they took over from; None: everybody's."""
        review = self.review
        if review.unit:
            heads = [review.unit.pk]
        elif review.seat and not review.place:
            held = review.seat.holdings.filter(valid_from__lte=review.last_on)
            heads = [
                one.organisation_id for one in held if one.valid_to is None or one.valid_to > review.first_on
            ]
        else:
            return None
        return list(
            Organisation.objects.filter(pk__in=Organisation.objects.at_or_below(heads, review.last_on))
        )

    def ask(self, indicator: Indicator, window: Window | None = None, **more: object) -> Figure:
        """A question of this review; asked twice it is answered once."""
        span = window or self.window
        key = (indicator.pk, span, tuple(sorted(more.items())))
        if key not in self.asked:
            told = {"places": self.places, "holders": self.holders, "map_on": self.map_on} | more
            self.asked[key] = self.book.ask(indicator, span.first, span.last, **told)  # type: ignore[arg-type]
        return self.asked[key]

    # What was promised and planned within the reach

    def targets(self) -> TargetQuerySet:
        """Of the programme what its texts promise; of a body or a unit of the map what was assigned to it."""
        review = self.review
        targets: TargetQuerySet = Target.objects.filter(agreement=review.agreement)
        targets = targets.select_related("indicator", "commitment", "content")
        if review.unit:
            return targets.assigned().filter(organisation=review.unit)
        if review.place:
            return targets.assigned().filter(place=review.place)
        # What one side only drafts, or was left out again, was not promised.
        standing = Q(content=None) | Q(content__in=Content.objects.filter(plan__in=self.plans_agreed()))
        standing &= Q(commitment=None) | Q(commitment__dropped_in=None)
        if review.seat:
            return targets.promised().filter(standing, organisation__in=self.holders or ())
        return targets.promised().filter(standing, organisation=None)

    def plans_agreed(self) -> QuerySet[Plan]:
        return Plan.objects.filter(
            Plan.held_by_seats(), phase__agreement=self.review.agreement, withdrawn_at=None
        )

    def plans(self) -> QuerySet[Plan]:
        """Whose contents are reviewed: the sides' common ones, or a body's own."""
        review = self.review
        own = Plan.objects.filter(phase__agreement=review.agreement, withdrawn_at=None)
        if review.unit:
            return own.filter(holder=review.unit)
        if review.place:
            return own.filter(holder__place=review.place)
        return self.plans_agreed()


def in_order(places: Iterable[Place]) -> list[Place]:
    """As registers list them: by code."""
    return sorted(places, key=lambda place: (place.code, place.valid_from))
