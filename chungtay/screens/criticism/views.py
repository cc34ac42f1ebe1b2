"""The drafts that a person sees being criticised, the page of one, its clauses, and whom is asked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import criticism as actions
from chungtay.answers.criticism import CriticismPage, criticisms_of
from chungtay.answers.lists import Pages
from chungtay.answers.wordings import mark_unchecked
from chungtay.models import Agreement, Criticism
from chungtay.rules.criticism import STEPS, ClauseText, CriticismMove, written
from chungtay.rules.messages import Message, RuleBroken
from chungtay.screens.errors import attempt, carried_out
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language

from .forms import AskForm, CutForm, NoteForm, ReceiveForm, TextForm

A_PAGE = 50


@require_safe
def criticisms(request: Request) -> HttpResponse:
    """What goes on, soonest due first; what is over on the further pages."""
    slug, over = request.GET.get("programme", ""), request.GET.get("over") == "1"
    programmes = Agreement.objects.visible_to(request.person, request.today)
    programme = get_object_or_404(programmes, slug=slug) if slug else None
    found_ones = criticisms_of(request.person, request.today, programme=programme, over=over)
    page = Pages(found_ones, A_PAGE).get_page(request.GET.get("page"))
    unchecked = mark_unchecked(page.object_list, page_language())
    may = bool(ReceiveForm(request.person, request.today).holders)
    told: dict[str, Any] = {"page": page, "programme": programme, "over": over, "may": may}
    told |= {"unchecked": unchecked, "today": request.today}
    return render(request, "criticism/criticisms.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    form = ReceiveForm(request.person, request.today, request.POST or None)
    if not form.holders:
        raise RuleBroken(Message("Your post does not allow this."))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: received(request, form))
        if made:
            messages.success(request, _("Kept. Look whether it is cut rightly, then ask for opinions."))
            return redirect("criticism", made.pk)
    return render(request, "criticism/new.html", {"form": form}, status=422 if form.errors else 200)


def received(request: Request, form: ReceiveForm) -> Criticism:
    by, at, told = request.person, timezone.now(), form.cleaned_data
    text, paper = told["text"], told["draft"]
    if not text.strip() and paper:
        text = actions.text_of_document(paper, by=by, at=at)
    because = told["refused_because"]
    return actions.receive_draft(form.criticism(), text=text, refused_because=because, by=by, at=at)


@require_safe
def criticism(request: Request, id: UUID) -> HttpResponse:
    return criticism_page(request, found(request, id))


def criticism_page(
    request: Request, page: CriticismPage, wrong: Form | None = None, of: str = ""
) -> HttpResponse:
    """With the steps that this person may take; `wrong` is the form of the step `of` that must be mended."""
    labels = {
        "send": _("Why no conference was held"),
        "refuse": _("Why it is not criticised"),
        "close": _("Why it is closed as it stands"),
    }
    forms = {name: NoteForm(label=label, name=name) for name, label in labels.items()}
    if wrong is not None:
        forms[of] = wrong  # type: ignore[assignment]
    told = {
        **shown(page),
        "send_button": _("Send it to the drafter"),
        "close_button": _("Close it"),
        "refuse_button": _("Refuse it"),
        **{f"{name}_form": form for name, form in forms.items()},
    }
    return render(request, "criticism/criticism.html", told, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def clauses(request: Request, id: UUID) -> HttpResponse:
    """The draft clause by clause; until opinions are asked for it may be pasted anew."""
    page = found(request, id)
    form = TextForm(page, request.POST or None)
    if request.method == "POST":
        refuse_unless_open(page, CriticismMove.CUT)
        if carried_out(form, lambda: pasted(request, page, form)):
            messages.success(request, _("The draft is cut into clauses."))
            return redirect("criticism-clauses", id)
    return clauses_page(request, page, text_form=form)


@require_POST
def cutting(request: Request, id: UUID) -> HttpResponse:
    """As a person corrected where one clause ends and the next begins."""
    page = found(request, id)
    refuse_unless_open(page, CriticismMove.CUT)
    form = CutForm(request.POST, auto_id="cut-%s")
    by, at = request.person, timezone.now()
    if carried_out(form, lambda: actions.cut_anew(page.criticism, form.cleaned_data["text"], by=by, at=at)):
        messages.success(request, _("The draft is cut into clauses."))
        return redirect("criticism-clauses", id)
    return clauses_page(request, page, cut_form=form)


def clauses_page(
    request: Request,
    page: CriticismPage,
    *,
    text_form: TextForm | None = None,
    cut_form: CutForm | None = None,
) -> HttpResponse:
    wrong = any(form is not None and form.errors for form in (text_form, cut_form))
    typed = written([ClauseText(one.name, one.text) for one in page.clauses])
    told = {
        **shown(page),
        "may_cut": CriticismMove.CUT in page.moves,
        "text_form": text_form or TextForm(page),
        "cut_form": cut_form or CutForm(initial={"text": typed}, auto_id="cut-%s"),
    }
    return render(request, "criticism/clauses.html", told, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def asking(request: Request, id: UUID) -> HttpResponse:
    page = found(request, id)
    refuse_unless_open(page, CriticismMove.ASK)
    form = AskForm(page, request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, at = request.person, timezone.now()
        if attempt(form, lambda: actions.ask_critics(page.criticism, **form.told(), by=by, at=at)):
            messages.success(request, _("Asked. It stands in the work of each unit."))
            return redirect("criticism", id)
    told = {"form": form, **shown(page)}
    return render(request, "criticism/asking.html", told, status=422 if form.errors else 200)


@require_POST
def refusal(request: Request, id: UUID) -> HttpResponse:
    page, form, by, at = (
        found(request, id),
        NoteForm(request.POST, name="refuse"),
        request.person,
        timezone.now(),
    )
    if actions.just_moved(page.criticism, CriticismMove.REFUSE, by=by, at=at):
        return redirect("criticism", id)
    refuse_unless_open(page, CriticismMove.REFUSE)
    if carried_out(
        form, lambda: actions.refuse_draft(page.criticism, note=form.cleaned_data["note"], by=by, at=at)
    ):
        messages.success(request, _("The draft is refused; the reason is kept."))
        return redirect("criticism", id)
    return criticism_page(request, found(request, id), form, "refuse")


def pasted(request: Request, page: CriticismPage, form: TextForm) -> Criticism:
    by, at, told = request.person, timezone.now(), form.cleaned_data
    text = told["text"]
    if not text.strip() and told["document"]:
        text = actions.text_of_document(told["document"], by=by, at=at)
    return actions.cut_draft(page.criticism, text, by=by, at=at)


def shown(page: CriticismPage) -> dict[str, Any]:
    """What every page about this draft is told: the draft, too, says where nobody checked its translation."""
    recommended = [made for of_one in page.recommendations.values() for made in of_one]
    unchecked = mark_unchecked([page.criticism, *recommended], page_language())
    return {"page": page, "criticism": page.criticism, "unchecked": unchecked}


def found(request: Request, id: UUID) -> CriticismPage:
    """To whom a criticism is not shown it does not exist."""
    visible = Criticism.objects.visible_to(request.person, request.today)
    near = visible.select_related("holder", "drafter", "agreement", "dispatch")
    return CriticismPage(get_object_or_404(near, pk=id), request.person, request.today)


def refuse_unless_open(page: CriticismPage, move: CriticismMove) -> None:
    if move in page.moves:
        return
    if not {step.by for (_state, one), step in STEPS.items() if one is move} & page.sides:
        raise RuleBroken(Message("Your post does not allow this."))
    raise RuleBroken(Message("This criticism does not stand where this could be done. Look at it anew."))
