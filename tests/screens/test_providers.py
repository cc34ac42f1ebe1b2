"""Another office's sign-in lets in whoever bound it before, and nobody else, whatever it says."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.conf import LazySettings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from chungtay.models import Account, AuditLine, Binding
from chungtay.rules.people import Role
from chungtay.rules.providers import Provider
from chungtay.screens.accounts.words import NOT_ACCEPTED
from tests.local_provider import CLIENT, SECRET, LocalProvider, local_provider, new_key
from tests.world import World

Enter = Callable[[str], Client]
NAMES = {"vi": "Cơ quan", "lo": "ຫ້ອງການ", "en": "Office"}


@pytest.fixture(scope="module")
def key() -> RSAPrivateKey:
    return new_key()


@pytest.fixture
def office(key: RSAPrivateKey, settings: LazySettings) -> Iterator[LocalProvider]:
    cache.clear()  # a port may have been another provider's a moment ago
    with local_provider(key) as running:
        settings.PROVIDERS = (described(running),)
        yield running


def described(running: LocalProvider, id: str = "office", **more: Any) -> Provider:
    return Provider(id=id, names=NAMES, server=running.address, client=CLIENT, secret=SECRET, **more)


@pytest.fixture
def bound(world: World, office: LocalProvider, signed_in: Enter) -> Account:
    """The officer's account, which its owner has bound."""
    answer = connect(signed_in("officer"), office)
    assert (answer.status_code, answer["Location"]) == (302, "/account/bindings/")
    account: Account = world.officer.account
    return account


def connect(browser: Client, office: LocalProvider, id: str = "office") -> HttpResponse:
    return browser.get(office.visit(door_in(browser.post(f"/account/bindings/{id}/"))))


def door_in(page: HttpResponse) -> str:
    assert page.status_code == 200, page
    return unescape(re.findall(r'content="0; url=([^"]+)"', page.content.decode())[0])


def fresh() -> Client:
    return Client(headers={"accept-language": "en"})


def go_over(browser: Client, id: str = "office", **form: str) -> str:
    return door_in(browser.post(f"/sign-in/with/{id}/", form))


def come_in(browser: Client, office: LocalProvider, **form: str) -> HttpResponse:
    return browser.get(office.visit(go_over(browser, **form)))


def is_in(browser: Client) -> bool:
    return bool(browser.get("/account/").status_code == 200)


def assert_refused(browser: Client, answer: HttpResponse) -> None:
    """The same for every reason."""
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/")
    assert str(NOT_ACCEPTED) in browser.get("/sign-in/").content.decode()
    assert not is_in(browser)


# coming in


def test_whoever_bound_it_comes_in_and_that_is_written_down(bound: Account, office: LocalProvider) -> None:
    browser = fresh()
    answer = come_in(browser, office, next="/reports/")
    assert (answer.status_code, answer["Location"]) == (302, "/reports/")
    assert is_in(browser)
    assert "provider" in AuditLine.objects.filter(act="sign_in").order_by("number").last().reason


def test_the_sign_in_page_offers_each_office(db: None, office: LocalProvider) -> None:
    assert "Sign in with Office" in fresh().get("/sign-in/").content.decode()


def test_nobody_gets_an_account_by_it(world: World, office: LocalProvider) -> None:
    accounts = Account.objects.count()
    browser, office.says = fresh(), {"email": "officer@example.org", "preferred_username": "officer"}
    assert_refused(browser, come_in(browser, office))
    assert (Account.objects.count(), Binding.objects.count()) == (accounts, 0)


@pytest.mark.parametrize(
    "says",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "somebody-else"},
        {"aud": ["chungtay", "somebody-else"]},
        {"aud": ["chungtay", "somebody-else"], "azp": "somebody-else"},
        {"azp": "somebody-else"},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"exp": lambda now: now - 120},
        {"exp": None},
        {"exp": "soon"},
        {"iat": lambda now: now - 3600},
        {"iat": lambda now: now + 3600},
        {"nbf": lambda now: now + 3600},
        {"sub": "subject-8"},
        {"sub": None},
        {"sub": ""},
        {"sub": "s" * 10_000},
        {"sub": 7},
    ],
    ids=lambda says: " ".join(says),
)
def test_an_answer_that_is_not_quite_right_lets_nobody_in(
    bound: Account, office: LocalProvider, says: dict[str, Any]
) -> None:
    browser, office.says = fresh(), says
    assert_refused(browser, come_in(browser, office))


@pytest.mark.parametrize("forged", ["another key", "another name of key", "no signature", "our own secret"])
def test_an_answer_that_another_has_signed_lets_nobody_in(
    bound: Account, office: LocalProvider, forged: str
) -> None:
    browser = fresh()
    if forged == "another key":
        office.signs_with = new_key()
    elif forged == "another name of key":
        office.kid = "two"
    else:
        office.algorithm = {"no signature": "none", "our own secret": "HS256"}[forged]
        office.signs_with = None if forged == "no signature" else SECRET * 3  # type: ignore[assignment]
    assert_refused(browser, come_in(browser, office))


@pytest.mark.parametrize(
    "change",
    [
        lambda back: re.sub("state=[^&]+", "state=another", back),
        lambda back: re.sub("state=[^&]+&?", "", back),
        lambda back: re.sub("code=[^&]+", "code=another", back),
        lambda back: re.sub("code=[^&]+&?", "", back),
        lambda back: re.sub("iss=[^&]+", "iss=https%3A%2F%2Fevil.example", back),
        lambda back: back + "&error=access_denied",
        lambda back: back.replace("/office/", "/second/"),
    ],
)
def test_a_way_back_that_was_changed_lets_nobody_in(
    bound: Account, office: LocalProvider, settings: LazySettings, change: Callable[[str], str]
) -> None:
    settings.PROVIDERS = (described(office), described(office, "second"))
    browser = fresh()
    assert_refused(browser, browser.get(change(office.visit(go_over(browser)))))


def test_an_answer_is_good_once_and_in_the_browser_that_asked(bound: Account, office: LocalProvider) -> None:
    browser, thief = fresh(), fresh()
    back = office.visit(go_over(browser))
    assert_refused(thief, thief.get(back))
    assert browser.get(back)["Location"] == "/work/"
    browser.post("/sign-out/")
    assert_refused(browser, browser.get(back))


def test_a_careless_provider_makes_no_answer_good_twice_nor_for_another(
    bound: Account, office: LocalProvider, settings: LazySettings
) -> None:
    settings.PROVIDERS = (described(office), described(office, "second"))
    office.is_careless = True
    browser = fresh()
    assert_refused(browser, browser.get(office.visit(go_over(browser)).replace("/office/", "/second/")))
    back = office.visit(go_over(browser))
    assert browser.get(back)["Location"] == "/work/"
    assert browser.get(back)["Location"] == "/account/bindings/"
    assert AuditLine.objects.filter(act="sign_in", person_id=bound.person_id).count() == 1


def test_a_code_that_was_used_elsewhere_lets_nobody_in(bound: Account, office: LocalProvider) -> None:
    browser = fresh()
    back = office.visit(go_over(browser))
    office.codes.clear()
    assert_refused(browser, browser.get(back))


def test_an_answer_that_took_too_long_lets_nobody_in(
    bound: Account, office: LocalProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = fresh()
    back = office.visit(go_over(browser))
    session = browser.session
    for step in session["provider_steps"].values():
        step["began_at"] -= 601
    session.save()
    assert_refused(browser, browser.get(back))


def test_a_closed_account_stays_closed(bound: Account, office: LocalProvider) -> None:
    Account.objects.filter(pk=bound.pk).update(is_active=False)
    browser = fresh()
    assert_refused(browser, come_in(browser, office))


def test_the_same_subject_of_another_provider_is_somebody_else(
    bound: Account, office: LocalProvider, settings: LazySettings, key: RSAPrivateKey
) -> None:
    with local_provider(key) as second:
        settings.PROVIDERS = (described(office), described(second, "second"))
        browser = fresh()
        assert_refused(browser, browser.get(second.visit(go_over(browser, "second"))))


@pytest.mark.parametrize(
    "next",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/%2F/evil"],
)
def test_nobody_is_led_elsewhere_afterwards(bound: Account, office: LocalProvider, next: str) -> None:
    place = come_in(fresh(), office, next=next)["Location"]
    assert place in ("/work/", "/%2F/evil")


def test_going_over_is_a_choice_of_the_person(db: None, office: LocalProvider) -> None:
    assert fresh().get("/sign-in/with/office/").status_code == 405
    assert fresh().post("/sign-in/with/nobody/").status_code == 404
    assert office.asked == []


def test_the_browser_is_led_by_a_page_that_the_policy_allows(db: None, office: LocalProvider) -> None:
    page = fresh().post("/sign-in/with/office/")
    assert "form-action 'self'" in page["Content-Security-Policy"]
    assert page["Referrer-Policy"] == "same-origin"  # the provider does not learn the page


# what the server is asked


@pytest.mark.parametrize(
    "describes",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"authorization_endpoint": "http://evil.example/"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": "http://169.254.169.254/"},
        {"token_endpoint": "file:///etc/passwd"},
        {"jwks_uri": None},
    ],
    ids=str,
)
def test_a_provider_that_describes_itself_strangely_is_not_asked_further(
    db: None, office: LocalProvider, describes: dict[str, Any]
) -> None:
    browser, office.describes = fresh(), describes
    answer = browser.post("/sign-in/with/office/")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/")
    assert "does not answer" in browser.get("/sign-in/").content.decode()
    assert office.asked == ["/.well-known/openid-configuration"]


@pytest.mark.parametrize("describes", [{}, {"issuer": None}], ids=["sound", "strange"])
def test_whoever_presses_the_button_often_makes_the_provider_answer_once(
    db: None, office: LocalProvider, describes: dict[str, Any]
) -> None:
    office.describes = describes
    for _turn in range(5):
        fresh().post("/sign-in/with/office/")
    assert office.asked == ["/.well-known/openid-configuration"]


def test_a_redirect_of_the_provider_is_not_followed(
    db: None, office: LocalProvider, key: RSAPrivateKey
) -> None:
    with local_provider(key) as other:
        office.redirects_to = f"{other.address}/.well-known/openid-configuration"
        assert fresh().post("/sign-in/with/office/").status_code == 302
        assert other.asked == []


# binding


def test_only_who_is_signed_in_and_sure_binds(db: None, office: LocalProvider, signed_in: Enter) -> None:
    assert fresh().post("/account/bindings/office/")["Location"].startswith("/sign-in/")
    browser = signed_in("officer")
    session = browser.session
    session["sure_at"] = 0
    session.save()
    assert browser.post("/account/bindings/office/")["Location"].startswith("/sign-in/again/")
    assert office.asked == []


def test_one_sign_in_opens_one_account(bound: Account, office: LocalProvider, signed_in: Enter) -> None:
    answer = connect(signed_in("leader"), office)
    assert answer.status_code == 422
    assert "opens an account already" in answer.content.decode()
    assert Binding.objects.get().account_id == bound.pk


def test_a_way_back_of_somebody_else_binds_nothing(
    world: World, office: LocalProvider, signed_in: Enter
) -> None:
    """The trick: to lay one's own answer into the browser of another, so that theirs opens for oneself."""
    thief, victim = signed_in("officer"), signed_in("leader")
    back = office.visit(door_in(thief.post("/account/bindings/office/")))
    victim.get(back)
    assert Binding.objects.count() == 0


def test_a_binding_is_loosened_by_its_owner_only(
    bound: Account, office: LocalProvider, signed_in: Enter
) -> None:
    address = f"/account/bindings/{Binding.objects.get().pk}/loosening/"
    assert signed_in("leader").post(address).status_code == 404
    assert signed_in("officer").post(address).status_code == 302
    browser = fresh()
    assert_refused(browser, come_in(browser, office))


def test_who_somebody_is_over_there_is_kept_as_a_mark_only(bound: Account, office: LocalProvider) -> None:
    held = Binding.objects.get()
    assert office.subject not in f"{held.mark} {held}"
    assert office.subject not in " ".join(AuditLine.objects.values_list("reason", flat=True))


# the second step


@pytest.mark.parametrize(
    ("trusted", "says", "lets_in"),
    [
        ({}, {"amr": ["mfa"]}, False),
        ({"second_factor": True}, {}, False),
        ({"second_factor": True}, {"amr": ["pwd"]}, False),
        ({"second_factor": True}, {"amr": "mfa"}, False),
        ({"second_factor": True}, {"amr": ["pwd", "mfa"]}, True),
        ({"second_factor": True, "acr": frozenset({"high"})}, {"acr": "high"}, True),
        ({"second_factor": True, "acr": frozenset({"high"})}, {"acr": "low"}, False),
    ],
)
def test_a_second_step_is_asked_unless_a_trusted_office_says_it_asked_one(
    bound: Account,
    office: LocalProvider,
    settings: LazySettings,
    trusted: dict[str, Any],
    says: dict[str, Any],
    lets_in: bool,
) -> None:
    Authenticator.objects.create(user=bound, type=Authenticator.Type.TOTP, data={})
    settings.PROVIDERS, office.says = (described(office, **trusted),), says
    browser = fresh()
    place = come_in(browser, office)["Location"]
    assert (place, is_in(browser)) == (("/work/", True) if lets_in else ("/sign-in/second-step/", False))


@pytest.mark.parametrize(("says", "opens"), [({}, False), ({"amr": ["mfa"]}, True)])
def test_a_post_that_needs_a_second_step_gets_it_from_the_office_or_stays_outside(
    bound: Account, office: LocalProvider, settings: LazySettings, says: dict[str, Any], opens: bool
) -> None:
    bound.person.posts.update(role=Role.AUDITOR)
    settings.PROVIDERS, office.says = (described(office, second_factor=True),), says
    browser = fresh()
    come_in(browser, office)
    assert not Authenticator.objects.filter(user=bound).exists()
    assert (browser.get("/work/").status_code == 200) is opens
