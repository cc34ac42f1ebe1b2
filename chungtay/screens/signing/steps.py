"""Each step of an agreement: proposed, an opinion asked for and answered, signed, turned, a side passed on."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chungtay.actions import signing as actions
from chungtay.answers.signing import Way
from chungtay.models import Agreement, Opinion, Seat, Version
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.signing import Answer
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import AnswerForm, AskForm, HeirForm, SignForm, TextForm, TurnForm, UmbrellaForm
from .views import found, way_page


@require_POST
def proposal(request: Request, slug: str) -> HttpResponse:
    way = text_in_question(request, slug)
    actions.propose_agreement(text_of(way), by=request.person, at=timezone.now())
    messages.success(request, _("The text is proposed. The other sides read it from now on."))
    return redirect("signing", slug)


@require_POST
def opinions(request: Request, slug: str) -> HttpResponse:
    """Ask an agency for the own side."""
    way = text_in_question(request, slug)
    form = AskForm(request.today, request.POST, request.FILES)
    refuse_unless(bool(way.proposes_for))
    side = way.proposes_for[0]

    def step(told: dict[str, Any]) -> object:
        letter = form.paper(told["asked_on"], told["agency"])
        return actions.ask_opinion(text_of(way), side.seat, **of(told, letter=letter), **now(request))

    return taken(request, way, form, step, _("It is noted that the agency was asked."))


@require_POST
def answer(request: Request, slug: str, opinion_id: UUID) -> HttpResponse:
    way = found(request, slug)
    seen = Opinion.objects.visible_to(request.person, request.today)
    opinion = get_object_or_404(seen, pk=opinion_id, version__agreement=way.agreement)
    way.version_id = opinion.version_id
    refuse_unless(bool(way.proposes_for))
    form = AnswerForm(request.today, str(opinion_id), request.POST, request.FILES)

    def step(told: dict[str, Any]) -> object:
        reply = form.paper(told["answered_on"], opinion.agency)
        told["answer"] = Answer(told["answer"])
        return actions.note_opinion(opinion, **of(told, reply=reply), **now(request))

    return taken(request, way, form, step, _("The answer is noted."))


@require_POST
def signatures(request: Request, slug: str) -> HttpResponse:
    """Note what one side signed."""
    way = text_in_question(request, slug)
    number = request.POST.get("seat", "")
    seat = get_object_or_404(way.agreement.seats, number=int(number) if number.isdecimal() else 0)
    refuse_unless(seat.pk in way.signs_for)
    form = SignForm(way, seat, request.POST)
    step = lambda told: actions.sign(text_of(way), seat, **told, **now(request))  # noqa: E731
    return taken(request, way, form, step, _("The signature is noted."))


@require_POST
def texts(request: Request, slug: str) -> HttpResponse:
    """Keep the signed text in one language."""
    way = text_in_question(request, slug)
    refuse_unless(bool(way.signs_for))
    form = TextForm(way, request.POST, request.FILES)

    def step(told: dict[str, Any]) -> object:
        paper = form.paper(request.today)
        return actions.keep_equal_text(text_of(way), told["language"], document=paper, **now(request))

    return taken(request, way, form, step, _("The signed text is kept."))


@require_POST
def turns(request: Request, slug: str) -> HttpResponse:
    way = found(request, slug)
    refuse_unless(bool(way.signs_for))
    form = TurnForm(way, request.POST, request.FILES)

    def step(told: dict[str, Any]) -> object:
        paper = form.paper(told["on"])
        what = told.pop("turn")
        return actions.turn(way.agreement, what, **of(told, document=paper), **now(request))

    return taken(request, way, form, step, _("It is noted."))


@require_POST
def succession(request: Request, slug: str) -> HttpResponse:
    """Pass a side on to the body that takes over."""
    way = found(request, slug)
    refuse_unless(bool(way.signs_for))
    seats = Seat.objects.filter(agreement=way.agreement, pk__in=way.signs_for)
    form = HeirForm(request.person, request.today, seats, request.POST, request.FILES)

    def step(told: dict[str, Any]) -> object:
        paper, seat, heir = form.paper(told["on"]), told.pop("seat"), told.pop("heir")
        return actions.succeed_seat(seat, heir, **of(told, document=paper), **now(request))

    return taken(request, way, form, step, _("The side has passed on. What it owes goes with it."))


@require_POST
def umbrella(request: Request, slug: str) -> HttpResponse:
    way = found(request, slug)
    refuse_unless(bool(way.proposes_for))
    seen = Agreement.objects.visible_to(request.person, request.today)
    form = UmbrellaForm(seen, way.agreement, request.POST)
    step = lambda told: actions.place_under(way.agreement, told["umbrella"], **now(request))  # noqa: E731
    return taken(request, way, form, step, _("Kept."))


def text_in_question(request: Request, slug: str) -> Way:
    """Steps that are taken on one text name it, lest another one has come up since the page was opened."""
    return found(request, slug, request.POST.get("version", ""))


def taken(
    request: Request, way: Way, form: Form, step: Callable[[dict[str, Any]], object], done: str
) -> HttpResponse:
    """The step, then the page again; where it is refused, the page with what was typed."""

    def take() -> bool:
        step(dict(form.cleaned_data))
        return True

    if form.is_valid() and attempt(form, take):
        messages.success(request, done)
        return redirect("signing", way.agreement.slug)
    return way_page(request, way, form)


def refuse_unless(may: bool) -> None:
    """Before the form is read: who may not take the step is not told what would be wrong with it."""
    if not may:
        raise RuleBroken(Message("Your post does not allow this."))


def of(told: dict[str, Any], **paper: Any) -> dict[str, Any]:
    """What was typed, with the paper in place of its parts."""
    return {name: value for name, value in told.items() if name not in ("files", "number")} | paper


def now(request: Request) -> dict[str, Any]:
    return {"by": request.person, "at": timezone.now()}


def text_of(way: Way) -> Version:
    """The text in question; an agreement that was laid or read in may have none."""
    if way.version is None:
        raise Http404
    return way.version
