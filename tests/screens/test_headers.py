"""Every answer tells browsers to run nothing of others; what somebody signed in to see is kept in no cache."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import LazySettings, settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from chungtay.incidents.screens.pages import SEALED
from chungtay.screens import headers
from chungtay.screens.look import sheet_address
from chungtay.urls import urlpatterns as addresses
from tests.access.things import things
from tests.world import World

Enter = Callable[[str], Client]

VALUES = {
    "uuid": UUID(int=7),
    "uuidstr": UUID(int=7),
    "int": 7,
    "code": "en",
    "form": "pdf",
    "tongue": "lo/",
}


def every_path(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """One path for each address of urls.py and of the API; what it names is nothing that there is."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from every_path(one.url_patterns, before + str(one.pattern))
        else:
            yield before + filled(str(one.pattern))


def filled(pattern: str) -> str:
    bare = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda found: str(VALUES.get(found[1], UUID(int=7))), pattern)
    bare = re.sub(
        r"<(?:(\w+):)?(\w+)>", lambda found: str(VALUES.get(found[2], VALUES.get(found[1], "seven"))), bare
    )
    return re.sub(r"[\^$\\]", "", bare)


PATHS = sorted(
    {*every_path(get_resolver().url_patterns), "/nowhere/", "/api/nowhere", "/static/js/adds-up.js"}
)


def break_down(request: HttpRequest) -> HttpResponse:
    raise ArithmeticError


urlpatterns = [path("broken/", break_down), *addresses]
handler500 = "chungtay.screens.errors.broken"


def wrong_with(answer: HttpResponse, referrer: str = "") -> list[str]:
    """What is missing or weak on an answer, whatever it is."""
    got = answer.headers
    policy = got.get("Content-Security-Policy", "")
    is_page = got.get("Content-Type", "").startswith("text/html") and "Content-Disposition" not in got
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": headers.PERMISSIONS,
        # A page on which something is sealed or opened is stricter still, and shows pictures from memory.
        "Content-Security-Policy": policy if policy == SEALED else headers.PAGE if is_page else headers.FILE,
        "Referrer-Policy": referrer or ("same-origin" if is_page else "no-referrer"),
    }
    judged = policy.replace(" blob:", "") if policy == SEALED else policy
    weak = [word for word in ("unsafe", "*", "http:", "https:", "data:", "blob:") if word in judged]
    # Open tables are for programs of anybody; they are asked without cookies.
    open_to_all = [name for name in got if name.lower().startswith("access-control-") and not is_open(answer)]
    return (
        [f"{name}: {got.get(name)}" for name in wanted if got.get(name) != wanted[name]] + weak + open_to_all
    )


def is_open(answer: HttpResponse) -> bool:
    path = answer.wsgi_request.path
    return (
        path.startswith("/data/") and path.endswith((".csv", ".xlsx", ".json")) and answer.status_code == 200
    )


def referrer_of(address: str) -> str:
    """Where the address itself holds a secret, nothing but the name of the house is told."""
    return "strict-origin" if re.match(r"/invitations/|(/lo|/en)?/(letters|news-by-mail)/.", address) else ""


def test_every_address_is_walked() -> None:
    assert len(PATHS) > 80
    assert {"/work/", f"/reports/{UUID(int=7)}/", "/api/openapi.json"} <= set(PATHS)
    assert not [one for one in PATHS if re.search(r"[<>()?]", one)]


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options"])
def test_every_answer_to_a_visitor_carries_them_all(client: Client, db: None, method: str) -> None:
    wrong = {}
    for address in PATHS:
        answer = getattr(client, method)(address)
        answer.close()
        wrong[address] = wrong_with(answer, referrer_of(address))
    assert {address: what for address, what in wrong.items() if what} == {}


@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_every_answer_to_somebody_signed_in_carries_them_and_is_kept_nowhere(
    signed_in: Enter, method: str
) -> None:
    wrong, browser = {}, signed_in("officer")
    for address in PATHS:
        answer = getattr(browser, method)(address)
        answer.close()
        if address == "/sign-out/":
            browser = signed_in("officer")
        kept = answer.headers.get("Cache-Control")
        wrong[address] = wrong_with(answer, referrer_of(address))
        if kept != "no-store" and not address.startswith("/static/"):
            wrong[address].append(f"Cache-Control: {kept}")
    assert {address: what for address, what in wrong.items() if what} == {}


def test_every_thing_that_is_there_is_shown_and_handed_out_with_them(
    signed_in: Enter, world: World, settings: LazySettings, tmp_path: Path
) -> None:
    settings.FILES = tmp_path
    wrong, shown, browser = {}, [], signed_in("leader")
    for (name, _thing), there in things(world).items():
        address = reverse(name, kwargs=there.names)
        answer = browser.get(address, there.asked)
        body = b"".join(answer) if answer.streaming else answer.content
        wrong[address] = wrong_with(answer, referrer_of(address))
        if answer.status_code == 200 and body:
            shown.append(name)
    assert {address: what for address, what in wrong.items() if what} == {}
    assert {"report", "document-file", "article-file", "article-own-file", "review-paper"} <= set(shown)


@pytest.mark.parametrize(
    ("status", "ask"),
    [
        (400, lambda browser: browser.get("/documents/", {"words": "a\0b"})),
        (400, lambda browser: browser.get("/", headers={"host": "evil.example"})),
        (400, lambda browser: browser.post("/api/activities", "{", content_type="application/json")),
        (422, lambda browser: browser.post("/api/readings")),
        (404, lambda browser: browser.get("/nowhere/")),
        (405, lambda browser: browser.put("/documents/")),
        (500, lambda browser: browser.get("/broken/")),
    ],
)
def test_what_went_wrong_carries_them_too(
    signed_in: Enter, status: int, ask: Callable[[Client], HttpResponse]
) -> None:
    browser = signed_in("officer")
    browser.raise_request_exception = False
    with override_settings(ROOT_URLCONF=__name__):
        answer = ask(browser)
    assert (answer.status_code, wrong_with(answer)) == (status, [])


def test_a_form_without_its_token_is_refused_with_them(signed_in: Enter) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in("officer").cookies
    for address in ("/documents/", "/api/readings"):
        answer = strict.post(address)
        assert (answer.status_code, wrong_with(answer)) == (403, [])


def test_no_script_or_style_may_stand_in_a_page_and_nothing_is_loaded_from_elsewhere() -> None:
    said = dict(part.split(" ", 1) for part in headers.PAGE.split("; "))
    assert set(said.values()) == {"'self'", "'none'"}
    assert {what for what, whose in said.items() if whose == "'none'"} == {
        "default-src",
        "object-src",
        "base-uri",
        "frame-ancestors",
    }


def test_only_what_is_the_same_for_everybody_is_kept_by_a_browser_that_signed_in(signed_in: Enter) -> None:
    look = signed_in("officer").get(sheet_address())
    assert "immutable" in look.headers["Cache-Control"]


def test_signing_out_takes_what_the_browser_holds(signed_in: Enter) -> None:
    assert signed_in("officer").post("/sign-out/").headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_visitor_keeps_no_page_that_does_not_say_so(client: Client, db: None) -> None:
    for address in ("/sign-in/", "/work/", "/nowhere/", "/api/work"):
        assert "no-store" in client.get(address).headers["Cache-Control"]


def test_over_https_a_browser_never_comes_by_http_again(client: Client, db: None) -> None:
    for address in ("/", "/nowhere/", "/api/work", "/static/js/adds-up.js"):
        plain, closed = client.get(address), client.get(address, secure=True)
        plain.close()
        closed.close()
        assert "Strict-Transport-Security" not in plain.headers  # a browser must not believe it there
        assert closed.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


@pytest.mark.parametrize(("proxies", "believed"), [(0, False), (1, True)])
def test_https_is_believed_from_a_proxy_of_ours_only(
    client: Client, db: None, proxies: int, believed: bool
) -> None:
    written = ("HTTP_X_FORWARDED_PROTO", "https") if proxies else None
    with override_settings(SECURE_PROXY_SSL_HEADER=written):
        answer = client.get("/", headers={"x-forwarded-proto": "https"})
    assert ("Strict-Transport-Security" in answer.headers) is believed


def test_settings_believe_no_proxy_unless_told() -> None:
    assert (settings.PROXIES, settings.SECURE_PROXY_SSL_HEADER) == (0, None)
    assert settings.USE_X_FORWARDED_HOST is False


def test_a_zero_byte_is_refused_wherever_it_is_typed(signed_in: Enter) -> None:
    """PostgreSQL keeps none, and no keyboard makes one."""
    browser, typed = signed_in("officer"), {"words": "a\0b"}
    assert browser.get("/documents/", typed).status_code == 400
    assert browser.post("/reports/", typed).status_code == 400
