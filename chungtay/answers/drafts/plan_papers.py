"""The papers that print a plan: the yearly plan itself, and its contents as an appendix."""

from collections import defaultdict
from dataclasses import replace
from uuid import UUID

from chungtay.models import Content, Organisation, Plan
from chungtay.papers.kinds import (
    AppendixPaper,
    AppendixPart,
    Head,
    PlainTable,
    PlanContent,
    PlanPaper,
    Responsibility,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.registry import Grammar, Read, read_number

from .source import Source, bare, head, opening, recipients, signers


def plan_paper(source: Source) -> PlanPaper:
    plan = source.plan
    if plan is None:
        return PlanPaper(head=head(source, [source.holder]), abstract=source.draft.title)
    issuers = issuing(source, plan)
    made = contents(source, plan)
    leads = [content.lead for content, _ in made if content.lead]
    return PlanPaper(
        head=numbered(source, plan, issuers),
        abstract=source.draft.title or bare(source, "plan", source.said(plan)),
        year=plan.year,
        grounds=source.lines(plan, "grounds") or ground(source, plan),
        opening=opening(source, "plan", issuers),
        purpose=source.lines(plan, "purpose") or source.lines(plan.phase.agreement, "purpose"),
        requirements=source.lines(plan, "requirements"),
        contents=tuple(printed for _, printed in made),
        responsibilities=tuple(duties(source, made)),
        signers=signers(source, issuers),
        recipients=recipients(source, *leads),
    )


def appendix_paper(source: Source) -> AppendixPaper:
    """The contents as a table that goes with a paper issued elsewhere."""
    plan = source.plan
    if plan is None:
        return AppendixPaper(head=head(source, [source.holder]), abstract=source.draft.title)
    columns = ("number", "content", "lead", "coordinating", "time", "product")
    table = PlainTable(
        titles=tuple(source.word("appendix", column) for column in columns),
        rows=tuple(row(source, content, one) for content, one in contents(source, plan)),
    )
    title = source.draft.title or source.word("appendix", "abstract", plan=source.said(plan))
    issuers = issuing(source, plan)
    return AppendixPaper(
        head=numbered(source, plan, issuers),
        abstract=source.said(plan),
        appendices=(AppendixPart(title=title, tables=(table,)),),
    )


def issuing(source: Source, plan: Plan) -> list[Organisation]:
    """Who issued it; else the body whose plan it is, or of a joint one all sides."""
    issued = sorted(plan.issuers.all(), key=lambda body: order_of(source, body))
    if issued:
        return issued
    if plan.is_joint and len(source.sides) > 1:
        return source.sides
    return [plan.holder or source.holder]


def order_of(source: Source, body: Organisation) -> int:
    keys = [side.pk for side in source.sides]
    return keys.index(body.pk) if body.pk in keys else len(keys)


def numbered(source: Source, plan: Plan, issuers: list[Organisation]) -> Head:
    """The head of the plan's paper, with the number that was typed after an earlier signing."""
    blank = head(source, issuers, year=plan.year)
    if not plan.number or plan.issued_on is None:
        return blank
    try:
        read = read_number(plan.number)
    except RuleBroken:
        return blank  # typed before numbers were read: the officer types it again
    return replace(blank, number=read.number, suffix=read.suffix, symbol=symbol_of(read), day=plan.issued_on)


def symbol_of(read: Read) -> str:
    """What follows the number: KH-BTV; of the Party QĐ/TW."""
    bodies = "-".join(read.bodies)
    if read.grammar is Grammar.PARTY:
        return f"{read.type_code}/{bodies}"
    return f"{read.type_code}-{bodies}" if read.type_code else bodies


def contents(source: Source, plan: Plan) -> list[tuple[Content, PlanContent]]:
    fetched = plan.contents.select_related("lead").prefetch_related("coordinating")
    seats = source.agreement.seats.all() if source.agreement else []
    holders = {seat.pk: seat.holder_on(source.on) for seat in seats}
    return [(content, printed(source, content, holders)) for content in fetched]


def printed(source: Source, content: Content, holders: dict[UUID, Organisation | None]) -> PlanContent:
    beside = [holders.get(seat.pk) for seat in content.coordinating.all()]
    return PlanContent(
        text=source.said(content, "text"),
        lead=source.said(content.lead),
        coordinating=tuple(source.said(body) for body in beside if body and body.pk != content.lead_id),
        begins_on=content.begins_on,
        due_on=content.due_on,
        product=source.said(content, "product"),
        budget=content.budget,
        currency=content.currency,
        funds=source.said(content, "funds"),
    )


def duties(source: Source, made: list[tuple[Content, PlanContent]]) -> list[Responsibility]:
    """What each body leads and takes part in, said from the contents."""
    leads: dict[str, list[int]] = defaultdict(list)
    takes_part: dict[str, list[int]] = defaultdict(list)
    for content, one in made:
        if one.lead:
            leads[one.lead].append(content.number)
        for body in one.coordinating:
            takes_part[body].append(content.number)
    return [
        Responsibility(
            body=body,
            tasks=tuple(
                source.word("plan", word, numbers=", ".join(map(str, numbers)))
                for word, numbers in (("leads", leads[body]), ("coordinates", takes_part[body]))
                if numbers
            ),
        )
        for body in dict.fromkeys([*leads, *takes_part])
    ]


def ground(source: Source, plan: Plan) -> tuple[str, ...]:
    agreement = plan.phase.agreement
    return (source.word("plan", "ground", agreement=source.said(agreement), phase=plan.phase.name),)


def row(source: Source, content: Content, one: PlanContent) -> tuple[str, ...]:
    days = [source.day(day) for day in (one.begins_on, one.due_on) if day]
    return (
        str(content.number),
        one.text,
        one.lead,
        ", ".join(one.coordinating),
        " – ".join(days),
        one.product,
    )
