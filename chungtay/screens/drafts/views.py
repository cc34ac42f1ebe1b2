"""Official papers in the making: the list, beginning one, its page, writing it, its number and its signed scan."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import drafts as actions
from chungtay.answers.drafts import DraftPage, Origin, drafts_of, origin_of, writing_for
from chungtay.answers.lists import Pages
from chungtay.models import Agreement, Draft
from chungtay.rules.messages import Message, RuleBroken
from chungtay.screens.errors import all_said, attempt
from chungtay.screens.middleware import Request

from .forms import BeginForm, DraftForm, NumberForm, ScanForm

A_PAGE = 50


@require_safe
def papers(request: Request) -> HttpResponse:
    """Changed last first; of one programme where the address names it."""
    slug = request.GET.get("programme", "")
    programmes = Agreement.objects.visible_to(request.person, request.today)
    programme = get_object_or_404(programmes, slug=slug) if slug else None
    rows = Pages(drafts_of(request.person, request.today, programme), A_PAGE)
    page = rows.get_page(request.GET.get("page"))
    shown = [DraftPage(draft, request.person, request.today) for draft in page.object_list]
    told = {
        "page": page,
        "shown": shown,
        "programme": programme,
        "may_write": writing_for(request.person, request.today).exists(),
    }
    return render(request, "drafts/papers.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Which paper? From the plan, the programme or the meeting that the address names."""
    origin = origin_in(request)
    bodies = list(writing_for(request.person, request.today, origin.agreement))
    if not bodies:
        raise RuleBroken(Message("Your post does not allow this."))
    if asked := origin.recommendation:  # whoever asks writes the letters, so it stands first
        bodies.sort(key=lambda body: body.pk != asked.holder_id)
    form = BeginForm(origin.papers, bodies, request.person.language, request.POST or None)
    if request.method == "POST" and form.is_valid():
        draft = origin.draft(
            form.cleaned_data["paper"], holder=form.holder(), language=form.cleaned_data["language"]
        )
        by, at = request.person, timezone.now()
        made = attempt(form, lambda: actions.begin_draft(draft, by=by, at=at))
        if made:
            return redirect("paper-writing", made.pk)
    status = 422 if form.errors else 200
    return render(request, "drafts/new.html", {"form": form, "origin": origin}, status=status)


@require_safe
def paper(request: Request, id: UUID) -> HttpResponse:
    return paper_page(request, found(request, id))


@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: Request, id: UUID) -> HttpResponse:
    """The boxes beside the paper as it stands; the live facts need no typing."""
    page = found_to_record(request, id)
    if not page.is_open:
        if request.method == "POST":
            actions.refuse_written(page.draft)
        return redirect("paper", id)
    form = DraftForm(page, request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, at = request.person, timezone.now()
        if attempt(form, lambda: actions.write_draft(page.draft, **form.told(), by=by, at=at)):
            messages.success(request, _("Kept. The paper beside the boxes says it now."))
            return redirect("paper-writing", id)
    told = {"page": page, "form": form, "missing": all_said(page.missing)}
    return render(request, "drafts/writing.html", told, status=422 if form.errors else 200)


@require_POST
def number(request: Request, id: UUID) -> HttpResponse:
    page = found_to_record(request, id)
    form = NumberForm(page, request.POST)
    if form.is_valid():
        by, at = request.person, timezone.now()
        made = attempt(form, lambda: actions.issue_draft(page.draft, **form.cleaned_data, by=by, at=at))
        if made:
            said = _("The paper bears the number %(number)s.") % {"number": made.number}
            messages.success(request, said if made.number else _("What the paper says stands from now on."))
            return redirect("paper", id)
    return paper_page(request, page, wrong=form)


@require_POST
def scan(request: Request, id: UUID) -> HttpResponse:
    page = found_to_record(request, id)
    form = ScanForm(page.draft, request.POST, request.FILES)
    if form.is_valid():
        file, shared = form.cleaned_data["file"], form.cleaned_data.get("shared", False)
        told, by, at = (file.name, file.read(), file.content_type or ""), request.person, timezone.now()
        if attempt(form, lambda: actions.close_draft(page.draft, told, shared=shared, by=by, at=at)):
            messages.success(request, _("The signed paper is kept. Nothing of it changes any more."))
            return redirect("paper", id)
    return paper_page(request, page, wrong=form)


@require_POST
def withdrawal(request: Request, id: UUID) -> HttpResponse:
    page = found_to_record(request, id)
    actions.withdraw_draft(page.draft, by=request.person, at=timezone.now())
    messages.success(request, _("Withdrawn."))
    return redirect("papers")


@require_safe
def file(request: Request, id: UUID, form: str) -> HttpResponse:
    """The paper as PDF or DOCX; of a draft with blanks where something is missing."""
    page = found(request, id)
    content = actions.file_of(page.draft, page.paper, form, request.today)
    name = f"{slugify(f'{page.kind.slug} {page.draft.title}')[:60]}.{form}"
    return HttpResponse(
        content,
        content_type=actions.MEDIA[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def paper_page(request: Request, page: DraftPage, wrong: Any = None) -> HttpResponse:
    """With the forms of whoever writes it; `wrong` is the one that must be mended."""
    told: dict[str, Any] = {"page": page, "draft": page.draft, "missing": all_said(page.missing)}
    if page.may_write:
        told["number_form"] = wrong if isinstance(wrong, NumberForm) else NumberForm(page)
    if page.may_close:
        told["scan_form"] = wrong if isinstance(wrong, ScanForm) else ScanForm(page.draft)
    told["too_late"] = wrong if wrong is not None and wrong not in told.values() else None
    return render(request, "drafts/paper.html", told, status=422 if wrong is not None else 200)


def origin_in(request: Request) -> Origin:
    """What the address or the form names; what is not shared does not exist."""
    asked = {name: request.GET.get(name, "") for name in ("programme", "plan", "meeting", "recommendation")}
    origin = origin_of(request.person, request.today, **asked)
    if origin is None:
        raise Http404
    return origin


def found(request: Request, id: UUID) -> DraftPage:
    visible = Draft.objects.visible_to(request.person, request.today)
    near = visible.select_related(
        "holder__parent", "holder__place", "agreement", "document", "plan", "meeting"
    )
    return DraftPage(get_object_or_404(near, pk=id), request.person, request.today)


def found_to_record(request: Request, id: UUID) -> DraftPage:
    page = found(request, id)
    if not page.may_record:
        raise RuleBroken(Message("Your post does not allow this."))
    return page
