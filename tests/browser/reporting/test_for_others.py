"""The same way in Lao, and for those who cannot type: told by telephone, signed on paper."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image

from tests.browser.conftest import Enter
from tests.browser.reporting.hands import Hands


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A photo of a signed paper."""
    path = tmp_path / "signed.jpg"
    Image.effect_noise((600, 800), 20).convert("RGB").save(path)
    return path


def day(ago: int) -> str:
    return f"{timezone.localdate() - timedelta(days=ago):%d/%m/%Y}"


def test_a_partner_reports_in_lao_and_her_president_signs_on_paper(enter: Enter, scan: Path) -> None:
    partner = Hands(enter("partner", language="lo", width=360))
    partner.page.goto("/activities/new/")
    assert partner.page.locator("html").get_attribute("lang") == "lo"
    partner.fill("title", "ໂອ້ລົມກ່ຽວກັບກົດໝາຍຊາຍແດນ")
    partner.fill("first_on", day(ago=20))
    partner.fill("village", "ບ້ານຕາດສະມອນ")
    partner.fill("sex:female", "30")
    partner.press(partner.page.locator(".dock .btn--go"))
    assert "30" in partner.text()

    partner.page.goto("/work/")
    partner.press(partner.page.locator("main a[href^='/reports/']").first)
    ticked = partner.page.locator(".split__row--tick").filter(has_text="ໂອ້ລົມກ່ຽວກັບກົດໝາຍຊາຍແດນ")
    assert ticked.first.locator("input").is_checked()
    partner.choose("3.state", "not_applicable")
    partner.button("ສົ່ງບົດລາຍງານ")
    assert "ລໍຖ້າອະນຸມັດ" in partner.text()

    partner.press(partner.page.locator("summary", has_text="ຜູ້ນຳເຊັນໃນເຈ້ຍແລ້ວ"))
    partner.fill("signed_by", "ປະທານ ສະຫະພັນແມ່ຍິງແຂວງອັດຕະປື")
    partner.page.set_input_files("#scan", scan)
    partner.button("ອະນຸມັດຕາມເອກະສານນີ້")
    assert "ປະທານ ສະຫະພັນແມ່ຍິງແຂວງອັດຕະປື" in partner.text()
    partner.press(partner.page.locator(".lines__one a.fig").first)
    partner.page.wait_for_url("**/figures/**")
    assert partner.page.locator("main a[href^='/ledger/']").count() > 0


def test_the_province_types_for_a_commune_and_somebody_else_approves(enter: Enter) -> None:
    province = Hands(enter("province"))
    province.page.goto("/reports/")
    province.link("Báo cáo định kỳ của xã biên giới: Xã Dục Nông")
    report = province.page.url
    province.choose("4.state", "given")
    province.fill("4.total", "0")
    province.choose("5.state", "not_applicable")
    province.fill("told_by", "Chủ tịch Hội LHPN xã Dục Nông")
    province.page.locator('[name="channel"]').select_option("phone")
    province.button("Gửi báo cáo")
    assert "Chủ tịch Hội LHPN xã Dục Nông" in province.text()
    assert province.page.get_by_role("button", name="Duyệt", exact=True).count() == 0  # never who typed it

    leader = Hands(enter("leader", width=360))
    leader.page.goto(report)
    leader.button("Duyệt")
    assert "Đã duyệt" in leader.text()
    assert "Chủ tịch Hội LHPN xã Dục Nông" in leader.text()
