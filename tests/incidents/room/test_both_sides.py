"""A notice goes through the reading rooms of both sides, on telephones, in Vietnamese and Lao."""

from django.utils.translation import gettext, override

from chungtay.incidents.screens.lists.words import CODE_WORDS, FIELD_WORDS
from tests.incidents.room.conftest import Enter

PHONE = 360


def in_language(language: str, words: str, **values: str) -> str:
    with override(language):
        said = gettext(words)
    assert said != words, f"not in {language}: {words}"
    return said % values if values else said


def test_a_notice_is_read_passed_on_acknowledged_and_answered(enter: Enter) -> None:
    ours = enter("provincial", "vi", PHONE).arrive("journey")

    # Two wrong ways to unlock: one slip that can be seen, and words of somebody else. Neither is told to the server.
    ours.unlock("lusab babad lusab babad lusab bxbad")
    ours.said.filter(has_text="bxbad").wait_for()
    asked: list[str] = []
    ours.page.on("request", lambda request: asked.append(request.url))
    ours.unlock(ours.served.laid["passphrases"]["leader"])
    ours.said.filter(
        has_text=in_language("vi", "This passphrase opens none of your keys. Nothing was sent.")
    ).wait_for()
    assert asked == []

    ours.unlock()
    ours.page.locator("#notice article").wait_for()
    ours.page.get_by_role("button", name=in_language("vi", "I asked her: confirm")).click()
    ours.said.filter(
        has_text=in_language("vi", "Confirmed with your key; both sides can check it.")
    ).wait_for()
    assert in_language("vi", "Nobody has vouched for this sender's key.") not in ours.text

    # What crosses is looked at beside what stays; a tick taken away stays, and the ethnic group has none to take.
    fold = ours.page.locator("details[data-name=pass]")
    fold.locator("summary").click()
    ticks = fold.locator("input[type=checkbox]").evaluate_all("boxes => boxes.map(box => box.value)")
    assert "nationality" in ticks and "ethnicity" not in ticks
    fold.locator("input[value=nationality]").uncheck()
    assert "Union of Elmshire" in fold.inner_text(), "a side with one recipient is warned of"
    fold.locator("button").click()
    ours.page.locator(".clock12").wait_for()
    ours.act("message", text="Đã đưa đến trạm y tế")
    ours.page.locator("#notice .thing__words", has_text="Đã đưa đến trạm y tế").wait_for()
    assert ours.problems() == []

    theirs = enter("partner", "lo", PHONE).read("journey")
    assert "Đã đưa đến trạm y tế" in theirs.text and "P-1" in theirs.text
    missing = in_language(
        "lo", "Something is missing: a writer had read item %(iid)s, which is no longer there.", iid=""
    )
    assert missing.split(":")[0] not in theirs.text, "what crosses says nothing of our own file"
    records = theirs.page.locator("#notice table").first.inner_text()
    with override("lo"):
        assert str(CODE_WORDS["band"]["under_16"]) in records
        assert str(FIELD_WORDS["nationality"]) not in records and str(FIELD_WORDS["ethnicity"]) not in records
    theirs.page.get_by_role("button", name=in_language("lo", "We have it and act")).click()
    theirs.said.filter(has_text=in_language("lo", "The other side sees that you have it.")).wait_for()
    theirs.act("message", text="ພວກເຮົາຈະໄປຮັບ")
    theirs.page.locator("#notice .thing__words", has_text="ພວກເຮົາຈະໄປຮັບ").wait_for()
    assert theirs.problems() == []

    ours.read("journey")
    assert "ພວກເຮົາຈະໄປຮັບ" in ours.text
    assert "Partner of Union of Elmshire" in ours.page.locator("#notice table").last.inner_text(), (
        "their reading is shown"
    )
    for visit in (ours, theirs):
        assert "Đã đưa" not in visit.page.title() + visit.page.url


def test_each_side_agrees_refers_closes_and_lets_it_be_counted(enter: Enter) -> None:
    ours = enter("provincial").read("closing")
    ours.act("pass")
    theirs = enter("partner").read("closing")
    theirs.page.get_by_role("button", name="We have it and act").click()
    theirs.said.filter(has_text="The other side sees").wait_for()
    theirs.act("action", what="Bring P-4 to the clinic", due="2027-01-28")
    theirs.act("referral", service="health")
    theirs.act("answer", answer="accepted")
    theirs.act("done")
    agreed = theirs.page.locator("#notice .pair").first.inner_text()
    assert "Bring P-4 to the clinic" in agreed and "Done" in agreed and "Accepted" in agreed
    assert "28/01/2027" in agreed, "days stand as the house writes them"
    theirs.act("close", outcome="home")
    theirs.page.locator("details[data-name=release] summary").click()
    theirs.page.locator("details[data-name=release] [type=checkbox]").check()
    theirs.page.locator("details[data-name=release] button").click()
    theirs.said.filter(has_text="Done").wait_for()
    assert theirs.page.locator("details[data-name=message]").count() == 0, "a closed part takes nothing more"
    theirs.act("reopen")
    assert theirs.page.locator("details[data-name=message]").count() == 1

    ours.read("closing")
    assert "Bring P-4 to the clinic" in ours.text and "How it ended" not in ours.text
