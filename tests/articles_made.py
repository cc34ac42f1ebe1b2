"""Articles on their whole way: written by one, handed in, approved and published by another."""

from datetime import datetime
from io import BytesIO

from PIL import Image

from chungtay.actions.articles import hand_in_article, publish_article
from chungtay.models import Article
from tests.world import NOW, World


def made_public(article: Article, world: World, *, words: str = "", at: datetime = NOW) -> Article:
    """What Oakshire's officer wrote, given to readers by its leader."""
    hand_in_article(article, by=world.provincial, at=at)
    return publish_article(article, words=words, by=world.leader, at=at)


def picture(width: int = 1600, height: int = 1000, form: str = "JPEG", **more: object) -> bytes:
    """A photo of our own drawing, with something to see in it."""
    drawn = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    kept = BytesIO()
    drawn.save(kept, form, **more)
    return kept.getvalue()
