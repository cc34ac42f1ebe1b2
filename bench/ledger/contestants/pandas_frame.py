"""pandas over one frame in memory, in which each entry knows its province on both maps already."""

from pathlib import Path
from typing import Any

import numpy as np

from bench.ledger.contestants import needed
from bench.ledger.country import UNITS, WHOLE
from bench.ledger.entries import Ledger
from bench.ledger.questions import Cells, Question


class PandasFrame:
    name = "pandas"

    def take_in(self, ledger: Ledger, folder: Path) -> None:
        pandas, country = needed("pandas"), ledger.country
        place = ledger.columns["place"]
        kept = ("posting", "indicator", "place", "month", "day", "cell", "amount")
        self.frame = pandas.DataFrame({name: ledger.columns[name] for name in kept})
        self.frame["new_province"] = country.new_province[place].astype(np.int16)
        self.frame["old_province"] = country.old_province[place].astype(np.int16)
        self.parts = pandas.DataFrame(country.commune_parts, columns=["place", "commune", "share"])
        assert int(place.max()) < UNITS

    def can_answer(self, question: Question) -> bool:
        return True

    def ask(self, question: Question) -> list[Any]:
        frame = self.frame
        asked = (
            frame["indicator"].isin(question.indicators)
            if len(question.indicators) > 1
            else (frame["indicator"] == question.indicators[0])
        )
        if question.known_at is not None:
            asked &= frame["posting"] <= question.known_at
        if question.within is not None:
            asked &= frame["new_province"] == question.within
        return [self._window(question, asked, *window) for window in question.windows]

    def _window(self, question: Question, asked: Any, first: Any, last: Any) -> Any:
        day = self.frame["day"]
        chosen = self.frame[asked & (day >= first.toordinal()) & (day <= last.toordinal())]
        if question.rows == "commune":
            chosen = chosen.merge(self.parts, on="place")
            chosen["amount"] = chosen["amount"] * chosen["share"] // WHOLE
        keys = ["indicator"]
        if question.rows == "province":
            keys.append("old_province" if question.is_old_map else "new_province")
        elif question.rows != "country":
            keys.append(question.rows)
        return chosen.groupby(keys)["amount"].sum()

    def cells(self, question: Question, answer: list[Any]) -> Cells:
        found: Cells = {}
        for window, sums in enumerate(answer):
            for key, amount in sums.items():
                indicator, row = key if isinstance(key, tuple) else (key, 0)
                if row >= 0:
                    found[window, int(indicator), int(row)] = int(amount)
        return found

    def leave(self) -> None:
        del self.frame
