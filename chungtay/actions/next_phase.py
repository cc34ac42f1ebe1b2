"""Drafts the next phase from a final review: a version of the agreement's text, each line with its origin."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from chungtay.answers.next_phase import Ending, drafters, ending_of, lines_for, open_draft
from chungtay.models import CarriedLine, NextPhase, Organisation, Person, Review, ReviewKind, Version
from chungtay.models.record import new_id
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.next_phase import CONTENTS, Line, Origin, Term, check_next_phase
from chungtay.rules.versions import Draft, RowKind

from .recorded import recorded
from .versions import begin_version

NO_PHASE = "No phase of the programme lies in the days of this review, so none can follow it."
UNDER_WAY = (
    "Your office is amending this text already. Propose or withdraw that draft first; "
    "the next phase is a text of its own."
)


def draft_next_phase(
    review: Review, term: Term, chosen: Collection[str], amounts: Mapping[str, int | None], *, by: Person,
    at: datetime,
) -> NextPhase:  # fmt: skip
    """`chosen` are keys of `lines_for`; `amounts` (ten-thousandths, by key) are the targets as they shall stand."""
    today = timezone.localdate(at)
    holder = office_for(review, by, at)
    ending = ending_of(review)
    if ending is None:
        raise RuleBroken(Message(NO_PHASE))
    with recorded("draft_next_phase", thing=review, by=by, at=at):
        review = Review.objects.select_related("agreement").select_for_update(of=("self",)).get(pk=review.pk)
        offered = {line.key: line for line in lines_for(review, ending, by, today)}
        check_next_phase(
            term=term, before=ending.before, is_final=review.kind == ReviewKind.FINAL,
            is_frozen=review.frozen_at is not None, is_drafted=open_draft(review) is not None, chosen=chosen,
            offered=offered, amounts=amounts,
        )  # fmt: skip
        refuse_other_draft(review, holder)
        lines = [line for key, line in offered.items() if key in set(chosen)]
        version = begin_version(
            review.agreement, holder=holder, reason=f"{review.title}: {term.name}", by=by, at=at
        )
        return _drawn(version, review, ending, term, lines, amounts, by=by, at=at)


def office_for(review: Review, by: Person, at: datetime) -> Organisation:
    """The person's own body that draws up the text: the one that held the review, where it is one of them."""
    own = drafters(review.agreement, by, timezone.localdate(at))
    if not own:
        raise RuleBroken(Message("Your post does not allow this."))
    return next((body for body in own if body.pk == review.holder_id), own[0])


def refuse_other_draft(review: Review, holder: Organisation) -> None:
    begun = Version.objects.filter(agreement=review.agreement, plan=None, holder=holder)
    if begun.filter(proposed_at=None, withdrawn_at=None, in_force_on=None).exists():
        raise RuleBroken(Message(UNDER_WAY))


def _drawn(
    version: Version, review: Review, ending: Ending, term: Term, lines: list[Line],
    amounts: Mapping[str, int | None], *, by: Person, at: datetime,
) -> NextPhase:  # fmt: skip
    top, phase = str(review.agreement_id), new_id()
    days = {"first_on": term.first_on.isoformat(), "last_on": term.last_on.isoformat()}
    draft = Draft.read(version.body).added(
        str(phase), RowKind.PHASE, under=top, values={"name": term.name.strip(), **days}
    )
    rows: dict[str, UUID | None] = {}
    for line in lines:
        if line.origin in CONTENTS:
            rows[line.key] = key = new_id()
            draft = draft.added(str(key), RowKind.COMMITMENT, under=str(phase), values=_words(line))
    for line in lines:
        if line.is_target:
            rows[line.key] = key = new_id()
            above = rows.get(f"{Origin.COMMITMENT}:{line.under}") if line.under else None
            values = {"indicator": str(line.thing), "amount": amounts[line.key], **days}
            draft = draft.added(str(key), RowKind.TARGET, under=str(above or top), values=values)
        elif line.origin in (Origin.TASK, Origin.RECOMMENDATION):
            rows[line.key] = None  # a task waits for the first plan; a recommendation goes its own way on
    version.body = draft.json()
    version.save(update_fields=["body"])
    made = NextPhase.objects.create(review=review, version=version, phase=phase, drafted_by=by, drafted_at=at)
    CarriedLine.objects.bulk_create(_carried(made, lines, rows))
    return made


def _carried(made: NextPhase, lines: list[Line], rows: Mapping[str, UUID | None]) -> Iterator[CarriedLine]:
    for line in lines:
        yield CarriedLine(next_phase=made, origin=line.origin, thing=line.thing, row=rows[line.key])


def _words(line: Line) -> dict[str, str]:
    return {"text": line.text, "text_lo": line.text_lo, "text_en": line.text_en}
