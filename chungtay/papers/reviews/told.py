"""The sections of a review's paper beside its results: plan, comparisons, texts, older papers, conference, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from chungtay.papers.sheets import Run, Text
from chungtay.rules import official
from chungtay.rules.reviews import Asked, ChartKind, Column, Facts, Words, amount, numbers
from chungtay.rules.reviews.codes import LETTER
from chungtay.rules.reviews.parts import Content, Division, OpenTask, Passage, Quoted
from chungtay.rules.reviews.sections import TITLES

from .drawn import charts
from .parts import Bound, PlainTable, Section

if TYPE_CHECKING:
    from .of_facts import Saying

HELD_HYPHEN = "\N{NON-BREAKING HYPHEN}"  # a narrow head may not break behind it


def title_of(section: str, language: str) -> str:
    return TITLES[section].said(language)


def has_fallbacks(part: object, language: str) -> bool:
    """Whether anything in the facts had no words in this language."""
    if isinstance(part, Words):
        return part.is_silent(language)
    if isinstance(part, tuple):
        return any(has_fallbacks(one, language) for one in part)
    return is_dataclass(part) and any(
        has_fallbacks(getattr(part, one.name), language) for one in fields(part)
    )


def day(on: object) -> str:
    return official.short_day(on) if on else ""  # type: ignore[arg-type]


def said(number: int | None, qualifier: str, say: Saying) -> str:
    return say.fixed("not_reported") if number is None else amount(number, qualifier, say.language)


# What was planned


def contents(say: Saying) -> Section | None:
    facts = say.facts
    if not facts.contents:
        return None
    titles = tuple(say.fixed(name) for name in ("number", "content", "lead", "due_on", "tasks", "state"))
    why = {one.section: one for one in facts.narratives}
    notes = [
        Section(
            title=say.fixed("about_content", number=one.number, text=say.marked(one.text).rstrip(". ")),
            paragraphs=_texts(why[key], say),
        )
        for one in facts.contents
        if (key := f"content:{one.key}") in why
    ]
    parts = [*_open_tasks(say), *notes]
    return Section(
        title=say.fixed("contents"),
        tables=(PlainTable(titles, tuple(_rows(say)), numeric=(4,)),),
        charts=tuple(charts(facts, say.language, ChartKind.TIMELINE)),
        parts=tuple(parts),
    )


def _rows(say: Saying) -> Iterator[tuple[Text, ...]]:
    """Where contents of several plans stand together, each plan has a heading over the whole width."""
    contents = say.facts.contents
    several = len({one.plan for one in contents}) > 1
    plan = None
    for one in contents:
        if several and one.plan != plan:
            yield (say.marked(one.plan),)
        plan = one.plan
        yield _content(one, say)


def _content(one: Content, say: Saying) -> tuple[Text, ...]:
    tasks = f"{one.done}/{one.tasks}" if one.tasks else say.fixed("not_applicable")
    return (
        str(one.number), say.marked(one.text), one.lead.said(say.language), day(one.due_on), tasks,
        say.fixed(one.state),
    )  # fmt: skip


def _open_tasks(say: Saying) -> Iterator[Section]:
    if say.facts.open_tasks:
        points = tuple(_open_task(one, say) for one in say.facts.open_tasks)
        yield Section(title=say.fixed("open_tasks"), points=points)


def _open_task(one: OpenTask, say: Saying) -> str:
    text = say.fixed(
        "open_task", text=say.marked(one.text), lead=one.lead.said(say.language), due=day(one.due_on)
    )
    return f"{text}. {say.fixed('why', why=one.why.rstrip('. '))}." if one.why else f"{text}."


# Beside earlier windows, and year by year


def compared(say: Saying) -> Section | None:
    facts = say.facts
    if not facts.spans:
        return None
    spans = (
        f"{say.fixed(span.column)} {_days(span.first_on, span.last_on)} ({HELD_HYPHEN}{LETTER[span.column]})"
        for span in facts.spans
    )
    own = f"{say.fixed('this_period')} {_days(facts.first_on, facts.last_on)}"
    titles = (say.fixed("indicator"), say.fixed("unit"), own, *spans, say.fixed("code_word"))
    rows: tuple[tuple[Text, ...], ...] = tuple(
        (
            say.marked(result.label), say.marked(result.measure), said(result.actual, result.qualifier, say),
            *(said(beside.amount, beside.qualifier, say) for beside in result.beside),
            (Run(result.code, link=say.link(result.code)),),
        )
        for result in facts.results
        if result.actual is not None or any(beside.amount is not None for beside in result.beside)
    )  # fmt: skip
    numeric = tuple(range(2, 3 + len(facts.spans)))
    note = say.fixed("compared_note", cell=f"{facts.results[0].code}-{LETTER[facts.spans[0].column]}")
    table = PlainTable(titles, rows, numeric=numeric)
    is_cumulated = any(span.column is Column.CUMULATIVE for span in facts.spans)
    title = say.fixed("compared_and_cumulated" if is_cumulated else "compared")
    return Section(title=title, tables=(table,), notes=(note,))


def _days(first: object, last: object) -> str:
    """With spaces, so that a narrow head may break there."""
    return f"{day(first)} – {day(last)}"


def by_year(say: Saying) -> Section | None:
    facts = say.facts
    if not facts.series:
        return None
    years = [point.first_on.year for point in facts.series[0].points]
    titles = (say.fixed("indicator"), say.fixed("unit"), *map(str, years), say.fixed("code_word"))
    rows = tuple(
        (
            say.marked(facts.result(series.of).label), say.marked(facts.result(series.of).measure),
            *(said(point.amount, point.qualifier, say) for point in series.points), f"{series.code}…",
        )
        for series in facts.series
    )  # fmt: skip
    numeric = tuple(range(2, 2 + len(years)))
    drawn = tuple(charts(facts, say.language, ChartKind.SERIES))
    table = PlainTable(titles, rows, numeric=numeric)
    note = say.fixed("by_year_note", cell=f"{facts.series[0].code}{years[-1]}")
    return Section(title=say.fixed("by_year"), tables=(table,), charts=drawn, notes=(note,))


# What people wrote


def passages(say: Saying) -> Iterator[Section]:
    """Each under its own title; what was written about one content stands with that content."""
    known = {f"content:{one.key}" for one in say.facts.contents}
    for passage in say.facts.narratives:
        if passage.section not in known:
            yield Section(title=_title(passage, say), paragraphs=_texts(passage, say))


def _title(passage: Passage, say: Saying) -> str:
    if passage.title:
        return say.marked(passage.title)
    if passage.section in TITLES:
        return title_of(passage.section, say.language)
    return say.fixed("other_passages")


def _texts(passage: Passage, say: Saying) -> tuple[Text, ...]:
    return tuple(line for line in say.marked(passage.text).splitlines() if line.strip())


def contributions(say: Saying) -> Section | None:
    told = say.facts.contributions
    points = tuple(f"{one.unit.said(say.language)}: {one.text}" for one in told)
    return Section(title=say.fixed("contributions"), points=points) if points else None


def conference(say: Saying) -> Section | None:
    held = say.facts.conference
    if held is None:
        return None
    venue = say.fixed("conference_venue", venue=held.venue) if held.venue else ""
    lines = [say.fixed("conference_held", day=day(held.held_on), venue=venue)]
    if held.chair:
        lines.append(say.fixed("conference_chair", chair=held.chair.rstrip(". ")))
    if held.attended is not None:
        name = "conference_attended" if held.women is None else "conference_women"
        lines.append(say.fixed(name, attended=held.attended, women=held.women))
    if held.bodies:
        lines.append(say.fixed("conference_bodies", bodies="; ".join(held.bodies)))
    parts = []
    if held.opinions:
        points = tuple(f"{one.said_by}: {one.text}" for one in held.opinions)
        parts.append(Section(title=say.fixed("opinions"), points=points))
    if held.commended:
        points = tuple(
            "; ".join(filter(None, (one.awarded_to, one.award, one.reason))) for one in held.commended
        )
        parts.append(Section(title=say.fixed("commended"), points=points))
    return Section(title=say.fixed("conference"), paragraphs=tuple(lines), parts=tuple(parts))


def extra(say: Saying) -> Iterator[Section]:
    for one in say.facts.extra:
        rows = tuple(tuple(say.marked(cell) for cell in row) for row in one.table)
        tables = (PlainTable(rows[0], rows[1:]),) if rows else ()
        texts = tuple(say.marked(text) for text in one.paragraphs)
        yield Section(title=say.marked(one.title), paragraphs=texts, tables=tables)


# Older papers


def quoted(say: Saying) -> Section | None:
    if not say.facts.quoted:
        return None
    titles = tuple(
        say.fixed(name) for name in ("paper", "indicator", "quoted_amount", "ours", "difference", "code_word")
    )
    rows = tuple(_quoted(one, say) for one in say.facts.quoted)
    return Section(title=say.fixed("quoted"), tables=(PlainTable(titles, rows, numeric=(2, 3, 4)),))


def _quoted(one: Quoted, say: Saying) -> tuple[Text, ...]:
    difference = "" if one.ours is None else amount(one.ours - one.amount, language=say.language)
    where = f", {one.place.said(say.language)}" if one.place else ""
    about = f"{say.marked(one.label)}{where}, {_days(one.first_on, one.last_on)}"
    return (
        say.marked(one.paper), about, amount(one.amount, one.qualifier, say.language),
        said(one.ours, one.ours_qualifier, say), difference, (Run(one.code, link=say.link(one.code)),),
    )  # fmt: skip


# Tables that are bound behind


def by_category(say: Saying) -> Bound | None:
    tables = tuple(_division(one, say) for one in say.facts.divisions)
    drawn = tuple(charts(say.facts, say.language, ChartKind.SHARES))
    return Bound(say.fixed("by_category"), tables=tables, charts=drawn, landscape=False) if tables else None


def _division(division: Division, say: Saying) -> PlainTable:
    result = say.facts.result(division.of)
    caption = f"{say.marked(result.label)} ({say.marked(result.measure)}), {division.name.said(say.language).lower()}"
    rows = tuple(
        (
            row.name.said(say.language), said(row.amount, row.qualifier, say),
            (Run(f"{division.code}{at}", link=say.link(f"{division.code}{at}")),),
        )
        for at, row in enumerate(division.rows, 1)
    )  # fmt: skip
    titles = (say.fixed("category"), say.fixed("actual"), say.fixed("code_word"))
    return PlainTable(titles, rows, numeric=(1,), caption=caption, rest=0)


def reports(say: Saying) -> Bound | None:
    told = say.facts.reports
    if not told:
        return None
    names = ("due", "approved", "late", "missing")
    total = {name: sum(getattr(one, name) for one in told) for name in names}
    rows = [
        (f"{at:02}", one.unit.said(say.language), *(str(getattr(one, name)) for name in names))
        for at, one in enumerate(told, 1)
    ]
    rows.append(("", say.fixed("total"), *(str(total[name]) for name in names)))
    titles = (say.fixed("number"), say.fixed("place"), *(say.fixed(f"reports_{name}") for name in names))
    table = PlainTable(titles, tuple(rows), numeric=(2, 3, 4, 5), last_is_total=True)
    summary = say.fixed("reports_summary", **total)
    return Bound(say.fixed("reports"), tables=(table,), notes=(summary,), landscape=False)


def printed_codes(facts: Facts) -> dict[str, Asked]:
    """Every code that a paper of these facts may print."""
    return {one.code: one for one in numbers(facts)}
