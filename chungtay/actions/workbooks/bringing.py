"""Brings a workbook: looked at, kept, read, set beside the reports. Nothing of the reports changes here."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from chungtay.answers.documents import file_bytes
from chungtay.answers.workbooks import Preview, Round, known_for, preview_of, read_workbook, reports_of, told
from chungtay.models import Form, Organisation, Person, Report, SheetMapping, WorkbookImport
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.rules.workbooks import Grid, SheetMap, Stamp, mapping_of, shape_of, stamps_of

from ..documents import keep_file
from ..recorded import recorded, refuse_unless_may
from ..uploads import checked
from .opening import grids_in

KINDS = ("workbook", "csv")


def bring_workbook(
    content: bytes,
    *,
    name: str,
    asked: Round | None = None,
    report: Report | None = None,
    by: Person,
    at: datetime,
) -> WorkbookImport:
    """Keep a filled workbook with its preview. Ours says itself what it answers; of another `asked` says it.

    The very same file for the same round is the same import: it comes back as it stands.
    """
    upload = checked(content, name=name, kinds=KINDS)
    grids = grids_in(upload.content, upload.name)
    stamp = _stamp(grids, asked)
    form = Form.objects.select_related("agreement").filter(pk=stamp.form).first()
    reports = list(reports_of(UUID(stamp.form), stamp.first_on, stamp.last_on, by, timezone.localdate(at)))
    if form is None or not reports:
        raise RuleBroken(
            Message("Nothing of what this workbook answers is asked of a unit for which you write.")
        )
    digest = sha256(upload.content).hexdigest()
    brought = WorkbookImport(
        form=form, holder=_office(by, reports, at), first_on=stamp.first_on, last_on=stamp.last_on, sha256=digest,
        name=upload.name[:300], size=len(upload.content), report=report, brought_by=by, brought_at=at,
    )  # fmt: skip
    refuse_unless_may(by, Act.REPORT, brought, at)
    with recorded("bring_workbook", thing=brought, by=by, at=at):
        Organisation.objects.select_for_update().get(pk=brought.holder_id)  # of two clicks the second waits
        same = {one: getattr(brought, one) for one in ("holder", "form", "first_on", "last_on", "sha256")}
        held = WorkbookImport.objects.filter(**same).first()
        if held is not None:
            if report is not None and held.taken_at is None:
                held.report = report
            return _looked(held, grids, reports) if held.taken_at is None else held
        keep_file(upload.content, name=upload.name, media_type=upload.media_type)
        preview = _preview(brought, grids, reports)
        brought.preview = told(preview)
        brought.save(force_insert=True)
        return brought


def map_workbook(
    brought: WorkbookImport, mapping: SheetMap, *, report: Report | None = None, by: Person, at: datetime
) -> WorkbookImport:
    """Say what the columns hold. It is remembered for every sheet with these heads that the office brings."""
    refuse_unless_may(by, Act.REPORT, brought, at)
    grids = grids_in(file_bytes(brought.sha256), brought.name)
    with recorded("map_workbook", thing=brought, by=by, at=at):
        held = WorkbookImport.objects.select_for_update().get(pk=brought.pk)
        _refuse_taken(held)
        shape = shape_of(mapping.columns, is_turned=mapping.is_turned)
        kept = SheetMapping.objects.filter(holder=held.holder_id, form=held.form_id, shape=shape).first()
        kept = kept or SheetMapping(holder_id=held.holder_id, form_id=held.form_id, shape=shape)
        kept.name, kept.mapping, kept.made_by, kept.made_at = brought.name[:200], mapping.told(), by, at
        kept.save()
        held.mapping, held.report = kept, report or held.report
        return _looked(held, grids, list(_reports(held, by, at)))


def look_again(brought: WorkbookImport, *, by: Person, at: datetime) -> Preview:
    """Read the kept file once more, beside what the reports hold now."""
    grids = grids_in(file_bytes(brought.sha256), brought.name)
    return _preview(brought, grids, list(_reports(brought, by, at)))


def _looked(brought: WorkbookImport, grids: Sequence[Grid], reports: list[Report]) -> WorkbookImport:
    brought.preview = told(_preview(brought, grids, reports))
    brought.save(update_fields=["preview", "mapping", "report"])
    return brought


def _preview(brought: WorkbookImport, grids: Sequence[Grid], reports: list[Report]) -> Preview:
    """By its mapping, or by the one that somebody of the office made for such heads, which becomes its own."""

    def remembered(shape: str) -> SheetMap | None:
        same = SheetMapping.objects.filter(holder=brought.holder_id, form=brought.form_id, shape=shape)
        brought.mapping = brought.mapping or same.first()
        return mapping_of(brought.mapping.mapping) if brought.mapping else None

    stamp = Stamp(str(brought.form_id), brought.first_on, brought.last_on)
    unit = str(brought.report_id) if brought.report_id else ""
    known = known_for(brought.form, reports)
    return preview_of(read_workbook(grids, known, stamp, remembered=remembered, unit=unit), known, reports)


def _stamp(grids: Sequence[Grid], asked: Round | None) -> Stamp:
    """What the workbook answers: its own word goes before what was chosen beside it."""
    stamps = stamps_of(grids)
    if stamps:
        return stamps[0]
    if asked is None:
        text = "This workbook does not say what it answers: it was not made here. Choose the form and the period."
        raise RuleBroken(Message(text, where="round"))
    return Stamp(str(asked.form.pk), asked.first_on, asked.last_on)


def _reports(brought: WorkbookImport, by: Person, at: datetime) -> QuerySet[Report]:
    return reports_of(brought.form_id, brought.first_on, brought.last_on, by, timezone.localdate(at))


def _office(by: Person, reports: Sequence[Report], at: datetime) -> Organisation:
    """The body that brings it: the unit itself, if it brings its own; else that of the person's post."""
    today = timezone.localdate(at)
    offices = by.organisations_for(Act.REPORT, today, Kind.REPORT)
    holders = {report.holder_id: report.holder for report in reports}
    if len(holders) == 1 and offices & holders.keys():
        return next(iter(holders.values()))
    posts = [post for post in by.posts_on(today) if post.organisation_id in offices]
    return posts[0].organisation


def _refuse_taken(brought: WorkbookImport) -> None:
    if brought.taken_at is not None:
        raise RuleBroken(Message("This workbook was taken in already. Bring the mended one as a new file."))
