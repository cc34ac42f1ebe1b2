"""How sure a figure is: which clocks it was asked under, how complete, how fresh, how approximate."""

from dataclasses import dataclass
from datetime import date, datetime

from chungtay.answers.figures import Figure
from chungtay.models import Posting
from chungtay.rules.ledger import Qualifier


@dataclass(frozen=True)
class Surety:
    first_on: date
    last_on: date
    map_on: date
    posting: int  # the last that was looked at, 0 where there was none
    newest_at: datetime | None  # when that one was recorded
    reported: int
    due: int  # 0 where no report is asked
    qualifier: Qualifier
    at_least: bool
    estimated: bool  # some of it was given as an estimate
    assumed: bool  # a unit was divided without agreed shares

    @property
    def is_exact(self) -> bool:
        return self.qualifier is Qualifier.EXACT and not (self.at_least or self.estimated or self.assumed)


def surety_of(figure: Figure) -> Surety:
    moment = Posting.objects.filter(number=figure.known_at).values_list("recorded_at", flat=True).first()
    total = figure.answer.total
    return Surety(
        first_on=figure.window.first, last_on=figure.window.last, map_on=figure.map_on,
        posting=figure.known_at, newest_at=moment, reported=figure.reported, due=figure.due,
        qualifier=total.qualifier, at_least=total.at_least, estimated=total.estimated, assumed=total.assumed,
    )  # fmt: skip
