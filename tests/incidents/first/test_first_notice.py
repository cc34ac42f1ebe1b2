"""The form of a first notice in Chromium, on a telephone: what it seals, what it tells, and what it never tells."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Dialog

from tests.incidents.canaries import found_in
from tests.incidents.first.conftest import PAGE, Give, Phone, Served

WORDS = "Blue lorry at the quarry: zqcanaryword"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
REMEMBERED = """async store => new Promise(done => {
  const asked = indexedDB.open('chungtay-annex');
  asked.onsuccess = () => {
    const rows = asked.result.transaction(store).objectStore(store).getAll();
    rows.onsuccess = () => { asked.result.close(); done(rows.result.map(row => JSON.stringify(row))); };
  };
})"""
TEN_YEARS_BACK = """(() => { const Real = Date, off = -10 * 365 * 86400e3;
  globalThis.Date = class extends Real {
    constructor(...given) { if (given.length) super(...given); else super(Real.now() + off); }
    static now() { return Real.now() + off; } }; })();"""


def fields_of(served: Served, hers: Phone) -> dict[str, object]:
    body = hers.posted()[0]
    read: dict[str, object] = json.loads(served.opened(body, body["notice"]))["fields"]
    return read


def test_what_is_written_leaves_the_page_only_sealed(phone: Give, served: Served) -> None:
    hers = phone().arrive().write_least()
    hers.page.locator("#ask-words").fill(WORDS)
    hers.page.locator("#find-place").fill("dog")
    assert "Sent: notice" in hers.send().after
    body = hers.posted()[0]
    content = json.loads(served.opened(body, body["notice"]))
    assert content["kind"] == "notice"
    assert content["side"] == served.laid["seat"] == body["side"]
    assert content["fields"]["words"] == WORDS
    assert content["fields"]["place"] == "103@2000-01-01"
    assert (content["fields"]["type"], body["urgency"], body["told_at"]) == ("trafficking", "danger", None)
    assert found_in(hers.said(), ["zqcanaryword", "under_16", "103@2000"]) == set()


def test_nothing_that_was_written_stays_in_the_browser(phone: Give) -> None:
    hers = phone().arrive().write_least()
    hers.page.locator("#ask-words").fill(WORDS)
    assert "Nothing that you wrote is left" in hers.send().after
    assert hers.page.evaluate(REMEMBERED, "waiting") == []
    kept = hers.page.evaluate("JSON.stringify([localStorage, sessionStorage, history.state, document.title])")
    html = hers.page.content()
    assert "zqcanaryword" not in kept + html
    assert "Sheriff" in hers.after  # whom the law names stays beside the number
    assert re.search(
        r"number of your key:\s+(\d{5}\s?){8}", hers.after
    )  # what a recipient compares by telephone
    assert hers.page.url.endswith(PAGE)


def test_her_key_is_made_once_and_cannot_be_taken_out(phone: Give) -> None:
    hers = phone().arrive().write_least()
    assert "Sent" in hers.send().after
    hers.arrive().write_least().send()
    assert "Sent" in hers.after
    first, second = hers.posted()
    assert first["sender"] == second["sender"]
    out = """async () => { const asked = indexedDB.open('chungtay-annex');
      const rows = await new Promise(done => { asked.onsuccess = () => {
        const all = asked.result.transaction('sender').objectStore('sender').getAll();
        all.onsuccess = () => done(all.result); }; });
      return rows.flatMap(row => [row.enc.key.extractable, row.sig.key.extractable]); }"""
    assert hers.page.evaluate(out) == [False, False]


def test_a_recipient_may_sign_with_her_own_key_and_is_asked_for_nothing_more(
    phone: Give, served: Served
) -> None:
    hers = phone("provincial").arrive().write_least()
    hers.page.get_by_text("Sign with my own key").click()
    says = hers.page.locator("#own-key-says")

    def unlock(words: str) -> None:
        hers.page.locator("#passphrase").fill(words)
        hers.page.get_by_role("button", name="Unlock").click()

    unlock("lusab babad lusab babad lusab bxbad")
    says.filter(has_text="bxbad").wait_for()
    unlock(served.laid["passphrase"])
    says.filter(has_text="your own signature").wait_for()
    assert "number of your key" not in hers.send().after
    body = hers.posted()[0]
    assert body["sender"] is None
    assert json.loads(served.opened(body, body["notice"]))["fields"]["danger"] == "yes"
    assert found_in(hers.said(), [*served.laid["passphrase"].split(), "bxbad"]) == set()


def test_whoever_is_listed_nowhere_is_offered_no_key_to_sign_with(phone: Give) -> None:
    assert phone().arrive().page.get_by_text("Sign with my own key").count() == 0


def test_choosing_asks_nothing_of_the_server(phone: Give) -> None:
    hers = phone().arrive()
    before = len(hers.asked)
    assert hers.page.locator("[data-chain=trafficking]").is_hidden()
    hers.tick(signs="trafficking", band="under_16")
    hers.page.locator("#find-place").fill("ced")
    assert hers.page.locator("[data-chain=trafficking]").inner_text().startswith("Trafficking")
    assert "Doctor" in hers.page.locator("[data-chain=child]").inner_text()
    hers.page.locator("#ask-when").fill("2025-06-30")  # before Alder and Birch became Cedar
    hers.page.locator("#find-place").fill("")
    offered = hers.page.locator("#ask-place option").all_inner_texts()
    assert offered == ["Choose one", "Alder", "Birch", "Dogwood", "Elm"]
    assert len(hers.asked) == before


def test_what_is_missing_is_named_and_nothing_goes(phone: Give) -> None:
    hers = phone().arrive().tick(danger="no").send()
    missing = hers.page.locator("#faults button").all_inner_texts()
    assert missing == ["What happened? Tick all that you know.", "Sex", "Age", "Nationality",
                       "Does the person agree that you tell us?"]  # fmt: skip
    hers.page.locator("#faults button").first.click()
    assert hers.page.evaluate("document.activeElement.id") == "ask-signs"
    assert hers.posted() == []


@pytest.mark.parametrize(
    ("danger", "by", "kept"),
    [("yes", "self", True), ("no", "guardian", True), ("yes", "not_possible", True), ("no", "not_possible", False),
     ("yes", "refused", False)],
)  # fmt: skip
def test_without_consent_no_words_are_sealed(
    phone: Give, served: Served, danger: str, by: str, kept: bool
) -> None:
    hers = phone().arrive().write_least(danger=danger)
    hers.page.locator("#ask-words").fill(WORDS)
    hers.tick(consent_by=by)
    assert hers.page.locator("#ask-words").is_visible() == kept
    assert ("only the codes go" in hers.page.locator("#consent-says").inner_text()) == (not kept)
    assert "Sent" in hers.send().after
    assert ("words" in fields_of(served, hers)) == kept


def test_whom_she_told_by_phone_is_sealed_and_only_when_is_told(phone: Give, served: Served) -> None:
    hers = phone().arrive().write_least().tick(told_whom="border_guard")
    hers.page.locator("#ask-told_at").fill("00:00")
    assert "Sent" in hers.send().after
    body = hers.posted()[0]
    assert datetime.fromisoformat(body["told_at"]) <= datetime.now(UTC)
    assert fields_of(served, hers)["told_whom"] == ["border_guard"]
    assert found_in(hers.said(), ["border_guard"]) == set()


def test_a_broken_line_keeps_it_sealed_and_it_goes_by_itself(phone: Give, served: Served) -> None:
    hers = phone().arrive().write_least()
    hers.page.locator("#ask-words").fill(WORDS)
    hers.context.set_offline(True)
    assert "waiting for a line" in hers.send().after
    waiting = hers.page.evaluate(REMEMBERED, "waiting")
    assert len(waiting) == 1
    assert found_in(waiting[0].encode(), ["zqcanaryword", "under_16"]) == set()
    assert "Nothing that you wrote is left" not in hers.after
    hers.context.set_offline(False)
    hers.page.get_by_text("Sent: notice").wait_for()
    assert fields_of(served, hers)["words"] == WORDS
    assert hers.page.evaluate(REMEMBERED, "waiting") == []


def test_what_waited_goes_once_though_two_tabs_are_open(phone: Give) -> None:
    hers = phone().arrive().write_least()
    hers.context.set_offline(True)
    assert "waiting" in hers.send().after
    hers.page.close()
    hers.context.set_offline(False)
    hers.asked.clear()
    hers.page, other = hers.tab(), hers.tab()
    hers.page.goto(PAGE, wait_until="commit")
    other.goto(PAGE, wait_until="commit")
    for tab in (hers.page, other):
        tab.locator("#ready.state--done").wait_for()
        tab.evaluate("dispatchEvent(new Event('online'))")
    hers.page.wait_for_function(f"({REMEMBERED})('waiting').then(rows => rows.length === 0)")
    assert len(hers.posted()) == 1


def test_what_one_person_sealed_is_not_sent_in_anothers_name(phone: Give, served: Served) -> None:
    hers = phone().arrive().write_least()
    hers.context.set_offline(True)
    assert "waiting" in hers.send().after
    hers.context.set_offline(False)
    hers.page.close()
    hers.context.clear_cookies()
    cookies = served.laid["cookies"]["provincial"].items()
    hers.context.add_cookies([{"name": key, "value": value, "url": served.address} for key, value in cookies])
    hers.asked.clear()
    hers.page = hers.tab()
    hers.arrive()
    assert len(hers.page.evaluate(REMEMBERED, "waiting")) == 1
    assert hers.posted() == []


def test_a_session_that_ended_loses_nothing(phone: Give, served: Served) -> None:
    hers = phone().arrive().write_least()
    cookies = hers.context.cookies()
    hers.context.clear_cookies()
    assert "waiting" in hers.send().after
    hers.context.add_cookies(
        [{"name": one["name"], "value": one["value"], "url": served.address} for one in cookies]
    )
    hers.page.evaluate("dispatchEvent(new Event('online'))")
    hers.page.get_by_text("Sent: notice").wait_for()


def test_leaving_with_words_that_are_not_sent_warns(phone: Give) -> None:
    hers = phone().arrive()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    hers.page.on("dialog", stay)
    hers.page.locator("#ask-words").press_sequentially("a")
    hers.page.locator("header a").evaluate("link => link.click()")
    hers.page.wait_for_function("document.readyState === 'complete'")
    assert asked == ["beforeunload"]
    assert hers.page.locator("#ask-words").input_value() == "a"


def test_one_recipient_warns_and_never_blocks(phone: Give) -> None:
    hers = phone("provincial").arrive("/notices/oak-ash/new/")
    assert "Only one person" in hers.page.locator("#ready").inner_text()
    assert "Sent" in hers.write_least().send().after


def test_the_paper_is_asked_for_in_a_fold_that_hinders_nobody(phone: Give) -> None:
    hers = phone().arrive()
    fold = hers.page.locator("#compare")
    fold.locator("summary").click()
    assert re.search(r"(\d{5}\s?){8}", fold.inner_text())
    assert hers.page.locator("#send").is_enabled()
    fold.get_by_role("button", name="The paper shows this number").click()
    fold.wait_for(state="hidden")
    assert "Sent" in hers.write_least().send().after
    hers.arrive()
    assert fold.is_hidden()


def test_with_no_recipient_it_says_whom_to_phone(phone: Give) -> None:
    hers = phone("partner").arrive()
    assert "Nobody of Union of Elmshire has a key" in hers.page.locator("#ready").inner_text()
    assert hers.page.locator("#send").is_disabled()
    assert hers.page.locator("a[href='tel:1234']").inner_text() == "12 34"


def test_a_clock_ten_years_off_is_said_and_the_servers_is_used(phone: Give, served: Served) -> None:
    hers = phone()
    hers.page.add_init_script(TEN_YEARS_BACK)
    hers.arrive().write_least()
    assert "clock of this phone is wrong" in hers.page.locator("#clock").inner_text()
    assert "Sent" in hers.send().after
    body = hers.posted()[0]
    at = datetime.fromisoformat(json.loads(served.opened(body, body["notice"]))["at"])
    assert abs(at - datetime.now(UTC)) < timedelta(minutes=5)


def test_two_presses_send_once(phone: Give) -> None:
    hers = phone().arrive().write_least()
    hers.page.evaluate("document.getElementById('send').click(); document.getElementById('send').click();")
    assert "Sent" in hers.after
    assert len(hers.posted()) == 1


@pytest.mark.parametrize(
    ("language", "width", "dark"), [("vi", 360, False), ("lo", 360, True), ("vi", 1280, False)]
)
def test_everyone_can_use_the_form(phone: Give, language: str, width: int, dark: bool) -> None:
    hers = phone("provincial", language=language, width=width, dark=dark).arrive().write_least()
    for fold in hers.page.locator("summary").all():
        fold.click()
    found = Axe().run(hers.page, options=RULES).response["violations"]
    assert [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]] == []
    assert hers.page.evaluate("document.documentElement.scrollWidth") <= width
    small = """[...document.querySelectorAll('main a, main button, main input, main select, main summary')]
      .filter(one => one.offsetParent && !one.closest('label')).map(one => one.getBoundingClientRect())
      .filter(box => Math.min(box.height, box.width) < 24).length"""
    assert hers.page.evaluate(small) == 0
