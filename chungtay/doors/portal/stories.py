"""Which articles a reader finds: one copy of each story, in the reader's language or in its own."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from chungtay.models.published import ArticleCopy, NewsCategory, Portal, ViewDay

MOST_BESIDE = 4
READ_WITHIN = timedelta(days=30)  # ours: long enough for a site with few readers
ASKED_AFTER = 20  # stories that may have been withdrawn since they were read most


def stories(portal: Portal, language: str) -> QuerySet[ArticleCopy]:
    """Newest first. A story that nobody translated is shown as it was written."""
    in_language = ArticleCopy.objects.public().filter(story=OuterRef("story"), language=language)
    here = Q(language=language) | Q(is_main=True) & ~Exists(in_language)
    return ArticleCopy.objects.on(portal).filter(here).select_related("category")


def shelves(
    found: QuerySet[ArticleCopy], *, beside: Iterable[UUID], each: int
) -> list[tuple[NewsCategory, list[ArticleCopy]]]:
    """For each category its newest stories, without those that the page shows already."""
    newest = Window(RowNumber(), partition_by="category", order_by=(F("published_at").desc(), F("id").desc()))
    rows = found.exclude(category=None).exclude(pk__in=list(beside)).annotate(place=newest)
    held: dict[UUID, tuple[NewsCategory, list[ArticleCopy]]] = {}
    for story in rows.filter(place__lte=each):
        assert story.category
        held.setdefault(story.category.pk, (story.category, []))[1].append(story)
    return sorted(held.values(), key=lambda shelf: (shelf[0].position, shelf[0].slug))


def most_read(found: QuerySet[ArticleCopy], *, today: date, most: int) -> list[tuple[ArticleCopy, int]]:
    """Of the last days, with how often."""
    read = ViewDay.objects.filter(day__gt=today - READ_WITHIN).values("story").annotate(sum=Sum("views"))
    views = {row["story"]: row["sum"] for row in read.order_by("-sum", "story")[:ASKED_AFTER]}
    kept = {story.story: story for story in found.filter(story__in=views)}
    return [(kept[story], views[story]) for story in views if story in kept and views[story]][:most]


def views_of(story: ArticleCopy) -> int:
    return ViewDay.objects.filter(story=story.story).aggregate(sum=Sum("views"))["sum"] or 0


def beside(found: QuerySet[ArticleCopy], story: ArticleCopy) -> tuple[ArticleCopy | None, ArticleCopy | None]:
    """The story that came after this one, and the one before."""
    others = found.exclude(story=story.story)
    same = Q(published_at=story.published_at)  # then by id, as lists do
    later = others.filter(Q(published_at__gt=story.published_at) | same & Q(id__gt=story.pk))
    earlier = others.filter(Q(published_at__lt=story.published_at) | same & Q(id__lt=story.pk))
    return later.order_by("published_at", "id").first(), earlier.first()


def related(found: QuerySet[ArticleCopy], story: ArticleCopy) -> list[ArticleCopy]:
    """What the desk chose, then what is near; where neither is known, what is newest of the same programme."""
    named = [UUID(text) for text in (*story.related, *story.near) if text != str(story.story)]
    kept = {other.story: other for other in found.filter(story__in=named)} if named else {}
    shown = [kept[one] for one in dict.fromkeys(named) if one in kept]
    if not named and story.programme_slug:
        shown = list(
            found.filter(programme_slug=story.programme_slug).exclude(story=story.story)[:MOST_BESIDE]
        )
    return shown[:MOST_BESIDE]


def tongues_of(story: ArticleCopy) -> dict[str, str]:
    """The slug of each language in which the story can be read."""
    rows = ArticleCopy.objects.public().filter(story=story.story)
    return dict(rows.values_list("language", "slug"))


def month_of(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m}"


def days_of(month: str) -> tuple[datetime, datetime]:
    """Its first moment, and that of the next month."""
    year, number = map(int, month.split("-"))
    after = date(year + number // 12, number % 12 + 1, 1)
    first, end = (
        timezone.make_aware(datetime.combine(day, time())) for day in (date(year, number, 1), after)
    )
    return first, end


def months(found: QuerySet[ArticleCopy]) -> Sequence[str]:
    """Each month in which something came out, the newest first."""
    moments = found.order_by().values_list("published_at", flat=True)
    return sorted({month_of(moment) for moment in moments}, reverse=True)
