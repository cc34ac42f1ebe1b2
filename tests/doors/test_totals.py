"""The verb `totals` opens a figure down to what it was made of, and may be asked of a part or since a beginning."""

from datetime import date

import pytest

from chungtay.actions.activities import record_activity
from chungtay.actions.reports import LineAnswer, approve_report, hand_in, open_report, write_report
from chungtay.doors.command import main
from chungtay.models import Activity
from chungtay.rules.reports import LineState
from tests.world import NOW, World

from .test_command import reported, totals

__all__ = ["reported"]  # the fixture


def approved_with_a_talk(world: World) -> None:
    """Dogwood reports one session, which is a talk that somebody recorded."""
    talk = Activity(
        kind_id="session", title="A talk", first_on=date(2026, 2, 3), last_on=date(2026, 2, 3),
        place=world.places["Dogwood"], holder=world.bodies["dogwood"], served=world.served,
    )  # fmt: skip
    record_activity(talk, attendances={world.cells["sex:female"]: 51}, by=world.officer, at=NOW)
    report = open_report(
        world.form, world.bodies["dogwood"], place=world.places["Dogwood"], first_on=date(2026, 1, 1),
        last_on=date(2026, 3, 15), due_on=date(2026, 3, 25), by=world.provincial, at=NOW,
    )  # fmt: skip
    answers = {
        1: LineAnswer(state=LineState.GIVEN, total=10_000, activities=[talk]),
        2: LineAnswer(state=LineState.NOT_APPLICABLE),
    }
    write_report(report, answers, by=world.officer, at=NOW)
    hand_in(report, by=world.officer, at=NOW)
    approve_report(report, by=world.leader, at=NOW)


def test_it_may_be_asked_of_one_holder_one_category_and_since_the_year_or_phase_began(
    reported: World, capsys: pytest.CaptureFixture[str]
) -> None:
    window = ["--from", "2025-01-01", "--to", "2026-12-31"]
    assert totals(capsys, *window, "--holder", "dogwood")["amount"] == 72
    assert totals(capsys, *window, "--holder", "Union of Cedar")["amount"] is None
    assert totals(capsys, *window, "--category", "sex=female")["amount"] == 72
    assert totals(capsys, *window, "--category", "sex=male")["amount"] is None
    year = totals(capsys, "--to", "2026-12-31", "--cumulative", "year")
    assert (year["from"], year["amount"]) == ("2026-01-01", 7)
    phase = totals(capsys, "--to", "2026-12-31", "--cumulative", "phase", "--programme", "oak-elm")
    assert (phase["from"], phase["amount"]) == ("2024-01-01", 72)


def test_explained_it_opens_down_to_each_entry_and_says_what_is_left_out(
    reported: World, capsys: pytest.CaptureFixture[str]
) -> None:
    window = ["--from", "2025-01-01", "--to", "2026-12-31", "--explain"]
    whole = totals(capsys, *window)["explained"]
    assert (whole["shown"], whole["left_out"]) == (3, 0)
    told = {
        place["code"]: [
            (entry["seq"], entry["amount"], entry["booked_in"]["name"]) for entry in place["entries"]
        ]
        for place in whole["places"]
    }
    assert told == {"102": [(1, 40, "Alder"), (2, 25, "Birch")], "103": [(3, 7, "Dogwood")]}
    part = totals(capsys, *window, "--most", "1")["explained"]
    assert (part["shown"], part["left_out"]) == (1, 2)
    assert [(place["amount"], place["left_out"]) for place in part["places"]] == [(65, 1), (7, 1)]


def test_explained_to_people_it_names_report_and_activity(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    approved_with_a_talk(world)
    capsys.readouterr()
    assert main(["totals", "sessions", "--from", "2026-01-01", "--to", "2026-03-20", "--explain"]) == 0
    said = capsys.readouterr().out
    assert "1 of 4 reports · 1 entry · exact" in said
    assert "report yearly 01/01/2026–15/03/2026, question 1" in said
    assert "A talk" in said
    assert "shown: all 1 entries" in said
