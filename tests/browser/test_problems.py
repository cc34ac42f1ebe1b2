"""An urgent problem in Chromium: raised on one side, ranked by both, and drawn into next year's plan."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.test_two_sides import section, unfold
from tools.chromium import CHROMIUM
from tools.demo_server import Demo, demo_server

TITLE, GRAVE = "Chị em đi chợ biên giới", "Mức độ nghiêm trọng"
SLIGHT, PRESSING = "Thiếu chỗ gửi xe ở chợ", "Chị em không biết quy định khi bán hàng qua biên giới"


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    """A world of its own: next year's plan is drawn in the others too."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with demo_server() as served:
        yield served


def prepare(province: Page) -> str:
    """With one criterion and the other side invited; gives the workshop's address."""
    province.goto("/programmes/kontum-attapeu/workshops/new/")
    province.get_by_label("What the workshop is about").fill(TITLE)
    province.get_by_label("Day of the workshop").fill(f"{timezone.localdate():%d/%m/%Y}")
    province.get_by_role("checkbox", name="Women's Union of Attapeu province").check()
    province.get_by_role("button", name="Save").click()
    form = province.locator("#criteria")
    form.get_by_label("Criterion 1").fill(GRAVE)
    form.get_by_label("Its weight").first.fill("2")
    form.get_by_role("button", name="Save the criteria").click()
    province.get_by_role("button", name="Open the workshop").click()
    return province.url


def raise_one(page: Page, workshop: str, text: str, place: str) -> None:
    page.goto(workshop)
    page.get_by_role("link", name="Raise a problem").click()
    page.get_by_label("What the problem is", exact=True).fill(text)
    page.get_by_label("Whom it touches", exact=True).fill("Phụ nữ buôn bán nhỏ")
    page.get_by_label("Where", exact=True).fill(place)
    page.get_by_role("button", name="Save").click()


def vote(page: Page, workshop: str, problem: int, score: str) -> None:
    page.goto(f"{workshop}problems/{problem}/")
    expect(page.locator("#vote")).to_contain_text("it cannot be changed or cast anew")
    page.locator("#vote").get_by_role("radio", name=score, exact=True).check()
    page.get_by_role("button", name="Cast the vote").click()


def test_a_workshop_problem_is_ranked_and_becomes_a_content_of_next_years_plan(enter: Enter) -> None:
    province, partner = enter("province", language="en"), enter("partner", language="en", width=360)
    workshop = prepare(province)
    raise_one(partner, workshop, SLIGHT, "Bờ Y")
    raise_one(province, workshop, PRESSING, "Bờ Y")
    pins = unfold(province.locator("#figures"), "Pin a figure")
    pins.get_by_label("Indicator").select_option("sessions")
    pins.get_by_role("button", name="Pin it").click()
    expect(province.locator("#figures")).to_contain_text("the same")

    for page, scores in ((partner, "25"), (province, "14")):
        for problem, score in enumerate(scores, 1):
            vote(page, workshop, problem, score)
    expect(partner.locator("main")).not_to_contain_text("points of 5")
    province.get_by_role("button", name="Close the votes").click()
    first = province.locator("#problems .work__row").first
    expect(first).to_contain_text(PRESSING)
    expect(first).to_contain_text("4.5 points of 5, from 2 votes")

    province.goto(f"{workshop}problems/2/")
    form = unfold(section(province, "What came of it"), "For next year's plan or the next phase")
    form.get_by_role("button", name="Note it").click()
    province.goto("/programmes/kontum-attapeu/")
    plan = province.locator('a[href*="/plans/"]').first.get_attribute("href") or ""
    assert plan, "the programme names its running plan"
    draw(province, plan.split("plans/")[1].split("/")[0])
    partner.goto("/problems/")
    expect(partner.locator("main")).to_contain_text(PRESSING)
    province.goto("/problems/")
    row = province.locator(".work__row").filter(has_text=PRESSING).first
    expect(row).to_contain_text(f"{timezone.localdate().year + 1}")
    row.get_by_role("link", name=PRESSING).last.click()
    expect(province.get_by_role("heading", level=1)).to_contain_text(PRESSING)


def draw(page: Page, plan: str) -> None:
    """Next year's plan, from what is offered: the problem is one of its lines, ticked before anybody looked."""
    page.goto(f"/programmes/kontum-attapeu/plans/{plan}/next-year/")
    line = page.get_by_role("checkbox", name=PRESSING)
    expect(line).to_be_checked()
    page.get_by_role("button", name="Begin the draft").click()
    expect(page.locator("main")).to_contain_text(PRESSING)
