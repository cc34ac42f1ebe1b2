"""Articles at the desk: the list, writing one, looking at it as readers will."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.actions.articles import draft_article, edit_article
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.articles import desk_of, offered, waiting_for
from chungtay.answers.documents import file_path
from chungtay.answers.lists import Pages
from chungtay.answers.sentences import said
from chungtay.models import Agreement, Article, ArticleState, Organisation
from chungtay.rules.articles import outside_drives
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.screens.middleware import Request
from chungtay.screens.states import word_of

from .forms import ArticleForm, PhotoForm
from .shown import body_shown, step_forms, texts_shown

ON_A_PAGE = 50


@require_safe
def articles(request: Request) -> HttpResponse:
    visible = Article.objects.visible_to(request.person, request.today)
    state = request.GET.get("state", "")
    kept = visible.filter(state=state) if state in ArticleState.values else visible
    offices = partial(request.person.organisations_for, today=request.today)
    told = {
        "page": Pages(kept.with_views(), ON_A_PAGE).get_page(request.GET.get("page")),
        "states": [(one, word_of(f"article_{one}")) for one in ArticleState.values],
        "state": state,
        "waiting": waiting_for(request.person, request.today),
        "may_write": bool(offices(Act.WRITE_ARTICLE)),
        "reads_letters": bool(offices(Act.READ, kind=Kind.PETITION)),
        "keeps_sites": bool(offices(Act.PLAN, kind=Kind.PORTAL)),
    }
    return render(request, "articles/articles.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request) -> HttpResponse:
    form = form_of(request, blank(request))
    if request.method == "POST" and form.is_valid():
        made = saved(request, form)
        if made:
            return redirect("article-writing", made.pk)
    return render(request, "articles/write.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: Request, id: UUID) -> HttpResponse:
    """What readers will see, and below it the text, for those who may change it."""
    article = found(request, id)
    if request.method == "POST":
        refuse_unless_may(request.person, Act.WRITE_ARTICLE, article, timezone.now())
    form = form_of(request, article)
    if request.method == "POST" and form.is_valid() and saved(request, form):
        messages.success(request, _("Saved."))
        return redirect("article-writing", article.pk)
    return page(request, id, form=form)


def page(request: Request, id: UUID, **forms: object) -> HttpResponse:
    """The page of an article, with forms that hold what was wrong."""
    shown = found(request, id)  # a bound form has changed the one it was given
    desk = desk_of(shown, request.person, request.today)
    told = {
        "article": shown,
        "desk": desk,
        "texts": texts_shown(shown),
        "body": body_shown(shown, shown.body),
        "steps": step_forms(desk),
        "may_write": Act.WRITE_ARTICLE in desk.acts,
        "drives": outside_drives(shown.body),
        "form": forms.get("form") or form_of(request, shown, bound=False),
        "photo_form": forms.get("photo_form") or PhotoForm(),
    }
    wrong = any(getattr(form, "is_bound", False) for form in forms.values())
    return render(request, "articles/writing.html", told, status=422 if wrong else 200)


@require_safe
def file(request: Request, id: UUID, sha256: str) -> FileResponse:
    """A file of a draft, before the public sees it; pictures that we drew are shown, all else is saved."""
    article = found(request, id)
    drawn = {photo.sha256: photo.media_type for photo in article.photos.all()}
    drawn |= {one["sha256"]: one["media_type"] for photo in article.photos.all() for one in photo.smaller}
    if sha256 in drawn:
        return FileResponse(file_path(sha256).open("rb"), content_type=drawn[sha256])
    kept = article.attachments.filter(sha256=sha256).first()
    if kept is None:
        raise Http404
    return FileResponse(
        kept.path.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type
    )


def found(request: Request, id: UUID) -> Article:
    visible = Article.objects.visible_to(request.person, request.today)
    return get_object_or_404(visible.prefetch_related("attachments", "photos"), pk=id)


def blank(request: Request) -> Article:
    """A new article of the office for which the person writes; one without is told so."""
    own = request.person.organisations_for(Act.WRITE_ARTICLE, request.today)
    office = Organisation.objects.filter(pk__in=own).first()
    if office is None:
        raise RuleBroken(Message("Your post does not allow this."))
    return Article(holder_id=office.pk, author=request.person.post_title(request.today)[:200])


def form_of(request: Request, article: Article, *, bound: bool = True) -> ArticleForm:
    programmes = Agreement.objects.visible_to(request.person, request.today)
    typed = (request.POST or None, request.FILES or None) if bound else ()
    near = offered(article, request.person, request.today)
    return ArticleForm(*typed, instance=article, programmes=list(programmes), near=near, today=request.today)


def saved(request: Request, form: ArticleForm) -> Article | None:
    """The article as written, or none with the reasons in the form."""
    article, told = form.written(), form.cleaned_data
    beside = {"portals": list(told["portals"]), "related": list(told["related"])}
    by, at = request.person, timezone.now()
    try:
        files = form.new_files()
        if article._state.adding:
            return draft_article(article, attachments=files, **beside, by=by, at=at)
        return edit_article(article, attachments=files, dropped=told["dropped"], **beside, by=by, at=at)
    except RuleBroken as problem:
        for message in problem.messages:
            where = {"files": "file"}.get(message.where, message.where)
            form.add_error(where if where in form.fields else None, said(message))
    return None
