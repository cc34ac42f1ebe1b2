"""Writes, publishes and withdraws articles; copies the public face of programmes and frozen reviews."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from chungtay.models import (
    Agreement,
    Article,
    Attachment,
    FigureCopy,
    Indicator,
    Organisation,
    Person,
    ProgrammeCopy,
    Review,
    Seat,
    SeatHolding,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.published import Text, check_attachments, check_text, slug_of
from chungtay.rules.reviews import facts_of

from .documents import keep_file
from .recorded import PRESSED_TWICE, recorded, refuse_unless_may

NewFile = tuple[str, str, bytes, str]  # name, label, content, media type
WRITTEN = [
    "programme_slug", "title", "summary", "body", "language", "author", "source", "source_url", "terms",
]  # fmt: skip


def draft_article(
    article: Article, *, attachments: Sequence[NewFile] = (), by: Person, at: datetime
) -> Article:
    """Keep an unsaved article as its holder's draft; the title makes its address unless it has one."""
    refuse_unless_may(by, Act.WRITE_ARTICLE, article, at)
    _check(article, attachments, by, at)
    with transaction.atomic():
        held = _same_draft(article, attachments, at)
        if held:
            return held
        _draft(article, attachments, by=by, at=at)
    return article


def _draft(article: Article, attachments: Sequence[NewFile], *, by: Person, at: datetime) -> None:
    with recorded("draft", thing=article, by=by, at=at):
        article.slug = article.slug or _free_slug(article.title)
        article.drafted_at = at
        article.save(force_insert=True)
        _attach(article, attachments)


def edit_article(
    article: Article,
    *,
    attachments: Sequence[NewFile] = (),
    dropped: Iterable[Attachment] = (),
    by: Person,
    at: datetime,
) -> Article:
    """Save changed words. What is public already changes only by a person who may publish."""
    _check(article, attachments, by, at)
    with recorded("edit", thing=article, by=by, at=at):
        held = Article.objects.select_for_update().get(pk=article.pk)
        act = Act.PUBLISH if held.state == "published" else Act.WRITE_ARTICLE
        refuse_unless_may(by, act, article, at)
        article.save(update_fields=WRITTEN)
        article.attachments.filter(pk__in=[attachment.pk for attachment in dropped]).delete()
        _attach(article, attachments)
    return article


def publish_article(article: Article, *, by: Person, at: datetime) -> Article:
    """Show it to the public, with the public face of its programme as it is on that day."""
    refuse_unless_may(by, Act.PUBLISH, article, at)
    with transaction.atomic():
        _wait_for(article)
        if article.state != "published":
            _publish(article, by=by, at=at)
    return article


def _publish(article: Article, *, by: Person, at: datetime) -> None:
    review = Review.objects.filter(pk=article.review_id).first() if article.review_id else None
    if review:
        _refuse_unfrozen(review)
    with recorded("publish", thing=article, by=by, at=at):
        article.publish(at=at, post=by.post_title(timezone.localdate(at)))
        programme = Agreement.objects.filter(slug=article.programme_slug).first()
        if programme:
            copy_programme(programme, at=at)
        if review:
            copy_review_figures(review, at=at)


def withdraw_article(article: Article, *, reason: str = "", by: Person, at: datetime) -> Article:
    """Take it off the public pages; nothing is deleted."""
    refuse_unless_may(by, Act.PUBLISH, article, at)
    with transaction.atomic():
        _wait_for(article)
        if article.state == "published":
            with recorded("withdraw", thing=article, by=by, at=at, reason=reason):
                article.withdraw(at=at)
    return article


def copy_programme(agreement: Agreement, *, at: datetime) -> ProgrammeCopy:
    """The public face of a programme: its words, who sits in it since when, its phases."""
    seats = agreement.seats.prefetch_related("holdings__organisation")
    phases = agreement.phases.all()
    words = {
        field: getattr(agreement, field)
        for name in ("name", "purpose")
        for field in (name, f"{name}_lo", f"{name}_en")
    }
    copy, _ = ProgrammeCopy.objects.update_or_create(
        slug=agreement.slug,
        defaults={
            **words,
            "relations_since": agreement.relations_since,
            "seats": [_holders(seat) for seat in seats],
            "phases": [
                {"name": phase.name, "first_on": _day(phase.first_on), "last_on": _day(phase.last_on)}
                for phase in phases
            ],
            "copied_at": at,
        },
    )
    return copy


def copy_review_figures(review: Review, *, at: datetime) -> list[FigureCopy]:
    """The totals of a frozen review, read from its own bytes, in place of an earlier review's."""
    _refuse_unfrozen(review)
    facts = facts_of(bytes(review.canonical or b""))
    indicators = Indicator.objects.in_bulk([result.indicator for result in facts.results], field_name="slug")
    programme = copy_programme(review.agreement, at=at)
    programme.figures.all().delete()
    return FigureCopy.objects.bulk_create(
        FigureCopy(
            programme=programme,
            position=position,
            code=result.code,
            label=result.label,
            measure=result.measure,
            **_in_other_languages(indicators.get(result.indicator)),
            amount=result.actual,
            qualifier=result.qualifier,
            target=result.target,
            window=f"{_day(facts.first_on)}–{_day(facts.last_on)}",
            known_on=timezone.localdate(review.frozen_at),
            map_on=facts.map_on,
            reported=result.reported,
            due=result.due,
            review_title=review.title,
        )
        for position, result in enumerate(facts.results, 1)
    )


def _check(article: Article, attachments: Sequence[NewFile], by: Person, at: datetime) -> None:
    slug = article.programme_slug
    shared = Agreement.objects.visible_to(by, timezone.localdate(at))
    check_text(
        Text(
            title=article.title,
            body=article.body,
            author=article.author,
            programme_is_known=not slug or shared.filter(slug=slug).exists(),
        )
    )
    already = 0 if article._state.adding else article.attachments.count()
    check_attachments([(name, media_type) for name, _, _, media_type in attachments], already=already)


def _wait_for(article: Article) -> None:
    """As it stands in the database now: of two clicks at once only one has an effect."""
    article.refresh_from_db(from_queryset=Article.objects.select_for_update())


def _same_draft(article: Article, attachments: Sequence[NewFile], at: datetime) -> Article | None:
    """The draft that the first of two clicks made; one office drafts one article at a time."""
    Organisation.objects.select_for_update(no_key=True).get(pk=article.holder_id)
    drafts = Article.objects.filter(
        holder_id=article.holder_id, review_id=article.review_id, published_at=None,
        drafted_at__gt=at - PRESSED_TWICE, **{name: getattr(article, name) for name in WRITTEN},
    )  # fmt: skip
    marks = {sha256(content).hexdigest() for _, _, content, _ in attachments}
    return next((held for held in drafts if {file.sha256 for file in held.attachments.all()} == marks), None)


def _free_slug(title: str) -> str:
    slug, number = slug_of(title), 1
    taken = {"new", *Article.objects.filter(slug__startswith=slug).values_list("slug", flat=True)}
    free = slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _attach(article: Article, attachments: Sequence[NewFile]) -> None:
    for name, label, content, media_type in attachments:
        kept = keep_file(content, name=name, media_type=media_type)
        Attachment.objects.create(
            article=article,
            name=kept.name,
            label=label or kept.name,
            sha256=kept.sha256,
            size=kept.size,
            media_type=kept.media_type,
        )


def _refuse_unfrozen(review: Review) -> None:
    if review.frozen_at is None:
        raise RuleBroken(Message("Freeze the review first; only frozen figures go public."))


def _holders(seat: Seat) -> list[dict[str, str]]:
    return [_holder(holding) for holding in seat.holdings.all()]


def _holder(holding: SeatHolding) -> dict[str, str]:
    body = holding.organisation
    return {
        "vi": body.name,
        "lo": body.name_lo,
        "en": body.name_en,
        "since": _day(holding.valid_from),
        "until": _day(holding.valid_to - timedelta(days=1)) if holding.valid_to else "",
    }


def _in_other_languages(indicator: Indicator | None) -> dict[str, str]:
    if indicator is None:
        return {}
    return {
        f"{copy}_{language}": getattr(indicator, f"{field}_{language}")
        for copy, field in (("label", "name"), ("measure", "measure"))
        for language in ("lo", "en")
    }


def _day(day: date) -> str:
    """A copy stands alone, so its days are words."""
    return f"{day:%d/%m/%Y}"
