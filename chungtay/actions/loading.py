"""Loads a file of entries into the ledger: all of it, or what is good of it, in one transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from chungtay.answers.loading import recognise, sealed_keys
from chungtay.models import Agreement, LoadedKeys, Organisation, Person, Posting, Served, Source, Statement
from chungtay.rules import ledger as rules
from chungtay.rules.loading import Fault, Reading
from chungtay.rules.messages import Message, RuleBroken

from .ledger import LARGEST_POSTING, post_columns, wait_for_the_ledger, writing_many
from .ledger.rows import Referred
from .recorded import recorded
from .reports.posting import Stock


@dataclass(frozen=True)
class Loaded:
    """What became of a file."""

    rows: int
    before: int  # rows that had been loaded already
    refused: int
    entries: int  # a statement may move later days as well
    postings: tuple[Posting, ...]


class Stated(NamedTuple):
    """A change that a statement made; its own ones have the spot of their row, what they move elsewhere has none."""

    entry: rules.Entry
    spot: int | None


class Spot(NamedTuple):
    """Where and when something is stated, as `Stock` asks for it."""

    place_id: str
    last_on: date


class NothingNew(Exception):
    """There is nothing to write: no act, no audit line."""


def load(
    reading: Reading,
    *,
    accept_good: bool = False,
    only_try: bool = False,
    by: Person | None,
    at: datetime,
) -> Loaded:
    """Post every row that is good and new; RuleBroken with every fault unless all are good or `accept_good`.

    Faults that show only here, beside what stands in the ledger, are added to the reading.
    """
    source, postings = Source(kind="load", label=reading.name[:200]), list[Posting]()
    try:
        with writing_many(), recorded("load", thing=source, by=by, at=at):
            wait_for_the_ledger()
            recognise(reading)
            stated = _stated(reading, str(source.pk))
            if reading.faults and not accept_good:
                raise RuleBroken(map(_told, reading.faults))
            if only_try or not reading.fresh():
                raise NothingNew
            source.save(force_insert=True)
            postings += _post_flows(reading, source, by=by, at=at)
            postings += _post_stocks(reading, stated, by=by, at=at)
    except NothingNew:
        pass
    entries = sum(posting.last_seq - posting.first_seq + 1 for posting in postings)
    return Loaded(reading.rows, len(reading.before), len(reading.bad), entries, tuple(postings))


def _told(fault: Fault) -> Message:
    values = {"row": fault.row, "column": fault.column, "why": fault.message}
    return Message("Row %(row)s, %(column)s: %(why)s", values, fault.column)


def _post_flows(reading: Reading, source: Source, *, by: Person | None, at: datetime) -> list[Posting]:
    keys, spots = reading.cells.keys, []

    def parts() -> Iterator[rules.Columns]:
        for columns, chosen in reading.parts(str(source.pk)):
            spots.append(chosen)
            yield columns

    postings = post_columns(parts(), kind="load", by=by, at=at)
    for posting, chosen in zip(postings, spots, strict=True):
        own = (
            keys[chosen.start : chosen.stop] if isinstance(chosen, range) else [keys[spot] for spot in chosen]
        )
        LoadedKeys.objects.create(posting=posting, keys=sealed_keys(own))
    return postings


def _stated(reading: Reading, source: str) -> list[Stated]:
    """What the stated rows change, day by day: each finds standing what the ones before it said."""
    said = reading.statements(source, cache(_family))
    stocks, made = dict[tuple[str, frozenset[str]], Stock](), list[Stated]()
    for statement, spots in said:
        kind = str(statement.indicator), frozenset(map(str, statement.programmes))
        if kind not in stocks:
            same = [
                Spot(str(other.place), other.on)
                for other, _ in said
                if (str(other.indicator), other.programmes) == kind
            ]
            served = Served.objects.of(Agreement.objects.filter(slug__in=kind[1]))
            stocks[kind] = Stock(UUID(kind[0]), served, same)  # type: ignore[arg-type]
        stock = stocks[kind]
        try:
            changes = rules.statement_entries(stock.around(statement.place), statement, stock.world)
        except RuleBroken as broken:
            rows = reading.cells.rows
            reading.faults += [Fault(rows[spot], "statement", broken.messages[0]) for spot in spots]
            continue
        stock.add(changes)
        of_cell = {reading.content(spot)[6]: spot for spot in spots}
        place = (statement.place, statement.on)
        made += [
            Stated(change, of_cell.get(change.categories) if (change.place, change.on) == place else None)
            for change in changes
        ]
    return made


def _post_stocks(reading: Reading, stated: list[Stated], *, by: Person | None, at: datetime) -> list[Posting]:
    parts = list(_chunks(stated))
    columns = (rules.columns_of(change.entry for change in part) for part in parts)
    postings = post_columns(columns, kind="load", by=by, at=at) if parts else []
    referred = Referred()
    for posting, part in zip(postings, parts, strict=True):
        own = [(offset, change.spot) for offset, change in enumerate(part) if change.spot is not None]
        keys = sealed_keys([reading.cells.keys[spot] for _, spot in own], [offset for offset, _ in own])
        LoadedKeys.objects.create(posting=posting, keys=keys)
        Statement.objects.bulk_create(
            _statement(change.entry, posting, referred) for change in part if change.spot is not None
        )
    return postings


def _statement(entry: rules.Entry, posting: Posting, referred: Referred) -> Statement:
    assert entry.stated is not None, "what a row states is kept as it was said"
    return Statement(
        indicator_id=UUID(str(entry.indicator)), place_id=UUID(str(entry.place)), holder_id=UUID(str(entry.holder)),
        served_id=UUID(referred.served([tuple(sorted(map(str, entry.programmes)))])[0]),
        combination_id=UUID(referred.combination(sorted(entry.categories), entry.breakdown)), on=entry.on,
        level=entry.stated, source_id=UUID(str(entry.source)), posting=posting,
    )  # fmt: skip


def _family(holder: str) -> frozenset[str]:
    """The bodies that count a stock together: the whole tree of unions in which the holder stands, any day."""
    bodies = Organisation.objects
    tree = bodies.at_or_below(bodies.at_or_above([UUID(holder)], date.max), date.max)
    return frozenset(map(str, tree))


def _chunks(stated: list[Stated]) -> Iterator[list[Stated]]:
    rest = iter(stated)
    while part := list(islice(rest, LARGEST_POSTING)):
        yield part
