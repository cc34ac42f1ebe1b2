"""What stands between the bodies of a programme, in numbers: recommendations, visits, matters, letters that are due.

One query counts it all; the next visit and whose turn it is are asked for only where there are some.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from chungtay.models import (
    Addressee,
    Agreement,
    Delegation,
    Greeting,
    Matter,
    Person,
    Recommendation,
    Rotation,
)
from chungtay.rules.delegations import DelegationState
from chungtay.rules.matters import MatterState
from chungtay.rules.occasions import LetterState
from chungtay.rules.recommendations import OVER, OWES, State

NEAR = timedelta(days=30)  # so early a letter is shown as due
COMING = (
    DelegationState.DRAFT,
    DelegationState.PROPOSED,
    DelegationState.RETURNED,
    DelegationState.AGREED,
)
SETTLED = (MatterState.DRAFT, MatterState.SOLVED, MatterState.WITHDRAWN)
UNSENT = (LetterState.DUE, LetterState.DRAFTED, LetterState.APPROVED)


@dataclass(frozen=True)
class Between:
    """Addressees by how they stand; `open` holds the overdue ones, too."""

    open: int
    overdue: int
    answered: int
    closed: int
    open_matters: int
    letters: int
    visit: Delegation | None  # the next one
    has_turns: bool

    @property
    def has_oversight(self) -> bool:
        return bool(self.open or self.answered or self.closed)

    @property
    def has_exchange(self) -> bool:
        return bool(self.open_matters or self.letters or self.visit or self.has_turns)


def between(agreement: Agreement, person: Person, today: date) -> Between:
    ways = Addressee.objects.filter(
        recommendation__agreement=OuterRef("pk"), recommendation__sent_at__isnull=False,
        recommendation__in=Recommendation.objects.visible_to(person, today).values("pk"),
    )  # fmt: skip
    visits = Delegation.objects.visible_to(person, today).filter(agreement=OuterRef("pk"), state__in=COMING)
    matters = Matter.objects.visible_to(person, today).filter(agreement=OuterRef("pk"))
    letters = Greeting.objects.visible_to(person, today).filter(
        agreement=OuterRef("pk"), state__in=UNSENT, due_on__lte=today + NEAR
    )
    answered = Q(state__in=[one for one in State if one not in OWES | OVER | {State.DRAFT}])
    told = Agreement.objects.filter(pk=agreement.pk).values(
        open=_number(ways.filter(state__in=OWES)),
        overdue=_number(ways.filter(state__in=OWES, due_on__lt=today)),
        answered=_number(ways.filter(answered)),
        closed=_number(ways.filter(state=State.CLOSED)),
        open_matters=_number(matters.exclude(state__in=SETTLED)),
        letters=_number(letters),
        visit=Subquery(visits.filter(last_on__gte=today).order_by("first_on", "pk").values("pk")[:1]),
        has_turns=Exists(Rotation.objects.filter(agreement=OuterRef("pk"))),
    )
    row: dict[str, Any] = dict(told.get())
    if row["visit"]:
        row["visit"] = Delegation.objects.select_related("host", "guest").get(pk=row["visit"])
    return Between(**row)


def _number(found: "QuerySet[Any]") -> Coalesce:
    """How many rows, as a number beside others of one query."""
    counted = (
        found.order_by()
        .annotate(number=Func(F("pk"), function="COUNT", output_field=IntegerField()))
        .values("number")
    )
    return Coalesce(Subquery(counted), 0)
