"""The one door for change: a transaction and its audit line, both or neither.

Acts nest, and an act may write to the ledger. All writers queue for two rows, the head of the ledger and the head of
the audit, and would wait for each other for ever if some took them in the other order. So lines are collected while
acts are open and written when the outermost one closes, inside its transaction: the audit's head is taken last, and
what is searched is written just before it.

What is collected hangs on the connection, as something to be done on commit: Django itself drops it when the
transaction, or the part of it that it belongs to, is rolled back.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.db import connection, models, transaction
from django.utils import timezone

from chungtay.answers.search import searched_as
from chungtay.models import Account, AuditHead, AuditLine, Line, Organisation, Person, Post, Task
from chungtay.rules.access import Thing
from chungtay.rules.audit import ACTS
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Role, acts_of

from .search import index

PRESSED_TWICE = timedelta(minutes=1)  # the very same thing within this time is the second of two clicks
ITSELF = "chungtay"  # the post of the installation


class Protected(Protocol):
    """A thing that somebody holds, kept or about to be."""

    def facts(self, today: date) -> Thing: ...


@contextmanager
def recorded(
    act: str, *, thing: models.Model, by: Person | None, at: datetime, reason: str = "", changes: bool = True
) -> Iterator[None]:
    """Run the change inside; write who did it from which post. `by` is None only for the installation itself."""
    key, today = thing.pk, timezone.localdate(at)
    posts = by.posts_on(today) if by else []  # before the change, which may end the post itself
    with audited_together():
        yield
        holder = holder_of(thing, today)
        through = acting_posts(posts, act, holder, today)
        line = AuditLine(
            at=at,
            person_id=by.pk if by else None,
            post=("; ".join(map(str, through)) if by else ITSELF)[:300],
            act=act,
            kind=thing._meta.model_name or "",
            thing_id=str(thing.pk or key),  # what was deleted has lost its key
            # What several bodies hold together, as a plan, is answered for by the body whose post acted.
            holder_id=holder or next((post.organisation_id for post in through), None),
            reason=reason[:500],
        )
        transaction.on_commit(_Pending(line, thing if changes else None))


@contextmanager
def audited_together() -> Iterator[None]:
    """One transaction for several acts that may post to the ledger; their lines are written at its end."""
    with _Together():
        outermost = sum(isinstance(block, _Together) for block in connection.atomic_blocks) == 1
        yield
        if outermost:
            _write_pending()


def note_view(thing: models.Model, *, by: Person, at: datetime, act: str = "view", reason: str = "") -> None:
    """Remember that something sensitive was looked at; looking again within a minute is the same look."""
    just_now = AuditLine.objects.filter(
        kind=thing._meta.model_name, thing_id=str(thing.pk), act=act, reason=reason[:500],
        person_id=by.pk, at__gt=at - PRESSED_TWICE, at__lte=at,
    )  # fmt: skip
    if just_now.exists():
        return
    with transaction.atomic():
        # Of two looks in the same moment the second sees the first one's line. The head may not be taken yet.
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)
        if not just_now.exists():
            with recorded(act, thing=thing, by=by, at=at, reason=reason, changes=False):
                pass


def refuse_unless_may(by: Person, act: Act, thing: Protected, at: datetime) -> None:
    """Stop a person none of whose posts allows `act` on the thing."""
    today = timezone.localdate(at)
    if not by.may(act, thing.facts(today), today):
        raise RuleBroken(Message("Your post does not allow this."))


def holds_the_audit_head() -> bool:
    """Whether this transaction has written audit lines already, and so may not wait for the ledger any more."""
    return any(pending.written_in is _transaction() for pending in _pendings())


def holder_of(thing: models.Model, today: date) -> UUID | None:
    """The one body that answers for the thing; None where several do, or nobody."""
    match thing:
        case Organisation():
            return thing.pk
        case Line():
            return thing.report.holder_id
        case Post() | Task():
            return thing.organisation_id
        case Account():
            return holder_of(thing.person, today)
        case Person():
            posts = thing.posts_on(today)
            return posts[0].organisation_id if posts else None
    return getattr(thing, "holder_id", None)


def acting_posts(posts: list[Post], act: str, holder: UUID | None, today: date) -> list[Post]:
    """The first post that stands at or over the holder and whose role may do this; all where it cannot be told."""
    if len(posts) < 2:
        return posts
    allowed = ACTS.get(act, ())
    able = [post for post in posts if not allowed or acts_of(Role(post.role)).intersection(allowed)]
    if holder is not None:
        over = Organisation.objects.at_or_above([holder], today)
        able = [post for post in able if post.organisation_id in over]
    return able[:1] or posts


class _Together(transaction.Atomic):
    """A transaction in which an act is open."""

    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)


@dataclass(eq=False)
class _Pending:
    """A line that waits for the outermost act to close. On commit there is nothing left to do."""

    line: AuditLine
    changed: models.Model | None
    written_in: transaction.Atomic | None = None

    def __call__(self) -> None:
        assert self.written_in, "an act was done, and its audit line was not written"


def _write_pending() -> None:
    waiting = [pending for pending in _pendings() if pending.written_in is None]
    if not waiting:
        return
    _index(pending.changed for pending in waiting if pending.changed)
    head = _head()
    for pending in waiting:
        pending.line.seal(head)
        pending.written_in = _transaction()
    AuditLine.objects.bulk_create([pending.line for pending in waiting])
    head.save(update_fields=["number", "hash"])


def _index(changed: Iterable[models.Model]) -> None:
    """Between the two heads, and always in one order: the rows of what is searched are queued for as well."""
    things = {(one._meta.label, str(one.pk)): one for one in map(searched_as, changed) if one}
    for _, thing in sorted(things.items(), key=lambda named: named[0]):
        index(thing)


def _pendings() -> list[_Pending]:
    return [task[1] for task in connection.run_on_commit if isinstance(task[1], _Pending)]


def _transaction() -> transaction.Atomic | None:
    """The real transaction that is open: a test's own, around everything, is none."""
    blocks = connection.atomic_blocks
    return next((block for block in blocks if not block._from_testcase), None)  # type: ignore[attr-defined]


def _head() -> AuditHead:
    head: AuditHead = AuditHead.objects.select_for_update().get_or_create(id=1)[0]
    return head
