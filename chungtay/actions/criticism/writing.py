"""Writes the criticism point by point, begins its paper, and sends it to whoever drafted the text."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from chungtay.answers.criticism import paper_style, paper_title
from chungtay.answers.deadlines import days_given
from chungtay.models import Clause, ClauseOpinion, Criticism, CriticismPoint, Draft, Person, Recommendation
from chungtay.rules.criticism import CriticismMove, CriticismState, check_point
from chungtay.rules.deadlines import DeadlineKind, day_after
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.recommendations import Asked as Recommended
from chungtay.rules.recommendations import Origin

from ..drafts import begin_draft
from ..recommendations import draft_recommendation
from ..recorded import audited_together, recorded
from .steps import locked, refuse_unless_for, step

LANGUAGES = ("vi", "lo", "en")
SENT = (CriticismState.SENT, CriticismState.REPLIED, CriticismState.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What is said of a clause, or of the whole; the opinions on which it rests."""

    text: str
    proposal: str = ""
    clause: Clause | None = None
    opinions: tuple[ClauseOpinion, ...] = ()


def write_point(criticism: Criticism, point: Point, *, by: Person, at: datetime) -> CriticismPoint:
    """Numbered as it comes."""
    with step(criticism, CriticismMove.WRITE, body=criticism.holder, by=by, at=at) as held:
        _check(held, point)
        told = _told(point)
        same = held.points.filter(**told).first()
        if same is not None:
            return same  # pressed twice
        number = held.points.count() + 1
        made = CriticismPoint.objects.create(criticism=held, number=number, **told)
        made.opinions.set(point.opinions)
    return made


def change_point(kept: CriticismPoint, point: Point, *, by: Person, at: datetime) -> CriticismPoint:
    with step(kept.criticism, CriticismMove.WRITE, body=kept.criticism.holder, by=by, at=at) as held:
        _check(held, point)
        CriticismPoint.objects.filter(pk=kept.pk).update(**_told(point))
        kept.opinions.set(point.opinions)
    kept.refresh_from_db()
    return kept


def drop_point(kept: CriticismPoint, *, by: Person, at: datetime) -> None:
    """The others move up, so that numbers have no gap when the criticism goes out."""
    with step(kept.criticism, CriticismMove.WRITE, body=kept.criticism.holder, by=by, at=at) as held:
        held.points.filter(pk=kept.pk).delete()
        for number, one in enumerate(held.points.order_by("number"), 1):
            CriticismPoint.objects.filter(pk=one.pk).exclude(number=number).update(number=number)


def begin_paper(criticism: Criticism, *, language: str = "vi", by: Person, at: datetime) -> Draft:
    """The official paper with these facts in it; it follows them until it gets its number."""
    refuse_unless_for(criticism, criticism.holder, Act.RECORD, by=by, at=at)
    if language not in LANGUAGES:
        raise RuleBroken(Message("Choose a language of the house.", where="language"))
    with audited_together():
        held = locked(criticism)
        if held.state == CriticismState.REFUSED:
            raise RuleBroken(Message("This draft is not criticised; there is no paper to write."))
        if held.dispatch is not None and held.dispatch.withdrawn_at is None:
            return held.dispatch
        paper = Draft(
            paper="criticism", holder=held.holder, agreement=held.agreement, language=language,
            house_style=paper_style(held), title=paper_title(held, language)[:500],
        )  # fmt: skip
        with recorded("begin_criticism_paper", thing=criticism, by=by, at=at):
            held.dispatch = begin_draft(paper, by=by, at=at)
            held.save(update_fields=["dispatch"])
    return held.dispatch


def send_criticism(criticism: Criticism, *, note: str = "", by: Person, at: datetime) -> Criticism:
    """From now on it stands, the drafter reads it, and owes a word on each point."""
    with step(
        criticism, CriticismMove.SEND, body=criticism.holder, act=Act.SIGN, note=note, by=by, at=at
    ) as held:
        today = timezone.localdate(at)
        days = days_given(DeadlineKind.CRITICISM_REPLY, held.holder_id, today)
        held.sent_by, held.sent_at, held.reply_due_on = by, at, day_after(today, days)
        held.document = held.dispatch.document if held.dispatch else None
    return criticism


def recommend_point(point: CriticismPoint, told: Recommended, *, by: Person, at: datetime) -> Recommendation:
    """A point that shall be answered by deeds, too: what it says is asked of those who are named."""
    criticism = point.criticism
    refuse_unless_for(criticism, criticism.holder, Act.RECORD, by=by, at=at)
    if criticism.state not in SENT:
        raise RuleBroken(Message("Send the criticism first: until then its points may still change."))
    from_here = replace(
        told, holder=criticism.holder_id, agreement=criticism.agreement_id, origin=Origin.CRITICISM,
        origin_id=criticism.pk, origin_part=point.pk,
    )  # fmt: skip
    return draft_recommendation(from_here, by=by, at=at)


def _check(criticism: Criticism, point: Point) -> None:
    check_point(point.text)
    said = []
    if point.clause is not None and point.clause.criticism_id != criticism.pk:
        said.append(Message("Choose a clause of this draft.", where="clause"))
    own: Iterable[object] = ClauseOpinion.objects.filter(asked__criticism=criticism).values_list(
        "pk", flat=True
    )
    if {one.pk for one in point.opinions} - set(own):
        said.append(Message("Choose opinions on this draft.", where="opinions"))
    if said:
        raise RuleBroken(said)


def _told(point: Point) -> dict[str, object]:
    return {"text": point.text.strip(), "proposal": point.proposal.strip(), "clause": point.clause}
