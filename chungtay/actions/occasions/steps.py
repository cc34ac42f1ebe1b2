"""What every move of a letter does: holds its rows, writes the step down, lets go of its paper."""

from datetime import datetime

from chungtay.answers.drafts import state_of_draft
from chungtay.models import Draft, Greeting, GreetingStep, Person
from chungtay.rules.drafts import DraftState
from chungtay.rules.occasions import LetterMove, LetterState

from ..recorded import recorded


def locked(letter: Greeting) -> Greeting:
    """The paper first, then the letter: whoever writes in the paper takes them in this order too."""
    if letter.draft_id:
        Draft.objects.select_for_update(of=("self",)).filter(pk=letter.draft_id).first()
    near = Greeting.objects.select_for_update(of=("self",)).select_related(
        "holder__place__parent__parent__parent", "partner__place__parent__parent__parent", "agreement",
        "occasion", "draft",
    )  # fmt: skip
    return near.get(pk=letter.pk)


def note_step(
    letter: Greeting, move: LetterMove, after: LetterState, *, by: Person | None, at: datetime, note: str = ""
) -> None:
    """The letter stands there now; who calls saves it. Only what goes on from approved keeps its approval."""
    GreetingStep.objects.create(
        greeting=letter, move=move, before=letter.state, after=after, moved_by=by, moved_at=at, note=note
    )
    letter.state = after
    if after in (LetterState.DUE, LetterState.DRAFTED, LetterState.LEFT_OUT):
        letter.approved_by, letter.approved_at, letter.approved_as = None, None, ""
        letter.approved_alone_reason = ""


def release_draft(letter: Greeting, *, by: Person | None, at: datetime) -> None:
    """Its paper goes from the desk; one that has its number stands by itself."""
    draft = letter.draft
    letter.draft = None
    if draft is None or state_of_draft(draft) is not DraftState.WRITING:
        return
    with recorded("withdraw_draft", thing=draft, by=by, at=at):
        draft.withdrawn_by, draft.withdrawn_at = by, at
        draft.save(update_fields=["withdrawn_by", "withdrawn_at"])
