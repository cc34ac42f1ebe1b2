"""The province asks at short notice, and brings what came by Excel: broken, ugly, mended."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from docx import Document

from tests.browser.conftest import Enter
from tests.browser.reporting.hands import Hands
from tests.workbooks_filled import filled_rows, made

MOST_TOUCHES = 12  # for a request to nine communes: five minutes are enough


def test_a_theme_is_asked_of_the_communes_and_one_draft_names_who_is_silent(
    enter: Enter, tmp_path: Path
) -> None:
    province = Hands(enter("province", width=360))
    province.page.goto("/programmes/kontum-attapeu/requests/theme/")
    province.fill("title", "Phòng, chống mua bán người dịp cuối năm")
    province.fill("due_on", f"{timezone.localdate() + timedelta(days=2):%d/%m/%Y}")
    province.fill("outline", "1. Tình hình\n2. Việc đã làm\n3. Kiến nghị")
    province.fill("columns", "Số vụ đã biết (vụ)")
    province.button("Gửi đề nghị")
    assert province.touches <= MOST_TOUCHES
    request = province.page.url
    assert "0" in province.page.locator(".sec__head").first.inner_text()

    commune = Hands(enter("commune", width=360))
    commune.page.goto("/work/")
    commune.press(commune.page.locator("main a", has_text="Phòng, chống mua bán người").first)
    boxes = commune.page.locator("form textarea.in")
    for text, box in zip(
        ["Ổn định", "Hai cuộc nói chuyện", "Thêm tờ rơi tiếng Brâu"], boxes.all(), strict=False
    ):
        commune.touches += 1
        box.fill(text)
    commune.button("Gửi báo cáo")
    assert "Chờ duyệt" in commune.text()

    province.page.goto(request)
    province.link("Dự thảo tổng hợp")
    draft = province.text()
    assert "Thêm tờ rơi tiếng Brâu" in draft
    assert "Bờ Y" in province.page.locator("#missing").inner_text()
    with province.page.expect_download() as coming:
        province.link("Word")
    paper = tmp_path / "draft.docx"
    coming.value.save_as(paper)
    said = "\n".join(paragraph.text for paragraph in Document(str(paper)).paragraphs)
    assert "Thêm tờ rơi tiếng Brâu" in said and "Bờ Y" in said


def bring(page: Any, content: bytes, path: Path, **more: str) -> None:
    path.write_bytes(content)
    page.goto("/workbooks/")
    page.set_input_files("input[type=file]", path)
    for name, value in more.items():
        page.locator(f'[name="{name}"]').select_option(value)
    page.get_by_role("button", name="Xem trước").click()


def test_a_workbook_of_many_communes_comes_back_broken_then_mended_then_as_an_ugly_sheet(
    enter: Enter, tmp_path: Path
) -> None:
    province = Hands(enter("province"))
    page = province.page
    page.goto("/workbooks/")
    empty = page.locator("li", has_text="Báo cáo định kỳ của xã biên giới").first
    with page.expect_download() as coming:
        empty.get_by_role("link", name="Tiếng Việt").click()
    path = tmp_path / "round.xlsx"
    coming.value.save_as(path)
    blank = path.read_bytes()

    bring(page, filled_rows(blank, {"Ia Tơi": {"4": "hai", "5": 1}}), tmp_path / "broken.xlsx")
    assert "hai" in province.text() and "không phải là số" in province.text()
    assert page.get_by_role("button", name="Nhận vào báo cáo").count() == 0

    bring(page, filled_rows(blank, {"Ia Tơi": {"4": 2, "5": 1}}), tmp_path / "mended.xlsx")
    province.button("Nhận vào báo cáo")
    page.goto("/reports/")
    province.link("Báo cáo định kỳ của xã biên giới: Xã Ia Tơi")
    assert page.locator('[name="4.total"]').input_value() == "2"

    ugly = [["HỘI LHPN TỈNH"], ["TT", "Xã", "Số suất quà"], [1, "xã IA TƠI", "3"], ["", "Tổng cộng", 3]]
    page.goto("/workbooks/")
    rounds = page.locator('[name="round"] option', has_text="Báo cáo định kỳ của xã biên giới")
    bring(
        page, made({"Sheet1": ugly}), tmp_path / "ugly.xlsx", round=str(rounds.first.get_attribute("value"))
    )
    for column, holds in (("column-0", ""), ("column-1", "@unit"), ("column-2", "4")):
        page.locator(f'[name="{column}"]').select_option(holds)
    province.button("Đúng, đọc như vậy")
    province.button("Nhận vào báo cáo")
    assert page.locator('[name="4.total"]').input_value() == "3"
