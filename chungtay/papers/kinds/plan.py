"""The yearly plan: its numbered contents with lead, co-operation, time and product, in the body and as a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chungtay.papers.sheets import Block, tidy
from chungtay.rules import official

from .composing import Clause, composed, stopped
from .customary import carrying_out, money, why
from .paper import AppendixPart, Paper, PlainTable, Responsibility
from .wording import Wording


@dataclass(frozen=True, kw_only=True)
class PlanTask:
    text: str
    lead: str = ""
    coordinating: tuple[str, ...] = ()
    begins_on: date | None = None
    due_on: date | None = None
    time: str = ""  # in words, where two days do not say it: “Quý II”
    product: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanContent:
    text: str
    lead: str = ""
    coordinating: tuple[str, ...] = ()
    begins_on: date | None = None
    due_on: date | None = None
    time: str = ""
    product: str = ""
    budget: int | None = None  # in whole units of the currency
    currency: str = "VND"
    funds: str = ""  # where the money comes from
    tasks: tuple[PlanTask, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlanPaper(Paper):
    year: int | None = None
    purpose: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    contents: tuple[PlanContent, ...] = ()
    funding: tuple[str, ...] = ()  # empty: said from the budgets of the contents
    responsibilities: tuple[Responsibility, ...] = ()
    arrangements: tuple[str, ...] = ()


Line = PlanContent | PlanTask


def text_of(paper: PlanPaper, wording: Wording) -> Iterator[Block]:
    yield from composed(
        (
            why(paper.purpose, paper.requirements, wording),
            Clause(
                title=wording.said("contents"),
                clauses=tuple(_content(content, wording) for content in paper.contents),
            ),
            *money(_budgets(paper), (content.funds for content in paper.contents), paper.funding, wording),
            *carrying_out(
                paper.responsibilities, (*paper.arrangements, wording.said("table_follows")), wording
            ),
        )
    )


def work_divided(paper: PlanPaper, wording: Wording) -> AppendixPart:
    """The contents as a table, a task below its content, under the sums of their budgets."""
    said = wording.said
    currencies = sorted(_budgets(paper))
    titles = [said(name) for name in ("position", "contents", "lead", "coordinating", "time", "product")]
    titles += [
        said("budget_in", unit=official.currency_name(currency, language=wording.language))
        for currency in currencies
    ]
    rows = [
        row
        for position, content in enumerate(paper.contents, 1)
        for row in _rows(content, position, currencies, wording)
    ]
    if currencies:
        sums = (_amount(_budgets(paper)[currency], wording) for currency in currencies)
        rows.append(("", said("total"), "", "", "", "", *sums))
    table = PlainTable(
        titles=tuple(titles),
        rows=tuple(rows),
        numeric=tuple(range(6, 6 + len(currencies))),
        last_is_total=bool(currencies),
    )
    return AppendixPart(title=said("work_divided", year=paper.year or "…"), tables=(table,))


def _content(content: PlanContent, wording: Wording) -> Clause:
    """Its text, its tasks, then who does it with whom, when, and what comes of it."""
    tasks = [
        " ".join((stopped(task.text), *_who_and_when(task, wording)))
        for task in content.tasks
        if task.text.strip()
    ]
    return Clause(
        title=tidy(content.text).strip().rstrip(".;,: "),
        dashes=tuple(_who_and_when(content, wording)),
        points=tuple(tasks),
    )


def _who_and_when(line: Line, wording: Wording) -> Iterator[str]:
    """`Chủ trì: …; phối hợp: ….`, then `Thời gian: …; sản phẩm: ….`"""
    together = wording.together(name.strip() for name in line.coordinating if name.strip())
    for told in (
        (("lead", line.lead), ("coordinating", together)),
        (("time", _time(line, wording)), ("product", line.product)),
    ):
        said = [wording.labelled(name, text.strip().rstrip(".;,: ")) for name, text in told if text.strip()]
        if said:
            yield stopped("; ".join((said[0], *map(_lower, said[1:]))))


def _rows(
    content: PlanContent, position: int, currencies: list[str], wording: Wording
) -> Iterator[tuple[str, ...]]:
    budgets = (
        _amount(content.budget, wording) if currency == content.currency and content.budget else ""
        for currency in currencies
    )
    yield (str(position), *_cells(content, wording), *budgets)
    for below, task in enumerate(content.tasks, 1):
        yield (f"{position}.{below}", *_cells(task, wording), *("" for _ in currencies))


def _cells(line: Line, wording: Wording) -> tuple[str, ...]:
    text = tidy(line.text).strip().rstrip(".;,: ")
    return (text, line.lead, "; ".join(line.coordinating), _time(line, wording), line.product)


def _time(line: Line, wording: Wording) -> str:
    return line.time or official.span(line.begins_on, line.due_on, language=wording.language)


def _budgets(paper: PlanPaper) -> dict[str, int]:
    sums: dict[str, int] = {}
    for content in paper.contents:
        if content.budget:
            sums[content.currency] = sums.get(content.currency, 0) + content.budget
    return sums


def _amount(amount: int, wording: Wording) -> str:
    return official.number(amount, language=wording.language)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
