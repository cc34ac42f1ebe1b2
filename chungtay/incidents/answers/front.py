"""What stands on the annex's front page: numbers, states, clocks and keys of each programme, and nothing of content."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from chungtay.answers.work import Owed
from chungtay.models import Agreement, Organisation, Person
from chungtay.models.walks import Tree, over, under
from chungtay.rules.people import Act

from ..models import Enrolment, KeyWarning, Notice, NoticeStep, SideKey
from ..rules.life import Step
from ..rules.retention import Term, closings
from .keys import FEWEST, count_of
from .retention import bytes_due_on, destroys_for, sealed_for, term_of
from .sides import Side, notices_for, own_sides, recipient_of, sides_of
from .waiting import owed_in

FEW = 10  # notices of each programme where all programmes stand on one page
MOST = 500  # of one programme; older ones stand in the room


@dataclass(frozen=True)
class Row:
    """One notice: its number, where it stands, its clock, its last step; from when its bytes may go, and for whom."""

    notice: Notice
    standing: str  # of `screens/front/words.py`
    last: NoticeStep
    due_on: date | None = None
    destroyed_for: tuple[Side, ...] = ()  # the person's sides that still hold bytes which may go today

    @property
    def clock(self) -> datetime | None:
        return None if self.notice.acknowledged_at else self.notice.due_at


@dataclass(frozen=True)
class SideKept:
    """How a side's keys stand."""

    side: Side
    has_key: bool
    recipients: int

    @property
    def has_too_few(self) -> bool:
        return self.recipients < FEWEST


@dataclass(frozen=True)
class Programme:
    """What one person is shown of one agreement."""

    agreement: Agreement
    sides: list[SideKept]
    own_key: str  # "listed", "asked" or "none"
    may_send: bool
    may_read: bool  # the room: she holds a key, or reads the trail
    may_keep: bool  # keys and lists
    term: Term | None
    warnings: int
    waits: list[Owed] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    has_more: bool = False


def agreements_for(person: Person, today: date) -> QuerySet[Agreement]:
    """Of which anything of the annex exists for the person: a post near a side, a key, or a notice that she began."""
    own = [post.organisation_id for post in person.posts_on(today)]
    near = Organisation.objects.filter(
        Q(pk__in=over(Tree.BODIES, own, today)) | Q(pk__in=under(Tree.BODIES, own, today))
    )
    held = Agreement.objects.filter(seats__holdings__organisation__in=near)
    begun = Agreement.objects.filter(pk__in=Notice.objects.filter(begun_by=person).values("agreement"))
    found = Agreement.objects.filter(Q(pk__in=held.values("pk")) | Q(pk__in=begun.values("pk"))).order_by(
        "slug"
    )
    keep = [one.pk for one in found if exists_for(person, one, today)]
    return found.filter(pk__in=keep)


def exists_for(person: Person, agreement: Agreement, today: date) -> bool:
    near = any(own_sides(agreement, person, act, today) for act in (Act.RECORD, Act.READ))
    return near or notices_for(person, agreement, today).exists()


def programme_for(
    person: Person, agreement: Agreement, today: date, *, at: datetime, most: int = FEW
) -> Programme:
    """The newest notices; those that wait are named above them in any case."""
    found = notices_for(person, agreement, today).select_related("agreement", "side")
    notices = list(found[: most + 1])
    reads, keeps = (own_sides(agreement, person, act, today) for act in (Act.READ, Act.SIGN))
    term = term_of(agreement, today)
    return Programme(
        agreement,
        sides=[kept(side) for side in sides_of(agreement, today)],
        own_key=own_key(person, agreement),
        may_send=bool(own_sides(agreement, person, Act.RECORD, today)),
        may_read=bool(reads or recipient_of(person, agreement, today)),
        may_keep=bool(keeps),
        term=term,
        warnings=KeyWarning.objects.filter(seat__agreement=agreement, settled_at=None).count()
        if reads
        else 0,
        waits=list(owed_in(agreement, person, today)),
        rows=rows_of(notices[:most], person, agreement, term, today, at=at),
        has_more=len(notices) > most,
    )


def kept(side: Side) -> SideKept:
    return SideKept(side, SideKey.objects.filter(seat=side.seat, ended_at=None).exists(), count_of(side.seat))


def own_key(person: Person, agreement: Agreement) -> str:
    mine = Enrolment.objects.filter(
        person=person, seat__agreement=agreement, ended_in=None, withdrawn_at=None
    )
    states = {bool(one.listed_in_id) for one in mine.filter(lost_at=None)}
    return "listed" if True in states else "asked" if states else "none"


def rows_of(
    notices: list[Notice],
    person: Person,
    agreement: Agreement,
    term: Term | None,
    today: date,
    *,
    at: datetime,
) -> list[Row]:
    sides = {side.pk: side for side in sides_of(agreement, today)}
    mine = [sides[one] for one in destroys_for(person, agreement, today) if one in sides]
    steps: dict[UUID, list[NoticeStep]] = {one.pk: [] for one in notices}
    for step in NoticeStep.objects.filter(notice__in=notices).order_by("at", "pk"):
        steps[step.notice_id].append(step)
    rows = []
    for one in notices:
        standing, last = standing_of(one, steps[one.pk], set(sides), at), steps[one.pk][-1]
        if standing != "closed":
            rows.append(Row(one, standing, last))
            continue
        due = bytes_due_on(one, term, today)
        due_for = [side for side in mine if due and due <= today and sealed_for(one, side.pk).exists()]
        rows.append(Row(one, standing, last, due, tuple(due_for)))
    return rows


def standing_of(notice: Notice, steps: list[NoticeStep], sides: set[UUID], at: datetime) -> str:
    """Where it stands as a whole, in one word; the room says it side by side."""
    told = [(str(one.side_id), Step(one.step), one.at) for one in steps]
    closed, taken = closings(told), {Step(one.step) for one in steps}
    parts = {str(notice.side_id)} if notice.crossed_at is None else {str(one) for one in sides}
    if parts <= closed.keys():
        gone = {str(one.side_id) for one in steps if one.step == Step.DESTROYED}
        return "destroyed" if parts <= gone else "closed"
    if notice.crossed_at is None:
        return "begun"
    if notice.acknowledged_at is None and notice.due_at and notice.due_at < at:
        return "late"
    if closed:
        return "one_closed"
    for step in (Step.ACKNOWLEDGED, Step.RECEIVED):
        if step in taken:
            return step.value
    return "passed_on"
