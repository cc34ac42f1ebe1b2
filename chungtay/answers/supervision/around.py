"""Who and what may be named in a supervision, how many days a notice needs, and what lies at the same time."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from chungtay.answers.deadlines import days_given
from chungtay.answers.tasks import bodies_of_programme
from chungtay.models import (
    Addressee,
    Agreement,
    Organisation,
    Person,
    Recommendation,
    Supervision,
    SupervisionSession,
)
from chungtay.models.walks import Tree, under
from chungtay.rules.deadlines import DeadlineKind, day_before
from chungtay.rules.people import Act, Kind
from chungtay.rules.recommendations import OVER, Origin
from chungtay.rules.supervision import GOES_THERE, Form, Span


def supervisors(person: Person, today: date) -> "QuerySet[Organisation]":
    """The person's own bodies that look into something."""
    own = person.organisations_for(Act.RECORD, today, Kind.SUPERVISION)
    return Organisation.objects.filter(pk__in=own)


def bodies_to_name(agreement: Agreement | None, person: Person, today: date) -> "QuerySet[Organisation]":
    """Who may be supervised or sit on a team: bodies of the programme, and those under the person's own."""
    own = person.organisations_for(Act.RECORD, today, Kind.SUPERVISION)
    begun, going_on = Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gt=today)
    reached = Q(pk__in=under(Tree.BODIES, own, today))
    if agreement is not None:
        reached |= Q(pk__in=bodies_of_programme(agreement, today).values("pk"))
    return Organisation.objects.filter(begun, going_on, reached).order_by("name", "id")


def first_day(supervision: Supervision) -> date:
    """Of the first working session; while none is fixed, of the whole."""
    first = supervision.sessions.order_by("starts_at").first()
    return timezone.localdate(first.starts_at) if first else supervision.first_on


def notice_by(supervision: Supervision, today: date) -> date | None:
    """The last day on which decision and outline are in time; who only asks for papers gives none."""
    if Form(supervision.form) not in GOES_THERE:
        return None
    return day_before(
        first_day(supervision), days_given(DeadlineKind.SUPERVISION_NOTICE, supervision.holder_id, today)
    )


def too_soon(supervision: Supervision, day: date) -> date | None:
    """The first day that the notice leaves free, where `day` lies before it."""
    if supervision.sent_at is None or supervision.notice_days is None:
        return None
    free = timezone.localdate(supervision.sent_at) + timedelta(days=supervision.notice_days)
    return free if day < free else None


def span_of(session: SupervisionSession) -> Span:
    return Span(
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        supervision=session.supervision_id,
        members=frozenset((one.organisation_id, one.post) for one in session.supervision.members.all()),
        body=session.supervised.organisation_id if session.supervised else None,
        name=f"{session.supervision.subject}, {timezone.localtime(session.starts_at):%d/%m/%Y %H:%M}",
    )


def spans_beside(session: SupervisionSession, person: Person, today: date) -> list[Span]:
    """All sessions at that time that the person may know of."""
    seen = Supervision.objects.visible_to(person, today).exclude(state="cancelled")
    others = SupervisionSession.objects.filter(
        Q(supervision=session.supervision_id) | Q(supervision__in=seen.values("pk")),
        starts_at__lt=session.ends_at, ends_at__gt=session.starts_at,
    ).exclude(pk=session.pk)  # fmt: skip
    near = others.select_related("supervision", "supervised").prefetch_related("supervision__members")
    return [span_of(one) for one in near]


def recommended(supervision: Supervision) -> "QuerySet[Recommendation]":
    """All that came of it, whoever may see it."""
    return Recommendation.objects.filter(origin=Origin.SUPERVISION, origin_id=supervision.pk)


def unanswered(supervision: Supervision) -> list[Recommendation]:
    """Those of which one addressee is neither through nor let off."""
    waits = Addressee.objects.filter(recommendation__in=recommended(supervision)).exclude(
        state__in=[state.value for state in OVER]
    )
    bare = recommended(supervision).filter(addressees=None)
    return list((recommended(supervision).filter(pk__in=waits.values("recommendation")) | bare).distinct())


def missing_of(visible: "QuerySet[Organisation]", keys: Iterable[UUID]) -> set[UUID]:
    """Which of these are not among what may be named."""
    asked = set(keys)
    return asked - set(visible.filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
