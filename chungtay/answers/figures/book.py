"""A book of figures: all that one page asks of the ledger, answered from one state of knowledge.

The cube answers; which entries stand behind a figure is looked up only when somebody opens it, by the slow and obvious
reference in `rules.ledger`, from the rows of the database.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet

from chungtay import cube
from chungtay.answers.places import world
from chungtay.models import (
    Agreement,
    Entry,
    Indicator,
    IndicatorVersion,
    Organisation,
    Person,
    Place,
    Question,
    Report,
)
from chungtay.rules import ledger as rules
from chungtay.rules.places import Key, World

from .figure import Asked, Figure
from .sight import sight_of


class Book:
    """What may be asked: by a person what that person may see; without one (the installation itself) everything."""

    def __init__(self, person: Person | None, today: date, programme: Agreement | None = None) -> None:
        self.person, self.today, self.programme = person, today, programme
        self._known: int | None = None  # the last posting when this book was first asked

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
        with_reports: bool = True,
    ) -> Figure:
        """One figure over a window that includes both days; `places` are read on the map of `map_on`.

        `with_reports` says how many of the reports due are in it, which whoever asks thousands may spare.
        """
        question = rules.Question(
            indicator=indicator.key,
            window=rules.Window(first_on, last_on),
            places=None if places is None else frozenset(str(place.pk) for place in places),
            programmes=self._programmes,
            holders=None if holders is None else frozenset(str(holder.pk) for holder in holders),
            categories=categories,
            map_day=map_on,
            as_known_at=known_at,
            by=by,
            level=level,
        )
        with self._cube() as found:
            asked = replace(question, as_known_at=self._as_known(known_at, found))
            answer = found.totals(asked, self.world, self.rules_for(indicator, question), self.sight)
        answer = replace(answer, question=question, known_at=self.last_posting(known_at))
        reported, due = self.completeness(indicator, question) if with_reports else (0, 0)
        return Figure(indicator, answer, reported, due)

    def table(
        self,
        indicators: Iterable[Indicator],
        windows: Iterable[tuple[date, date]],
        *,
        level: str = "province",
        map_on: date | None = None,
        known_at: int | None = None,
    ) -> cube.Table:
        """Many indicators by the units of a level over several windows at once: amounts and numbers of entries."""
        counted = tuple(indicators)
        asked = tuple(indicator.key for indicator in counted)
        spans = tuple(rules.Window(*window) for window in windows)
        with self._cube() as found:
            return found.table(
                asked,
                spans,
                self.world,
                level=level,
                map_on=map_on or max(span.last for span in spans),
                programmes=self._programmes,
                known_at=self._as_known(known_at, found),
                stocks=frozenset(one.key for one in counted if one.kind == rules.Kind.STOCK),
                sight=self.sight,
            )

    def opened(self, figure: Figure) -> rules.Answer:
        """The same answer, its rows with the numbers of their entries."""
        question = figure.answer.question
        kinds = self.rules_for(figure.indicator, question)
        answer = rules.totals(self.entries_about(figure), question, self.world, kinds)
        return replace(answer, known_at=figure.known_at)

    def entries_about(self, figure: Figure) -> list[rules.Entry]:
        """The entries that may be seen here and may bear on a figure, of a ratio those of both its parts."""
        question = figure.answer.question
        about = (question.indicator, question.window, question.places, question.map_on, question.by)
        if about not in self._entries:
            self._entries[about] = self._bearing_on(figure).in_rules()  # type: ignore[attr-defined]
        return self._entries[about]

    def _bearing_on(self, figure: Figure) -> QuerySet[Entry]:
        """A ledger holds millions: only those of the days, and booked where they may lie in the places."""
        question = figure.answer.question
        kinds = self.rules_for(figure.indicator, question)
        own = kinds[question.indicator]
        parts = [part for part in (question.indicator, own.numerator, own.denominator) if part]
        window = question.window
        found = self._visible.filter(indicator__in=[UUID(str(part)) for part in parts], on__lte=window.last)
        if not any(kinds[part].kind is rules.Kind.STOCK for part in parts):
            found = found.filter(on__gte=window.first)
        # Which breakdown tells categories apart is decided by all entries of the days, wherever they lie.
        if question.places is not None and not question.categories and question.by != "category":
            with self._cube() as held:
                booked = held.booked_in(question.places, question.map_on)
            found = found.filter(place__in=[UUID(str(place)) for place in booked])
        return found

    def cells_of(self, indicator: Key, first_on: date, last_on: date) -> set[str]:
        """By which combinations anything of these days is divided, without reading every entry."""
        mine = self._visible.filter(indicator=UUID(str(indicator)), on__range=(first_on, last_on))
        return set(mine.order_by().values_list("combination__slug", flat=True).distinct())

    @cached_property
    def _entries(self) -> dict[Hashable, list[rules.Entry]]:
        return {}

    @property
    def _visible(self) -> QuerySet[Entry]:
        entries: QuerySet[Entry] = (
            Entry.objects.visible_to(self.person, self.today) if self.person else Entry.objects.all()
        )
        return entries.filter(served__agreements=self.programme) if self.programme else entries

    # What is asked, and of what

    @cached_property
    def _programmes(self) -> frozenset[Key] | None:
        return None if self.programme is None else frozenset({self.programme.slug})

    @cached_property
    def sight(self) -> cube.Sight:
        return sight_of(self.person, self.today)

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

    def rules_for(self, indicator: Indicator, question: rules.Question) -> Mapping[Key, rules.Indicator]:
        """A ratio is made from the parts that its rule named for the window's last day, as it was known then."""
        if indicator.kind != rules.Kind.RATIO:
            return {indicator.key: rules.Indicator(rules.Kind(indicator.kind))}
        versions = IndicatorVersion.objects.filter(indicator=UUID(str(question.indicator)))
        ruled = versions.rules_on(question.window.last, question.as_known_at)
        return self.kinds | {str(key): rule for key, rule in ruled.items()}

    @contextmanager
    def _cube(self) -> Iterator[cube.Cube]:
        """Caught up at the first question; later ones of the same book are answered from the same knowledge."""
        with (
            cube.caught_up(lambda: self.world)
            if self._known is None
            else cube.at_hand(self.world, self._known) as found
        ):
            if self._known is None:
                self._known = found.last_posting
            yield found

    def _as_known(self, known_at: int | None, found: cube.Cube) -> int | None:
        """Another thread may have caught up since with what this book does not know."""
        if known_at is None:
            return None if found.last_posting == self._known else self._known
        return known_at

    # What there is

    @cached_property
    def extent(self) -> cube.Extent:
        """How many entries may be seen here, of which indicators, and the days of the first and the last."""
        with self._cube() as found:
            return found.extent(self.sight, self._programmes)

    @property
    def counted(self) -> set[str]:
        """The indicators of which something is in the ledger."""
        return {str(indicator) for indicator in self.extent.indicators}

    def last_posting(self, known_at: int | None = None) -> int:
        """The last posting that was looked at, of whatever indicator; 0 when there was none."""
        with self._cube() as found:
            return found.heard_until(
                self._known if known_at is None else known_at,
                found.chosen_by(self.sight, self._programmes, None),
            )

    @cached_property
    def reports(self) -> dict[UUID, list[Asked]]:
        """The reports whose figures may be seen here, by the indicators that their forms ask for."""
        reports = Report.objects.all()
        if self.person is not None:
            reports = reports.counting_for(self.person, self.today)
        if self.programme is not None:
            reports = reports.filter(form__agreement=self.programme)
        columns = ("form_id", "holder_id", "place_id", "first_on", "last_on", "state", "approval__posting")
        of_form: dict[UUID, list[Asked]] = defaultdict(list)
        for form, holder, place, first_on, last_on, state, posting in reports.values_list(*columns):
            of_form[form].append(Asked(holder, str(place), first_on, last_on, state, posting))
        laid: dict[UUID, list[Asked]] = defaultdict(list)
        # A line that only reads the ledger adds nothing to it: no figure waits for such a report.
        asks = Question.objects.filter(form__in=of_form, reads_ledger=False).order_by()
        asking = asks.values_list("form_id", "indicator_id")
        for form, indicator in asking.distinct():
            laid[indicator] += of_form[form]
        return laid

    def completeness(self, indicator: Indicator, question: rules.Question) -> tuple[int, int]:
        """How many of the reports that ask for this indicator in the window are approved."""
        asked = [
            report
            for report in self.reports.get(indicator.pk, ())
            if report.overlaps(question.window)
            and (question.holders is None or str(report.holder) in question.holders)
        ]
        if question.places is not None:
            inside = {place for place in {one.place for one in asked} if self._lies_in(place, question)}
            asked = [report for report in asked if report.place in inside]
        return sum(report.was_approved(question.as_known_at) for report in asked), len(asked)

    def places_asked(self, indicator: Indicator, question: rules.Question) -> set[str | None]:
        """The units, on the question's map and of its level, whose reports of the window ask for this indicator."""
        return {
            None if part.place is None else str(self._row_of(part.place, question))
            for report in self.reports.get(indicator.pk, ())
            if report.overlaps(question.window)
            for part in self.world.parts(report.place, 1, question.map_on)
        }

    def _row_of(self, place: Key, question: rules.Question) -> Key:
        if not question.level:
            return place
        around = self.world.lineage(place, question.map_on)
        return next((key for key in around if self.world.places[key].level == question.level), place)

    def _lies_in(self, place: str, question: rules.Question) -> bool:
        assert question.places is not None
        return any(
            part.place is not None
            and not question.places.isdisjoint(self.world.lineage(part.place, question.map_on))
            for part in self.world.parts(place, 1, question.map_on)
        )
