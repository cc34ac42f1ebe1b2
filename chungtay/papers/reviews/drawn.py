"""The charts of a review: what each of its facts draws, laid out in the letters of papers."""

from collections.abc import Iterator

from chungtay.papers.charts import laid_out
from chungtay.papers.sheets import ChartBlock, tidy
from chungtay.rules import charts as specs
from chungtay.rules.reviews import NOT_APPLICABLE, Chart, ChartKind, Facts, Result, fixed
from chungtay.rules.reviews.parts import Content, ContentState, Series

WIDTH_MM = 165


def charts(facts: Facts, language: str, kind: ChartKind) -> Iterator[ChartBlock]:
    """Those of a kind, numbered among all."""
    for number, chart in enumerate(facts.charts, 1):
        if chart.kind is not kind:
            continue
        title, spec = _spec(chart, facts, language)
        drawn = laid_out(spec, width_mm=WIDTH_MM, language=language)
        caption = fixed(language)["chart"].format(number=number, title=title)
        yield ChartBlock(drawn, tidy(caption), tidy(f"{title}. {drawn.alt}"), WIDTH_MM)


def _spec(chart: Chart, facts: Facts, language: str) -> tuple[str, specs.Spec]:
    say = fixed(language)
    if chart.kind is ChartKind.PROGRESS:
        return say["chart_progress"], progress([facts.result(code) for code in chart.codes], language)
    if chart.kind is ChartKind.TIMELINE:
        return say["chart_timeline"], timeline(facts, language)
    if chart.kind is ChartKind.SERIES:
        series = next(one for one in facts.series if one.code == chart.codes[0])
        result = facts.result(series.of)
        return say["chart_series"].format(label=result.label.said(language)), years(series, result, language)
    if chart.kind is ChartKind.COMPARISON:
        result = facts.result(chart.codes[0])
        title = say["chart_comparison"].format(label=result.label.said(language))
        return title, comparison(facts, result, language)
    if chart.kind is ChartKind.MAP:
        result = facts.result(chart.codes[0])
        return say["chart_map"].format(label=result.label.said(language)), tiles(facts, result, language)
    division = next(one for one in facts.divisions if one.code == chart.codes[0])
    result = facts.result(division.of)
    dimension = division.name.said(language).lower()
    parts = tuple(
        specs.Part(tidy(row.name.said(language)), row.amount, row.qualifier) for row in division.rows
    )
    title = say["chart_shares"].format(label=result.label.said(language), dimension=dimension)
    return title, specs.Shares(parts, tidy(result.measure.said(language)))


def progress(results: list[Result], language: str) -> specs.Progress:
    return specs.Progress(
        tuple(
            specs.Aim(
                tidy(result.label.said(language)), result.actual, result.target,
                tidy(result.measure.said(language)), is_partial=result.reported < result.due,
                qualifier=result.qualifier,
            )
            for result in results
        )
    )  # fmt: skip


def years(series: Series, result: Result, language: str) -> specs.Series:
    """A change of the map lies in the year in which it came, so far into it."""
    points = tuple(
        specs.Point(str(point.first_on.year), point.amount, point.reported < point.due, point.qualifier)
        for point in series.points
    )
    changes = tuple(
        specs.Change(f"{day:%d/%m/%Y}", place, _share(day.timetuple().tm_yday))
        for day in series.changes
        for place, point in enumerate(series.points)
        if point.first_on <= day <= point.last_on
    )
    return specs.Series(points, tidy(result.measure.said(language)), changes)


def _share(day_of_year: int) -> int:
    """Ten-thousandths of the year that have passed."""
    return min(day_of_year * 10_000 // 366, 9_999)


def comparison(facts: Facts, result: Result, language: str) -> specs.Comparison:
    at = facts.unit_codes.index(result.code)
    rows = tuple(
        specs.Amount(tidy(unit.place.said(language)), unit.amounts[at], qualifier=unit.qualifiers[at])
        for unit in facts.units
        if unit.amounts[at] is not None
    )
    return specs.Comparison(rows, tidy(result.measure.said(language)))


def tiles(facts: Facts, result: Result, language: str) -> specs.TileMap:
    """Units where they lay when the review was collected; without a place or a figure to give: in the table only."""
    at = facts.unit_codes.index(result.code)
    squares = tuple(
        specs.Tile(tidy(unit.place.said(language)), unit.amounts[at], unit.cell)
        for unit in facts.units
        if unit.cell is not None and unit.qualifiers[at] != NOT_APPLICABLE
    )
    return specs.TileMap(squares, tidy(result.measure.said(language)))


def timeline(facts: Facts, language: str) -> specs.Timeline:
    """From the window's first day, or the first of the plan's year, to the day on which each content was due."""
    dated = [content for content in facts.contents if content.due_on is not None]
    spans = tuple(_span(content, facts, language) for content in dated)
    return specs.Timeline(spans, today=facts.last_on, is_over=True)


def _span(content: Content, facts: Facts, language: str) -> specs.Span:
    assert content.due_on is not None, "only what has a day lies on a line of days"
    begun = max(facts.first_on, content.due_on.replace(month=1, day=1))
    looks = {ContentState.DONE: "done", ContentState.PARTLY: "running"}
    return specs.Span(
        tidy(f"{content.number}. {content.text.said(language)}"),
        min(begun, content.due_on),
        content.due_on,
        looks.get(content.state, "planned"),  # type: ignore[arg-type]
    )
