"""Plans gatherings of two sides, writes down what came of them, and lets the other side confirm the minutes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from chungtay.answers.gatherings import sides_of
from chungtay.answers.sides import side_of
from chungtay.answers.tasks import bodies_of_programme
from chungtay.models import (
    Activity,
    Agreement,
    Document,
    Gathering,
    GatheringStep,
    Organisation,
    Person,
    Registered,
    Speech,
    Task,
)
from chungtay.rules.gatherings import (
    GatheringKind,
    GatheringState,
    Move,
    Planned,
    Standing,
    check_gathering,
    check_move,
    check_speech,
    step_of,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from .documents import File, holds_just
from .exchange import add_paper, open_to_sides, refuse_unknown_programme, vouch_for_words
from .recorded import PRESSED_TWICE, audited_together, recorded, refuse_unless_may
from .tasks import add_task

TYPE, PAPER = "Biên bản", "Tham luận"  # what offices call minutes, and the paper of a speaker
# How the audit names each step.
VERBS = {
    Move.CHANGE: "change_gathering",
    Move.SEND: "send_gathering",
    Move.SEND_MINUTES: "send_gathering_minutes",
    Move.CONFIRM: "confirm_minutes",
    Move.ASK_CHANGES: "ask_changes_of_minutes",
    Move.CANCEL: "cancel_gathering",
}


def plan_gathering(
    gathering: Gathering, *, bodies: Iterable[Organisation], by: Person, at: datetime
) -> Gathering:
    """Keep an unsaved gathering with the bodies that meet; they read it once its plan is sent."""
    bodies = with_keeper(gathering, bodies)
    refuse_unless_may(by, Act.RECORD, gathering, at)
    refuse_unknown_programme(gathering.agreement, by, at)
    gathering.drafted_by, gathering.state = by, GatheringState.PLANNED
    _check(gathering, bodies, by, at)
    with transaction.atomic():
        Agreement.objects.select_for_update().get(pk=gathering.agreement_id)
        same = ("agreement", "holder", "kind", "title", "title_lo", "held_on")
        held = Gathering.objects.filter(
            **{name: getattr(gathering, name) for name in same}, state=GatheringState.PLANNED
        ).first()
        if held:
            return held  # pressed twice
        with recorded("plan_gathering", thing=gathering, by=by, at=at):
            gathering.save(force_insert=True)
            gathering.bodies.set(bodies)
            vouch_for_words([gathering], by=by, at=at)
    return gathering


def change_gathering(
    gathering: Gathering, told: Mapping[str, Any], *, bodies: Iterable[Organisation] | None = None, by: Person,
    at: datetime,
) -> Gathering:  # fmt: skip
    """The plan, or what came of it, until the minutes are sent. `told`: fields of the gathering."""
    _refuse_unless_keeps(gathering, by, at)
    with recorded("change_gathering", thing=gathering, by=by, at=at):
        held = _locked(gathering)
        step_of(GatheringState(held.state), Move.CHANGE)
        for name, value in told.items():
            setattr(held, name, value)
        meet = with_keeper(held, held.bodies.all() if bodies is None else bodies)
        _check(held, meet, by, at, had=gathering)
        held.save()
        held.bodies.set(meet)
        vouch_for_words([held], by=by, at=at)
    return held


def move_gathering(
    gathering: Gathering, move: Move, *, note: str = "", by: Person, at: datetime
) -> Gathering:
    """Take one step of the table: send the plan, send the minutes, confirm them, ask for changes, cancel."""
    note, today = note.strip(), timezone.localdate(at)
    with recorded(VERBS[move], thing=gathering, by=by, at=at, reason=note):
        held = _locked(gathering)
        sides = sides_of(held, by, today)
        if not sides:
            raise RuleBroken(Message("Your post does not allow this."))
        has_result = bool((held.result or held.result_lo).strip()) or held.minutes_id is not None
        now = Standing(state=GatheringState(held.state), held_on=held.held_on, has_result=has_result)
        step = check_move(now, move, sides.keys(), note=note, today=today)
        _write(held, move, by=by, at=at)
        GatheringStep.objects.create(
            gathering=held, move=move, before=held.state, after=step.after, moved_by=by,
            moved_for=sides[step.by], moved_at=at, note=note,
        )  # fmt: skip
        held.state = step.after
        held.save()
        if move is Move.SEND_MINUTES and held.minutes:
            open_to_sides(held.minutes, held.agreement, by=by, at=at)
        if move in (Move.SEND, Move.SEND_MINUTES):
            papers = held.speeches.exclude(document=None).values("document")
            for paper in Document.objects.filter(pk__in=papers):
                open_to_sides(paper, held.agreement, by=by, at=at)
    return held


def write_gathering_minutes(gathering: Gathering, file: File, *, by: Person, at: datetime) -> Document:
    """Keep the signed minutes; the other side reads them once they are sent."""
    _refuse_unless_keeps(gathering, by, at)
    with transaction.atomic():
        held = _locked(gathering)
        step_of(GatheringState(held.state), Move.CHANGE)
        if held.minutes and holds_just(held.minutes, file[1]):
            return held.minutes  # pressed twice
        with recorded("write_minutes", thing=held, by=by, at=at):
            paper = add_paper(None, held.holder, file, kind=TYPE, title=str(held), by=by, at=at)
            held.minutes = paper
            held.save(update_fields=["minutes"])
    return paper


def list_speech(
    gathering: Gathering, *, speaker: str, title: str, title_lo: str = "", organisation: Organisation | None = None,
    position: int | None = None, file: File | None = None, by: Person, at: datetime,
) -> Speech:  # fmt: skip
    """Who speaks about what at a conference, in order; without a place it is the next."""
    _refuse_unless_keeps(gathering, by, at)
    words = {"speaker": speaker.strip(), "title": title.strip(), "title_lo": title_lo.strip()}
    with transaction.atomic():
        held = _locked(gathering)
        same = held.speeches.filter(**words, organisation=organisation).first()
        if same:
            return same  # pressed twice
        taken = set(held.speeches.values_list("position", flat=True))
        position = max(taken, default=0) + 1 if position is None else position
        check_speech(
            GatheringState(held.state), kind=GatheringKind(held.kind), speaker=speaker, position=position,
            title={"title": title, "title_lo": title_lo}, taken=taken,
        )  # fmt: skip
        if organisation and not held.bodies.filter(pk=organisation.pk).exists():
            raise RuleBroken(Message("Choose a body that takes part.", where="organisation"))
        with recorded("list_speech", thing=held, by=by, at=at, reason=speaker.strip()):
            speech = Speech(gathering=held, position=position, organisation=organisation, **words)
            if file:
                name = title.strip() or title_lo.strip()
                shown = held.agreement if held.sent_at else None
                speech.document = add_paper(shown, held.holder, file, kind=PAPER, title=name, by=by, at=at)
            speech.save(force_insert=True)
            vouch_for_words([speech], by=by, at=at)
    return speech


def give_by_gathering(
    gathering: Gathering, organisation: Organisation, *, by: Person, at: datetime, **told: Any
) -> Task:
    """A task that comes of a gathering; `told` as `add_task` takes it. It may come after the minutes stand."""
    today = timezone.localdate(at)
    if not sides_of(gathering, by, today):
        raise RuleBroken(Message("Your post does not allow this."))
    if gathering.state in (GatheringState.PLANNED, GatheringState.CANCELLED):
        raise RuleBroken(Message("Tasks come of what was held. Send the plan first."))
    with audited_together():
        content = told.pop("content", None)
        task = add_task(content, organisation, agreement=gathering.agreement, by=by, at=at, **told)
        gathering.tasks.add(task)
    return task


def just_moved(gathering: Gathering, move: Move, *, by: Person, at: datetime) -> bool:
    """The second of two clicks finds it done."""
    last = gathering.steps.order_by("moved_at", "id").last()
    return (
        last is not None
        and (last.move, last.after, last.moved_by_id) == (move, gathering.state, by.pk)
        and at - last.moved_at < PRESSED_TWICE
    )


def with_keeper(gathering: Gathering, bodies: Iterable[Organisation]) -> list[Organisation]:
    return list({one.pk: one for one in (gathering.holder, *bodies)}.values())


def _check(
    gathering: Gathering, bodies: list[Organisation], by: Person, at: datetime, had: Gathering | None = None
) -> None:
    """`had`: the gathering as it was; what was chosen before need not be seen by whoever changes it now."""
    today = timezone.localdate(at)
    known = set(bodies_of_programme(gathering.agreement, today).values_list("pk", flat=True))
    twins = gathering.twins
    sides = {side_of(gathering.agreement, one.pk, today) for one in bodies} - {None}
    check_gathering(
        Planned(
            kind=GatheringKind(gathering.kind),
            title={"title": gathering.title, "title_lo": gathering.title_lo},
            held_on=gathering.held_on,
            next_on=gathering.next_on,
            has_twins=twins is not None,
            twins_are_a_pair=twins is not None and twins.kind.is_pair,
            twins_stand=twins is None or Registered.objects.open_on(gathering.held_on).filter(pk=twins.pk).exists(),
            sides=len(sides),
            strange=tuple(str(one) for one in bodies if one.pk not in known),
        )
    )  # fmt: skip
    _refuse_unseen(gathering, by, today, had)


def _refuse_unseen(gathering: Gathering, by: Person, today: date, had: Gathering | None) -> None:
    said = []
    twins, activity = (had.twins_id, had.activity_id) if had else (None, None)
    if gathering.twins_id not in (None, twins):
        pairs = Registered.objects.visible_to(by, today).filter(pk=gathering.twins_id)
        if not pairs.exists():
            said.append(Message("Choose twinned villages that you see.", where="twins"))
    if gathering.activity_id not in (None, activity):
        seen = Activity.objects.visible_to(by, today).standing().filter(pk=gathering.activity_id)
        if not seen.filter(served__agreements=gathering.agreement_id).exists():
            said.append(Message("Choose an activity of this programme that you see.", where="activity"))
    if said:
        raise RuleBroken(said)


def _write(gathering: Gathering, move: Move, *, by: Person, at: datetime) -> None:
    match move:
        case Move.SEND:
            gathering.sent_by, gathering.sent_at = by, at
        case Move.SEND_MINUTES:
            gathering.minuted_by, gathering.minuted_at = by, at
        case Move.CONFIRM:
            gathering.confirmed_by, gathering.confirmed_at = by, at
        case Move.ASK_CHANGES:
            gathering.minuted_by, gathering.minuted_at = None, None


def _refuse_unless_keeps(gathering: Gathering, by: Person, at: datetime) -> None:
    if not by.may(Act.RECORD, gathering.facts_for(gathering.holder), timezone.localdate(at)):
        raise RuleBroken(Message("Your post does not allow this."))


def _locked(gathering: Gathering) -> Gathering:
    near = Gathering.objects.select_for_update(of=("self",)).select_related(
        "agreement", "holder", "twins__kind", "minutes"
    )
    return near.get(pk=gathering.pk)
