"""An office opens a site, writes it, gives it an emblem; what is wrong leaves nothing behind."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from chungtay.actions.portals import (
    drop_category,
    edit_portal,
    open_portal,
    put_emblem,
    take_emblem_away,
    write_category,
)
from chungtay.models import ArticleCopy, AuditLine, Edition, HelpLine, NewsCategory, Portal
from chungtay.models.published import path_of
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, World

LINK = {
    "kind": "parent",
    "name": "Cổng của tỉnh",
    "name_lo": "",
    "name_en": "The province",
    "url": "https://example.org",
}
LINE = {"number": "111", "name": "Trẻ em", "name_lo": "", "name_en": "Children", "source": "Its own site"}


@pytest.fixture
def portal(world: World, settings: Any) -> Portal:
    settings.ALLOWED_HOSTS = ["testserver", ".localhost"]
    told = {"name": "Trang của Hội"}
    return open_portal(told, holder=world.bodies["west"], by=world.provincial, at=NOW)


def picture(form: str = "PNG", side: int = 400) -> bytes:
    drawn = BytesIO()
    image = Image.new("RGB", (side, side), "#9a2a20")
    exif = Image.Exif()
    exif[0x010E] = "where the office was photographed"
    image.save(drawn, form, exif=exif.tobytes())
    return drawn.getvalue()


def test_opening_a_site_twice_opens_one(portal: Portal, world: World) -> None:
    again = open_portal({"name": portal.name}, holder=world.bodies["west"], by=world.provincial, at=NOW)
    assert (again.pk, Portal.objects.count(), portal.slug) == (portal.pk, 1, "trang-cua-hoi")
    with pytest.raises(RuleBroken, match="of this name"):
        open_portal({"name": "Trang cua Hoi"}, holder=world.bodies["far"], by=world.stranger, at=NOW)


def test_readers_see_at_once_who_answers_for_the_site(portal: Portal, world: World, client: Client) -> None:
    before = Edition.current()
    told = {
        "body": "Hội Phụ nữ Oakshire", "body_en": "Women of Oakshire", "responsible_en": "The president",
        "responsible": "Chủ tịch", "phone": "0123 456", "terms_en": "Name us.", "terms": "Ghi rõ nguồn.",
    }  # fmt: skip
    edit_portal(portal, told, links=[LINK], help_lines=[LINE], by=world.provincial, at=NOW)
    page = client.get("/en/").content.decode()
    for words in (
        "Women of Oakshire",
        "The president",
        "0123 456",
        "Name us.",
        "The province",
        "Children",
        "111",
    ):
        assert words in page
    assert "Chủ tịch" in client.get("/lo/").content.decode()  # where Lao is silent
    assert Edition.current() > before
    assert AuditLine.objects.filter(kind="portal", act="edit_portal", thing_id=str(portal.pk)).count() == 1


def test_nothing_of_a_wrong_site_is_kept(portal: Portal, world: World) -> None:
    edit_portal(portal, {}, links=[LINK], help_lines=[LINE], by=world.provincial, at=NOW)
    told = {"name": "Another", "cloth": "#ffffff", "hosts": ["elsewhere.org"]}
    with pytest.raises(RuleBroken) as said:
        edit_portal(
            portal, told, links=[LINK | {"url": "javascript:1"}], help_lines=[], by=world.provincial, at=NOW
        )
    assert {message.where for message in said.value.messages} == {"cloth", "hosts", "links.1.url"}
    portal.refresh_from_db()
    assert (portal.name, portal.links.get().url, HelpLine.objects.count()) == (
        "Trang của Hội",
        LINK["url"],
        1,
    )


def test_two_sites_never_answer_under_one_name(portal: Portal, world: World, client: Client) -> None:
    other = open_portal({"name": "Tỉnh"}, holder=world.bodies["west"], by=world.provincial, at=NOW)
    edit_portal(other, {"hosts": ["union.localhost"]}, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="leads to “Tỉnh” already"):
        edit_portal(portal, {"hosts": ["union.localhost"]}, by=world.provincial, at=NOW)
    assert "Tỉnh" in client.get("/", HTTP_HOST="union.localhost").content.decode()
    assert "Trang của Hội" in client.get("/", HTTP_HOST="any.localhost").content.decode()


@pytest.mark.parametrize("who", ["officer", "partner", "auditor", "stranger"])
def test_only_whoever_keeps_the_site_writes_it(portal: Portal, world: World, who: str) -> None:
    with pytest.raises(RuleBroken, match="does not allow"):
        edit_portal(portal, {"name": "Mine"}, by=world.persons[who], at=NOW)
    with pytest.raises(RuleBroken, match="does not allow"):
        put_emblem(portal, picture(), name="a.png", by=world.persons[who], at=NOW)


@pytest.mark.parametrize("form", ["PNG", "WEBP", "JPEG"])
def test_an_emblem_is_drawn_anew_small_and_without_what_was_hidden_in_it(
    portal: Portal, world: World, client: Client, form: str
) -> None:
    shown = put_emblem(portal, picture(form), name=f"emblem.{form.lower()}", by=world.provincial, at=NOW)
    kept = path_of(shown.emblem_sha256).read_bytes()
    assert b"photographed" in picture(form) and b"photographed" not in kept
    with Image.open(BytesIO(kept)) as drawn:
        assert max(drawn.size) == 192
    page = client.get("/").content.decode()
    address = f"/look/emblem/{shown.emblem_sha256}/"
    assert address in page and client.get(address).content == kept
    take_emblem_away(portal, by=world.provincial, at=NOW)
    assert client.get(address).status_code == 404 and address not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("a.png", b"<svg><script>alert(1)</script></svg>"),
        ("a.png", b"GIF89a"),
        ("a.png", picture()[:200]),
        ("a.png", b""),
    ],
)
def test_what_is_no_picture_is_no_emblem(portal: Portal, world: World, name: str, content: bytes) -> None:
    with pytest.raises(RuleBroken):
        put_emblem(portal, content, name=name, by=world.provincial, at=NOW)
    portal.refresh_from_db()
    assert portal.emblem_sha256 == ""


def test_a_site_that_wears_its_own_colours_leads_to_them(
    portal: Portal, world: World, client: Client
) -> None:
    assert "/look/site/" not in client.get("/").content.decode()
    edit_portal(portal, {"cloth": "#5A1030"}, by=world.provincial, at=NOW)
    assert "/look/site/5a1030-.css" in client.get("/").content.decode()
    answer = client.get("/look/site/5a1030-.css")
    assert "--cloth:#5a1030" in answer.content.decode() and answer["Content-Type"] == "text/css"
    assert client.get("/look/site/123456-.css").status_code == 404


def test_a_heading_keeps_its_address_and_goes_only_when_it_is_empty(portal: Portal, world: World) -> None:
    by = world.provincial
    made = write_category(None, {"name": "Tin hoạt động"}, by=by, at=NOW)
    assert write_category(None, {"name": "Tin hoạt động"}, by=by, at=NOW).pk == made.pk
    write_category(made, {"name": "Tin", "name_lo": "ຂ່າວ"}, by=by, at=NOW)
    assert (made.slug, made.name_lo) == ("tin-hoat-dong", "ຂ່າວ")
    with pytest.raises(RuleBroken, match="such a heading"):
        write_category(None, {"name": "Tin"}, by=by, at=NOW)
    with pytest.raises(RuleBroken, match="does not allow"):
        write_category(None, {"name": "Mine"}, by=world.officer, at=NOW)
    copy = ArticleCopy.objects.create(
        story=portal.pk,
        slug="a",
        title="A",
        body_html="",
        author="A",
        category=made,
        published_at=NOW,
        renewed_at=NOW,
    )
    with pytest.raises(RuleBroken, match="Articles stand under"):
        drop_category(made, by=by, at=NOW)
    copy.delete()
    drop_category(made, by=by, at=NOW)
    assert not NewsCategory.objects.exists()


def test_a_site_shows_no_programme_that_whoever_writes_it_does_not_see(portal: Portal, world: World) -> None:
    edit_portal(portal, {"programmes": [world.programme.slug]}, by=world.provincial, at=NOW)
    for strange in ("far-hill", "nothing"):
        with pytest.raises(RuleBroken, match="not shared with you"):
            edit_portal(portal, {"programmes": [world.programme.slug, strange]}, by=world.provincial, at=NOW)
