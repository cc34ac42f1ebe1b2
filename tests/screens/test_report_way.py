"""A draft stays as it was typed; words, checks, notes on lines, behalf, paper and reopening on the report's page."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chungtay.actions.reports import approve_report, hand_in, open_report, write_report
from chungtay.models import Document, HandIn, LineCheck, NarrativeQuestion, Question, Regime, Report
from chungtay.rules.amounts import SCALE
from tests.actions.test_reports import BY_PHONE, answer
from tests.screens.test_reports import TOLD, TYPED, TYPED_IN_LAO, address, handed_in, line
from tests.screens.test_reports import report as report  # the fixture
from tests.world import NOW, World

Enter = Callable[..., Client]
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def shown(browser: Client, kept: Report) -> str:
    return browser.get(address(kept)).content.decode()


def test_a_draft_keeps_what_is_not_right_and_shows_what_is_wrong_with_it(
    signed_in: Enter, report: Report
) -> None:
    desk = signed_in("officer")
    desk.post(address(report), TYPED | {"2.sex:male": "101"})
    page = shown(desk, report)
    assert (line(report, 1).total, line(report, 2).total) == (3 * SCALE, None)
    assert 'name="2.sex:male" value="101"' in page
    assert "1 too many" in page
    assert "1 place must be mended" in page
    desk.post(address(report), TYPED)
    assert line(report, 2).total == 1100 * SCALE
    assert "too many" not in shown(desk, report)


def test_a_number_is_a_figure_and_blank_zero_and_not_applicable_are_three_answers(
    signed_in: Enter, report: Report
) -> None:
    desk = signed_in("officer")
    for typed, state, total in (
        ({"1.state": "not_reported", "1.total": "3"}, "given", 3),
        ({"1.state": "given", "1.total": "0"}, "given", 0),
        ({"1.state": "not_reported", "1.total": ""}, "not_reported", None),
        ({"1.state": "not_applicable", "1.total": ""}, "not_applicable", None),
    ):
        desk.post(address(report), typed)
        kept = line(report, 1)
        assert (kept.state, kept.total) == (state, None if total is None else total * SCALE)
    desk.post(address(report), {"1.state": "not_applicable", "1.total": "3"})
    assert "the answer says there is none" in shown(desk, report)


def test_words_stand_where_the_form_asks_for_them_and_a_missing_one_is_named(
    signed_in: Enter, world: World, report: Report
) -> None:
    NarrativeQuestion.objects.create(
        form=world.form, number=1, title="Hard roads", after=1, is_required=True, hint="In a few words"
    )
    desk = signed_in("officer")
    page = shown(desk, report)
    assert page.index('id="1"') < page.index("Hard roads") < page.index('id="2"')
    refused = desk.post(address(report, "hand-in/"), TYPED)
    assert refused.status_code == 422
    assert '<a href="#words.1">' in refused.content.decode()
    assert line(report, 1).total == 3 * SCALE, "what was typed is kept all the same"
    assert desk.post(address(report, "hand-in/"), TYPED | {"words.1": "Floods in May"}).status_code == 302
    assert "Floods in May" in shown(signed_in("provincial"), report)


def test_a_soft_check_takes_a_comment_which_the_approver_reads(
    signed_in: Enter, world: World, report: Report
) -> None:
    LineCheck.objects.create(
        form=world.form, number=1, expression="2 <= 1", severity="soft", message="More came than sessions."
    )
    desk = signed_in("officer")
    refused = desk.post(address(report, "hand-in/"), TYPED)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert 'name="check.1"' in page and "More came than sessions." in page
    assert desk.post(address(report, "hand-in/"), TYPED | {"check.1": "It is so"}).status_code == 302
    assert "It is so" in shown(signed_in("provincial"), report)


def test_a_line_that_is_not_asked_now_is_folded(signed_in: Enter, world: World, report: Report) -> None:
    Question.objects.filter(form=world.form, number=2).update(condition="1 > 0")
    desk = signed_in("officer")
    assert "only where 1 &gt; 0" in shown(desk, report)
    desk.post(address(report), {"1.state": "given", "1.total": "3"})
    assert "only where" not in shown(desk, report)


def test_notes_on_lines_stand_beside_the_lines_when_the_report_comes_back(
    signed_in: Enter, report: Report
) -> None:
    handed_in(signed_in, report)
    boss = signed_in("provincial")
    assert 'name="2.note" form="return"' in shown(boss, report)
    assert boss.post(address(report, "return/"), {"note": "", "2.note": "Whose men?"}).status_code == 302
    page = shown(signed_in("officer"), report)
    assert page.count("Whose men?") == 3, "on top, beside the line, and in the history"


def test_the_approver_sees_what_changed_since_last_time(
    signed_in: Enter, world: World, report: Report
) -> None:
    handed_in(signed_in, report)
    signed_in("provincial").post(address(report, "return/"), {"note": "3?"})
    signed_in("officer").post(address(report, "hand-in/"), TYPED | {"1.total": "30"})
    page = shown(signed_in("leader"), report)
    assert "What changed since last time" in page
    assert "<s>3</s> → <b>30</b>" in page
    assert page.count("Changed since last time") == 1


def test_whoever_types_for_a_unit_says_who_told_it_and_the_unit_confirms(
    signed_in: Enter, report: Report
) -> None:
    boss = signed_in("provincial")
    assert 'name="told_by"' in shown(boss, report)
    refused = boss.post(address(report, "hand-in/"), TYPED)
    assert refused.status_code == 422 and '<a href="#told_by">' in refused.content.decode()
    paper = SimpleUploadedFile("told.pdf", PDF, content_type="application/pdf")
    assert boss.post(address(report, "hand-in/"), TYPED | TOLD | {"paper": paper}).status_code == 302
    assert Document.objects.get().holder == report.holder
    assert "Not confirmed by the unit yet" in shown(boss, report)
    assert "/confirmation/" not in shown(boss, report)
    desk = signed_in("officer")
    assert "Yes, these are our figures" in shown(desk, report)
    assert desk.post(address(report, "confirmation/")).status_code == 302
    assert "Confirmed by the unit" in shown(desk, report)
    assert desk.post(address(report, "confirmation/")).status_code == 422


def test_an_officer_of_the_unit_is_not_asked_who_told_her(signed_in: Enter, report: Report) -> None:
    assert 'name="told_by"' not in shown(signed_in("officer"), report)


def test_a_signature_on_paper_needs_its_scan(signed_in: Enter, report: Report) -> None:
    handed_in(signed_in, report)
    boss, door = signed_in("provincial"), address(report, "approval/")
    assert boss.post(door, {"signed_by": "Chair"}).status_code == 422
    wrong = SimpleUploadedFile("signed.pdf", b"MZ no pdf", content_type="application/pdf")
    assert boss.post(door, {"signed_by": "Chair", "scan": wrong}).status_code == 422
    assert not Document.objects.exists()
    scan = SimpleUploadedFile("signed.pdf", PDF, content_type="application/pdf")
    assert boss.post(door, {"signed_by": "Chair", "scan": scan}).status_code == 302
    assert Report.objects.get(pk=report.pk).state == "approved"


def test_a_single_officer_is_offered_the_paper_where_the_regime_lets_her(
    signed_in: Enter, world: World, report: Report
) -> None:
    world.form.regime = Regime.objects.create(slug="r", name="R", single_officer_approval="paper")
    world.form.save()
    hand_in(report, on_behalf=BY_PHONE, by=world.provincial, at=NOW)
    page = shown(signed_in("provincial"), report)
    assert "somebody else must approve it" in page
    assert 'name="signed_by"' in page


def test_two_levels_are_told_apart(signed_in: Enter, world: World, report: Report) -> None:
    world.form.levels = 2
    world.form.save()
    handed_in(signed_in, report)
    boss = signed_in("provincial")
    assert "Level 1 of 2" in shown(boss, report)
    boss.post(address(report, "approval/"))
    assert "You agreed to this report already" in shown(boss, report)
    leader = signed_in("leader")
    assert "Level 2 of 2" in shown(leader, report)
    leader.post(address(report, "approval/"))
    assert Report.objects.get(pk=report.pk).state == "approved"


def test_an_approved_report_is_opened_again_with_a_reason_that_the_unit_reads(
    signed_in: Enter, report: Report
) -> None:
    handed_in(signed_in, report)
    boss = signed_in("provincial")
    boss.post(address(report, "approval/"))
    assert boss.post(address(report, "reopening/"), {"reason": " "}).status_code == 422
    assert boss.post(address(report, "reopening/"), {"reason": "The wrong commune"}).status_code == 302
    page = shown(signed_in("officer"), report)
    assert "The wrong commune" in page
    assert 'name="1.total" value="3"' in page
    assert HandIn.objects.get().endorsements.count() == 1


def test_blank_lines_are_filled_from_last_period_on_one_press(
    signed_in: Enter, world: World, report: Report
) -> None:
    before = open_report(
        world.form, world.bodies["dogwood"], place=world.places["Dogwood"], first_on=date(2025, 1, 1),
        last_on=date(2025, 8, 31), due_on=date(2025, 9, 5), by=world.provincial, at=NOW,
    )  # fmt: skip
    desk = signed_in("officer")
    assert "Copy from last period" not in shown(desk, report)
    assert desk.post(address(report, "copy/")).status_code == 422
    write_report(before, {1: answer("7")}, by=world.officer, at=NOW)
    hand_in(before, by=world.officer, at=NOW)
    approve_report(before, by=world.provincial, at=NOW)
    assert "Copy from last period" in shown(desk, report)
    assert desk.post(address(report, "copy/")).status_code == 302
    assert line(report, 1).total == 7 * SCALE
    assert "Copy from last period" not in shown(desk, report)


def test_a_second_tab_does_not_overwrite_what_the_first_has_saved(signed_in: Enter, report: Report) -> None:
    desk = signed_in("officer")
    mark = shown(desk, report).split('name="read" value="')[1].split('"')[0]
    assert desk.post(address(report), TYPED | {"read": mark}).status_code == 302
    assert desk.post(address(report), TYPED | {"read": mark}).status_code == 302, (
        "the very same, pressed twice"
    )
    late = desk.post(address(report), TYPED | {"read": mark, "1.total": "9"})
    page = late.content.decode()
    assert late.status_code == 409
    assert 'name="1.total" value="9"' in page and "saved from elsewhere" in page
    assert line(report, 1).total == 3 * SCALE
    fresh = page.split('name="read" value="')[1].split('"')[0]
    assert desk.post(address(report), TYPED | {"read": fresh, "1.total": "9"}).status_code == 302
    assert line(report, 1).total == 9 * SCALE


def test_what_was_refused_is_mended_and_handed_in_from_the_same_page(
    signed_in: Enter, report: Report
) -> None:
    desk = signed_in("officer")
    mark = shown(desk, report).split('name="read" value="')[1].split('"')[0]
    refused = desk.post(address(report, "hand-in/"), TYPED | {"read": mark, "1.total": "ba"})
    assert refused.status_code == 422
    fresh = refused.content.decode().split('name="read" value="')[1].split('"')[0]
    assert desk.post(address(report, "hand-in/"), TYPED | {"read": fresh}).status_code == 302


@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_the_page_speaks_the_reader_s_language(
    signed_in: Enter, world: World, report: Report, language: str
) -> None:
    LineCheck.objects.create(
        form=world.form, number=1, expression="2 <= 1", severity="soft", message="Nhiều hơn số buổi.",
        message_lo="ຫຼາຍກວ່າ", message_en="More than sessions.",
    )  # fmt: skip
    typed = TYPED if language == "en" else TYPED_IN_LAO
    page = signed_in("officer", language).post(address(report, "hand-in/"), typed).content.decode()
    assert {"vi": "Nhiều hơn số buổi.", "lo": "ຫຼາຍກວ່າ", "en": "More than sessions."}[language] in page
