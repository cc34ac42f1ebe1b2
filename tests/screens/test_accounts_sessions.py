"""How long a session lasts, who ends it, and when a person must show again who they are."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chungtay.actions.factors import change_password
from chungtay.models import AuditLine
from chungtay.screens.accounts.devices import address_in_short, device_in_words
from tests.world import TODAY, World

PASSWORD = "correct horse battery staple"
NEW = "nắng tháng ba trên cầu gỗ"
Enter = Callable[..., Client]
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
)


def pass_time(patch: pytest.MonkeyPatch, by: timedelta) -> None:
    now = timezone.now
    patch.setattr(timezone, "now", lambda: now() + by)


def come(name: str, **told: str) -> Client:
    browser = Client(headers={"Accept-Language": "en", **told})
    assert browser.post("/sign-in/", {"username": name, "password": PASSWORD}).status_code == 302
    return browser


def is_out(browser: Client) -> bool:
    pages = browser.get("/work/"), browser.get("/api/work")
    return [page.status_code for page in pages] == [302, 401] and "/sign-in/" in pages[0].headers["Location"]


@pytest.mark.parametrize(
    ("rests", "out"),
    [
        ([timedelta(minutes=59)], False),
        ([timedelta(minutes=61)], True),
        ([timedelta(minutes=50)] * 28, False),
        ([timedelta(minutes=50)] * 29, True),  # never at rest for an hour, and over after a day
        ([timedelta(hours=-2)], True),  # the clock was set back: how old the session is cannot be known
    ],
)
def test_a_session_ends_after_an_hour_of_rest_and_after_a_day(
    signed_in: Enter, monkeypatch: pytest.MonkeyPatch, rests: list[timedelta], out: bool
) -> None:
    officer = signed_in("officer")
    for rest in rests[:-1]:
        pass_time(monkeypatch, rest)
        assert officer.get("/work/").status_code == 200
    pass_time(monkeypatch, rests[-1])
    assert is_out(officer) == out


def test_a_disabled_account_is_out_at_the_next_request(signed_in: Enter, world: World) -> None:
    officer = signed_in("officer")
    assert officer.get("/work/").status_code == 200
    world.officer.account.is_active = False
    world.officer.account.save()
    assert is_out(officer)


def test_an_ended_post_is_out_at_the_next_request_and_told_so_calmly(signed_in: Enter, world: World) -> None:
    officer = signed_in("officer")
    world.officer.posts.update(valid_to=TODAY)
    page, api = officer.get("/work/"), officer.get("/api/work")
    assert (page.status_code, api.status_code) == (403, 403)
    assert "You hold no post today" in page.content.decode()
    assert 'href="/reports/"' not in page.content.decode()
    assert api.json() == {"messages": [{"text": "You hold no post today.", "where": ""}]}
    assert officer.get("/account/").status_code == 200
    assert officer.get("/").status_code == 200


def test_a_post_that_starts_tomorrow_opens_nothing_today(
    signed_in: Enter, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.officer.posts.update(valid_from=TODAY + timedelta(days=1))
    assert signed_in("officer").get("/reports/").status_code == 403
    pass_time(monkeypatch, timedelta(days=1))
    assert signed_in("officer").get("/reports/").status_code == 200


def test_a_new_password_ends_every_other_session(world: World, today: date) -> None:
    here, there = come("officer"), come("officer")
    answer = here.post("/account/password/", {"password": NEW, "again": NEW})
    assert answer.headers["Location"] == "/account/"
    assert here.get("/work/").status_code == 200
    assert is_out(there)
    assert "this browser" in here.get("/account/").content.decode()
    assert (
        AuditLine.objects.filter(act="change_password", thing_id=str(world.officer.account.pk)).count() == 1
    )


def test_a_password_changed_by_somebody_else_ends_them_all(world: World, today: date) -> None:
    browser = come("officer")
    change_password(world.officer.account, NEW, by=world.officer, at=timezone.now())
    assert is_out(browser)


@pytest.mark.parametrize(
    ("password", "again", "told"),
    [
        (NEW, "something else that is long", "not the same"),
        ("short", "short", "At least 15"),
        ("officer officer 2026", "officer officer 2026", "knows the office"),
        ("unionofdogwood2026", "unionofdogwood2026", "knows the office"),
    ],
)
def test_a_password_that_is_not_taken_says_why(
    signed_in: Enter, password: str, again: str, told: str
) -> None:
    page = signed_in("officer").post("/account/password/", {"password": password, "again": again})
    assert (page.status_code, told in page.content.decode()) == (422, True)


def test_sessions_are_listed_in_words_with_half_an_address(world: World, today: date) -> None:
    phone, office = come("officer", User_Agent=ANDROID), come("officer")
    page = phone.get("/account/").content.decode()
    assert "Chrome · Android" in page
    assert "A browser that is not known" in page
    assert "127.0.0.0" in page
    assert "127.0.0.1" not in page
    assert office.get("/account/").content.decode().count("Sign out there") == 1


def test_one_session_is_ended_and_all_others_are(world: World, today: date) -> None:
    here, there, third = come("officer"), come("officer"), come("officer")
    other = UserSession.objects.get(session_key=there.session.session_key)
    assert here.post(f"/account/sessions/{other.pk}/end/").status_code == 302
    assert is_out(there)
    assert third.get("/work/").status_code == 200
    assert here.post("/account/sessions/end/").status_code == 302
    assert is_out(third)
    assert here.get("/work/").status_code == 200
    assert AuditLine.objects.filter(act="end_session").count() == 2


def test_nobody_ends_a_session_of_somebody_else(world: World, today: date) -> None:
    officer, cedar = come("officer"), come("cedar")
    theirs = UserSession.objects.get(session_key=cedar.session.session_key)
    assert officer.post(f"/account/sessions/{theirs.pk}/end/").status_code == 404
    officer.post("/account/sessions/end/")
    assert cedar.get("/work/").status_code == 200


GRAVE = ["/account/password/", "/account/code-app/", "/account/passkeys/new/", "/account/recovery-codes/"]


@pytest.mark.parametrize("path", GRAVE)
def test_what_weighs_more_asks_again_after_a_quarter_of_an_hour(
    world: World, today: date, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    officer = come("officer")
    pass_time(monkeypatch, timedelta(minutes=14))
    assert officer.get(path).status_code in (200, 404)
    pass_time(monkeypatch, timedelta(minutes=2))
    asked = f"/sign-in/again/?next={path.replace('/', '%2F')}"
    assert officer.get(path).headers["Location"] == asked
    assert (
        officer.post(path, {"password": NEW, "again": NEW}).headers["Location"].startswith("/sign-in/again/")
    )
    assert officer.get("/work/").status_code == 200  # everything else goes on
    wrong = officer.post(asked, {"password": "wrong"})
    assert (wrong.status_code, "not your password" in wrong.content.decode()) == (422, True)
    assert officer.post(asked, {"password": PASSWORD, "next": path}).headers["Location"] == path
    assert officer.get(path).status_code in (200, 404)


def test_freezing_and_publishing_ask_again_on_pages_and_by_the_api(
    signed_in: Enter, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    leader, id = signed_in("leader"), world.plan.pk  # nothing of this id needs to exist to be asked
    pass_time(monkeypatch, timedelta(minutes=16))
    for path in (f"/reviews/{id}/freezing/", f"/articles/{id}/publication/"):
        assert leader.post(path).headers["Location"].startswith("/sign-in/again/")
        answer = leader.post("/api" + path.rstrip("/"), content_type="application/json")
        assert (answer.status_code, "fresh sign-in" in answer.content.decode()) == (403, True)


def test_guessing_the_password_in_an_open_session_is_slowed_too(world: World, today: date) -> None:
    officer = come("officer")
    for _ in range(7):
        page = officer.post("/sign-in/again/", {"password": "wrong"})
    assert "Too many tries" in page.content.decode()


def test_asking_again_never_leads_away(world: World, today: date) -> None:
    told = {"password": PASSWORD, "next": "https://evil.example/"}
    assert come("officer").post("/sign-in/again/", told).headers["Location"] == "/work/"


def test_one_click_is_believed_in_the_demo_only(world: World, today: date) -> None:
    browser = Client()
    settings.DEMO_MARK.touch()
    try:
        browser.post(f"/enter/{world.leader.posts.get().pk}/")
        world.leader.account.authenticator_set.all().delete()
        assert browser.get("/work/").status_code == 200
        assert browser.get("/account/password/").status_code == 200
    finally:
        settings.DEMO_MARK.unlink()
    assert browser.get("/work/").headers["Location"] == "/account/"


def test_a_page_costs_one_query_more_where_a_second_step_is_needed_and_none_elsewhere(
    signed_in: Enter,
) -> None:
    def asked_for(name: str) -> int:
        browser = signed_in(name)
        with CaptureQueriesContext(connection) as asked:
            browser.get("/account/sessions/end/")
        return len(asked)

    assert asked_for("leader") - asked_for("officer") == 1


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (ANDROID, "Chrome · Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge · Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1",
            "Safari · iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox · Linux"),
        ("curl/8.0", ""),
    ],
)
def test_a_browser_is_named_in_words(says: str, words: str) -> None:
    assert device_in_words(says) == words


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("203.0.113.77", "203.0.113.0"),
        ("2001:db8:7:9:1::5", "2001:db8:7::"),
        ("::1", "::"),
        ("", "0.0.0.0"),
    ],
)
def test_an_address_is_kept_in_short(rf: object, address: str, short: str) -> None:
    request = rf.get("/", REMOTE_ADDR=address)  # type: ignore[attr-defined]
    assert address_in_short(request) == short
