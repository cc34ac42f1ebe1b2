"""What a report says beside its figures, what stops it, what its hand-in keeps, and how it is opened again."""

from datetime import date, timedelta

import pytest

from chungtay.actions.reports import (
    approve_report,
    approve_reports,
    copy_last_period,
    correct_line,
    hand_in,
    reopen_report,
    send_back,
    write_report,
)
from chungtay.answers.ledger import faults
from chungtay.models import (
    Approval,
    CheckComment,
    Forecast,
    LineCheck,
    LineNote,
    NarrativeAnswer,
    NarrativeQuestion,
    Posting,
    Question,
    Report,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.messages import RuleBroken
from chungtay.rules.reports import LineState, changes_between
from tests.actions.test_reports import Desk, answer, desk_in, opened, total
from tests.world import NOW, World

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def desk(world: World) -> Desk:
    return desk_in(world)


def said(problem: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [message.where for message in problem.value.messages]


def ask_words(desk: Desk, **more: object) -> NarrativeQuestion:
    return NarrativeQuestion.objects.create(
        form=desk.world.form, number=1, title="Khó khăn", title_en="Difficulties", **more
    )


def check_that(desk: Desk, expression: str, severity: str, number: int = 1) -> LineCheck:
    return LineCheck.objects.create(
        form=desk.world.form, number=number, expression=expression, severity=severity, message="Sai",
        message_en="Wrong",
    )  # fmt: skip


# What is typed


def test_what_is_typed_and_not_right_yet_is_kept_and_stops_the_handing_in(desk: Desk) -> None:
    by = desk.world.officer
    write_report(desk.report, {1: answer("3")}, unfinished={"2.total": "ba mươi"}, by=by, at=NOW)
    desk.report.refresh_from_db()
    assert (desk.line(1).total, desk.report.unfinished) == (3 * SCALE, {"2.total": "ba mươi"})
    with pytest.raises(RuleBroken, match="not right yet") as stopped:
        hand_in(desk.report, by=by, at=NOW)
    assert said(stopped) == ["2.total"]
    desk.write(q1="4")
    with pytest.raises(RuleBroken, match="not right yet"):
        hand_in(desk.report, by=by, at=NOW)
    desk.write(q2="30")
    hand_in(desk.report, by=by, at=NOW)


def test_words_go_with_the_figures_and_a_required_answer_is_asked_for(desk: Desk) -> None:
    ask_words(desk, is_required=True)
    by = desk.world.officer
    with pytest.raises(RuleBroken, match="must be answered") as stopped:
        hand_in(desk.report, by=by, at=NOW)
    assert said(stopped) == ["words.1"]
    write_report(desk.report, {}, narratives={1: " Xa đường "}, by=by, at=NOW)
    assert NarrativeAnswer.objects.get().text == "Xa đường"
    assert hand_in(desk.report, by=by, at=NOW).said["narratives"] == {"1": "Xa đường"}


def test_words_that_nobody_asked_for_are_refused_and_emptied_ones_are_gone(desk: Desk) -> None:
    ask_words(desk)
    by = desk.world.officer
    write_report(desk.report, {}, narratives={1: "Xa"}, note="Two talks", by=by, at=NOW)
    with pytest.raises(RuleBroken) as stopped:
        write_report(desk.report, {}, narratives={1: "", 7: "x"}, by=by, at=NOW)
    assert said(stopped) == ["words.7"]
    assert NarrativeAnswer.objects.get().text == "Xa"
    write_report(desk.report, {}, narratives={1: " "}, by=by, at=NOW)
    assert not NarrativeAnswer.objects.exists()
    assert Report.objects.get(pk=desk.report.pk).note == "Two talks", "what is not spoken of stays"


def test_a_line_is_asked_only_where_its_condition_holds(desk: Desk) -> None:
    Question.objects.filter(form=desk.world.form, number=4).update(condition="1 > 0")
    by = desk.world.officer
    desk.write(q1="0", q4="40")
    with pytest.raises(RuleBroken, match="asked only where 1 > 0") as stopped:
        hand_in(desk.report, by=by, at=NOW)
    assert said(stopped) == ["4.total"]
    desk.write(q4="not_reported")
    hand_in(desk.report, by=by, at=NOW)
    assert desk.line(4).state == LineState.NOT_APPLICABLE


def test_a_hard_check_stops_and_a_soft_one_asks_for_a_comment(desk: Desk) -> None:
    check_that(desk, "1 <= 4", "hard", 1)
    check_that(desk, "2 >= 1", "soft", 2)
    by = desk.world.officer
    desk.write(q1="5", q2="2", q4="4")
    with pytest.raises(RuleBroken) as stopped:
        hand_in(desk.report, by=by, at=NOW)
    assert said(stopped) == ["check.1", "check.2"]
    assert [str(one) for one in stopped.value.messages] == [
        "Sai – Mend the figures first.", "Sai – If the figures are right all the same, write why."
    ]  # fmt: skip
    write_report(desk.report, {1: answer("4")}, comments={2: "Lễ hội"}, by=by, at=NOW)
    assert CheckComment.objects.get().by == by
    assert hand_in(desk.report, by=by, at=NOW).said["comments"] == {"2": "Lễ hội"}


def test_a_hard_check_takes_no_comment(desk: Desk) -> None:
    check_that(desk, "1 <= 4", "hard")
    with pytest.raises(RuleBroken) as stopped:
        write_report(desk.report, {}, comments={1: "Never mind"}, by=desk.world.officer, at=NOW)
    assert said(stopped) == ["check.1"]


def test_a_check_may_look_at_the_report_before(desk: Desk) -> None:
    before = Desk(desk.world, opened(desk.world, "dogwood", date(2025, 1, 1), date(2025, 8, 31)))
    before.write(q3="10 sex:female=10")
    before.approve()
    check_that(desk, "3 >= previous 3", "hard")
    desk.write(q3="9 sex:female=9")
    with pytest.raises(RuleBroken):
        hand_in(desk.report, by=desk.world.officer, at=NOW)
    desk.write(q3="10 sex:female=10")
    hand_in(desk.report, by=desk.world.officer, at=NOW)


def test_a_forecast_keeps_its_author_and_is_never_posted(desk: Desk) -> None:
    by = desk.world.officer
    with pytest.raises(RuleBroken, match="no forecast"):
        write_report(desk.report, {}, forecasts={1: 9 * SCALE}, by=by, at=NOW)
    desk.world.form.columns = "period,forecast"
    desk.world.form.save()
    write_report(desk.report, {1: answer("3")}, forecasts={1: 9 * SCALE}, by=by, at=NOW)
    write_report(desk.report, {}, forecasts={1: 9 * SCALE}, by=desk.world.provincial, at=LATER)
    assert Forecast.objects.get().by == by, "what stays as it was keeps its author"
    desk.approve()
    assert total(desk, "sessions") == 3
    assert desk.report.hand_ins.get().said["forecasts"] == {"1": 9 * SCALE}


def test_blank_lines_take_what_was_said_last_period_and_typed_ones_stay(desk: Desk) -> None:
    ask_words(desk)
    before = Desk(desk.world, opened(desk.world, "dogwood", date(2025, 1, 1), date(2025, 8, 31)))
    write_report(before.report, {}, narratives={1: "Xa"}, by=desk.world.officer, at=NOW)
    before.write(q1="7", q3="10 sex:female=10", q4="not_applicable")
    before.approve()
    desk.write(q1="3")
    assert copy_last_period(desk.report, by=desk.world.officer, at=NOW) == 2
    assert [desk.line(n).total for n in (1, 3, 4)] == [3 * SCALE, 10 * SCALE, None]
    assert [cell.amount for cell in desk.line(3).cells.all()] == [10 * SCALE]
    assert desk.report.narratives.get().text == "Xa"
    with pytest.raises(RuleBroken, match="nothing of the last period"):
        copy_last_period(desk.report, by=desk.world.officer, at=NOW)


# What was handed in


def test_a_hand_in_keeps_what_was_said_and_the_next_one_tells_what_is_new(desk: Desk) -> None:
    desk.write(q1="30", q2="60 sex:female=51")
    first = hand_in(desk.report, by=desk.world.officer, at=NOW)
    send_back(desk.report, note="", line_notes={1: "3 or 30?"}, by=desk.world.provincial, at=NOW)
    assert LineNote.objects.get().line == desk.line(1)
    desk.write(q1="3")
    second = hand_in(desk.report, note="Mended", by=desk.world.officer, at=LATER)
    assert first.fingerprint != second.fingerprint
    changes = changes_between(first.said, second.said)
    assert [(one.number, one.part, one.before, one.now) for one in changes] == [
        (1, "total", 30 * SCALE, 3 * SCALE), (0, "note", None, "Mended")
    ]  # fmt: skip
    with pytest.raises(RuleBroken, match="handed in anew"):
        approve_report(desk.report, seen=first.fingerprint, by=desk.world.leader, at=LATER)
    approve_report(desk.report, seen=second.fingerprint, by=desk.world.leader, at=LATER)


def test_a_report_is_sent_back_with_words_for_the_whole_or_for_lines_it_has(desk: Desk) -> None:
    hand_in(desk.report, by=desk.world.officer, at=NOW)
    for notes, where in (({1: " "}, "note"), ({9: "?"}, "9.note")):
        with pytest.raises(RuleBroken) as stopped:
            send_back(desk.report, note=" ", line_notes=notes, by=desk.world.provincial, at=NOW)
        assert said(stopped) == [where]


def test_what_was_changed_behind_the_hand_in_is_not_approved(desk: Desk) -> None:
    desk.write(q1="3")
    hand_in(desk.report, by=desk.world.officer, at=NOW)
    desk.report.lines.filter(question__number=1).update(total=4 * SCALE)
    for act in (
        lambda: approve_report(desk.report, by=desk.world.leader, at=NOW),
        lambda: approve_reports([desk.report], by=desk.world.leader, at=NOW),
    ):
        with pytest.raises(RuleBroken, match="not those that were handed in"):
            act()
    assert not Posting.objects.exists()


# Opened again


def test_a_reopened_report_takes_back_what_it_posted_and_counts_once_when_it_comes_again(desk: Desk) -> None:
    desk.write(q1="3", q2="60 sex:female=51 ethnicity:kinh=8", q3="12 sex:female=12")
    desk.approve()
    correct_line(desk.line(1), answer=answer("4"), reason="One more", by=desk.world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="Write why"):
        reopen_report(desk.report, reason=" ", by=desk.world.leader, at=NOW)
    with pytest.raises(RuleBroken, match="not allow"):
        reopen_report(desk.report, reason="Mistake", by=desk.world.officer, at=NOW)
    made = reopen_report(desk.report, reason="The wrong commune", by=desk.world.leader, at=LATER)
    assert made.posting and made.posting.kind == "reopening"
    assert [total(desk, slug) for slug in ("sessions", "attendances", "members")] == [None, None, None]
    assert not Approval.objects.exists()
    assert desk.report.hand_ins.get().endorsements.get().by == desk.world.provincial, "who approved is kept"
    with pytest.raises(RuleBroken, match="handed in again"):
        reopen_report(desk.report, reason="Again", by=desk.world.leader, at=LATER)
    desk.write(q1="2", q2="not_reported", q3="9 sex:female=9")
    hand_in(desk.report, by=desk.world.officer, at=LATER + timedelta(hours=1))
    approve_report(desk.report, by=desk.world.provincial, at=LATER + timedelta(hours=1))
    assert [total(desk, slug) for slug in ("sessions", "members")] == [2, 9]
    assert faults() == []


def test_a_report_without_figures_is_reopened_without_a_posting(desk: Desk) -> None:
    desk.approve()
    assert reopen_report(desk.report, reason="Nothing was said", by=desk.world.leader, at=NOW).posting is None
