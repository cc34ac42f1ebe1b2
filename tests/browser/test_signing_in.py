"""How a leader comes in: password, passkey, code app, the day the phone is lost. With a key that Chromium plays."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, CDPSession, Page

from tools.demo_server import POSTS, Demo

PASSWORD = "bốn con trâu qua sông sâu"
SET = """
import sys, django
django.setup()
from chungtay.models import Account
account = Account.objects.get(person__posts__title__startswith=sys.argv[1])
account.set_password(sys.argv[2])
account.save()
print(account.name)
"""


@pytest.fixture
def leader(demo: Demo) -> str:
    """The account's name; it has a password and nothing else yet."""
    environment = {**demo.environment, "DJANGO_SETTINGS_MODULE": "chungtay.settings"}
    command = [sys.executable, "-c", SET, POSTS["leader"], PASSWORD]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def tab(demo: Demo, browser: Browser) -> Iterator[Page]:
    """Keys belong to a name, and an address in numbers is none: so by `localhost`."""
    address = demo.address.replace("127.0.0.1", "localhost")
    page = browser.new_context(
        base_url=address, locale="vi", viewport={"width": 360, "height": 800}
    ).new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    assert wrong == []


class Phone:
    """A key that asks for a finger and gets it, as Chromium's own tools play it."""

    def __init__(self, page: Page) -> None:
        self.tools: CDPSession = page.context.new_cdp_session(page)
        self.tools.send("WebAuthn.enable")
        kind: dict[str, Any] = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self.key = self.tools.send("WebAuthn.addVirtualAuthenticator", {"options": kind})["authenticatorId"]

    def lose(self) -> None:
        self.tools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.key})


def give_password(page: Page, name: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Thoát").click()
    page.wait_for_url("**/")


def test_a_leader_enrols_loses_the_phone_and_comes_back_by_a_recovery_code(leader: str, tab: Page) -> None:
    phone = Phone(tab)
    give_password(tab, leader)
    tab.wait_for_url("**/account/")
    assert "các mục khác" in tab.inner_text("main")
    tab.goto("/reports/")
    tab.wait_for_url("**/account/")  # nothing else is open yet

    tab.get_by_role("link", name="Thêm khóa").click()
    tab.get_by_label("Tên của khóa").fill("Điện thoại")
    tab.get_by_role("button", name="Tạo khóa").click()
    tab.wait_for_url("**/recovery-codes/")
    codes = tab.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    with tab.expect_download() as saved:
        tab.get_by_role("link", name="Lưu thành tệp").click()
    assert saved.value.path().read_text().split("\n")[0].strip() == codes[0]
    tab.reload()
    assert tab.locator(".codes").count() == 0  # shown once

    tab.goto("/account/code-app/")
    secret = tab.inner_text(".secret").strip()
    tab.locator("#id_code").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    tab.get_by_role("button", name="Thêm").click()
    tab.wait_for_url("**/account/")
    tab.goto("/reports/")
    assert tab.url.endswith("/reports/")
    sign_out(tab)

    tab.goto("/sign-in/")
    tab.get_by_role("button", name="Đăng nhập bằng khóa").click()
    tab.wait_for_url("**/work/")
    sign_out(tab)

    phone.lose()
    give_password(tab, leader)
    tab.wait_for_url("**/sign-in/second-step/")
    tab.get_by_label("Mã", exact=True).fill(codes[0])
    tab.get_by_role("button", name="Tiếp tục").click()
    tab.wait_for_url("**/work/")
    tab.goto("/account/")
    assert re.search(r"Còn\s+9", tab.inner_text("main"))
    sign_out(tab)

    give_password(tab, leader)
    tab.get_by_label("Mã", exact=True).fill(codes[0])
    tab.get_by_role("button", name="Tiếp tục").click()
    assert "Không được chấp nhận" in tab.inner_text("main")  # used up
    tab.goto("/work/")
    tab.wait_for_url("**/sign-in/?next=/work/")


TRY = """
import sys, time, django
django.setup()
from django.utils import timezone
from chungtay.actions.factors import right_code
from chungtay.models import Account
account = Account.objects.get(name=sys.argv[1])
time.sleep(max(0, float(sys.argv[3]) - time.time()))
print(right_code(account, sys.argv[2], at=timezone.now()) is not None)
"""
ADD = """
import sys, django
django.setup()
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from chungtay.models import Account
account = Account.objects.get(name=sys.argv[1])
Authenticator.objects.filter(user=account).delete()
TOTP.activate(account, sys.argv[2])
"""


def test_of_processes_that_get_one_code_in_the_same_moment_one_takes_it(demo: Demo, leader: str) -> None:
    environment = {**demo.environment, "DJANGO_SETTINGS_MODULE": "chungtay.settings"}
    secret = "JBSWY3DPEHPK3PXP"
    subprocess.run([sys.executable, "-c", ADD, leader, secret], env=environment, check=True)
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    together = [sys.executable, "-c", TRY, leader, code, str(time.time() + 4)]
    tries = [subprocess.Popen(together, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert sorted(one.communicate()[0].strip() for one in tries) == ["False", "False", "True"]
