"""What a draft says now: the live facts, with what was typed laid over them; of a numbered paper what it said then."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from chungtay.models import Draft, Person
from chungtay.papers.kept import paper_from
from chungtay.papers.kinds import Paper

from .criticism_papers import criticism_paper
from .laying import as_typed, laid_over
from .meeting_papers import minutes_paper
from .plan_papers import appendix_paper, plan_paper
from .programme_papers import (
    dispatch_paper,
    greeting_paper,
    invitation_paper,
    memorandum_paper,
    programme_paper,
)
from .recommendation_papers import escalation_paper, recommendation_paper, recommendation_record_paper
from .source import Source
from .supervision_papers import supervision_plan_paper, supervision_report_paper

MADE_BY: Mapping[str, Callable[[Source], Paper]] = {
    "plan": plan_paper,
    "programme": programme_paper,
    "memorandum": memorandum_paper,
    "dispatch": dispatch_paper,
    "invitation": invitation_paper,
    "minutes": minutes_paper,
    "greeting": greeting_paper,
    "supervision_plan": supervision_plan_paper,
    "supervision_report": supervision_report_paper,
    "criticism": criticism_paper,
    "recommendation": recommendation_paper,
    "escalation": escalation_paper,
    "recommendation_record": recommendation_record_paper,
    "appendix": appendix_paper,
}


def live_paper(draft: Draft, person: Person | None, today: date) -> Paper:
    """The facts alone, as the person may see them."""
    return MADE_BY[draft.paper](Source(draft, person, today))


def paper_of(draft: Draft, person: Person | None, today: date) -> Paper:
    """The whole paper. With its number it stands: neither the ledger nor a later plan changes it."""
    if draft.canonical is not None:
        return paper_from(bytes(draft.canonical))
    return laid_over(live_paper(draft, person, today), draft.paper, draft.values)


def boxes_of(draft: Draft, person: Person | None, today: date) -> dict[str, object]:
    """What stands in each box: what was typed there, else what the facts say."""
    return as_typed(paper_of(draft, person, today), draft.paper)


def numbered_paper(paper: Paper, *, number: int | None, suffix: str, on: date) -> Paper:
    return replace(paper, head=replace(paper.head, number=number, suffix=suffix, day=on, year=on.year))


def suggested_title(draft: Draft, person: Person, today: date) -> str:
    return live_paper(draft, person, today).abstract
