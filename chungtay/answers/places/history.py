"""What a unit was before and what it became: whole lines of descent, each step with share, basis and instrument."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chungtay.models import Place, Succession
from chungtay.rules.places import WHOLE


@dataclass(frozen=True)
class Step:
    """One succession, seen from the unit that is asked about: `other` is what it was, or what it became."""

    other: Place
    on: date
    share: int  # ten-thousandths of the older of the two
    assumed: bool  # no share was agreed; equal ones are taken
    basis: str
    instrument: str
    depth: int  # 1: the next one; 2: what came of that …


@dataclass(frozen=True)
class History:
    """The unit's own life, and those before and after it, nearest first."""

    place: Place
    came_from: tuple[Step, ...]
    became: tuple[Step, ...]

    @property
    def was_divided(self) -> bool:
        return sum(step.depth == 1 for step in self.became) > 1

    @property
    def was_united(self) -> bool:
        return sum(step.depth == 1 for step in self.came_from) > 1


def history_of(place: Place) -> History:
    """A query a generation, and one for the siblings' number."""
    return History(place, tuple(_line(place, back=True)), tuple(_line(place, back=False)))


def _line(place: Place, *, back: bool) -> list[Step]:
    here, there = ("new", "old") if back else ("old", "new")
    steps: list[Step] = []
    generation, depth, seen = {place.pk}, 1, {place.pk}
    while generation:
        found = list(
            Succession.objects.filter(**{f"{here}__in": generation})
            .select_related(there, f"{there}__parent")
            .order_by(f"{there}__code", f"{there}__valid_from")
        )
        heirs = _heirs_of({row.old_id for row in found})
        steps += [_step(row, getattr(row, there), heirs[row.old_id], depth) for row in found]
        generation = {getattr(row, f"{there}_id") for row in found} - seen
        seen |= generation
        depth += 1
    return steps


def _heirs_of(olds: set[UUID]) -> dict[UUID, int]:
    """How many successors each has."""
    counted: dict[UUID, int] = dict.fromkeys(olds, 0)
    for old in Succession.objects.filter(old__in=olds).values_list("old_id", flat=True):
        counted[old] += 1
    return counted


def _step(row: Succession, other: Place, heirs: int, depth: int) -> Step:
    assumed = row.share is None and heirs > 1
    share = WHOLE // heirs if row.share is None else row.share
    return Step(other, row.on, share, assumed, row.basis, row.instrument, depth)
