"""A letter that the calendar asked for follows what happens to its paper: approval binds to what was read."""

from datetime import datetime

from django.utils import timezone

from chungtay.answers.drafts.letters import letter_mark
from chungtay.models import Draft, Greeting, GreetingStep, Person
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.occasions import GONE, LetterMove, LetterState, step_of


def follow_writing(draft: Draft, *, by: Person, at: datetime) -> None:
    """Written over after it was approved, a letter waits for approval again."""
    letter = _letter(draft)
    if letter is None:
        return
    if (
        letter.state == LetterState.APPROVED
        and letter_mark(draft, timezone.localdate(at)) == letter.approved_as
    ):
        return  # it says what it said
    _step(letter, LetterMove.EDIT, by=by, at=at)


def follow_withdrawal(draft: Draft, *, by: Person, at: datetime) -> None:
    """Its paper is gone; the letter is still due."""
    letter = _letter(draft)
    if letter is not None:
        letter.draft = None
        _step(letter, LetterMove.DISCARD, by=by, at=at)


def refuse_unapproved(draft: Draft) -> None:
    """A number is given to what a leader has approved."""
    letter = _letter(draft)
    if letter is not None and letter.state != LetterState.APPROVED:
        raise RuleBroken(Message("A leader approves the letter first; then it is numbered."))


def _letter(draft: Draft) -> Greeting | None:
    return (
        Greeting.objects.select_for_update(of=("self",))
        .filter(draft=draft.pk)
        .exclude(state__in=GONE)
        .first()
    )


def _step(letter: Greeting, move: LetterMove, *, by: Person, at: datetime) -> None:
    after = step_of(LetterState(letter.state), move).after
    GreetingStep.objects.create(
        greeting=letter, move=move, before=letter.state, after=after, moved_by=by, moved_at=at
    )
    letter.state, letter.approved_by, letter.approved_at = after, None, None
    letter.approved_as = letter.approved_alone_reason = ""
    letter.save()
