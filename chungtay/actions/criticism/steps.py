"""Opens a criticism for one step: locks it, asks whether this person may take it, and writes the step down."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.utils import timezone

from chungtay.models import Criticism, CriticismStep, Document, Organisation, Person
from chungtay.rules.criticism import CriticismMove, CriticismState, Standing, check_move
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..recorded import PRESSED_TWICE, recorded

# How the audit names each step.
VERBS = {
    CriticismMove.CUT: "cut_draft",
    CriticismMove.REFUSE: "refuse_draft",
    CriticismMove.ASK: "ask_critics",
    CriticismMove.OPINE: "give_clause_opinion",
    CriticismMove.CONFER: "hold_conference",
    CriticismMove.WRITE: "write_point",
    CriticismMove.SEND: "send_criticism",
    CriticismMove.REPLY: "reply_to_criticism",
    CriticismMove.REPLY_ON_PAPER: "reply_to_criticism",
    CriticismMove.LAY_FINAL: "lay_final_text",
    CriticismMove.CLOSE: "close_criticism",
}
# Of what is written many times without a step the last word is enough; who wrote it stands in the audit.
SILENT = frozenset({CriticismMove.CUT, CriticismMove.OPINE, CriticismMove.WRITE, CriticismMove.LAY_FINAL})


def always(_held: Criticism) -> bool:
    return True


@contextmanager
def step(
    criticism: Criticism, move: CriticismMove, *, body: Organisation | None, act: Act = Act.RECORD, note: str = "",
    is_news: Callable[[Criticism], bool] = always, by: Person, at: datetime,
) -> Iterator[Criticism]:  # fmt: skip
    """The criticism as it stands, locked; what is changed inside is kept together with the step.

    `body`: for whom the person acts. Its post must allow `act` there.
    `is_news`: whether the step says anything that was not said before; else it is taken, and leaves no row.
    """
    refuse_unless_for(criticism, body, act, by=by, at=at)
    note = note.strip()
    with recorded(VERBS[move], thing=criticism, by=by, at=at, reason=note):
        held = locked(criticism)
        taken = check_move(standing_of(held, by), move, note=note)
        before, held.state = held.state, taken.after
        is_told = move not in SILENT and is_news(held)
        yield held
        held.save()
        if is_told:
            CriticismStep.objects.create(
                criticism=held,
                move=move,
                before=before,
                after=taken.after,
                moved_by=by,
                moved_at=at,
                note=note,
            )
        _told_again(criticism, held)


def just_moved(criticism: Criticism, move: CriticismMove, *, by: Person, at: datetime) -> bool:
    """Whether this person has taken this very step a moment ago: the second of two clicks finds it done."""
    last = criticism.steps.order_by("moved_at", "id").last()
    return (
        last is not None
        and (last.move, last.moved_by_id) == (move, by.pk)
        and at - last.moved_at < PRESSED_TWICE
    )


def refuse_unless_for(
    criticism: Criticism, body: Organisation | None, act: Act, *, by: Person, at: datetime
) -> None:
    if not by.may(act, criticism.facts_for(body), timezone.localdate(at)):
        raise RuleBroken(Message("Your post does not allow this."))


def refuse_unseen_paper(document: Document | None, *, by: Person, at: datetime) -> None:
    """A paper is named only by whoever reads it."""
    if document is None:
        return
    if not Document.objects.visible_to(by, timezone.localdate(at)).filter(pk=document.pk).exists():
        raise RuleBroken(Message("This is not shared with you.", where="document"))


def locked(criticism: Criticism) -> Criticism:
    near = Criticism.objects.select_for_update(of=("self",))
    return near.select_related("holder", "drafter", "agreement", "dispatch").get(pk=criticism.pk)


def standing_of(criticism: Criticism, by: Person) -> Standing:
    return Standing(
        state=CriticismState(criticism.state),
        has_clauses=criticism.clauses.exists(),
        has_points=criticism.points.exists(),
        has_final=criticism.final_clauses.exists(),
        own_reply=criticism.points.filter(replied_by=by).exists() and bool(criticism.reply_number),
    )


def _told_again(criticism: Criticism, held: Criticism) -> None:
    """Whoever gave us the row reads in it what became of it."""
    for field in criticism._meta.concrete_fields:
        value: Any = getattr(held, field.attname)
        setattr(criticism, field.attname, value)
