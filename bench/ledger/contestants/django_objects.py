"""Objects of an object-relational mapper, fetched and added up in Python, as systems of this kind often do it."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from django.db.models import Q

from bench.ledger.contestants import Missing
from bench.ledger.country import WHOLE
from bench.ledger.entries import Ledger
from bench.ledger.home import Home
from bench.ledger.questions import Cells, Question
from chungtay.models import Entry

MOST = 1_000_000


class DjangoObjects:
    """Every entry becomes an object; places and shares stand in dictionaries made beforehand."""

    name = "Django objects"

    def __init__(self, home: Home) -> None:
        self.home = home

    def take_in(self, ledger: Ledger, folder: Path) -> None:
        if len(ledger) > MOST:
            raise Missing("more entries than anybody would add up as objects")
        country, places = ledger.country, self.home.places
        self.indicator_of = {indicator.pk: number for number, indicator in enumerate(self.home.indicators)}
        self.cell_of = {cell.pk: number for number, cell in enumerate(self.home.cells)}
        days, months = (ledger.columns[name].tolist() for name in ("day", "month"))
        self.month_of = dict(zip(days, months, strict=True))
        self.new_province = {place.pk: int(country.new_province[unit]) for unit, place in enumerate(places)}
        self.old_province = {place.pk: int(country.old_province[unit]) for unit, place in enumerate(places)}
        self.parts: dict[object, list[tuple[int, int]]] = defaultdict(list)
        for place, commune, share in country.commune_parts.tolist():
            self.parts[places[place].pk].append((commune, share))

    def can_answer(self, question: Question) -> bool:
        return True

    def ask(self, question: Question) -> Cells:
        indicators = [self.home.indicators[number] for number in question.indicators]
        found: dict[tuple[int, int, int], int] = defaultdict(int)
        rows = self._rows(question)
        for window, days in enumerate(question.windows):
            chosen = Q(indicator__in=indicators, on__range=days)
            if question.known_at is not None:
                chosen &= Q(posting__lte=question.known_at)
            for entry in Entry.objects.filter(chosen):
                for row, amount in rows(entry):
                    found[window, self.indicator_of[entry.indicator_id], row] += amount
        return dict(found)

    def _rows(self, question: Question) -> Callable[[Entry], list[tuple[int, int]]]:
        """How an entry lies in the rows."""
        new, within = self.new_province, question.within

        def laid(entry: Entry) -> list[tuple[int, int]]:
            if within is not None and new[entry.place_id] != within:
                return []
            if question.rows == "commune":
                return [
                    (commune, entry.amount * share // WHOLE) for commune, share in self.parts[entry.place_id]
                ]
            if question.rows == "province":
                row = (self.old_province if question.is_old_map else new)[entry.place_id]
                return [(row, entry.amount)] if row >= 0 else []
            if question.rows == "month":
                return [(self.month_of[entry.on.toordinal()], entry.amount)]
            return [(self.cell_of[entry.combination_id] if question.rows == "cell" else 0, entry.amount)]

        return laid

    def cells(self, question: Question, answer: Cells) -> Cells:
        return answer

    def leave(self) -> None:
        """Nothing was laid down."""
