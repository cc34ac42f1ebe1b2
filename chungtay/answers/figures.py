"""Every figure on a page: asked of the ledger under three clocks, answered with how complete and how sure it is.

A `Book` loads the entries that a person may see once and answers many questions from them by the slow, obvious
reference in `rules.ledger`. Whatever is faster one day must give the same answers behind the same door.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Literal, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from chungtay.models import Agreement, Entry, Indicator, Organisation, Person, Place, Posting, Report
from chungtay.rules import ledger as rules
from chungtay.rules.places import Key, World
from chungtay.rules.reports import ReportState

from .places import world


@dataclass(frozen=True)
class Figure:
    """One answer: the amount in ten-thousandths (None: nothing reported), its three clocks, and its completeness."""

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
    def entry_numbers(self) -> tuple[int, ...]:
        return self.answer.total.entries


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


class Book:
    """What may be asked: by a person what that person may see; without one (the installation itself) everything."""

    def __init__(
        self,
        person: Person | None,
        today: date,
        programme: Agreement | None = None,
        *,
        only: Indicator | None = None,
    ) -> None:
        """`only` spares fetching the rest where a single indicator is asked for, which is no ratio."""
        entries: QuerySet[Entry] = Entry.objects.visible_to(person, today) if person else Entry.objects.all()
        if programme is not None:
            entries = entries.filter(served__agreements=programme)
        if only is not None:
            entries = entries.filter(indicator=only)
        self.person, self.today, self.programme = person, today, programme
        self._entries = entries

    @cached_property
    def entries(self) -> list[rules.Entry]:
        return self._entries.in_rules()  # type: ignore[attr-defined]

    @cached_property
    def by_indicator(self) -> dict[Key, list[rules.Entry]]:
        """The same entries laid out by indicator, so that a question reads its own only."""
        laid: dict[Key, list[rules.Entry]] = defaultdict(list)
        for entry in self.entries:
            laid[entry.indicator].append(entry)
        return laid

    @cached_property
    def world(self) -> World:
        return world()

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        return {str(indicator.pk): indicator for indicator in Indicator.objects.all()}

    @cached_property
    def kinds(self) -> dict[UUID | str, rules.Indicator]:
        return {
            key: rules.Indicator(
                rules.Kind(indicator.kind),
                str(indicator.numerator_id) if indicator.numerator_id else None,
                str(indicator.denominator_id) if indicator.denominator_id else None,
            )
            for key, indicator in self.indicators.items()
        }

    @cached_property
    def reports(self) -> dict[UUID, list["Asked"]]:
        """The reports whose figures may be seen here, by the indicators that their forms ask for."""
        reports = Report.objects.all()
        if self.person is not None:
            reports = reports.counting_for(self.person, self.today)
        if self.programme is not None:
            reports = reports.filter(form__agreement=self.programme)
        laid: dict[UUID, list[Asked]] = defaultdict(list)
        columns = (
            "form__questions__indicator_id", "holder_id", "place_id",
            "first_on", "last_on", "state", "approval__posting",
        )  # fmt: skip
        for indicator, holder, place, first_on, last_on, state, posting in reports.values_list(*columns):
            laid[indicator].append(Asked(holder, str(place), first_on, last_on, state, posting))
        return laid

    def ask(
        self,
        indicator: Indicator,
        first_on: date,
        last_on: date,
        *,
        places: Iterable[Place] | None = None,
        holders: Iterable[Organisation] | None = None,
        map_on: date | None = None,
        known_at: int | None = None,
        by: Literal["place", "month", "category"] | None = None,
        level: str = "",
        categories: rules.Categories = frozenset(),
    ) -> Figure:
        """One figure over a window that includes both days; `places` are read on the map of `map_on`."""
        question = rules.Question(
            indicator=str(indicator.pk),
            window=rules.Window(first_on, last_on),
            places=None if places is None else frozenset(str(place.pk) for place in places),
            programmes=None if self.programme is None else frozenset({self.programme.slug}),
            holders=None if holders is None else frozenset(str(holder.pk) for holder in holders),
            categories=categories,
            map_day=map_on,
            as_known_at=known_at,
            by=by,
            level=level,
        )
        own = self.kinds[question.indicator]
        parts = (question.indicator, own.numerator, own.denominator)
        entries = [entry for part in parts if part for entry in self.by_indicator.get(part, ())]
        answer = rules.totals(entries, question, self.world, self.kinds)
        answer = replace(answer, known_at=self.last_posting(known_at))
        reported, due = self.completeness(indicator, question)
        return Figure(indicator, answer, reported, due)

    def last_posting(self, known_at: int | None) -> int:
        """The last posting that was looked at, of whatever indicator; 0 when there was none."""
        postings = (
            self.postings if known_at is None else self.postings[: bisect_right(self.postings, known_at)]
        )
        return postings[-1] if postings else 0

    @cached_property
    def postings(self) -> list[int]:
        return sorted({entry.posting for entry in self.entries})

    def completeness(self, indicator: Indicator, question: rules.Question) -> tuple[int, int]:
        """How many of the reports that ask for this indicator in the window are approved."""
        asked = [
            report
            for report in self.reports.get(indicator.pk, ())
            if report.overlaps(question.window)
            and (question.holders is None or str(report.holder) in question.holders)
            and (question.places is None or self._lies_in(report.place, question))
        ]
        return sum(report.was_approved(question.as_known_at) for report in asked), len(asked)

    def places_asked(self, indicator: Indicator, question: rules.Question) -> set[str | None]:
        """The units, on the question's map, whose reports of the window ask for this indicator."""
        return {
            None if part.place is None else str(part.place)
            for report in self.reports.get(indicator.pk, ())
            if report.overlaps(question.window)
            for part in self.world.parts(report.place, 1, question.map_on)
        }

    def _lies_in(self, place: str, question: rules.Question) -> bool:
        assert question.places is not None
        return any(
            part.place is not None
            and not question.places.isdisjoint(self.world.lineage(part.place, question.map_on))
            for part in self.world.parts(place, 1, question.map_on)
        )


def posting_known_on(day: date) -> int:
    """The last posting that was recorded by the end of a day, local time; 0 when there was none."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    return (
        Posting.objects.filter(recorded_at__lt=end)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
        or 0
    )


def posting_with(seq: int) -> int:
    """The posting that holds an entry, or the last one before it: knowledge falls on posting boundaries."""
    return (
        Posting.objects.filter(first_seq__lte=seq)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
        or 0
    )
