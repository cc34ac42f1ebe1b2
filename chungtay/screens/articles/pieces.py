"""What is put into an article: photos, text from Word, what was pasted; and how it will look, before it is kept."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chungtay.actions.articles import NewPhoto, add_photo, change_photo, drop_photo, text_of_word
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.sentences import said
from chungtay.models import Photo
from chungtay.rules.articles import body_html, markdown_of, tidied
from chungtay.rules.documents import check_file
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.screens.middleware import Request

from .forms import TONGUES, PhotoForm, PhotoWordsForm
from .views import blank, form_of, found, page


@require_POST
def preview(request: Request) -> HttpResponse:
    """The text as readers would see it; nothing is kept. A script asks for the text alone."""
    blank(request)  # only for those who write
    typed = {
        name: tidied(request.POST.get(name, "").replace("\0", "")) for name in ("title", "summary", "body")
    }
    language = request.POST.get("language", "vi")
    told = {**typed, "html": body_html(typed["body"]), "language": language if language in TONGUES else "vi"}
    if "alone" in request.POST:
        return HttpResponse(told["html"])
    return render(request, "articles/preview.html", told)


@require_POST
def pasted(request: Request) -> HttpResponse:
    """Markdown of what was pasted, as plain text."""
    blank(request)
    return HttpResponse(markdown_of(request.POST.get("html", "")), content_type="text/plain; charset=utf-8")


@require_POST
def words(request: Request) -> HttpResponse:
    """A new article with the text of a Word file in its boxes; nothing is kept yet."""
    article, file = blank(request), request.FILES.get("word")
    form = form_of(request, article, bound=False)
    try:
        if file is None:
            raise RuleBroken(Message("Choose a Word file."))
        check_file(name=file.name or "", size=file.size or 0)
        text = text_of_word(file.read(), name=file.name or "")
    except RuleBroken as problem:
        told = {"form": form, "told": [said(message) for message in problem.messages]}
        return render(request, "articles/write.html", told, status=422)
    form.initial = {**form.initial, **text}
    return render(request, "articles/write.html", {"form": form})


@require_POST
def photos(request: Request, id: UUID) -> HttpResponse:
    article, form = found(request, id), PhotoForm(request.POST, request.FILES)
    refuse_unless_may(request.person, Act.WRITE_ARTICLE, article, timezone.now())
    if not form.is_valid():
        return page(request, id, photo_form=form)
    file, told = form.cleaned_data.pop("photo"), NewPhoto(**form.cleaned_data)
    try:
        check_file(name=file.name, size=file.size)  # before its bytes are in memory
        add_photo(article, file.read(), name=file.name, told=told, by=request.person, at=timezone.now())
    except RuleBroken as problem:
        return wrong(request, id, form, problem)
    messages.success(request, _("The photo is kept, in three sizes and without where it was taken."))
    return redirect("article-writing", id)


@require_POST
def photo(request: Request, id: UUID, photo_id: UUID) -> HttpResponse:
    """Other words for a photo, or off with it."""
    article = found(request, id)
    refuse_unless_may(request.person, Act.WRITE_ARTICLE, article, timezone.now())
    held: Photo = get_object_or_404(article.photos, pk=photo_id)
    if "drop" in request.POST:
        drop_photo(held, by=request.person, at=timezone.now())
        return redirect("article-writing", id)
    form = PhotoWordsForm(request.POST)
    if form.is_valid():
        change_photo(held, told=NewPhoto(**form.cleaned_data), by=request.person, at=timezone.now())
        messages.success(request, _("Saved."))
    return redirect("article-writing", id)


def wrong(request: Request, id: UUID, form: PhotoForm, problem: RuleBroken) -> HttpResponse:
    for message in problem.messages:
        where = {"file": "photo", "files": "photo"}.get(message.where, message.where)
        form.add_error(where if where in form.fields else None, said(message))
    return page(request, id, photo_form=form)
