"""What the pages call the steps, decisions, origins and states of recommendations."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chungtay.models import Addressee, RecommendationStep
from chungtay.rules.recommendations import Decided, Move, Origin, State, is_late

Words = str | Promise

# What the button says.
BUTTONS: dict[Move, Words] = {
    Move.ACKNOWLEDGE: pgettext_lazy("recommendation", "Acknowledge it"),
    Move.PROPOSE_DAY: pgettext_lazy("recommendation", "Propose another day"),
    Move.AGREE_DAY: pgettext_lazy("recommendation", "Agree to the day"),
    Move.REFUSE_DAY: pgettext_lazy("recommendation", "Keep the first day"),
    Move.ANSWER: pgettext_lazy("recommendation", "Answer"),
    Move.INSIST: pgettext_lazy("recommendation", "Insist and ask again"),
    Move.REPORT_DONE: pgettext_lazy("recommendation", "Report that it is done"),
    Move.ASK_MORE: pgettext_lazy("recommendation", "It is not done yet"),
    Move.VERIFY: pgettext_lazy("recommendation", "Verify that it is done"),
    Move.CLOSE: pgettext_lazy("recommendation", "Close it"),
    Move.WITHDRAW: pgettext_lazy("recommendation", "Take it back"),
    Move.ESCALATE: pgettext_lazy("recommendation", "Escalate to the body above"),
    Move.NOTE: pgettext_lazy("recommendation", "Add a note"),
}
# The same where the sender's office writes down what came on paper.
ON_PAPER: dict[Move, Words] = {
    Move.ACKNOWLEDGE: pgettext_lazy("recommendation", "Note that it was acknowledged on paper"),
    Move.PROPOSE_DAY: pgettext_lazy("recommendation", "Note another day that was proposed on paper"),
    Move.ANSWER: pgettext_lazy("recommendation", "Note an answer on paper"),
    Move.REPORT_DONE: pgettext_lazy("recommendation", "Note on paper that it is done"),
}
# What stands in its history.
TAKEN: dict[Move, Words] = {
    Move.SEND: pgettext_lazy("recommendation", "Sent"),
    Move.ACKNOWLEDGE: pgettext_lazy("recommendation", "Acknowledged"),
    Move.PROPOSE_DAY: pgettext_lazy("recommendation", "Another day proposed"),
    Move.AGREE_DAY: pgettext_lazy("recommendation", "Day agreed"),
    Move.REFUSE_DAY: pgettext_lazy("recommendation", "Day not agreed"),
    Move.ANSWER: pgettext_lazy("recommendation", "Answered"),
    Move.INSIST: pgettext_lazy("recommendation", "Asked again"),
    Move.REPORT_DONE: pgettext_lazy("recommendation", "Reported as done"),
    Move.ASK_MORE: pgettext_lazy("recommendation", "Not done yet"),
    Move.VERIFY: pgettext_lazy("recommendation", "Verified"),
    Move.CLOSE: pgettext_lazy("recommendation", "Closed"),
    Move.WITHDRAW: pgettext_lazy("recommendation", "Taken back"),
    Move.ESCALATE: pgettext_lazy("recommendation", "Escalated to the body above"),
    Move.NOTE: pgettext_lazy("recommendation", "Note"),
}
# Said once, after the step.
TOLD: dict[Move, Words] = {
    Move.ACKNOWLEDGE: _("Acknowledged. Whoever asks sees that it arrived."),
    Move.PROPOSE_DAY: _("The other day is kept. Whoever asks answers."),
    Move.AGREE_DAY: _("The answer is due on the new day."),
    Move.REFUSE_DAY: _("The first day stays. Your reason is shown."),
    Move.ANSWER: _("The answer is kept. Whoever asks reads it."),
    Move.INSIST: _("Asked again. An answer is due by the new day."),
    Move.REPORT_DONE: _("Kept. Somebody else verifies it."),
    Move.ASK_MORE: _("It goes on. Your reason is shown."),
    Move.VERIFY: _("Verified."),
    Move.CLOSE: _("Closed."),
    Move.WITHDRAW: _("Taken back. Nobody need answer it any more."),
    Move.ESCALATE: _("Escalated. The body above reads the whole record."),
    Move.NOTE: _("The note is kept."),
}
# What the day of a step is: it stands beside the moment at which the step was taken.
DAYS: dict[Move, Words] = {
    **dict.fromkeys(
        (Move.SEND, Move.PROPOSE_DAY, Move.AGREE_DAY, Move.INSIST),
        pgettext_lazy("recommendation", "answer due %(day)s"),
    ),
    **dict.fromkeys((Move.ANSWER, Move.ASK_MORE), pgettext_lazy("recommendation", "to be done by %(day)s")),
    Move.REPORT_DONE: pgettext_lazy("recommendation", "done on %(day)s"),
    Move.ESCALATE: pgettext_lazy("recommendation", "was due %(day)s"),
}
DECISIONS: list[tuple[str, Words]] = [
    (Decided.ACCEPTED, pgettext_lazy("recommendation", "Accepted")),
    (Decided.IN_PART, pgettext_lazy("recommendation", "Accepted in part")),
    (Decided.REJECTED, pgettext_lazy("recommendation", "Rejected")),
]
ORIGINS: dict[Origin, Words] = {
    Origin.OWN: pgettext_lazy("recommendation", "Of the office itself"),
    Origin.SUPERVISION: pgettext_lazy("recommendation", "From a supervision"),
    Origin.CRITICISM: pgettext_lazy("recommendation", "From a criticism of a draft"),
    Origin.PROBLEM: pgettext_lazy("recommendation", "From a workshop on urgent problems"),
    Origin.REVIEW: pgettext_lazy("recommendation", "From a review"),
    Origin.PETITION: pgettext_lazy("recommendation", "From a reader's letter"),
    Origin.GATHERING: pgettext_lazy("recommendation", "From a meeting of both sides"),
}
WAY_STATES: dict[State, Words] = {
    State.DRAFT: pgettext_lazy("recommendation", "Draft"),
    State.SENT: pgettext_lazy("recommendation", "Sent"),
    State.ACKNOWLEDGED: pgettext_lazy("recommendation", "Acknowledged"),
    State.DAY_PROPOSED: pgettext_lazy("recommendation", "Another day proposed"),
    State.ANSWERED: pgettext_lazy("recommendation", "Answered"),
    State.DONE: pgettext_lazy("recommendation", "Reported as done"),
    State.VERIFIED: pgettext_lazy("recommendation", "Verified"),
    State.CLOSED: pgettext_lazy("recommendation", "Closed"),
    State.WITHDRAWN: pgettext_lazy("recommendation", "Taken back"),
}


def step_word(move: str) -> str:
    return str(TAKEN[Move(move)])


def step_note(step: RecommendationStep, way: Addressee) -> str:
    """The note; who was told of an escalation, in the reader's language."""
    told = way.escalated_to
    if step.move == Move.ESCALATE and told and step.note.startswith(told.name):
        return told.said("name", get_language() or "vi") + step.note.removeprefix(told.name)
    return step.note


def step_day(step: RecommendationStep) -> str:
    return str(DAYS.get(Move(step.move), "%(day)s")) % {"day": f"{step.day:%d/%m/%Y}"}


def decision_word(decision: str) -> str:
    return str(dict(DECISIONS)[decision]) if decision else ""


def origin_word(origin: str) -> str:
    return str(ORIGINS[Origin(origin)])


def way_mark(way: Addressee, today: date) -> str:
    """The state to show: late wins over whatever is open."""
    return "late" if way_is_late(way, today) else way_standing(way)


def way_standing(way: Addressee) -> str:
    """Its state even where it is late; an answer says how it was decided."""
    return f"recommendation_{way.decision if way.state == State.ANSWERED else way.state}"


def way_is_late(way: Addressee, today: date) -> bool:
    decision = Decided(way.decision) if way.decision else None
    return is_late(State(way.state), decision, due_on=way.due_on, act_by=way.act_by, today=today)


def way_day(way: Addressee) -> date | None:
    """The day that counts now: of what was promised, once it was answered."""
    return way.act_by if way.state in (State.ANSWERED, State.DONE) else way.due_on


FILTERS = (
    step_word,
    step_note,
    step_day,
    decision_word,
    origin_word,
    way_mark,
    way_standing,
    way_is_late,
    way_day,
)
