"""Records a merger, once: units end, units begin, and what became of what is written with share, basis, instrument.

Nothing else is moved. What was booked stays where it was booked, and a village whose commune merges needs no new row:
a parent that has ended is read as what it became.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from chungtay.actions.published.units import copy_units
from chungtay.actions.recorded import recorded, refuse_unless_may
from chungtay.answers.places import world
from chungtay.models import MapStamp, Person, Place, Succession
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.places import Merger, check_merger, level_of, parent_code

from .atlas import refuse_unless_may_change_the_map


def record_merger(merger: Merger, *, by: Person | None, at: datetime) -> list[Place]:
    """The units that begin. Everything or nothing; `by` is None only for the installation itself.

    An administrator changes only the ground of the own bodies: they sit in every unit that ends, or around it.
    """
    refuse_unless_may_change_the_map(by, at)
    with transaction.atomic():
        list(MapStamp.objects.select_for_update())  # one merger at a time: each is checked against the last
        before = world()
        faults = check_merger(before, merger)
        if faults:
            raise RuleBroken(faults)
        old = {
            place.code: place for place in Place.objects.on(merger.day_before).filter(code__in=merger.of_old)
        }
        if by is not None:
            for place in old.values():
                refuse_unless_may(by, Act.MANAGE, place, at)
        parents = {code: parent_code(before, merger, code) for code in merger.of_new}
        begun = {code: _begun(merger, code, old) for code in merger.of_new}
        first = next(iter(begun.values()))
        with recorded("merge_places", thing=first, by=by, at=at, reason=merger.instrument):
            Place.objects.filter(pk__in=[place.pk for place in old.values()]).update(valid_to=merger.on)
            standing = {
                place.code: place
                for place in Place.objects.on(merger.on).filter(code__in=set(parents.values()))
            }
            for code, place in _parents_first(begun, parents):
                place.parent = begun.get(parents[code]) or standing.get(parents[code])
                place.save()
            Succession.objects.bulk_create(
                Succession(
                    old=old[row.old], new=begun[row.new], on=merger.on, share=row.share,
                    basis=row.basis, instrument=merger.instrument,
                )
                for row in merger.rows
            )  # fmt: skip
        copy_units([place.pk for place in (*old.values(), *begun.values())])
    return list(begun.values())


def _begun(merger: Merger, code: str, old: dict[str, Place]) -> Place:
    """A new unit. Where it lies and how great it is follows from its old ones, as far as all of them know."""
    rows = merger.of_new[code]
    was = [old[row.old] for row in rows]
    whole = all(len(merger.of_old[row.old]) == 1 for row in rows)
    word = merger.told(code, "kind") or was[0].word
    return Place(
        code=code, name=merger.told(code, "name"), kind=level_of(word) or was[0].kind, word=word, valid_from=merger.on,
        is_border=any(place.is_border for place in was),
        latitude=_mean([place.latitude for place in was]), longitude=_mean([place.longitude for place in was]),
        area=_sum([place.area for place in was]) if whole else None,
        population=int(_sum([place.population for place in was]) or 0) or None if whole else None,
    )  # fmt: skip


def _parents_first(begun: dict[str, Place], parents: dict[str, str]) -> Iterable[tuple[str, Place]]:
    def depth(code: str) -> int:
        return 1 + depth(parents[code]) if parents[code] in begun else 0

    return sorted(begun.items(), key=lambda pair: (depth(pair[0]), pair[0]))


def _mean(values: list[float | None]) -> float | None:
    total = _sum(values)
    return None if total is None else total / len(values)


def _sum(values: Iterable[float | None]) -> float | None:
    known = list(values)
    return None if None in known else sum(value for value in known if value is not None)
