"""A letter at Lao New Year, in Chromium: announced, due, drafted, approved, printed and sent once."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.papers.printed import page_texts
from tools.demo_server import Demo

# What the story announces; real dates are nobody's to invent.
FEAST = timezone.localdate() + timedelta(days=10)
WORK = (
    "import django; django.setup();"
    "from django.utils import timezone; from chungtay.actions.jobs import ask, run_waiting;"
    "now = timezone.now(); ask('make_greetings_due', {}, key='again', by=None, at=now); run_waiting(now)"
)
VIETNAMESE = f"Nhân dịp Tết cổ truyền Bunpimay năm {FEAST.year}"
LAO = f"ບຸນປີໃໝ່ລາວ ປີ {FEAST.year}"
PARTNER = "Women's Union of Attapeu province"


def bare(text: str) -> str:
    """Print breaks lines where it likes."""
    return "".join(text.split())


def announce(officer: Page) -> None:
    """What is not announced is said to be so; then the days are noted with their source."""
    officer.goto(f"/occasions/?year={FEAST.year}")
    row = officer.get_by_role("row").filter(has_text="Lao New Year")
    expect(row).to_contain_text("Not announced yet")
    row.get_by_role("link", name="Note the days").click()
    form = officer.locator("#note")
    form.get_by_label("Year").fill(str(FEAST.year))
    form.get_by_label("First day").fill(f"{FEAST:%d/%m/%Y}")
    form.get_by_label("Last day").fill(f"{FEAST + timedelta(days=2):%d/%m/%Y}")
    form.get_by_label("Who announced it").fill("Thông báo trong câu chuyện thử")
    form.get_by_role("button", name="Note the days").click()
    expect(officer.locator("#announced")).to_contain_text(f"{FEAST:%d/%m/%Y}")


def work_off(demo: Demo) -> None:
    """What the house does every day."""
    settings = os.environ | {"CHUNGTAY_HOME": str(demo.home), "DJANGO_SETTINGS_MODULE": "chungtay.settings"}
    subprocess.run([sys.executable, "-c", WORK], env=settings, check=True, cwd=Path(__file__).parents[2])


def printed(page: Page, link: str, at: Path) -> str:
    """The text of all pages of a PDF that is handed out."""
    with page.expect_download() as coming:
        page.get_by_role("link", name=link).first.click()
    coming.value.save_as(at)
    return bare(" ".join(page_texts(at.read_bytes())))


def note_sent(page: Page) -> None:
    form = page.locator("#sending")
    form.get_by_label("How it went out").fill("Bưu điện")
    form.get_by_role("button", name="It was sent").click()


def refuse_a_second(page: Page) -> None:
    """The form of a page that was still open, sent as it stands there."""
    token = page.locator("#sending [name=csrfmiddlewaretoken]").input_value()
    told = {"csrfmiddlewaretoken": token, "on": f"{timezone.localdate():%d/%m/%Y}", "how": "Trao tay"}
    answer = page.request.post(f"{page.url}sending/", form=told, headers={"Accept-Language": "en"})
    assert answer.status == 422
    assert "This letter was sent already. Nothing goes out twice." in answer.text()


def test_a_letter_at_lao_new_year_goes_from_reminder_to_print_and_out_once(
    demo: Demo, enter: Enter, tmp_path: Path
) -> None:
    officer, leader = enter("province", language="en"), enter("leader", language="en")
    announce(officer)
    work_off(demo)

    officer.goto("/work/")
    expect(officer.locator("main")).to_contain_text("Lao New Year")
    officer.goto("/greetings/")
    officer.locator(".work__row").filter(has_text="Lao New Year").get_by_role("link").click()
    letter = officer.url
    officer.get_by_role("button", name="Draft the letter").click()
    officer.get_by_role("button", name="Save and look").click()
    officer.goto(letter)
    expect(officer.locator("#approval")).to_contain_text("another of your office")

    leader.goto(letter)
    expect(leader.locator("main")).to_contain_text(VIETNAMESE)
    leader.get_by_role("button", name="Approve what stands here").click()
    expect(leader.locator("main")).to_contain_text("Approved, to be sent")

    paper = printed(leader, "PDF", tmp_path / "letter.pdf")
    assert bare(VIETNAMESE) in paper and bare(LAO) in paper

    officer.goto(letter)
    note_sent(officer)
    expect(officer.locator("main")).to_contain_text("Nothing goes out twice")
    refuse_a_second(leader)

    partner = enter("partner", language="lo")
    partner.goto(letter)
    expect(partner.locator("h1")).to_contain_text("ບຸນປີໃໝ່ລາວ")
    copy = printed(partner, ".pdf", tmp_path / "copy.pdf")
    assert bare(VIETNAMESE) in copy and bare(LAO) in copy
