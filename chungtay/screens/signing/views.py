"""The way of an agreement from proposal to signature and on; several of them side by side; a new one."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.actions import signing as actions
from chungtay.answers.signing import Way, bodies_beside, columns_of
from chungtay.models import Agreement
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .drafting_forms import DraftForm
from .forms import AnswerForm, AskForm, HeirForm, SignForm, TextForm, TurnForm, UmbrellaForm


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request) -> HttpResponse:
    """Draw up a new agreement: with whom, under which umbrella, for how long."""
    person, today = request.person, request.today
    if not person.organisations_for(Act.PROPOSE, today, Kind.AGREEMENT):
        raise RuleBroken(Message("Your post does not allow this."))
    form = DraftForm(person, today, request.POST or None)
    if form.is_valid():
        told = form.drafted()
        kind, name, own, others = (told.pop(key) for key in ("kind", "name", "own", "others"))
        drafting = {**told, "by": person, "at": timezone.now()}
        version = attempt(form, lambda: actions.draft_agreement(kind, name, own, others, **drafting))
        if version:
            messages.success(request, _("The draft is kept. Nobody else sees it until you propose it."))
            return redirect("signing", version.agreement.slug)
    return render(request, "signing/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def signing(request: Request, slug: str) -> HttpResponse:
    return way_page(request, found(request, slug, request.GET.get("version", "")))


@require_safe
def side_by_side(request: Request) -> HttpResponse:
    """For a body that holds several agreements, most of all where it inherited some."""
    bodies = bodies_beside(request.person, request.today)
    chosen = request.GET.get("body", "")
    body = (
        next((one for one in bodies if str(one.pk) == chosen), None)
        if chosen
        else bodies[0]
        if bodies
        else None
    )
    if chosen and body is None:
        raise Http404
    columns = columns_of(body, request.person, request.today) if body else []
    told = {"bodies": bodies, "body": body, "columns": columns}
    return render(request, "signing/side_by_side.html", told)


def found(request: Request, slug: str, asked: str = "") -> Way:
    """With `asked`, the key of a version, the text in question; else the one on its way."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    way = Way(agreement, request.person, request.today, version_id=key_of(asked) if asked else None)
    if asked and way.version is None:
        raise Http404
    return way


def key_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def way_page(request: Request, way: Way, wrong: Form | None = None) -> HttpResponse:
    """With a form for each step that this person may take; `wrong` is the one that must be mended."""
    told = {"way": way, "agreement": way.agreement} | forms_of(way, wrong)
    told["wrong"] = wrong if wrong and not is_shown(wrong, told) else None
    return render(request, "signing/signing.html", told, status=422 if wrong else 200)


def forms_of(way: Way, wrong: Form | None) -> dict[str, object]:
    today = way.today
    open_ones = [one.opinion for one in way.opinions if one.opinion.answered_on is None]
    seen = Agreement.objects.visible_to(way.person, today)
    seats = way.agreement.seats.filter(pk__in=way.signs_for).prefetch_related("holdings__organisation")
    made: dict[str, Form | None] = {
        "ask_form": AskForm(today) if way.asking_side else None,
        "text_form": TextForm(way) if way.texts and way.signs_for else None,
        "turn_form": TurnForm(way) if way.open_turns else None,
        "heir_form": HeirForm(way.person, today, seats) if way.signs_for else None,
        "umbrella_form": UmbrellaForm(seen, way.agreement) if way.proposes_for else None,
    }
    told: dict[str, object] = {
        name: wrong if form and type(wrong) is type(form) else form for name, form in made.items()
    }
    answers = [AnswerForm(today, str(one.pk)) for one in open_ones] if may_answer(way) else []
    signs = [SignForm(way, side.seat) for side in way.sides if side.may_sign]
    told["answer_forms"] = [wrong if same(wrong, one, "key") else one for one in answers]
    told["sign_forms"] = [wrong if same(wrong, one, "seat") else one for one in signs]
    return told


def is_shown(wrong: Form, told: dict[str, object]) -> bool:
    """A step that cannot be taken has no form on the page; then its refusal stands on top."""
    lists = [form for one in told.values() if isinstance(one, list) for form in one]
    return any(form is wrong for form in (*told.values(), *lists))


def may_answer(way: Way) -> bool:
    return bool(way.person.organisations_for(Act.PROPOSE, way.today, programme=way.agreement.slug))


def same(wrong: Form | None, form: Form, mark: str) -> bool:
    return type(wrong) is type(form) and getattr(wrong, mark) == getattr(form, mark)
