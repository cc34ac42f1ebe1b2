"""Opens a figure for whoever reads a list instead of a page: units, entries, report lines, activities, bounded."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from chungtay.answers.figures import Book, Figure
from chungtay.models import Activity, Entry, Line, Organisation, Place, Registered, Report
from chungtay.rules import ledger as rules

ACTIVITIES_SHOWN = 5


@dataclass(frozen=True)
class ExplainedEntry:
    """One counted entry with its origin: a line of a report, a thing of a register, or a load."""

    entry: rules.Entry
    amount: int  # what of it lies in this unit
    recorded_at: datetime
    booked_in: Place
    holder: Organisation
    line: Line | None
    registered: Registered | None
    label: str  # of another source
    activities: list[Activity]
    more_activities: int


@dataclass(frozen=True)
class ExplainedPlace:
    """A unit of the chosen map; None for what cannot be placed on it. `more` entries are left out here."""

    place: Place | None
    amount: int | None
    entries: list[ExplainedEntry]
    more: int


@dataclass(frozen=True)
class Explained:
    places: list[ExplainedPlace]
    shown: int
    left_out: int


def explain(book: Book, figure: Figure, *, most: int) -> Explained:
    """At most so many entries in all, given out unit by unit in order; the rest is counted, not hidden."""
    question = replace(figure.answer.question, by="place", level="")
    by_place = replace(figure, answer=replace(figure.answer, question=question))
    opened = book.opened(by_place)
    of_all = {entry.seq: entry for entry in book.entries_about(by_place)}
    room, chosen = most, []
    for row in opened.rows:
        mine = row.entries[:room]
        room -= len(mine)
        chosen.append((row, mine))
    told = _Origins({seq for _, mine in chosen for seq in mine}, book)
    places = Place.objects.in_bulk([row.key for row in opened.rows if row.key is not None])
    total = sum(len(row.entries) for row in opened.rows)
    return Explained(
        places=[
            ExplainedPlace(
                place=places[UUID(str(row.key))] if row.key is not None else None,
                amount=row.amount,
                entries=[told(of_all[seq], _part(book, of_all[seq], row, figure)) for seq in mine],
                more=len(row.entries) - len(mine),
            )
            for row, mine in chosen
        ],
        shown=most - room,
        left_out=total - (most - room),
    )


def _part(book: Book, entry: rules.Entry, row: rules.Row, figure: Figure) -> int:
    parts = book.world.parts(entry.place, entry.amount, figure.map_on)
    return sum(part.amount for part in parts if part.place == row.key)


class _Origins:
    """Origins of the chosen entries, fetched together: a handful of queries whatever their number."""

    def __init__(self, numbers: set[int], book: Book) -> None:
        rows = Entry.objects.filter(seq__in=numbers).select_related("place", "holder", "source", "posting")
        self.rows = {row.seq: row for row in rows.defer("posting__canonical")}
        sources = {row.source_id for row in self.rows.values()}
        lines = Line.objects.filter(source__in=sources).select_related(
            "report__form", "report__holder", "question"
        )
        registered = Registered.objects.filter(source__in=sources)
        activities = Activity.objects.filter(lines__source__in=sources)
        if book.person is not None:
            lines = lines.filter(report__in=Report.objects.visible_to(book.person, book.today))
            registered = Registered.objects.visible_to(book.person, book.today).filter(source__in=sources)
            activities = Activity.objects.visible_to(book.person, book.today).filter(
                lines__source__in=sources
            )
        self.lines = {line.source_id: line for line in lines}
        self.registered = {one.source_id: one for one in registered}
        self.activities: dict[UUID, list[Activity]] = defaultdict(list)
        linked = activities.order_by("first_on", "pk").prefetch_related("lines")
        for activity in dict.fromkeys(linked):
            for line in activity.lines.all():
                self.activities[line.source_id].append(activity)

    def __call__(self, entry: rules.Entry, amount: int) -> ExplainedEntry:
        row = self.rows[entry.seq]
        behind = self.activities.get(row.source_id, [])
        return ExplainedEntry(
            entry=entry, amount=amount, recorded_at=row.posting.recorded_at, booked_in=row.place,
            holder=row.holder, line=self.lines.get(row.source_id),
            registered=self.registered.get(row.source_id),
            label=row.source.label or row.source.kind, activities=behind[:ACTIVITIES_SHOWN],
            more_activities=max(0, len(behind) - ACTIVITIES_SHOWN),
        )  # fmt: skip
