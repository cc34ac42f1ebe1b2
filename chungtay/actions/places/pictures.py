"""An office's own map in the place of the schematic one: put, replaced, taken back."""

from dataclasses import asdict
from datetime import datetime

from django.utils import timezone

from chungtay.actions.documents import keep_file
from chungtay.actions.recorded import recorded, refuse_unless_may
from chungtay.actions.uploads import checked
from chungtay.models import Organisation, Person, Place, PlacePicture
from chungtay.rules.documents import picture_type
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind


def put_picture(
    place: Place, content: bytes, *, name: str, says: str, by: Person, at: datetime
) -> PlacePicture:
    """What stood there before is replaced; the same picture put twice stands once."""
    refuse_unless_may(by, Act.RECORD, place, at)
    if not says.strip():
        raise RuleBroken(Message("Write what the picture shows.", where="says"))
    picture_type(name, content)  # says what a map may be
    drawn = checked(content, name=name, kinds=["image"])
    with recorded("put_picture", thing=place, by=by, at=at, reason=says):
        Place.objects.select_for_update().get(pk=place.pk)
        kept = keep_file(drawn.content, name=drawn.name, media_type=drawn.media_type)
        before = place.pictures.filter(taken_back_at=None).first()
        if before and (before.sha256, before.says) == (kept.sha256, says):
            return before
        if before:
            _take_back(before, by, at)
        return PlacePicture.objects.create(
            place=place, holder=_office(by, at), says=says, put_at=at, put_by=by, **asdict(kept)
        )


def take_picture_back(picture: PlacePicture, *, by: Person, at: datetime) -> None:
    """The schematic map stands again. The row stays, and says who and when."""
    refuse_unless_may(by, Act.RECORD, picture, at)
    with recorded("take_picture_back", thing=picture.place, by=by, at=at, reason=picture.says):
        held = PlacePicture.objects.select_for_update().get(pk=picture.pk)
        if held.taken_back_at is None:
            _take_back(held, by, at)


def _take_back(picture: PlacePicture, by: Person, at: datetime) -> None:
    picture.taken_back_at, picture.taken_back_by = at, by
    picture.save(update_fields=["taken_back_at", "taken_back_by"])


def _office(by: Person, at: datetime) -> Organisation:
    """The first body for which the person puts maps."""
    own = by.organisations_for(Act.RECORD, timezone.localdate(at), Kind.PLACE)
    return Organisation.objects.filter(pk__in=own).order_by("name")[0]
