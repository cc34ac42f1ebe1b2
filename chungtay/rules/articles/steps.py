"""Decides how an article goes from draft to reader and back: who may take which step, and what stops it.

What readers have is a copy of the version that was approved. The text at the desk may go on changing beside it: any
edit leads back to draft, and the copy stays as it is until the new text was approved and published in its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ..messages import Message, RuleBroken
from ..people import Act
from ..tables import rows_of

FARTHEST = timedelta(days=366)  # a text that waits longer is read anew before it goes out


class State(StrEnum):
    DRAFT = "draft"
    HANDED_IN = "handed_in"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    WRITE = "write"
    HAND_IN = "hand_in"
    TAKE_BACK = "take_back"
    REVIEW = "review"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    SCHEDULE = "schedule"
    HOLD = "hold"  # not on that day after all
    PUBLISH = "publish"
    DISCARD = "discard"  # the change is given up; what readers have goes on
    WITHDRAW = "withdraw"
    REOPEN = "reopen"


class Who(StrEnum):
    WRITER = "writer"  # whoever writes for the office
    SECOND = "second"  # such a one who did not write it last
    LEADER = "leader"  # who may publish, and did not write it last
    CHIEF = "chief"  # who may publish, whoever wrote it
    CLOCK = "clock"  # nobody: the day has come


# From which state, which step, by whom, to which state; must words be given with it. What is not here is forbidden.
# A leader who reads what was handed in is the second person: no other one must have looked before.
TABLE = """
from       step       by      to         words

draft      write      writer  draft      -
draft      hand_in    writer  handed_in  -
draft      discard    writer  published  -
draft      withdraw   chief   withdrawn  x
handed_in  write      writer  draft      -
handed_in  take_back  writer  draft      -
handed_in  review     second  reviewed   -
handed_in  send_back  second  draft      x
handed_in  approve    leader  approved   -
handed_in  withdraw   chief   withdrawn  x
reviewed   write      writer  draft      -
reviewed   take_back  writer  draft      -
reviewed   send_back  second  draft      x
reviewed   approve    leader  approved   -
reviewed   withdraw   chief   withdrawn  x
approved   write      writer  draft      -
approved   send_back  chief   draft      x
approved   schedule   chief   scheduled  -
approved   publish    chief   published  -
approved   withdraw   chief   withdrawn  x
scheduled  write      writer  draft      -
scheduled  hold       chief   approved   -
scheduled  publish    chief   published  -
scheduled  publish    clock   published  -
scheduled  withdraw   chief   withdrawn  x
published  write      writer  draft      -
published  withdraw   chief   withdrawn  x
withdrawn  write      writer  draft      -
withdrawn  reopen     writer  draft      -
"""

NEEDS: dict[Who, Act | None] = {
    Who.WRITER: Act.WRITE_ARTICLE,
    Who.SECOND: Act.WRITE_ARTICLE,
    Who.LEADER: Act.PUBLISH,
    Who.CHIEF: Act.PUBLISH,
    Who.CLOCK: None,
}
NEEDS_PUBLIC = frozenset({Step.WITHDRAW, Step.DISCARD})  # without readers there is nothing to take away
BINDS = frozenset({Step.REVIEW, Step.APPROVE})  # hold for the version that was read, and no other


@dataclass(frozen=True, slots=True)
class Row:
    before: State
    step: Step
    by: Who
    after: State
    needs_words: bool


def read_table(table: str) -> tuple[Row, ...]:
    return tuple(
        Row(State(before), Step(step), Who(by), State(after), words == "x")
        for before, step, by, after, words in rows_of(table)
    )


ROWS = read_table(TABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an article stands, as far as a step needs to know. `version`: the fingerprint of its text as it is."""

    state: State
    version: str
    approved: str = ""  # the fingerprint that was approved
    public: str = ""  # what readers have; "" while they have nothing
    own_words: bool = False  # whoever asks wrote it last


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A step as somebody asks for it. `seen`: the fingerprint that the page showed; "": not told."""

    step: Step
    at: datetime
    acts: frozenset[Act] = frozenset()  # what the post allows here
    by_clock: bool = False
    words: str = ""
    seen: str = ""
    goes_out_at: datetime | None = None


def check_step(article: Standing, wish: Wish) -> Row:
    """The row that is followed, or RuleBroken with every reason why not."""
    known = [row for row in ROWS if row.step is wish.step and (row.by is Who.CLOCK) == wish.by_clock]
    if not any(NEEDS[row.by] is None or NEEDS[row.by] in wish.acts for row in known):
        raise RuleBroken(Message("Your post does not allow this."))
    rows = [row for row in known if row.before is article.state]
    if not rows or (wish.step in NEEDS_PUBLIC and not article.public):
        raise RuleBroken(Message("The article does not stand where this could be done. Look at it anew."))
    row = rows[0]
    need = NEEDS[row.by]
    if need is not None and need not in wish.acts:
        raise RuleBroken(Message("Your post does not allow this."))
    if said := list(_problems(article, wish, row)):
        raise RuleBroken(said)
    return row


def _problems(article: Standing, wish: Wish, row: Row) -> Iterator[Message]:
    if row.by in (Who.SECOND, Who.LEADER) and article.own_words:
        yield Message("You wrote this text last. Another person reads and approves it.")
    if row.needs_words and not wish.words.strip():
        yield Message("Say why.", where="note")
    if wish.seen and wish.seen != article.version:
        yield Message("The text was changed since you opened this page. Read it again first.")
    if wish.step in (Step.PUBLISH, Step.SCHEDULE):
        if article.approved != article.version:
            yield Message("The text was changed after it was approved. Have it approved again.")
        if article.public and article.public != article.version and not wish.words.strip():
            yield Message("Say for readers what was corrected; it stands above the text.", where="note")
    if wish.step is Step.SCHEDULE:
        yield from _of_moment(wish)


def _of_moment(wish: Wish) -> Iterator[Message]:
    if wish.goes_out_at is None or wish.goes_out_at <= wish.at:
        yield Message("Choose a day and an hour that are still to come.", where="goes_out_at")
    elif wish.goes_out_at - wish.at > FARTHEST:
        yield Message("This is more than a year away. Choose an earlier day.", where="goes_out_at")


def steps_open(article: Standing, acts: frozenset[Act]) -> list[Step]:
    """What somebody with these rights may do next, in the order of the table."""
    return [
        row.step
        for row in ROWS
        if row.before is article.state
        and NEEDS[row.by] in acts
        and not (row.by in (Who.SECOND, Who.LEADER) and article.own_words)
        and (article.public or row.step not in NEEDS_PUBLIC)
    ]


# Whose turn it is while nothing is wrong.
WAITS_FOR: dict[State, Who] = {
    State.DRAFT: Who.WRITER,
    State.HANDED_IN: Who.SECOND,
    State.REVIEWED: Who.LEADER,
    State.APPROVED: Who.CHIEF,
}


def waits_for(state: State, acts: frozenset[Act], *, own_words: bool) -> bool:
    """Whether the next word is this person's."""
    who = WAITS_FOR.get(state)
    if who is None:
        return False
    if who is Who.WRITER:
        return own_words and Act.WRITE_ARTICLE in acts
    if who is Who.CHIEF:
        return Act.PUBLISH in acts
    return not own_words and (NEEDS[who] in acts or Act.PUBLISH in acts)
