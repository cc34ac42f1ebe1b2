"""The plan and the report of a social supervision: whom, about what, by whom, and what is recommended to whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chungtay.papers.sheets import Block, Table
from chungtay.rules import official

from .composing import Clause, clause_of, composed, plain_table, told
from .customary import carrying_out, money, why
from .paper import AppendixPart, Paper, Part, PlainTable, Responsibility
from .wording import Wording


@dataclass(frozen=True, kw_only=True)
class SupervisionStep:
    text: str
    body: str = ""
    begins_on: date | None = None
    due_on: date | None = None
    time: str = ""


@dataclass(frozen=True, kw_only=True)
class SupervisionPlanPaper(Paper):
    purpose: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()  # what is looked into
    bodies: tuple[str, ...] = ()  # who is supervised
    scope: str = ""
    form: str = ""
    team: tuple[str, ...] = ()  # by post, its head first
    first_on: date | None = None
    last_on: date | None = None
    steps: tuple[SupervisionStep, ...] = ()
    outline: tuple[Part, ...] = ()  # by which the supervised bodies report; printed as an appendix
    budget: int | None = None
    currency: str = "VND"
    funds: str = ""
    responsibilities: tuple[Responsibility, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    addressee: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SupervisionReportPaper(Paper):
    proceedings: tuple[Part, ...] = ()  # how it was done
    results: tuple[Part, ...] = ()
    strengths: tuple[str, ...] = ()
    shortcomings: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()


def plan_text(paper: SupervisionPlanPaper, wording: Wording) -> Iterator[Block]:
    said = wording.said
    budget = {paper.currency: paper.budget} if paper.budget else {}
    yield from composed(
        (
            why(paper.purpose, paper.requirements, wording),
            Clause(title=said("what_whom_how"), clauses=tuple(_what_whom_how(paper, wording))),
            told(said("team"), paper.team),
            Clause(
                title=said("steps") if paper.steps else "",
                tables=(_steps(paper.steps, wording),) if paper.steps else (),
            ),
            *money(budget, (paper.funds,), (), wording),
            *carrying_out(paper.responsibilities, (), wording),
        )
    )


def outline(paper: SupervisionPlanPaper, wording: Wording) -> tuple[AppendixPart, ...]:
    """By which the supervised bodies report, on pages of its own."""
    if not paper.outline:
        return ()
    return (AppendixPart(title=wording.said("outline"), parts=paper.outline, landscape=False),)


def report_text(paper: SupervisionReportPaper, wording: Wording) -> Iterator[Block]:
    said = wording.said
    judged = (
        told(said(name), texts)
        for name, texts in (
            ("strengths", paper.strengths),
            ("shortcomings", paper.shortcomings),
            ("causes", paper.causes),
        )
        if texts
    )
    yield from composed(
        clause
        for clause in (
            Clause(title=said("how_it_was_done"), clauses=tuple(map(clause_of, paper.proceedings))),
            Clause(title=said("results"), clauses=tuple(map(clause_of, paper.results))),
            Clause(title=said("assessment"), clauses=tuple(judged)),
            Clause(
                title=said("recommendations"),
                clauses=tuple(
                    told(said("towards", body=one.addressee), one.texts) for one in paper.recommendations
                ),
            ),
        )
        if not clause.is_empty
    )


def _what_whom_how(paper: SupervisionPlanPaper, wording: Wording) -> Iterator[Clause]:
    said = wording.said
    period = ""
    if paper.first_on and paper.last_on:
        first, last = (
            official.day_in_full(day, language=wording.language) for day in (paper.first_on, paper.last_on)
        )
        period = said("from_to", first=first, last=last)
    for name, texts in (
        ("matters", paper.matters),
        ("bodies", paper.bodies),
        ("scope", (paper.scope,)),
        ("form", (paper.form,)),
        ("period", (period,)),
    ):
        if any(text.strip() for text in texts):
            yield told(said(name), texts)


def _steps(steps: tuple[SupervisionStep, ...], wording: Wording) -> Table:
    rows = tuple(
        (
            str(position),
            step.text,
            step.body,
            step.time or official.span(step.begins_on, step.due_on, language=wording.language),
        )
        for position, step in enumerate(steps, 1)
    )
    titles = tuple(wording.said(name) for name in ("position", "step", "done_by", "time"))
    return plain_table(PlainTable(titles=titles, rows=rows), wording.style)
