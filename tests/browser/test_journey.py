"""The main job from end to end, in Chromium: from an unknown plan to an article that anybody may read."""

import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser.conftest import Enter

EXAMPLES = Path(__file__).parents[2] / "examples"
SHARED = Path(__file__).parents[3] / "shared" / "texts"
ATTENDANCES = "Lượt hội viên, phụ nữ được tuyên truyền"


def take_in(page: Any, file: Path) -> None:
    page.goto("/readings/")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Đọc").click()


def reached(page: Any) -> int:
    """The attendances of the running phase, as the programme page shows them."""
    page.goto("/programmes/kontum-attapeu/")
    row = page.locator("tr").filter(has_text=ATTENDANCES).first
    return int(row.locator("a.fig").first.inner_text().replace(".", ""))


def fill_in(page: Any, question: int, total: str, **cells: str) -> None:
    """Type a figure and its parts, as a person would: choose "has a figure", the total, then the cells."""
    page.locator(f'[name="{question}.state"][value="given"]').check()
    page.locator(f'[name="{question}.total"]').fill(total)
    for value, text in cells.items():
        page.locator(f'[name="{question}.sex:{value}"]').fill(text)


def link_first_activity(page: Any, question: int) -> str:
    """Say which talk made the figure; gives the address of its page."""
    box = page.locator(f'[name="{question}.activities"]').first
    page.locator("details", has=box).locator("summary").first.click()
    box.check()
    return f"/activities/{box.get_attribute('value')}/"


def test_the_main_job_from_paper_to_article(enter: Enter, tmp_path: Path) -> None:
    officer = enter("province")
    take_in(officer, EXAMPLES / "plan-2026.docx")
    assert "Chương trình này đã có" in officer.inner_text("main")
    assert officer.locator(".span").count() > 10
    officer.get_by_role("button", name="Nhận", exact=True).click()
    officer.wait_for_url("**/programmes/kontum-attapeu/")
    assert "15/KH-BTV" in officer.content()
    before = reached(officer)

    commune = enter("commune", width=360)
    commune.goto("/work/")
    commune.locator("main a[href^='/reports/']").first.click()
    fill_in(commune, 2, "4")
    fill_in(commune, 3, "1.204", female="1.000", male="204")
    talk = link_first_activity(commune, 3)
    commune.get_by_role("button", name="Gửi báo cáo").click()
    assert "Chờ duyệt" in commune.inner_text("main")
    report = commune.url

    officer.goto(report)
    officer.get_by_role("button", name="Duyệt").click()
    assert reached(officer) == before + 1204

    officer.locator("tr").filter(has_text=ATTENDANCES).first.locator("a.fig").first.click()
    officer.wait_for_url("**/figures/**")
    for summary in officer.locator(".trace summary").all():
        if "Đăk Plô" in summary.inner_text():
            summary.click()
    entries = officer.locator(".trace [open] a[href^='/ledger/']")
    entries.nth(entries.count() - 1).click()
    officer.locator(f"main a[href='{talk}']").click()
    officer.wait_for_url(f"**{talk}")

    officer.goto("/programmes/kontum-attapeu/reviews/new/")
    officer.get_by_role("button", name="Tạo bản thảo").click()
    expect(officer.locator(".a4").first).to_be_visible()
    review = officer.url

    leader = enter("leader")
    leader.goto(review)
    leader.get_by_role("button", name="Chốt báo cáo").click()
    expect(leader.locator("main")).to_contain_text("Mã kiểm tra")
    with leader.expect_download() as coming:
        leader.get_by_role("link", name="DOCX").click()
    paper = tmp_path / "review.docx"
    coming.value.save_as(paper)
    assert any("BÁO CÁO" in paragraph.text for paragraph in Document(str(paper)).paragraphs)

    tell_the_public(enter, officer, leader, review, leader.locator(".a4").first.inner_text())


def tell_the_public(enter: Enter, officer: Any, leader: Any, review: str, printed: str) -> None:
    """One drafts, another approves, a citizen reads; then a correction, which says what was corrected."""
    officer.goto(review)
    officer.get_by_role("button", name="Soạn tin bài").click()
    officer.wait_for_url("**/articles/**")
    article, title = officer.url, officer.get_by_label("Tiêu đề").first.input_value()
    told = re.search(rf"{ATTENDANCES}[^\n]*?(\d[\d.]*)", officer.inner_text("article.read"))
    assert told and told[1] in printed, "the article says what the review printed"
    officer.get_by_role("button", name="Trình duyệt").click()
    assert "chờ đọc soát" in officer.inner_text("main")
    leader.goto(article)
    leader.get_by_role("button", name="Duyệt và đăng ngay").click()

    citizen = enter()
    citizen.goto("/")
    citizen.get_by_role("link", name=title).first.click()
    assert told[1] in citizen.inner_text("main")

    officer.reload()
    officer.get_by_label("Nội dung").first.fill("Hai bên còn làm được nhiều hơn thế.")
    officer.get_by_role("button", name="Lưu").last.click()
    assert told[1] in read_anew(citizen), "readers keep what was approved"
    officer.get_by_role("button", name="Trình duyệt").click()
    leader.goto(article)
    leader.get_by_label("Nội dung đính chính, cho người đọc").fill("Viết lại cho rõ.")
    leader.get_by_role("button", name="Duyệt và đăng ngay").click()
    assert "Viết lại cho rõ." in read_anew(citizen) and "nhiều hơn thế" in citizen.inner_text("main")


def read_anew(page: Any) -> str:
    page.reload()
    return str(page.inner_text("main"))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared texts are not here")
@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("portal-page-yearly-plan.txt", "468/KH-HLHPNVN-UBDT"),
        ("news-article-agreement-review.txt", "Bản ghi nhớ hợp tác"),
    ],
)
def test_a_paper_about_what_is_held_is_recognised(enter: Enter, name: str, held: str) -> None:
    officer = enter("province")
    take_in(officer, SHARED / name)
    box = officer.locator(".box").first.inner_text()
    assert "đã có" in box
    assert held in box
