"""One answer of the ledger as pages show it, and the reports that make it complete."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from chungtay.models import Indicator
from chungtay.rules import ledger as rules
from chungtay.rules.reports import ReportState


@dataclass(frozen=True)
class Figure:
    """The amount in ten-thousandths (None: nothing reported), its three clocks, and its completeness."""

    indicator: Indicator
    answer: rules.Answer
    reported: int  # reports that were approved …
    due: int  # … of those that the window asks for; 0 where no report is asked

    @property
    def amount(self) -> int | None:
        return self.answer.total.amount

    @property
    def qualifier(self) -> rules.Qualifier:
        return self.answer.total.qualifier

    @property
    def at_least(self) -> bool:
        return self.answer.total.at_least

    @property
    def window(self) -> rules.Window:
        return self.answer.question.window

    @property
    def map_on(self) -> date:
        return self.answer.map_on

    @property
    def known_at(self) -> int:
        return self.answer.known_at

    @property
    def rows(self) -> tuple[rules.Row, ...]:
        return self.answer.rows

    @property
    def count(self) -> int:
        """How many entries it is made of; `Book.opened` looks up which."""
        return self.answer.total.count


class Asked(NamedTuple):
    """A report that was asked for, as far as completeness needs it."""

    holder: UUID
    place: str
    first_on: date
    last_on: date
    state: str
    posting: int | None  # of its approval; None also where the approval had nothing to post

    def overlaps(self, window: rules.Window) -> bool:
        return self.first_on <= window.last and self.last_on >= window.first

    def was_approved(self, known_at: int | None) -> bool:
        """What was approved in a later posting was not known yet."""
        return self.state == ReportState.APPROVED and (
            known_at is None or self.posting is None or self.posting <= known_at
        )
