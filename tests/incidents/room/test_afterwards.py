"""What happens to a notice later: a call is written down, consent is taken back, what was sealed is destroyed."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator

from tests.incidents.room.conftest import Enter, Visit


def last_words(visit: Visit) -> Locator:
    return visit.page.locator("#notice .thread li").last


def steps(visit: Visit) -> str:
    return visit.page.locator("#notice section", has_text="Who can open all of it").last.inner_text()


def test_a_call_by_telephone_is_written_down_with_whom_and_when(enter: Enter) -> None:
    visit = enter("provincial", width=360).read("told")
    called = timezone.localtime() - timedelta(hours=1)
    visit.act("told", whom="police", at=f"{called:%Y-%m-%dT%H:%M}")
    last_words(visit).filter(has_text=f"Police, told at {called:%H:%M %d/%m/%Y}").wait_for()
    assert f"{called:%H:%M %d/%m/%Y}" in steps(visit)

    # A call that is yet to come was a slip; nothing of it is kept.
    coming = timezone.localtime() + timedelta(days=2)
    visit.act("told", whom="health", at=f"{coming:%Y-%m-%dT%H:%M}")
    visit.page.get_by_text("This moment is still to come. By the server it is").wait_for()
    assert f"{timezone.localdate():%d/%m/%Y}" in visit.page.get_by_text("By the server").inner_text()
    visit.read("told")
    assert "Health agency" not in visit.page.locator("#notice .thread").inner_text()
    forget_refusals(visit)


def test_consent_that_is_withdrawn_stands_before_whoever_passes_the_notice_on(enter: Enter) -> None:
    visit = enter("provincial").read("told")
    fold = visit.page.locator("details[data-name=pass]")
    fold.locator("summary").click()
    assert "the guardian agrees" in fold.inner_text()
    visit.act("consent", to="other_side")
    last_words(visit).filter(has_text="Withdrawn at").wait_for()
    fold = visit.page.locator("details[data-name=pass]")
    fold.locator("summary").click()
    assert "withdrawn" in fold.locator("dl").inner_text().lower()
    assert visit.problems() == []


def test_what_was_sealed_is_destroyed_only_when_the_agreed_time_is_over(enter: Enter) -> None:
    visit = enter("provincial").read("kept")
    visit.act("close", outcome="home")
    destroy(visit)
    visit.said.filter(has_text="kept until").wait_for()
    assert "P-7" in visit.read("kept").text

    visit.read("over")
    assert "P-6" in visit.text
    destroy(visit)
    visit.said.filter(has_text="Done").wait_for()
    visit.arrive("over").unlock()
    visit.page.locator("#notice article").wait_for()
    assert "What was sealed here is destroyed." in visit.text and "P-6" not in visit.text
    assert "destroyed the own part" in visit.text, "the trail stays"
    for gone in ("cannot read all of it", "Let a colleague read", "Download"):
        assert gone not in visit.text
    forget_refusals(visit)


def destroy(visit: Visit) -> None:
    fold = visit.page.locator("details[data-name=destroy]")
    fold.locator("summary").click()
    fold.locator("[type=checkbox]").check()
    fold.locator("button").click()


def forget_refusals(visit: Visit) -> None:
    """The browser notes an answer of 422 as an error of its own."""
    visit.wrong[:] = [line for line in visit.wrong if "422" not in line]
