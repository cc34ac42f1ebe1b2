"""What one row of work says, and what has to be known of it before somebody is asked."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Model

from chungtay.models import Post
from chungtay.rules.messages import Message
from chungtay.rules.people import Act

SOON = timedelta(days=30)  # how far ahead a task is shown


@dataclass(frozen=True)
class Door:
    """Of a row that another room brings: its whole sentence, and the name of the page to which it leads."""

    words: Message
    page: str
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Owed:
    """One row: `kind` says which words and which address the page gives it."""

    kind: str
    thing: Model
    due_on: date | None = None
    others: tuple[Model, ...] = ()  # the further things that share the row
    waits_since: date | None = None
    reminded_on: date | None = None  # by the calendar of its regime, or by somebody
    door: Door | None = None


@dataclass
class Duties:
    """A post and what it owes."""

    post: Post
    rows: list[Owed] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """What somebody may have to do: the act that it takes, and the thing to which the post must allow it."""

    act: Act
    held: Model
    owed: Owed
    body: UUID | None = None  # whose business it is, where the thing has several bodies
