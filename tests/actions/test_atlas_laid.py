"""The atlas in the database: laid once over what stood there, found by any spelling, walked as the rules say."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from chungtay.actions.places import Loaded, load_atlas
from chungtay.answers.places import above, find, history_of, named, world
from chungtay.demo.places import lay_places
from chungtay.models import AuditLine, Place, PlaceGroup, Succession
from chungtay.models.walks import StandingGround, Tree, fetched, under
from chungtay.rules.access import Terrain, Unit
from chungtay.rules.messages import RuleBroken
from tests.world import NOW

MERGER = date(2025, 7, 1)
BEFORE = MERGER - timedelta(days=1)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Loaded]:
    """The demo's few units, and the whole atlas over them; laid once for this file and taken back."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        around = transaction.atomic()
        around._from_testcase = True  # type: ignore[attr-defined]  # acts inside are to close as if nothing stood around them
        with around:
            lay_places()
            believe_the_map_is_empty()
            yield load_atlas(by=None, at=NOW)
            transaction.set_rollback(True)


def believe_the_map_is_empty() -> None:
    """As PostgreSQL does when it last counted after a load that was taken back."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("update pg_class set relpages = 100, reltuples = 0 where relname = any(%s)", [MAP])


MAP = ["chungtay_place", "chungtay_succession"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.mark.parametrize(
    ("day", "units"),
    [
        (BEFORE, {"country": 2, "province": 63 + 18, "district": 696 + 9, "commune": 10_035}),
        (MERGER, {"country": 2, "province": 34 + 18, "district": 9, "commune": 3_321}),
    ],
)
def test_each_unit_stands_once_on_its_map(day: date, units: dict[str, int]) -> None:
    shown = Place.objects.on(day)
    assert Counter(shown.values_list("kind", flat=True)) == units
    assert shown.values("code").distinct().count() == shown.count()


def test_the_database_knows_how_much_was_laid_so_that_it_does_not_join_row_by_row() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite joins by indexes, however many rows there are; PostgreSQL runs this")
    with connection.cursor() as cursor:
        cursor.execute("select reltuples from pg_class where relname = any(%s)", [MAP])
        assert all(counted > 9_000 for (counted,) in cursor.fetchall())


def test_what_an_office_laid_stays_as_it_is_and_is_only_completed(loaded: Loaded) -> None:
    assert loaded.completed > 30
    xaysetha = Place.objects.get(code="1701")
    assert (xaysetha.name, xaysetha.word) == ("Huyện Xaysetha", "Huyện")
    dak_long = Place.objects.get(code="23368")
    assert dak_long.parent
    assert (str(dak_long.parent), str(dak_long.parent.parent)) == ("Huyện Đắk Glei", "Tỉnh Kon Tum")
    assert dak_long.latitude and dak_long.area
    assert Succession.objects.filter(new__code="23344").count() == 3


def test_loading_again_changes_nothing_and_leaves_no_line() -> None:
    lines = AuditLine.objects.count()
    stamp = world()
    assert load_atlas(by=None, at=NOW).is_nothing_new
    assert AuditLine.objects.count() == lines
    assert world() is stamp


def test_only_an_administrator_loads(world: object) -> None:
    with pytest.raises(RuleBroken):
        load_atlas(by=world.persons["leader"], at=NOW)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("dak blo", "23344@2006-01-01"),
        ("Đăk Blô", "23344@2006-01-01"),
        ("xã đăk blô", "23344@2006-01-01"),
        ("ອັດຕະປື", "LA-AT@2006-01-01"),
        ("Ắt Tạ Pư", "LA-AT@2006-01-01"),
        ("Attapu", "LA-AT@2006-01-01"),
        ("attapeu", "LA-AT@2006-01-01"),
        ("Sê Kông", "LA-XE@2006-01-01"),
        ("ເມືອງດາກຈຶງ", "1603@2006-01-01"),
        ("kontum", "62@2006-01-01"),
        ("ly son", "536@2006-01-01"),
        ("23344", "23344@2025-07-01"),
        ("23344@2025-06-30", "23344@2006-01-01"),
        ("quảng ngãi", "51@2025-07-01"),
    ],
)
def test_a_unit_is_found_as_people_write_it(text: str, first: str) -> None:
    assert find(text)[0].key == first


def test_a_merged_a_divided_and_a_great_unit_tell_what_they_were() -> None:
    def came_from(key: str) -> list[str]:
        place = named(key)
        assert place
        return [step.other.name for step in history_of(place).came_from]

    assert came_from("23377@2025-07-01") == ["Thị trấn Plei Kần", "Xã Đăk Xú", "Xã Pờ Y"]
    assert came_from("51@2025-07-01") == ["Tỉnh Quảng Ngãi", "Tỉnh Kon Tum"]
    divided = Place.objects.get(name="Xã Trà Bùi", valid_to=MERGER)
    assert [(step.other.name, step.share, step.assumed) for step in history_of(divided).became] == [
        ("Xã Cà Đam", 5_000, True), ("Xã Tây Trà Bồng", 5_000, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "upper"),
    [
        ("23368@2006-01-01", "51@2025-07-01"),  # Đăk Long went on; its district did not
        ("23377@2006-01-01", "611@2006-01-01"),  # ended: where it lay on its last day
        ("23377@2025-07-01", "51@2025-07-01"),
        ("1705@2006-01-01", "LA-AT@2006-01-01"),
    ],
)
def test_a_unit_lies_in_what_stands_now_not_in_what_was_abolished(key: str, upper: str) -> None:
    place = named(key)
    assert place
    found = above(place, date(2026, 3, 20))
    assert found and found.key == upper


def test_the_border_communes_are_a_group_with_days() -> None:
    group = PlaceGroup.objects.get(slug="border-communes")
    for day, number in ((BEFORE, 13), (MERGER, 9)):
        places = Place.objects.on(day).filter(memberships__group=group)
        assert places.count() == number
        assert all(place.is_border for place in places)


def test_the_walks_go_through_the_nation_as_the_rules_say() -> None:
    heirs: dict[object, list[tuple[object, date]]] = {}
    for old, new, on in Succession.objects.values_list("old_id", "new_id", "on"):
        heirs.setdefault(old, []).append((new, on))
    terrain = Terrain(
        bodies={},
        places={
            key: Unit(parent, valid_to, tuple(heirs.get(key, ())))  # type: ignore[arg-type]
            for key, parent, valid_to in Place.objects.values_list("id", "parent_id", "valid_to")
        },
    )
    ground = StandingGround()
    for day in (BEFORE, MERGER):
        for key in list(terrain.places)[::397]:
            assert ground.places_around(key, day) == terrain.places_around(key, day)
        province = named("51@2025-07-01")
        assert province
        below = {key for key in terrain.places if province.pk in terrain.places_around(key, day)}
        assert fetched(under(Tree.PLACES, [province.pk], day)) == below
