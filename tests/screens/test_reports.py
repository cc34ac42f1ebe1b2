"""A report is written on a phone, handed in, sent back or approved by somebody else, and corrected with a reason."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chungtay.actions.activities import record_activity
from chungtay.actions.reports import hand_in, open_report, send_back
from chungtay.models import Activity, Correction, Entry, Indicator, Line, Question, Report
from chungtay.rules.amounts import SCALE
from tests.world import NOW, World

Enter = Callable[..., Client]


@pytest.fixture
def report(world: World) -> Report:
    return open_report(
        world.form, world.bodies["dogwood"], place=world.places["Dogwood"], first_on=date(2025, 9, 1),
        last_on=date(2025, 12, 14), due_on=date(2025, 12, 20), by=world.provincial, at=NOW,
    )  # fmt: skip


TYPED = {
    "1.state": "given",
    "1.total": "3",
    "2.state": "given",
    "2.qualifier": "nearly",
    "2.total": "1,100",
    "2.sex:female": "1,000",
    "2.sex:male": "100",
    "2.membership:member": "40",
}
TYPED_IN_LAO = {name: value.replace(",", ".") for name, value in TYPED.items()}
TOLD = {"told_by": "Chair of the unit", "channel": "phone"}


def address(report: Report, more: str = "") -> str:
    return f"/reports/{report.pk}/{more}"


def handed_in(signed_in: Enter, report: Report) -> None:
    assert signed_in("officer").post(address(report, "hand-in/"), TYPED).status_code == 302


def approved(signed_in: Enter, report: Report) -> None:
    handed_in(signed_in, report)
    assert signed_in("provincial").post(address(report, "approval/")).status_code == 302


def line(report: Report, number: int) -> Line:
    return report.lines.get(question__number=number)


@pytest.mark.parametrize(
    ("language", "mark", "typed"), [("vi", ".", TYPED_IN_LAO), ("lo", ".", TYPED_IN_LAO), ("en", ",", TYPED)]
)
def test_numbers_are_read_as_people_write_them_here(
    signed_in: Enter, report: Report, language: str, mark: str, typed: dict[str, str]
) -> None:
    answer = signed_in("officer", language).post(address(report), typed)
    assert (answer.status_code, answer["Location"]) == (302, address(report))
    kept = line(report, 2)
    assert (kept.total, kept.qualifier) == (1100 * SCALE, "nearly")
    page = signed_in("officer", language).get(address(report)).content.decode()
    assert f'value="1{mark}100"' in page
    assert f'value="1{mark}000"' in page


WRONG = TYPED | {"1.total": "ba", "2.sex:male": "-9", "2.membership:member": "1.2.3"}


@pytest.mark.parametrize("door", ["", "hand-in/"])
def test_three_wrong_cells_get_three_messages_and_keep_what_was_typed(
    signed_in: Enter, report: Report, door: str
) -> None:
    """A draft is saved as it was typed; only the handing in waits for the mend."""
    desk = signed_in("officer")
    answer = desk.post(address(report, door), WRONG)
    assert answer.status_code == (422 if door else 302)
    page = (answer if door else desk.get(address(report))).content.decode()
    assert page.count('class="err') - page.count('class="errs') == 3
    for where, typed in (("1.total", "ba"), ("2.sex:male", "-9"), ("2.membership:member", "1.2.3")):
        assert f'<a href="#{where}">' in page
        assert f'id="{where}" name="{where}" value="{typed}"' in page
    assert 'value="1,000"' in page, "what was right is kept as well"
    assert line(report, 2).total is None
    assert Report.objects.get(pk=report.pk).state == "open"


def test_cells_that_do_not_add_up_are_named_in_the_words_of_the_page(
    signed_in: Enter, report: Report
) -> None:
    typed = TYPED | {"2.sex:male": "101"}
    page = signed_in("officer").post(address(report, "hand-in/"), typed).content.decode()
    assert "Sex: the cells add up to 1,101 but the total is 1,100: 1 too many." in page
    assert '<a href="#2.sex">' in page


def test_handing_in_saves_what_the_form_holds(signed_in: Enter, report: Report) -> None:
    handed_in(signed_in, report)
    assert line(report, 1).total == 3 * SCALE
    page = signed_in("officer").get(address(report)).content.decode()
    assert "Waiting for approval" in page
    assert "<form" not in page.split("<main")[1], "what was handed in is no longer a form"
    assert "Officer of Union of Dogwood" in page, "the history names the post"


def test_a_second_click_on_hand_in_changes_nothing(signed_in: Enter, report: Report) -> None:
    handed_in(signed_in, report)
    again = signed_in("officer").post(address(report, "hand-in/"), TYPED | {"1.total": "4"})
    assert again.status_code == 422
    assert (report.hand_ins.count(), line(report, 1).total) == (1, 3 * SCALE)


def test_a_superior_approves_and_each_figure_opens_in_the_ledger(signed_in: Enter, report: Report) -> None:
    approved(signed_in, report)
    page = signed_in("officer").get(address(report)).content.decode()
    assert "/figures/?indicator=attendances&amp;programme=oak-elm&amp;place=103" in page
    opened = signed_in("officer").get("/figures/?indicator=attendances&programme=oak-elm&place=103"
                                      "&from=2025-09-01&to=2025-12-14")  # fmt: skip
    assert "1,100" in opened.content.decode()


def test_the_figure_of_a_unit_that_has_merged_opens_on_the_map_of_its_days(
    signed_in: Enter, world: World
) -> None:
    old = open_report(
        world.form, world.bodies["cedar"], place=world.places["Alder"], first_on=date(2025, 1, 1),
        last_on=date(2025, 6, 20), due_on=date(2025, 6, 25), by=world.provincial, at=NOW,
    )  # fmt: skip
    signed_in("cedar").post(address(old, "hand-in/"), TYPED)
    signed_in("provincial").post(address(old, "approval/"))
    page = signed_in("cedar").get(address(old)).content.decode()
    link = next(part for part in page.split('"') if part.startswith("/figures/?indicator=attendances"))
    opened = signed_in("cedar").get(link.replace("&amp;", "&"))
    assert opened.status_code == 200
    assert "1,100" in opened.content.decode()


def test_a_second_click_on_approve_counts_once(signed_in: Enter, report: Report) -> None:
    approved(signed_in, report)
    assert signed_in("leader").post(address(report, "approval/")).status_code == 422
    assert Entry.objects.filter(indicator__slug="sessions").count() == 1


def test_whoever_handed_it_in_is_not_offered_to_approve(signed_in: Enter, report: Report) -> None:
    own = signed_in("provincial")
    own.post(address(report, "hand-in/"), TYPED | TOLD)
    page = own.get(address(report)).content.decode()
    assert "somebody else must approve it" in page
    assert "/approval/" not in page


def test_a_report_sent_back_shows_the_note_and_can_be_written_again(signed_in: Enter, report: Report) -> None:
    handed_in(signed_in, report)
    assert signed_in("provincial").post(address(report, "return/"), {"note": " "}).status_code == 422
    signed_in("provincial").post(address(report, "return/"), {"note": "3 sessions or 30?"})
    page = signed_in("officer").get(address(report)).content.decode()
    assert page.count("3 sessions or 30?") == 2, "above the form and in the history"
    assert 'name="1.total" value="3"' in page


def test_a_correction_is_shown_with_old_new_and_reason(signed_in: Enter, report: Report) -> None:
    approved(signed_in, report)
    door = address(report, "lines/1/correction/")
    desk = signed_in("provincial")
    assert desk.get(door).status_code == 200
    refused = desk.post(door, {"1.state": "given", "1.total": "x", "reason": ""})
    assert refused.status_code == 422
    assert 'value="x"' in refused.content.decode()
    assert desk.post(door, {"1.state": "given", "1.total": "4", "reason": ""}).status_code == 422
    assert desk.post(door, {"1.state": "given", "1.total": "4", "reason": "One more"}).status_code == 302
    assert Correction.objects.count() == 1
    page = desk.get(address(report)).content.decode()
    assert "<s>3</s> → 4. One more" in page


def test_last_period_and_the_sessions_of_this_one_stand_beside_the_question(
    signed_in: Enter, world: World, report: Report
) -> None:
    approved(signed_in, report)
    talk = Activity(
        kind_id="session", title="A talk in the upper village", first_on=date(2026, 2, 3),
        last_on=date(2026, 2, 3), place=world.places["Dogwood"], holder=world.bodies["dogwood"],
        served=world.served,
    )  # fmt: skip
    record_activity(talk, attendances={world.cells["sex:female"]: 51}, by=world.officer, at=NOW)
    now = open_report(
        world.form, world.bodies["dogwood"], place=world.places["Dogwood"], first_on=date(2026, 1, 1),
        last_on=date(2026, 3, 15), due_on=date(2026, 3, 25), by=world.provincial, at=NOW,
    )  # fmt: skip
    desk = signed_in("officer")
    page = desk.get(address(now)).content.decode()
    assert '01/09/2025–14/12/2025: <span class="q">nearly</span> 1,100 attendance' in page
    assert "A talk in the upper village" in page
    desk.post(address(now), {"2.state": "given", "2.total": "51", "2.activities": str(talk.pk)})
    assert list(line(now, 2).activities.all()) == [talk]
    assert "Activities behind this figure: 1 of 1" in desk.get(address(now)).content.decode()


def test_the_list_puts_what_is_late_first(signed_in: Enter, world: World, report: Report) -> None:
    page = signed_in("provincial").get("/reports/").content.decode()
    late, to_write = page.index("<h2>Late</h2>"), page.index("<h2>To hand in</h2>")
    assert late < page.index(str(report.pk)) < to_write
    assert str(world.reports["elm"].pk) not in page


READERS = ["officer", "provincial", "leader", "auditor"]
STRANGERS = ["cedar", "partner", "stranger"]


@pytest.mark.parametrize("name", READERS)
def test_those_above_the_unit_read_its_report(signed_in: Enter, report: Report, name: str) -> None:
    assert signed_in(name).get(address(report)).status_code == 200


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("door", ["", "hand-in/", "return/", "approval/", "lines/1/correction/"])
def test_for_strangers_the_report_does_not_exist(
    signed_in: Enter, report: Report, name: str, door: str
) -> None:
    assert signed_in(name).post(address(report, door)).status_code == 404


@pytest.mark.parametrize("door", ["", "lines/1/correction/"])
def test_without_signing_in_one_is_sent_to_the_door(client: Client, report: Report, door: str) -> None:
    assert client.get(address(report, door))["Location"].startswith("/sign-in/")
    assert client.get("/reports/")["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(
    ("name", "door"),
    [
        ("officer", "approval/"), ("officer", "return/"), ("officer", "lines/1/correction/"),
        ("auditor", ""), ("auditor", "hand-in/"), ("auditor", "approval/"),
    ],
)  # fmt: skip
def test_a_post_that_does_not_allow_it_is_told_so(
    signed_in: Enter, report: Report, name: str, door: str
) -> None:
    answer = signed_in(name).post(address(report, door), TYPED | {"note": "x", "reason": "x"})
    assert answer.status_code == 422
    assert "Your post does not allow this." in answer.content.decode()


def test_an_auditor_reads_figures_not_a_form(signed_in: Enter, report: Report) -> None:
    page = signed_in("auditor").get(address(report)).content.decode()
    assert 'name="1.total"' not in page


@pytest.mark.parametrize("door", ["hand-in/", "return/", "approval/"])
def test_changes_are_posts(signed_in: Enter, report: Report, door: str) -> None:
    assert signed_in("provincial").get(address(report, door)).status_code == 405
    assert signed_in("provincial").post("/reports/").status_code == 405


def test_a_line_that_is_not_approved_has_no_correction(signed_in: Enter, report: Report) -> None:
    assert signed_in("provincial").get(address(report, "lines/1/correction/")).status_code == 404
    approved(signed_in, report)
    assert signed_in("provincial").get(address(report, "lines/9/correction/")).status_code == 404


def test_the_form_asks_the_database_as_often_for_ten_questions_as_for_two(
    signed_in: Enter, world: World, report: Report, django_assert_num_queries: Callable
) -> None:
    desk = signed_in("officer")
    with CaptureQueriesContext(connection) as two:
        desk.get(address(report))
    for number in range(3, 11):
        indicator = Indicator.objects.create(slug=f"i{number}", kind="flow", name="More", measure="more")
        Question.objects.create(
            form=world.form, number=number, indicator=indicator, base=world.breakdowns["sex"]
        )
    longer = open_report(
        world.form, world.bodies["dogwood"], place=world.places["Dogwood"], first_on=date(2025, 1, 1),
        last_on=date(2025, 8, 31), due_on=date(2025, 9, 5), by=world.provincial, at=NOW,
    )  # fmt: skip
    with django_assert_num_queries(len(two)):
        assert desk.get(address(longer)).content.count(b"<h2>") > 10


def test_a_partner_fills_her_report_in_lao(signed_in: Enter, world: World) -> None:
    mine = open_report(
        world.form, world.bodies["elm"], place=world.places["Elm"], first_on=date(2025, 9, 1),
        last_on=date(2025, 12, 14), due_on=date(2025, 12, 20), by=world.partner, at=NOW,
    )  # fmt: skip
    page = signed_in("partner", "lo").get(address(mine))
    assert page.status_code == 200
    assert "ມີຕົວເລກ" in page.content.decode()
    assert signed_in("partner", "lo").post(address(mine, "hand-in/"), TYPED_IN_LAO | TOLD).status_code == 302
    assert signed_in("provincial").get(address(mine)).status_code == 404


def test_an_approver_whose_page_is_older_than_the_figures_reads_again(
    signed_in: Enter, world: World, report: Report
) -> None:
    read = hand_in(report, by=world.officer, at=NOW)
    assert (
        f'name="hand_in" value="{read.pk}"' in signed_in("provincial").get(address(report)).content.decode()
    )
    send_back(report, note="3 or 30?", by=world.leader, at=NOW)
    hand_in(report, by=world.officer, at=NOW + timedelta(hours=1))
    approval = address(report, "approval/")
    answer = signed_in("provincial").post(approval, {"hand_in": str(read.pk)})
    assert answer.status_code == 422 and "handed in anew" in answer.content.decode()
