"""Takes a task from one state to the next, and writes each step down."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from chungtay.models import Activity, Content, Document, Person, Task, TaskMove, TaskPart
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.tasks import (
    Move,
    Repeat,
    Side,
    Standing,
    Step,
    TaskState,
    Wish,
    check_move,
    check_part,
    next_due,
    step_of,
)

from ..recorded import PRESSED_TWICE, recorded

Evidence = Document | Activity
# The lead carries out; the asker plans.
ACT = {Side.LEAD: Act.RECORD, Side.ASKER: Act.PLAN}
# How the audit names each step.
VERBS = {
    Move.ACCEPT: "accept_task",
    Move.PROPOSE_DAY: "propose_day",
    Move.AGREE_DAY: "agree_day",
    Move.REFUSE_DAY: "refuse_day",
    Move.SEND_BACK: "return_task",
    Move.GIVE_AGAIN: "give_again",
    Move.FINISH: "finish",
    Move.CONFIRM: "confirm",
    Move.ASK_MORE: "ask_more",
    Move.DROP: "drop_task",
}


def move_task(
    task: Task, move: Move, *, note: str = "", day: date | None = None, evidence: Iterable[Evidence] = (),
    by: Person, at: datetime,
) -> Task:  # fmt: skip
    """Take one step of the table. `day`: the one that is proposed, on which it was done, or newly due."""
    today, note, evidence = timezone.localdate(at), note.strip(), list(evidence)
    with recorded(VERBS[move], thing=task, by=by, at=at, reason=note):
        held = (
            Task.objects.select_for_update(of=("self",))
            .select_related("content__plan", "asker")
            .get(pk=task.pk)
        )
        step = _allowed(held, move, by, today)
        _refuse_unseen(evidence, by, today)
        check_move(_standing(held, by, evidence, today), Wish(move=move, note=note, day=day, today=today))
        kept = TaskMove(
            task=held, move=move, before=held.state, after=step.after, moved_by=by, moved_at=at, note=note,
            day=(day or today) if move is Move.FINISH else day or held.proposed_on,
        )  # fmt: skip
        _moved(held, move, step, day=kept.day, by=by)
        held.save()
        kept.save(force_insert=True)
        _linked(held, evidence)
        if move is Move.FINISH:
            _next_of_series(held, by=by, at=at)
    return held


def finish_task(task: Task, *, on: date, by: Person, at: datetime) -> Task:
    return move_task(task, Move.FINISH, day=on, by=by, at=at)


def just_moved(task: Task, move: Move, *, by: Person, at: datetime) -> bool:
    """Whether this person has taken this very step a moment ago: the second of two clicks finds it done."""
    last = task.moves.order_by("moved_at", "id").last()
    return (
        last is not None
        and (last.move, last.after, last.moved_by_id) == (move, task.state, by.pk)
        and at - last.moved_at < PRESSED_TWICE
    )


def finish_part(part: TaskPart, *, on: date, by: Person, at: datetime) -> TaskPart:
    """A coordinating body has done its part; the lead still answers for the whole."""
    task, today = part.task, timezone.localdate(at)
    if not by.may(Act.RECORD, task.facts_for(part.organisation), today):
        raise RuleBroken(Message("Your post does not allow this."))
    with recorded("finish_part", thing=task, by=by, at=at, reason=part.text):
        state = Task.objects.select_for_update().get(pk=task.pk).state
        held = TaskPart.objects.get(pk=part.pk)
        check_part(done_on=held.done_on, on=on, today=today, dropped=state == TaskState.DROPPED)
        held.done_on, held.done_by = on, by
        held.save(update_fields=["done_on", "done_by"])
    return held


def _allowed(task: Task, move: Move, by: Person, today: date) -> Step:
    """The step, if the person's post speaks for the side whose step it is."""
    for side, body in ((Side.LEAD, task.organisation), (Side.ASKER, task.asker)):
        if by.may(ACT[side], task.facts_for(body), today):
            break
    else:
        raise RuleBroken(Message("Your post does not allow this."))
    step = step_of(TaskState(task.state), move, asked=task.asker_id is not None)
    body = task.organisation if step.by is Side.LEAD else task.asker
    if not by.may(ACT[step.by], task.facts_for(body), today):
        raise RuleBroken(Message("Your post does not allow this."))
    return step


def _standing(task: Task, by: Person, evidence: list[Evidence], today: date) -> Standing:
    waits = task.blocked_by.open().select_related("organisation")
    seen = set(Task.objects.visible_to(by, today).filter(pk__in=waits))
    return Standing(
        state=TaskState(task.state),
        asked=task.asker_id is not None,
        due_on=task.due_on,
        ends_on=task.content.plan.ends_on if task.content else None,
        product=task.product,
        has_evidence=bool(evidence) or task.evidence.exists() or task.activities.exists(),
        blockers=tuple(str(one if one in seen else one.organisation) for one in waits),
        own_finish=task.done_by_id == by.pk,
    )


def _moved(task: Task, move: Move, step: Step, *, day: date | None, by: Person) -> None:
    own = task.asker_id is None
    match move:
        case Move.PROPOSE_DAY if not own:
            task.proposed_on = day
        case Move.PROPOSE_DAY | Move.AGREE_DAY | Move.GIVE_AGAIN | Move.ASK_MORE if day:
            task.due_on = day
        case Move.FINISH:
            task.done_on, task.done_by = day, by
    if move is Move.ASK_MORE:
        task.done_on, task.done_by = None, None
    if move is not Move.PROPOSE_DAY:
        task.proposed_on = None
    task.state = step.after


def _refuse_unseen(evidence: list[Evidence], by: Person, today: date) -> None:
    for model in (Document, Activity):
        keys = {one.pk for one in evidence if isinstance(one, model)}
        if keys and model.objects.visible_to(by, today).filter(pk__in=keys).count() < len(keys):
            raise RuleBroken(Message("Choose papers and activities that you see.", where="evidence"))


def _linked(task: Task, evidence: list[Evidence]) -> None:
    task.evidence.add(*(one for one in evidence if isinstance(one, Document)))
    activities = [one.pk for one in evidence if isinstance(one, Activity)]
    Activity.objects.filter(pk__in=activities, task=None).update(task=task)


def _next_of_series(task: Task, *, by: Person, at: datetime) -> None:
    """Of what repeats the next comes when one is done: once, however often it is done."""
    due_on = next_due(Repeat(task.repeats), task.series_on or task.due_on, task.turn)
    if due_on is None or Task.objects.filter(earlier=task).exists() or _is_past_its_end(task, due_on):
        return
    later = Task.objects.get(pk=task.pk)
    later.pk, later._state.adding = Task().pk, True
    later.state, later.turn, later.due_on, later.earlier = TaskState.ACCEPTED, task.turn + 1, due_on, task
    later.series_on, later.begins_on = task.series_on or task.due_on, None
    later.done_on = later.done_by = later.proposed_on = later.carried_into = later.follows = None
    with recorded("add_task", thing=later, by=by, at=at):
        later.save(force_insert=True)
        TaskPart.objects.bulk_create(
            TaskPart(
                task=later, organisation=part.organisation, text=part.text, text_lo=part.text_lo, text_en=part.text_en
            )
            for part in task.parts.all()
        )  # fmt: skip


def _is_past_its_end(task: Task, due_on: date) -> bool:
    """The series ends on its own last day, with its plan, and when its content was taken out of the plan."""
    content: Content | None = task.content
    if content and (content.dropped_in is not None or due_on > content.plan.ends_on):
        return True
    return task.repeats_until is not None and due_on > task.repeats_until
