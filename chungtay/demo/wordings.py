"""Lays the list of terms, and says who stands for the translations of the plans and which of them were checked."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from chungtay.actions.recorded import recorded
from chungtay.actions.wordings import approve_term, check_wording, note_translations, propose_term
from chungtay.models import (
    AgreedContent,
    Agreement,
    Commitment,
    Content,
    Cost,
    Criterion,
    Criticism,
    Decision,
    Delegation,
    DelegationMember,
    Directive,
    Finding,
    Gathering,
    Gift,
    Matter,
    MatterAction,
    Meeting,
    Occasion,
    PaperNeeded,
    Person,
    Plan,
    Problem,
    ProgrammeItem,
    Recommendation,
    Rotation,
    ShelfItem,
    Speech,
    Supervision,
    SupervisionPlan,
    Task,
    Term,
    Workshop,
)
from chungtay.models.record import Record

from .clock import at_nine
from .diary import Diary
from .kept import Kept
from .tables import rows

TERMS_ON = date(2025, 9, 15)
ATTESTED = "Văn bản công khai của phía Lào"
OWN = "Bảng thuật ngữ của chương trình"
# Who put the words of each programme into the other languages, and who checked the Lao of what was signed last.
TRANSLATORS = {"kontum-attapeu": ("province", "partner"), "hlhpnvn-ubdt": ("nation", "")}
# What stands between the sides, and which rows of it are translated with it.
OF_ONE_PROGRAMME: tuple[Any, ...] = (
    Task, Directive, Meeting, Matter, ShelfItem, Gathering, Workshop, Recommendation, Rotation, Delegation,
    SupervisionPlan, Supervision, Criticism, Occasion,
)  # fmt: skip
PARTS: tuple[tuple[str, Any], ...] = (
    ("matter", MatterAction), ("gathering", Speech), ("workshop", Criterion), ("workshop", Problem),
    ("supervision", Finding),
    *(("delegation", part) for part in (DelegationMember, ProgrammeItem, Gift, Cost, PaperNeeded, AgreedContent)),
)  # fmt: skip


def note_wordings(diary: Diary, kept: Kept) -> None:
    """The terms in the first autumn of the new province; the translations just now, so that they speak of all."""
    written_on, checked_on = kept.today - timedelta(days=2), kept.today - timedelta(days=1)
    diary.note(at_nine(TERMS_ON), partial(lay_terms, kept))
    for slug, (translator, checker) in TRANSLATORS.items():
        words = partial(stand_for_words, kept, slug, kept.persons[translator])
        diary.note(at_nine(written_on, 30), words)
        if checker:
            check = partial(check_signed, kept.agreements[slug], kept.persons[checker])
            diary.note(at_nine(checked_on, 30), check)


def lay_terms(kept: Kept, at: datetime) -> None:
    for told in rows("terms"):
        state = told.pop("state")
        source = ATTESTED if told["text_lo"] else OWN
        term = Term(holder=kept.bodies["quang-ngai"], source=source if state == "approved" else "", **told)
        propose_term(term, by=kept.persons["province"], at=at)
        if state == "approved":
            approve_term(term, by=kept.persons["leader"], at=at)


def stand_for_words(kept: Kept, slug: str, by: Person, at: datetime) -> None:
    """The desk that typed the translations stands for them: drafts, all of them."""
    agreement = kept.agreements[slug]
    with recorded("translate", thing=agreement, by=by, at=at):
        note_translations(texts_of(agreement), by=by, at=at)


def texts_of(agreement: Agreement) -> Iterator[Record]:
    yield agreement
    yield from Commitment.objects.filter(phase__agreement=agreement).select_related("phase__agreement")
    plans = Plan.objects.filter(phase__agreement=agreement).select_related("phase__agreement")
    yield from plans
    yield from Content.objects.filter(plan__in=plans).select_related("plan__phase__agreement")
    yield from Decision.objects.filter(meeting__agreement=agreement).select_related("meeting__agreement")
    for model in OF_ONE_PROGRAMME:
        yield from model.objects.filter(agreement=agreement).select_related("agreement")
    for path, part in PARTS:
        near = part.objects.filter(**{f"{path}__agreement": agreement})
        yield from near.select_related(f"{path}__agreement")


def check_signed(agreement: Agreement, by: Person, at: datetime) -> None:
    """The partner reads the Lao of the memorandum's name and of what was signed last."""
    check_wording(agreement, "name", "lo", by=by, at=at)
    last = agreement.phases.order_by("-first_on")[0]
    for commitment in last.commitments.all():
        check_wording(commitment, "text", "lo", by=by, at=at)
