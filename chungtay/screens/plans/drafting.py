"""Draws a plan up: begins it from what was signed, writes its frame, its contents and their order."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions import plans as actions
from chungtay.answers.plans import PlanPage
from chungtay.answers.programmes import phase_on
from chungtay.models import Agreement, Content, Phase
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.screens.errors import all_said, attempt
from chungtay.screens.middleware import Request

from .forms import BeginForm, ContentForm, FrameForm
from .views import found_page


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request, slug: str) -> HttpResponse:
    """A new plan: whose, for which year of which phase, and which signed contents go into it."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    if not request.person.organisations_for(Act.PLAN, request.today, Kind.PLAN, programme=slug):
        raise RuleBroken(Message("Your post does not allow this."))
    phase = chosen_phase(request, agreement)
    form = BeginForm(agreement, request.person, request.today, phase, request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, at = request.person, timezone.now()
        plan = attempt(form, lambda: actions.draft_plan(phase, **form.cleaned_data, by=by, at=at))
        if plan:
            messages.success(request, _("The draft is begun. Nobody else sees it before it is proposed."))
            return redirect("plan-writing", slug, plan.pk)
    told = {"agreement": agreement, "phase": phase, "phases": agreement.phases.all(), "form": form}
    return render(request, "plans/begin.html", told, status=422 if form.errors else 200)


def chosen_phase(request: Request, agreement: Agreement) -> Phase:
    phases, name = list(agreement.phases.all()), request.GET.get("phase", "")
    phase = next((one for one in phases if one.name == name), None) or phase_on(phases, request.today)
    if phase is None:
        raise RuleBroken(Message("This programme has no phase yet. A plan is one of a signed phase."))
    return phase


@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    """The whole draft in small forms; this one keeps its name, grounds, purpose, requirements and last day."""
    page = found_to_write(request, phase__agreement__slug=slug, pk=plan_id)
    if request.method != "POST":
        return writing_page(request, page)
    form, by, at = FrameForm(page.plan, request.POST), request.person, timezone.now()
    if form.is_valid() and kept_by(form, lambda: actions.write_plan(page.plan, form.told(), by=by, at=at)):
        return kept(request, page, "frame")
    return writing_page(request, page, wrong=form)


@require_POST
def adding(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    page = found_to_write(request, phase__agreement__slug=slug, pk=plan_id)
    form, by, at = ContentForm(page, Content(plan=page.plan), request.POST), request.person, timezone.now()
    if form.is_valid() and kept_by(form, lambda: actions.add_content(page.plan, form.told(), by=by, at=at)):
        return kept(request, page, "contents")
    return writing_page(request, page, wrong=form)


@require_POST
def signed(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    """A content for each signed one that was ticked, and that has none yet."""
    page = found_to_write(request, phase__agreement__slug=slug, pk=plan_id)
    ticked = set(request.POST.getlist("commitments"))
    if not ticked <= {str(one.pk) for one in page.plan.phase.commitments.all()}:
        raise Http404
    chosen = [one for one in page.uncovered if str(one.pk) in ticked]
    actions.add_contents(page.plan, chosen, by=request.person, at=timezone.now())
    return kept(request, page, "contents")


@require_POST
def order(request: Request, slug: str, plan_id: UUID) -> HttpResponse:
    """Each content sends the place that it shall have; what is typed twice is told."""
    page = found_to_write(request, phase__agreement__slug=slug, pk=plan_id)
    contents = {line.content: request.POST.get(f"place.{line.content.pk}", "") for line in page.lines}
    places = [int(place) if place.isdecimal() and len(place) < 5 else 0 for place in contents.values()]
    if sorted(places) != list(range(1, len(places) + 1)):
        text = Message("Give every content of the plan one number, each its own, from 1 on.")
        return writing_page(request, page, faults=all_said([text]))
    ordered = [key.pk for _place, key in sorted(zip(places, contents, strict=True), key=lambda both: both[0])]
    actions.renumber_contents(page.plan, ordered, by=request.person, at=timezone.now())
    return kept(request, page, "contents")


@require_POST
def content_writing(request: Request, slug: str, content_id: UUID) -> HttpResponse:
    page = found_to_write(request, phase__agreement__slug=slug, contents=content_id)
    content = next((line.content for line in page.lines if line.content.pk == content_id), None)
    if content is None:
        raise RuleBroken(Message("This content is not in the plan any more."))
    form, by, at = ContentForm(page, content, request.POST), request.person, timezone.now()
    if form.is_valid() and kept_by(form, lambda: actions.edit_content(content, form.told(), by=by, at=at)):
        return kept(request, page, f"content-{content.number}")
    return writing_page(request, page, wrong=form)


@require_POST
def dropping(request: Request, slug: str, content_id: UUID) -> HttpResponse:
    page = found_to_write(request, phase__agreement__slug=slug, contents=content_id)
    content = get_object_or_404(Content.ever.filter(plan=page.plan), pk=content_id)
    actions.drop_content(content, by=request.person, at=timezone.now())
    return kept(request, page, "contents")


def found_to_write(request: Request, **named: object) -> PlanPage:
    page = found_page(request, **named)
    if not page.is_drafter:
        raise RuleBroken(Message("Your post does not allow this."))
    return page


def kept_by(form: Form, act: Callable[[], object]) -> bool:
    """Whether the rules let it be kept; else the form says why not."""
    return attempt(form, act) is not None


def kept(request: Request, page: PlanPage, at: str) -> HttpResponse:
    messages.success(request, _("Kept."))
    address = redirect("plan-writing", page.agreement.slug, page.plan.pk)
    address["Location"] += f"#{at}"
    return address


def writing_page(
    request: Request, page: PlanPage, *, wrong: Form | None = None, faults: list[str] | None = None
) -> HttpResponse:
    frame, new = FrameForm(page.plan), ContentForm(page, Content(plan=page.plan))
    forms = {form.auto_id: form for form in (wrong,) if form}
    for line in page.lines:
        own = ContentForm(page, line.content)
        line.form = forms.get(own.auto_id, own)
    told = {
        "page": page,
        "plan": page.plan,
        "faults": faults or [],
        "frame": forms.get(frame.auto_id, frame),
        "new": forms.get(new.auto_id, new),
        "wrong": wrong,
    }
    return render(request, "plans/writing.html", told, status=422 if wrong or faults else 200)
