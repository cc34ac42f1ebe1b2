"""Loads every unit of Viet Nam before and after 1 July 2025, and of Laos as far as it is known here.

Loading twice changes nothing. Where an office, or a demo, has laid some units before, those rows stay as they are and
are only completed: a unit is recognised by the code that it bears on the day of its map.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db import connection, models
from django.utils import timezone

from chungtay.actions.published.units import copy_units
from chungtay.actions.recorded import audited_together, recorded
from chungtay.models import GroupMembership, Person, Place, PlaceAlias, PlaceGroup, Succession
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.rules.places import fold
from chungtay.rules.places.atlas import Atlas, Shown, Unit

from .viet_nam import KNOWN_SINCE, MERGER, table, viet_nam

BATCH = 2_000
Row = TypeVar("Row", bound=models.Model)
COMPLETED = ("word", "latitude", "longitude", "area", "name_lo", "name_en")


@dataclass(frozen=True)
class Loaded:
    """How many rows were added, and how many that stood already were completed."""

    places: int
    successions: int
    aliases: int
    memberships: int
    completed: int

    @property
    def is_nothing_new(self) -> bool:
        return not any((self.places, self.successions, self.aliases, self.memberships, self.completed))


def load_atlas(*, by: Person | None, at: datetime) -> Loaded:
    """Everything or nothing. `by` is None only for the installation itself."""
    refuse_unless_may_change_the_map(by, at)
    atlases = [viet_nam(), laos()]
    with audited_together():
        ground = _Ground()
        for atlas in atlases:
            ground.lay(atlas)
        loaded = Loaded(**ground.counted)
        if not loaded.is_nothing_new:
            count_again()
            with recorded("load_atlas", thing=ground.standing["VN"][0], by=by, at=at):
                copy_units()
    return loaded


def count_again() -> None:
    """PostgreSQL joins by how many rows it counted last. Of tables filled a moment ago it may believe that they are
    empty, as after a load that was taken back; then each question of the map takes minutes until it happens to count.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("analyze chungtay_place, chungtay_succession")


def refuse_unless_may_change_the_map(by: Person | None, at: datetime) -> None:
    if by is not None and not by.organisations_for(Act.MANAGE, timezone.localdate(at), Kind.PLACE):
        raise RuleBroken(Message("Your post does not allow this."))


def laos() -> Atlas:
    """Nothing was merged there: each unit stands from the first day on."""
    units = [
        Unit(
            Shown(
                code=row["code"], name=row["name"], level=row["kind"], word=row["word"],
                name_lo=row["name_lo"], name_en=row["name_en"],
                latitude=float(row["latitude"]) if row["latitude"] else None,
                longitude=float(row["longitude"]) if row["longitude"] else None,
            ),
            KNOWN_SINCE, None, f"{row['parent']}@{KNOWN_SINCE}" if row["parent"] else None,
        )
        for row in table("laos")
    ]  # fmt: skip
    return Atlas(tuple(units), (), MERGER)


class _Ground:
    """All that is laid already, and what comes to it."""

    def __init__(self) -> None:
        self.standing: dict[str, list[Place]] = {}
        for place in Place.objects.order_by("valid_from"):
            self.standing.setdefault(place.code, []).append(place)
        self.counted = dict.fromkeys(("places", "successions", "aliases", "memberships", "completed"), 0)
        self.border = {
            (row[side], side) for row in table("memberships") for side in ("before", "after") if row[side]
        } | {(row["code"], "before") for row in table("laos") if row["border"]}

    def lay(self, atlas: Atlas) -> None:
        rows: dict[str, Place] = {}
        new: list[Place] = []
        old: list[Place] = []
        for unit in atlas.units:
            row = self._of(unit, atlas.on)
            if row is None:
                row = Place(code=unit.shown.code, name=unit.shown.name, kind=unit.shown.level)
                row.valid_from, row.valid_to = unit.valid_from, unit.valid_to
                row.is_border = (
                    row.code,
                    "after" if unit.valid_from == atlas.on else "before",
                ) in self.border
                _complete(row, unit, rows)
                self.standing.setdefault(row.code, []).append(row)
                new.append(row)
            elif _complete(row, unit, rows):
                old.append(row)
            rows[unit.key] = row
        self.counted["places"] += len(_added(new))
        Place.objects.bulk_update(old, ["parent", "valid_to", "folded", *COMPLETED], batch_size=200)
        self.counted["completed"] += len(old)
        self._succeed(atlas, rows)
        self._call(rows.values())
        self._group(atlas)

    def _of(self, unit: Unit, on: date) -> Place | None:
        """Who bears the code on the map to which the unit belongs."""
        day = unit.valid_from if unit.valid_from == on else on - timedelta(days=1)
        return self._bearer(unit.shown.code, day)

    def _bearer(self, code: str, day: date) -> Place | None:
        return next((place for place in self.standing.get(code, ()) if place.stands_on(day)), None)

    def _succeed(self, atlas: Atlas, rows: dict[str, Place]) -> None:
        known = set(Succession.objects.values_list("old_id", "new_id"))
        steps = [
            Succession(old=rows[s.old], new=rows[s.new], on=atlas.on, basis=s.basis, instrument=s.instrument)
            for s in atlas.became
            if (rows[s.old].pk, rows[s.new].pk) not in known
        ]
        self.counted["successions"] += len(_added(steps))

    def _call(self, laid: Iterable[Place]) -> None:
        names: dict[str, list[str]] = {}
        for row in table("aliases"):
            names.setdefault(row["code"], []).append(row["name"])
        known = set(PlaceAlias.objects.values_list("place_id", "folded"))
        aliases = [
            PlaceAlias(place=place, name=name)
            for place in laid
            for name in names.get(place.code, ())
            if (place.pk, fold(name)) not in known and name not in (place.name, place.name_lo, place.name_en)
        ]
        self.counted["aliases"] += len(_added(_each_once(aliases)))

    def _group(self, atlas: Atlas) -> None:
        groups = {
            row["slug"]: PlaceGroup.objects.get_or_create(slug=row["slug"], defaults=row)[0]
            for row in table("groups")
        }
        known = set(GroupMembership.objects.values_list("group_id", "place_id"))
        wanted: dict[tuple[object, object], GroupMembership] = {}
        for row in table("memberships"):
            for code, day in ((row["before"], atlas.on - timedelta(days=1)), (row["after"], atlas.on)):
                place = self._bearer(code, day) if code else None
                group = groups[row["group"]]
                if place and (group.pk, place.pk) not in known:
                    wanted[group.pk, place.pk] = GroupMembership(
                        group=group, place=place, valid_from=place.valid_from, valid_to=place.valid_to
                    )
        self.counted["memberships"] += len(_added(list(wanted.values())))


def _complete(row: Place, unit: Unit, rows: dict[str, Place]) -> bool:
    """Fill what is empty; whether anything was. The names that an office gave stay as they are."""
    found = {name: getattr(unit.shown, name) for name in COMPLETED}
    empty = {name: value for name, value in found.items() if value and not getattr(row, name)}
    parent = rows[unit.parent] if unit.parent else None
    if parent and row.parent_id != parent.pk:
        empty["parent"] = parent
    if unit.valid_to and row.valid_to is None:
        empty["valid_to"] = unit.valid_to
    for name, value in empty.items():
        setattr(row, name, value)
    return bool(empty)


def _each_once(aliases: list[PlaceAlias]) -> list[PlaceAlias]:
    return list({(alias.place_id, fold(alias.name)): alias for alias in aliases}.values())


def _added(rows: list[Row]) -> list[Row]:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)
    return rows
