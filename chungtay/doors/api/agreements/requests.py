"""Asking for reports over the API: whom one may ask, the forms, what they can count, and the asking itself."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions.forms import make_form
from chungtay.actions.indicators import add_indicator
from chungtay.actions.plans import refuse_unless_plans
from chungtay.actions.requests import ask_for_reports
from chungtay.answers.programmes import bodies_for
from chungtay.models import Agreement, Breakdown, Form, Indicator, Organisation, Question
from chungtay.rules.indicators import Start
from chungtay.rules.ledger import Kind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..asking import Asking
from ..ledger import IndicatorOut, countable
from ..lists import Window
from ..named import Given
from ..reports import ReportOut
from ..shapes import GivenDay, PlacedBody, Words, words

router = Router(tags=["asking for reports"])

ACTS = {"plan": Act.PLAN, "ask": Act.APPROVE}


class BreakdownOut(Schema):
    slug: str
    dimensions: list[str]
    combinations: list[str]

    @staticmethod
    def resolve_dimensions(breakdown: Breakdown) -> list[str]:
        return [dimension.slug for dimension in breakdown.dimensions.all()]

    @staticmethod
    def resolve_combinations(breakdown: Breakdown) -> list[str]:
        return [cell.slug for cell in breakdown.combinations.all()]


class QuestionOut(Schema):
    number: int
    indicator: str
    base: str  # the breakdown that adds up to the total

    @staticmethod
    def resolve_indicator(question: Question) -> str:
        return question.indicator.slug

    @staticmethod
    def resolve_base(question: Question) -> str:
        return question.base.slug


class FormOut(Schema):
    id: UUID
    slug: str
    version: int
    name: Words
    valid_from: date
    valid_to: date | None  # the first day on which it was no longer valid
    cumulative_from: str
    questions: list[QuestionOut]

    @staticmethod
    def resolve_name(form: Form) -> Words:
        return words(form, "name")

    @staticmethod
    def resolve_questions(form: Form) -> list[Question]:
        return list(form.questions.all())


class QuestionIn(Given):
    indicator: str
    base: str = "total"


class FormIn(Given):
    name: str = Field(max_length=300)
    valid_from: GivenDay
    cumulative_from: Start = Start.YEAR
    questions: list[QuestionIn] = Field(max_length=200)


class IndicatorIn(Given):
    name: str = Field(min_length=1, max_length=300)
    name_lo: str = Field("", max_length=300)
    name_en: str = Field("", max_length=300)
    measure: str = Field(min_length=1, max_length=80)
    kind: Literal[Kind.FLOW, Kind.PARTICIPATIONS, Kind.PERSONS, Kind.STOCK]


class RequestIn(Given):
    form: UUID
    units: list[UUID] = Field(min_length=1, max_length=5_000)
    first_on: GivenDay
    last_on: GivenDay
    due_on: GivenDay


class RequestOut(Schema):
    opened: list[ReportOut]
    there: int  # units that had been asked for the period already


@router.get("/programmes/{slug:slug}/bodies", response=list[PlacedBody])
@paginate(Window)
def bodies(request: Asking, slug: str, act: Literal["plan", "ask"] = "ask") -> QuerySet[Organisation]:
    """For which bodies the caller may plan tasks, or whom they may ask to report."""
    return bodies_for(found(request, slug), request.person, ACTS[act], request.today).order_by("name", "pk")


@router.get("/breakdowns", response=list[BreakdownOut])
@paginate(Window)
def breakdowns(request: Asking) -> QuerySet[Breakdown]:
    """How a count may be divided; `total` is the bare number."""
    return Breakdown.objects.order_by("slug").prefetch_related("dimensions", "combinations")


@router.get("/programmes/{slug:slug}/forms", response=list[FormOut])
def forms(request: Asking, slug: str) -> QuerySet[Form]:
    """Every version, the newest first."""
    held = found(request, slug).forms.visible_to(request.person, request.today)
    held = held.filter(report_requests=None).order_by("-valid_from", "slug")
    whole: QuerySet[Form] = held.prefetch_related("questions__indicator", "questions__base")
    return whole


@router.post("/programmes/{slug:slug}/forms", response=FormOut)
def form(request: Asking, slug: str, given: FormIn) -> Form:
    """Make a form; the name of one that exists makes its next version."""
    agreement, by, at = found_to_plan(request, slug), request.person, timezone.now()
    told: dict[str, Any] = given.dict(include={"name", "valid_from", "cumulative_from"})
    return make_form(agreement, questions=questions_of(given.questions), **told, by=by, at=at)


@router.get("/programmes/{slug:slug}/indicators", response=list[IndicatorOut])
@paginate(Window)
def indicators(request: Asking, slug: str) -> QuerySet[Indicator]:
    """Whatever a form may ask for and a target may promise, also what nobody counts yet; for whoever plans."""
    found_to_plan(request, slug)
    return Indicator.objects.exclude(kind=Kind.RATIO)


@router.post("/programmes/{slug:slug}/indicators", response=IndicatorOut)
def indicator(request: Asking, slug: str, given: IndicatorIn) -> Indicator:
    found_to_plan(request, slug)
    return add_indicator(**given.dict(), by=request.person, at=timezone.now())


@router.post("/programmes/{slug:slug}/reports", response=RequestOut)
def ask(request: Asking, slug: str, given: RequestIn) -> dict[str, Any]:
    """One form, one period, many units, all of them or none; asking twice opens nothing twice."""
    agreement = found(request, slug)
    asked = get_object_or_404(agreement.forms.published(), pk=given.form)
    units = units_of(agreement, given.units, request)
    days = given.dict(include={"first_on", "last_on", "due_on"})
    opened = ask_for_reports(asked, units, **days, by=request.person, at=timezone.now())
    return {"opened": opened, "there": len(units) - len(opened)}


def found(request: Asking, slug: str) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)


def found_to_plan(request: Asking, slug: str) -> Agreement:
    """For whoever plans in it."""
    agreement = found(request, slug)
    refuse_unless_plans(agreement, by=request.person, at=timezone.now())
    return agreement


def units_of(agreement: Agreement, ids: list[UUID], request: Asking) -> list[Organisation]:
    """One that the caller may not ask and one that does not exist are told alike."""
    askable = bodies_for(agreement, request.person, Act.APPROVE, request.today).select_related("place")
    known = askable.in_bulk(ids)
    strange = [number for number, key in enumerate(ids) if key not in known]
    if strange:
        raise RuleBroken(Message("Your post does not allow this.", where=f"units.{each}") for each in strange)
    return list(known.values())


def questions_of(given: list[QuestionIn]) -> list[tuple[Indicator, Breakdown]]:
    asked = countable([one.indicator for one in given])
    held = {one.slug: one for one in Breakdown.objects.filter(slug__in=[one.base for one in given])}
    problems = list(wrong_in(given, asked, held))
    if problems:
        raise RuleBroken(problems)
    return [(indicator, held[one.base]) for one, indicator in zip(given, asked, strict=True)]


def wrong_in(
    given: list[QuestionIn], asked: list[Indicator], held: dict[str, Breakdown]
) -> Iterator[Message]:
    """A page offers only what can be asked; a program may name anything."""
    for number, (one, indicator) in enumerate(zip(given, asked, strict=True)):
        where = f"questions.{number}"
        if one.base not in held:
            yield Message("There is no breakdown %(slug)s.", {"slug": one.base}, where)
        elif indicator.fed_by_register and one.base != "total":
            values = {"indicator": indicator.slug}
            yield Message("%(indicator)s is counted by its register, only as a total.", values, where)
        if indicator in asked[:number]:
            yield Message("The form asks for %(indicator)s twice.", {"indicator": indicator.slug}, where)
