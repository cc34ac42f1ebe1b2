"""Makes the articles that the access table speaks of: a draft with a photo, one handed in, a public one."""

from chungtay.actions.articles import draft_article, hand_in_article
from chungtay.models import Article, Photo
from tests.articles_made import made_public
from tests.world import NOW, World

from .thing import Thing, sending

ARTICLE = {"title": "A visit", "body": "Four days.", "author": "The office", "language": "en"}


def of_articles(world: World, paper: tuple[str, bytes, str]) -> dict[tuple[str, str], Thing]:
    name, content, media_type = paper
    file = (name, "The plan", content, media_type)
    draft, handed_in, public = (
        draft_article(
            Article(
                holder_id=world.bodies["west"].pk, programme_slug="oak-elm", title=title, body="Four days.",
                author="The office",
            ),
            attachments=[file], by=world.provincial, at=NOW,
        )
        for title in ("A draft", "A letter", "A visit")
    )  # fmt: skip
    hand_in_article(handed_in, by=world.provincial, at=NOW)
    made_public(public, world)
    mark = public.attachments.get().sha256
    photo = Photo.objects.create(
        article=draft, position=1, name="a.jpg", says="Women at a table", sha256=mark, size=8,
        media_type="image/jpeg", width=1280, height=800,
    )  # fmt: skip
    return {
        ("public-programme", "ours"): Thing({"slug": "oak-elm"}),
        ("article", "draft"): Thing({"slug": draft.slug}),
        ("article", "public"): Thing({"slug": public.slug}),
        ("article-file", "draft"): Thing({"slug": draft.slug, "sha256": mark}),
        ("article-file", "public"): Thing({"slug": public.slug, "sha256": mark}),
        ("article-new", "-"): Thing(sent=sending(**ARTICLE)),
        ("article-words", "-"): Thing(),
        ("article-preview", "-"): Thing(sent=sending(**ARTICLE)),
        ("article-pasted", "-"): Thing(sent=sending(html="<p>A visit</p>")),
        ("article-writing", "draft"): Thing({"id": draft.pk}, sent=sending(**ARTICLE)),
        ("article-writing", "public"): Thing({"id": public.pk}, sent=sending(**ARTICLE)),
        ("article-own-file", "draft"): Thing({"id": draft.pk, "sha256": mark}),
        ("article-photos", "draft"): Thing({"id": draft.pk}),
        ("article-photo", "draft"): Thing(
            {"id": draft.pk, "photo_id": photo.pk}, sent=sending(says="Women who talk")
        ),
        ("article-steps", "draft"): Thing({"id": draft.pk}, sent=sending(step="hand_in")),
        ("article-approval", "handed-in"): Thing({"id": handed_in.pk}),
        ("article-publication", "handed-in"): Thing({"id": handed_in.pk}),
        ("article-withdrawal", "public"): Thing({"id": public.pk}, sent=sending(note="A wrong day")),
        ("article-history", "draft"): Thing({"id": draft.pk}),
        ("article-version", "public"): Thing({"id": public.pk, "number": 1}),
        ("plan-article", "west"): Thing({"plan_id": world.plan.pk}),
    }
