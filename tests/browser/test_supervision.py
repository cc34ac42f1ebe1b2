"""A supervision in Chromium, with two seats: from the year's plan to an answer that somebody else verified."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.test_oversight import step
from tests.browser.test_two_sides import unfold
from tools.demo_server import Demo

SUBJECT, ASKED = "Sổ theo dõi của câu lạc bộ", "Lập sổ theo dõi thành viên câu lạc bộ"
UNION = "Women's Union of Đăk Plô commune"


def today(page: Page) -> str:
    return str(page.evaluate("new Date().toLocaleDateString('en-GB', {timeZone: 'Asia/Ho_Chi_Minh'})"))


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).first.click()


def plan_and_issue(leader: Page) -> str:
    """The plan of the year with one row; gives the page of the supervision."""
    day = today(leader)
    leader.goto("/supervisions/plans/new/")
    leader.get_by_label("Title of the plan").fill("Kế hoạch giám sát bổ sung")
    leader.get_by_label("Year").fill(day[-4:])
    leader.get_by_label("Programme", exact=True).select_option("kontum-attapeu")
    press(leader, "Save")
    leader.get_by_role("link", name="Add what is looked into").click()
    leader.get_by_label("What is looked into").fill(SUBJECT)
    leader.get_by_label("From", exact=True).fill(day)
    leader.get_by_label("Until", exact=True).fill(day)
    leader.get_by_label("Which bodies are supervised").select_option(label=UNION)
    leader.get_by_label("Head of the team: body").select_option(label="Women's Union of Quảng Ngãi province")
    leader.get_by_label("By post").first.fill("Trưởng ban Chính sách - Luật pháp")
    press(leader, "Save")
    press(leader, "Issue the plan")
    expect(leader.locator("main")).to_contain_text("The plan is issued and stands.")
    leader.get_by_role("link", name=SUBJECT).click()
    return leader.url


def decide_and_send(leader: Page, paper: Path) -> None:
    """Later than the notice asks, so with a reason."""
    main, day = leader.locator("main"), today(leader)
    leader.get_by_label("Outline, a question a line").fill("1. Số câu lạc bộ\n2. Sổ theo dõi")
    leader.locator("#outline").get_by_label("The bodies report by").fill(day)
    press(leader, "Save the outline")
    unfold(main, "Add the signed decision")
    leader.get_by_label("Number", exact=True).fill("99/QĐ-BTV")
    leader.get_by_label("Of the day").fill(day)
    leader.get_by_label("The signed paper").set_input_files(paper)
    press(leader, "Save the decision")
    press(leader, "Decide on the team")
    unfold(main, "Add a working session")
    sessions = leader.locator("#sessions")
    for label, words in (("Day", day), ("From", "00:00"), ("Until", "00:01"), ("Where", "Hội trường xã")):
        sessions.get_by_label(label, exact=True).fill(words)
    press(leader, "Save the session")
    unfold(main, "Send decision and outline")
    leader.get_by_label("Why they come later than they should").fill("Bổ sung đột xuất")
    press(leader, "Send decision and outline")
    expect(main).to_contain_text("Sent. The bodies read it")


def report(commune: Page, address: str) -> None:
    commune.goto(address)
    expect(commune.locator("main")).to_contain_text("Bổ sung đột xuất")
    press(commune, "We received it")
    commune.get_by_label("Answers to the outline").fill("Có một câu lạc bộ, chưa có sổ theo dõi.")
    press(commune, "Save the report")
    expect(commune.locator("main")).to_contain_text("The report is kept.")


def find_and_conclude(leader: Page, address: str) -> str:
    """With minutes, one finding, what is recommended because of it; gives the page of the recommendation."""
    leader.goto(address)
    expect(leader.locator("#bodies")).to_contain_text("Có một câu lạc bộ")
    unfold(leader.locator("#sessions"), "Write the minutes")
    leader.get_by_label("Minutes", exact=True).fill("Đã xem tại chỗ.")
    press(leader, "Save the minutes")
    press(leader, "Say that it has begun")
    leader.get_by_label("What was found").fill("Câu lạc bộ chưa có sổ theo dõi.")
    leader.get_by_label("Kind", exact=True).select_option("shortcoming")
    press(leader, "Save the finding")
    unfold(leader.locator("#findings"), "Recommend something because of it")
    leader.get_by_label("What is recommended").fill(ASKED)
    leader.get_by_label("To whom").select_option(label=UNION)
    press(leader, "Draft the recommendation")
    press(leader, "Send it to all addressees")
    asked = leader.url
    leader.goto(address)
    unfold(leader.locator("#moves"), "Conclude")
    leader.get_by_label("Conclusion", exact=True).fill("Cần lập sổ theo dõi.")
    press(leader, "Conclude")
    expect(leader.locator("main")).to_contain_text("Concluded. The bodies read the findings now.")
    return asked


def test_from_the_plan_to_a_verified_answer_with_two_seats(demo: Demo, enter: Enter, tmp_path: Path) -> None:
    paper = tmp_path / "quyet-dinh.pdf"
    paper.write_bytes(b"%PDF-1.7 decision")
    leader, province = enter("leader", language="en"), enter("province", language="en")
    commune = enter("commune", language="en", width=360)
    address = plan_and_issue(leader)
    decide_and_send(leader, paper)
    report(commune, address)
    asked = find_and_conclude(leader, address)

    commune.goto(address)
    expect(commune.locator("#findings")).to_contain_text("Câu lạc bộ chưa có sổ theo dõi.")
    commune.goto(asked)
    form = step(commune, "Đăk Plô", "Answer")
    form.get_by_label("Accepted", exact=True).check()
    form.get_by_role("button", name="Answer", exact=True).click()
    done = "Report that it is done"
    form = step(commune, "Đăk Plô", done)
    form.get_by_label("Remark").fill("Sổ đã lập.")
    form.get_by_role("button", name=done).click()
    province.goto(asked)
    verified = "Verify that it is done"
    step(province, "Đăk Plô", verified).get_by_role("button", name=verified).click()
    leader.goto(asked)
    step(leader, "Đăk Plô", "Close it").get_by_role("button", name="Close it").click()
    leader.goto(address)
    press(leader, "Close the supervision")
    expect(leader.locator("main")).to_contain_text("Every recommendation is closed.")
