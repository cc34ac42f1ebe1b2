"""Takes a large workbook in while nobody waits for a page: asked for once, done once."""

from datetime import datetime
from typing import Any

from chungtay.models import Job, Person, WorkbookImport
from chungtay.rules.people import Act

from ..jobs import Telling, ask, work
from ..recorded import refuse_unless_may
from .taking import take_workbook

AT_ONCE = 60  # reports that are written while somebody waits


@work("import_workbook", seconds=900)
def run(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
    assert told.by is not None, "a workbook is taken in for somebody"
    brought = WorkbookImport.objects.get(pk=arguments["workbook"])
    taken = take_workbook(brought, by=told.by, at=told.at, step=told.step)
    said = [
        [
            "Taken into the reports of %(units)s units. They have not been handed in yet.",
            {"units": units_of(taken)},
        ]
    ]
    return {"said": said, "thing": ["workbookimport", str(taken.pk)]}


def take_or_ask(brought: WorkbookImport, *, by: Person, at: datetime) -> WorkbookImport | Job:
    """At once where it is soon done; else as a job, which can be followed and stopped."""
    if brought.preview.get("changed", 0) <= AT_ONCE:
        return take_workbook(brought, by=by, at=at)
    refuse_unless_may(by, Act.REPORT, brought, at)
    return ask("import_workbook", {"workbook": str(brought.pk)}, key=str(brought.pk), by=by, at=at)


def units_of(brought: WorkbookImport) -> int:
    return len(brought.preview.get("units", ()))
