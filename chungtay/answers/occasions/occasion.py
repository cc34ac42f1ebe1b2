"""A day to observe as one person may see it: its rule, the days as announced, and what may be changed."""

from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet

from chungtay.models import AnnouncedDays, Occasion, Organisation, Person, Unobserved
from chungtay.rules.occasions import OccasionRule
from chungtay.rules.people import Act, Kind


class OccasionPage:
    """Asked once a request."""

    def __init__(self, occasion: Occasion, person: Person, today: date) -> None:
        self.occasion, self.person, self.today = occasion, person, today

    @cached_property
    def is_own(self) -> bool:
        """Kept by a body for which the person plans."""
        return bool(self.occasion.holder_id) and self.person.may(
            Act.PLAN, self.occasion.facts(self.today), self.today
        )

    @property
    def may_change(self) -> bool:
        return self.is_own and self.occasion.ended_on is None

    @property
    def is_announced(self) -> bool:
        return self.occasion.rule == OccasionRule.ANNOUNCED

    @cached_property
    def announced(self) -> list[AnnouncedDays]:
        return list(self.occasion.announced.order_by("-year"))

    @cached_property
    def may_note(self) -> bool:
        """Days of the installation's own occasions may be noted by every office that plans such days."""
        if not self.is_announced or self.occasion.ended_on is not None:
            return False
        return self.is_own or (
            self.occasion.holder_id is None and own_bodies(self.person, self.today).exists()
        )

    @cached_property
    def own_bodies(self) -> list[Organisation]:
        """For which the person may leave it to the others, where it came with the product."""
        laid = self.occasion.holder_id is None and self.occasion.ended_on is None
        return list(own_bodies(self.person, self.today)) if laid else []

    @cached_property
    def left(self) -> list[Unobserved]:
        """By which of the bodies that the person reads for it is not kept."""
        read = self.person.organisations_below(Act.READ, self.today, Kind.OCCASION)
        return list(self.occasion.unobserved.filter(holder__in=read).select_related("holder", "noted_by"))

    @property
    def may_return(self) -> list[Organisation]:
        gone = {row.holder_id for row in self.left}
        return [body for body in self.own_bodies if body.pk in gone]

    @property
    def next_year_to_note(self) -> int:
        """The first year from now on of which nothing is noted."""
        noted = {one.year for one in self.announced}
        year = self.today.year
        while year in noted:
            year += 1
        return year


def occasions_of(person: Person, today: date) -> "QuerySet[Occasion]":
    """Those of the installation first, then the office's own; what has ended comes last."""
    seen = Occasion.objects.visible_to(person, today).select_related("holder", "agreement")
    return seen.prefetch_related("announced").order_by("ended_on", "holder", "month", "day", "slug")


def own_bodies(person: Person, today: date) -> "QuerySet[Organisation]":
    """The person's own bodies that may keep days of their own, and note announced ones."""
    own = person.organisations_for(Act.PLAN, today, Kind.OCCASION)
    return Organisation.objects.filter(Q(pk__in=own))
