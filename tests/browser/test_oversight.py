"""Holding one another to account, in Chromium: one recommendation, three addressees, three ways to its end."""

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Enter
from tests.browser.test_two_sides import unfold
from tools.demo_server import Demo

WORDS = "Treo biển chỉ đường tới địa chỉ tin cậy"
OWN, ON_PAPER, SILENT = "Đăk Plô", "Đồn Biên phòng Bờ Y", "Women's Union of Attapeu province"
# Three weeks go by: nothing that a clock of the browser could do.
LATER = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from chungtay.models import Addressee
late = Addressee.objects.filter(recommendation__text={words!r}, state="sent")
assert late.update(due_on=timezone.localdate() - timedelta(days=2)) == 1
from chungtay.actions.recommendations import escalate_due
escalate_due(timezone.now())
"""


def draft_and_send(leader: Page) -> str:
    """In the leader's own words, to two bodies of the house and one outside; gives its page."""
    leader.goto("/oversight/")
    leader.get_by_role("link", name="Draft a recommendation").click()
    leader.get_by_label("What is recommended").fill(WORDS)
    leader.get_by_label("Who shall answer").select_option(f"Women's Union of {OWN} commune")
    leader.get_by_label("A further addressee").first.select_option(SILENT)
    leader.get_by_label("Addressees that do not use the system").fill(ON_PAPER)
    leader.get_by_role("button", name="Save the draft").click()
    leader.get_by_role("button", name="Send it to all addressees").click()
    expect(leader.locator("main")).to_contain_text("Sent. Each addressee finds it in its work.")
    return leader.url


def way(page: Page, name: str) -> Locator:
    return page.locator("section").filter(has=page.get_by_role("heading", name=name)).last


def step(page: Page, name: str, words: str) -> Locator:
    """The form of one step with one addressee, unfolded."""
    button = way(page, name).get_by_role("button", name=words, exact=True)
    if not button.is_visible():
        unfold(way(page, name), words)
    return way(page, name).locator("form").filter(has=page.get_by_role("button", name=words, exact=True))


def answer_from_the_own_account(commune: Page, address: str) -> None:
    """In part, with the reason that this needs; then done."""
    commune.goto(address)
    form = step(commune, OWN, "Answer")
    form.get_by_label("Accepted in part").check()
    form.get_by_label("Remark").fill("Làm ở hai thôn; thôn thứ ba chưa có điểm treo.")
    form.get_by_role("button", name="Answer", exact=True).click()
    expect(commune.locator("main")).to_contain_text("The answer is kept.")
    form = step(commune, OWN, "Report that it is done")
    form.get_by_label("Remark").fill("Đã treo ở hai thôn.")
    form.get_by_role("button", name="Report that it is done").click()
    expect(way(commune, OWN)).to_contain_text("somebody else has yet to verify it")
    expect(way(commune, OWN).get_by_role("button", name="Verify that it is done")).to_have_count(0)


def answer_on_paper(province: Page, address: str, scan: Path) -> None:
    province.goto(address)
    form = step(province, ON_PAPER, "Note an answer on paper")
    form.get_by_label("Accepted", exact=True).check()
    form.get_by_label("Number of the dispatch").fill("31/ĐBP")
    form.get_by_label("Day of the dispatch").fill(province.evaluate("new Date().toLocaleDateString('en-GB')"))
    form.get_by_label("Scan of the dispatch").set_input_files(scan)
    form.get_by_role("button", name="Note an answer on paper").click()
    expect(way(province, ON_PAPER)).to_contain_text("by dispatch 31/ĐBP")
    expect(way(province, ON_PAPER).get_by_role("link", name=scan.name)).to_be_visible()


def test_one_answers_one_writes_one_is_escalated(demo: Demo, enter: Enter, tmp_path: Path) -> None:
    leader, province = enter("leader", language="en"), enter("province", language="en")
    commune, partner = enter("commune", language="en"), enter("partner", language="lo", width=360)
    address = draft_and_send(leader)

    answer_from_the_own_account(commune, address)
    province.goto(address)
    step(province, OWN, "Verify that it is done").get_by_role("button").click()
    leader.goto(address)
    step(leader, OWN, "Close it").get_by_role("button", name="Close it").click()
    expect(way(leader, OWN)).to_contain_text("verified and closed")

    scan = tmp_path / "tra-loi.pdf"
    scan.write_bytes(b"%PDF-1.4\n%%EOF\n")
    answer_on_paper(province, address, scan)

    told = subprocess.run(
        [sys.executable, "-c", LATER.format(words=WORDS)], env=demo.environment, capture_output=True, check=False
    )  # fmt: skip
    assert told.returncode == 0, told.stderr.decode()
    leader.goto(address)
    expect(way(leader, SILENT)).to_contain_text("Escalated")
    expect(way(leader, SILENT)).to_contain_text("the answer is still owed")
    leader.goto("/recommendations/?shown=escalated")
    expect(leader.locator("main")).to_contain_text(WORDS)
    partner.goto(address)
    assert partner.evaluate("document.documentElement.scrollWidth") == 360
    expect(partner.locator("main")).to_contain_text(WORDS)
