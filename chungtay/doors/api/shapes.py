"""The shapes that many answers share: words in three languages, names of things, amounts as decimal numbers."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.db.models import QuerySet
from ninja import Schema
from pydantic import Field, WithJsonSchema

from chungtay.models import Organisation, Place
from chungtay.rules.amounts import DECIMALS, SCALE
from chungtay.rules.amounts import Amount as WrittenAmount
from chungtay.rules.messages import Message, RuleBroken

# Decimal text, so that no reader loses a digit: "1100.5".
Amount = Annotated[
    Decimal, WithJsonSchema({"type": "string", "pattern": r"^-?\d+(\.\d{1,4})?$"}, mode="serialization")
]
# A day that a calendar sum cannot carry over the edge of time.
GivenDay = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 12, 31))]
GivenAmount = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=4)]


class Words(Schema):
    """The same words in each language that has them; Vietnamese always has."""

    vi: str
    lo: str = ""
    en: str = ""


class Body(Schema):
    id: UUID
    name: Words

    @staticmethod
    def resolve_name(body: Organisation) -> Words:
        return words(body, "name")


class Unit(Schema):
    code: str
    name: Words

    @staticmethod
    def resolve_name(place: Place) -> Words:
        return words(place, "name")


class PlacedBody(Body):
    place: Unit | None


def known_bodies(
    ids: Iterable[UUID], among: QuerySet[Organisation] | None = None, where: str = ""
) -> dict[UUID, Organisation]:
    """Each by its id; one that is not `among` those is refused like one that nobody has, all of them at once."""
    asked = list(dict.fromkeys(ids))
    known = Organisation.objects.all() if among is None else among
    found = known.select_related("place").in_bulk(asked)
    missing = [
        Message("There is no body %(id)s.", {"id": str(key)}, where) for key in asked if key not in found
    ]
    if missing:
        raise RuleBroken(missing)
    return found


def words(thing: Any, field: str) -> Words:
    return Words(vi=getattr(thing, field), lo=getattr(thing, f"{field}_lo"), en=getattr(thing, f"{field}_en"))


def amount(ten_thousandths: int | None) -> Decimal | None:
    if ten_thousandths is None:
        return None
    whole, rest = divmod(ten_thousandths, SCALE)
    return Decimal(whole) if not rest else (Decimal(ten_thousandths) / SCALE).normalize()


def too_fine(given: Decimal, *, decimals: int, where: str) -> Iterator[Message]:
    """What a page says of an amount with more decimals than its indicator has."""
    kept = int(given * SCALE)
    if kept % 10 ** (DECIMALS - decimals):
        whole, finer = "%(typed)s must be a whole number.", "%(typed)s has more than %(decimals)s decimals."
        values = {"typed": WrittenAmount(kept), "decimals": decimals}
        yield Message(finer if decimals else whole, values, where)


def ten_thousandths(given: Decimal) -> int:
    return int(given * SCALE)
