"""Keeps the checklist of papers that an office needs for each delegation, and takes it up for one."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from chungtay.answers.delegations import papers_of
from chungtay.models import Delegation, Organisation, PaperNeeded, Person, UsualPaper
from chungtay.rules.delegations import Direction, Side, check_paper
from chungtay.rules.people import Act

from ..recorded import recorded, refuse_unless_may

TABLE = Path(__file__).parent / "papers.toml"  # what stands for an office that keeps no list of its own
DIRECTIONS = {Side.GUEST: Direction.OUT, Side.HOST: Direction.IN}
WRITTEN = frozenset({"text", "text_lo", "text_en", "days_before"})


def usual_papers(office: Organisation, direction: Direction) -> list[UsualPaper]:
    """The office's own list; where it keeps none, the one that comes with the house, not saved."""
    return list(papers_of(office, direction)) or list(_of_the_house(office, direction))


def take_up_usual(delegation: Delegation, side: Side) -> None:
    """The checklist of one side, due so many days before the visit. Called inside the act that brings it about."""
    office = delegation.body_of(side)
    PaperNeeded.objects.bulk_create(
        PaperNeeded(
            delegation=delegation, side=office, text=one.text, text_lo=one.text_lo, text_en=one.text_en,
            due_on=delegation.first_on - timedelta(one.days_before),
        )
        for one in usual_papers(office, DIRECTIONS[side])
    )  # fmt: skip


def add_usual(paper: UsualPaper, *, by: Person, at: datetime) -> UsualPaper:
    """The first change makes the list of the house the office's own."""
    refuse_unless_may(by, Act.RECORD, paper, at)
    check_paper(paper.text or paper.text_lo, days_before=paper.days_before)
    with recorded("write_usual_papers", thing=paper, by=by, at=at, reason=str(paper)):
        _take_over(paper.holder, Direction(paper.direction))
        told = {name: getattr(paper, name) for name in WRITTEN}
        held = papers_of(paper.holder, Direction(paper.direction)).filter(**told).first()
        if held:
            return held  # pressed twice
        paper.save(force_insert=True)
    return paper


def change_usual(paper: UsualPaper, told: Mapping[str, Any], *, by: Person, at: datetime) -> UsualPaper:
    assert set(told) <= WRITTEN, "only what an office writes"
    refuse_unless_may(by, Act.RECORD, paper, at)
    with recorded("write_usual_papers", thing=paper, by=by, at=at, reason=str(paper)):
        held = UsualPaper.objects.select_for_update().get(pk=paper.pk)
        for name, value in told.items():
            setattr(held, name, value)
        check_paper(held.text or held.text_lo, days_before=held.days_before)
        held.save()
    return held


def remove_usual(paper: UsualPaper, *, by: Person, at: datetime) -> None:
    refuse_unless_may(by, Act.RECORD, paper, at)
    with recorded("write_usual_papers", thing=paper, by=by, at=at, reason=str(paper)):
        UsualPaper.objects.filter(pk=paper.pk).delete()


def own_list(office: Organisation, direction: Direction, *, by: Person, at: datetime) -> list[UsualPaper]:
    """Make the list of the house the office's own, so that it can be edited."""
    one = UsualPaper(holder=office, direction=direction)
    refuse_unless_may(by, Act.RECORD, one, at)
    with recorded("write_usual_papers", thing=one, by=by, at=at):
        _take_over(office, direction)
    return list(papers_of(office, direction))


def _take_over(office: Organisation, direction: Direction) -> None:
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=office.pk)
        if not papers_of(office, direction).exists():
            UsualPaper.objects.bulk_create(_of_the_house(office, direction))


def _of_the_house(office: Organisation, direction: Direction) -> Iterator[UsualPaper]:
    for number, told in enumerate(tomllib.loads(TABLE.read_text())[direction], 1):
        yield UsualPaper(holder=office, direction=direction, position=number, **told)
