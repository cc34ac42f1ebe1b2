"""Results of a review by category and year by year, and which of all this is drawn."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from chungtay.models import Category, Dimension, Indicator, Place, Question, RegisterKind, Succession
from chungtay.rules import reviews as rules
from chungtay.rules.ledger import Kind, Window

from .reach import Reach, words_of

CHARTS_MAX = 8
DRAWN_ALIKE = 2  # series, comparisons: more of one kind tires
# Where each kind stands in a paper, which numbers its charts as it meets them.
ON_PAPER = (
    rules.ChartKind.PROGRESS,
    rules.ChartKind.TIMELINE,
    rules.ChartKind.SERIES,
    rules.ChartKind.COMPARISON,
    rules.ChartKind.MAP,
    rules.ChartKind.SHARES,
)
ENOUGH = 2  # values below which nothing is compared


def divisions(reach: Reach, told: Sequence[tuple[rules.Result, Indicator]]) -> Iterator[rules.Division]:
    """Each result that is counted by categories, by each dimension that its forms and registers know."""
    known = dimensions_of(reach)
    names = {
        (category.dimension.slug, category.slug): category
        for category in Category.objects.select_related("dimension")
    }
    dimensions = {one.slug: one for one in Dimension.objects.all()}
    for result, indicator in told:
        if result.actual is None or indicator.kind == Kind.RATIO:
            continue
        position = 0
        for slug in sorted(known[indicator.pk]):
            rows = reach.ask(indicator, by="category", level=slug, with_reports=False).rows
            shares = [
                rules.Share(
                    str(row.key or ""),
                    _named(names.get((slug, str(row.key)))),
                    row.amount,
                    str(row.qualifier),
                )
                for row in sorted(rows, key=lambda row: _position(names.get((slug, str(row.key)))))
            ]
            if any(one.key for one in shares):
                code = rules.division_code(result.code, position)
                yield rules.Division(code, result.code, slug, words_of(dimensions[slug]), tuple(shares))
                position += 1


def dimensions_of(reach: Reach) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    questions = Question.objects.filter(form__agreement=reach.review.agreement).order_by()
    for path in ("base__dimensions__slug", "of_which__dimensions__slug"):
        for indicator, slug in questions.values_list("indicator", path).distinct():
            found[indicator] |= {slug} if slug else set()
        for indicator, slug in RegisterKind.objects.order_by().values_list("stock", path).distinct():
            if indicator:
                found[indicator] |= {slug} if slug else set()
    return found


def _named(category: Category | None) -> rules.Words:
    if category is None:
        return rules.Words(*(rules.fixed(language)["not_stated"] for language in rules.LANGUAGES))
    return words_of(category)


def _position(category: Category | None) -> int:
    return category.position if category else 10_000


def series(
    reach: Reach, told: Sequence[tuple[rules.Result, Indicator]], units: Sequence[rules.Unit]
) -> Iterator[rules.Series]:
    """Year by year from the phase's first day, all on one map; where the window is shorter than two years, too."""
    years = list(_years(Window(begun_on(reach), reach.window.last)))
    if len(years) < ENOUGH:
        return
    changes = changes_of_map(Window(years[0].first, years[-1].last), units)
    for result, indicator in told:
        figures = [reach.ask(indicator, year) for year in years]
        points = tuple(
            rules.Point(
                year.first, year.last, figure.amount, str(figure.qualifier), figure.reported, figure.due
            )
            for year, figure in zip(years, figures, strict=True)
        )
        if sum(point.amount is not None for point in points) >= ENOUGH:
            yield rules.Series(f"{result.code}-N", result.code, points, changes)


def begun_on(reach: Reach) -> date:
    phases = reach.review.agreement.phases.filter(first_on__lte=reach.window.last)
    own = phases.filter(last_on__gte=reach.window.last).order_by("-first_on").first()
    return min(own.first_on, reach.window.first) if own else reach.window.first


def _years(window: Window) -> Iterator[Window]:
    for year in range(window.first.year, window.last.year + 1):
        yield Window(max(window.first, date(year, 1, 1)), min(window.last, date(year, 12, 31)))


def changes_of_map(window: Window, units: Sequence[rules.Unit]) -> tuple[date, ...]:
    """The days on which one of these units became what it is, or went on as another."""
    codes = {unit.key.split("@")[0] for unit in units if unit.key}
    keys = {unit.key for unit in units}
    found = Succession.objects.filter(on__gt=window.first, on__lte=window.last)
    near = found.filter(new__code__in=codes) | found.filter(old__code__in=codes)
    return tuple(
        sorted({one.on for one in near.select_related("old", "new") if {one.old.key, one.new.key} & keys})
    )


def charts(facts: rules.Facts) -> tuple[rules.Chart, ...]:
    """The most telling: progress, years, units, categories, contents over time; in the order of the paper."""
    told = tuple(_charts(facts))[:CHARTS_MAX]
    return tuple(sorted(told, key=lambda chart: ON_PAPER.index(chart.kind)))


def _charts(facts: rules.Facts) -> Iterator[rules.Chart]:
    against = tuple(result.code for result in facts.results if result.ratio is not None)
    if against:
        yield rules.Chart(rules.ChartKind.PROGRESS, against[:12])
    for one in facts.series[:DRAWN_ALIKE]:
        yield rules.Chart(rules.ChartKind.SERIES, (one.code,))
    if len(facts.units) >= ENOUGH:
        for code in facts.unit_codes[:DRAWN_ALIKE]:
            yield rules.Chart(rules.ChartKind.COMPARISON, (code,))
        if any(unit.cell for unit in facts.units):
            yield rules.Chart(rules.ChartKind.MAP, facts.unit_codes[:1])
    shares = [one for one in facts.divisions if len(one.rows) >= ENOUGH and is_whole(one, facts)]
    yield from (rules.Chart(rules.ChartKind.SHARES, (one.code,)) for one in shares[:1])
    if sum(one.due_on is not None for one in facts.contents) >= ENOUGH:
        yield rules.Chart(rules.ChartKind.TIMELINE)


def is_whole(division: rules.Division, facts: rules.Facts) -> bool:
    """Only parts that add up are drawn as parts of a whole; "of which" is not."""
    return sum(row.amount or 0 for row in division.rows) == facts.result(division.of).actual


def place_of(key: str) -> Place | None:
    """The unit that a frozen key names: its code and the day from which it stands."""
    code, _, day = key.partition("@")
    return Place.objects.filter(code=code, valid_from=date.fromisoformat(day)).first()
