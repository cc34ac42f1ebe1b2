"""What the pages call the states of a criticism, its steps, who speaks, and what became of a clause."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.models import Asked, Clause, ClauseOpinion, Criticism, FinalClause
from chungtay.rules.criticism import CriticismMove, Fate, Side, Stand, Taken, TurnKind

Words = str | Promise

STANDS: dict[Stand, Words] = {
    Stand.AGREE: pgettext_lazy("criticism", "Agrees"),
    Stand.CHANGE: pgettext_lazy("criticism", "Should be changed"),
    Stand.ADD: pgettext_lazy("criticism", "Should be added to"),
    Stand.DROP: pgettext_lazy("criticism", "Should be left out"),
}
TAKEN: dict[Taken, Words] = {
    Taken.TAKEN: pgettext_lazy("criticism", "Taken"),
    Taken.IN_PART: pgettext_lazy("criticism", "Taken in part"),
    Taken.NOT_TAKEN: pgettext_lazy("criticism", "Not taken"),
}
TAKEN_MARKS = {Taken.TAKEN: "point_taken", Taken.IN_PART: "point_in_part", Taken.NOT_TAKEN: "point_not_taken"}
TURNS: dict[TurnKind, Words] = {
    TurnKind.CHAIR: pgettext_lazy("conference", "Chair"),
    TurnKind.DRAFTER: pgettext_lazy("conference", "Drafter presents"),
    TurnKind.ORIENTATION: pgettext_lazy("conference", "Orientation"),
    TurnKind.DISCUSSION: pgettext_lazy("conference", "Discussion"),
    TurnKind.EXPLANATION: pgettext_lazy("conference", "Drafter explains"),
    TurnKind.CONCLUSION: pgettext_lazy("conference", "Conclusion"),
}
MOVES: dict[CriticismMove, Words] = {
    CriticismMove.REFUSE: pgettext_lazy("criticism", "Refused"),
    CriticismMove.ASK: pgettext_lazy("criticism", "Opinions asked for"),
    CriticismMove.CONFER: pgettext_lazy("criticism", "Conference held"),
    CriticismMove.SEND: pgettext_lazy("criticism", "Sent to the drafter"),
    CriticismMove.REPLY: pgettext_lazy("criticism", "The drafter replied"),
    CriticismMove.REPLY_ON_PAPER: pgettext_lazy("criticism", "Reply on paper written down"),
    CriticismMove.CLOSE: pgettext_lazy("criticism", "Closed"),
}
FATE_MARKS = {
    Fate.KEPT: "clause_kept",
    Fate.CHANGED: "clause_changed",
    Fate.LEFT_OUT: "clause_left_out",
    Fate.ADDED: "clause_added",
}
# Whose word is waited for, in a sentence.
WAITS: dict[Side, Words] = {
    Side.HOLDER: pgettext_lazy("criticism", "The office that criticises goes on."),
    Side.ASKED: pgettext_lazy("criticism", "Those who were asked have yet to give their opinion."),
    Side.DRAFTER: pgettext_lazy("criticism", "The drafter has yet to reply."),
}


def criticism_mark(criticism: Criticism, today: date) -> str:
    """The state to show; a day that has passed wins."""
    due = criticism.reply_due_on if criticism.state == "sent" else criticism.due_on
    is_waiting = criticism.state in ("received", "asked", "conferred", "sent")
    return "late" if is_waiting and due and due < today else f"criticism_{criticism.state}"


def asked_mark(asked: Asked, today: date) -> str:
    if asked.answered_at:
        return "opinion_given"
    return "late" if asked.due_on < today else "opinion_awaited"


def stand_word(stand: str) -> Words:
    return STANDS[Stand(stand)]


def taken_mark(taken: str) -> str:
    return TAKEN_MARKS[Taken(taken)]


def conference_word(kind: str) -> Words:
    return TURNS[TurnKind(kind)]


def criticism_step(move: str) -> Words:
    return MOVES[CriticismMove(move)]


def waits_for(side: Side | None) -> Words:
    return WAITS[side] if side else ""


def fate_mark(fate: Fate) -> str:
    return FATE_MARKS[fate]


def clause_name(clause: Clause | FinalClause | None) -> Words:
    """How people cite it; of none the whole draft is meant."""
    if clause is None:
        return _("The whole draft")
    return clause.name or pgettext_lazy("criticism", "Before the first article")


def names_itself(clause: Clause) -> bool:
    """Whether its text begins with its name, so that a heading would say it twice."""
    name, text = clause.name, clause.text
    return bool(name) and text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()


def asked_name(asked: Asked) -> Any:
    """A body, for `said`; an expert by post."""
    return asked.organisation or asked.name


def opinion_by(opinion: ClauseOpinion) -> str:
    asked = opinion.asked
    return str(asked.organisation or asked.name)


FILTERS: tuple[Callable[..., Any], ...] = (
    criticism_mark,
    asked_mark,
    stand_word,
    taken_mark,
    conference_word,
    criticism_step,
    waits_for,
    fate_mark,
    clause_name,
    names_itself,
    opinion_by,
)
