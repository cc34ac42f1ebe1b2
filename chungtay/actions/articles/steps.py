"""Takes an article from step to step: each one once, each with its row, the public copy made only here."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from chungtay.answers.articles import acts_on, content_of, public_version, restored, standing_of
from chungtay.models import Agreement, Article, ArticleStep, ArticleVersion, Person, Review
from chungtay.rules.articles import State, Step, Wish, check_step, fingerprint

from ..published import copy_article, copy_programme, copy_review_figures, withdraw_copies
from ..published.results import refuse_unfrozen
from ..recorded import recorded

ACTS = {
    Step.HAND_IN: "hand_in_article",
    Step.TAKE_BACK: "take_back_article",
    Step.REVIEW: "review_article",
    Step.SEND_BACK: "send_back_article",
    Step.APPROVE: "approve_article",
    Step.SCHEDULE: "schedule_article",
    Step.HOLD: "hold_article",
    Step.PUBLISH: "publish",
    Step.DISCARD: "discard_change",
    Step.WITHDRAW: "withdraw",
    Step.REOPEN: "reopen_article",
}


def take_step(
    article: Article, step: Step, *, words: str = "", seen: str = "", goes_out_at: datetime | None = None,
    by: Person | None, at: datetime,
) -> Article:  # fmt: skip
    """Any step of the table. `seen`: the fingerprint that the page showed. `by` is None when the day has come."""
    with transaction.atomic():
        wait_for(article)
        if _pressed_before(article, step, by, goes_out_at):
            return article
        acts = acts_on(article, by, timezone.localdate(at)) if by else frozenset()
        wish = Wish(
            step=step, at=at, acts=acts, by_clock=by is None, words=words, seen=seen, goes_out_at=goes_out_at
        )
        row = check_step(standing_of(article, by), wish)
        with recorded(ACTS[step], thing=article, by=by, at=at, reason=words):
            _take(article, row.after, wish, by=by)
    return article


hand_in_article = partial(take_step, step=Step.HAND_IN)
take_back_article = partial(take_step, step=Step.TAKE_BACK)
review_article = partial(take_step, step=Step.REVIEW)
send_back_article = partial(take_step, step=Step.SEND_BACK)
approve_article = partial(take_step, step=Step.APPROVE)
hold_article = partial(take_step, step=Step.HOLD)
discard_change = partial(take_step, step=Step.DISCARD)
reopen_article = partial(take_step, step=Step.REOPEN)


def schedule_article(
    article: Article, *, goes_out_at: datetime | None, words: str = "", by: Person, at: datetime
) -> Article:
    """Have it published when the moment has come; until then it can be held back."""
    from .work import ask_for_publication

    take_step(article, Step.SCHEDULE, goes_out_at=goes_out_at, words=words, by=by, at=at)
    ask_for_publication(article, by=by, at=at)
    return article


def publish_article(
    article: Article, *, words: str = "", seen: str = "", by: Person | None, at: datetime
) -> Article:
    """Show the approved version to readers. A leader who did not write it approves what was handed in on the way."""
    with transaction.atomic():
        wait_for(article)
        if by and article.state in (State.HANDED_IN, State.REVIEWED):
            take_step(article, Step.APPROVE, seen=seen, by=by, at=at)
        return take_step(article, Step.PUBLISH, words=words, seen=seen, by=by, at=at)


def withdraw_article(article: Article, *, reason: str, by: Person, at: datetime) -> Article:
    """Take it from every reader at once, with the reason; the desk keeps it."""
    return take_step(article, Step.WITHDRAW, words=reason, by=by, at=at)


def wait_for(article: Article) -> None:
    """As it stands in the database now: of two clicks at once only one has an effect."""
    article.refresh_from_db(from_queryset=Article.objects.select_for_update())


def keep_version(article: Article, *, by: Person | None, at: datetime) -> ArticleVersion:
    """What it says now; the last version, where nothing changed since."""
    content = content_of(article)
    mark = fingerprint(content)
    last = article.versions.order_by("-number").first()
    if last and last.fingerprint == mark:
        return last
    assert by, "nobody but a person brings a new version"
    number = last.number + 1 if last else 1
    return ArticleVersion.objects.create(
        article=article, number=number, content=content, fingerprint=mark, made_at=at, made_by=by
    )


def _pressed_before(article: Article, step: Step, by: Person | None, goes_out_at: datetime | None) -> bool:
    last = article.steps.order_by("-at", "-id").first()
    return (
        last is not None
        and last.step == step
        and last.by_id == (by.pk if by else None)
        and last.goes_out_at == goes_out_at
    )


def _take(article: Article, after: State, wish: Wish, *, by: Person | None) -> None:
    at = wish.at
    if wish.step is Step.DISCARD:
        held = public_version(article)
        assert held, "the table asks for readers"
        restored(article, held.content)
    version = keep_version(article, by=by, at=at)
    words = wish.words.strip()
    if wish.step is Step.PUBLISH and not words:
        words = _promised(article)
    ArticleStep.objects.create(
        article=article, version=version, step=wish.step, by=by, at=at, note=words, goes_out_at=wish.goes_out_at,
        by_post=by.post_title(timezone.localdate(at)) if by else "",
    )  # fmt: skip
    article.state, article.goes_out_at = after, wish.goes_out_at
    if wish.step is Step.PUBLISH:
        _publish(article, version, at=at)
    if wish.step is Step.WITHDRAW:
        article.withdrawn_at = at
        withdraw_copies(article, at=at)
    article.save(
        update_fields=[
            "state",
            "goes_out_at",
            "published_at",
            "published_by_post",
            "withdrawn_at",
        ]  # fmt: skip
    )


def _promised(article: Article) -> str:
    """The words for readers that were given when a correction was scheduled."""
    last = article.steps.order_by("-at", "-id").first()
    return last.note if last and last.step == Step.SCHEDULE else ""


def _publish(article: Article, version: ArticleVersion, *, at: datetime) -> None:
    review = Review.objects.filter(pk=article.review_id).first() if article.review_id else None
    if review:
        refuse_unfrozen(review)
    approved = article.steps.filter(step=Step.APPROVE).order_by("-at", "-id").first()
    assert approved and approved.version_id == version.pk, "what is published is what was approved"
    article.published_at = article.published_at or at
    article.published_by_post, article.withdrawn_at = approved.by_post, None
    programme = Agreement.objects.filter(slug=article.programme_slug).first()
    if programme:
        copy_programme(programme, at=at)
    if review:
        copy_review_figures(review, at=at)
    copy_article(article, version=version, at=at)  # last, for it names the figures
