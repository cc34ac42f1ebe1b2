"""A merger is previewed, recorded once and read alike everywhere; villages and figures stay where they are."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chungtay.actions.ledger import post
from chungtay.actions.places import read_merger, record_merger
from chungtay.answers import places as answers
from chungtay.models import AuditLine, Entry, Place, PlaceKind, Source, Succession, Target
from chungtay.models.walks import StandingGround
from chungtay.rules.messages import RuleBroken
from chungtay.rules.places import Merger
from tests.world import NOW, TODAY, World

ON = date(2027, 1, 1)
TABLE = """day,instrument,old,new,name,kind,parent,share,basis
2027-01-01,Order 9,102,102,Maple,xã,,,
,,103,102,,,,60,population
,,103,104,Nettle,xã,,40,population
"""


@pytest.fixture
def merger() -> Merger:
    return read_merger(TABLE)


def entry(world: World, place: Place, amount: int) -> None:
    row = Entry(
        indicator=world.indicators["attendances"], place=place, on=TODAY, holder=world.bodies["dogwood"],
        served=world.served, combination=world.cells["sex:female"], is_base=True, amount=amount * 10_000,
        qualifier="exact", source=Source.objects.create(kind="load"),
    )  # fmt: skip
    post([row], kind="load", by=None, at=NOW)


def village(name: str, code: str, parent: Place) -> Place:
    return Place.objects.create(
        code=code, name=name, kind=PlaceKind.VILLAGE, parent=parent, valid_from=date(2000, 1, 1)
    )


def test_a_merger_ends_units_begins_units_and_says_what_became_of_what(world: World, merger: Merger) -> None:
    begun = record_merger(merger, by=world.persons["administrator"], at=NOW)
    assert [(place.key, place.name, place.kind, str(place.parent)) for place in begun] == [
        ("102@2027-01-01", "Maple", "commune", "Oakshire"),
        ("104@2027-01-01", "Nettle", "commune", "Oakshire"),
    ]
    dogwood = Place.objects.get(name="Dogwood")
    assert dogwood.valid_to == ON
    history = answers.history_of(dogwood)
    assert [(step.other.name, step.share, step.basis, step.instrument) for step in history.became] == [
        ("Maple", 6_000, "population", "Order 9"), ("Nettle", 4_000, "population", "Order 9"),
    ]  # fmt: skip
    assert history.was_divided
    maple = answers.history_of(begun[0])
    assert [(step.other.name, step.depth) for step in maple.came_from] == [
        ("Cedar", 1), ("Dogwood", 1), ("Alder", 2), ("Birch", 2),
    ]  # fmt: skip
    line = AuditLine.objects.get(act="merge_places")
    assert (line.kind, line.thing_id, line.reason) == ("place", str(begun[0].pk), "Order 9")


def test_a_merger_is_recorded_once(world: World, merger: Merger) -> None:
    record_merger(merger, by=None, at=NOW)
    with pytest.raises(RuleBroken) as refused:
        record_merger(merger, by=None, at=NOW)
    assert [str(message) for message in refused.value.messages] == [
        f"Row {row}: {old} ends on 2027-01-01 already. A merger is recorded once."
        for row, old in ((2, 102), (3, 103))
    ]
    assert Place.objects.filter(valid_from=ON).count() == 2


def test_of_a_faulty_merger_nothing_is_kept(world: World) -> None:
    before = Place.objects.count(), Succession.objects.count()
    with pytest.raises(RuleBroken, match="add up to 90%"):
        record_merger(read_merger(TABLE.replace("40,", "30,")), by=None, at=NOW)
    assert (Place.objects.count(), Succession.objects.count()) == before
    assert Place.objects.filter(valid_to=ON).count() == 0


@pytest.mark.parametrize("name", ["officer", "leader", "auditor", "stranger"])
def test_only_an_administrator_changes_the_map(world: World, merger: Merger, name: str) -> None:
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        record_merger(merger, by=world.persons[name], at=NOW)


def test_a_village_outlives_the_merger_of_its_commune(world: World) -> None:
    spring = village("Spring", "10201", world.places["Cedar"])
    record_merger(
        read_merger(
            TABLE.replace(
                "\n,,103,102,,,,60,population\n,,103,104,Nettle,xã,,40,population", "\n,,103,102,,,,,"
            )
        ),
        by=None,
        at=NOW,
    )
    maple = Place.objects.get(name="Maple")
    for day, around in ((date(2026, 12, 31), "Cedar"), (ON, "Maple")):
        whole = answers.world()
        lineage = [whole.places[key].name for key in whole.lineage(str(spring.pk), day)]
        assert lineage == ["Spring", around, "Oakshire", "Westland"]
    assert maple.pk in StandingGround().places_around(spring.pk, ON)
    assert Place.objects.filter(code="10201").count() == 1


def test_a_village_of_a_divided_commune_must_say_on_which_side_it_falls(world: World, merger: Merger) -> None:
    village("Hill", "10301", world.places["Dogwood"])
    with pytest.raises(RuleBroken, match="Add a row for Hill"):
        record_merger(merger, by=None, at=NOW)
    record_merger(read_merger(TABLE + ",,10301,10301,Hill,,104,,\n"), by=None, at=NOW)
    hill = Place.objects.get(code="10301", valid_from=ON)
    assert (hill.kind, str(hill.parent)) == (PlaceKind.VILLAGE, "Nettle")


def test_a_whole_province_takes_its_communes_along(world: World) -> None:
    table = """day,instrument,old,new,name
        2027-01-01,Order 10,W1,W9,Greatshire\n,,W2,W9,Greatshire"""
    (great,) = record_merger(read_merger(table.replace("        ", "")), by=None, at=NOW)
    whole = answers.world()
    assert {place.name for place in whole.children(str(great.pk), ON)} == {"Cedar", "Dogwood", "Farwood"}


def test_a_preview_tells_figures_duties_and_papers_and_changes_nothing(world: World, merger: Merger) -> None:
    entry(world, world.places["Alder"], 40)  # ended before; it is read in Cedar today
    entry(world, world.places["Dogwood"], 25)
    Target.objects.create(
        agreement=world.programme, indicator=world.indicators["attendances"], place=world.places["Dogwood"],
        first_on=date(2026, 1, 1), last_on=date(2027, 12, 31), amount=1,
    )  # fmt: skip
    seen = answers.preview(merger)
    (moved,) = seen.figures
    assert [(one.code, one.amount // 10_000) for one in moved.before] == [("102", 40), ("103", 25)]
    assert [(one.code, one.amount // 10_000, one.assumed) for one in moved.after] == [
        ("102", 55, False), ("104", 10, False),
    ]  # fmt: skip
    assert (seen.faults, seen.entries) == ([], 2)
    assert [place.name for place in seen.ended] == ["Cedar", "Dogwood"]
    assert [(row.new, row.name) for row in seen.begun] == [("102", "Maple"), ("104", "Nettle")]
    assert {body.name for body in seen.organisations} == {"Union of Cedar", "Union of Dogwood"}
    assert len(seen.targets) == 1
    assert Place.objects.filter(valid_from=ON).count() == 0


def test_a_preview_says_where_no_share_was_agreed(world: World) -> None:
    entry(world, world.places["Dogwood"], 25)
    seen = answers.preview(read_merger(TABLE.replace("60,population", ",").replace("40,population", ",")))
    assert [(one.amount / 10_000, one.assumed) for one in seen.figures[0].after] == [
        (12.5, True),
        (12.5, True),
    ]


def test_a_preview_shows_nobody_more_than_they_may_see(world: World, merger: Merger) -> None:
    entry(world, world.places["Dogwood"], 25)
    for name, figures in (("provincial", 1), ("stranger", 0), ("administrator", 0)):
        seen = answers.preview(merger, person=world.persons[name], today=TODAY)
        assert (len(seen.figures), seen.entries) == (figures, 1)


def test_a_preview_of_a_faulty_merger_is_its_faults(world: World) -> None:
    seen = answers.preview(read_merger(TABLE.replace("103", "993")))
    assert [fault.where for fault in seen.faults] == ["3.old"]
    assert seen.ended == []


# the map in memory


def queries() -> int:
    with CaptureQueriesContext(connection) as asked:
        answers.world()
    return len(asked)


def test_the_map_is_built_once_and_again_after_every_change(world: World) -> None:
    answers.world()
    assert queries() == 1  # the stamp alone
    place = Place.objects.get(name="Dogwood")
    for change in (
        lambda: Place.objects.create(code="105", name="Oak", kind="commune", valid_from=ON),
        lambda: Place.objects.filter(pk=place.pk).update(name="Dogwoods"),
        lambda: Succession.objects.update(share=10_000),
        lambda: Succession.objects.all().delete(),
        lambda: Place.objects.filter(code="105").delete(),
    ):
        kept = answers.world()
        change()
        assert answers.world() is not kept
        assert queries() == 1


def test_a_change_that_is_taken_back_takes_its_map_with_it(world: World) -> None:
    from django.db import transaction

    before = answers.world()
    with transaction.atomic():
        Place.objects.create(code="105", name="Oak", kind="commune", valid_from=ON)
        assert len(answers.world().places) == len(before.places) + 1
        transaction.set_rollback(True)
    assert len(answers.world().places) == len(before.places)


# finding


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dogwood", ["Dogwood"]),
        ("DOG", ["Dogwood"]),
        ("wood", ["Dogwood", "Farwood"]),
        ("102", ["Cedar", "Birch"]),  # the latest bearer of a code first
        ("102@2025-06-30", ["Birch"]),
        ("102@2025-07-01", ["Cedar"]),
        ("w1", ["Oakshire"]),
        ("elm", ["Elm", "Elmshire"]),
        ("nobody", []),
        ("", []),
        ("@", []),
        ("%", []),
    ],
)
def test_places_are_found_by_a_part_of_the_name_or_by_code(world: World, text: str, found: list[str]) -> None:
    assert [place.name for place in answers.find(text)] == found


def test_a_search_may_keep_to_the_map_of_a_day(world: World) -> None:
    assert answers.find("cedar", on=date(2025, 6, 30)) == []
    assert [place.name for place in answers.find("cedar", on=date(2025, 7, 1))] == ["Cedar"]
