"""Notes that a letter went out, with its copy, and keeps the reply. Nothing goes out twice."""

from datetime import date, datetime

from django.utils import timezone

from chungtay.answers.drafts import state_of_draft
from chungtay.answers.drafts.letters import letter_mark
from chungtay.models import Document, Draft, Greeting, Organisation, Person
from chungtay.rules.drafts import DraftState
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.occasions import LetterMove, LetterState, Standing, Wish, check_move
from chungtay.rules.people import Act

from ..documents import File, add_document
from ..drafts import close_draft, issue_draft
from ..recorded import recorded
from .letters import refuse_unless_for
from .steps import locked, note_step

REPLY = "Thư trả lời"  # what offices call it


def send_letter(
    letter: Greeting, *, on: date | None, how: str, file: File | None = None, by: Person, at: datetime
) -> Greeting:
    """It went out on that day. The copy is the numbered paper, else the letter as printed; perhaps its signed scan."""
    today, how = timezone.localdate(at), how.strip()
    refuse_unless_for(letter, by, Act.RECORD, today)
    with recorded("send_greeting", thing=letter, by=by, at=at, reason=how):
        held = locked(letter)
        is_same = held.draft is not None and held.approved_as == letter_mark(held.draft, today)
        standing = Standing(state=LetterState(held.state), is_as_approved=is_same)
        step = check_move(standing, Wish(move=LetterMove.SEND, today=today, day=on, how=how))
        assert on and held.draft, "the rules asked for the day, and what is approved has its paper"
        copy = _copy(held.draft, on, file, by=by, at=at)
        note_step(held, LetterMove.SEND, step.after, by=by, at=at, note=how)
        held.sent_on, held.sent_by, held.sent_how, held.copy = on, by, how[:200], copy
        held.save()
    return held


def keep_reply(letter: Greeting, *, on: date | None, file: File | None, by: Person, at: datetime) -> Greeting:
    """What came back: kept by the sender, or written by the partner from its own account."""
    today = timezone.localdate(at)
    body = _replying(letter, by, today)
    with recorded("note_greeting_reply", thing=letter, by=by, at=at):
        held = locked(letter)
        wish = Wish(move=LetterMove.REPLY, today=today, day=on, has_reply=file is not None)
        step = check_move(Standing(state=LetterState(held.state), sent_on=held.sent_on), wish)
        assert on and file and held.copy, "the rules asked for both, and what was sent has its copy"
        paper = Document(
            type=REPLY, title=f"{REPLY}: {held.copy.title}"[:500], issued_on=on, holder=body,
            issuers=held.partner.name,
        )  # fmt: skip
        held.reply = add_document(paper, agreements=[], files=[file], by=by, at=at)
        held.replied_on = on
        note_step(held, LetterMove.REPLY, step.after, by=by, at=at)
        held.save()
    return held


def _copy(draft: Draft, on: date, file: File | None, *, by: Person, at: datetime) -> Document:
    if state_of_draft(draft) is DraftState.WRITING:
        # An office that numbers its letters has done so before; this one bears no number.
        draft.values = {**draft.values, "head.symbol": ""}
        draft.save(update_fields=["values"])
        document = issue_draft(draft, on=on, by=by, at=at)
        draft.refresh_from_db()
    else:
        assert draft.document, "a numbered draft has its document"
        document = draft.document
    if file is not None:
        document = close_draft(draft, file, by=by, at=at)
    return document


def _replying(letter: Greeting, by: Person, today: date) -> Organisation:
    for body in (letter.holder, letter.partner):
        is_open = body == letter.holder or letter.sent_on is not None
        if is_open and by.may(Act.RECORD, letter.facts_for(body), today):
            return body
    raise RuleBroken(Message("Your post does not allow this."))
