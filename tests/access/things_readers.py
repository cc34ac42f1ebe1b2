"""Makes what the access table says of public sites, of letters of readers and of news by mail."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from chungtay.actions.portals import put_emblem, write_category
from chungtay.actions.readers import Letter, keep_letter, new_stamp, news_token, sealed
from chungtay.models import Portal, Subscription
from chungtay.rules.readers import hash_of, token_of
from tests.world import NOW, World

from .thing import Thing, sending

LETTER = {"topic": "question", "text": "When is the next talk?"}
MINE = {"name": "Site of Dogwood", "keep_contact_days": "180", "position": "0", "takes_letters": "on"}


def of_readers(world: World) -> dict[tuple[str, str], Thing]:
    """Held by Dogwood. To be made before anything is published, since it then stands on every site."""
    portal = Portal.objects.create(
        slug="dogwood", name="Site of Dogwood", holder_id=world.bodies["dogwood"].pk, cloth="#1b2450"
    )
    put_emblem(portal, emblem(), name="emblem.png", by=world.leader, at=NOW)
    portal.refresh_from_db()
    token = token_of("letter", bytes(32))
    told = Letter(text="When is the next talk?", contact="0123")
    letter = keep_letter(portal, told, hash_of(token), NOW)
    asked = Subscription(portal=portal, address_mark="a", asked_at=NOW, site="http://testserver")
    asked.sealed_address = sealed("reader@example.org", str(asked.pk))
    asked.token_hash = hash_of(news_token(asked))
    asked.save()
    write_category(None, {"name": "Empty"}, by=world.leader, at=NOW)
    return {
        **of_sites(portal),
        ("letters", "-"): Thing(sent=lambda: LETTER | {"stamp": fresh()}),
        ("letter", "sent"): Thing({"token": token}),
        ("subscriptions", "-"): Thing(sent=lambda: {"address": "new@example.org", "stamp": fresh()}),
        ("subscription", "asked"): Thing({"token": news_token(asked)}),
        ("subscription-confirmation", "asked"): Thing({"token": news_token(asked)}),
        ("subscription-ending", "asked"): Thing({"token": news_token(asked)}),
        ("petition", "dogwood's"): Thing({"id": letter.pk}),
        ("petition-steps", "dogwood's"): Thing({"id": letter.pk}, sent=sending(act="take")),
        ("petition-contact", "dogwood's"): Thing({"id": letter.pk}, sent=sending(why="To call back")),
    }


def of_sites(portal: Portal) -> dict[tuple[str, str], Thing]:
    here = {"id": portal.pk}
    return {
        ("portals", "-"): Thing(sent=sending(name="A further site")),
        ("portal", "dogwood's"): Thing(here, sent=sending(**MINE)),
        ("portal-emblem", "dogwood's"): Thing(here, sent=lambda: {"file": file()}),
        ("portal-emblem-withdrawal", "dogwood's"): Thing(here),
        ("news-categories", "-"): Thing(sent=sending(name="Talks")),
        ("news-category-writing", "empty"): Thing({"slug": "empty"}, sent=sending(name="Nearly empty")),
        ("news-category-removal", "empty"): Thing({"slug": "empty"}),
        ("site-emblem", "dogwood's"): Thing({"sha256": portal.emblem_sha256}),
        ("site-colours", "dogwood's"): Thing({"mark": "1b2450-"}),
    }


def fresh() -> str:
    return new_stamp(timezone.now() - timedelta(minutes=1))


def file() -> Any:
    return SimpleUploadedFile("emblem.png", emblem(), content_type="image/png")


def emblem() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (20, 20), "#9a2a20").save(drawn, "PNG")
    return drawn.getvalue()
