"""Themed requests: the list, asking, one with every unit's answer, the draft of all, a unit's paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import requests as actions
from chungtay.actions.recorded import note_view, refuse_unless_may
from chungtay.answers.figures import Book
from chungtay.answers.requests import (
    as_docx,
    askers,
    assembled,
    office_asking,
    progress_of,
    requests_seen,
)
from chungtay.models import Agreement, Report, ReportRequest
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import DueForm, PaperForm, ThemeForm, UnitsForm, countable

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def requests(request: Request) -> HttpResponse:
    seen = list(requests_seen(request.person, request.today)[:200])
    told = {
        "running": [one for one in seen if one.closed_at is None],
        "closed": [one for one in seen if one.closed_at is not None],
        "programmes": askers(request.person, request.today),
    }
    return render(request, "requests/requests.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: Request, slug: str) -> HttpResponse:
    """Outline, annex, units and days on one page; `look` shows first what each unit will get."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    holder = office_asking(request.person, agreement, request.today)
    if holder is None:
        raise RuleBroken(Message("Your post does not allow this."))
    form, told = theme_form(request, agreement), dict[str, Any](agreement=agreement, holder=holder)
    if request.method == "POST" and form.is_valid():
        asked, by, at = form.request(agreement, holder), request.person, timezone.now()
        if "look" in request.POST:
            told |= {"look": attempt(form, lambda: actions.looked_at(asked, form.annex))}
        else:
            units = list(form.cleaned_data["units"])
            sent = attempt(form, lambda: actions.ask_theme(asked, units, annex=form.annex, by=by, at=at))
            if sent is not None:
                messages.success(request, sent_to(len(units)))
                return redirect("request", sent.pk)
    return render(request, "requests/theme.html", told | {"form": form}, status=422 if form.errors else 200)


@require_safe
def request_page(request: Request, id: UUID) -> HttpResponse:
    return page(request, found(request, id))


@require_POST
def units(request: Request, id: UUID) -> HttpResponse:
    """Further units get the same; those that have it already are left as they are."""
    shown = found_to_ask(request, id)
    form = units_form(request, shown, request.POST)
    if form.is_valid():
        chosen, by, at = list(form.cleaned_data["units"]), request.person, timezone.now()
        opened = attempt(form, lambda: actions.ask_further(shown, chosen, by=by, at=at))
        if opened is not None:
            messages.success(request, sent_to(len(opened)))
            return redirect("request", id)
    return page(request, shown, further=form)


@require_POST
def due_day(request: Request, id: UUID) -> HttpResponse:
    shown, form = found_to_ask(request, id), DueForm(request.POST)
    if form.is_valid():
        due_on, by, at = form.cleaned_data["due_on"], request.person, timezone.now()
        if attempt(form, lambda: actions.put_off(shown, due_on, by=by, at=at)):
            messages.success(request, _("The due day is moved for those who have not answered."))
            return redirect("request", id)
    return page(request, shown, due=form)


@require_POST
def closing(request: Request, id: UUID) -> HttpResponse:
    actions.close_request(found(request, id), by=request.person, at=timezone.now())
    messages.success(request, _("Closed. Nobody is late with it any more; what still comes is taken."))
    return redirect("request", id)


@require_safe
def draft(request: Request, id: UUID) -> HttpResponse:
    """All answers under the headings, as they stand now."""
    return render(request, "requests/draft.html", {"draft": draft_of(request, found(request, id))})


@require_safe
def draft_paper(request: Request, id: UUID) -> HttpResponse:
    shown = found(request, id)
    note_view(shown, by=request.person, at=timezone.now(), act="export")
    name = f"{slugify(shown.title.replace('đ', 'd').replace('Đ', 'D'))[:60] or 'request'}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_docx(draft_of(request, shown, "vi")), content_type=DOCX, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_paper(request: Request, id: UUID) -> HttpResponse:
    """A unit, or whoever types for it, answers with a paper; nothing is handed in by that."""
    visible = Report.objects.visible_to(request.person, request.today).exclude(request=None)
    shown = get_object_or_404(visible.select_related("request", "holder", "form", "place"), pk=id)
    refuse_unless_may(request.person, Act.REPORT, shown, timezone.now())
    form = PaperForm(request.POST, request.FILES) if request.method == "POST" else PaperForm()
    if form.is_valid():
        file, by, at = form.cleaned_data["file"], request.person, timezone.now()
        sorted_ = attempt(
            form, lambda: actions.answer_by_file(shown, file.read(), name=file.name, by=by, at=at)
        )
        if sorted_ is not None:
            messages.success(request, found_in_paper(len(sorted_.told) + len(sorted_.cells)))
            return redirect("report", id)
    told = {"report": shown, "form": form}
    return render(request, "requests/paper.html", told, status=422 if form.errors else 200)


def found(request: Request, id: UUID) -> ReportRequest:
    visible = ReportRequest.objects.visible_to(request.person, request.today)
    return get_object_or_404(
        visible.select_related("agreement", "holder__parent", "holder__place", "form"), pk=id
    )


def found_to_ask(request: Request, id: UUID) -> ReportRequest:
    shown = found(request, id)
    refuse_unless_may(request.person, Act.PLAN, shown, timezone.now())
    return shown


def theme_form(request: Request, agreement: Agreement) -> ThemeForm:
    counted = countable(agreement, Book(request.person, request.today, agreement).counted)
    seen = ReportRequest.objects.visible_to(request.person, request.today)
    earlier = request.GET.get("like", "")
    like = get_object_or_404(seen, pk=as_id(earlier)) if earlier and request.method != "POST" else None
    form = ThemeForm(counted, request.today, request.POST if request.method == "POST" else None, like)
    form.choose_from(agreement, request.person, request.today)
    return form


def units_form(request: Request, shown: ReportRequest, data: Any = None) -> UnitsForm:
    """Those who were not asked yet."""
    form = UnitsForm(data)
    form.choose_from(shown.agreement, request.person, request.today)
    form.bodies = form.bodies.exclude(reports__request=shown)
    form.fields["units"].initial = []
    return form


def page(
    request: Request, shown: ReportRequest, *, further: UnitsForm | None = None, due: DueForm | None = None
) -> HttpResponse:
    may_ask = request.person.may(Act.PLAN, shown.facts(request.today), request.today)
    wrong: list[Form] = [form for form in (further, due) if form is not None]
    told = {
        "shown": shown,
        "progress": progress_of(shown, request.person, request.today),
        "may_ask": may_ask,
        "further": further or (units_form(request, shown) if may_ask and not shown.closed_at else None),
        "due": due or DueForm(initial={"due_on": shown.due_on}),
    }
    return render(request, "requests/request.html", told, status=422 if wrong else 200)


def draft_of(request: Request, shown: ReportRequest, language: str = "") -> Any:
    said_in = language or get_language() or "vi"
    return assembled(shown, request.person, at=timezone.now(), today=request.today, language=said_in)


def as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def sent_to(units: int) -> str:
    return ngettext("Sent to %(n)s unit.", "Sent to %(n)s units.", units) % {"n": units}


def found_in_paper(parts: int) -> str:
    if not parts:
        return _(
            "The paper is kept. Its words could not be sorted under the headings: write them, or hand it in so."
        )
    words = ngettext(
        "%(n)s part of the paper stands under its heading. Look it through, then hand it in.",
        "%(n)s parts of the paper stand under their headings. Look them through, then hand it in.",
        parts,
    )
    return words % {"n": parts}
