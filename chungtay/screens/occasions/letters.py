"""Letters of greeting: the list, the page of one, and each move from due to replied."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.actions import occasions as actions
from chungtay.actions.recorded import PRESSED_TWICE
from chungtay.answers.documents import file_path
from chungtay.answers.lists import Pages
from chungtay.answers.occasions import LetterPage
from chungtay.answers.tasks import bodies_of_programme
from chungtay.answers.wordings import mark_unchecked
from chungtay.models import Agreement, DocumentFile, Greeting, Occasion
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.occasions import OPEN, LetterMove
from chungtay.screens.errors import all_said, attempt
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language

from .forms import ApprovalForm, BeginningForm, ReasonForm, ReplyForm, SendingForm

A_PAGE = 50


@require_safe
def greetings(request: Request) -> HttpResponse:
    """Every letter that the person reads; what waits first, soonest first."""
    shown = request.GET.get("shown", "open")
    seen = Greeting.objects.visible_to(request.person, request.today)
    near = seen.select_related("occasion", "holder", "partner", "agreement")
    rows = near.order_by("-due_on", "id") if shown == "all" else near.filter(state__in=OPEN)
    page = Pages(rows, A_PAGE).get_page(request.GET.get("page"))
    unchecked = mark_unchecked([letter.occasion for letter in page], page_language())
    told = {"page": page, "shown": shown, "today": request.today, "unchecked": unchecked}
    return render(request, "occasions/greetings.html", told)


@require_POST
def beginning(request: Request) -> HttpResponse:
    """A letter that somebody begins before the house makes it due."""
    form = BeginningForm(request.POST)
    if not form.is_valid():
        raise RuleBroken(Message("Choose a line of the calendar."))
    told = form.cleaned_data
    programmes = Agreement.objects.visible_to(request.person, request.today)
    agreement = get_object_or_404(programmes, slug=told["programme"])
    # A body elsewhere is answered like one that nobody has.
    bodies = bodies_of_programme(agreement, request.today).in_bulk([told["holder"], told["partner"]])
    holder, partner = bodies.get(told["holder"]), bodies.get(told["partner"])
    if holder is None or partner is None:
        raise Http404
    by, at = request.person, timezone.now()
    actions.refuse_to_begin(agreement, holder, partner, by=by, at=at)
    occasion = get_object_or_404(Occasion.objects.visible_to(by, request.today), pk=told["occasion"])
    made = actions.ask_for_letter(agreement, holder, partner, occasion, told["year"], by=by, at=at)
    messages.success(request, _("The letter is begun. Draft it now, or later."))
    return redirect("greeting", made.pk)


@require_safe
def greeting(request: Request, id: UUID) -> HttpResponse:
    return letter_page(request, found(request, id))


def letter_page(request: Request, page: LetterPage, wrong: Form | None = None) -> HttpResponse:
    """With the forms of whose turn it is; `wrong` is the one that must be mended."""
    shown: dict[str, Form] = {}
    if page.may_approve:
        shown["approval_form"] = ApprovalForm(page)
    if LetterMove.SEND in page.moves:
        shown["sending_form"] = SendingForm(page)
    if page.may_reply:
        shown["reply_form"] = ReplyForm(page)
    if LetterMove.LEAVE_OUT in page.moves:
        shown["leaving_form"] = ReasonForm("leaving")
    if LetterMove.TAKE_UP in page.moves:
        shown["taking_form"] = ReasonForm("taking")
    named = next((name for name, form in shown.items() if wrong is not None and same_form(form, wrong)), "")
    told: dict[str, Any] = {"page": page, "letter": page.letter, "missing": all_said(page.missing), **shown}
    told |= {named: wrong} if named else {"too_late": wrong}
    told["unchecked"] = mark_unchecked([page.letter.occasion], page_language())
    return render(request, "occasions/greeting.html", told, status=422 if wrong else 200)


def same_form(form: Form, other: Form) -> bool:
    return type(form) is type(other) and form.auto_id == other.auto_id


@require_POST
def drafting(request: Request, id: UUID) -> HttpResponse:
    """From the template of the occasion to the paper's boxes, where it is written over."""
    page = found(request, id)
    draft = actions.draft_letter(page.letter, by=request.person, at=timezone.now())
    return redirect("paper-writing", draft.pk)


@require_POST
def approval(request: Request, id: UUID) -> HttpResponse:
    page = found(request, id)
    form = ApprovalForm(page, request.POST)

    def approve() -> Greeting:
        read = form.cleaned_data["as_read"]
        return actions.approve_letter(
            page.letter, as_read=read, reason=form.reason, by=request.person, at=timezone.now()
        )

    return moved(request, page, form, approve, _("Approved. It can be signed, stamped and sent."))


@require_POST
def sending(request: Request, id: UUID) -> HttpResponse:
    """What went out a moment ago by the same hand was pressed twice; anything later is refused."""
    page = found(request, id)
    letter, now = page.letter, timezone.now()
    form = SendingForm(page, request.POST, request.FILES)
    last = letter.steps.filter(move=LetterMove.SEND).last()
    if last and last.moved_by_id == request.person.pk and now - last.moved_at < PRESSED_TWICE:
        messages.info(request, _("You have sent it already."))
        return redirect("greeting", id)

    def send() -> Greeting:
        told = form.cleaned_data
        file = uploaded(told.get("file"))
        return actions.send_letter(
            letter, on=told["on"], how=told["how"], file=file, by=request.person, at=now
        )

    return moved(request, page, form, send, _("Sent. Its copy is kept, and nothing goes out twice."))


@require_POST
def reply(request: Request, id: UUID) -> HttpResponse:
    page = found(request, id)
    form = ReplyForm(page, request.POST, request.FILES)

    def keep() -> Greeting:
        told = form.cleaned_data
        file = uploaded(told["file"])
        return actions.keep_reply(page.letter, on=told["on"], file=file, by=request.person, at=timezone.now())

    return moved(request, page, form, keep, _("The reply is kept."))


@require_POST
def leaving_out(request: Request, id: UUID) -> HttpResponse:
    page = found(request, id)
    form = ReasonForm("leaving", request.POST)

    def leave() -> Greeting:
        reason = form.cleaned_data["reason"]
        return actions.leave_out(page.letter, reason=reason, by=request.person, at=timezone.now())

    return moved(request, page, form, leave, _("Left out this time. Your reason stands beside it."))


@require_POST
def taking_up(request: Request, id: UUID) -> HttpResponse:
    page = found(request, id)
    form = ReasonForm("taking", request.POST)

    def take() -> Greeting:
        reason = form.cleaned_data["reason"]
        return actions.take_up(page.letter, reason=reason, by=request.person, at=timezone.now())

    return moved(request, page, form, take, _("The letter is due again."))


@require_safe
def paper(request: Request, id: UUID, sha256: str) -> FileResponse:
    """A file of the copy or of the reply, for both sides; to be saved, never run by the browser."""
    letter = found(request, id).letter
    of = DocumentFile.objects.filter(document__in=[one for one in (letter.copy_id, letter.reply_id) if one])
    kept = get_object_or_404(of.filter(sha256=sha256)[:1])
    return FileResponse(
        file_path(kept.sha256).open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type,
    )  # fmt: skip


def moved(
    request: Request, page: LetterPage, form: Form, act: Callable[[], Greeting], words: str
) -> HttpResponse:
    done = attempt(form, act) if form.is_valid() else None
    if done is not None:
        messages.success(request, words)
        return redirect("greeting", page.letter.pk)
    return letter_page(request, page, wrong=form)


def uploaded(file: UploadedFile | None) -> tuple[str, bytes, str] | None:
    return (file.name or "", file.read(), file.content_type or "") if file else None


def found(request: Request, id: UUID) -> LetterPage:
    """To whom a letter is not shown it does not exist; the partner sees it once it was sent."""
    seen = Greeting.objects.visible_to(request.person, request.today)
    near = seen.select_related(
        "occasion", "holder", "partner", "agreement", "approved_by", "sent_by", "copy", "reply"
    )
    return LetterPage(get_object_or_404(near, pk=id), request.person, request.today)
