"""Begins an article from what is on record: a plan, an activity, a meeting. A person writes the rest."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from chungtay.models import Activity, Article, Meeting, Organisation, Person, Plan
from chungtay.rules.articles import sentences
from chungtay.rules.ledger import Qualifier
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..recorded import refuse_unless_may
from .writing import draft_article


def article_from_plan(plan: Plan, *, by: Person, at: datetime) -> Article:
    agreement = plan.phase.agreement
    facts = sentences.PlanFacts(
        name=plan.name, year=plan.year, number=plan.number, issued_on=plan.issued_on, programme=agreement.name,
        contents=[content.text for content in plan.contents.all()],
    )  # fmt: skip
    office = _office_of(by, at, programme=agreement.slug)
    article = Article(plan=plan, programme_slug=agreement.slug, holder_id=office)
    return _begun(article, sentences.of_plan(facts), by=by, at=at)


def article_from_activity(activity: Activity, *, by: Person, at: datetime) -> Article:
    served = activity.served.agreements.first()
    facts = sentences.ActivityFacts(
        kind=activity.kind.name, title=activity.title, place=activity.place.name, holder=activity.holder.name,
        first_on=activity.first_on, last_on=activity.last_on, attended=activity.came,
        nearly=activity.came_qualifier != Qualifier.EXACT, programme=served.name if served else "",
    )  # fmt: skip
    slug = served.slug if served else ""
    office = _office_of(by, at, programme=slug)
    article = Article(activity=activity, programme_slug=slug, holder_id=office, places=[activity.place.code])
    return _begun(article, sentences.of_activity(facts), by=by, at=at)


def article_from_meeting(meeting: Meeting, *, by: Person, at: datetime) -> Article:
    facts = sentences.MeetingFacts(
        title=meeting.title, met_on=meeting.met_on, venue=meeting.venue, programme=meeting.agreement.name,
        bodies=[body.name for body in meeting.bodies.all()],
        decisions=[decision.text for decision in meeting.decisions.all()],
    )  # fmt: skip
    office = _office_of(by, at, programme=meeting.agreement.slug)
    article = Article(meeting=meeting, programme_slug=meeting.agreement.slug, holder_id=office)
    return _begun(article, sentences.of_meeting(facts), by=by, at=at)


def _office_of(by: Person, at: datetime, *, programme: str) -> UUID:
    """The article is that of the office that writes it, not of the body whose act it tells."""
    own = by.organisations_for(Act.WRITE_ARTICLE, timezone.localdate(at), programme=programme)
    office = Organisation.objects.filter(pk__in=own).first()
    if office is None:
        raise RuleBroken(Message("Your post does not allow this."))
    return office.pk


def _begun(article: Article, told: sentences.Begun, *, by: Person, at: datetime) -> Article:
    refuse_unless_may(by, Act.WRITE_ARTICLE, article, at)
    article.title, article.summary, article.body = told.title[:300], told.summary, told.body
    article.author = by.post_title(timezone.localdate(at))[:200]
    return draft_article(article, by=by, at=at)
