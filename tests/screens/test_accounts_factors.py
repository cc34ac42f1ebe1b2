"""The second step: who needs one, how it is asked for, and that nothing of it is good twice."""

import html
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from chungtay.actions.factors import right_code
from chungtay.models import Account, AuditLine, FailedTries
from chungtay.rules.people import SECOND_FACTOR, Role
from tests.passkeys import Passkey
from tests.world import CODE_SECRET, World

PASSWORD = "correct horse battery staple"
Enter = Callable[..., Client]


def digits(secret: str = CODE_SECRET, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30 + steps))


def with_password(name: str) -> Client:
    browser = Client(headers={"Accept-Language": "en"})
    browser.post("/sign-in/", {"username": name, "password": PASSWORD})
    return browser


def is_in(browser: Client) -> bool:
    request = HttpRequest()
    request.session = browser.session
    return get_user(request).is_authenticated


def without_factors(world: World, name: str) -> Account:
    account: Account = world.persons[name].account
    Authenticator.objects.filter(user=account).delete()
    return account


def a_passkey(account: Account, name: str) -> Authenticator:
    return Authenticator.objects.create(
        user=account, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": {}}
    )


def test_the_password_alone_lets_nobody_in_who_has_a_second_step(world: World, today: object) -> None:
    leader = with_password("leader")
    assert not is_in(leader)
    assert leader.get("/work/").headers["Location"] == "/sign-in/?next=/work/"
    assert leader.get("/api/work").status_code == 401
    answer = leader.post("/sign-in/second-step/", {"code": digits()})
    assert answer.headers["Location"] == "/work/"
    assert leader.get("/work/").status_code == 200


def test_the_second_step_leads_on_to_what_was_asked_for(world: World, today: object) -> None:
    browser = Client()
    browser.post("/sign-in/?next=/reviews/", {"username": "leader", "password": PASSWORD})
    assert browser.post("/sign-in/second-step/", {"code": digits()}).headers["Location"] == "/reviews/"


@pytest.mark.parametrize("code", ["", "000000", "x", "１２３４５６", "1" * 10_000, "-1"])
def test_a_wrong_code_lets_nobody_in(world: World, today: object, code: str) -> None:
    leader = with_password("leader")
    assert leader.post("/sign-in/second-step/", {"code": code}).status_code == 422
    assert not is_in(leader)


def test_a_code_is_good_once_whichever_process_is_asked(world: World, today: object) -> None:
    code, first, second = digits(), with_password("leader"), with_password("leader")
    assert first.post("/sign-in/second-step/", {"code": code}).status_code == 302
    answer = second.post("/sign-in/second-step/", {"code": code})
    assert (answer.status_code, is_in(second)) == (422, False)
    # What was used stands in the database, not in the memory of one process.
    assert Authenticator.objects.get(user=world.leader.account).data["last_counter"]


def test_an_older_code_is_refused_after_a_newer_one(world: World, today: object) -> None:
    account = world.leader.account
    assert right_code(account, digits(steps=1), at=timezone.now())
    assert right_code(account, digits(steps=0), at=timezone.now()) is None
    assert right_code(account, digits(steps=-1), at=timezone.now()) is None


def test_a_clock_that_steps_by_two_hours_makes_no_used_code_good(world: World, today: object) -> None:
    account, code = world.leader.account, digits()
    assert right_code(account, code, at=timezone.now())
    for step in (-2, 2):
        assert right_code(account, code, at=timezone.now() + timedelta(hours=step)) is None
    assert right_code(account, code, at=timezone.now()) is None


def test_a_phone_half_a_minute_off_is_understood_and_two_minutes_are_not(world: World, today: object) -> None:
    assert right_code(world.leader.account, digits(steps=-4), at=timezone.now()) is None
    assert right_code(world.leader.account, digits(steps=-1), at=timezone.now())


def test_guessing_codes_is_slowed_as_guessing_passwords_is(world: World, today: object) -> None:
    leader = with_password("leader")
    for _ in range(6):
        leader.post("/sign-in/second-step/", {"code": "000000"})
    answer = leader.post("/sign-in/second-step/", {"code": digits()})
    assert "Wait 1 minute" in answer.content.decode()
    assert not is_in(leader)


def test_a_recovery_code_opens_once(world: World, today: object) -> None:
    codes = RecoveryCodes.activate(world.leader.account).get_unused_codes()
    first = with_password("leader")
    assert first.post("/sign-in/second-step/", {"code": f"{codes[0][:4]} {codes[0][4:]}"}).status_code == 302
    assert "9 codes are left" in first.get("/account/").content.decode()
    second = with_password("leader")
    assert second.post("/sign-in/second-step/", {"code": codes[0]}).status_code == 422


def test_recovery_codes_are_shown_once_and_a_new_set_voids_the_old(signed_in: Enter, world: World) -> None:
    old = RecoveryCodes.activate(world.leader.account).get_unused_codes()
    leader = signed_in("leader")
    shown = leader.get("/account/recovery-codes/").content.decode()
    assert all(f"<code>{code[:4]} {code[4:8]} {code[8:]}</code>" in shown for code in old)
    assert 'download="chung-tay.txt"' in shown
    assert old[0][:4] not in leader.get("/account/recovery-codes/").content.decode()
    assert leader.post("/account/recovery-codes/").headers["Location"] == "/account/recovery-codes/"
    assert right_code(world.leader.account, old[0], at=timezone.now()) is None
    assert leader.get("/account/recovery-codes/").content.decode().count("<code>") == 10


def test_secrets_are_sealed_in_the_database(world: World) -> None:
    codes = RecoveryCodes.activate(world.leader.account)
    kept = json.dumps([row.data for row in Authenticator.objects.all()])
    assert CODE_SECRET not in kept
    assert "gAAAA" in codes.instance.data["seed"]


@pytest.mark.parametrize("role", Role)
def test_roles_that_need_a_second_step_get_nothing_without_one(
    signed_in: Enter, world: World, role: Role
) -> None:
    without_factors(world, "leader")
    world.leader.posts.update(role=role)
    browser = signed_in("leader")
    page, api, search = browser.get("/work/"), browser.get("/api/work"), browser.post("/articles/new/", {})
    if role not in SECOND_FACTOR:
        assert (page.status_code, api.status_code) == (200, 200)
        return
    assert page.headers["Location"] == search.headers["Location"] == "/account/"
    assert api.status_code == 403
    assert "asks for a second step" in api.json()["messages"][0]["text"]
    own = browser.get("/account/").content.decode()
    assert "the other rooms stay closed" in own
    assert 'href="/reports/"' not in own
    assert browser.get("/").status_code == 200  # what is public stays so


def test_a_session_from_before_a_promotion_is_asked_for_the_second_step(
    signed_in: Enter, world: World
) -> None:
    officer = signed_in("officer")
    assert officer.get("/work/").status_code == 200
    world.officer.posts.update(role=Role.COMMUNE_LEADER)
    assert officer.get("/work/").headers["Location"] == "/account/"


def test_whoever_needs_one_enrols_an_app_and_goes_on(signed_in: Enter, world: World) -> None:
    account = without_factors(world, "leader")
    leader = signed_in("leader")
    page = leader.get("/account/code-app/").content.decode()
    secret = page.split('class="secret">')[1].split("<")[0]
    assert leader.post("/account/code-app/", {"code": "000000"}).status_code == 422
    answer = leader.post("/account/code-app/", {"code": digits(secret)})
    assert answer.headers["Location"] == "/account/recovery-codes/"
    assert leader.get("/work/").status_code == 200
    assert (
        right_code(account, digits(secret), at=timezone.now()) is None
    )  # the code shown on adding is used up
    assert set(Authenticator.objects.filter(user=account).values_list("type", flat=True)) == {
        "totp",
        "recovery_codes",
    }
    assert AuditLine.objects.filter(act="add_factor", thing_id=str(account.pk), reason="code_app").exists()


def test_the_last_factor_of_a_leader_stays_and_an_officers_goes(signed_in: Enter, world: World) -> None:
    leader = signed_in("leader")
    app = Authenticator.objects.get(user=world.leader.account)
    answer = leader.post(f"/account/factors/{app.pk}/removal/")
    assert (answer.status_code, "Add another one" in answer.content.decode()) == (422, True)
    a_passkey(world.leader.account, "Phone")
    assert leader.post(f"/account/factors/{app.pk}/removal/").status_code == 302
    own = TOTP.activate(world.officer.account, CODE_SECRET).instance
    RecoveryCodes.activate(world.officer.account)
    assert signed_in("officer").post(f"/account/factors/{own.pk}/removal/").status_code == 302
    assert not Authenticator.objects.filter(user=world.officer.account).exists()


def test_passkeys_have_names_and_nobody_touches_anothers(signed_in: Enter, world: World) -> None:
    own, other = a_passkey(world.officer.account, "Phone"), a_passkey(world.leader.account, "Desk")
    officer = signed_in("officer")
    assert officer.post(f"/account/passkeys/{own.pk}/", {"name": "Old phone"}).status_code == 302
    page = officer.get("/account/").content.decode()
    assert "Old phone" in page
    assert "Desk" not in page
    for path in (f"/account/passkeys/{other.pk}/", f"/account/factors/{other.pk}/removal/"):
        assert officer.post(path, {"name": "Mine"}).status_code == 404


JUNK = ["", "5", "[]", "{}", '{"response": 3}', '{"response": {"userHandle": 7}}', "no json", '{"id": null}',
        '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"userHandle": "eA"}}',
        '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30",'
        ' "authenticatorData": "eA", "signature": "eA", "userHandle": "eA"}}']  # fmt: skip


@pytest.mark.parametrize("credential", JUNK)
def test_what_no_browser_sends_is_refused_like_a_wrong_key(
    signed_in: Enter, world: World, credential: str
) -> None:
    stranger = Client(headers={"Accept-Language": "en"})
    stranger.get("/sign-in/passkey/")
    assert stranger.post("/sign-in/passkey/", {"credential": credential}).headers["Location"] == "/sign-in/"
    assert "was not accepted" in stranger.get("/sign-in/").content.decode()
    leader = with_password("leader")
    assert leader.post("/sign-in/second-step/", {"credential": credential}).status_code == 422
    officer = signed_in("officer")
    officer.get("/account/passkeys/new/")
    answer = officer.post("/account/passkeys/new/", {"name": "Phone", "credential": credential})
    assert answer.status_code == 422
    assert officer.post("/sign-in/again/", {"credential": credential}).status_code == 422


def test_the_way_of_coming_is_written_down_without_names(world: World, today: object) -> None:
    leader = with_password("leader")
    leader.post("/sign-in/second-step/", {"code": digits()})
    leader.post("/sign-out/")
    lines = AuditLine.objects.filter(thing_id=str(world.leader.account.pk)).order_by("number")
    assert list(lines.values_list("act", "reason")) == [("sign_in", "password, totp"), ("sign_out", "")]
    assert "leader" not in json.dumps([line.reason for line in lines])
    assert not FailedTries.objects.exists()


def enrolled(browser: Client, number: int = 1) -> Passkey:
    key = Passkey(number)
    credential = key.made(options_in(browser.get("/account/passkeys/new/")))
    told = {"name": f"Key {number}", "credential": credential}
    assert browser.post("/account/passkeys/new/", told).status_code == 302
    return key


def options_in(page: HttpResponse) -> dict[str, Any]:
    text = page.content.decode()
    found: dict[str, Any] = json.loads(html.unescape(text.split('data-options="')[1].split('"')[0]))
    return found


def test_a_passkey_alone_lets_its_owner_in(signed_in: Enter, world: World) -> None:
    without_factors(world, "leader")
    owner = signed_in("leader")
    first, second = enrolled(owner, 1), enrolled(owner, 2)
    for key in (first, second):
        browser = Client()
        options = browser.get("/sign-in/passkey/").json()
        answer = browser.post("/sign-in/passkey/", {"credential": key.shown(options), "next": "/reviews/"})
        assert answer.headers["Location"] == "/reviews/"
        assert browser.get("/reviews/").status_code == 200
    ways = AuditLine.objects.filter(act="sign_in").values_list("reason", flat=True)
    assert list(ways) == ["webauthn", "webauthn"]


def test_what_a_key_signed_is_good_once_and_for_its_question_only(signed_in: Enter, world: World) -> None:
    key = enrolled(signed_in("officer"))
    browser, other = Client(), Client()
    signed = key.shown(browser.get("/sign-in/passkey/").json())
    other.get("/sign-in/passkey/")
    assert other.post("/sign-in/passkey/", {"credential": signed}).headers["Location"] == "/sign-in/"
    assert browser.post("/sign-in/passkey/", {"credential": signed}).headers["Location"] == "/work/"
    browser.post("/sign-out/")
    assert browser.post("/sign-in/passkey/", {"credential": signed}).headers["Location"] == "/sign-in/"


def test_a_key_that_asked_for_no_finger_is_refused(signed_in: Enter, world: World) -> None:
    officer = signed_in("officer")
    made = Passkey().made(options_in(officer.get("/account/passkeys/new/")), flags=0x01)
    assert officer.post("/account/passkeys/new/", {"name": "Key", "credential": made}).status_code == 422
    key, browser = enrolled(officer), Client()
    shown = key.shown(browser.get("/sign-in/passkey/").json(), flags=0x01)
    assert browser.post("/sign-in/passkey/", {"credential": shown}).headers["Location"] == "/sign-in/"


def test_the_key_of_a_closed_account_opens_nothing_and_says_nothing(signed_in: Enter, world: World) -> None:
    key = enrolled(signed_in("officer"))
    Account.objects.filter(pk=world.officer.account.pk).update(is_active=False)
    browser = Client(headers={"Accept-Language": "en"})
    shown = key.shown(browser.get("/sign-in/passkey/").json())
    assert browser.post("/sign-in/passkey/", {"credential": shown}).headers["Location"] == "/sign-in/"
    unknown = Client(headers={"Accept-Language": "en"})
    stranger = Passkey(7)
    stranger.owner = b"nobody"
    shown = stranger.shown(unknown.get("/sign-in/passkey/").json())
    unknown.post("/sign-in/passkey/", {"credential": shown})
    said = [told_on(one) for one in (browser, unknown)]
    assert said[0] == said[1] != []
    assert not AuditLine.objects.filter(act="sign_in").exists()


def told_on(browser: Client) -> list[str]:
    return [str(message) for message in browser.get("/sign-in/").context["messages"]]


def test_a_passkey_is_a_second_step_and_shows_again_who_it_is(signed_in: Enter, world: World) -> None:
    without_factors(world, "leader")
    key = enrolled(signed_in("leader"))
    leader = with_password("leader")
    shown = key.shown(options_in(leader.get("/sign-in/second-step/")))
    assert leader.post("/sign-in/second-step/", {"credential": shown}).headers["Location"] == "/work/"
    shown = key.shown(options_in(leader.get("/sign-in/again/")))
    assert leader.post("/sign-in/again/", {"credential": shown}).headers["Location"] == "/work/"


def test_an_administrator_helps_whoever_lost_phone_and_codes(signed_in: Enter, world: World) -> None:
    leader, administrator = with_password("leader"), signed_in("administrator")
    leader.post("/sign-in/second-step/", {"code": digits()})
    assert is_in(leader)
    path = f"/people/{world.leader.pk}/factors/removal/"
    assert administrator.post(path).headers["Location"] == f"/people/{world.leader.pk}/"
    assert not is_in(leader)
    again = with_password("leader")
    assert again.get("/work/").headers["Location"] == "/account/"
    assert AuditLine.objects.filter(act="take_factors_away").count() == 1


@pytest.mark.parametrize(
    ("by", "whose", "got"),
    [("administrator", "administrator", 422), ("leader", "auditor", 404), ("administrator", "stranger", 404)],
)
def test_nobody_else_takes_a_second_step_away(
    signed_in: Enter, world: World, by: str, whose: str, got: int
) -> None:
    path = f"/people/{world.persons[whose].pk}/factors/removal"
    browser = signed_in(by)
    assert browser.post(f"{path}/").status_code == got
    assert browser.post(f"/api{path}", content_type="application/json").status_code == got
    assert Authenticator.objects.filter(user=world.persons[whose].account).exists()
