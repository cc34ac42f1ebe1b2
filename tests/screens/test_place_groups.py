"""Groups of units, each unit in them from a day to a day; an office's own map in the place of the schematic one."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from chungtay.models import AuditLine, PlaceGroup, PlacePicture
from tests.access.things_places import PICTURE
from tests.world import World

Enter = Callable[..., Client]
DOGWOOD = "/places/103@2000-01-01/"


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_a_group_is_made_and_units_join_and_leave_it_on_days(world: World, signed_in: Enter) -> None:
    desk = signed_in("administrator")
    made = desk.post("/places/groups/", {"name": "Xã biên giới", "name_en": "Border communes"})
    assert made["Location"] == "/places/groups/border-communes/"
    joined = desk.post(made["Location"], {"place": "103@2000-01-01", "first_on": "01/01/2020"})
    assert joined.status_code == 302
    group = PlaceGroup.objects.get()
    member = group.memberships.get()
    assert "Dogwood" in text_of(desk.get(made["Location"]))
    assert "Border communes" in text_of(desk.get(DOGWOOD))
    left = desk.post(f"{made['Location']}units/{member.pk}/end/", {"on": "01/01/2026"})
    assert left.status_code == 302
    page = text_of(desk.get(made["Location"]))
    assert "None today." in page and "01/01/2020–31/12/2025" in page
    acts = set(AuditLine.objects.values_list("act", flat=True))
    assert {"make_group", "add_to_group", "end_membership"} <= acts


@pytest.mark.parametrize(
    ("place", "first_on", "mend"),
    [
        ("999", "01/01/2020", "No unit bears this code. Look it up by name."),
        ("103@1999-01-01", "01/01/2020", "No unit bears this code"),
        ("101", "01/08/2025", "The unit ended on 01/07/2025. Add the units that it became."),
        ("102", "01/01/2025", "The unit stands since 01/07/2025"),
        ("201", "01/01/2020", "Your post does not allow this."),
        ("103", "someday", "Write the day as 31/12/2025."),
    ],
)
def test_what_cannot_join_is_told_with_its_mend(
    world: World, signed_in: Enter, place: str, first_on: str, mend: str
) -> None:
    group = PlaceGroup.objects.create(slug="border", name="Border communes")
    answer = signed_in("administrator").post("/places/groups/border/", {"place": place, "first_on": first_on})
    assert answer.status_code == 422 and mend in text_of(answer)
    assert not group.memberships.exists()


def test_a_unit_joins_once_and_leaves_once(world: World, signed_in: Enter) -> None:
    desk, group = signed_in("administrator"), PlaceGroup.objects.create(slug="border", name="Border communes")
    sent = {"place": "103", "first_on": "01/01/2020"}
    assert [desk.post("/places/groups/border/", sent).status_code for _ in range(2)] == [302, 422]
    end = f"/places/groups/border/units/{group.memberships.get().pk}/end/"
    assert desk.post(end, {"on": "01/01/2020"}).status_code == 422
    assert [desk.post(end, {"on": "01/01/2021"}).status_code for _ in range(2)] == [302, 422]


def test_two_groups_never_bear_one_name(world: World, signed_in: Enter) -> None:
    desk = signed_in("administrator")
    assert [desk.post("/places/groups/", {"name": name}).status_code for name in ("Hills", "hills")] == [
        302,
        422,
    ]
    assert desk.post("/places/groups/", {"name": "…"}).status_code == 422


@pytest.mark.parametrize("name", ["leader", "auditor", "stranger"])
def test_others_read_groups_and_change_none(world: World, signed_in: Enter, name: str) -> None:
    PlaceGroup.objects.create(slug="border", name="Border communes")
    desk = signed_in(name)
    for address in ("/places/groups/", "/places/groups/border/"):
        assert '<form method="post">' not in text_of(desk.get(address)).split("<main")[1]
        assert "Your post does not allow this." in text_of(desk.post(address, {"name": "Hills"}))
    assert PlaceGroup.objects.count() == 1


# Own maps


def put(
    desk: Client, content: bytes = PICTURE, says: str = "Hills and streams", name: str = "map.png"
) -> object:
    return desk.post(f"{DOGWOOD}picture/", {"file": SimpleUploadedFile(name, content), "says": says})


def test_an_own_map_stands_in_the_place_of_the_schematic_one(world: World, signed_in: Enter) -> None:
    desk = signed_in("provincial")
    assert put(desk).status_code == 302  # type: ignore[attr-defined]
    page = text_of(signed_in("stranger").get(DOGWOOD))
    assert 'alt="Hills and streams"' in page and "Put here by" in page and "Union of Oakshire" in page
    file = signed_in("stranger").get(page.split('<img src="')[1].split('"')[0])
    assert (file["Content-Type"], file["Content-Disposition"]) == ("image/png", "inline")
    assert "sandbox" in file["Content-Security-Policy"]
    drawn = b"".join(file.streaming_content)  # type: ignore[attr-defined]
    assert Image.open(BytesIO(drawn)).size == Image.open(BytesIO(PICTURE)).size and b"a remark" not in drawn


def test_it_is_replaced_and_taken_back_and_who_did_so_stays_written(world: World, signed_in: Enter) -> None:
    desk = signed_in("leader")
    for says in ("Hills", "Hills", "Hills and streams"):  # the second click changes nothing
        put(desk, says=says)
    first, second = PlacePicture.objects.order_by("put_at")
    assert (first.says, first.taken_back_by, second.taken_back_at) == ("Hills", world.leader, None)
    address = f"{DOGWOOD}picture/{second.sha256}/"
    assert [desk.post(f"{DOGWOOD}picture/withdrawal/").status_code for _ in range(2)] == [302, 302]
    assert "<img" not in text_of(desk.get(DOGWOOD))
    assert desk.get(address).status_code == 404
    assert "Hills and streams" in text_of(desk.get(f"{DOGWOOD}picture/"))
    assert AuditLine.objects.filter(act="take_picture_back").count() == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"<svg onload='x()'/>", "map.svg"), (b"<html>", "map.png"), (b"GIF89a", "map.gif"), (b"", "map.png")],
)
def test_only_what_is_a_picture_by_its_bytes_is_taken(
    world: World, signed_in: Enter, content: bytes, name: str
) -> None:
    answer = put(signed_in("provincial"), content=content, name=name)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert not PlacePicture.objects.exists()


def test_a_picture_larger_than_five_megabytes_is_refused(world: World, signed_in: Enter) -> None:
    answer = put(signed_in("provincial"), content=PICTURE + bytes(5_000_000))
    assert "larger than 5 MB" in text_of(answer)


@pytest.mark.parametrize("name", ["officer", "auditor", "administrator", "stranger", "partner"])
def test_others_put_none_and_take_none_back(world: World, signed_in: Enter, name: str) -> None:
    put(signed_in("provincial"))
    desk = signed_in(name)
    assert "Your post does not allow this." in text_of(put(desk, says="Ours now"))
    assert desk.post(f"{DOGWOOD}picture/withdrawal/").status_code == 422
    assert PlacePicture.objects.get().taken_back_at is None
    assert 'picture/"' not in text_of(desk.get(DOGWOOD))
