"""Says where an article stands, what a person may do with it, and what waits for that person."""

from dataclasses import dataclass
from datetime import date

from chungtay.models import Article, ArticleStep, ArticleVersion, Person
from chungtay.rules.articles import Standing, State, Step, fingerprint, steps_open, waits_for
from chungtay.rules.people import Act

from .contents import content_of


def acts_on(article: Article, person: Person, today: date) -> frozenset[Act]:
    facts = article.facts(today)
    return frozenset(act for act in (Act.WRITE_ARTICLE, Act.PUBLISH) if person.may(act, facts, today))


def standing_of(article: Article, person: Person | None) -> Standing:
    steps = list(article.steps.select_related("version"))
    public = public_version(article, steps)
    return Standing(
        state=State(article.state),
        version=fingerprint(content_of(article)),
        approved=_mark(_last(steps, Step.APPROVE)),
        public=public.fingerprint if public else "",
        own_words=person is not None and is_last_writer(steps, person),
    )


def public_version(article: Article, steps: list[ArticleStep] | None = None) -> ArticleVersion | None:
    """What readers have now."""
    if article.published_at is None or article.withdrawn_at is not None:
        return None
    known = list(article.steps.select_related("version")) if steps is None else steps
    last = _last(known, Step.PUBLISH)
    return last.version if last else None


def is_last_writer(steps: list[ArticleStep], person: Person) -> bool:
    last = _last(steps, Step.WRITE)
    return last is not None and last.by_id == person.pk


def _last(steps: list[ArticleStep], step: Step) -> ArticleStep | None:
    return next((one for one in reversed(steps) if one.step == step), None)


def _mark(step: ArticleStep | None) -> str:
    return step.version.fingerprint if step and step.version else ""


def corrections_of(article: Article) -> list[ArticleStep]:
    """What readers were told of changes, the newest first."""
    published = article.steps.filter(step=Step.PUBLISH).exclude(note="")
    return list(published.order_by("-at", "-id"))


@dataclass(frozen=True)
class Desk:
    """What the page of an article asks."""

    standing: Standing
    open: list[Step]
    acts: frozenset[Act]
    steps: list[ArticleStep]

    @property
    def is_public(self) -> bool:
        return bool(self.standing.public)

    @property
    def is_changed(self) -> bool:
        """Whether readers have another text than the desk."""
        return self.is_public and self.standing.public != self.standing.version


def desk_of(article: Article, person: Person, today: date) -> Desk:
    standing, acts = standing_of(article, person), acts_on(article, person, today)
    steps = list(article.steps.select_related("version", "by"))
    return Desk(standing, steps_open(standing, acts), acts, steps)


def waiting_for(person: Person, today: date) -> list[Article]:
    """The articles in which the next word is this person's, the one that waits longest first."""
    states = [State.DRAFT, State.HANDED_IN, State.REVIEWED, State.APPROVED]
    found = Article.objects.visible_to(person, today).filter(state__in=states).prefetch_related("steps")
    return [
        article
        for article in found.order_by("drafted_at")
        if waits_for(
            State(article.state),
            acts_on(article, person, today),
            own_words=is_last_writer(list(article.steps.all()), person),
        )
    ]
