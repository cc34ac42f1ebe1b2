"""Adds problems to a workshop: whom each touches, where, the papers that show it, and figures as they are now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone

from chungtay.answers.evidence import indicators_visible_to
from chungtay.answers.figures import Book, Figure
from chungtay.models import Document, Indicator, Organisation, Person, PinnedFigure, Place, Problem, Workshop
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.problems import Step, check_pin, check_problem

from ..documents import File, add_document
from ..recorded import audited_together, recorded
from .standing import locked_for

TYPE = "Minh chứng"  # what offices call a paper that shows something
MOST_PLACES = 30
WRITTEN = ("text", "text_lo", "text_en", "group", "group_lo", "cause", "cause_lo", "proposal", "proposal_lo")


@dataclass(frozen=True, kw_only=True)
class Told:
    """A problem as somebody wrote it."""

    text: str = ""
    text_lo: str = ""
    text_en: str = ""
    group: str = ""
    group_lo: str = ""
    cause: str = ""
    cause_lo: str = ""
    proposal: str = ""
    proposal_lo: str = ""
    places: list[Place] = field(default_factory=list)
    evidence: list[Document] = field(default_factory=list)  # papers that stand in the house already
    file: File | None = None  # one that is brought with it
    file_title: str = ""

    def said(self, name: str) -> str:
        """A partner may write in Lao alone."""
        return self.words[name] or self.words[f"{name}_lo"]

    @property
    def words(self) -> dict[str, str]:
        return {name: str(getattr(self, name)).strip() for name in WRITTEN}


def raise_problem(workshop: Workshop, told: Told, *, body: Organisation, by: Person, at: datetime) -> Problem:
    """For one of the bodies of the workshop; the same one twice is one."""
    with (
        audited_together(),
        recorded("raise_problem", thing=workshop, by=by, at=at, reason=told.said("text")),
    ):
        held = locked_for(workshop, Step.RAISE, body=body, by=by, at=at)
        same = held.problems.filter(raised_for=body, **told.words).first()
        if same:
            return same  # pressed twice
        _check(told, by, timezone.localdate(at), votes=0)
        last = held.problems.aggregate(last=Max("number"))["last"] or 0
        problem = Problem.objects.create(
            workshop=held, number=last + 1, raised_for=body, raised_by=by, raised_at=at, **told.words
        )
        _hang(problem, told, by=by, at=at)
    return problem


def reword_problem(problem: Problem, told: Told, *, by: Person, at: datetime) -> Problem:
    """Say it otherwise, for the body that raised it, until somebody has voted on it."""
    with (
        audited_together(),
        recorded("reword_problem", thing=problem.workshop, by=by, at=at, reason=told.said("text")),
    ):
        locked_for(problem.workshop, Step.REWORD, body=problem.raised_for, by=by, at=at)
        held = Problem.objects.select_related("workshop__agreement", "raised_for").get(pk=problem.pk)
        _check(told, by, timezone.localdate(at), votes=voted_on(held), stands=held)
        for name, words in told.words.items():
            setattr(held, name, words)
        held.save(update_fields=list(told.words))
        _hang(held, told, by=by, at=at)
    return held


def pin_figure(
    problem: Problem, indicator: Indicator, *, place: Place | None, first_on: date, last_on: date, by: Person,
    at: datetime,
) -> PinnedFigure:  # fmt: skip
    """Keep what the ledger of the programme says now, as far as the person sees it; the row never changes."""
    today = timezone.localdate(at)
    seen = indicators_visible_to(by, today, problem.workshop.agreement)
    if not seen.filter(pk=indicator.pk).exists():
        raise RuleBroken(Message("Choose an indicator of this programme that you see.", where="indicator"))
    with recorded(
        "pin_figure", thing=problem.workshop, by=by, at=at, reason=f"{problem.number}: {indicator}"
    ):
        locked_for(problem.workshop, Step.PIN, body=problem.raised_for, by=by, at=at)
        _check_days(first_on, last_on, problem, today)
        figure = _ask(problem, indicator, place, first_on, last_on, by, today)
        pinned = PinnedFigure(
            problem=problem, indicator=indicator, place=place, first_on=first_on, last_on=last_on,
            known_at_id=figure.known_at or None, map_on=figure.map_on, amount=figure.amount,
            qualifier=figure.qualifier if figure.amount is not None else "", at_least=figure.at_least,
            reported=figure.reported, due=figure.due, pinned_by=by, pinned_at=at,
        )  # fmt: skip
        same = problem.figures.filter(
            indicator=indicator, place=place, first_on=first_on, last_on=last_on, amount=figure.amount,
            qualifier=pinned.qualifier, reported=figure.reported, due=figure.due,
        )  # fmt: skip
        check_pin(
            first_on=first_on, last_on=last_on, today=today, votes=voted_on(problem), pinned=same.exists()
        )
        pinned.save(force_insert=True)
    return pinned


def voted_on(problem: Problem) -> int:
    """How many persons have."""
    return problem.votes.values("cast_by").distinct().count()


def _check_days(first_on: date, last_on: date, problem: Problem, today: date) -> None:
    """Before the ledger is asked, which takes no window that ends before it begins."""
    check_pin(first_on=first_on, last_on=last_on, today=today, votes=voted_on(problem), pinned=False)


def _ask(
    problem: Problem, indicator: Indicator, place: Place | None, first_on: date, last_on: date, by: Person,
    today: date,
) -> Figure:  # fmt: skip
    book = Book(by, today, problem.workshop.agreement)
    return book.ask(indicator, first_on, last_on, places=[place] if place else None)


def _check(told: Told, by: Person, today: date, *, votes: int, stands: Problem | None = None) -> None:
    """All faults at once; papers must be there for whoever names them, unless they hang there already."""
    said = []
    try:
        check_problem(text=told.said("text"), group=told.said("group"), places=len(told.places), votes=votes)
    except RuleBroken as broken:
        said += broken.messages
    if len(told.places) > MOST_PLACES:
        text = "At most %(most)s places; name the unit that contains them."
        said.append(Message(text, {"most": MOST_PLACES}, "places"))
    kept = set(stands.evidence.values_list("pk", flat=True)) if stands else set()
    named = {paper.pk for paper in told.evidence} - kept
    if Document.objects.visible_to(by, today).filter(pk__in=named).count() < len(named):
        said.append(Message("Choose papers that you see.", where="evidence"))
    if said:
        raise RuleBroken(said)


def _hang(problem: Problem, told: Told, *, by: Person, at: datetime) -> None:
    """Its places and papers. A paper that others brought and this person does not see stays."""
    today = timezone.localdate(at)
    seen = Document.objects.visible_to(by, today).values("pk")
    papers: Iterable[Document] = [*told.evidence, *problem.evidence.exclude(pk__in=seen)]
    if told.file:
        papers = [*papers, _brought(problem, told, told.file, by=by, at=at)]
    problem.places.set(told.places)
    problem.evidence.set(papers)


def _brought(problem: Problem, told: Told, file: File, *, by: Person, at: datetime) -> Document:
    """A paper of the body that raised it; the sides of the programme read it, else nobody could weigh it."""
    paper = Document(
        type=TYPE, title=told.file_title.strip() or file[0], issued_on=timezone.localdate(at),
        holder=problem.raised_for,
    )  # fmt: skip
    return add_document(paper, agreements=[problem.workshop.agreement], files=[file], by=by, at=at)
