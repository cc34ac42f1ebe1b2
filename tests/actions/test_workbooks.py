"""A workbook goes out empty and comes back filled: read cell by cell, taken in whole, and once."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation

from chungtay.actions.jobs import run_waiting
from chungtay.actions.reports import approve_report, hand_in
from chungtay.actions.workbooks import bring_workbook, map_workbook, take_or_ask, take_workbook, work
from chungtay.answers.workbooks import form_book, reports_of, rounds_for
from chungtay.models import AuditLine, Job, Person, Report, SheetMapping, WorkbookImport
from chungtay.papers.workbooks import form_workbook
from chungtay.rules.messages import RuleBroken
from chungtay.rules.workbooks import mapping_of
from tests.actions.test_reports import answer
from tests.workbooks_filled import filled, filled_rows, made, rows_of
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db


def workbook(world: World, who: str, *names: str, language: str = "vi") -> bytes:
    """What the person takes home for these units of the world's round."""
    reports = [world.reports[name] for name in names]
    with translation.override(language):
        return form_workbook(form_book(reports, world.persons[who], TODAY, language))


def brought(world: World, content: bytes, who: str = "provincial", **more: Any) -> WorkbookImport:
    return bring_workbook(content, name="bao-cao.xlsx", by=world.persons[who], at=NOW, **more)


def ugly(world: World, content: bytes, who: str = "provincial") -> WorkbookImport:
    """A workbook that does not say what it answers."""
    (asked,) = rounds_for(world.persons[who], TODAY)
    return brought(world, content, who, asked=asked)


def said(report: Report) -> dict[int, str]:
    """What a report holds: `60 sex:female=50`."""
    return {
        line.question.number: " ".join([
            line.state if line.total is None else f"{line.total / 10_000:g}",
            *(f"{cell.combination.slug}={cell.amount / 10_000:g}" for cell in line.cells.order_by("combination__slug")),
            *([line.qualifier] if line.qualifier != "exact" else []),
        ])
        for line in report.lines.all()
    }  # fmt: skip


def faults(found: WorkbookImport) -> dict[str, str]:
    return {at: text % values_of(values) for _, at, text, values in found.preview["faults"]}


def values_of(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value["amount"] // 10_000 if isinstance(value, dict) else value
        for name, value in values.items()
    }


@pytest.fixture
def asked(world: World) -> World:
    """The world's reports have their lines."""
    from chungtay.models import Line, Source

    for report in world.reports.values():
        for question in world.form.questions.all():
            source = Source.objects.create(kind="line", label="x")
            Line.objects.create(report=report, question=question, source=source)
    return world


def test_a_filled_workbook_comes_back_as_a_preview_and_then_as_the_draft(asked: World) -> None:
    empty = workbook(asked, "officer", "dogwood")
    full = filled(empty, {"1": 3, "2": 60, "2.sex:female": 50, "2.sex:male": 10, "note": "Mưa nhiều"})
    found = brought(asked, full, "officer")
    assert found.preview["is_own"] and found.preview["all_faults"] == 0 and found.preview["all_changes"] == 2
    report = asked.reports["dogwood"]
    assert said(report) == {1: "not_reported", 2: "not_reported"}, "a preview changes nothing"

    take_workbook(found, by=asked.officer, at=NOW)
    report.refresh_from_db()
    assert said(report) == {1: "3", 2: "60 sex:female=50 sex:male=10"}
    assert (report.note, report.state) == ("Mưa nhiều", "open"), "handing in stays a step of its own"


def test_what_goes_out_again_holds_what_came_in(asked: World) -> None:
    full = filled(workbook(asked, "officer", "dogwood"), {"1": 3, "2": 60, "2.sex:female": 50})
    take_workbook(brought(asked, full, "officer"), by=asked.officer, at=NOW)
    again = workbook(asked, "officer", "dogwood")
    cells = {row[0]: row[4] for row in rows_of(again)}
    assert (cells["1"], cells["2"], cells["2.sex:female"]) == (3, 60, 50)
    assert brought(asked, again, "officer").preview["all_changes"] == 0


@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_a_workbook_is_known_again_in_every_language(asked: World, language: str) -> None:
    full = filled(workbook(asked, "officer", "dogwood", language=language), {"1": "0"})
    assert brought(asked, full, "officer").preview["changes"][0][3] == ["given", 0, "exact", {}]


def test_empty_zero_and_not_applicable_are_three_things(asked: World) -> None:
    empty = workbook(asked, "officer", "dogwood", language="vi")
    marked = filled(filled(empty, {"1": 0}), {"2": "Không áp dụng"}, column=5)
    take_workbook(brought(asked, marked, "officer"), by=asked.officer, at=NOW)
    assert said(asked.reports["dogwood"]) == {1: "0", 2: "not_applicable"}
    take_workbook(brought(asked, filled(empty, {"2": 5}), "officer"), by=asked.officer, at=NOW)
    assert said(asked.reports["dogwood"]) == {1: "not_reported", 2: "5"}


def test_one_workbook_of_many_communes_is_taken_in_whole(asked: World) -> None:
    full = filled_rows(
        workbook(asked, "provincial", "cedar", "dogwood"),
        {"Cedar": {"1": 4, "2": "gần 1.000"}, "Dogwood": {"1": 3, "2": 60, "2.sex:female": 50}},
    )
    found = brought(asked, full)
    assert [name for _, name in found.preview["units"]] == ["Cedar", "Dogwood"]
    take_workbook(found, by=asked.provincial, at=NOW)
    assert said(asked.reports["cedar"]) == {1: "4", 2: "1000 nearly"}
    assert said(asked.reports["dogwood"]) == {1: "3", 2: "60 sex:female=50"}


UGLY = [
    ["TỔNG HỢP QUÝ I/2026"],
    [],
    ["TT", "Đơn vị", "Số buổi", "Lượt người", "", ""],
    ["", "", "", "Tổng", "Nữ", "Nam"],
    ["", "Tổng cộng", 7, 1260, 900, 360],
    [1, "Xã Cedar", 4, "1.200", 860, 340],
    [2, "Xã Dog Wood", 3, 60, 40, 20],
    ["", "Người lập biểu"],
]
MEANT = {"TT": "", "Đơn vị": "@unit", "Số buổi": "1", "Lượt người / Tổng": "2",
         "Lượt người / Nữ": "2.sex:female", "Lượt người / Nam": "2.sex:male"}  # fmt: skip


def test_an_ugly_sheet_is_mapped_once_and_known_the_next_time(asked: World) -> None:
    content = made({"Sheet1": UGLY}, [(2, 3, 2, 5, "Lượt người")])
    found = ugly(asked, content)
    assert not found.preview["is_own"] and found.mapping is None
    with pytest.raises(RuleBroken):
        take_workbook(found, by=asked.provincial, at=NOW)

    decided = replace(mapping_of(found.preview["mapping"]), columns=MEANT, units={"xa dog wood": "103"})
    found = map_workbook(found, decided, by=asked.provincial, at=NOW)
    assert faults(found) == {} and found.preview["notes"] == []
    take_workbook(found, by=asked.provincial, at=NOW)
    assert said(asked.reports["cedar"]) == {1: "4", 2: "1200 sex:female=860 sex:male=340"}
    assert said(asked.reports["dogwood"])[1] == "3"

    next_time = [["Quý II"], *UGLY[:5], [1, "Cedar", 9, 9, 5, 4]]
    again = ugly(asked, made({"Sheet1": next_time}, [(3, 3, 3, 5, "Lượt người")]))
    assert again.mapping is not None and again.preview["all_faults"] == 0
    assert SheetMapping.objects.count() == 1


def test_one_wrong_cell_keeps_everything_out_and_every_cell_is_named(asked: World) -> None:
    full = filled_rows(
        workbook(asked, "provincial", "cedar", "dogwood"),
        {"Cedar": {"1": "bốn", "2": 5, "2.sex:female": 9}, "Dogwood": {"1": 2.5}},
    )
    found = brought(asked, full)
    assert faults(found) == {
        "D9": "bốn is not a number.",
        "E9": "sex: the cells add up to 9 but the total is 5: 4 too many.",
        "D10": "2 must be a whole number.",
    }
    with pytest.raises(RuleBroken) as refused:
        take_workbook(found, by=asked.provincial, at=NOW)
    assert [message.where for message in refused.value.messages] == ["Sheet!D9", "Sheet!E9", "Sheet!D10"]
    assert said(asked.reports["cedar"]) == {1: "not_reported", 2: "not_reported"}


def test_the_same_file_twice_is_one_import_and_changes_nothing(asked: World) -> None:
    full = filled(workbook(asked, "officer", "dogwood"), {"1": 3})
    first = brought(asked, full, "officer")
    take_workbook(first, by=asked.officer, at=NOW)
    lines = AuditLine.objects.filter(act="write_report").count()
    second = brought(asked, full, "officer")
    take_workbook(second, by=asked.officer, at=NOW)
    assert first.pk == second.pk and WorkbookImport.objects.count() == 1
    assert AuditLine.objects.filter(act="write_report").count() == lines


def test_a_report_that_was_handed_in_meanwhile_is_told_and_left_alone(asked: World) -> None:
    full = filled(workbook(asked, "officer", "dogwood"), {"1": 3})
    found = brought(asked, full, "officer")
    report = asked.reports["dogwood"]
    hand_in(report, {1: answer("5"), 2: answer("9")}, by=asked.officer, at=NOW)
    with pytest.raises(RuleBroken, match="handed in already"):
        take_workbook(found, by=asked.officer, at=NOW)
    approve_report(report, by=asked.leader, at=NOW)
    with pytest.raises(RuleBroken, match="approved already"):
        take_workbook(found, by=asked.officer, at=NOW)
    assert said(report)[1] == "5"


def test_nobody_writes_through_a_workbook_what_they_may_not_write(asked: World) -> None:
    full = filled(workbook(asked, "officer", "dogwood"), {"1": 3})
    for who in ("stranger", "auditor"):
        with pytest.raises(RuleBroken, match="Nothing of what this workbook answers"):
            brought(asked, full, who)
    for who in ("cedar", "partner"):
        with pytest.raises(RuleBroken, match="a unit whose report you may not write"):
            take_workbook(brought(asked, full, who), by=asked.persons[who], at=NOW)
    both = filled_rows(
        workbook(asked, "provincial", "cedar", "dogwood"), {"Cedar": {"1": 4}, "Dogwood": {"1": 3}}
    )
    found = brought(asked, both, "officer")
    assert "No unit that is asked is called Union of Cedar" in faults(found)["A9"]


def test_a_workbook_that_does_not_say_what_it_answers_asks_for_it(asked: World) -> None:
    with pytest.raises(RuleBroken, match="Choose the form and the period"):
        brought(asked, made({"S": UGLY}))


def test_who_took_what_is_written_into_the_audit(asked: World) -> None:
    full = filled(workbook(asked, "officer", "dogwood"), {"1": 3})
    take_workbook(brought(asked, full, "officer"), by=asked.officer, at=NOW)
    acts = [line.act for line in AuditLine.objects.order_by("number")]
    assert acts == ["bring_workbook", "take_workbook", "write_report"] or set(acts) == {
        "bring_workbook", "take_workbook", "write_report"
    }  # fmt: skip


def test_a_csv_of_an_office_is_read_like_a_sheet(asked: World) -> None:
    (round_,) = rounds_for(asked.provincial, TODAY)
    content = "Đơn vị;Số buổi;Sessions\nXã Cedar;x;4\n".encode()
    found = bring_workbook(content, name="a.csv", asked=round_, by=asked.provincial, at=NOW)
    assert [row[3] for row in found.preview["changes"]] == [["given", 40_000, "exact", {}]]


def test_a_round_is_what_a_person_may_write(asked: World) -> None:
    units = {who: [one.units for one in rounds_for(asked.persons[who], TODAY)] for who in asked.persons}
    assert units == {
        "officer": [1], "cedar": [1], "provincial": [2], "leader": [2], "partner": [1],
        "auditor": [], "administrator": [], "stranger": [],
    }  # fmt: skip
    reports = reports_of(asked.form.pk, *days(asked), Person.objects.get(pk=asked.officer.pk), TODAY)
    assert [report.holder.name for report in reports] == ["Union of Dogwood"]


def days(world: World) -> tuple[Any, Any]:
    report = world.reports["dogwood"]
    return report.first_on, report.last_on


def test_a_large_workbook_is_taken_in_as_long_work_and_once(
    asked: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "AT_ONCE", 1)
    full = filled_rows(
        workbook(asked, "provincial", "cedar", "dogwood"), {"Cedar": {"1": 4}, "Dogwood": {"1": 3}}
    )
    found = brought(asked, full)
    job = take_or_ask(found, by=asked.provincial, at=NOW)
    assert isinstance(job, Job) and said(asked.reports["cedar"])[1] == "not_reported"
    assert take_or_ask(found, by=asked.provincial, at=NOW) == job, "pressed twice"
    run_waiting(NOW)
    job.refresh_from_db()
    assert (job.state, job.outcome["thing"]) == ("done", ["workbookimport", str(found.pk)])
    assert (said(asked.reports["cedar"])[1], said(asked.reports["dogwood"])[1]) == ("4", "3")


def test_a_server_that_dies_in_the_middle_leaves_nothing_and_the_next_try_does_it_all(asked: World) -> None:
    full = filled_rows(
        workbook(asked, "provincial", "cedar", "dogwood"), {"Cedar": {"1": 4}, "Dogwood": {"1": 3}}
    )
    found = brought(asked, full)

    def dies(done: int, *, of: int) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        take_workbook(found, by=asked.provincial, at=NOW, step=dies)
    assert {said(asked.reports[name])[1] for name in ("cedar", "dogwood")} == {"not_reported"}
    found.refresh_from_db()
    assert found.taken_at is None
    take_workbook(found, by=asked.provincial, at=NOW)
    assert {said(asked.reports[name])[1] for name in ("cedar", "dogwood")} == {"3", "4"}
