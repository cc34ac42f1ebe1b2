"""A draft is criticised in Chromium, from the day on which it came in to the table that compares it with the final."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter

TITLE = "Quy định hỗ trợ phụ nữ vùng biên vay vốn"
DRAFT = """Điều 1. Đối tượng
Phụ nữ ở xã biên giới.
Điều 2. Mức vay
1. Mức vay tối đa 20.000.000 đồng.
2. Thời hạn vay hai năm."""
FINAL = """Điều 1. Đối tượng
Phụ nữ ở xã biên giới.
Điều 2. Mức vay
1. Mức vay tối đa 30.000.000 đồng.
Điều 3. Báo cáo
Báo cáo tách số liệu theo giới."""


def day(days: int) -> str:
    return f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}"


def take_in(page: Page) -> str:
    page.goto("/criticisms/new/")
    page.get_by_label("Title of the draft").fill(TITLE)
    page.get_by_label("Who drafted it, where it is not in this system").fill("Ngân hàng Chính sách tỉnh")
    page.get_by_label("Received on").fill(day(0))
    page.get_by_label("Submitted on").fill(day(40))
    page.get_by_label("The criticism is due on").fill(day(20))
    page.get_by_label("Text of the draft").fill(DRAFT)
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/criticisms/*-*/")
    return page.url


def ask(page: Page) -> None:
    page.get_by_role("link", name="Ask for opinions").click()
    page.get_by_label("Women's Union of Đăk Plô commune").check()
    page.get_by_label("Opinions until").fill(day(10))
    page.get_by_role("button", name="Ask", exact=True).click()


def confer(page: Page) -> None:
    page.get_by_role("link", name="Write the conference down").click()
    page.get_by_label("Day of the conference").fill(day(0))
    for number in (1, 2, 3, 4, 10, 11):
        page.locator(f"[name=speaker_{number}]").fill("Phó Chủ tịch")
    page.get_by_role("button", name="Save the conference").click()


def test_a_draft_is_criticised_and_compared_with_the_final_text(enter: Enter) -> None:
    desk = enter("province", language="en")
    address = take_in(desk)
    ask(desk)
    commune = enter("commune", language="en", width=360)
    commune.goto(address)
    commune.get_by_role("link", name="Give your opinion").click()
    commune.get_by_label("Of which clause").select_option("Điều 2, khoản 1")
    commune.get_by_label("Opinion", exact=True).select_option("Should be changed")
    commune.get_by_label("Why").fill("Không đủ mua một con bò.")
    commune.get_by_label("How it should read").fill("Mức vay tối đa 30.000.000 đồng.")
    commune.get_by_role("button", name="Save the opinion").click()
    commune.get_by_role("button", name="Opinion finished").click()
    desk.goto(address)
    confer(desk)
    desk.get_by_role("link", name="Write a point of the criticism").click()
    desk.get_by_label("Of which clause").select_option("Điều 2, khoản 1")
    desk.get_by_label("The point").fill("Mức vay quá thấp.")
    desk.get_by_label("Không đủ mua một con bò").check()
    desk.get_by_role("button", name="Save the point").click()
    leader = enter("leader", language="en")
    leader.goto(address)
    leader.get_by_role("button", name="Send it to the drafter").click()
    desk.goto(address)
    desk.get_by_role("link", name="Write down a reply that came on paper").click()
    desk.get_by_label("Number of the paper").fill("88/NHCS")
    desk.get_by_label("Its day").fill(day(0))
    desk.get_by_label("Point 1").select_option("Taken")
    desk.get_by_role("button", name="Save the reply").click()
    desk.get_by_role("link", name="Lay the final text beside it").click()
    desk.get_by_label("The final text").fill(FINAL)
    desk.get_by_role("button", name="Lay it beside the draft").click()
    desk.get_by_role("button", name="Save and compare").click()
    desk.wait_for_url("**/comparison/")
    row = desk.locator("tr").filter(has_text="Điều 2, khoản 1").first
    expect(row.locator("del")).to_have_text("20.000.000")
    expect(row.locator("ins")).to_have_text("30.000.000")
    expect(row).to_contain_text("Mức vay quá thấp.")
    expect(desk.locator("tr").filter(has_text="Điều 2, khoản 2")).to_contain_text("Taken out of the text")
    expect(desk.locator("tr").filter(has_text="Điều 3")).to_contain_text("Added")
    leader.goto(address)
    leader.get_by_role("button", name="Close it").click()
    expect(leader.locator(".head")).to_contain_text("Criticism ended")
