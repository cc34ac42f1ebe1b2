"""The pages of the public: the front page, programmes, articles and their files. Reads published copies only."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from chungtay.models.published import Article, Attachment, ProgrammeCopy
from chungtay.rules.published import body_html, counts_as_view

from .help_lines import HELP_LINES

SEEN = "seen"  # a cookie of the article's own address that ends with the browser's session
SHOWN_IN_THE_BROWSER = {"application/pdf", "image/jpeg", "image/png"}
MOST_NEWS = 6
MOST_RELATED = 4
ON_A_PAGE = 20


@login_not_required
@require_safe
@conditional_page
@cache_control(no_cache=True)
def home(request: HttpRequest) -> HttpResponse:
    newest = Article.objects.public().filter(programme_slug=OuterRef("slug")).values("pk")[:1]
    programmes = ProgrammeCopy.objects.annotate(newest=Subquery(newest)).prefetch_related("figures")
    ids = [programme.newest for programme in programmes if programme.newest]
    articles = Article.objects.prefetch_related("attachments").in_bulk(ids)
    shown = {
        "programmes": [(programme, articles.get(programme.newest)) for programme in programmes],
        "news": Article.objects.public().exclude(pk__in=ids)[:MOST_NEWS],
        "help_lines": HELP_LINES,
        "is_demo": settings.DEMO_MARK.exists(),
    }
    return render(request, "portal/home.html", shown)


@login_not_required
@require_safe
@conditional_page
@cache_control(no_cache=True)
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(ProgrammeCopy.objects.prefetch_related("figures"), slug=slug)
    articles = Paginator(Article.objects.public().filter(programme_slug=slug), ON_A_PAGE)
    page = articles.get_page(request.GET.get("page"))
    return render(request, "portal/programme.html", {"programme": shown, "page": page})


@login_not_required
@require_safe
@conditional_page
@cache_control(no_cache=True)
def article(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Article.objects.public().prefetch_related("attachments"), slug=slug)
    is_first_view = counts_as_view(
        method=request.method or "",
        user_agent=request.headers.get("User-Agent", ""),
        is_staff=request.user.is_authenticated,
        seen_before=SEEN in request.COOKIES,
    )
    if is_first_view:
        shown.count_view()
    page = render(request, "portal/article.html", told_of(shown, request))
    if is_first_view:
        page.set_cookie(
            SEEN, "1", path=request.path, secure=request.is_secure(), httponly=True, samesite="Lax"
        )
    return page


def told_of(shown: Article, request: HttpRequest) -> dict[str, object]:
    others = Article.objects.public().filter(programme_slug=shown.programme_slug).exclude(pk=shown.pk)
    later = others.filter(published_at__gt=shown.published_at).order_by("published_at").first()
    earlier = others.filter(published_at__lte=shown.published_at).first()
    beside = [other.pk for other in (later, earlier) if other]
    return {
        "article": shown,
        "body": body_html(shown.body),
        "address": request.build_absolute_uri(request.path),
        "programme": ProgrammeCopy.objects.filter(slug=shown.programme_slug).first(),
        "later": later,
        "earlier": earlier,
        "related": others.exclude(pk__in=beside)[:MOST_RELATED],
    }


@login_not_required
@require_safe
@conditional_page
@cache_control(no_cache=True)
def attachment(request: HttpRequest, slug: str, sha256: str) -> HttpResponseBase:
    hung_on = Attachment.objects.filter(article__in=Article.objects.public().filter(slug=slug), sha256=sha256)
    file = get_object_or_404(hung_on[:1])
    answer = FileResponse(
        file.path.open("rb"),
        as_attachment=file.media_type not in SHOWN_IN_THE_BROWSER,
        filename=file.name,
        content_type=file.media_type,
    )
    answer["ETag"] = f'"{sha256}"'
    return answer
