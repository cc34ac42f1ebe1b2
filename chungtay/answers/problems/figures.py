"""Pinned figures beside what the ledger says now: the same question, so the difference is what has changed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chungtay.answers.figures import Book, Figure
from chungtay.models import Person, PinnedFigure, Workshop


@dataclass(frozen=True)
class Beside:
    """`then` is asked for the reader at the posting of the pin: what the reader cannot see is in neither."""

    pin: PinnedFigure
    then: Figure
    now: Figure

    @property
    def is_seen_whole(self) -> bool:
        """The reader sees all that the pinned figure was made of, so that a difference means a change."""
        return self.then.amount == self.pin.amount

    @property
    def difference(self) -> int | None:
        """What has been added or taken back since; None where it cannot be said."""
        if not self.is_seen_whole or self.now.amount is None or self.pin.amount is None:
            return None
        return self.now.amount - self.pin.amount

    @property
    def has_changed(self) -> bool:
        return self.is_seen_whole and self.now.amount != self.pin.amount


def beside(pins: Iterable[PinnedFigure], workshop: Workshop, person: Person, today: date) -> list[Beside]:
    book = Book(person, today, workshop.agreement)
    return [Beside(pin, _ask(book, pin, known_at=pin.known_at_id or 0), _ask(book, pin)) for pin in pins]


def _ask(book: Book, pin: PinnedFigure, *, known_at: int | None = None) -> Figure:
    """On the map of the pin: a merger since is no change of the figure."""
    places = [pin.place] if pin.place else None
    return book.ask(
        pin.indicator, pin.first_on, pin.last_on, places=places, map_on=pin.map_on, known_at=known_at
    )
