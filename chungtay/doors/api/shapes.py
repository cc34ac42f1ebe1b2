"""The shapes that many answers share: words in three languages, names of things, amounts as decimal numbers."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field, WithJsonSchema

from chungtay.models import Organisation, Place
from chungtay.rules.amounts import SCALE

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


def words(thing: Any, field: str) -> Words:
    return Words(vi=getattr(thing, field), lo=getattr(thing, f"{field}_lo"), en=getattr(thing, f"{field}_en"))


def amount(ten_thousandths: int | None) -> Decimal | None:
    if ten_thousandths is None:
        return None
    whole, rest = divmod(ten_thousandths, SCALE)
    return Decimal(whole) if not rest else (Decimal(ten_thousandths) / SCALE).normalize()


def ten_thousandths(given: Decimal | None) -> int | None:
    return None if given is None else int(given * SCALE)
