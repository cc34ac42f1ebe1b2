"""The verb `paper`: an official paper of a programme out of the live facts, as the file that an office would sign."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from . import BadInput
from .review import reviewing, write
from .totals import named

if TYPE_CHECKING:  # the models wake only once Django is set up
    from datetime import date

    from chungtay.models import Agreement, Draft, Plan

SUMMARY = "print an official paper of a programme: its plan of a year, its text, a letter of greeting"
EXAMPLE = "chungtay paper plan hlhpnvn-ubdt --year 2024 -o plan.pdf"
NEEDS: Literal["nothing", "django", "tables"] = "tables"
PAPERS = ("plan", "appendix", "programme", "memorandum", "greeting")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paper", metavar="PAPER", choices=PAPERS, help=", ".join(PAPERS))
    parser.add_argument("programme", metavar="SLUG", help="kontum-attapeu, hlhpnvn-ubdt …")
    parser.add_argument("--year", type=int, help="of the plan; default this year")
    parser.add_argument("--language", choices=("vi", "lo", "en"), default="vi")
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, required=True, help="ends in .pdf or .docx"
    )


def run(asked: argparse.Namespace) -> int:
    from django.utils import timezone

    from chungtay.actions.drafts import drawn
    from chungtay.answers.drafts import paper_of
    from chungtay.models import Agreement
    from chungtay.papers.kinds import check
    from chungtay.rules.messages import RuleBroken

    form = asked.output.suffix.removeprefix(".")
    if form not in ("pdf", "docx"):
        raise BadInput("Say by the ending of the file what it shall be: -o plan.pdf or -o plan.docx")
    programme = named(Agreement, asked.programme)
    today = timezone.localdate()
    paper = paper_of(unkept(programme, asked, today), None, today)
    if missing := check(paper):
        raise RuleBroken(missing)
    write(asked.output, drawn(paper, form, None))
    return 0


def unkept(programme: Agreement, asked: argparse.Namespace, today: date) -> Draft:
    """A draft that is nowhere kept, of the body that signs it."""
    from chungtay.answers.drafts import Origin

    plan = plan_of(programme, asked.year or today.year) if asked.paper in ("plan", "appendix") else None
    issuer = plan.issuers.order_by("name").first() if plan else None
    holder = issuer or reviewing(programme, today)
    return Origin(programme, plan).draft(asked.paper, holder=holder, language=asked.language)


def plan_of(programme: Agreement, year: int) -> Plan:
    from chungtay.models import Plan

    plans = Plan.objects.filter(phase__agreement=programme, is_joint=True, withdrawn_at=None)
    found = plans.filter(year=year).first()
    if found is None:
        years = ", ".join(map(str, sorted(set(plans.values_list("year", flat=True))))) or "none"
        raise BadInput(f"This programme has no plan for {year}. There are plans for: {years}.")
    return found
