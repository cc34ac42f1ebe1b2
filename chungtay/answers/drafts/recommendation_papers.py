"""The papers about a recommendation: the letter that carries it, the word to the superior, the record of its way.

A draft says of which recommendation it is (`origin_kind`, `origin_id`) and follows it until it has its number.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from chungtay.answers.reviews.between import Standing
from chungtay.models import Addressee, Document, RecommendationStep
from chungtay.models import Recommendation as Asked
from chungtay.papers.kinds import (
    AnswerStep,
    EscalationPaper,
    Recommendation,
    RecommendationPaper,
    RecommendationRecordPaper,
)
from chungtay.rules.drafts import Drawn
from chungtay.rules.recommendations import Move, State

from .source import Source, head, opening, recipients, signers, superior

SHORTEST = 120  # letters of the text that stand in an abstract


def recommendation_paper(source: Source) -> RecommendationPaper:
    asked = asked_of(source)
    ways = ways_of(source, asked)
    days = [way.due_on for way in ways if way.due_on]
    return RecommendationPaper(
        head=head(source, [source.holder]),
        abstract=abstract_of(source, asked, "recommendation"),
        addressees=_names(source, ways),
        opening=opening(source, "recommendation", [source.holder]),
        found=source.lines(asked, "grounds") if asked else (),
        recommendations=recommended(source, asked, ways),
        answer_by=min(days, default=None),
        enclosed=evidence(source, asked),
        signers=signers(source, [source.holder]),
        recipients=superior(source),
    )


def escalation_paper(source: Source) -> EscalationPaper:
    """To whoever stands over the bodies that have not answered, or done what they promised, by their day."""
    asked = asked_of(source)
    ways = ways_of(source, asked)
    late = [way for way in ways if way.owed_on and way.owed_on < source.today]
    return EscalationPaper(
        head=head(source, [source.holder]),
        abstract=abstract_of(source, asked, "escalation"),
        addressees=_unique(superior_of(source, way) for way in late),
        opening=opening(source, "escalation", [source.holder]),
        recommendations=recommended(source, asked, late),
        overdue=tuple(_overdue(source, way, way.owed_on) for way in late if way.owed_on),
        course=course_of(source, late),
        signers=signers(source, [source.holder]),
        recipients=(*superior(source), *_names(source, late)),
    )


def recommendation_record_paper(source: Source) -> RecommendationRecordPaper:
    asked = asked_of(source)
    ways = ways_of(source, asked)
    stand = ((way, Standing(way, source.today).said.said(source.language)) for way in ways)
    return RecommendationRecordPaper(
        head=head(source, [source.holder]),
        abstract=abstract_of(source, asked, "recommendation_record"),
        opening=opening(source, "recommendation_record", [source.holder]),
        recommendations=recommended(source, asked, ways),
        course=course_of(source, ways),
        outcome=tuple(f"{_name(source, way)}: {said}" for way, said in stand if said),
        signers=signers(source, [source.holder]),
        recipients=recipients(source),
    )


def asked_of(source: Source) -> Asked | None:
    """Of which the paper tells, as far as the person sees it."""
    draft = source.draft
    if draft.origin_kind != Drawn.RECOMMENDATION or draft.origin_id is None:
        return None
    rows = Asked.objects.select_related("holder", "agreement")
    if source.person is not None:
        rows = rows.filter(pk__in=Asked.objects.visible_to(source.person, source.today).values("pk"))
    return rows.filter(pk=draft.origin_id).first()


def ways_of(source: Source, asked: Asked | None) -> list[Addressee]:
    """All of them for whoever asks; a body that was asked tells of its own way, a superior of those below it."""
    if asked is None:
        return []
    steps = RecommendationStep.objects.select_related("moved_for").order_by("moved_at", "id")
    ways = asked.addressees.select_related("organisation__parent", "escalated_to", "recommendation")
    found = list(ways.prefetch_related(Prefetch("steps", steps)).order_by("due_on", "id"))
    own = source.holder.pk
    return [way for way in found if own in (asked.holder_id, way.organisation_id, way.escalated_to_id)]


def abstract_of(source: Source, asked: Asked | None, kind: str) -> str:
    if source.draft.title or asked is None:
        return source.draft.title
    text = " ".join(source.said(asked, "text").split()).rstrip(".;")
    if len(text) > SHORTEST:
        text = f"{text[:SHORTEST].rsplit(' ', 1)[0]} …"
    named = _number(asked)
    return source.word(kind, "abstract", text=f"{text[:1].lower()}{text[1:]}", number=named or text).strip()


def recommended(source: Source, asked: Asked | None, ways: Iterable[Addressee]) -> tuple[Recommendation, ...]:
    """The same is asked of all of them."""
    if asked is None:
        return ()
    return (Recommendation(addressee="; ".join(_names(source, ways)), texts=source.lines(asked, "text")),)


def evidence(source: Source, asked: Asked | None) -> tuple[str, ...]:
    """By their titles, of papers that the person may read."""
    if asked is None:
        return ()
    papers = asked.evidence.all()
    if source.person is not None:
        papers = papers.filter(pk__in=Document.objects.visible_to(source.person, source.today).values("pk"))
    return tuple(f"{one.number} {one.title}".strip() for one in papers.order_by("issued_on", "id"))


def course_of(source: Source, ways: Iterable[Addressee]) -> tuple[AnswerStep, ...]:
    """Every step of every way in order of time; notes between colleagues stay in the house."""
    told = [(step, way) for way in ways for step in way.steps.all() if step.move != Move.NOTE]
    return tuple(_step(source, step, way) for step, way in sorted(told, key=lambda one: one[0].moved_at))


def _step(source: Source, step: RecommendationStep, way: Addressee) -> AnswerStep:
    what = source.word("recommendation_moves", step.move)
    if step.decision:
        what = f"{what}: {source.word('recommendation_moves', step.decision)}"
    dispatch = step.paper_number
    if step.paper_number and step.paper_on:
        dispatch = source.word(
            "recommendation_moves", "dated", number=step.paper_number, day=source.day(step.paper_on)
        )
    if step.move == Move.SEND and not dispatch:
        dispatch = _dispatch(way)
    by = source.said(step.moved_for) if step.moved_for else ""
    if step.paper_number and step.moved_for_id == way.recommendation.holder_id:
        by = _name(source, way)  # an answer on paper: the sender's office only wrote it down
    return AnswerStep(
        body=_line(by),
        on=source.day(step.paper_on or timezone.localdate(step.moved_at)),
        what=_line(what),
        dispatch=_line(dispatch),
        note=_line(step.note),
    )


def _dispatch(way: Addressee) -> str:
    """The number of the letter that carried it."""
    letter = way.recommendation.dispatch
    return letter.document.number if letter and letter.document else ""


def _overdue(source: Source, way: Addressee, owed_on: date) -> str:
    days, word = (source.today - owed_on).days, "unkept" if way.state == State.ANSWERED else "overdue"
    return source.word("escalation", word, body=_name(source, way), day=source.day(owed_on), days=days)


def superior_of(source: Source, way: Addressee) -> str:
    above = way.escalated_to or (way.organisation.parent if way.organisation else None)
    return source.said(above) if above else way.superior_name


def _number(asked: Asked) -> str:
    return f"{asked.number}/{asked.year}" if asked.number else ""


def _name(source: Source, way: Addressee) -> str:
    return source.said(way.organisation) if way.organisation else way.name


def _names(source: Source, ways: Iterable[Addressee]) -> tuple[str, ...]:
    return _unique(_name(source, way) for way in ways)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _line(text: str) -> str:
    """In one line, as a box can show it: in a box a stroke parts the cells."""
    return " ".join(text.replace("|", "/").split())
