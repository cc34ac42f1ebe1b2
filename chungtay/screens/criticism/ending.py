"""Where the drafter replies, the final text is laid beside the draft, and the three are compared."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import criticism as actions
from chungtay.actions.drafts import MEDIA
from chungtay.answers.criticism import comparison_file
from chungtay.rules.criticism import CriticismMove, Side
from chungtay.screens.errors import carried_out
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language, said_plain

from .ending_forms import FinalForm, MatchForm, ReplyForm
from .forms import NoteForm
from .views import criticism_page, found, refuse_unless_open, shown


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: Request, id: UUID) -> HttpResponse:
    """By the drafter itself; by the office, where it came on paper."""
    page, by, at = found(request, id), request.person, timezone.now()
    own = Side.DRAFTER in page.sides
    move = CriticismMove.REPLY if own else CriticismMove.REPLY_ON_PAPER
    if request.method == "POST" and actions.just_moved(page.criticism, move, by=by, at=at):
        return redirect("criticism", id)
    refuse_unless_open(page, move)
    form = ReplyForm(page, request.POST or None, request.FILES or None, on_paper=not own)
    if request.method == "POST" and carried_out(
        form, lambda: actions.reply_to_criticism(page.criticism, **form.told(), by=by, at=at)
    ):
        messages.success(request, _("The reply is kept, point by point."))
        return redirect("criticism", id)
    told = {"form": form, **shown(page)}
    return render(request, "criticism/reply.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def final(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found(request, id), request.person, timezone.now()
    refuse_unless_open(page, CriticismMove.LAY_FINAL)
    form = FinalForm(page, request.POST or None)
    if request.method == "POST" and carried_out(
        form, lambda: actions.lay_final(page.criticism, **form.told(), by=by, at=at)
    ):
        messages.success(request, _("Laid beside the draft. Look whether the clauses are matched rightly."))
        return redirect("criticism-final", id)
    told = {"form": form, "match_form": MatchForm(page), **shown(page)}
    return render(request, "criticism/final.html", told, status=422 if form.errors else 200)


@require_POST
def matching(request: Request, id: UUID) -> HttpResponse:
    """As a person says which clause came of which."""
    page, by, at = found(request, id), request.person, timezone.now()
    refuse_unless_open(page, CriticismMove.LAY_FINAL)
    form = MatchForm(page, request.POST)
    if carried_out(form, lambda: actions.match_final(page.criticism, form.matches(), by=by, at=at)):
        messages.success(request, _("Matched. The comparison follows it."))
        return redirect("criticism-comparison", id)
    told = {"form": FinalForm(page), "match_form": form, **shown(page)}
    return render(request, "criticism/final.html", told, status=422)


@require_POST
def closing(request: Request, id: UUID) -> HttpResponse:
    page, form, by, at = (
        found(request, id),
        NoteForm(request.POST, name="close"),
        request.person,
        timezone.now(),
    )
    if actions.just_moved(page.criticism, CriticismMove.CLOSE, by=by, at=at):
        return redirect("criticism", id)
    refuse_unless_open(page, CriticismMove.CLOSE)
    if carried_out(
        form, lambda: actions.close_criticism(page.criticism, note=form.cleaned_data["note"], by=by, at=at)
    ):
        messages.success(request, _("Closed."))
        return redirect("criticism", id)
    return criticism_page(request, found(request, id), form, "close")


@require_safe
def comparison(request: Request, id: UUID) -> HttpResponse:
    """What the draft said, what the criticism said of it, and what it says in the end."""
    page = found(request, id)
    return render(request, "criticism/comparison.html", shown(page))


@require_safe
def file(request: Request, id: UUID, form: str) -> HttpResponse:
    """The same on A4 landscape, as PDF or DOCX."""
    page = found(request, id)
    if form not in MEDIA:
        raise Http404
    name = slugify(said_plain(page.criticism, "title"))[:60] or "comparison"
    return HttpResponse(
        comparison_file(page, form, page_language()),
        content_type=MEDIA[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )
