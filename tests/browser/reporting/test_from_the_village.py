"""From the village to the province, in Chromium at phone size: recorded, reported, sent back, mended, opened."""

from datetime import timedelta

from django.utils import timezone

from tests.browser.conftest import Enter
from tests.browser.reporting.hands import Hands

MOST_TOUCHES = 25  # for a new officer's first activity and first report together


def in_the_period() -> str:
    """A day of the running report, which the demo closes two weeks before the day of loading."""
    return f"{timezone.localdate() - timedelta(days=20):%d/%m/%Y}"


def test_a_talk_is_recorded_reported_sent_back_mended_approved_and_found_behind_the_figure(
    enter: Enter,
) -> None:
    commune = Hands(enter("commune", width=360))
    commune.page.goto("/work/")
    commune.link("Hoạt động", within="nav")
    commune.link("Ghi một hoạt động")
    commune.fill("title", "Nói chuyện về phòng, chống mua bán người")
    commune.fill("first_on", in_the_period())
    commune.fill("village", "Thôn Đông Nay")
    commune.fill("sex:female", "40")
    commune.fill("sex:male", "5")
    commune.button("Ghi hoạt động")
    talk = commune.page.url
    assert "45" in commune.text()

    commune.link("Việc của tôi", within="nav")
    commune.link("Làm báo cáo")
    attendances = commune.page.locator("section").filter(has_text="3. Lượt hội viên")
    before = int(attendances.locator('[name="3.total"]').input_value())
    assert (
        attendances.locator(".split__row--tick")
        .filter(has_text="mua bán người")
        .locator("input")
        .is_checked()
    )
    commune.choose("4.state", "given")
    commune.fill("4.total", "2")
    commune.choose("5.state", "not_applicable")
    commune.button("Gửi báo cáo")
    assert "Chờ duyệt" in commune.text()
    assert commune.touches <= MOST_TOUCHES
    report = commune.page.url

    province = Hands(enter("province", width=360))
    province.page.goto(report)
    line = province.page.locator(".lines__one").filter(has_text="4. Quà tặng")
    province.press(line.locator("summary", has_text="Ghi chú ở dòng này"))
    province.fill("4.note", "Danh sách ghi ba suất quà.")
    province.button("Trả lại")

    commune.page.goto(report)
    assert "Danh sách ghi ba suất quà." in commune.text()
    commune.fill("4.total", "3")
    commune.button("Gửi báo cáo")

    province.page.goto(report)
    changes = province.page.locator(".changes").inner_text()
    assert "Quà tặng" in changes and "2" in changes and "3" in changes
    province.button("Duyệt")
    assert_opens_down_to(talk, province, amount=before)


def assert_opens_down_to(talk: str, reader: Hands, *, amount: int) -> None:
    """The line's figure in the ledger, its entries, and behind one of them the talk."""
    figure = reader.page.locator(".lines__one").filter(has_text="3. Lượt hội viên").locator("a.fig").first
    assert figure.inner_text().replace(".", "") == str(amount)
    reader.press(figure)
    reader.page.wait_for_url("**/figures/**")
    entries = [
        str(link.get_attribute("href")) for link in reader.page.locator("main a[href^='/ledger/']").all()
    ]
    path = talk[talk.index("/activities/") :]
    assert any(path in reader.page.request.get(entry).text() for entry in entries)
