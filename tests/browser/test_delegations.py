"""Visits in Chromium: whose turn it is among three sides when one is skipped, and a delegation by the hour on paper."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Enter, in_lao
from tests.browser.test_two_sides import OURS, THEIRS, unfold
from tests.papers.printed import page_texts
from tools.demo_server import Demo

CENTRE, THEIRS_LO = "Viet Nam Women's Union, centre", "ສະຫະພັນແມ່ຍິງແຂວງອັດຕະປື"
PROGRAMME, PROGRAMME_LO = "Thỏa thuận thăm nhau của ba bên", "ຂໍ້ຕົກລົງການຢ້ຽມຢາມກັນຂອງສາມຝ່າຍ"
FLOOD = "ນ້ຳຖ້ວມ, ທາງຂາດ"
LAY = "import django; django.setup(); from tests.browser import three_sides; three_sides.lay()"

TODAY = timezone.localdate()
YEAR = TODAY.year
FIRST = TODAY + timedelta(days=30)
SECOND = FIRST + timedelta(days=1)
TITLE, TITLE_LO = "Đoàn sang học làm du lịch làng", "ຄະນະໄປຮຽນການທ່ອງທ່ຽວບ້ານ"
# Day, from, until, what is done in both languages.
HOURS = [
    (FIRST, "08:00", "9h30", "Hội đàm hai bên", "ການພົບປະສອງຝ່າຍ"),
    (FIRST, "14:00", "16:30", "Thăm nhóm dệt của làng", "ຢ້ຽມຢາມກຸ່ມຕ່ຳແຜ່ນຂອງບ້ານ"),
    (SECOND, "08:30", "11:00", "Ký biên bản", "ເຊັນບົດບັນທຶກ"),
]


def set_rule(leader: Page) -> None:
    """Every two years, ours first; counted from two years ago, of which nobody has said what became."""
    form = unfold(leader.locator("main"), "Set a rule of turns")
    form.get_by_label("What is held in turns", exact=True).fill("Thăm và làm việc")
    form.get_by_label("First host").select_option(label=OURS)
    for number, host in enumerate((THEIRS, CENTRE)):
        form.get_by_label("Next host").nth(number).select_option(label=host)
    form.get_by_label("A turn every so many years").fill("2")
    form.get_by_label("First year").fill(str(YEAR - 2))
    form.get_by_label("Where the agreement says so").fill("Điều 4")
    form.get_by_role("button", name="Set the rule").click()


def turn(page: Page, year: int) -> Locator:
    return page.locator("main li").filter(has=page.locator("b", has_text=str(year)))


def skip_in_lao(partner: Page) -> None:
    """The side whose turn it is says why it cannot be."""
    partner.goto("/programmes/")
    partner.get_by_role("link", name=PROGRAMME_LO).first.click()
    partner.get_by_role("link", name=in_lao("Turns"), exact=True).click()
    note = in_lao("Note what became of a turn")
    form = unfold(partner.locator("main"), note)
    form.get_by_label(in_lao("Turn of the year")).select_option(str(YEAR))
    form.get_by_label(in_lao("What is to be noted")).select_option("skipped")
    form.get_by_label(in_lao("Why")).fill(FLOOD)
    form.get_by_role("button", name=in_lao("Save"), exact=True).click()
    expect(turn(partner, YEAR)).to_contain_text(FLOOD)


def test_of_three_sides_one_skips_its_turn_and_none_of_the_others_moves(demo: Demo, enter: Enter) -> None:
    subprocess.run(
        [sys.executable, "-c", LAY], env=demo.environment, check=True, cwd=Path(__file__).parents[2]
    )
    leader, partner = enter("leader", language="en"), enter("partner", language="lo", width=360)
    leader.goto("/work/")
    leader.get_by_role("link", name="Programmes", exact=True).first.click()
    leader.get_by_role("link", name=PROGRAMME).first.click()
    leader.get_by_role("link", name="Turns", exact=True).click()
    set_rule(leader)
    expect(turn(leader, YEAR - 2)).to_contain_text("Owed")
    expect(leader.locator("main")).to_contain_text(f"Next: {THEIRS} hosts in {YEAR}.")

    skip_in_lao(partner)
    leader.reload()
    expect(leader.locator("main")).to_contain_text(f"Next: {CENTRE} hosts in {YEAR + 2}.")
    for year, host, stands in (
        (YEAR - 2, OURS, "Owed"),
        (YEAR, THEIRS, "Skipped"),
        (YEAR + 2, CENTRE, "To come"),
        (YEAR + 4, OURS, "To come"),
    ):
        expect(turn(leader, year)).to_contain_text(host)
        expect(turn(leader, year)).to_contain_text(stands)
    expect(turn(leader, YEAR).get_by_role("link", name="Draft the visit")).to_have_count(0)
    expect(turn(leader, YEAR - 2).get_by_role("link", name="Draft the visit")).to_be_visible()

    nation = enter("nation", language="en")
    nation.goto("/delegations/")
    row = nation.locator("main li").filter(has_text=PROGRAMME)
    expect(row).to_contain_text(f"{YEAR + 2}: {CENTRE} hosts")
    expect(row).to_contain_text(str(YEAR - 2))


def draft(leader: Page) -> None:
    leader.goto("/work/")
    leader.get_by_role("link", name="Exchange", exact=True).first.click()
    leader.locator("main").get_by_role("link", name="Delegations", exact=True).click()
    leader.get_by_role("link", name="Draft a delegation: Memorandum of cooperation").click()
    leader.get_by_label("What the visit is", exact=True).fill(TITLE)
    leader.get_by_label("What the visit is, in Lao").fill(TITLE_LO)
    leader.get_by_label("Host", exact=True).select_option(label=THEIRS)
    leader.get_by_label("Guests", exact=True).select_option(label=OURS)
    leader.get_by_label("First day").fill(f"{FIRST:%d/%m/%Y}")
    leader.get_by_label("Last day").fill(f"{SECOND:%d/%m/%Y}")
    leader.get_by_role("button", name="Save the draft").click()


def write_programme(leader: Page) -> None:
    for day, begins, ends, what, what_lo in HOURS:
        form = unfold(leader.locator("#hours"), "Add an hour")
        form.get_by_label("Day", exact=True).select_option(day.isoformat())
        form.get_by_label("From (hour)").fill(begins)
        form.get_by_label("Until (hour)").fill(ends)
        form.get_by_label("What is done", exact=True).fill(what)
        form.get_by_label("What is done, in Lao").fill(what_lo)
        form.get_by_role("button", name="Save").click()
        expect(leader.locator("#hours")).to_contain_text(what)
    for role, post, post_lo in (("head", "Chủ tịch", "ປະທານ"), ("interpreter", "Phiên dịch", "ຜູ້ແປພາສາ")):
        form = unfold(leader.locator("#members"), "Add a member")
        form.get_by_label("Post, not a name").fill(post)
        form.get_by_label("Post, in Lao").fill(post_lo)
        form.get_by_label("Role", exact=True).select_option(role)
        form.get_by_role("button", name="Save").click()


def agree_in_lao(partner: Page) -> None:
    partner.goto("/work/")
    partner.get_by_role("link", name=TITLE_LO).first.click()
    expect(partner.locator("#hours")).to_contain_text(HOURS[1][4])
    agree = in_lao("Agree to the visit")
    unfold(partner.locator("#steps"), agree).get_by_role("button", name=agree).click()
    expect(partner.locator("main")).to_contain_text(in_lao("Agreed. Both sides prepare it now."))


def bare(text: str) -> str:
    """Print breaks lines where it likes."""
    return "".join(text.split())


def test_a_delegation_is_agreed_by_the_hour_and_printed_in_both_languages(enter: Enter) -> None:
    leader, partner = enter("leader", language="en"), enter("partner", language="lo", width=360)
    draft(leader)
    write_programme(leader)
    propose = "Propose it to the other side"
    unfold(leader.locator("#steps"), propose).get_by_role("button", name=propose).click()
    leader.get_by_role("link", name="Programme to print").click()
    expect(leader.locator(".a4").first).to_contain_text("Hai bên chưa thống nhất")

    agree_in_lao(partner)
    leader.reload()
    expect(leader.locator(".a4").first).not_to_contain_text("Hai bên chưa thống nhất")
    leader.emulate_media(media="print")
    sheet = leader.locator(".a4").first
    expect(leader.locator(".mast")).to_be_hidden()
    programme, members = map(bare, page_texts(leader.pdf(format="A4", prefer_css_page_size=True)))
    for day, begins, _ends, what, what_lo in HOURS:
        for words in (f"{day:%d/%m/%Y}", begins, what):
            assert bare(words) in programme
        expect(sheet.get_by_text(what_lo)).to_be_visible()  # read back from a PDF, Lao is out of order
    assert "08:00–09:30" in programme and bare("Phiên dịch") in members
    partner.get_by_role("link", name=in_lao("Programme to print")).click()
    expect(partner.locator(".a4").first).to_contain_text(TITLE)
    assert partner.evaluate("document.documentElement.scrollWidth") == 360
