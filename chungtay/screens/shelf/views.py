"""The exchange shelf that a person sees, the page of one item, and receiving it, replying to it, taking it back."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import shelf as actions
from chungtay.answers.lists import Pages
from chungtay.answers.shelf import SHOWN, ItemPage, items_for, senders
from chungtay.answers.tongues import tongues_of
from chungtay.answers.wordings import mark_unchecked
from chungtay.models import Agreement, ShelfItem
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Kind
from chungtay.rules.shelf import Move, ReaderMove
from chungtay.screens.errors import attempt
from chungtay.screens.exchange.forms import AlsoForm, PaperForm, file_of
from chungtay.screens.exchange.listing import A_PAGE, asked_for, refuse_without_side
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language

from .forms import ItemForm, ReplyForm, WithdrawalForm


@require_safe
def shelf(request: Request) -> HttpResponse:
    """Newest first; of one programme where the address names it."""
    shown, programme = asked_for(request, SHOWN)
    found = items_for(request.person, request.today, shown=shown, programme=programme)
    page = Pages(found, A_PAGE).get_page(request.GET.get("page"))
    seen = [programme] if programme else Agreement.objects.visible_to(request.person, request.today)
    choices = {
        "all": pgettext("shelf", "All"),
        "waiting": pgettext("shelf", "To be received"),
        "received": pgettext("shelf", "Received"),
        "ours": pgettext("shelf", "From us"),
    }
    told = {
        "page": page, "shown": shown, "programme": programme, "choices": choices.items(),
        "putting": [one for one in seen if senders(one, request.person, request.today)],
        "unchecked": mark_unchecked(page.object_list, page_language()),
    }  # fmt: skip
    return render(request, "shelf/shelf.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, slug: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    form = ItemForm(agreement, request.person, request.today, request.POST or None)
    if not form.own:
        refuse_without_side(request, Kind.SHELF)
    if request.method == "POST" and form.is_valid():
        (told, readers), by, at = form.told(), request.person, timezone.now()
        item = ShelfItem(agreement=agreement, **told)
        made = attempt(form, lambda: actions.put_on_shelf(item, readers=readers, by=by, at=at))
        if made:
            messages.success(request, _("Kept. Add its papers, then send it."))
            return redirect("shelf-item", made.pk)
    shown = {"form": form, "agreement": agreement}
    return render(request, "shelf/new.html", shown, status=422 if form.errors else 200)


@require_safe
def item(request: Request, id: UUID) -> HttpResponse:
    return item_page(request, found(request, id))


def item_page(request: Request, page: ItemPage, wrong: Form | None = None) -> HttpResponse:
    """With the forms of whoever may use them; `wrong` is the one that must be mended."""
    change = ItemForm(page.item.agreement, page.person, page.today, of=page.item) if page.may_change else None
    told = {
        "page": page,
        "item": page.item,
        "change": wrong if isinstance(wrong, ItemForm) else change,
        "paper_form": (wrong if isinstance(wrong, PaperForm) else PaperForm()) if page.may_change else None,
        "reply_form": (wrong if isinstance(wrong, ReplyForm) else ReplyForm(page)) if page.repliers else None,
        "withdrawal": wrong if isinstance(wrong, WithdrawalForm) else WithdrawalForm(),
        "may_withdraw": Move.WITHDRAW in page.moves,
        "to_receive": [row for row in page.own_rows if ReaderMove.RECEIVE in row.moves],
        "in_tongues": tongues_of(page.item),
        "also": AlsoForm(page.item) if (page.keeps or page.own_rows) and not page.may_change else None,
        "unchecked": mark_unchecked([page.item], page_language()),
    }
    return render(request, "shelf/item.html", told, status=422 if wrong else 200)


@require_POST
def writing(request: Request, id: UUID) -> HttpResponse:
    """Writes it otherwise, until it is sent."""
    page, by, at = found(request, id), request.person, timezone.now()
    if not page.may_change:
        actions.change_item(page.item, {}, readers=(), by=by, at=at)
    form = ItemForm(page.item.agreement, by, request.today, request.POST, of=page.item)
    if form.is_valid():
        told, readers = form.told()
        told.pop("holder", None)
        if attempt(form, lambda: actions.change_item(page.item, told, readers=readers, by=by, at=at)):
            messages.success(request, _("Kept."))
            return redirect("shelf-item", id)
    return item_page(request, page, wrong=form)


@require_POST
def papers(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found_to_keep(request, id), request.person, timezone.now()
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid() and (file := file_of(form)):
        title = form.cleaned_data["title"] or file[0]
        if attempt(form, lambda: actions.lay_paper(page.item, file, title=title, by=by, at=at)):
            messages.success(request, _("The paper lies with it."))
            return redirect("shelf-item", id)
    return item_page(request, page, wrong=form)


@require_POST
def sending(request: Request, id: UUID) -> HttpResponse:
    """From now on its readers have it; pressing twice is harmless."""
    page = found(request, id)
    if page.item.sent_by_id == request.person.pk:
        messages.info(request, _("You have sent it already."))
    else:
        actions.send_item(page.item, by=request.person, at=timezone.now())
        messages.success(request, _("Sent. Its readers have it now, and it stands."))
    return redirect("shelf-item", id)


@require_POST
def withdrawal(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found_to_keep(request, id), request.person, timezone.now()
    form = WithdrawalForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.withdraw_item(page.item, reason=reason, by=by, at=at)):
            messages.success(request, _("Taken back. Whoever had it reads why."))
            return redirect("shelf-item", id)
    return item_page(request, page, wrong=form)


@require_POST
def receipt(request: Request, id: UUID, reader_id: UUID) -> HttpResponse:
    """One of its readers has it; pressing twice is harmless."""
    page = found(request, id)
    near = page.item.readers.select_related("organisation")
    row = get_object_or_404(near, pk=reader_id)
    if row.received_by_id == request.person.pk:
        messages.info(request, _("This was kept already."))
    else:
        actions.receive_item(page.item, row.organisation, by=request.person, at=timezone.now())
        messages.success(request, _("Received. The sender sees it."))
    return redirect("shelf-item", id)


@require_POST
def replies(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found(request, id), request.person, timezone.now()
    if not page.repliers:
        if not (page.keeps or page.own_rows):
            raise RuleBroken(Message("Your post does not allow this."))
        raise RuleBroken(
            Message("This does not lie on the shelf as it did when you looked. Look at it anew.")
        )
    form = ReplyForm(page, request.POST, request.FILES)
    if form.is_valid():
        told = form.cleaned_data
        body, file = told.get("body") or form.bodies[0], file_of(form)
        if attempt(
            form, lambda: actions.reply_to_item(page.item, body, text=told["text"], file=file, by=by, at=at)
        ):
            messages.success(request, _("Your reply is kept. Both sides read it."))
            return redirect("shelf-item", id)
    return item_page(request, page, wrong=form)


def found(request: Request, id: UUID) -> ItemPage:
    """To whom it is not shown it does not exist."""
    visible = ShelfItem.objects.visible_to(request.person, request.today)
    near = visible.select_related("agreement", "holder", "sent_by")
    return ItemPage(get_object_or_404(near, pk=id), request.person, request.today)


def found_to_keep(request: Request, id: UUID) -> ItemPage:
    page = found(request, id)
    if not page.keeps:
        raise RuleBroken(Message("Your post does not allow this."))
    return page
