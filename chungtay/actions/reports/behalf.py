"""What others did and a person here writes down: a unit told its figures by telephone, a superior signed on paper."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from chungtay.answers.people import with_predecessors
from chungtay.models import Document, HandIn, OnBehalf, Person, Report
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reports import ReportState, check_confirming, check_paper, check_told

from ..documents import add_document
from ..recorded import recorded, refuse_unless_may
from ..uploads import Upload, checked

SCANS = ("image", "pdf")


@dataclass(frozen=True)
class Scan:
    """A photo or a PDF of a paper, as it came."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Told:
    """A unit told its figures to whoever types them."""

    told_by: str  # by post
    channel: str  # rules.reports.Channel
    paper: Document | Scan | None = None


@dataclass(frozen=True, kw_only=True)
class SignedPaper:
    """A superior without an account agreed on paper."""

    signed_by: str  # by post
    scan: Document | Scan | None = None


Looked = Document | Upload | None


def looked_at(paper: Document | Scan | None, *, where: str) -> Looked:
    """The scan after the gate for uploads, before any transaction waits for it."""
    if not isinstance(paper, Scan):
        return paper
    try:
        return checked(paper.content, name=paper.name, kinds=SCANS)
    except RuleBroken as problem:
        raise RuleBroken([Message(one.text, one.values, where) for one in problem.messages]) from problem


def belongs_to_unit(report: Report, person: Person, today: date) -> bool:
    """Whether the person holds a post in the very body that reports, or in one that took over from it."""
    own = {post.organisation_id for post in person.posts_on(today)}
    return report.holder_id in own or report.holder_id in with_predecessors(own, today)


def check_teller(report: Report, told: Told | None, *, by: Person, at: datetime) -> None:
    check_told(
        belongs=belongs_to_unit(report, by, timezone.localdate(at)),
        told_by=told.told_by if told else None,
        channel=told.channel if told else None,
    )


def keep_told(hand_in: HandIn, told: Told, paper: Looked, *, by: Person, at: datetime) -> OnBehalf:
    document = kept_paper(hand_in.report, paper, type="Phiếu số liệu", by=by, at=at)
    return OnBehalf.objects.create(
        hand_in=hand_in, told_by=told.told_by.strip()[:200], channel=told.channel, paper=document
    )


def checked_signature(paper: SignedPaper) -> Looked:
    """The scan, where the paper names who signed and shows it."""
    scan = looked_at(paper.scan, where="scan")
    files = scan.files.count() if isinstance(scan, Document) else int(scan is not None)
    check_paper(signed_by=paper.signed_by, files=files)
    return scan


def kept_paper(report: Report, paper: Looked, *, type: str, by: Person, at: datetime) -> Document | None:
    """The unit's own paper: it belongs to no programme's shared papers. One that is kept already must be the unit's."""
    if paper is None:
        return None
    if isinstance(paper, Document):
        seen = Document.objects.visible_to(by, timezone.localdate(at)).filter(pk=paper.pk)
        if not seen.filter(holder=report.holder_id).exists():
            raise RuleBroken(Message("This paper is not one of the unit’s.", where="scan"))
        return paper
    period = f"{report.first_on:%d/%m/%Y}–{report.last_on:%d/%m/%Y}"
    document = Document(
        type=type, title=f"{type}: {report.form}, {report.place}, {period}"[:500],
        issued_on=timezone.localdate(at), holder_id=report.holder_id,
    )  # fmt: skip
    file = (paper.name, paper.content, paper.media_type)
    return add_document(document, agreements=[], files=[file], by=by, at=at)


def confirm_on_behalf(hand_in: HandIn, *, by: Person, at: datetime) -> OnBehalf:
    """The unit says that what was typed for it is what it had told."""
    report = hand_in.report
    refuse_unless_may(by, Act.REPORT, report, at)
    with recorded("confirm_report", thing=report, by=by, at=at):
        held = OnBehalf.objects.select_for_update().filter(hand_in=hand_in).first()
        state = Report.objects.values_list("state", flat=True).get(pk=report.pk)
        last = report.hand_ins.order_by("-handed_in_at", "-id").first()
        if held is None or state != ReportState.HANDED_IN or last != hand_in:
            raise RuleBroken(Message("Nothing that was typed for the unit waits to be confirmed here."))
        check_confirming(
            typed_by=hand_in.handed_in_by_id, confirmed=held.confirmed_by_id is not None, by=by.pk,
            belongs=belongs_to_unit(report, by, timezone.localdate(at)),
        )  # fmt: skip
        held.confirmed_by, held.confirmed_at = by, at
        held.save(update_fields=["confirmed_by", "confirmed_at"])
    return held
