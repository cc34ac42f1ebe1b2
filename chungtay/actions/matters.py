"""Raises border matters, lets both sides agree on what is done, and say, each for itself, that it is solved."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from chungtay.answers.sides import side_of
from chungtay.models import Matter, MatterAction, MatterStep, Organisation, Person
from chungtay.rules.matters import (
    ActionMove,
    ActionState,
    MatterState,
    Move,
    Part,
    Side,
    after,
    check_action,
    check_matter,
    check_move,
    check_proposal,
    sides_that_may,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from .documents import File
from .exchange import add_paper, refuse_unknown_programme, vouch_for_words
from .recorded import PRESSED_TWICE, recorded, refuse_unless_may

TYPE = "Minh chứng"  # what offices call a paper that shows that something was done
WRITTEN = ("title", "title_lo", "text", "text_lo")
# How the audit names each step.
VERBS = {
    Move.RAISE: "raise_matter",
    Move.RECEIVE: "receive_matter",
    Move.SAY: "say_on_matter",
    Move.SAY_SOLVED: "say_solved",
    Move.TAKE_BACK: "take_back_solved",
    Move.NOT_SOLVED: "say_not_solved",
    Move.WITHDRAW: "withdraw_matter",
}
ACTION_VERBS = {
    ActionMove.AGREE: "agree_action",
    ActionMove.DECLINE: "decline_action",
    ActionMove.TAKE_BACK: "take_back_action",
    ActionMove.FINISH: "finish_action",
    ActionMove.REOPEN: "reopen_action",
}


def draft_matter(matter: Matter, *, by: Person, at: datetime) -> Matter:
    """Keep an unsaved matter; only its own side reads it until it is raised."""
    refuse_unless_may(by, Act.RECORD, matter, at)
    refuse_unknown_programme(matter.agreement, by, at)
    matter.drafted_by, matter.drafted_at, matter.state = by, at, MatterState.DRAFT
    _check(matter, timezone.localdate(at))
    with transaction.atomic():
        type(matter.agreement).objects.select_for_update().get(pk=matter.agreement_id)
        same = {name: getattr(matter, name) for name in ("agreement", "holder", "other", *WRITTEN)}
        held = Matter.objects.filter(**same, state=MatterState.DRAFT).first()
        if held:
            return held  # pressed twice
        with recorded("draft_matter", thing=matter, by=by, at=at):
            matter.save(force_insert=True)
            vouch_for_words([matter], by=by, at=at)
    return matter


def change_matter(matter: Matter, told: Mapping[str, Any], *, by: Person, at: datetime) -> Matter:
    """Write it otherwise, as long as only the own side reads it. `told`: fields of the matter."""
    refuse_unless_may(by, Act.RECORD, matter, at)
    with recorded("change_matter", thing=matter, by=by, at=at):
        held = _locked(matter)
        if held.state != MatterState.DRAFT:
            raise RuleBroken(Message("It was raised on %(day)s and stands. Add a word to it instead.",
                                     {"day": timezone.localdate(held.raised_at)}))  # fmt: skip
        for name, value in told.items():
            setattr(held, name, value)
        _check(held, timezone.localdate(at))
        held.save()
        vouch_for_words([held], by=by, at=at)
    return held


def move_matter(matter: Matter, move: Move, *, note: str = "", by: Person, at: datetime) -> Matter:
    """Take one step of the table, for the side for which the person speaks."""
    note, today = note.strip(), timezone.localdate(at)
    with recorded(VERBS[move], thing=matter, by=by, at=at, reason=note):
        held = _locked(matter)
        state = MatterState(held.state)
        side = _side(held, sides_that_may(state, move), by, today)
        if move is Move.SAY and just_stepped(held, move, note=note, by=by, at=at):
            return held
        actions = list(held.actions.all())
        unfinished = sum(one.state == ActionState.AGREED for one in actions)
        check_move(
            state, move, side, note=note, unfinished=unfinished,
            proposed=sum(one.state == ActionState.PROPOSED for one in actions),
            own_word=by.pk in (held.solved_here_by_id, held.solved_there_by_id),
        )  # fmt: skip
        has_agreed = any(one.state in (ActionState.AGREED, ActionState.DONE) for one in actions)
        reached = after(state, move, side, has_agreed=has_agreed)
        _write(held, move, side, note if unfinished else "", by=by, at=at)
        _step(held, move, before=held.state, after=reached, side=side, note=note, by=by, at=at)
        held.state = reached
        held.save()
    return held


def propose_action(
    matter: Matter, owner: Organisation, *, text: str, text_lo: str = "", due_on: date, owner_post: str = "",
    by: Person, at: datetime,
) -> MatterAction:  # fmt: skip
    """Say what is to be done and by which side; it counts once the other side agrees."""
    today = timezone.localdate(at)
    with transaction.atomic():
        held = _locked(matter)
        side = _side(held, frozenset(Side), by, today)
        words = {"text": text.strip(), "text_lo": text_lo.strip()}
        check_proposal(
            MatterState(held.state), text=words, owner_post=owner_post.strip(), due_on=due_on, today=today,
            owner_known=owner.pk in (held.holder_id, held.other_id),
        )  # fmt: skip
        same = held.actions.filter(
            **words, owner=owner, due_on=due_on, state=ActionState.PROPOSED, proposed_by=by
        ).first()
        if same:
            return same  # pressed twice
        with recorded("propose_action", thing=held, by=by, at=at, reason=text.strip() or text_lo.strip()):
            action = MatterAction.objects.create(
                matter=held, owner=owner, owner_post=owner_post.strip(), due_on=due_on, proposed_by=by,
                proposed_for=body_of(held, side), **words,
            )  # fmt: skip
            vouch_for_words([action], by=by, at=at)
    return action


def move_action(
    action: MatterAction, move: ActionMove, *, note: str = "", on: date | None = None, file: File | None = None,
    by: Person, at: datetime,
) -> MatterAction:  # fmt: skip
    """Agree to an action, decline it, take it back, say that it is done (with a paper) or that it is not."""
    note, today = note.strip(), timezone.localdate(at)
    with recorded(ACTION_VERBS[move], thing=action.matter, by=by, at=at, reason=note):
        matter = _locked(action.matter)
        held = MatterAction.objects.select_for_update().get(pk=action.pk)
        parts = parts_of(held, sides_of(matter, by, today))
        _side(matter, frozenset(Side), by, today)
        step = check_action(
            MatterState(matter.state), ActionState(held.state), move, parts, note=note, on=on, today=today,
            own_proposal=held.proposed_by_id == by.pk,
        )  # fmt: skip
        _moved(held, move, on or today, by=by, at=at)
        side = side_for(held, step.by)
        _step(matter, move, before=held.state, after=step.after, side=side, note=note, by=by, at=at, of=held)
        held.state = step.after
        held.save()
        if move is ActionMove.AGREE and matter.state == MatterState.RECEIVED:
            matter.state = MatterState.AGREED
            matter.save(update_fields=["state"])
        if file:
            owner, title = held.owner, str(held)
            held.evidence.add(add_paper(matter.agreement, owner, file, kind=TYPE, title=title, by=by, at=at))
    return held


def just_stepped(
    matter: Matter, move: str, *, note: str | None = None, by: Person, at: datetime, of: MatterAction | None = None
) -> bool:  # fmt: skip
    """Whether this person has taken this very step a moment ago: the second of two clicks finds it done.

    `note`: with these very words, since a further word is a further step.
    """
    last = matter.steps.order_by("moved_at", "id").last()
    return (
        last is not None
        and (last.move, last.moved_by_id, last.action_id) == (move, by.pk, of.pk if of else None)
        and note in (None, last.note)
        and at - last.moved_at < PRESSED_TWICE
    )


def sides_of(matter: Matter, by: Person, today: date) -> frozenset[Side]:
    """For which sides the person may speak."""
    sides = {side for side in Side if by.may(Act.RECORD, matter.facts_for(body_of(matter, side)), today)}
    return frozenset(sides if matter.raised_at else sides & {Side.HERE})


def body_of(matter: Matter, side: Side) -> Organisation:
    return matter.holder if side is Side.HERE else matter.other


def parts_of(action: MatterAction, sides: Iterable[Side]) -> set[Part]:
    """What these sides are to the action."""
    bodies = {body_of(action.matter, side).pk for side in sides}
    parts = {Part.PROPOSER if body == action.proposed_for_id else Part.OTHER for body in bodies}
    return parts | ({Part.OWNER} if action.owner_id in bodies else set())


def side_for(action: MatterAction, part: Part) -> Side:
    proposer = Side.HERE if action.proposed_for_id == action.matter.holder_id else Side.THERE
    if part is Part.PROPOSER:
        return proposer
    if part is Part.OTHER:
        return Side.THERE if proposer is Side.HERE else Side.HERE
    return Side.HERE if action.owner_id == action.matter.holder_id else Side.THERE


def _side(matter: Matter, wanted: frozenset[Side], by: Person, today: date) -> Side:
    """The side for which the person acts; one that is wanted, if the person speaks for it."""
    held = sides_of(matter, by, today)
    if not held:
        raise RuleBroken(Message("Your post does not allow this."))
    return min(held & wanted or held)


def _check(matter: Matter, today: date) -> None:
    here = side_of(matter.agreement, matter.holder_id, today)
    there = side_of(matter.agreement, matter.other_id, today)
    check_matter(
        title={"title": matter.title, "title_lo": matter.title_lo},
        text={"text": matter.text, "text_lo": matter.text_lo},
        same_side=here is None or there is None or here == there,
    )


def _write(matter: Matter, move: Move, side: Side, unfinished: str, *, by: Person, at: datetime) -> None:
    word = "solved_here" if side is Side.HERE else "solved_there"
    match move:
        case Move.RAISE:
            matter.raised_at = at
        case Move.RECEIVE:
            matter.received_by, matter.received_at = by, at
        case Move.SAY_SOLVED:
            setattr(matter, f"{word}_by", by)
            setattr(matter, f"{word}_at", at)
            matter.unfinished_reason = unfinished or matter.unfinished_reason
        case Move.TAKE_BACK | Move.NOT_SOLVED:
            matter.solved_here_by = matter.solved_here_at = None
            matter.solved_there_by = matter.solved_there_at = None
            matter.unfinished_reason = ""


def _moved(action: MatterAction, move: ActionMove, day: date, *, by: Person, at: datetime) -> None:
    match move:
        case ActionMove.AGREE:
            action.agreed_by, action.agreed_at = by, at
        case ActionMove.FINISH:
            action.done_by, action.done_on = by, day
        case ActionMove.REOPEN:
            action.done_by, action.done_on = None, None


def _step(
    matter: Matter, move: str, *, before: str, after: str, side: Side, note: str, by: Person, at: datetime,
    of: MatterAction | None = None,
) -> None:  # fmt: skip
    MatterStep.objects.create(
        matter=matter, action=of, move=move, before=before, after=after, moved_by=by,
        moved_for=body_of(matter, side), moved_at=at, note=note,
    )  # fmt: skip


def _locked(matter: Matter) -> Matter:
    near = Matter.objects.select_for_update(of=("self",)).select_related("agreement", "holder", "other")
    return near.get(pk=matter.pk)
