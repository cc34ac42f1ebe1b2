"""Counts the cards that a side let out, as the tables of a year that its own readers see."""

from dataclasses import dataclass
from datetime import date

from chungtay.models import Agreement, Person
from chungtay.rules.people import Act

from ..models import CodedCard
from ..rules.statistics import CODES, QUARTERS, YEAR, Card, Table, periods_over, table_of
from .sides import Side, own_sides, recipient_of, sides_of

FIELDS = ("type", "sex", "band", "direction", "outcome")


@dataclass(frozen=True)
class YearTold:
    """What is out of one year of one side: the year's table once it is over, its quarters as they come to an end."""

    side: Side
    year: int
    quarters: tuple[Table, ...]
    whole: Table | None
    years: tuple[int, ...]  # of which something may be asked, newest first


def counted_for(person: Person, agreement: Agreement, today: date) -> list[Side]:
    """The sides whose tables the person reads: those whose trail or whose notices she reads."""
    mine = {side.pk for side in own_sides(agreement, person, Act.READ, today)} | recipient_of(
        person, agreement, today
    )
    return [side for side in sides_of(agreement, today) if side.pk in mine]


def year_of(side: Side, year: int | None, today: date) -> YearTold:
    """`year`: the newest of which a quarter is over, where none is asked for."""
    held = CodedCard.objects.filter(side=side.seat)
    first = held.order_by("year").values_list("year", flat=True).first() or today.year
    years = tuple(range(today.year, min(first, today.year) - 1, -1))
    chosen = year if year in years else next((one for one in years if periods_over(one, today)), today.year)
    rows = held.filter(year=chosen).order_by("pk")
    cards = tuple(Card(*row) for row in rows.values_list("quarter", *FIELDS))
    over = periods_over(chosen, today)
    return YearTold(
        side,
        chosen,
        tuple(table_of(cards, CODES, chosen, one) for one in QUARTERS if one in over),
        table_of(cards, CODES, chosen) if YEAR in over else None,
        years,
    )
