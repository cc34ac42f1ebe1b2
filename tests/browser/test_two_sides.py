"""What two sides keep together, in Chromium: a memorandum, a plan that goes down to its units, a body replaced."""

import re
import subprocess
import sys
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.browser import older
from tests.browser.conftest import Enter
from tools.demo_server import Demo

OURS, THEIRS = "Women's Union of Quảng Ngãi province", "Women's Union of Attapeu province"
LEARNING = ("Phụ nữ hai tỉnh học tiếng của nhau.", "ແມ່ຍິງສອງແຂວງຮຽນພາສາຂອງກັນ.")
VISITING = ("Mỗi năm thăm nhau một lần.", "ແຕ່ລະປີຢ້ຽມຢາມກັນໜຶ່ງຄັ້ງ.")
OFTENER = ("Mỗi năm thăm nhau hai lần.", "ແຕ່ລະປີຢ້ຽມຢາມກັນສອງຄັ້ງ.")
PLAN = "Kế hoạch chung hai bên"
UNITS = [f"Women's Union of {name} commune" for name in ("Đăk Plô", "Bờ Y", "Sa Loong")]
TALK, BUSY = "Nói chuyện tại cửa khẩu", "Tháng Ba xã thu hoạch mì, xin lùi một tháng."
OLD, HEIR = "Women's Union of Sa Loong commune", "Women's Union of Bờ Y commune"
LAY = "import django; django.setup(); from tests.browser import older; older.lay()"
NEXT_YEAR = timezone.localdate().year + 1  # of a plan that is drawn while the running one goes on


def unfold(within: Locator, words: str) -> Locator:
    """Opens what is folded away under these words, where it is not open yet."""
    summary = within.locator("summary").filter(has_text=words).last
    fold = summary.locator("xpath=..")
    if fold.get_attribute("open") is None:
        summary.click()
    return fold


def section(page: Page, heading: str) -> Locator:
    return page.locator("section").filter(has=page.get_by_role("heading", name=heading, exact=True))


def add_commitment(page: Page, texts: tuple[str, str]) -> None:
    page.get_by_role("link", name="Add a signed content").first.click()
    form = page.locator("#add")
    form.get_by_role("group", name="Wording").get_by_label("Vietnamese").fill(texts[0])
    form.get_by_role("group", name="Wording").get_by_label("Lao").fill(texts[1])
    form.get_by_role("button", name="Add it").click()


def draft_memorandum(page: Page, name: str, name_lo: str) -> str:
    """From the leader's side: what it is, with whom, for how long, in two equal languages. Gives its address."""
    page.goto("/programmes/new/")
    page.get_by_label("Name in Vietnamese").fill(name)
    page.get_by_label("Name in Lao").fill(name_lo)
    page.get_by_label("Your side").select_option(OURS)
    page.get_by_label("The other side").select_option(THEIRS)
    page.get_by_label("First phase").fill("2027–2031")
    page.get_by_label("First day of the phase").fill("01/01/2027")
    page.get_by_label("Last day of the phase").fill("31/12/2031")
    page.get_by_role("checkbox", name="Lao").check()
    page.get_by_role("button", name="Save the draft").click()
    page.wait_for_url("**/signing/")
    return page.url


def keep_text(page: Page, language: str, file: Path) -> None:
    form = unfold(section(page, "Equal texts"), "Save a signed text")
    form.get_by_label("Language").select_option(language)
    form.get_by_label("The signed text").set_input_files(file)
    form.get_by_role("button", name="Save").click()


def sign(page: Page, post: str) -> None:
    form = unfold(section(page, "Signatures"), "Note the signature")
    form.get_by_label("Where").fill("Attapư")
    form.get_by_label("Post of the signer").select_option(post)
    form.get_by_role("button", name="Note the signature").click()


def ask_and_note_the_answer(leader: Page) -> None:
    asking = unfold(leader.locator("main"), "Ask an agency")
    asking.get_by_label("Which agency is asked").fill("Sở Ngoại vụ tỉnh Quảng Ngãi")
    asking.get_by_role("button", name="Note that it was asked").click()
    answering = unfold(leader.locator("main"), "Note the answer of")
    answering.get_by_label("What it answered").select_option("Agrees, with remarks")
    answering.get_by_label("Its remarks").fill("Ghi rõ nơi mở lớp.")
    answering.get_by_role("button", name="Note the answer").click()


def propose_amendment(leader: Page, versions: str) -> None:
    """An edited copy in which the second content says more."""
    leader.goto(versions)
    leader.get_by_label("Why the text is amended").fill("Hai bên thăm nhau thường hơn.")
    leader.get_by_role("button", name="Begin an edited copy").click()
    row = unfold(leader.locator("main"), "Change: Signed content 2")
    row.get_by_role("group", name="Wording").get_by_label("Vietnamese").fill(OFTENER[0])
    row.get_by_role("group", name="Wording").get_by_label("Lao").fill(OFTENER[1])
    row.get_by_role("button", name="Save").click()
    leader.get_by_role("button", name="Propose to the sides").click()


def draw_and_accept_plan(leader: Page, partner: Page) -> str:
    """Of the first two signed contents, for next year; gives its page."""
    leader.goto("/programmes/kontum-attapeu/plans/new/")
    leader.get_by_label("Name of the plan").fill(PLAN)
    leader.get_by_label("Year").fill(str(NEXT_YEAR))
    for box in leader.get_by_role("group", name="Signed contents").get_by_role("checkbox").all()[2:]:
        box.uncheck()
    leader.get_by_role("button", name="Begin the draft").click()
    for number in (1, 2):
        line = unfold(leader.locator("#contents"), f"{number}. ")
        line.get_by_label("Lead").select_option(OURS)
        line.get_by_role("button", name="Save the content").click()
    leader.get_by_role("link", name=PLAN).click()
    leader.get_by_role("button", name="Propose it to the sides").click()
    plan = leader.url
    partner.goto(plan)
    partner.get_by_role("button", name="Accept the plan for our side").click()
    leader.goto(plan)
    leader.get_by_role("button", name="Accept the plan for our side").click()
    return plan


def test_a_memorandum_goes_from_proposal_to_two_signatures_and_is_amended(
    enter: Enter, tmp_path: Path
) -> None:
    leader, partner = enter("leader", language="en"), enter("partner", language="lo")
    name, name_lo = "Bản ghi nhớ học tiếng của nhau", "ບົດບັນທຶກການຮຽນພາສາຂອງກັນ"
    way = draft_memorandum(leader, name, name_lo)
    leader.get_by_role("link", name="Write the text").click()
    add_commitment(leader, LEARNING)
    add_commitment(leader, VISITING)
    leader.goto(way)

    partner.goto("/programmes/")
    expect(partner.locator("main")).not_to_contain_text(name_lo)

    leader.get_by_role("button", name="Propose it to the other sides").click()
    ask_and_note_the_answer(leader)

    partner.goto("/programmes/")
    partner.get_by_role("link", name=name_lo).click()
    partner.goto(way)
    expect(partner.locator("main")).not_to_contain_text("Sở Ngoại vụ")

    for language in ("Vietnamese", "Lao"):
        paper = tmp_path / f"{language}.txt"
        paper.write_text("\n".join((name, LEARNING[0], VISITING[0])))
        keep_text(leader, language, paper)
    sign(leader, f"President, {OURS}")
    signer = enter("partner", language="en")
    signer.goto(way)
    sign(signer, f"President, {THEIRS}")

    partner.goto(way)
    for words in ("Hội Liên hiệp Phụ nữ tỉnh Quảng Ngãi", "Hội Phụ nữ tỉnh Attapư"):
        expect(partner.locator("main li b", has_text=words)).to_have_count(1)
    expect(partner.locator("main .state--done")).to_have_count(5)  # in force, two signatures, two texts
    partner.locator("main a[href^='/versions/']").click()
    text = partner.url
    for words in (*LEARNING, *VISITING):
        expect(partner.locator("main")).to_contain_text(words)

    propose_amendment(leader, way.replace("/signing/", "/versions/"))
    phone = enter("partner", language="lo", width=360)
    phone.goto(f"{leader.url}difference/")
    change = phone.locator("main .change")
    expect(change).to_have_count(1)
    for language, gone, come in (("vi", "một", "hai"), ("lo", "ໜຶ່ງ", "ສອງ")):
        expect(change.locator(f"[lang={language}] del")).to_have_text(gone)
        expect(change.locator(f"[lang={language}] ins")).to_have_text(come)
    phone.goto(way)
    expect(phone.locator("main .state--waiting").first).to_be_visible()
    phone.goto(text)
    expect(phone.locator("main")).to_contain_text(VISITING[1])  # what was signed stays readable as it was


def test_a_plan_goes_down_to_three_communes_and_a_task_comes_back_with_a_reason(enter: Enter) -> None:
    leader, partner = enter("leader", language="en"), enter("partner", language="en")
    plan = draw_and_accept_plan(leader, partner)
    # What stands already is not counted as reached before the year has begun.
    expect(leader.locator(".contents__how").first).to_contain_text(f"counted from 01/01/{NEXT_YEAR}")

    leader.get_by_role("link", name="Plans of units drawn from it").click()
    cascade = leader.url
    choosing = unfold(leader.locator("main"), "Choose the units")
    for box in choosing.get_by_role("checkbox").all():
        box.uncheck()
    for unit in UNITS:
        choosing.get_by_role("checkbox", name=unit).check()
    leader.get_by_role("button", name="Send it to the chosen units").click()

    phone = enter("commune", language="en", width=360)
    phone.goto("/work/")
    phone.get_by_role("link", name=PLAN).first.click()
    draw_own_plan(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") == 360

    leader.goto(cascade)
    rows = leader.locator("main tbody tr")
    expect(rows.filter(has_text=UNITS[0])).to_contain_text("Xã không có cặp kết nghĩa.")
    expect(rows.filter(has_text=UNITS[0])).to_contain_text("kept 1, left out 1")
    expect(rows.filter(has_text=UNITS[2])).to_contain_text(f"sent on {timezone.localdate():%d/%m/%Y}")

    leader.goto(plan)
    leader.locator("main .contents a").first.click()
    form = unfold(leader.locator("#tasks"), "Set a task")
    form.get_by_label("What is to be done").first.fill(TALK)
    form.get_by_label("Which body does it").select_option(UNITS[1])
    form.get_by_label("Until", exact=True).fill(f"15/03/{NEXT_YEAR}")
    form.get_by_role("button", name="Set the task").click()

    chair = enter("Chủ tịch Hội LHPN xã Bờ Y", language="en", width=360)
    chair.goto("/work/")
    chair.get_by_role("link", name=TALK).first.click()
    returning = unfold(chair.locator("#steps"), "Return it with a reason")
    returning.get_by_label("Why").fill(BUSY)
    returning.get_by_role("button", name="Return it with a reason").click()

    leader.goto("/work/")
    leader.get_by_role("link", name=TALK).first.click()
    expect(leader.locator("main")).to_contain_text(BUSY)
    leader.get_by_label("A new day").fill(f"15/04/{NEXT_YEAR}")
    leader.get_by_role("button", name="Give it again").click()
    chair.goto("/work/")
    chair.get_by_role("link", name=TALK).first.click()
    chair.get_by_role("button", name="Accept the task").click()

    leader.reload()
    expect(leader.locator(".head .state")).to_have_text("In hand")
    expect(leader.locator("aside .facts")).to_contain_text(f"15/04/{NEXT_YEAR}")
    expect(leader.locator("main")).to_contain_text(BUSY)  # why it came back stays told


def draw_own_plan(phone: Page) -> None:
    """A commune keeps the first content with a target of its own and leaves the second out."""
    first, second = (phone.locator(f"#content-{number}") for number in (1, 2))
    first.get_by_label("Your target: Sessions").fill("6")
    first.get_by_label("Until").first.fill(f"30/06/{NEXT_YEAR}")
    second.get_by_label("We leave it out").check()
    second.get_by_label("Why it is left out").fill("Xã không có cặp kết nghĩa.")
    with phone.expect_navigation():
        phone.get_by_role("button", name="Hand it to your leader").click()


def test_a_side_that_passes_on_in_mid_plan_leaves_one_unbroken_story(demo: Demo, enter: Enter) -> None:
    """A commune's union is taken over by its neighbour's; the heir saw nothing of it before."""
    subprocess.run([sys.executable, "-c", LAY], env=demo.environment, check=True)
    heir = enter("Chủ tịch Hội LHPN xã Bờ Y", language="en")
    heir.goto("/programmes/")
    expect(heir.locator("main")).not_to_contain_text(older.NAME)

    leader = enter("leader", language="en")
    leader.goto("/programmes/")
    leader.get_by_role("link", name=older.NAME).click()
    programme = leader.url
    leader.get_by_role("link", name="Signing and text").click()
    passing = unfold(leader.locator("main"), "Pass a side on")
    passing.get_by_label("Which side").select_option(f"1. {OLD}")
    passing.get_by_label("Who takes it over").select_option(HEIR)
    passing.get_by_label("By which decision").fill("Nghị quyết về sắp xếp đơn vị hành chính cấp xã")
    passing.get_by_role("button", name="Pass it on").click()

    partner = enter("partner", language="en")
    for who in (heir, partner):
        who.goto(programme)
        side = who.locator(".facts dd").first
        expect(side).to_have_text(re.compile(f"{OLD} until .*{HEIR} since {timezone.localdate():%d/%m/%Y}"))
        plan = who.locator(".sides li").first
        expect(plan).to_contain_text(f"{OLD} accepted on")
        expect(plan).to_contain_text(f"today held by {HEIR}")
        expect(who.locator("#results a.fig").first).to_have_text("1")
        who.goto(f"{programme}signing/")
        signed = section(who, "Signatures").locator("li").first
        expect(signed).to_contain_text("Hội Liên hiệp Phụ nữ xã Sa Loong")
        expect(signed).to_contain_text(f"today held by {HEIR}")

    heir.goto(programme)
    heir.locator("#results a.fig").first.click()
    expect(heir.locator("main")).to_contain_text("Sa Loong")
    heir.goto("/work/")
    heir.get_by_role("link", name=older.OPEN).first.click()
    heir.get_by_role("button", name="Say that it is done").click()
    for who, tasks in ((heir, (older.DONE, older.OPEN)), (partner, (older.OPEN,))):
        who.goto(programme)
        who.locator(".contents a").first.click()
        for task in tasks:
            line = who.locator("#tasks li").filter(has_text=task)
            expect(line).to_contain_text(re.compile(f"{OLD} · .* finished"))
