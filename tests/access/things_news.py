"""Makes what the access table says of public news: a heading, a label, a month; the files that every page needs."""

from chungtay.doors.portal.look import sheet_mark
from chungtay.models import ArticleCopy, NewsCategory
from tests.world import NOW, World

from .thing import Thing


def of_news(world: World) -> dict[tuple[str, str], Thing]:
    here = {"slug": world.programme.slug}
    NewsCategory.objects.create(slug="visits", name="Visits")
    draft, public = "a-draft", "a-visit"  # as `things_articles` calls them
    ArticleCopy.objects.filter(slug=public).update(tags=["visit"], published_at=NOW.replace(month=3))
    return {
        ("news-month", "march"): Thing({"month": f"{NOW:%Y}-03"}),
        ("news-category", "ours"): Thing({"slug": "visits"}),
        ("category-feed", "ours"): Thing({"slug": "visits", "form": "rss"}),
        ("news-tag", "ours"): Thing({"slug": "visit"}),
        ("article-card", "draft"): Thing({"slug": draft}),
        ("article-card", "public"): Thing({"slug": public}),
        ("feed", "rss"): Thing({"form": "rss"}),
        ("programme-feed", "ours"): Thing({**here, "form": "atom"}),
        ("public-sheet", "today's"): Thing({"mark": sheet_mark()}),
    }
