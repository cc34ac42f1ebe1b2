"""What next year's plan could begin with, each line with its origin, and how two years differ.

`SOURCES` is the one interface for whatever has something to say about next year: a function from the plan, the person
who asks and the day to `Suggestion`s. A later room adds its function to the list; the page, the draft and the doors
need no change.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q

from chungtay.models import (
    Addressee,
    CarriedLine,
    Commitment,
    Content,
    Direction,
    Outcome,
    Person,
    Phase,
    Plan,
    Problem,
    Recommendation,
    Review,
    Task,
    Workshop,
)
from chungtay.models.plans import Priority
from chungtay.rules.messages import Message
from chungtay.rules.next_year import Origin, Suggestion, YearLine, YearRow, compared
from chungtay.rules.problems import OutcomeKind
from chungtay.rules.recommendations import Decided, State

Source = Callable[[Plan, Person, date], Iterable[Suggestion]]


def contents_again(plan: Plan, person: Person, today: date) -> Iterator[Suggestion]:
    """This year's contents, the most pressing first where the sides have said so."""
    ranks: dict[UUID, list[int]] = {}
    for key, rank in Priority.objects.filter(content__plan=plan).values_list("content", "rank"):
        ranks.setdefault(key, []).append(rank)
    for content in sorted(plan.contents.all(), key=lambda one: (min(ranks.get(one.pk, [999])), one.number)):
        pressed = sorted(ranks.get(content.pk, []))
        text = (
            "Content %(number)s of this year, priority %(ranks)s."
            if pressed
            else "Content %(number)s of this year."
        )
        values = {"number": content.number, "ranks": ", ".join(map(str, pressed))}
        yield _suggestion(Origin.CONTENT, content, Message(text, values))


def unfinished_tasks(plan: Plan, person: Person, today: date) -> Iterator[Suggestion]:
    """What the person may see of this year's tasks that are not done."""
    tasks = Task.objects.visible_to(person, today).open().filter(content__plan=plan, content__dropped_in=None)
    for task in tasks.select_related("content", "organisation").order_by("content__number", "due_on"):
        assert task.content is not None, "asked for by its content"
        text = "Task of content %(number)s, not finished; it was due on %(day)s."
        yield _suggestion(
            Origin.TASK, task, Message(text, {"number": task.content.number, "day": task.due_on})
        )


def uncovered_commitments(plan: Plan, person: Person, today: date) -> Iterator[Suggestion]:
    """What the phase of next year has signed, and this year's plan has no content for."""
    phase = phase_of(plan, plan.year + 1)
    covered = Commitment.objects.filter(contents__plan=plan, contents__dropped_in=None)
    for commitment in phase.commitments.exclude(pk__in=covered.values("pk")) if phase else ():
        text = "Signed content %(number)s of %(phase)s, without a content in this year's plan."
        yield _suggestion(
            Origin.COMMITMENT, commitment, Message(text, {"number": commitment.number, "phase": phase})
        )


def directions(plan: Plan, person: Person, today: date) -> Iterator[Suggestion]:
    """What the reviews of this year, as far as the person may read them, say should be done next."""
    reviews = Review.objects.visible_to(person, today).filter(
        agreement=plan.phase.agreement, last_on__gte=plan.first_on, first_on__lte=plan.ends_on
    )
    for direction in Direction.objects.filter(review__in=reviews).select_related("review"):
        message = Message("Direction of “%(review)s”.", {"review": direction.review.title})
        yield Suggestion(origin=Origin.DIRECTION, thing=direction.pk, text=direction.text, why=message)


def tasks_of_the_phase(plan: Plan, person: Person, today: date) -> Iterator[Suggestion]:
    """What the phase of next year took over from the one before, is still open, and stands in no plan of this year."""
    phase = phase_of(plan, plan.year + 1)
    if phase is None:
        return
    lines = CarriedLine.objects.filter(next_phase__phase=phase.pk, origin="task")
    tasks = Task.objects.visible_to(person, today).open().filter(pk__in=lines.values("thing"))
    for task in tasks.exclude(content__plan=plan).order_by("due_on", "id"):
        why = Message("Open task that the phase took over, due on %(day)s.", {"day": task.due_on})
        yield _suggestion(Origin.PHASE_TASK, task, why)


def problems_of_workshops(plan: Plan, person: Person, today: date) -> Iterator[Suggestion]:
    """What workshops noted for next year's plan and no plan has taken up; one that was withdrawn took nothing."""
    workshops = Workshop.objects.visible_to(person, today).filter(agreement=plan.phase.agreement)
    noted = Outcome.objects.filter(kind=OutcomeKind.CONTENT, problem__workshop__in=workshops)
    taken = Content.objects.filter(
        origin_kind=Origin.PROBLEM, plan__withdrawn_at=None, dropped_in=None, origin_id__isnull=False
    )
    waiting = noted.exclude(problem__in=taken.values("origin_id")).select_related("problem__workshop")
    for outcome in waiting.order_by("problem__workshop__held_on", "problem__number"):
        values = {"number": outcome.problem.number, "workshop": outcome.problem.workshop.said("title", "vi")}
        why = Message("Problem %(number)s of the workshop “%(workshop)s”.", values)
        yield _suggestion(Origin.PROBLEM, outcome.problem, why)


def accepted_recommendations(plan: Plan, person: Person, today: date) -> Iterator[Suggestion]:
    """What bodies of the plan promised to whoever asked them, and have not done."""
    seen = Recommendation.objects.visible_to(person, today).filter(
        Q(agreement=plan.phase.agreement) | Q(agreement=None)
    )
    open_ones = Addressee.objects.filter(
        recommendation__in=seen, organisation__in=plan.holders(today), state=State.ANSWERED,
        decision__in=(Decided.ACCEPTED, Decided.IN_PART),
    )  # fmt: skip
    told = set()
    for way in open_ones.select_related("recommendation__holder", "organisation").order_by("act_by", "id"):
        if way.recommendation_id not in told:
            told.add(way.recommendation_id)
            values = {"body": way.recommendation.holder, "by": way.organisation}
            text = "Recommended by %(body)s, accepted by %(by)s, not done yet."
            yield _suggestion(Origin.RECOMMENDATION, way.recommendation, Message(text, values))


SOURCES: list[Source] = [
    contents_again,
    unfinished_tasks,
    uncovered_commitments,
    directions,
    tasks_of_the_phase,
    problems_of_workshops,
    accepted_recommendations,
]


def suggestions(plan: Plan, person: Person, today: date) -> list[Suggestion]:
    return [one for source in SOURCES for one in source(plan, person, today)]


def phase_of(plan: Plan, year: int) -> Phase | None:
    """The phase of the same agreement that covers the year; where two overlap, the later."""
    phases = plan.phase.agreement.phases.filter(first_on__year__lte=year, last_on__year__gte=year)
    return phases.order_by("first_on").last()


def year_before(plan: Plan, person: Person, today: date) -> Plan | None:
    """The plan that this one follows; else the agreement's, or the body's own, of the year before."""
    seen = Plan.objects.visible_to(person, today)
    if plan.follows_id:
        return seen.filter(pk=plan.follows_id).first()
    earlier = seen.filter(
        phase__agreement=plan.phase.agreement, year=plan.year - 1, is_joint=plan.is_joint, withdrawn_at=None
    )
    return earlier.filter(holder=plan.holder).first() if not plan.is_joint else earlier.first()


def compared_years(this_year: Plan, next_year: Plan, language: str) -> list[YearLine]:
    return compared(_rows(this_year, language), _rows(next_year, language, of=this_year))


def _rows(plan: Plan, language: str, *, of: Plan | None = None) -> list[YearRow]:
    """Where no content says what it follows, as in plans that were read from papers, the same words are the same."""
    known = {content.text: content.pk for content in of.contents.all()} if of else {}
    return [
        YearRow(
            key=content.pk,
            number=content.number,
            text=content.said("text", language),
            follows=content.follows_id or known.get(content.text),
            lead=content.lead.said("name", language) if content.lead else "",
            due_on=content.due_on,
            product=content.said("product", language),
            budget=content.budget,
            funds=content.said("funds", language),
            origin=content.origin_kind,
        )
        for content in plan.contents.select_related("lead")
    ]


def _suggestion(
    origin: Origin, thing: Content | Task | Commitment | Problem | Recommendation, why: Message
) -> Suggestion:
    """What a partner wrote in Lao alone is taken over in Lao: a content without words says nothing."""
    return Suggestion(
        origin=origin, thing=thing.pk, text=thing.said("text", "vi"), text_lo=thing.text_lo,
        text_en=thing.text_en, why=why,
    )  # fmt: skip
