"""Opens one printed code of a frozen review: the ledger is asked at the frozen posting, map, window and rule."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from chungtay.answers.evidence import Explained, explain
from chungtay.answers.figures import Book, Figure
from chungtay.models import Indicator, IndicatorVersion, Organisation
from chungtay.rules import reviews as rules

from .divided import place_of

ENTRIES_SHOWN = 500


@dataclass(frozen=True)
class OpenedCode:
    """What was printed, what the ledger says of it as known then and as known now, and of which entries."""

    printed: rules.Asked
    indicator: Indicator
    rule: IndicatorVersion | None
    then: Figure
    now: Figure
    explained: Explained

    @property
    def agrees(self) -> bool:
        """Who may see only a part of the entries is told of no disagreement by it."""
        return self.then.amount == self.printed.actual

    @property
    def changed_since(self) -> bool:
        return self.now.amount != self.printed.actual


def opened_code(facts: rules.Facts, code: str, book: Book) -> OpenedCode | None:
    printed = rules.asked(facts, code)
    indicator = Indicator.objects.filter(slug=printed.indicator).first() if printed else None
    if printed is None or indicator is None:
        return None
    then = asked_again(facts, printed, indicator, book, known_at=facts.known_at)
    return OpenedCode(
        printed=printed,
        indicator=indicator,
        rule=IndicatorVersion.objects.filter(indicator=indicator, number=printed.version).first(),
        then=then,
        now=asked_again(facts, printed, indicator, book),
        explained=explain(book, then, most=ENTRIES_SHOWN),
    )


def asked_again(
    facts: rules.Facts, printed: rules.Asked, indicator: Indicator, book: Book, known_at: int | None = None
) -> Figure:
    """The same question, in the words of the book; of one row of a table, that row."""
    about: dict[str, Any] = {
        "map_on": printed.map_on or facts.map_on,
        "known_at": known_at,
        "places": None,
        "holders": None,
    }
    if printed.in_scope and facts.scope.holders:
        about["holders"] = list(
            Organisation.objects.filter(pk__in=[UUID(key) for key in facts.scope.holders])
        )
    place = printed.place or (facts.scope.place if printed.in_scope else "")
    if place:
        about["places"] = [found] if (found := place_of(place)) else []
    first, last = printed.first_on, printed.last_on
    if printed.place == "" or (printed.dimension and not printed.category):
        row_by: dict[str, Any] = (
            {"by": "place"} if printed.place == "" else {"by": "category", "level": printed.dimension}
        )
        figure = book.ask(indicator, first, last, **about, **row_by)
        row = next((row for row in figure.rows if row.key is None), figure.answer.total)
        return replace(figure, answer=replace(figure.answer, total=row))
    if printed.category:
        about["categories"] = frozenset({(printed.dimension, printed.category)})
    return book.ask(indicator, first, last, **about)
