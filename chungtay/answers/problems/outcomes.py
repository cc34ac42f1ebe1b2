"""What came of problems, as far as a person may see it: each outcome with the thing that it became, and its state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from chungtay.models import (
    Agreement,
    CarriedLine,
    Commitment,
    Content,
    Outcome,
    Person,
    Plan,
    Recommendation,
    Task,
)
from chungtay.rules.problems import OutcomeKind

ORIGIN = "problem"  # how a content of next year, or a row of the next phase, says where it came from


@dataclass(frozen=True)
class CameOf:
    """`thing` is None while it waits, and where the person may not see it; `is_hidden` tells the two apart."""

    outcome: Outcome
    thing: Any | None = None
    is_hidden: bool = False

    @property
    def kind(self) -> OutcomeKind:
        return OutcomeKind(self.outcome.kind)

    @property
    def waits(self) -> bool:
        """It was noted for a plan or a phase that is not drawn up yet."""
        return self.thing is None and not self.is_hidden and self.kind is not OutcomeKind.NOT_TAKEN_UP


def came_of(outcomes: Iterable[Outcome], person: Person, today: date) -> dict[UUID, list[CameOf]]:
    """By problem, in order of time. A few queries, however many outcomes."""
    rows = list(outcomes)
    of_kind = {kind: [one for one in rows if one.kind == kind] for kind in OutcomeKind}
    seen: dict[UUID, Any] = {}
    seen |= _things(Task.objects.visible_to(person, today), of_kind[OutcomeKind.TASK])
    seen |= _things(
        _with_ways(Recommendation.objects.visible_to(person, today)), of_kind[OutcomeKind.RECOMMENDATION]
    )
    contents, drawn = _contents(of_kind[OutcomeKind.CONTENT], person, today)
    commitments, signed = _commitments(of_kind[OutcomeKind.COMMITMENT], person, today)
    seen |= contents | commitments
    known = drawn | signed
    found: dict[UUID, list[CameOf]] = {}
    for one in rows:
        thing = seen.get(one.pk)
        stands = one.thing_id is not None or one.pk in known
        found.setdefault(one.problem_id, []).append(CameOf(one, thing, thing is None and stands))
    return found


def _with_ways(seen: "QuerySet[Recommendation]") -> "QuerySet[Recommendation]":
    return seen.prefetch_related("addressees__organisation", "addressees__recommendation")


def _things(visible: Any, rows: list[Outcome]) -> dict[UUID, Any]:
    found = visible.in_bulk([one.thing_id for one in rows]) if rows else {}
    return {one.pk: found[one.thing_id] for one in rows if one.thing_id in found}


def _contents(rows: list[Outcome], person: Person, today: date) -> tuple[dict[UUID, Any], set[UUID]]:
    """The content that says of itself that it came from the problem; a plan that was withdrawn made none."""
    if not rows:
        return {}, set()
    own = Q(pk__in=[one.thing_id for one in rows if one.thing_id])
    drawn = Content.objects.filter(
        own | Q(origin_kind=ORIGIN, origin_id__in=[one.problem_id for one in rows]),
        plan__withdrawn_at=None, dropped_in=None,
    ).select_related("plan__phase__agreement")  # fmt: skip
    seen = set(
        Plan.objects.visible_to(person, today)
        .filter(pk__in=[one.plan_id for one in drawn])
        .values_list("pk", flat=True)
    )
    made = {one.pk: one for one in drawn} | {one.origin_id: one for one in drawn if one.origin_kind == ORIGIN}
    shown, known = {}, set()
    for row in rows:
        content = made.get(row.thing_id) or made.get(row.problem_id)
        if content is not None:
            known.add(row.pk)
            if content.plan_id in seen:
                shown[row.pk] = content
    return shown, known


def _commitments(rows: list[Outcome], person: Person, today: date) -> tuple[dict[UUID, Any], set[UUID]]:
    """What the next phase has signed; while its text is a draft the problem waits."""
    if not rows:
        return {}, set()
    lines = CarriedLine.objects.filter(origin=ORIGIN, thing__in=[one.problem_id for one in rows])
    carried = {line.thing: line.row for line in lines.exclude(row=None)}
    keys = {one.pk: one.thing_id or carried.get(one.problem_id) for one in rows}
    signed = Commitment.objects.select_related("phase__agreement").in_bulk([k for k in keys.values() if k])
    seen = set(Agreement.objects.visible_to(person, today).values_list("pk", flat=True))
    shown, known = {}, set()
    for row, key in keys.items():
        commitment = signed.get(key) if key else None
        if commitment is not None:
            known.add(row)
            if commitment.phase.agreement_id in seen:
                shown[row] = commitment
    return shown, known
