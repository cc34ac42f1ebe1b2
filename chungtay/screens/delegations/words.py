"""What the pages call the steps of a delegation, its parts and sides, and how a turn stands."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.delegations import MODELS, DelegationPage, Row, TurnShown
from chungtay.models import Delegation, Organisation
from chungtay.rules.delegations import (
    AgreedKind,
    Direction,
    ExceptionKind,
    MemberRole,
    Move,
    Part,
    Side,
)

BUTTONS: dict[Move, Promise] = {
    Move.PROPOSE: _("Propose it to the other side"),
    Move.AGREE: _("Agree to the visit"),
    Move.SEND_BACK: _("Send it back"),
    Move.REOPEN: _("Open it again"),
    Move.VISIT: _("The visit took place"),
    Move.REPORT: _("Report what came of it"),
    Move.DISPUTE: _("The report is not so"),
    Move.CONFIRM: _("Confirm for our side"),
    Move.CANCEL: _("Cancel the delegation"),
}
TAKEN: dict[Move, Promise] = {
    Move.PROPOSE: pgettext_lazy("delegation", "Proposed"),
    Move.AGREE: pgettext_lazy("delegation", "Agreed"),
    Move.SEND_BACK: pgettext_lazy("delegation", "Sent back"),
    Move.REOPEN: pgettext_lazy("delegation", "Opened again"),
    Move.VISIT: pgettext_lazy("delegation", "The visit took place"),
    Move.REPORT: pgettext_lazy("delegation", "Reported"),
    Move.DISPUTE: pgettext_lazy("delegation", "The report was disputed"),
    Move.CONFIRM: pgettext_lazy("delegation", "Confirmed"),
    Move.CANCEL: pgettext_lazy("delegation", "Cancelled"),
}
TOLD: dict[Move, Promise] = {
    Move.PROPOSE: _("Proposed. The other side finds it in its work."),
    Move.AGREE: _("Agreed. Both sides prepare it now."),
    Move.SEND_BACK: _("Sent back with your words."),
    Move.REOPEN: _("Opened again; it is proposed and agreed anew."),
    Move.VISIT: _("Kept. Write what was evaluated and agreed, then report."),
    Move.REPORT: _("The report is kept. Both sides confirm it."),
    Move.DISPUTE: _("Kept. It is reported anew."),
    Move.CONFIRM: _("Confirmed for your side."),
    Move.CANCEL: _("Cancelled. Its turn, if it had one, is open again."),
}
PARTS: dict[Part, Promise] = {
    Part.MEMBERS: _("Members, by post"),
    Part.HOURS: _("Programme by the hour"),
    Part.GIFTS: _("Gifts"),
    Part.COSTS: _("Costs"),
    Part.PAPERS: pgettext_lazy("delegation", "Papers"),
    Part.CONTENTS: _("Evaluated and agreed"),
}
ADDING: dict[Part, Promise] = {
    Part.MEMBERS: _("Add a member"),
    Part.HOURS: _("Add an hour"),
    Part.GIFTS: _("Add a gift"),
    Part.COSTS: _("Add a cost"),
    Part.PAPERS: pgettext_lazy("delegation", "Add a paper"),
    Part.CONTENTS: _("Add a content"),
}
CHANGING: dict[Part, Promise] = {
    Part.MEMBERS: _("Change a member"),
    Part.HOURS: _("Change an hour"),
    Part.GIFTS: _("Change a gift"),
    Part.COSTS: _("Change a cost"),
    Part.PAPERS: pgettext_lazy("delegation", "Change a paper"),
    Part.CONTENTS: _("Change a content"),
}
SIDES: dict[Side, Promise] = {
    Side.HOST: pgettext_lazy("delegation", "Host"),
    Side.GUEST: pgettext_lazy("delegation", "Guests"),
}
ROLES: dict[MemberRole, Promise] = {
    MemberRole.HEAD: pgettext_lazy("delegation", "Head"),
    MemberRole.DEPUTY: pgettext_lazy("delegation", "Deputy head"),
    MemberRole.MEMBER: pgettext_lazy("delegation", "Member"),
    MemberRole.INTERPRETER: pgettext_lazy("delegation", "Interpreter"),
}
KINDS: dict[AgreedKind, Promise] = {
    AgreedKind.EVALUATED: pgettext_lazy("delegation", "Evaluated"),
    AgreedKind.AGREED: pgettext_lazy("delegation", "Agreed for the time to come"),
}
DIRECTIONS: dict[Direction, Promise] = {
    Direction.OUT: pgettext_lazy("delegation", "Going out"),
    Direction.IN: pgettext_lazy("delegation", "Coming in"),
}
EXCEPTIONS: dict[ExceptionKind, Promise] = {
    ExceptionKind.SKIPPED: _("It was skipped"),
    ExceptionKind.MOVED: _("It is held in another year"),
    ExceptionKind.HOST: _("Another side hosts it"),
    ExceptionKind.AS_RULED: _("It is as the rule says after all"),
}


def delegation_step_word(move: str) -> str | Promise:
    return TAKEN[Move(move)]


def delegation_role_word(role: str) -> str | Promise:
    return ROLES[MemberRole(role)]


def delegation_direction(delegation: Delegation, own: set[Any]) -> str | Promise:
    """From the viewpoint of the reader's bodies; nothing for whoever stands beside, or on both sides."""
    host, guest = delegation.host_id in own, delegation.guest_id in own
    if host == guest:
        return ""
    return DIRECTIONS[Direction.IN if host else Direction.OUT]


def delegation_mark(delegation: Delegation) -> str:
    return f"delegation_{delegation.state}"


def turn_mark(shown: TurnShown) -> str:
    return f"turn_{shown.standing}"


def is_written_by(row: Row, page: DelegationPage) -> bool:
    """Whether the reader may change this very row: what is of the other side is the other side's."""
    part = next(part for part, model in MODELS.items() if isinstance(row, model))
    return page.writes(part, row)


def is_own_side(body: Organisation, page: DelegationPage) -> bool:
    return page.delegation.side_of(body.pk) in page.sides


FILTERS = (
    delegation_step_word,
    delegation_role_word,
    delegation_direction,
    delegation_mark,
    turn_mark,
    is_own_side,
    is_written_by,
)
