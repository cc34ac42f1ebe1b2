"""From the lines of reports to the entries of one posting; stocks are read once, however many units state theirs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from chungtay.answers.places import world
from chungtay.models import (
    Combination,
    Entry,
    Organisation,
    Person,
    Posting,
    Report,
    Served,
    Statement,
)
from chungtay.models.ledger import categories_of
from chungtay.rules import ledger as rules
from chungtay.rules.ledger import Kind, Qualifier
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.places import Key
from chungtay.rules.reports import LineState, Part, parts_of
from chungtay.rules.reports.dated import Added, dated

from ..ledger import post, wait_for_the_ledger
from .dating import added_by_activities
from .overlaps import counted_twice
from .reading import ActLine

Changes = list[tuple[ActLine, list[Entry]]]
MANY = 500  # places in one question to the database; beyond it the whole stock is read


class Postable:
    """The lines of one posting. What one of them states is what the next one finds standing."""

    def __init__(self, lines: Sequence[ActLine]) -> None:
        self.lines = sorted(lines, key=lambda one: one.line.report.last_on)  # earlier words stand first
        self._stocks: dict[tuple[UUID, UUID], Stock] = {}
        self._served: dict[UUID, Served] = {}
        self._combinations: dict[str, Combination] = {}
        self._families: list[frozenset[str]] = []

    def changes(self, *, by_name: bool = False) -> Changes:
        """The entries of each line; every line that cannot be posted is told, by its report where that is asked."""
        made: Changes = []
        faults: list[Message] = []
        twice = counted_twice(self.lines)
        for one in self.lines:
            try:
                if one.line.pk in twice:
                    raise RuleBroken(twice[one.line.pk])
                made.append((one, self._changes(one)))
            except RuleBroken as problem:
                faults += [named(one.line.report, said) if by_name else said for said in problem.messages]
        if faults:
            raise RuleBroken(faults)
        return made

    def taken_back(self, one: ActLine) -> list[Entry]:
        """The entries that undo what the line said so far."""
        line, report = one.line, one.line.report
        standing = Entry.objects.filter(source=line.source_id, reverses=None, reversed_by=None)
        if line.question.indicator.kind != Kind.STOCK:
            return [entry.reversal() for entry in standing.select_related("served", "combination__breakdown")]
        stock, changes = self._stock(one), list[rules.Entry]()
        said = {entry.breakdown: entry for entry in standing.filter(on=report.last_on).in_rules()}
        for stated in said.values():
            changes += stock.add(
                rules.withdrawal_entries(
                    stock.around(stated.place), stated, stock.world, counted_by=self._family(report.holder_id)
                )
            )
        return [self._entry(change, one) for change in changes]

    def _changes(self, one: ActLine) -> list[Entry]:
        """The entries that a line's answer makes; what a register or another form feeds is in the ledger already."""
        line, indicator = one.line, one.line.question.indicator
        if line.state != LineState.GIVEN or indicator.fed_by_register or line.question.reads_ledger:
            return []
        if indicator.kind == Kind.STOCK:
            return self._stated(one)
        report, served = line.report, self.served(one)
        counted_once = indicator.kind == Kind.PERSONS
        told = dated(parts(one), self._added.get(line.pk, ()), on=report.last_on, place=report.place_id)
        return [
            Entry(
                indicator_id=indicator.pk, place_id=held.place, on=held.on, holder_id=report.holder_id,
                period_first_on=report.first_on if counted_once else None, served=served,
                combination=self.combination(held.part.combination, one), is_base=held.part.is_base,
                amount=held.part.amount, qualifier=line.qualifier, source_id=line.source_id,
            )
            for held in told
        ]  # fmt: skip

    @cached_property
    def _added(self) -> dict[UUID, list[Added]]:
        """What the activities behind the lines add to them."""
        return added_by_activities(self.lines, world())

    def _stated(self, one: ActLine) -> list[Entry]:
        """ "So many stand": the difference to what the ledger gives, one statement a breakdown."""
        line, report = one.line, one.line.report
        stock, changes = self._stock(one), list[rules.Entry]()
        by_breakdown: dict[str, list[tuple[rules.Categories, int]]] = defaultdict(list)
        for part in parts(one):
            name = rules.BASE if part.is_base else part.breakdown
            by_breakdown[name].append((categories_of(part.combination), part.amount))
        for breakdown, levels in by_breakdown.items():
            statement = rules.Statement(
                indicator=str(line.question.indicator_id), place=str(report.place_id), on=report.last_on,
                holder=str(report.holder_id), programmes=frozenset({report.form.agreement.slug}),
                levels=tuple(levels), breakdown=breakdown, qualifier=Qualifier(line.qualifier),
                source=str(line.source_id), counted_by=self._family(report.holder_id),
            )  # fmt: skip
            held = stock.around(statement.place)
            changes += stock.add(rules.statement_entries(held, statement, stock.world))
        return [self._entry(change, one) for change in changes]

    def _entry(self, entry: rules.Entry, one: ActLine) -> Entry:
        """An entry of the rules as a row to post; a statement may move other units' later days as well."""
        cell = "|".join(sorted(f"{dimension}:{category}" for dimension, category in entry.categories))
        return Entry(
            indicator_id=UUID(str(entry.indicator)), place_id=UUID(str(entry.place)), on=entry.on,
            holder_id=UUID(str(entry.holder)), served=self.served(one),
            combination=self.combination(cell, one), is_base=entry.breakdown == rules.BASE,
            amount=entry.amount, qualifier=entry.qualifier, estimated=entry.estimated, stated=entry.stated,
            source_id=UUID(str(entry.source)), reverses_id=entry.reverses,
        )  # fmt: skip

    def served(self, one: ActLine) -> Served:
        agreement = one.line.report.form.agreement
        if agreement.pk not in self._served:
            known = one.served and Served(pk=one.served, key=agreement.slug)
            self._served[agreement.pk] = known or Served.objects.of([agreement])
        return self._served[agreement.pk]

    def combination(self, slug: str, one: ActLine) -> Combination:
        known = one.asking.combinations.get(slug) or self._combinations.get(slug)
        if known is None:
            known = Combination.objects.select_related("breakdown").filter(slug=slug).earliest("id")
            self._combinations[slug] = known
        return known

    def _stock(self, one: ActLine) -> "Stock":
        indicator = one.line.question.indicator_id
        served = self.served(one)
        if (indicator, served.pk) not in self._stocks:
            same = [
                other.line.report
                for other in self.lines
                if other.line.question.indicator_id == indicator
                and other.line.report.form.agreement_id == one.line.report.form.agreement_id
            ]
            self._stocks[indicator, served.pk] = Stock(indicator, served, same)
        return self._stocks[indicator, served.pk]

    def _family(self, holder_id: UUID) -> frozenset[str]:
        """The bodies that count a stock together: the whole tree of unions in which the holder stands, any day."""
        for family in self._families:
            if str(holder_id) in family:
                return family
        bodies = Organisation.objects
        tree = bodies.at_or_below(bodies.at_or_above([holder_id], date.max), date.max)
        self._families.append(frozenset(str(key) for key in tree))
        return self._families[-1]


class Stock:
    """The entries of one stock in one programme, as far as they bear on what some units are about to state."""

    def __init__(self, indicator: UUID, served: Served, reports: Iterable[Report]) -> None:
        wait_for_the_ledger()  # a difference to what stands holds only while nobody else posts
        self.entries = Entry.objects.filter(indicator=indicator, served=served)
        self.world = world()
        self.spots = {(str(report.place_id), report.last_on) for report in reports}
        self.by_place: dict[Key, list[rules.Entry]] = defaultdict(list)
        for entry in self._read():
            self.by_place[entry.place].append(entry)
        self.seq = max((entry.seq for held in self.by_place.values() for entry in held), default=0)

    def _read(self) -> list[rules.Entry]:
        above = {unit for place, _ in self.spots for unit in self.world.surroundings(place)}
        first = min(day for _, day in self.spots)
        later = self.entries.filter(stated__isnull=False, on__gte=first)
        if len(above) <= MANY:
            later = later.filter(place__in=list(map(str, above)))
        stating = {str(key) for key in later.order_by().values_list("place", flat=True).distinct()} & above
        ground = rules.ground_of({place for place, _ in self.spots}, stating, self.world)
        held = self.entries
        return (held.filter(place__in=list(map(str, ground))) if len(ground) <= MANY else held).in_rules()

    def around(self, place: Key) -> list[rules.Entry]:
        """What bears on a statement for this unit: the rest of the stock need not be looked through."""
        ground = rules.ground_of({place}, self._stating & self.world.surroundings(place), self.world)
        units = ground & self.by_place.keys()
        return [entry for unit in units for entry in self.by_place[unit]]

    def add(self, changes: list[rules.Entry]) -> list[rules.Entry]:
        """What is about to be posted stands for whatever is stated next."""
        for change in changes:
            self.seq += 1
            self.by_place[change.place].append(replace(change, seq=self.seq))
            if change.stated is not None:
                self._stating.add(change.place)
        return changes

    @cached_property
    def _stating(self) -> set[Key]:
        return {unit for unit, held in self.by_place.items() if any(one.stated is not None for one in held)}


def post_lines(changes: Changes, *, kind: str, by: Person, at: datetime) -> Posting | None:
    """Into the ledger together; None where every line says that there is no figure."""
    made = [(one, entries) for one, entries in changes if entries]
    if not made:
        return None
    posting = post([entry for _, entries in made for entry in entries], kind=kind, by=by, at=at)
    stated = [
        (one, entries[0])
        for one, entries in made
        if one.line.question.indicator.kind == Kind.STOCK and one.line.state == LineState.GIVEN
    ]
    if stated:
        _remember_statements(stated, posting)
    return posting


def parts(one: ActLine) -> list[Part]:
    assert one.line.total is not None, "a given line has a total"
    return parts_of(total=one.line.total, cells=one.cells, asked=one.asking.asked)


def named(report: Report, message: Message) -> Message:
    """The message under the name of its report, for an act on many."""
    values = {
        "form": str(report.form), "place": str(report.place), "first": report.first_on, "last": report.last_on,
        "why": message,
    }  # fmt: skip
    return Message("%(form)s, %(place)s, %(first)s – %(last)s: %(why)s", values, str(report.pk))


def _remember_statements(stated: Sequence[tuple[ActLine, Entry]], posting: Posting) -> None:
    combinations = Postable([])
    Statement.objects.bulk_create(
        Statement(
            indicator_id=one.line.question.indicator_id, place_id=one.line.report.place_id,
            holder_id=one.line.report.holder_id, served=entry.served, on=one.line.report.last_on,
            combination=combinations.combination(part.combination, one), level=part.amount,
            source_id=one.line.source_id, posting=posting,
        )
        for one, entry in stated
        for part in parts(one)
    )  # fmt: skip
