"""Places that the tables visit: a merged commune, a merger of Dogwood, a group it is in, a map of its own."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from chungtay.actions.places.pictures import put_picture
from chungtay.models import PlaceGroup
from tests.hostile import picture, told_in_a_png
from tests.world import NOW, World

from .thing import Thing, sending

PICTURE = picture("PNG", pnginfo=told_in_a_png("a remark"))
MERGER = "day,instrument,old,new,name,kind,parent,share,basis\n2026-07-01,Order 3,103,107,Dogwood Vale,,,,\n"


def of_places(world: World) -> dict[tuple[str, str], Thing]:
    cedar, dogwood = world.places["Cedar"], world.places["Dogwood"]
    there = {"code": cedar.code, "begun_on": cedar.valid_from}
    here = {"code": dogwood.code, "begun_on": dogwood.valid_from}
    group = PlaceGroup.objects.create(slug="border", name="Border communes")
    membership = group.memberships.create(place=dogwood, valid_from=date(2010, 1, 1))
    inland = PlaceGroup.objects.create(slug="inland", name="Inland communes")
    told = {"name": "map.png", "says": "Hills and streams"}
    hung = put_picture(dogwood, PICTURE, **told, by=world.provincial, at=NOW)
    return {
        ("place", "cedar's"): Thing(there),
        ("merger", "dogwood"): Thing(
            sent=lambda: {"file": SimpleUploadedFile("merger.csv", MERGER.encode())}
        ),
        ("mergers", "dogwood"): Thing(sent=sending(table=MERGER)),
        ("place-groups", "-"): Thing(sent=sending(name="Hill communes")),
        ("place-group", "inland"): Thing(
            {"slug": inland.slug}, sent=sending(place=dogwood.key, first_on="01/01/2026")
        ),
        ("membership-end", "border"): Thing(
            {"slug": group.slug, "id": membership.pk}, sent=sending(on="01/01/2026")
        ),
        ("place-picture", "dogwood's"): Thing(here, sent=of_picture),
        ("place-picture-withdrawal", "dogwood's"): Thing(here),
        ("place-picture-file", "dogwood's"): Thing({**here, "sha256": hung.sha256}),
    }


def of_picture() -> dict[str, object]:
    return {"file": SimpleUploadedFile("map.png", PICTURE), "says": "Hills"}
