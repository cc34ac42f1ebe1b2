"""Workbooks of the small world: Dogwood's filled one, and a table of its own that waits to be said what it holds."""

from chungtay.actions.workbooks import bring_workbook
from chungtay.answers.workbooks import form_book, rounds_for
from chungtay.models import Report
from chungtay.papers.workbooks import form_workbook
from tests.workbooks_filled import made
from tests.world import NOW, TODAY, World

from .thing import Thing

TABLE = {"S": [["Unit", "Sessions"], ["Dogwood", 3]]}


def of_workbooks(world: World, report: Report) -> dict[tuple[str, str], Thing]:
    officer = world.officer
    (asked,) = rounds_for(officer, TODAY)
    content = form_workbook(
        form_book([report], officer, TODAY, "en")
    )  # the small world's report has no lines
    ours = bring_workbook(content, name="filled.xlsx", by=officer, at=NOW)
    theirs = bring_workbook(made(TABLE), name="ours.xlsx", asked=asked, by=officer, at=NOW)
    return {
        ("report-workbook", "open"): Thing({"id": report.pk}),
        ("round-workbook", "open"): Thing({"id": report.pk}),
        ("workbook", "filled"): Thing({"id": ours.pk}),
        ("workbook", "ugly"): Thing({"id": theirs.pk}),
        ("workbook-taking", "filled"): Thing({"id": ours.pk}),
        ("workbook-columns", "ugly"): Thing({"id": theirs.pk}, sent=columns_sent),
    }


def columns_sent() -> dict[str, str]:
    return {"column-0": "@unit", "column-1": "1", "dash": "", "numbers": "vi"}
