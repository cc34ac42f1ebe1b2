"""Takes in the paper with which a unit answers: kept whole, its words sorted under the outline as a draft."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone

from chungtay.models import AnswerFile, Document, Person, Report, ReportRequest
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reports import ReportState, after
from chungtay.rules.requests import PlainColumn, Sorted, read_outline, sort_under

from ..documents import add_document
from ..recorded import recorded, refuse_unless_may
from ..reports import write_report
from ..uploads import checked, in_child

SECONDS, MEGABYTES = 20, 256
PAPERS = ("docx", "pdf", "image")


def answer_by_file(report: Report, content: bytes, *, name: str, by: Person, at: datetime) -> Sorted:
    """Keep the paper beside the report. A DOCX is sorted under the headings; a scan is only kept.

    Nothing is handed in: whoever sent it looks first at what was found. The same file twice changes nothing more.
    """
    refuse_unless_may(by, Act.REPORT, report, at)
    request = report.request
    if request is None:
        raise RuleBroken(Message("Only a request on a theme is answered with a paper."))
    upload = checked(content, name=name, kinds=PAPERS)
    rows: list[list[str]] = []
    if upload.kind == "docx":
        work = "chungtay.rules.requests.files:rows_of"
        rows = in_child(work, upload.content, seconds=SECONDS, megabytes=MEGABYTES, name=upload.name)
    columns = list(request.columns.select_related("question"))
    plain = [PlainColumn(one.question.title, one.measure) for one in columns]
    found = sort_under(rows, read_outline(request.outline), plain)
    told = found.told | {columns[number - 1].question.number: text for number, text in found.cells.items()}
    with recorded("answer_by_file", thing=report, by=by, at=at):
        held = Report.objects.select_for_update().get(pk=report.pk)
        after(ReportState(held.state), "write")
        if told:
            write_report(report, {}, narratives=told, note=held.note, by=by, at=at)
        if not _is_kept(request, report, upload.content):
            _keep(request, report, upload, by=by, at=at)
    return found


def _is_kept(request: ReportRequest, report: Report, content: bytes) -> bool:
    kept = AnswerFile.objects.filter(request=request, holder=report.holder_id)
    return kept.filter(document__files__sha256=sha256(content).hexdigest()).exists()


def _keep(request: ReportRequest, report: Report, upload: Any, *, by: Person, at: datetime) -> None:
    """The paper is the unit's own: read there and above, not by the other sides of the programme."""
    document = Document(
        type="Báo cáo", title=request.title, holder=report.holder, issued_on=timezone.localdate(at)
    )
    files = [(upload.name, upload.content, upload.media_type)]
    add_document(document, agreements=[], files=files, by=by, at=at)
    AnswerFile.objects.create(
        request=request, holder=report.holder, document=document, kept_by=by, kept_at=at
    )
