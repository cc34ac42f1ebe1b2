"""Keeps the papers of a supervision: the decision on the team, the report at its end, and drafts of both."""

from datetime import date, datetime

from django.utils import timezone

from chungtay.answers.drafts import Origin
from chungtay.models import Document, Draft, Organisation, Person, Supervision, SupervisionPlan
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.supervision import BEFORE_SENDING, SupervisionState, refuse_unless_open

from ..documents import File, add_document, holds_just
from ..drafts import begin_draft
from ..recorded import recorded, refuse_unless_may
from .planning import locked, refuse_foreign_papers, refuse_unless_may_here

DECISION, REPORT = "Quyết định", "Báo cáo"  # what offices call these papers
ENDED = frozenset({SupervisionState.CONCLUDED, SupervisionState.CLOSED})


def keep_decision(
    supervision: Supervision, *, number: str = "", on: date | None = None, file: File | None = None,
    document: Document | None = None, by: Person, at: datetime,
) -> Supervision:  # fmt: skip
    """The decision on the team: a paper that is there already, or the file of one that was signed."""
    refuse_unless_may_here(by, Act.RECORD, supervision, at)
    with recorded("keep_decision", thing=supervision, by=by, at=at, reason=number):
        held = locked(supervision)
        refuse_unless_open(SupervisionState(held.state), BEFORE_SENDING)
        held.decision = _kept(held, held.decision, DECISION, number, on, file, document, by=by, at=at)
        held.save(update_fields=["decision"])
    return held


def keep_supervision_report(
    supervision: Supervision, *, number: str = "", on: date | None = None, file: File | None = None,
    document: Document | None = None, by: Person, at: datetime,
) -> Supervision:  # fmt: skip
    """The signed report with its conclusion; it comes after the conclusion."""
    refuse_unless_may_here(by, Act.RECORD, supervision, at)
    with recorded("keep_supervision_report", thing=supervision, by=by, at=at, reason=number):
        held = locked(supervision)
        if SupervisionState(held.state) not in ENDED:
            raise RuleBroken(Message("The report is kept once the conclusion is written."))
        held.report = _kept(held, held.report, REPORT, number, on, file, document, by=by, at=at)
        held.save(update_fields=["report"])
    return held


def begin_plan_paper(plan: SupervisionPlan, *, by: Person, at: datetime) -> Draft:
    """The year's plan as an official paper; it follows the rows of the plan until it has its number."""
    refuse_unless_may(by, Act.RECORD, plan, at)
    with recorded("begin_plan_paper", thing=plan, by=by, at=at):
        held = SupervisionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        if held.draft and held.draft.withdrawn_at is None:
            return held.draft
        held.draft = _begun("supervision_plan", held.holder, held.title, Origin(held.agreement), by=by, at=at)
        held.save(update_fields=["draft"])
    return held.draft


def begin_supervision_paper(supervision: Supervision, paper: str, *, by: Person, at: datetime) -> Draft:
    """The plan with the team, or the report: drawn from the supervision, with its facts filled in."""
    refuse_unless_may_here(by, Act.RECORD, supervision, at)
    field = {"supervision_plan": "decision_draft", "supervision_report": "report_draft"}.get(paper)
    if field is None:
        raise RuleBroken(Message("Choose one of the papers of a supervision.", where="paper"))
    with recorded("begin_supervision_paper", thing=supervision, by=by, at=at, reason=paper):
        held = locked(supervision)
        draft: Draft | None = getattr(held, field)
        if draft and draft.withdrawn_at is None:
            return draft
        if paper == "supervision_plan":
            refuse_unless_open(SupervisionState(held.state), BEFORE_SENDING)
        draft = _begun(paper, held.holder, held.subject, Origin(held.agreement), by=by, at=at)
        setattr(held, field, draft)
        held.save(update_fields=[field])
    return draft


def is_numbered(document: Document | None, draft: Draft | None) -> bool:
    """Whether the paper is there to be handed out."""
    return document is not None or bool(draft and draft.issued_at and not draft.withdrawn_at)


def _begun(
    paper: str, holder: Organisation, title: str, origin: Origin, *, by: Person, at: datetime
) -> Draft:
    language = "lo" if origin.style_of(paper, holder=holder, language="vi") == "lao" else "vi"
    draft = origin.draft(paper, holder=holder, language=language)
    draft.title = title[:500]
    return begin_draft(draft, by=by, at=at)


def _kept(
    held: Supervision, there: Document | None, type: str, number: str, on: date | None, file: File | None,
    document: Document | None, *, by: Person, at: datetime,
) -> Document:  # fmt: skip
    if document is not None:
        refuse_foreign_papers([document], by, timezone.localdate(at))
        return document
    said = []
    if file is None:
        said.append(Message("Choose a paper, or add its file.", where="file"))
    if not number.strip():
        said.append(Message("Write the number of the paper.", where="number"))
    if on is None:
        said.append(Message("Write the day of the paper.", where="on"))
    elif on > timezone.localdate(at):
        said.append(Message("This day is still to come.", where="on"))
    if said or file is None:
        raise RuleBroken(said)
    if there and there.number == number.strip() and holds_just(there, file[1]):
        return there  # pressed twice
    paper = Document(
        type=type, title=held.subject, number=number.strip(), issued_on=on, holder=held.holder,
        issuers=held.holder.name,
    )  # fmt: skip
    return add_document(paper, agreements=[], files=[file], by=by, at=at)
