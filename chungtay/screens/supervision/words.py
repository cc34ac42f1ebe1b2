"""What the pages call the forms, steps and states of a supervision."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from chungtay.models import Supervision
from chungtay.rules.supervision import FindingKind, Form, Move, SupervisionState

Words = str | Promise

FORMS: dict[Form, Words] = {
    Form.TEAM: pgettext_lazy("supervision", "A team goes there"),
    Form.PAPERS: pgettext_lazy("supervision", "By the papers that the bodies send"),
    Form.REPORTS: pgettext_lazy("supervision", "By reports that follow an outline"),
    Form.JOINT_VISIT: pgettext_lazy("supervision", "Joint visit to follow a national programme"),
}
KINDS: dict[FindingKind, Words] = {
    FindingKind.STRENGTH: pgettext_lazy("finding", "What is good"),
    FindingKind.SHORTCOMING: pgettext_lazy("finding", "What is lacking"),
    FindingKind.CAUSE: pgettext_lazy("finding", "Why it is so"),
}
# What the button says.
BUTTONS: dict[Move, Words] = {
    Move.DECIDE: pgettext_lazy("supervision", "Decide on the team"),
    Move.RECONSIDER: pgettext_lazy("supervision", "Change the team"),
    Move.SEND: pgettext_lazy("supervision", "Send decision and outline"),
    Move.BEGIN: pgettext_lazy("supervision", "Say that it has begun"),
    Move.CONCLUDE: pgettext_lazy("supervision", "Conclude"),
    Move.CLOSE: pgettext_lazy("supervision", "Close the supervision"),
    Move.CANCEL: pgettext_lazy("supervision", "Call it off"),
}
# What stands in its history.
TAKEN: dict[str, Words] = {
    Move.DECIDE: pgettext_lazy("supervision", "Team decided"),
    Move.RECONSIDER: pgettext_lazy("supervision", "Team to be changed"),
    Move.SEND: pgettext_lazy("supervision", "Decision and outline sent"),
    Move.BEGIN: pgettext_lazy("supervision", "Begun"),
    Move.CONCLUDE: pgettext_lazy("supervision", "Concluded"),
    Move.CLOSE: pgettext_lazy("supervision", "Closed"),
    Move.CANCEL: pgettext_lazy("supervision", "Called off"),
}
# What whoever took a step is told.
TOLD: dict[Move, Words] = {
    Move.DECIDE: pgettext_lazy("supervision", "The team is decided. Nobody was told yet."),
    Move.RECONSIDER: pgettext_lazy("supervision", "The team may be changed again."),
    Move.SEND: pgettext_lazy("supervision", "Sent. The bodies read it and report by the outline."),
    Move.BEGIN: pgettext_lazy("supervision", "It is under way. Write down what is found."),
    Move.CONCLUDE: pgettext_lazy("supervision", "Concluded. The bodies read the findings now."),
    Move.CLOSE: pgettext_lazy("supervision", "Closed."),
    Move.CANCEL: pgettext_lazy("supervision", "Called off."),
}
LATE_BEFORE = frozenset({SupervisionState.PLANNED, SupervisionState.DECIDED})


def supervision_mark(one: Supervision, today: date) -> str:
    """The state to show; what should have begun and was not even sent is late."""
    if one.state in LATE_BEFORE and one.first_on < today:
        return "late"
    return f"supervision_{one.state}"


def supervision_form(form: str) -> Words:
    return FORMS[Form(form)]


def supervision_taken(move: str) -> Words:
    return TAKEN[move]


def finding_kind(kind: str) -> Words:
    return KINDS[FindingKind(kind)]


FILTERS = (supervision_mark, supervision_form, supervision_taken, finding_kind)
