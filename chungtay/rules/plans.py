"""Decides in which state a plan is, which step leads where, and what is wrong with its text.

A joint plan is drawn up by one side, proposed to all, perhaps asked to be otherwise, accepted by each, and then runs
until its last day; amendments go on beside it. A body's own plan is received from above or begun by itself, and
issued. The state is never kept: it follows from who did what, so nothing can say otherwise than what happened.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from .access import Key
from .amounts import DECIMALS
from .ledger.entries import Window
from .ledger.targets import rounded
from .messages import Message, RuleBroken
from .tables import rows_of


class PlanState(StrEnum):
    RECEIVED = "received"  # from above, and not drawn up yet
    DRAFT = "draft"
    PROPOSED = "proposed"  # to the seats, none of which would have it otherwise
    CHANGES_ASKED = "changes_asked"
    RUNNING = "running"  # every seat has accepted this text
    ISSUED = "issued"  # by one body, for itself
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class PlanMove(StrEnum):
    BEGIN = "begin"
    WRITE = "write"
    PROPOSE = "propose"
    ASK_CHANGES = "ask_changes"
    SETTLE = "settle"  # answer one of the changes that were asked for
    ACCEPT = "accept"
    ISSUE = "issue"
    NUMBER = "number"
    AMEND = "amend"
    WITHDRAW = "withdraw"


class PlanSide(StrEnum):
    DRAFTER = "drafter"  # the body whose plan it is
    SEAT = "seat"  # whoever speaks for a side


# Which plan, from which state, which step, by whom, to which state; `last`: to which state if it was the last one
# open, or the last seat that was waited for. What is not here is forbidden.
TABLE = """
of     from           move         by       to             last

joint  draft          write        drafter  draft          -
joint  draft          propose      drafter  proposed       -
joint  draft          withdraw     drafter  withdrawn      -
joint  proposed       ask_changes  seat     changes_asked  -
joint  proposed       accept       seat     proposed       running
joint  proposed       number       drafter  proposed       -
joint  proposed       withdraw     drafter  withdrawn      -
joint  changes_asked  write        drafter  changes_asked  -
joint  changes_asked  ask_changes  seat     changes_asked  -
joint  changes_asked  settle       drafter  changes_asked  proposed
joint  changes_asked  accept       seat     changes_asked  -
joint  changes_asked  number       drafter  changes_asked  -
joint  changes_asked  withdraw     drafter  withdrawn      -
joint  running        number       drafter  running        -
joint  running        amend        seat     running        -
joint  ended          number       drafter  ended          -
own    received       begin        drafter  draft          -
own    draft          write        drafter  draft          -
own    draft          issue        drafter  issued         -
own    draft          withdraw     drafter  withdrawn      -
own    issued         number       drafter  issued         -
own    issued         amend        drafter  issued         -
own    issued         withdraw     drafter  withdrawn      -
own    ended          number       drafter  ended          -
"""


@dataclass(frozen=True, slots=True)
class PlanStep:
    by: PlanSide
    after: PlanState
    if_last: PlanState


def read_table(table: str) -> dict[tuple[bool, PlanState, PlanMove], PlanStep]:
    """By whether the plan is joint, its state, and the step."""
    return {
        (of == "joint", PlanState(before), PlanMove(move)): PlanStep(
            PlanSide(by), PlanState(after), PlanState(after if last == "-" else last)
        )
        for of, before, move, by, after, last in rows_of(table)
    }


STEPS = read_table(TABLE)
# Why a step is not open, and what opens it.
MENDS = {
    PlanState.RECEIVED: "This plan has come from above and is not drawn up yet. Draw it up first.",
    PlanState.DRAFT: "This plan is still a draft. Finish it first, then send it on.",
    PlanState.PROPOSED: "This plan lies before the sides as it is. Ask for a change of it first.",
    PlanState.CHANGES_ASKED: "Changes of this plan were asked for. Answer them first.",
    PlanState.RUNNING: "Every side has accepted this plan. It is changed by an amendment.",
    PlanState.ISSUED: "This plan was issued. It is changed by an amendment.",
    PlanState.ENDED: "The last day of this plan has passed. What is left goes into the next plan.",
    PlanState.WITHDRAWN: "This plan was withdrawn. Begin a new one.",
}
# What a change may be asked of: of one content, of the plan as a whole. Empty: the line as it stands.
CONTENT_FIELDS = ("", "text", "lead", "coordinating", "begins_on", "due_on", "product", "budget", "funds")
PLAN_FIELDS = ("", "name", "grounds", "purpose", "requirements", "last_on", "contents")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """All that the state of a plan follows from."""

    is_joint: bool
    ends_on: date
    is_begun: bool = True  # else it only came from above
    is_proposed: bool = False  # or was read from a paper of the seats
    is_issued: bool = False
    is_withdrawn: bool = False
    asked: frozenset[Key] = frozenset()  # the seats that must accept
    accepted: frozenset[Key] = frozenset()  # those that accepted this version of the text
    unanswered: frozenset[Key] = frozenset()  # those whose changes still wait


def state_of(facts: PlanFacts, today: date) -> PlanState:
    if facts.is_withdrawn:
        return PlanState.WITHDRAWN
    if not (facts.is_proposed if facts.is_joint else facts.is_issued):
        return PlanState.DRAFT if facts.is_joint or facts.is_begun else PlanState.RECEIVED
    if today > facts.ends_on:
        return PlanState.ENDED
    if not facts.is_joint:
        return PlanState.ISSUED
    if facts.asked and facts.asked <= facts.accepted:
        return PlanState.RUNNING
    return PlanState.CHANGES_ASKED if facts.unanswered else PlanState.PROPOSED


# A draft may be written in; what is counted for a content and what it makes concrete is said until the plan runs.
TOLD_IN = frozenset({PlanState.DRAFT, PlanState.PROPOSED, PlanState.CHANGES_ASKED})


def check_telling(state: PlanState) -> None:
    """Whether targets and signed contents may still be tied to the contents of a plan."""
    if state not in TOLD_IN:
        raise RuleBroken(Message(MENDS[state]))


def may_move(state: PlanState, move: PlanMove, *, is_joint: bool) -> bool:
    return (is_joint, state, move) in STEPS


def check_move(state: PlanState, move: PlanMove, *, is_joint: bool) -> PlanStep:
    """The step; what is not in the table is refused with what would open it."""
    step = STEPS.get((is_joint, state, move))
    if step is None:
        raise RuleBroken(Message(MENDS[state]))
    return step


# What a text must have


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentText:
    """One numbered content as it is about to be kept; `leads` are the names of the bodies that would lead."""

    number: int
    text: str
    leads: Sequence[str] = ()
    begins_on: date | None = None
    due_on: date | None = None
    budget: int | None = None
    currency: str = "VND"
    where: str = ""  # stands before the field that a fault speaks of

    def led_by(self, names: Sequence[str]) -> "ContentText":
        return replace(self, leads=names)

    def fault(self, text: str, field: str, **values: object) -> Message:
        return Message(text, {"number": self.number, **values}, self.where + field)


def check_content(content: ContentText, *, first_on: date, last_on: date, taken: Iterable[int]) -> None:
    """Whether a draft may keep it: it may still lack a lead, but say nothing that cannot be."""
    wrong = [*_faults_of(content, first_on, last_on)]
    if content.number in taken:
        wrong.append(
            content.fault("The plan has a content %(number)s already. Take another number.", "number")
        )
    if wrong:
        raise RuleBroken(wrong)


def check_text(name: str, contents: Sequence[ContentText], *, first_on: date, last_on: date) -> None:
    """Whether a whole plan may be proposed or issued; all that is wrong with it, at once."""
    wrong = [*_faults_of_frame(name, first_on, last_on)]
    if not contents:
        wrong.append(Message("The plan has no content. Add at least one.", where="contents"))
    numbered = Counter(content.number for content in contents)
    for number, times in sorted(numbered.items()):
        if times > 1:
            text = "The number %(number)s stands at %(times)s contents. Number them anew."
            wrong.append(Message(text, {"number": number, "times": times}, "contents"))
    for content in contents:
        wrong += _faults_of(content, first_on, last_on)
        if not content.leads:
            wrong.append(
                content.fault("Content %(number)s has no lead. Choose the one body that leads it.", "lead")
            )
    if wrong:
        raise RuleBroken(wrong)


def check_frame(name: str, *, first_on: date, last_on: date) -> None:
    wrong = [*_faults_of_frame(name, first_on, last_on)]
    if wrong:
        raise RuleBroken(wrong)


def _faults_of_frame(name: str, first_on: date, last_on: date) -> Iterator[Message]:
    if not name:
        yield Message("Give the plan a name.", where="name")
    if last_on < first_on:
        text = "The plan begins on %(day)s; it cannot end before that."
        yield Message(text, {"day": first_on}, "last_on")


def _faults_of(content: ContentText, first_on: date, last_on: date) -> Iterator[Message]:
    if not content.text:
        yield content.fault("Content %(number)s says nothing. Write what is agreed.", "text")
    if len(content.leads) > 1:
        text = "Content %(number)s names %(count)s leads (%(names)s). One body leads; the others coordinate."
        yield content.fault(text, "lead", count=len(content.leads), names=", ".join(content.leads))
    for on, what in ((content.begins_on, "begins_on"), (content.due_on, "due_on")):
        if on is not None and on < first_on:
            text = "Content %(number)s: %(day)s is before the plan begins, on %(first)s."
            yield content.fault(text, what, day=on, first=first_on)
        if on is not None and on > last_on:
            text = "Content %(number)s: %(day)s is after the plan ends, on %(last)s."
            yield content.fault(text, what, day=on, last=last_on)
    if content.begins_on and content.due_on and content.due_on < content.begins_on:
        yield content.fault("Content %(number)s would end before it begins.", "due_on")
    if content.budget is not None and content.budget < 0:
        yield content.fault("Content %(number)s: money is zero or more.", "budget")
    if content.budget is not None and not (len(content.currency) == 3 and content.currency.isupper()):
        yield content.fault("Content %(number)s: write the currency in three letters, like VND.", "currency")


def check_order(given: Sequence[Key], standing: Sequence[Key]) -> None:
    """A new order names every standing content once."""
    if sorted(map(str, given)) != sorted(map(str, standing)):
        raise RuleBroken(
            Message("Give every content of the plan one number, each its own.", where="contents")
        )


def check_year(year: int, *, first_on: date, last_on: date, is_there: bool) -> None:
    """`is_there`: the same body, or the seats together, has a plan for that year already."""
    wrong = []
    if not first_on.year <= year <= last_on.year:
        text = "The phase runs from %(first)s to %(last)s; choose one of its years."
        wrong.append(Message(text, {"first": first_on, "last": last_on}, "year"))
    if is_there:
        text = "There is a plan for %(year)s already. Change or amend that one."
        wrong.append(Message(text, {"year": year}, "year"))
    if wrong:
        raise RuleBroken(wrong)


def share_of_year(amount: int, promised: Window, year: Window, *, adds: bool, decimals: int) -> int:
    """What of a promise falls into the year: an even part where amounts add up, all of it where one number stands.

    A whole year of a promise for five is a fifth of it; of a year that it only touches, its days are counted.
    """
    shared = min(promised.last, year.last).toordinal() - max(promised.first, year.first).toordinal() + 1
    if shared <= 0:
        return 0
    if not adds:
        return amount
    finest = 10 ** (DECIMALS - decimals)
    years = max(1, round(promised.days / 365.25))
    share, of = (1, years) if shared == year.days else (shared, promised.days)
    return rounded(amount * share, of * finest) * finest


# What the sides say


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One change that a side asks for: of a content that the plan has, or of the whole."""

    of_content: bool
    field: str
    text: str
    is_known: bool = True  # the content stands in this plan


def check_asking(lines: Sequence[AskedLine], *, holds_seat: bool, accepted: bool) -> None:
    wrong = []
    if not holds_seat:
        wrong.append(Message("Only the body that holds this seat today can ask for changes for it."))
    if accepted:
        text = "Your side has accepted this text already. Once the plan runs it is changed by an amendment."
        wrong.append(Message(text))
    if not lines:
        wrong.append(
            Message("Write what your side would have otherwise, at the line that it speaks of.", where="text")
        )
    for place, line in enumerate(lines):
        if not line.is_known:
            wrong.append(Message("This content is not in the plan any more.", where=f"lines.{place}.content"))
        if line.field not in (CONTENT_FIELDS if line.of_content else PLAN_FIELDS):
            wrong.append(Message("Choose what the change is asked of.", where=f"lines.{place}.field"))
        if not line.text:
            wrong.append(Message("Write what your side would have otherwise.", where=f"lines.{place}.text"))
    if wrong:
        raise RuleBroken(wrong)


def check_settling(*, is_settled: bool, granted: bool, answer: str, is_changed: bool) -> None:
    """`is_changed`: the text was written anew since the change was asked for."""
    if is_settled:
        raise RuleBroken(Message("This change was answered already."))
    if granted and not is_changed:
        text = "The text still stands as it was. Write the change into it first, then say that it is done."
        raise RuleBroken(Message(text, where="granted"))
    if not granted and not answer:
        raise RuleBroken(Message("Say why the text stays as it is.", where="answer"))


def check_acceptance(
    *,
    holds_seat: bool,
    accepted: bool,
    unanswered: bool = False,
    is_latest: bool = True,
    is_asked: bool = True,
) -> None:
    """`is_latest`: what was read is the text as it is now. `is_asked`: the seat has a say; a witness has none."""
    wrong = []
    if not holds_seat:
        wrong.append(Message("Only the body that holds this seat today can accept the plan for it."))
    if not is_asked:
        wrong.append(Message("A witness reads the plan; it is not asked to accept it."))
    if accepted:
        wrong.append(Message("Your side has accepted this plan already."))
    if unanswered:
        wrong.append(Message("Changes that your side asked for are still open. They are answered first."))
    if not is_latest:
        wrong.append(Message("The text was changed after you opened it. Read it again, then accept it."))
    if wrong:
        raise RuleBroken(wrong)


@dataclass(frozen=True, slots=True)
class Issuing:
    """A number as it was given on paper: by whom, and which of these bodies gave it before in that year."""

    number: str
    issued_on: date
    issuers: Sequence[str]
    outside: Sequence[str] = ()  # bodies that have no side in it
    taken_by: Sequence[str] = ()


def check_number(issuing: Issuing, *, today: date) -> None:
    wrong = []
    if not issuing.number:
        wrong.append(Message("Write the number as it stands on the paper.", where="number"))
    if issuing.issued_on > today:
        wrong.append(Message("A plan is not issued on a day that is still to come.", where="issued_on"))
    if not issuing.issuers:
        wrong.append(Message("Choose who issued the plan.", where="issuers"))
    for name in issuing.outside:
        wrong.append(
            Message("%(body)s has no side in this plan, so it does not issue it.", {"body": name}, "issuers")
        )
    for name in issuing.taken_by:
        text = "%(body)s gave the number %(number)s to another plan of %(year)s. Look at the paper again."
        values = {"body": name, "number": issuing.number, "year": issuing.issued_on.year}
        wrong.append(Message(text, values, "number"))
    if wrong:
        raise RuleBroken(wrong)
