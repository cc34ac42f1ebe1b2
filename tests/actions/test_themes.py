"""A report on a theme is asked for in one act, answered by whoever is asked, put off, and closed."""

from datetime import date, timedelta

import pytest

from chungtay.actions.reports import approve_report, hand_in, write_report
from chungtay.actions.requests import Annex, ask_further, ask_theme, close_request, put_off
from chungtay.answers.figures import Book
from chungtay.models import AuditLine, Form, Posting, Report, ReportRequest
from chungtay.rules.messages import RuleBroken
from chungtay.rules.reports import LineState, ReportState
from tests.world import NOW, TODAY, World

OUTLINE = "I. Kết quả\n1. Tuyên truyền\n- Nêu số buổi\n2. Vốn vay\nII. Kiến nghị"
COLUMNS = "Tên mô hình\nSố thành viên (người)"
IN_TWO_DAYS = TODAY + timedelta(days=2)


def theme(world: World, **more: object) -> ReportRequest:
    told = {
        "agreement": world.programme, "holder": world.bodies["west"], "title": "Vốn vay của phụ nữ biên giới",
        "outline": OUTLINE, "first_on": date(2026, 1, 1), "last_on": TODAY, "due_on": IN_TWO_DAYS,
    }  # fmt: skip
    return ReportRequest(**(told | more))  # type: ignore[arg-type]


def ask(
    world: World,
    units: str = "dogwood cedar",
    name: str = "provincial",
    columns: str = COLUMNS,
    **more: object,
) -> ReportRequest:
    annex = Annex(counted=[world.indicators["sessions"]], columns=columns)
    bodies = [world.bodies[unit] for unit in units.split()]
    return ask_theme(theme(world, **more), bodies, annex=annex, by=world.persons[name], at=NOW)


def test_a_theme_is_asked_of_each_unit_with_its_outline_and_its_annex(world: World) -> None:
    request = ask(world)
    form = request.form
    assert form and form.published_at == NOW
    words = [(one.number, one.title, one.hint) for one in form.narrative_questions.all()]
    assert words == [
        (1, "Kết quả › Tuyên truyền", "Nêu số buổi"),
        (2, "Kết quả › Vốn vay", ""),
        (3, "Kiến nghị", ""),
        (4, "Tên mô hình", ""),
        (5, "Số thành viên", "người"),
    ]
    assert [(one.question.number, one.measure) for one in request.columns.all()] == [(4, ""), (5, "người")]
    (sessions,) = form.questions.all()
    assert sessions.reads_ledger, "nobody is asked for what the ledger counts"
    reports = Report.objects.filter(request=request)
    assert {one.holder.name for one in reports} == {"Union of Dogwood", "Union of Cedar"}
    assert {(one.due_on, one.state) for one in reports} == {(IN_TWO_DAYS, ReportState.OPEN)}
    assert AuditLine.objects.filter(act="ask_theme", thing_id=str(request.pk)).count() == 1


WHO_ASKS_WHOM = """
    person      holder   units          asked
    provincial  west     dogwood,cedar  yes
    leader      west     dogwood        yes
    partner     east     elm            yes
    provincial  west     dogwood,elm    no
    provincial  dogwood  dogwood        yes
    provincial  east     dogwood        no
    officer     dogwood  dogwood        no
    auditor     west     dogwood        no
    stranger    far      farwood        no
"""


@pytest.mark.parametrize("row", WHO_ASKS_WHOM.strip().splitlines()[1:])
def test_an_office_asks_its_own_units(world: World, row: str) -> None:
    name, holder, units, asked = row.split()
    if asked == "yes":
        assert ask(world, units.replace(",", " "), name, holder=world.bodies[holder]).pk
    else:
        with pytest.raises(RuleBroken, match="Your post does not allow this"):
            ask(world, units.replace(",", " "), name, holder=world.bodies[holder])
        assert (
            not ReportRequest.objects.exists() and not Form.objects.filter(slug__startswith="theme").exists()
        )


def test_pressed_twice_it_is_sent_once_and_another_theme_is_another_request(world: World) -> None:
    first = ask(world)
    assert ask(world).pk == first.pk
    assert Report.objects.filter(request__isnull=False).count() == 2
    assert ask(world, title="Việc khác").pk != first.pk


def test_every_fault_is_said_at_once_and_nothing_is_kept(world: World) -> None:
    with pytest.raises(RuleBroken) as told:
        ask(world, units="", title=" ", outline_lo="ຜົນ", due_on=date(2026, 3, 1), columns="A\nA")
    assert [one.where for one in told.value.messages] == ["title", "columns", "outline_lo", "units", "due_on"]
    assert not ReportRequest.objects.exists()


def test_further_units_are_asked_the_same_and_nobody_twice(world: World) -> None:
    request = ask(world, "dogwood")
    further = [world.bodies["dogwood"], world.bodies["cedar"]]
    opened = ask_further(request, further, by=world.provincial, at=NOW)
    assert [one.holder.name for one in opened] == ["Union of Cedar"]
    assert ask_further(request, further, by=world.provincial, at=NOW) == []
    with pytest.raises(RuleBroken, match="Your post"):
        ask_further(request, [world.bodies["elm"]], by=world.provincial, at=NOW)


def answer(world: World, request: ReportRequest, unit: str, person: str, **words: str) -> Report:
    report = request.reports.get(holder=world.bodies[unit])
    told = {int(number.removeprefix("n")): text for number, text in words.items()}
    write_report(report, {}, narratives=told, by=world.persons[person], at=NOW)
    hand_in(report, by=world.persons[person], at=NOW)
    report.refresh_from_db()
    return report


def test_more_time_is_given_to_those_who_have_not_answered(world: World) -> None:
    request = ask(world)
    answered = answer(world, request, "dogwood", "officer", n1="Năm buổi.")
    put_off(request, TODAY + timedelta(days=5), by=world.leader, at=NOW)
    answered.refresh_from_db()
    waiting = request.reports.get(holder=world.bodies["cedar"])
    assert (answered.due_on, waiting.due_on) == (IN_TWO_DAYS, TODAY + timedelta(days=5))
    with pytest.raises(RuleBroken, match="in the past"):
        put_off(request, TODAY - timedelta(days=1), by=world.leader, at=NOW)


def test_what_is_asked_at_short_notice_never_comes_into_the_ledger(world: World) -> None:
    request = ask(world)
    report = answer(world, request, "dogwood", "officer", n1="Năm buổi.", n5="45")
    assert report.lines.get().state == LineState.NOT_REPORTED, "the ledger knows of none"
    before = Posting.objects.count()
    assert approve_report(report, by=world.leader, at=NOW).posting is None
    assert Posting.objects.count() == before


def test_no_figure_waits_for_a_report_that_only_reads_the_ledger(world: World) -> None:
    def completeness() -> tuple[int, int]:
        figure = Book(None, TODAY, world.programme).ask(world.indicators["sessions"], date(2026, 1, 1), TODAY)
        return figure.reported, figure.due

    before = completeness()
    ask(world)
    assert completeness() == before


def test_a_closed_request_makes_nobody_late_and_asks_nobody_further(world: World) -> None:
    request = ask(world)
    later = TODAY + timedelta(days=9)
    assert Report.objects.filter(request=request).late_on(later).count() == 2
    close_request(request, by=world.provincial, at=NOW)
    close_request(request, by=world.provincial, at=NOW)
    request.refresh_from_db()
    assert (request.closed_at, request.closed_by) == (NOW, world.provincial)
    assert Report.objects.filter(request=request).late_on(later).count() == 0
    assert not any(one.is_late(later) for one in request.reports.all())
    for act in (
        lambda: put_off(request, later, by=world.provincial, at=NOW),
        lambda: ask_further(request, [world.bodies["west"]], by=world.provincial, at=NOW),
    ):
        with pytest.raises(RuleBroken, match="closed on"):
            act()


def test_what_comes_after_the_closing_is_still_taken(world: World) -> None:
    request = ask(world)
    close_request(request, by=world.provincial, at=NOW)
    assert answer(world, request, "dogwood", "officer", n1="Muộn.").state == ReportState.HANDED_IN


@pytest.mark.parametrize("name", ["officer", "partner", "auditor", "stranger"])
def test_only_whoever_asks_for_the_office_moves_or_closes_its_request(world: World, name: str) -> None:
    request, by = ask(world), world.persons[name]
    for act in (
        lambda: put_off(request, IN_TWO_DAYS, by=by, at=NOW),
        lambda: ask_further(request, [], by=by, at=NOW),
        lambda: close_request(request, by=by, at=NOW),
    ):
        with pytest.raises(RuleBroken, match="Your post does not allow this"):
            act()
