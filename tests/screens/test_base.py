"""Every page has its frame: rooms by role, the look in one light sheet, calm words when something breaks."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils.translation import override

import chungtay
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import ALLOWED, Act, Kind, Role
from chungtay.screens import errors
from chungtay.screens.context import rooms_for
from chungtay.screens.look import sheet_address, sheet_text
from chungtay.screens.middleware import PersonMiddleware

PACKAGE = Path(chungtay.__file__).parent
TEMPLATES = sorted(PACKAGE.rglob("*.html"))
Enter = Callable[[str], Client]


def test_a_first_page_with_its_look_is_light(client: Client, db: None) -> None:
    page, look = client.get("/sign-in/"), client.get(sheet_address())
    assert len(page.content) + len(look.content) < 100_000
    packed = client.get(sheet_address(), headers={"Accept-Encoding": "gzip"})
    assert len(packed.content) < 20_000


def test_the_sheet_is_kept_until_it_changes(client: Client, db: None) -> None:
    look = client.get(sheet_address())
    assert "immutable" in look.headers["Cache-Control"]
    assert look.headers["Content-Type"] == "text/css"
    assert client.get("/look/yesterday.css").status_code == 404


def test_the_sheet_declares_its_layers_before_anything_else() -> None:
    assert re.search(r"^@layer .*?$", sheet_text(), re.M).group() == (  # type: ignore[union-attr]
        "@layer tokens, base, layout, component, paper, print;"
    )
    assert sheet_text().count("{") == sheet_text().count("}")


@pytest.mark.parametrize("file", sorted((PACKAGE / "screens/static/css").glob("*.css")), ids=lambda f: f.name)
def test_only_the_tokens_name_colours(file: Path) -> None:
    masks = {"#0000", "#0006", "#0d1122b3", "#fff3"}
    named = set(re.findall(r"(?<![\w(])#[0-9a-fA-F]{3,8}\b", file.read_text()))
    on_white = ("tokens.css", "paper.css", "print.css")  # official paper is black on white, whatever the page
    assert file.name in on_white or named <= masks


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_a_template_is_short_and_holds_neither_style_nor_script(file: Path) -> None:
    text = file.read_text()
    assert text.count("\n") <= 60
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize("name", ["officer", "provincial", "partner", "auditor"])
def test_a_page_says_who_reads_it_and_how_to_leave(signed_in: Enter, name: str) -> None:
    page = signed_in(name).get("/work/").content.decode()
    assert page.index('class="skip"') < page.index("<header")
    assert f"{name.capitalize()} of Union of" in page
    assert 'action="/sign-out/"' in page


# What whoever works in a programme finds in the masthead.
ROOMS = (
    "/work/ /programmes/ /tasks/ /meetings/ /reports/ /exchange/ /activities/ /registers/ /ledger/ "
    "/places/ /reviews/ /papers/ /oversight/"
)


@pytest.mark.parametrize(
    ("role", "rooms"),
    [
        (Role.COMMUNE_OFFICER, ROOMS),
        (
            Role.PROVINCIAL_OFFICER,
            ROOMS.replace("/reports/", "/directives/ /reports/").replace("/papers/", "/papers/ /articles/"),
        ),
        (Role.AUDITOR, ROOMS.replace("/papers/", "/papers/ /petitions/") + " /audit/"),
        (Role.ADMINISTRATOR, "/work/ /indicators/ /places/ /portals/ /people/"),
    ],
)
def test_each_role_sees_the_rooms_that_are_open_to_it(
    role: Role, rooms: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chungtay.screens.context.address_of", lambda room: f"/{room}/")
    assert " ".join(room.address for room in rooms_for(set(ALLOWED[role]), "/work/")) == rooms


def test_the_room_one_stands_in_is_marked() -> None:
    marks = {
        room.address: room.current
        for room in rooms_for({(Act.READ, Kind.REPORT), (Act.READ, Kind.REGISTERED)}, "/reports/7/")
    }
    assert marks["/reports/"] == "true"
    assert marks["/work/"] == ""


def test_whoever_defines_or_reads_in_finds_that_behind_ledger_and_papers(signed_in: Enter) -> None:
    for name, seen in (("provincial", True), ("officer", False)):
        browser = signed_in(name)
        assert (b'href="/indicators/"' in browser.get("/ledger/").content) is seen
        assert (b'href="/readings/"' in browser.get("/papers/").content) is seen


def test_public_sites_and_letters_stand_behind_the_articles() -> None:
    shown = rooms_for(set(ALLOWED[Role.PROVINCIAL_LEADER]), "/petitions/7/")
    marks = {room.address: room.current for room in shown}
    assert marks["/articles/"] == "true"
    assert "/petitions/" not in marks


@pytest.mark.parametrize(
    ("path", "room"),
    [
        ("/programmes/oak-elm/", "/programmes/"),
        ("/programmes/oak-elm/signing/", "/programmes/"),
        ("/programmes/oak-elm/plans/7/board/", "/programmes/"),
        ("/plans/7/cascade/", "/programmes/"),
        ("/programmes/oak-elm/meetings/new/", "/meetings/"),
        ("/programmes/oak-elm/matters/new/", "/exchange/"),
        ("/programmes/oak-elm/turns/", "/exchange/"),
        ("/programmes/oak-elm/workshops/new/", "/oversight/"),
        ("/programmes/oak-elm/forms/", "/reports/"),
        ("/figures/", "/ledger/"),
        ("/registry/books/7/", "/papers/"),
        ("/account/", ""),
    ],
)
def test_each_page_stands_in_one_room(path: str, room: str) -> None:
    shown = rooms_for(set(ALLOWED[Role.PROVINCIAL_LEADER]), path)
    assert " ".join(one.address for one in shown if one.current) == room


def test_an_unknown_address_is_calm_for_everyone(client: Client, signed_in: Enter) -> None:
    for visitor in (client, signed_in("officer")):
        page = visitor.get("/nope/", HTTP_ACCEPT_LANGUAGE="en")
        assert page.status_code == 404
        assert b"There is no such page" in page.content


def test_a_form_without_its_token_says_what_to_do(world: object) -> None:
    guarded = Client(enforce_csrf_checks=True)
    page = guarded.post("/sign-in/", {"username": "officer"}, HTTP_ACCEPT_LANGUAGE="en")
    assert page.status_code == 403
    assert b"reload and send again" in page.content


def test_when_we_break_the_page_needs_neither_database_nor_person() -> None:
    with override("vi"):
        page = errors.broken(RequestFactory().get("/work/"))
    assert page.status_code == 500
    assert "Hệ thống gặp lỗi" in page.content.decode()


def test_a_broken_rule_that_no_form_answers_is_shown_with_all_its_messages(signed_in: Enter) -> None:
    def never(request: HttpRequest) -> None:
        raise AssertionError

    request = signed_in("officer").get("/work/").wsgi_request
    both = [
        Message("%(typed)s is not a number.", {"typed": "<x>"}),
        Message("%(typed)s is not a number.", {"typed": "y"}),
    ]
    page = PersonMiddleware(never).process_exception(request, RuleBroken(both))  # type: ignore[arg-type]
    assert page is not None
    assert page.status_code == 422
    assert "&lt;x&gt;" in page.content.decode()
    assert page.content.decode().count("is not a number") == 2


def test_other_troubles_are_not_taken_for_a_broken_rule() -> None:
    middleware = PersonMiddleware(lambda request: None)  # type: ignore[arg-type,return-value]
    assert middleware.process_exception(HttpRequest(), ValueError("a bug")) is None


def test_messages_are_sorted_by_the_field_they_speak_of() -> None:
    problem = RuleBroken([Message("One.", where="a"), Message("Two."), Message("Three.", where="a")])
    assert errors.said_by_field(problem) == {"a": ["One.", "Three."], "": ["Two."]}
