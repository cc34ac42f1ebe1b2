"""Lays the country into a fresh home of ours and loads its entries through our own code.

One programme of one national body, so that a series is an indicator. What is loaded is what `columns` hold; the
posts, forms and reports that a real office has besides are no part of the ledger.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, cast

from django.db import transaction

from bench.ledger.country import BEGINNING, UNITS, WHOLE, days_of, kind_of
from bench.ledger.entries import ETHNICITIES, INDICATORS, SEXES, STOCK, Columns, Ledger
from chungtay.actions.ledger import post_columns, writing_many
from chungtay.models import (
    Agreement,
    Breakdown,
    Category,
    Combination,
    Dimension,
    Entry,
    Indicator,
    Organisation,
    Person,
    Place,
    Served,
    Source,
    Succession,
)
from chungtay.models.ledger import categories_of
from chungtay.rules import ledger as rules
from chungtay.rules.ledger import Kind
from chungtay.rules.ledger.postings import COLUMNS


@dataclass(frozen=True)
class Home:
    """What the numbers of the columns stand for."""

    places: list[Place]
    indicators: list[Indicator]
    cells: list[Combination]
    holder: Organisation
    programme: Agreement
    served: Served
    source: Source
    person: Person


def laid_home(ledger: Ledger) -> Home:
    with transaction.atomic():
        places = laid_places(ledger)
        programme = Agreement.objects.create(slug="country", kind="memorandum", name="Country")
        indicators = Indicator.objects.bulk_create(
            Indicator(
                slug=f"i{number}",
                kind=Kind.STOCK if number == STOCK else Kind.FLOW,
                name=f"{number}",
                measure="lượt",
                fed_by_register=number == STOCK,
            )
            for number in range(INDICATORS)
        )
        return Home(
            places=places,
            indicators=list(indicators),
            cells=laid_cells(),
            holder=Organisation.objects.create(kind="womens_union", name="National", place=places[0]),
            programme=programme,
            served=Served.objects.of([programme]),
            source=Source.objects.create(kind="load", label="bench"),
            person=Person.objects.create(known_as="Bench"),
        )


def found_home() -> Home:
    """The one that was laid here before, by another process; places and cells only readers of answers need."""
    programme = Agreement.objects.get(slug="country")
    return Home(
        places=[],
        indicators=sorted(Indicator.objects.all(), key=lambda indicator: int(indicator.name)),
        cells=[],
        holder=Organisation.objects.get(name="National"),
        programme=programme,
        served=Served.objects.of([programme]),
        source=Source.objects.get(label="bench"),
        person=Person.objects.get(known_as="Bench"),
    )


def laid_places(ledger: Ledger) -> list[Place]:
    made: list[Place] = []
    for unit, parent in enumerate(ledger.country.parent.tolist()):
        first, last = days_of(unit)
        above = made[parent] if unit else None
        made.append(
            Place(
                code=f"{unit:05}",
                kind=kind_of(unit),
                name=f"{unit}",
                parent=above,
                valid_from=first,
                valid_to=last,
            )
        )
    assert len(made) == UNITS and made[0].valid_from == BEGINNING
    Place.objects.bulk_create(made, batch_size=5_000)
    Succession.objects.bulk_create(
        (
            Succession(
                old=made[old], new=made[new], on=made[new].valid_from, share=None if share == WHOLE else share
            )
            for old, new, share in ledger.country.successions.tolist()
        ),
        batch_size=5_000,
    )
    return made


def laid_cells() -> list[Combination]:
    """In the order of the cells: of each sex the one without ethnicity, then 54."""
    sex = Dimension.objects.create(slug="sex", name="Sex")
    ethnicity = Dimension.objects.create(slug="ethnicity", name="Ethnicity")
    sexes = [
        Category.objects.create(dimension=sex, slug=f"s{n}", position=n, name=f"{n}") for n in range(SEXES)
    ]
    peoples = [
        Category.objects.create(dimension=ethnicity, slug=f"e{n}", position=n, name=f"{n}")
        for n in range(ETHNICITIES)
    ]
    by_sex = Breakdown.objects.create(slug="sex")
    by_both = Breakdown.objects.create(slug="sex-ethnicity")
    by_sex.dimensions.set([sex])
    by_both.dimensions.set([sex, ethnicity])
    made: list[Combination] = []
    for one in sexes:
        made.append(Combination.objects.create(breakdown=by_sex, slug=f"sex:{one.slug}", position=len(made)))
        made[-1].categories.set([one])
        for people in peoples:
            slug = f"ethnicity:{people.slug}|sex:{one.slug}"
            made.append(Combination.objects.create(breakdown=by_both, slug=slug, position=len(made)))
            made[-1].categories.set([one, people])
    return made


def load(home: Home, ledger: Ledger) -> None:
    """A transaction for what came at one time, as a month of a country's books would be taken over."""
    tables = tables_of(home)
    for at, postings in groupby(ledger.postings(), key=lambda posting: posting[2]):
        with writing_many(), transaction.atomic():
            parts = (columns_of(tables, ledger.columns, rows) for _, rows, _ in postings)
            post_columns(parts, kind="load", by=home.person, at=at)


def tables_of(home: Home) -> dict[str, list[Any]]:
    """What the whole numbers of the columns stand for."""
    return {
        "indicator": [str(indicator.pk) for indicator in home.indicators],
        "place": [str(place.pk) for place in home.places],
        "holder": [str(home.holder.pk)],
        "programmes": [(home.programme.slug,)],
        "cell": [tuple(sorted(categories_of(cell.slug))) for cell in home.cells],
        "breakdown": [rules.BASE],
        "source": [str(home.source.pk)],
    }


def columns_of(tables: dict[str, list[Any]], columns: Columns, rows: slice) -> rules.Columns:
    def taken(name: str) -> list[int]:
        return cast(list[int], columns[name][rows].tolist())

    numbers: dict[str, Sequence[int] | int] = dict.fromkeys(COLUMNS, 0)
    numbers |= {name: taken(name) for name in ("indicator", "place", "cell", "amount", "reverses")}
    return rules.Columns(rows.stop - rows.start, tables, numbers | {"on": taken("day")})


def entry_of(
    home: Home, indicator: int, place: int, on: date, cell: int, amount: int, reverses: int | None = None
) -> Entry:
    return Entry(
        indicator_id=home.indicators[indicator].pk, place_id=home.places[place].pk, on=on,
        holder_id=home.holder.pk, served=home.served, combination=home.cells[cell], is_base=True, amount=amount,
        qualifier="exact", source_id=home.source.pk, reverses_id=reverses,
    )  # fmt: skip
