"""Templates of papers: those of the office, the fields that they may name, each version filled with a real paper."""

import io
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import templates as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers import templates as answers
from chungtay.answers.documents import file_bytes
from chungtay.answers.templates.trying import facts_to_try, papers_to_try
from chungtay.models import PaperTemplate, TemplateVersion
from chungtay.papers.kinds import KINDS
from chungtay.papers.templates import fields_for, must_of, own_template
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.templates import FILTERS, said_warnings
from chungtay.screens.errors import all_said, attempt
from chungtay.screens.middleware import Request

from .forms import BeginForm, BringForm, OursForm
from .words import field_rows

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def templates(request: Request) -> HttpResponse:
    """What the office has of its own, and every kind of paper with the way to a template of it."""
    found = list(answers.templates_seen(request.person, request.today))
    told = {
        "templates": [one for one in found if one.ended_at is None],
        "ended": [one for one in found if one.ended_at is not None],
        "kinds": [*KINDS],
        "may_begin": bool(answers.offices_that_lay_out(request.person, request.today)),
    }
    return render(request, "templates/templates.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """An own template begins with its first file."""
    offices = list(answers.offices_that_lay_out(request.person, request.today))
    if not offices:
        raise RuleBroken(Message("Your post does not allow this."))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BeginForm(offices, *sent)
    form.initial["paper"] = request.GET.get("paper", "")
    if sent and form.is_valid() and (made := attempt(form, lambda: begin(request, form))):
        messages.success(request, _("Looked over and kept. Look at it filled, then put it in use."))
        return redirect("template-version", made.template_id, made.number)
    return render(request, "templates/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def kind(request: Request, paper: str) -> HttpResponse:
    """The fields of a kind of paper with meaning and example, and ours to begin with."""
    if paper not in KINDS:
        raise Http404
    told = {
        "paper": paper,
        "rows": field_rows(fields_for(paper)),
        "must": must_of(paper),
        "filters": FILTERS,
        "form": OursForm(),
        "may_begin": bool(answers.offices_that_lay_out(request.person, request.today)),
    }
    return render(request, "templates/kind.html", told)


@require_safe
def ours(request: Request, paper: str) -> FileResponse:
    form = OursForm(request.GET)
    if paper not in KINDS or not form.is_valid():
        raise Http404
    content = own_template(paper, **form.cleaned_data)
    return handed_out(content, f"{paper}-{form.cleaned_data['style']}-{form.cleaned_data['language']}.docx")


@require_http_methods(["GET", "HEAD", "POST"])
def template(request: Request, id: UUID) -> HttpResponse:
    """Its versions, which of them is in use, and a place for the next."""
    shown = found(request, id)
    if request.method == "POST":
        refuse_unless_may(request.person, Act.PLAN, shown, timezone.now())
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BringForm(*sent)
    if sent and form.is_valid() and (made := attempt(form, lambda: bring(request, shown, form))):
        messages.success(request, _("Looked over and kept. Look at it filled, then put it in use."))
        return redirect("template-version", id, made.number)
    may_plan = request.person.may(Act.PLAN, shown.facts(request.today), request.today) and not shown.ended_at
    told = {"template": shown, "in_use": shown.in_use, "form": form, "may_plan": may_plan}
    return render(request, "templates/template.html", told, status=422 if form.errors else 200)


@require_safe
def version(request: Request, id: UUID, number: int) -> HttpResponse:
    """One version: what to look at, and how it looks with the facts of a real paper, or of an example."""
    shown = found_version(request, id, number)
    template, person, today = shown.template, request.person, request.today
    papers = list(papers_to_try(template, person, today))
    chosen, fields = facts_to_try(template, papers, request.GET.get("paper", ""), person, today)
    pages, broken = [], []
    try:
        pages = actions.pages_with(shown, fields)
    except RuleBroken as problem:
        broken = all_said(problem.messages)
    told: dict[str, Any] = {
        "version": shown,
        "template": template,
        "warnings": all_said(said_warnings(shown.warnings)),
        "papers": papers,
        "chosen": chosen,
        "pages": pages,
        "broken": broken,
        "is_in_use": template.in_use == shown,
        "may_plan": person.may(Act.PLAN, template.facts(today), today) and not template.ended_at,
    }
    return render(request, "templates/version.html", told)


@require_safe
def version_file(request: Request, id: UUID, number: int) -> FileResponse:
    """The template itself, as it was brought."""
    shown = found_version(request, id, number)
    return handed_out(file_bytes(shown.sha256), shown.name)


@require_safe
def version_filled(request: Request, id: UUID, number: int) -> FileResponse:
    """The same in Word, with the facts of a paper."""
    shown, person, today = found_version(request, id, number), request.person, request.today
    papers = list(papers_to_try(shown.template, person, today))
    chosen = request.GET.get("paper", "")
    _chosen, fields = facts_to_try(shown.template, papers, chosen, person, today)
    return handed_out(actions.filled_version(shown, fields), f"{shown.template.paper}-{number}.docx")


@require_POST
def use(request: Request, id: UUID, number: int) -> HttpResponse:
    used = actions.use_version(found_version(request, id, number), by=request.person, at=timezone.now())
    messages.success(request, _("In use. Papers of this kind are laid out so from now on."))
    return redirect("template-version", id, used.number)


@require_POST
def ending(request: Request, id: UUID) -> HttpResponse:
    actions.end_template(found(request, id), by=request.person, at=timezone.now())
    messages.success(request, _("Ended. Papers of this kind are laid out by the system again."))
    return redirect("template", id)


def begin(request: Request, form: BeginForm) -> TemplateVersion:
    file, note = form.cleaned_data["file"], form.cleaned_data["note"]
    made, by, at = form.template(), request.person, timezone.now()
    return actions.begin_template(made, file.read(), file_name=file.name, note=note, by=by, at=at)


def bring(request: Request, shown: PaperTemplate, form: BringForm) -> TemplateVersion:
    file, note = form.cleaned_data["file"], form.cleaned_data["note"]
    by, at = request.person, timezone.now()
    return actions.bring_version(shown, file.read(), file_name=file.name, note=note, by=by, at=at)


def found(request: Request, id: UUID) -> PaperTemplate:
    return get_object_or_404(answers.templates_seen(request.person, request.today), pk=id)


def found_version(request: Request, id: UUID, number: int) -> TemplateVersion:
    template = found(request, id)
    version = next((one for one in template.versions.all() if one.number == number), None)
    if version is None:
        raise Http404
    version.template = template
    return version


def handed_out(content: bytes, name: str) -> FileResponse:
    """To be saved, never to be run by a browser."""
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=DOCX)
