"""A border matter in Chromium: raised by one side on a phone in Lao, worked on by both, solved when both say so."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Enter, in_lao
from tests.browser.test_two_sides import unfold

THEIRS_LO, OURS_LO = "ສະຫະພັນແມ່ຍິງແຂວງອັດຕະປື", "ສະຫະພັນແມ່ຍິງແຂວງກວາງຫງາຍ"
OURS, THEIRS = "Women's Union of Quảng Ngãi province", "Women's Union of Attapeu province"
TITLE_LO, TEXT_LO = "ຂົວຫວາຍຂ້າມຫ້ວຍເພພັງ", "ແມ່ຍິງສອງຝັ່ງບໍ່ສາມາດຂ້າມໄປນາໄດ້ຕັ້ງແຕ່ຝົນຕົກໜັກ."
BOARDS, WIRE_LO = "Góp ván lát mặt cầu", "ຂຶງສາຍລວດຄືນໃໝ່ຢູ່ຝັ່ງລາວ"
SOON = f"{timezone.localdate() + timedelta(days=20):%d/%m/%Y}"


def press(within: Page | Locator, words: str) -> None:
    within.get_by_role("button", name=words, exact=True).click()


def action(page: Page, words: str) -> Locator:
    """One thing that is to be done, among those of the matter."""
    return page.locator("#actions li").filter(has_text=words)


def raise_in_lao(partner: Page) -> None:
    """From the front page of exchange, with nothing but Lao on the way."""
    partner.goto("/work/")
    partner.get_by_role("link", name=in_lao("Exchange"), exact=True).first.click()
    partner.locator("main").get_by_role("link", name=in_lao("Border matters"), exact=True).click()
    partner.get_by_role("link", name=in_lao("Raise a matter")).first.click()
    other = partner.get_by_label(in_lao("With which body of the other side"))
    other.select_option(label=OURS_LO)
    partner.get_by_label(in_lao("What it is about, in Lao", "exchange")).fill(TITLE_LO)
    partner.get_by_label(in_lao("What happened, in Lao", "exchange")).fill(TEXT_LO)
    press(partner, in_lao("Save"))
    press(partner, in_lao("Raise it with the other side", "matter"))
    expect(partner.locator("main")).to_contain_text(in_lao("Raised. The other side reads it now."))


def receive_and_propose(province: Page) -> None:
    """It waits in the own work, and says which language it lacks."""
    province.goto("/work/")
    province.get_by_role("link", name=TITLE_LO).click()
    expect(province.locator("#tongues")).to_contain_text("Not translated")  # what stands in Lao alone
    press(province, "We have received it")
    form = unfold(province.locator("#actions"), "Propose an action")
    form.get_by_label("What is to be done, in Vietnamese").fill(BOARDS)
    form.get_by_label("Which side does it").select_option(label=OURS)
    form.get_by_label("By whom").fill("Chi hội trưởng phụ nữ thôn")
    form.get_by_label("Until").fill(SOON)
    press(form, "Propose it")


def agree_and_propose_in_lao(partner: Page) -> None:
    partner.goto("/work/")
    partner.get_by_role("link", name=TITLE_LO).first.click()
    press(action(partner, BOARDS), in_lao("Agree to it", "matter"))
    form = unfold(partner.locator("#actions"), in_lao("Propose an action"))
    form.get_by_label(in_lao("What is to be done, in Lao", "exchange")).fill(WIRE_LO)
    form.get_by_label(in_lao("Which side does it")).select_option(label=THEIRS_LO)
    form.get_by_label(in_lao("Until")).fill(SOON)
    press(form, in_lao("Propose it"))


def finish(page: Page, what: str, words: str) -> None:
    """An action of the own side, on its day."""
    form = unfold(action(page, what), words)
    press(form, words)


def test_a_border_matter_is_solved_when_both_sides_say_so(enter: Enter) -> None:
    partner, province = enter("partner", language="lo", width=360), enter("province", language="en")
    raise_in_lao(partner)
    receive_and_propose(province)
    agree_and_propose_in_lao(partner)

    province.reload()
    wire, boards = action(province, WIRE_LO), action(province, BOARDS)
    press(wire, "Agree to it")
    expect(boards.locator(".note").first).to_contain_text(OURS)
    expect(wire.locator(".note").first).to_contain_text(THEIRS)
    expect(wire.get_by_text("Say that it is done")).to_have_count(0)  # that is for its owner to say
    finish(province, BOARDS, "Say that it is done")
    partner.reload()
    finish(partner, WIRE_LO, in_lao("Say that it is done", "matter"))

    unfold(partner.locator("#steps"), in_lao("Our side says: solved", "matter"))
    press(partner, in_lao("Our side says: solved", "matter"))
    expect(partner.locator(".head")).to_contain_text(OURS_LO)
    province.goto("/matters/?shown=solved")
    expect(province.locator("main")).not_to_contain_text(TITLE_LO)  # one side is not both
    province.goto("/work/")
    province.get_by_role("link", name=TITLE_LO).click()
    expect(province.locator(".head")).to_contain_text(f"{OURS} has yet to say so.")
    unfold(province.locator("#steps"), "Our side says: solved")
    press(province, "Our side says: solved")
    expect(province.locator(".head")).to_contain_text("Both sides say that it is solved.")
    partner.reload()
    expect(partner.locator(".head")).to_contain_text(in_lao("Both sides say that it is solved."))
    assert partner.evaluate("document.documentElement.scrollWidth") == 360
