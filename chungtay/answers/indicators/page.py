"""What the page of an indicator shows: its rule, its versions with reasons, its targets, and where it is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from chungtay.answers.evidence import indicators_visible_to
from chungtay.answers.figures import Book, Figure
from chungtay.models import Agreement, Form, Indicator, IndicatorVersion, Person, Target
from chungtay.rules.people import Act, Kind

from .targets import targets_seen
from .versions import first_of

# What a version may say otherwise, in the order in which the page shows it.
SHOWN = (
    "name", "name_lo", "name_en", "measure", "measure_lo", "measure_en", "definition", "definition_lo",
    "definition_en", "kind", "unit", "currency", "decimals", "fed_by_register", "numerator", "denominator",
)  # fmt: skip
YEARS = 8  # so far back a series begins at most


@dataclass(frozen=True)
class Change:
    """One field that a version says otherwise than the one before."""

    field: str
    before: object
    after: object


@dataclass(frozen=True)
class VersionShown:
    version: IndicatorVersion
    changes: list[Change]


@dataclass(frozen=True)
class TargetShown:
    """A promise with what it was before."""

    target: Target
    earlier: list[Target]


class IndicatorShown:
    def __init__(self, indicator: Indicator, person: Person, today: date) -> None:
        self.indicator, self.person, self.today = indicator, person, today

    @cached_property
    def versions(self) -> list[VersionShown]:
        """The newest first, each beside what was before it."""
        held = self.indicator.versions.select_related("numerator", "denominator", "decided_by")
        kept = list(held.order_by("number")) or [first_of(self.indicator)]
        shown = [VersionShown(kept[0], [])]
        shown += [
            VersionShown(new, list(changes(old, new))) for old, new in zip(kept, kept[1:], strict=False)
        ]
        return shown[::-1]

    @cached_property
    def number(self) -> int:
        return self.versions[0].version.number

    @cached_property
    def forms(self) -> QuerySet[Form]:
        """The forms that ask for it, in programmes that the person sees."""
        agreements = Agreement.objects.visible_to(self.person, self.today)
        asked = Form.objects.published().filter(questions__indicator=self.indicator, agreement__in=agreements)
        return asked.select_related("agreement").order_by("agreement__slug", "slug", "-version").distinct()

    @cached_property
    def programmes(self) -> QuerySet[Agreement]:
        """The programmes that promise it or ask for it, as far as the person sees them."""
        return Agreement.objects.visible_to(self.person, self.today).filter(pk__in=self.indicator.used_by())

    @cached_property
    def targets(self) -> list[TargetShown]:
        promised = targets_seen(self.indicator, self.person, self.today).order_by(
            "agreement__slug", "first_on"
        )
        old = Target.ever.filter(earlier_of__in=[one.pk for one in promised]).select_related("said_by")
        earlier = list(old.order_by("-replaced_at"))
        return [TargetShown(one, [was for was in earlier if was.earlier_of_id == one.pk]) for one in promised]

    @cached_property
    def ratios(self) -> QuerySet[Indicator]:
        """What is made from it."""
        made = Q(numerator=self.indicator) | Q(denominator=self.indicator)
        return indicators_seen(self.person, self.today).filter(made)

    @cached_property
    def book(self) -> Book | None:
        """None for whoever reads no figures at all."""
        if not self.person.organisations_for(Act.READ, self.today, Kind.RESULTS):
            return None
        return Book(self.person, self.today)

    @cached_property
    def figure(self) -> Figure | None:
        """This year's."""
        if self.book is None:
            return None
        return self.book.ask(self.indicator, self.today.replace(month=1, day=1), self.today)

    @cached_property
    def years(self) -> list[Figure]:
        """Year by year up to today, from the first that says anything."""
        if self.book is None:
            return []
        windows = [
            (date(year, 1, 1), min(date(year, 12, 31), self.today))
            for year in range(self.today.year - YEARS + 1, self.today.year + 1)
        ]
        figures = [self.book.ask(self.indicator, first, last) for first, last in windows]
        first = next((at for at, one in enumerate(figures) if one.amount is not None or one.due), YEARS)
        return figures[first:]

    @property
    def reads_programmes(self) -> bool:
        """Whether the person reads programmes at all: to an administrator nothing is said of what they promise."""
        return bool(self.person.organisations_for(Act.READ, self.today, Kind.AGREEMENT))

    @cached_property
    def may_define(self) -> bool:
        return may_define(self.person, self.today, self.indicator)


def changes(old: IndicatorVersion, new: IndicatorVersion) -> Iterator[Change]:
    for name in SHOWN:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(name, before, after)


def indicators_seen(person: Person, today: date) -> QuerySet[Indicator]:
    """What the person's programmes promise, ask for or hold figures of, and what the person's bodies have added."""
    counted = indicators_visible_to(person, today).values("pk")
    held = Indicator.objects.allowed(person, Act.READ, today).values("pk")
    return Indicator.objects.filter(Q(pk__in=counted) | Q(pk__in=held))


def may_define(person: Person, today: date, indicator: Indicator | None = None) -> bool:
    """Whether the person may change this one, or add one at all."""
    if indicator is None:
        return bool(person.organisations_for(Act.DEFINE, today, Kind.INDICATOR))
    return person.may(Act.DEFINE, indicator.facts(today), today)


def by_programme(person: Person, today: date) -> list[tuple[Agreement | None, list[Indicator]]]:
    """What each of the person's programmes promises or asks for; what none does comes last."""
    seen = indicators_seen(person, today).annotate(last_version=Max("versions__number"))
    indicators: dict[UUID, Indicator] = {one.pk: one for one in seen}
    groups: list[tuple[Agreement | None, list[Indicator]]] = []
    left = dict(indicators)
    # Who only looks after rules is not told which programmes there are.
    known = Agreement.objects.visible_to(person, today)
    for agreement in known.allowed(person, Act.READ, today, kind=Kind.INDICATOR):
        used = Q(targets__agreement=agreement) | Q(questions__form__agreement=agreement)
        keys = set(Indicator.objects.filter(used).values_list("pk", flat=True))
        keys |= {key for key, one in indicators.items() if {one.numerator_id, one.denominator_id} <= keys}
        held = [one for key, one in indicators.items() if key in keys]
        left = {key: one for key, one in left.items() if key not in keys}
        groups += [(agreement, held)] if held else []
    return groups + ([(None, list(left.values()))] if left else [])
