"""A report goes from its opening to the ledger, once, by two persons, and can be mended without a trace lost."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import connection

from chungtay.actions.reports import (
    LineAnswer,
    Told,
    approve_report,
    correct_line,
    hand_in,
    open_report,
    send_back,
    write_report,
)
from chungtay.answers.figures import Book
from chungtay.answers.ledger import faults
from chungtay.models import (
    AuditLine,
    Combination,
    Entry,
    Indicator,
    Line,
    Posting,
    Question,
    Report,
    Statement,
)
from chungtay.models.guards import drop_guards, put_guards
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Kind, verify_chain
from chungtay.rules.messages import RuleBroken
from chungtay.rules.reports import LineState, ReportState
from tests.world import NOW, World

FIRST, LAST = date(2025, 9, 1), date(2025, 12, 14)
BY_PHONE = Told(told_by="Chair of the unit", channel="phone")


@dataclass
class Desk:
    """The officer's report and who may touch it."""

    world: World
    report: Report

    def write(self, **typed: str) -> None:
        """`q2="60 sex:female=51 sex:male=9"`: the total, then cells; a single word is a state."""
        answers = {int(name[1:]): answer(text) for name, text in typed.items()}
        write_report(self.report, answers, by=self.world.officer, at=NOW)

    def approve(self) -> None:
        hand_in(self.report, by=self.world.officer, at=NOW)
        approve_report(self.report, by=self.world.provincial, at=NOW)

    def line(self, number: int) -> Line:
        return self.report.lines.get(question__number=number)

    def posted(self, number: int) -> list[tuple[str, bool, int]]:
        """(combination, base?, amount) of everything that the line put into the ledger, in order."""
        entries = Entry.objects.filter(source__line=self.line(number)).order_by("seq")
        return [(e.combination.slug, e.is_base, e.amount // SCALE) for e in entries]


def answer(text: str) -> LineAnswer:
    head, *cells = text.split()
    if not head.isdigit():
        return LineAnswer(state=LineState(head))
    pairs = (cell.rsplit("=", 1) for cell in cells)
    return LineAnswer(
        state=LineState.GIVEN,
        total=int(head) * SCALE,
        cells={name: int(number) * SCALE for name, number in pairs},
    )


@pytest.fixture
def desk(world: World) -> Desk:
    return desk_in(world)


def desk_in(world: World) -> Desk:
    for number, slug, kind, base in (
        (3, "members", Kind.STOCK, "sex"),
        (4, "women", Kind.PERSONS, "total"),
        (5, "clubs", None, "total"),
    ):
        indicator = world.indicators.get(slug) or Indicator.objects.create(
            slug=slug, kind=kind, name=slug, measure="person"
        )
        Question.objects.create(
            form=world.form, number=number, indicator=indicator, base=world.breakdowns[base]
        )
    return Desk(world, opened(world, "dogwood"))


def opened(world: World, body: str, first: date = FIRST, last: date = LAST) -> Report:
    holder = world.bodies[body]
    by = world.partner if body == "elm" else world.provincial
    assert holder.place
    return open_report(
        world.form, holder, place=holder.place, first_on=first, last_on=last,
        due_on=last + timedelta(days=5), by=by, at=NOW,
    )  # fmt: skip


CELLS = """
    total and its cells                          entries
    0                                            =0
    60                                           sex:not-stated=60
    60 sex:female=51 sex:male=9                  sex:female=51 sex:male=9
    60 sex:female=51                             sex:female=51 sex:not-stated=9
    60 sex:female=51 sex:male=9 sex:not-stated=0 sex:female=51 sex:male=9
    0 sex:female=0 sex:male=0                    =0
    9 ethnicity:kinh=4 membership:member=2       sex:not-stated=9 *ethnicity:kinh=4 *membership:member=2
"""


@pytest.mark.parametrize("row", CELLS.strip().splitlines()[1:])
def test_cells_become_entries_that_add_up_to_the_total(desk: Desk, row: str) -> None:
    typed, entries = split(row)
    desk.write(q2=typed)
    desk.approve()
    wanted = [(name.lstrip("*"), not name.startswith("*"), int(n)) for name, n in entries]
    assert sorted(desk.posted(2)) == sorted(wanted)


def split(row: str) -> tuple[str, list[list[str]]]:
    """The left column is 45 wide; the right one is `combination=amount`, starred where it is "of which"."""
    typed, entries = row[4:49].strip(), row[49:].split()
    return typed, [entry.rsplit("=", 1) for entry in entries]


WRONG = """
    60 sex:female=51 sex:male=10             2.sex
    60 sex:female=5 sex:male=9 sex:not-stated=1  2.sex
    6 membership:member=7                    2.membership
    given                                    2.total
"""


@pytest.mark.parametrize("row", WRONG.strip().splitlines())
def test_a_line_that_does_not_add_up_says_in_which_field(desk: Desk, row: str) -> None:
    *typed, where = row.split()
    with pytest.raises(RuleBroken) as refused:
        desk.write(q2=" ".join(typed))
    assert [message.where for message in refused.value.messages] == [where]
    assert not desk.line(2).cells.exists()


def test_nothing_of_a_wrong_report_is_kept_and_every_mistake_is_named(desk: Desk) -> None:
    with pytest.raises(RuleBroken) as refused:
        desk.write(q1="3", q2="60 sex:female=61 ethnicity:kinh=70", q3="4 sex:male=9")
    assert [message.where for message in refused.value.messages] == ["2.sex", "2.ethnicity", "3.sex"]
    assert desk.line(1).total is None


def test_not_reported_and_not_applicable_post_nothing(desk: Desk) -> None:
    desk.write(q1="not_reported", q2="not_applicable")
    desk.approve()
    assert desk.report.approval.posting is None
    assert not Posting.objects.exists()


def test_an_approved_report_stands_in_the_ledger_on_its_last_day(desk: Desk) -> None:
    desk.write(q1="3", q4="40")
    desk.approve()
    sessions, women = Entry.objects.order_by("seq")
    assert (sessions.on, sessions.place, sessions.holder) == (LAST, desk.report.place, desk.report.holder)
    assert (sessions.served, sessions.source, sessions.period_first_on) == (
        desk.world.served, desk.line(1).source, None
    )  # fmt: skip
    assert women.period_first_on == FIRST, "distinct persons carry the period in which they were counted"
    assert desk.report.approval.posting == Posting.objects.get()
    assert verify_chain([Posting.objects.get().in_rules()], Entry.objects.in_rules()) == []


def test_a_report_is_approved_once_and_counts_once(desk: Desk) -> None:
    desk.write(q1="3")
    desk.approve()
    stale = Report.objects.get(pk=desk.report.pk)
    stale.state = ReportState.HANDED_IN  # as another browser still shows it
    with pytest.raises(RuleBroken, match="approved already"):
        approve_report(stale, by=desk.world.leader, at=NOW)
    assert desk.posted(1) == [("", True, 3)]


def test_handing_in_twice_counts_once(desk: Desk) -> None:
    hand_in(desk.report, by=desk.world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="handed in already"):
        hand_in(desk.report, by=desk.world.officer, at=NOW)
    assert desk.report.hand_ins.count() == 1


def test_nobody_approves_what_they_handed_in_themselves(desk: Desk) -> None:
    hand_in(desk.report, on_behalf=BY_PHONE, by=desk.world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="somebody else"):
        approve_report(desk.report, by=desk.world.provincial, at=NOW)
    approve_report(desk.report, by=desk.world.leader, at=NOW)
    assert desk.report.approval.approved_by == desk.world.leader


@pytest.mark.parametrize("name", ["officer", "cedar", "partner", "auditor", "stranger"])
def test_only_a_superior_approves(desk: Desk, name: str) -> None:
    hand_in(desk.report, by=desk.world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="does not allow"):
        approve_report(desk.report, by=desk.world.persons[name], at=NOW)
    with pytest.raises(RuleBroken, match="does not allow"):
        send_back(desk.report, note="Mend", by=desk.world.persons[name], at=NOW)


@pytest.mark.parametrize("name", ["cedar", "partner", "auditor", "stranger"])
def test_only_the_unit_and_those_above_it_write(desk: Desk, name: str) -> None:
    with pytest.raises(RuleBroken, match="does not allow"):
        write_report(desk.report, {}, by=desk.world.persons[name], at=NOW)


def test_a_partner_reports_and_approves_on_her_own_side_only(desk: Desk) -> None:
    report = opened(desk.world, "elm")
    write_report(report, {1: answer("2")}, by=desk.world.partner, at=NOW)
    hand_in(report, on_behalf=BY_PHONE, by=desk.world.partner, at=NOW)
    with pytest.raises(RuleBroken, match="does not allow"):
        approve_report(report, by=desk.world.leader, at=NOW)


def test_a_report_sent_back_is_mended_and_handed_in_again(desk: Desk) -> None:
    desk.write(q1="30")
    hand_in(desk.report, by=desk.world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="what must be mended"):
        send_back(desk.report, note=" ", by=desk.world.provincial, at=NOW)
    send_back(desk.report, note="3 or 30?", by=desk.world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="handed in again"):
        approve_report(desk.report, by=desk.world.leader, at=NOW)
    desk.write(q1="3")
    desk.approve()
    assert desk.posted(1) == [("", True, 3)]
    assert [r.note for r in desk.report.returns.all()] == ["3 or 30?"]


def test_nobody_approves_other_figures_than_they_have_read(desk: Desk) -> None:
    desk.write(q1="3")
    read = hand_in(desk.report, by=desk.world.officer, at=NOW)
    send_back(desk.report, note="3 or 30?", by=desk.world.leader, at=NOW)
    desk.write(q1="30")
    anew = hand_in(desk.report, by=desk.world.officer, at=NOW + timedelta(hours=1))
    with pytest.raises(RuleBroken, match="handed in anew"):
        approve_report(desk.report, seen=str(read.pk), by=desk.world.provincial, at=NOW)
    approve_report(desk.report, seen=str(anew.pk), by=desk.world.provincial, at=NOW)
    assert desk.posted(1) == [("", True, 30)]


def test_a_category_that_came_later_is_asked_from_then_on(desk: Desk) -> None:
    desk.write(q2="5 sex:female=5")
    sex = desk.world.breakdowns["sex"]
    with pytest.raises(RuleBroken, match="does not ask for sex:other"):
        desk.write(q2="5 sex:other=5")
    Combination.objects.create(breakdown=sex, slug="sex:other", position=9)
    desk.write(q2="5 sex:other=5")
    desk.approve()
    assert desk.posted(2) == [("sex:other", True, 5)]


def test_what_was_handed_in_cannot_be_rewritten(desk: Desk) -> None:
    hand_in(desk.report, by=desk.world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="wait for the answer"):
        desk.write(q1="4")


def test_a_correction_reverses_the_old_value_and_posts_the_new_one_together(desk: Desk) -> None:
    desk.write(q2="60 sex:female=51 sex:male=9 ethnicity:kinh=8")
    desk.approve()
    made = correct_line(
        desk.line(2), answer=answer("58 sex:female=50 sex:male=8"), reason="Counted twice",
        by=desk.world.provincial, at=NOW,
    )  # fmt: skip
    assert desk.posted(2) == [
        ("sex:female", True, 51), ("sex:male", True, 9), ("ethnicity:kinh", False, 8),
        ("sex:female", True, -51), ("sex:male", True, -9), ("ethnicity:kinh", False, -8),
        ("sex:female", True, 50), ("sex:male", True, 8),
    ]  # fmt: skip
    assert (made.old_total, made.new_total, made.posting.number) == (60 * SCALE, 58 * SCALE, 2)
    assert total(desk, "attendances") == 58


def test_a_correction_sent_twice_counts_once(desk: Desk) -> None:
    desk.write(q1="3")
    desk.approve()
    mend = {"answer": answer("4"), "reason": "Forgot one", "by": desk.world.provincial, "at": NOW}
    correct_line(desk.line(1), **mend)
    with pytest.raises(RuleBroken, match="stands there already"):
        correct_line(desk.line(1), **mend)
    assert total(desk, "sessions") == 4


@pytest.mark.parametrize(
    ("name", "reason", "why"),
    [("provincial", " ", "Write why"), ("officer", "Mistake", "not allow"), ("stranger", "x", "not allow")],
)
def test_a_correction_needs_a_reason_and_a_superior(desk: Desk, name: str, reason: str, why: str) -> None:
    desk.write(q1="3")
    desk.approve()
    with pytest.raises(RuleBroken, match=why):
        correct_line(desk.line(1), answer=answer("4"), reason=reason, by=desk.world.persons[name], at=NOW)
    assert total(desk, "sessions") == 3


def test_a_figure_that_was_wrong_altogether_can_be_taken_back(desk: Desk) -> None:
    desk.write(q1="3", q3="12 sex:female=12")
    desk.approve()
    for number in (1, 3):
        correct_line(
            desk.line(number), answer=answer("not_reported"), reason="Wrong commune",
            by=desk.world.provincial, at=NOW,
        )  # fmt: skip
    assert (total(desk, "sessions"), total(desk, "members")) == (None, None)


def test_a_stated_stock_posts_the_difference_to_what_stands(desk: Desk) -> None:
    earlier = Desk(desk.world, opened(desk.world, "dogwood", date(2025, 1, 1), date(2025, 8, 31)))
    for report, said in ((earlier, "10 sex:female=10"), (desk, "12 sex:female=11 sex:male=1")):
        report.write(q3=said)
        report.approve()
    assert desk.posted(3) == [("sex:female", True, 1), ("sex:male", True, 1)]
    assert total(desk, "members") == 12
    levels = Statement.objects.filter(source__line=desk.line(3))
    assert {s.combination.slug: s.level // SCALE for s in levels} == {"sex:female": 11, "sex:male": 1}


def test_the_check_finds_a_stated_stock_that_the_ledger_does_not_give(desk: Desk) -> None:
    desk.write(q3="12 sex:female=11 sex:male=1")
    desk.approve()
    assert faults() == []
    drop_guards(connection)
    Entry.objects.filter(source__line=desk.line(3), amount=SCALE).update(amount=2 * SCALE)
    put_guards(connection)
    assert any("the ledger gives 130000" in str(fault) for fault in faults())


def test_a_stated_stock_is_corrected_and_later_statements_stand(desk: Desk) -> None:
    earlier = Desk(desk.world, opened(desk.world, "dogwood", date(2025, 1, 1), date(2025, 8, 31)))
    for report, said in ((earlier, "10 sex:female=10"), (desk, "12 sex:female=12")):
        report.write(q3=said)
        report.approve()
    correct_line(
        earlier.line(3), answer=answer("7 sex:female=7"), reason="Three left",
        by=desk.world.provincial, at=NOW,
    )  # fmt: skip
    assert total(desk, "members", date(2025, 8, 31)) == 7
    assert total(desk, "members") == 12


def test_clubs_are_read_from_the_register_and_never_posted_by_a_report(desk: Desk) -> None:
    from tests.actions.test_registers import opened_club

    opened_club(desk.world)
    desk.write(q5="99")
    desk.approve()
    assert desk.line(5).total == 1 * SCALE
    assert desk.posted(5) == []
    assert total(desk, "clubs") == 1


def test_every_move_leaves_a_line_in_the_audit(desk: Desk) -> None:
    desk.write(q1="3")
    desk.approve()
    acts = AuditLine.objects.filter(thing_id=str(desk.report.pk)).values_list("act", flat=True)
    assert list(acts) == ["open_report", "write_report", "hand_in", "approve"]


def total(desk: Desk, slug: str, last: date = LAST) -> int | None:
    book = Book(None, last, desk.world.programme)
    amount = book.ask(Indicator.objects.get(slug=slug), date(2025, 1, 1), last).amount
    return None if amount is None else amount // SCALE
