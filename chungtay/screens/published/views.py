"""Articles on their way to the public: the list, writing, publishing, withdrawing."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions.published import draft_article, edit_article, publish_article, withdraw_article
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.lists import Pages
from chungtay.models import Agreement, Article, Organisation
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.published import body_html
from chungtay.screens.accounts.sessions import sure_who_asks
from chungtay.screens.errors import said
from chungtay.screens.middleware import Request

from .forms import ArticleForm

ON_A_PAGE = 50


@require_safe
def articles(request: Request) -> HttpResponse:
    page = Pages(Article.objects.visible_to(request.person, request.today), ON_A_PAGE)
    told = {
        "page": page.get_page(request.GET.get("page")),
        "may_write": bool(request.person.organisations_for(Act.WRITE_ARTICLE, request.today)),
    }
    return render(request, "published/articles.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request) -> HttpResponse:
    form = form_of(
        request, Article(holder_id=own_office(request), author=request.person.post_title(request.today))
    )
    if request.method == "POST" and form.is_valid():
        made = saved(request, form)
        if made:
            return redirect("article-writing", made.pk)
    return render(request, "published/write.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: Request, id: UUID) -> HttpResponse:
    """What readers will see, and below it the text, for those who may change it."""
    article = found(request, id)
    if request.method == "POST":
        refuse_unless_may(request.person, needed(article), article, timezone.now())
    form = form_of(request, article)
    if request.method == "POST" and form.is_valid() and saved(request, form):
        messages.success(request, _("Saved."))
        return redirect("article-writing", article.pk)
    shown = found(request, id) if form.is_bound else article  # the form has changed the one it was given
    told = {"article": shown, "body": body_html(shown.body), "form": form, **allowed(request, shown)}
    return render(request, "published/writing.html", told, status=422 if form.is_bound else 200)


def allowed(request: Request, article: Article) -> dict[str, bool]:
    may = {
        act: request.person.may(act, article.facts(request.today), request.today)
        for act in (Act.PUBLISH, Act.WRITE_ARTICLE)
    }
    return {"may_publish": may[Act.PUBLISH], "may_write": may[needed(article)]}


def needed(article: Article) -> Act:
    """What the public reads already is changed only by whoever may publish."""
    return Act.PUBLISH if article.state == "published" else Act.WRITE_ARTICLE


@require_safe
def file(request: Request, id: UUID, sha256: str) -> FileResponse:
    """An attachment of a draft, before the public sees it; always saved, never run by the browser."""
    kept = get_object_or_404(found(request, id).attachments.filter(sha256=sha256)[:1])
    return FileResponse(
        kept.path.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type
    )


@require_POST
@sure_who_asks
def publication(request: Request, id: UUID) -> HttpResponse:
    article = publish_article(found(request, id), by=request.person, at=timezone.now())
    messages.success(request, _("Published. Everybody can read it now."))
    return redirect("article-writing", article.pk)


@require_POST
def withdrawal(request: Request, id: UUID) -> HttpResponse:
    reason = request.POST.get("reason", "").replace("\0", "")
    article = withdraw_article(found(request, id), reason=reason, by=request.person, at=timezone.now())
    messages.success(request, _("Withdrawn. Nobody outside can read it any more."))
    return redirect("article-writing", article.pk)


def found(request: Request, id: UUID) -> Article:
    visible = Article.objects.visible_to(request.person, request.today)
    return get_object_or_404(visible.prefetch_related("attachments"), pk=id)


def own_office(request: Request) -> UUID:
    """The office for which the person writes; one without is told so."""
    own = request.person.organisations_for(Act.WRITE_ARTICLE, request.today)
    office = Organisation.objects.filter(pk__in=own).first()
    if office is None:
        raise RuleBroken(Message("Your post does not allow this."))
    return office.pk


def form_of(request: Request, article: Article) -> ArticleForm:
    programmes = Agreement.objects.visible_to(request.person, request.today)
    return ArticleForm(
        request.POST or None, request.FILES or None, instance=article, programmes=list(programmes)
    )


def saved(request: Request, form: ArticleForm) -> Article | None:
    """The article as written, or none with the reasons in the form."""
    article = form.save(commit=False)
    by, at = request.person, timezone.now()
    try:
        files = form.new_files()
        if article._state.adding:
            return draft_article(article, attachments=files, by=by, at=at)
        dropped = form.cleaned_data["dropped"]
        return edit_article(article, attachments=files, dropped=dropped, by=by, at=at)
    except RuleBroken as problem:
        for message in problem.messages:
            where = {"files": "file"}.get(message.where, message.where)
            form.add_error(where if where in form.fields else None, said(message))
    return None
