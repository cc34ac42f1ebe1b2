"""What the next phase could begin with, each line with its origin; and the phase that ends beside the one drafted."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from chungtay.models import (
    Addressee,
    Agreement,
    CarriedLine,
    Commitment,
    Indicator,
    NextPhase,
    Organisation,
    Outcome,
    Person,
    Phase,
    Recommendation,
    Review,
    Target,
    Task,
    Version,
    Workshop,
)
from chungtay.rules import reviews
from chungtay.rules.amounts import Amount
from chungtay.rules.ledger import Kind, progress
from chungtay.rules.messages import Message, Phrase
from chungtay.rules.next_phase import Line, Origin, Pair, Standing, Term, next_term, paired, proposed_target
from chungtay.rules.problems import OutcomeKind
from chungtay.rules.recommendations import State
from chungtay.rules.versions import Body, Row, RowKind

from .versions import drawers_of


@dataclass(frozen=True)
class Ending:
    """The phase that ends, the term proposed after it, and what the review froze, by indicator."""

    phase: Phase
    before: Term
    after: Term
    results: Mapping[str, reviews.Result]


Source = Callable[[Review, Ending, Person, date], Iterable[Line]]


def ending_of(review: Review) -> Ending | None:
    """The phase that the review's window covers most; None where the agreement has none there."""
    phases = review.agreement.phases.filter(first_on__lte=review.last_on, last_on__gte=review.first_on)
    phase = max(phases, key=lambda one: _shared_days(one, review), default=None)
    if phase is None:
        return None
    before = Term(phase.name, phase.first_on, phase.last_on)
    facts = reviews.facts_of(bytes(review.canonical)) if review.canonical else None
    results = {one.indicator: one for one in facts.results} if facts else {}
    return Ending(phase, before, next_term(before), results)


def signed_again(review: Review, ending: Ending, person: Person, today: date) -> Iterator[Line]:
    for one in ending.phase.commitments.all():
        values = {"number": one.number, "phase": ending.phase.name}
        yield Line(
            origin=Origin.COMMITMENT, thing=one.pk, text=one.text, text_lo=one.text_lo, text_en=one.text_en,
            why=Message("Signed content %(number)s of %(phase)s.", values),
        )  # fmt: skip


def directions(review: Review, ending: Ending, person: Person, today: date) -> Iterator[Line]:
    for one in review.directions.all():
        why = Message("Direction %(number)s of the review.", {"number": one.number})
        yield Line(
            origin=Origin.DIRECTION, thing=one.pk, text=one.text, text_lo=one.text_lo, text_en=one.text_en, why=why
        )  # fmt: skip


def targets(review: Review, ending: Ending, person: Person, today: date) -> Iterator[Line]:
    """What the review set against a promise, or found without one: each with what follows from both."""
    indicators = {one.slug: one for one in Indicator.objects.filter(slug__in=ending.results)}
    tied = _commitments_of(ending.phase)
    for slug, result in ending.results.items():
        one = indicators[slug]
        if result.target is not None or result.actual:
            yield _target_line(one, result, ending, tied.get(one.pk))


def open_tasks(review: Review, ending: Ending, person: Person, today: date) -> Iterator[Line]:
    """What the person may see of the programme's tasks that are not done."""
    tasks = Task.objects.visible_to(person, today).open().filter(agreement=review.agreement)
    due = tasks.filter(due_on__lte=ending.phase.last_on).select_related("organisation")
    for one in due.order_by("due_on", "id"):
        values = {"body": Phrase.of(one.organisation), "day": one.due_on}
        yield Line(
            origin=Origin.TASK, thing=one.pk, text=one.text, text_lo=one.text_lo, text_en=one.text_en,
            why=Message("Open task of %(body)s, due on %(day)s.", values),
        )  # fmt: skip


def problems_noted(review: Review, ending: Ending, person: Person, today: date) -> Iterator[Line]:
    """What workshops noted for the next phase and no text has taken up; a text that was withdrawn took nothing."""
    workshops = Workshop.objects.visible_to(person, today).filter(agreement=review.agreement)
    noted = Outcome.objects.filter(kind=OutcomeKind.COMMITMENT, problem__workshop__in=workshops)
    taken = CarriedLine.objects.filter(origin=Origin.PROBLEM, next_phase__version__withdrawn_at=None)
    waiting = noted.exclude(problem__in=taken.values("thing")).select_related("problem__workshop")
    for outcome in waiting.order_by("problem__workshop__held_on", "problem__number"):
        one = outcome.problem
        yield Line(
            origin=Origin.PROBLEM, thing=one.pk, text=one.said("text", "vi"), text_lo=one.text_lo, text_en=one.text_en,
            why=Message("Problem %(number)s of the workshop “%(workshop)s”.",
                        {"number": one.number, "workshop": Phrase.of(one.workshop, "title")}),
        )  # fmt: skip


def open_recommendations(review: Review, ending: Ending, person: Person, today: date) -> Iterator[Line]:
    """What the person may see of the programme's recommendations that somebody still has to answer or to do."""
    seen = Recommendation.objects.visible_to(person, today).filter(agreement=review.agreement)
    ways = Addressee.objects.filter(recommendation__in=seen, recommendation__sent_at__isnull=False)
    open_ways = ways.exclude(state__in=ENDED).select_related("organisation", "recommendation")
    by_thing: dict[UUID, list[Addressee]] = {}
    for way in open_ways.order_by("recommendation__sent_at", "recommendation_id", "due_on", "id"):
        by_thing.setdefault(way.recommendation_id, []).append(way)
    for held in by_thing.values():
        one = held[0].recommendation
        values = {
            "number": str(one),
            "bodies": Phrase(*(_named(held, language) for language in ("vi", "lo", "en"))),
        }
        yield Line(
            origin=Origin.RECOMMENDATION, thing=one.pk, text=one.text, text_lo=one.text_lo, text_en=one.text_en,
            why=Message("Recommendation %(number)s, still open with %(bodies)s.", values),
        )  # fmt: skip


def _named(ways: list[Addressee], language: str) -> str:
    """Whoever is outside the house bears one name."""
    return ", ".join(
        way.organisation.said("name", language) if way.organisation else way.name for way in ways
    )


ENDED = (State.CLOSED, State.WITHDRAWN)
SOURCES: list[Source] = [
    signed_again,
    directions,
    targets,
    open_tasks,
    problems_noted,
    open_recommendations,
]


def lines_for(review: Review, ending: Ending, person: Person, today: date) -> list[Line]:
    return [line for source in SOURCES for line in source(review, ending, person, today)]


def drafters(agreement: Agreement, person: Person, today: date) -> list[Organisation]:
    """The person's bodies that may draw up the agreement's text."""
    return drawers_of(agreement, None, person, today)


def open_draft(review: Review) -> NextPhase | None:
    """The draft that was begun from this review and not withdrawn."""
    return review.next_phases.filter(version__withdrawn_at=None).select_related("version").first()


def seen_next_phases(person: Person, today: date) -> "QuerySet[NextPhase]":
    seen = Version.objects.visible_to(person, today)
    return NextPhase.objects.filter(
        version__in=seen, review__in=Review.objects.visible_to(person, today)
    ).select_related("review__agreement", "version__agreement")


# side by side


@dataclass(frozen=True)
class TargetPair:
    """Amounts in ten-thousandths. `share`: of the old promise that was reached, in ten-thousandths."""

    indicator: Indicator
    before: int | None
    actual: int | None
    share: int | None
    after: int | None


@dataclass(frozen=True)
class Proposed:
    """A content as the draft words it."""

    number: int
    text: str
    text_lo: str
    text_en: str

    def said(self, field: str, language: str) -> str:
        """In a language; in Vietnamese where that language is silent."""
        return getattr(self, f"{field}_{language}", "") or str(getattr(self, field))


@dataclass(frozen=True)
class ContentPair:
    standing: Standing
    before: Commitment | None
    after: Proposed | None
    origin: str
    targets: list[TargetPair]


@dataclass(frozen=True)
class Beside:
    """The phase that ends and the one drafted after it, on one page."""

    ending: Ending
    term: Row | None
    contents: list[ContentPair]
    others: list[TargetPair]  # promised under no content
    tasks: list[Task]
    recommendations: list[Recommendation]  # that go on into it

    @property
    def first_on(self) -> date | None:
        return self._day("first_on")

    @property
    def last_on(self) -> date | None:
        return self._day("last_on")

    def _day(self, name: str) -> date | None:
        written = self.term.text(name) if self.term else ""
        return date.fromisoformat(written) if written else None


def side_by_side(next_phase: NextPhase, person: Person, today: date) -> Beside | None:
    ending = ending_of(next_phase.review)
    if ending is None:
        return None
    body = next_phase.version.text
    rows = [row for row in body.of_kind(RowKind.COMMITMENT) if row.under == str(next_phase.phase)]
    old = {one.pk: one for one in ending.phase.commitments.all()}
    new = {UUID(row.key): row for row in rows}
    lines = {one.row: one for one in next_phase.lines.all() if one.row}
    came_from = {key: line.thing for key, line in lines.items() if line and line.origin == Origin.COMMITMENT}
    pairs = paired(
        {key: one.text for key, one in old.items()},
        {key: row.text("text") for key, row in new.items()},
        {key: thing for key, thing in came_from.items() if key},
    )
    under, rows_of = _commitments_of(ending.phase), _target_rows(body, str(next_phase.phase), new)

    def shown(pair: Pair) -> ContentPair:
        line = lines.get(pair.after) if pair.after else None
        before = {key for key, commitment in under.items() if pair.before and commitment == pair.before}
        after = [row for row in rows_of if pair.after and row.under == str(pair.after)]
        return ContentPair(
            pair.standing, old.get(pair.before) if pair.before else None,
            _proposed(new[pair.after]) if pair.after else None, line.origin if line else "",
            _target_pairs(before, after, ending),
        )  # fmt: skip

    loose = [row for row in rows_of if row.under == str(next_phase.version.agreement_id)]
    tasks = next_phase.lines.filter(origin=Origin.TASK).values_list("thing", flat=True)
    visible = Task.objects.visible_to(person, today).filter(pk__in=tasks)
    asked = next_phase.lines.filter(origin=Origin.RECOMMENDATION).values_list("thing", flat=True)
    going_on = Recommendation.objects.visible_to(person, today).filter(pk__in=asked)
    return Beside(
        ending,
        body.by_key.get(str(next_phase.phase)),
        [shown(pair) for pair in pairs],
        _target_pairs(_promised_alone(ending, under), loose, ending),
        list(visible.select_related("organisation").order_by("due_on")),
        list(going_on.select_related("holder").order_by("sent_at")),
    )


def _proposed(row: Row) -> Proposed:
    return Proposed(row.number, row.text("text"), row.text("text_lo"), row.text("text_en"))


def _target_rows(body: Body, phase: str, contents: Mapping[UUID, Row]) -> list[Row]:
    """Targets under the phase's contents; of those under the agreement, the ones that begin with the phase."""
    held = body.by_key.get(phase)
    first = held.text("first_on") if held else ""
    return [
        row
        for row in body.of_kind(RowKind.TARGET)
        if row.under in {str(key) for key in contents}
        or (row.under == body.rows[0].key and first and row.text("first_on") >= first)
    ]


def _target_pairs(before: Collection[UUID], after: list[Row], ending: Ending) -> list[TargetPair]:
    """By indicator: those that the old content had, and those of the new rows."""
    names = {*map(str, before), *(row.text("indicator") for row in after)}
    found = []
    for one in Indicator.objects.filter(pk__in=names).order_by("slug"):
        result = ending.results.get(one.slug)
        old, actual = (result.target, result.actual) if result else (None, None)
        new = next((row.get("amount") for row in after if row.text("indicator") == str(one.pk)), None)
        found.append(
            TargetPair(one, old, actual, progress(actual, old), new if isinstance(new, int) else None)
        )
    return found


def _promised_alone(ending: Ending, under: Mapping[UUID, UUID]) -> set[UUID]:
    """Indicators with a promise that belongs to no content of the phase."""
    slugs = [slug for slug, result in ending.results.items() if result.target is not None]
    found: Iterable[UUID] = Indicator.objects.filter(slug__in=slugs).values_list("pk", flat=True)
    return {key for key in found if key not in under}


def _commitments_of(phase: Phase) -> dict[UUID, UUID]:
    """Under which signed content each indicator was promised, itself or through a content of a plan."""
    promised = Target.objects.promised().filter(agreement=phase.agreement_id)
    through = promised.filter(content__commitments__phase=phase).order_by("content__number")
    found = dict(through.values_list("indicator", "content__commitments"))
    return found | dict(promised.filter(commitment__phase=phase).values_list("indicator", "commitment"))


def _target_line(indicator: Indicator, result: reviews.Result, ending: Ending, under: UUID | None) -> Line:
    amount = proposed_target(
        Kind(indicator.kind), target=result.target, actual=result.actual, years=ending.before.years,
        next_years=ending.after.years,
    )  # fmt: skip
    told = {"target": result.target, "actual": result.actual}
    values = {name: Amount(value) for name, value in told.items() if value is not None}
    origin, text = Origin.TARGET, "Promised: %(target)s, reached: %(actual)s."
    if result.target is None:
        is_stock = Kind(indicator.kind) is Kind.STOCK
        origin = Origin.STOCK if is_stock else Origin.RESULT
        text = (
            "Stands at the end without a target: %(actual)s."
            if is_stock
            else "Reached without a target: %(actual)s."
        )
    elif result.actual is None:
        text = "Promised: %(target)s; nothing was reported."
    return Line(
        origin=origin, thing=indicator.pk, text=indicator.name, text_lo=indicator.name_lo,
        text_en=indicator.name_en, why=Message(text, values), amount=amount, measure=indicator.measure,
        measure_lo=indicator.measure_lo, measure_en=indicator.measure_en, under=under,
        is_proposed=origin is Origin.TARGET and amount is not None,
    )  # fmt: skip


def _shared_days(phase: Phase, review: Review) -> int:
    return (min(phase.last_on, review.last_on) - max(phase.first_on, review.first_on)).days
