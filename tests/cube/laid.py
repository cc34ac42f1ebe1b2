"""Lays drawn maps and ledgers in the database, through the same door as every act, and asks in its keys."""

from dataclasses import dataclass, replace

from chungtay.actions.ledger import post
from chungtay.models import (
    Agreement,
    Breakdown,
    Combination,
    Entry,
    Indicator,
    Organisation,
    Place,
    Served,
    Source,
    Succession,
)
from chungtay.rules import ledger as rules
from chungtay.rules.ledger import BASE
from chungtay.rules.places import World

from .ledgers import BASE_CELLS, HOLDERS, INDICATORS, NOW, OF_WHICH, PROGRAMMES, Ledger


@dataclass
class Rows:
    """The rows of a drawn world, by the names in which it was drawn."""

    places: dict[str, Place]
    indicators: dict[str, Indicator]
    bodies: dict[str, Organisation]
    served: dict[frozenset[str], Served]
    cells: dict[tuple[str, rules.Categories], Combination]
    source: Source

    def post(self, changes: list[rules.Entry]) -> None:
        post([self.row(change) for change in changes], kind="approval", by=None, at=NOW)

    def row(self, change: rules.Entry) -> Entry:
        return Entry(
            indicator=self.indicators[str(change.indicator)], place=self.places[str(change.place)], on=change.on,
            holder=self.bodies[str(change.holder)], served=self.served[frozenset(map(str, change.programmes))],
            combination=self.cells[change.breakdown, change.categories], is_base=change.breakdown == BASE,
            amount=change.amount, qualifier=change.qualifier.value, estimated=change.estimated, stated=change.stated,
            source=self.source, reverses_id=change.reverses,
            period_first_on=change.period.first if change.period else None,
        )  # fmt: skip

    def asked(self, question: rules.Question) -> rules.Question:
        """The same question in the keys of the database."""
        return replace(
            question,
            indicator=str(self.indicators[str(question.indicator)].pk),
            places=None
            if question.places is None
            else frozenset(str(self.places[str(key)].pk) for key in question.places),
            holders=None
            if question.holders is None
            else frozenset(str(self.bodies[str(key)].pk) for key in question.holders),
        )


def lay_map(world: World) -> Rows:
    places = {
        str(key): Place(
            code=str(key)[:20],
            kind=place.level,
            name=str(key),
            valid_from=place.valid_from,
            valid_to=place.valid_to,
        )
        for key, place in world.places.items()
    }
    for key, place in places.items():
        parent = world.places[key].parent
        place.parent = places[str(parent)] if parent else None
    Place.objects.bulk_create(places.values())
    Succession.objects.bulk_create(
        Succession(old=places[str(one.old)], new=places[str(one.new)], on=one.on, share=one.share)
        for one in world.successions
    )
    agreements = {slug: Agreement.objects.create(slug=slug, kind="memorandum", name=slug) for slug in "abc"}
    return Rows(
        places=places,
        indicators=lay_indicators(),
        bodies={name: Organisation.objects.create(kind="other", name=name) for name in HOLDERS},
        served={chosen: Served.objects.of(agreements[slug] for slug in chosen) for chosen in PROGRAMMES},
        cells=lay_cells(),
        source=Source.objects.create(kind="load"),
    )


def lay_cells() -> dict[tuple[str, rules.Categories], Combination]:
    cells = {}
    for breakdown, categories in [*((BASE, one) for one in BASE_CELLS), *OF_WHICH]:
        of = Breakdown.objects.get_or_create(slug=breakdown or "base")[0]
        slug = "|".join(sorted(":".join(pair) for pair in categories))
        cells[breakdown, categories] = Combination.objects.create(breakdown=of, slug=slug)
    return cells


def lay_indicators() -> dict[str, Indicator]:
    rows: dict[str, Indicator] = {}
    for slug, one in INDICATORS.items():  # ratios come after what they are made from
        rows[slug] = Indicator.objects.create(
            slug=slug.replace(" ", "-"), kind=one.kind, name=slug, measure="one",
            numerator=rows.get(str(one.numerator)), denominator=rows.get(str(one.denominator)),
        )  # fmt: skip
    return rows


def lay(ledger: Ledger) -> Rows:
    rows = lay_map(ledger.world)
    for posting in ledger.postings:
        rows.post(ledger.of(posting.number))
    return rows


def kinds() -> dict[str, rules.Indicator]:
    return {
        str(row.pk): rules.Indicator(
            rules.Kind(row.kind),
            str(row.numerator_id) if row.numerator_id else None,
            str(row.denominator_id) if row.denominator_id else None,
        )
        for row in Indicator.objects.all()
    }
