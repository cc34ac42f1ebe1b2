"""Takes a draft in with its days, or refuses it; cuts its text into clauses, and cuts them as a person corrected."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from chungtay.answers.deadlines import days_given
from chungtay.answers.documents import file_bytes
from chungtay.models import (
    Agreement,
    Clause,
    Criticism,
    CriticismStep,
    Document,
    FileText,
    Organisation,
    Person,
)
from chungtay.rules.criticism import (
    ClauseText,
    CriticismMove,
    CriticismState,
    Received,
    check_clauses,
    check_received,
    corrected,
    split,
)
from chungtay.rules.deadlines import DeadlineKind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..recorded import audited_together, recorded
from ..uploads import in_child
from .steps import refuse_unless_for, refuse_unseen_paper, step


def receive_draft(
    criticism: Criticism, *, text: str = "", refused_because: str = "", by: Person, at: datetime
) -> Criticism:
    """Keep an unsaved criticism, with the draft's text where it is at hand. One that came too late needs a reason."""
    today = timezone.localdate(at)
    refuse_unless_for(criticism, criticism.holder, Act.RECORD, by=by, at=at)
    _tidy(criticism)
    _refuse_unseen(criticism, by=by, at=at)
    told = Received(
        title=criticism.title, has_drafter=bool(criticism.drafter_id or criticism.drafter_name),
        received_on=criticism.received_on, submitted_on=criticism.submitted_on, due_on=criticism.due_on,
        late_reason=criticism.late_reason, refused_because=refused_because,
    )  # fmt: skip
    days = days_given(DeadlineKind.CRITICISM_DRAFT, criticism.holder_id, criticism.received_on)
    criticism.state = check_received(told, days=days, today=today)
    criticism.drafted_by = by
    clauses = split(text) if text.strip() else ()
    if clauses:
        check_clauses(clauses)
    with audited_together():
        Organisation.objects.select_for_update(no_key=True).get(pk=criticism.holder_id)
        if (held := _same(criticism)) is not None:
            return held  # pressed twice, or typed in by two
        with recorded("receive_draft", thing=criticism, by=by, at=at, reason=refused_because.strip()):
            criticism.save(force_insert=True)
            _keep(criticism, clauses)
            if criticism.state == CriticismState.REFUSED:
                CriticismStep.objects.create(
                    criticism=criticism, move=CriticismMove.REFUSE, before=CriticismState.RECEIVED,
                    after=CriticismState.REFUSED, moved_by=by, moved_at=at, note=refused_because.strip(),
                )  # fmt: skip
    return criticism


def refuse_draft(criticism: Criticism, *, note: str, by: Person, at: datetime) -> Criticism:
    """It is no matter of ours, or was taken back by whoever drafted it."""
    with step(criticism, CriticismMove.REFUSE, body=criticism.holder, note=note, by=by, at=at):
        pass
    return criticism


def cut_draft(criticism: Criticism, text: str, *, by: Person, at: datetime) -> Criticism:
    """The whole text of the draft, pasted anew."""
    return _cut(criticism, split(text), by=by, at=at)


def cut_anew(criticism: Criticism, typed: str, *, by: Person, at: datetime) -> Criticism:
    """The clauses as a person cut them; no word of the draft may differ."""
    held = [ClauseText(one.name, one.text) for one in criticism.clauses.all()]
    return _cut(criticism, corrected(typed, held), by=by, at=at)


def text_of_document(document: Document, *, by: Person, at: datetime) -> str:
    """The words of a paper's files, read in a small process unless they were read before."""
    refuse_unseen_paper(document, by=by, at=at)
    said = []
    for file in document.files.order_by("name"):
        kept = FileText.objects.filter(sha256=file.sha256).first()
        said.append(kept.text if kept else _read(file.name, file_bytes(file.sha256)))
    if not any(text.strip() for text in said):
        text = "No words can be read from this paper. If it is a scan, paste its text."
        raise RuleBroken(Message(text, where="document"))
    return "\n".join(said)


def _read(name: str, content: bytes) -> str:
    try:
        return str(
            in_child("chungtay.rules.search:text_of_file", content, seconds=20, megabytes=400, name=name)
        )
    except RuleBroken:
        return ""


def _cut(criticism: Criticism, clauses: Sequence[ClauseText], *, by: Person, at: datetime) -> Criticism:
    check_clauses(clauses)
    with step(criticism, CriticismMove.CUT, body=criticism.holder, by=by, at=at) as held:
        if list(clauses) != [ClauseText(one.name, one.text) for one in held.clauses.all()]:
            held.clauses.all().delete()
            _keep(held, clauses)
    return criticism


def _keep(criticism: Criticism, clauses: Sequence[ClauseText]) -> None:
    Clause.objects.bulk_create(
        Clause(criticism=criticism, position=position, name=one.name, text=one.text)
        for position, one in enumerate(clauses, 1)
    )


def _tidy(criticism: Criticism) -> None:
    for name in ("title", "title_lo", "title_en", "drafter_name", "late_reason"):
        setattr(criticism, name, " ".join(getattr(criticism, name).split()))


def _refuse_unseen(criticism: Criticism, *, by: Person, at: datetime) -> None:
    today = timezone.localdate(at)
    if criticism.agreement_id:
        seen = Agreement.objects.visible_to(by, today)
        if not seen.filter(pk=criticism.agreement_id).exists():
            raise RuleBroken(Message("This is not shared with you.", where="agreement"))
    refuse_unseen_paper(criticism.draft, by=by, at=at)
    if criticism.drafter_id and criticism.drafter_id == criticism.holder_id:
        raise RuleBroken(Message("Nobody criticises a draft of their own.", where="drafter"))


def _same(criticism: Criticism) -> Criticism | None:
    names = ("holder", "drafter", "title", "received_on", "submitted_on", "state")
    return Criticism.objects.filter(**{name: getattr(criticism, name) for name in names}).first()
