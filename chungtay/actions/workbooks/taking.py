"""Takes a workbook into the reports: all of it or nothing, once."""

from collections.abc import Callable
from datetime import datetime

from chungtay.answers.workbooks import NOTE, Preview
from chungtay.models import Person, Report, WorkbookImport
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.workbooks import Answer, Remark

from ..recorded import recorded, refuse_unless_may
from ..reports import LineAnswer, write_report
from .bringing import look_again


def take_workbook(
    brought: WorkbookImport, *, by: Person, at: datetime, step: Callable[..., None] | None = None
) -> WorkbookImport:
    """Write what it says into the drafts of its units; what they say already is left alone.

    The file is read anew, beside what the reports hold now. A second click finds it taken; `step` hears how far it is.
    """
    refuse_unless_may(by, Act.REPORT, brought, at)
    preview = look_again(brought, by=by, at=at)
    with recorded("take_workbook", thing=brought, by=by, at=at):
        held = WorkbookImport.objects.select_for_update().get(pk=brought.pk)
        if held.taken_at is not None:
            return held
        _refuse_faults(held, preview)
        answers: dict[str, dict[int, LineAnswer]] = {key: {} for key in preview.changed}
        for change in preview.changes:
            answers[change.unit][change.number] = _answer(change.after)
        reports = Report.objects.select_related("form__agreement", "holder", "place").in_bulk(list(answers))
        by_key = {str(key): report for key, report in reports.items()}
        for done, key in enumerate(sorted(answers), 1):
            words = preview.texts.get(key, {})
            narratives = {int(name[1:]): text for name, text in words.items() if name != NOTE}
            note = words.get(NOTE)
            write_report(by_key[key], answers[key], narratives=narratives, note=note, by=by, at=at)
            if step:
                step(done, of=len(answers))
        held.taken_by, held.taken_at = by, at
        held.save(update_fields=["taken_by", "taken_at"])
    return held


def cell_message(fault: Remark) -> Message:
    """The message with its cell before it; `where` names the cell."""
    where = "!".join(filter(None, (fault.sheet, fault.at)))
    if not where:
        return fault.message
    return Message("%(cell)s: %(why)s", {"cell": where, "why": fault.message}, where)


def _refuse_faults(brought: WorkbookImport, preview: Preview) -> None:
    faults = preview.read.reading.faults
    if faults:
        raise RuleBroken(map(cell_message, faults))
    if not preview.read.is_own and brought.mapping_id is None:
        raise RuleBroken(
            Message("Look at what the columns are taken for, and confirm it first.", where="mapping")
        )
    if not preview.read.answers and not preview.read.texts:
        raise RuleBroken(Message("Nothing in this workbook answers the form."))


def _answer(said: Answer) -> LineAnswer:
    return LineAnswer(state=said.state, total=said.total, qualifier=said.qualifier, cells=said.cells)
