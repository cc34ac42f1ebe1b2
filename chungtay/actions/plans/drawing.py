"""Draws a unit's own plan: keeps, adapts, leaves out, adds; hands it to the leader; issues it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from chungtay.answers.plans.cascade import stage_of_plan
from chungtay.models import Content, Indicator, Person, Plan, Target, Task
from chungtay.rules.cascade import Added, Frame, Kept, Step, check_drawing, check_issue, stage_after
from chungtay.rules.people import Act

from ..indicators import end_targets, put_target
from ..next_year import hand_on_tasks
from ..recorded import recorded, refuse_unless_may
from ..tasks import add_task
from ..versions import keep_text
from .cascade import LANGUAGES, locked


def draw(
    plan: Plan, kept: Sequence[Kept] = (), added: Sequence[Added] = (), *, language: str = "vi",
    hand_up: bool = False, by: Person, at: datetime,
) -> Plan:  # fmt: skip
    """Keep what was typed on the one page, all of it or nothing. `language`: of the words that were typed."""
    refuse_unless_may(by, Act.PLAN, plan, at)
    today = timezone.localdate(at)
    with recorded("hand_up_plan" if hand_up else "draw_plan", thing=plan, by=by, at=at):
        own = locked(plan)
        stage_after(stage_of_plan(own), Step.HAND_UP if hand_up else Step.DRAW)
        contents = {content.number: content for content in Content.ever.filter(plan=own)}
        assert all(one.number in contents for one in kept), "what is kept came from above"
        kept = [_whole(one, contents[one.number]) for one in kept]
        spoken = {one.number for one in kept}
        others = sum(one.dropped_in is None for key, one in contents.items() if key not in spoken)
        check_drawing(
            kept, added, Frame(first_on=own.first_on, last_on=own.ends_on, today=today), others=others
        )
        _keep_contents(own, contents, kept, language)
        _add_contents(own, contents, added, language)
        _set_targets(own, contents, kept, by=by, at=at)
        _give_tasks(own, contents, kept, by=by, at=at)
        _note_stage(own, hand_up=hand_up, by=by, at=at)
    return own


def issue_own_plan(plan: Plan, number: str, issued_on: date, *, by: Person, at: datetime) -> Plan:
    """The unit's leader says that it stands. An office without numbers of its own leaves the number empty."""
    refuse_unless_may(by, Act.ACCEPT_PLAN, plan, at)
    number = number.strip()
    with recorded("issue_plan", thing=plan, by=by, at=at, reason=number):
        own = locked(plan)
        stage_after(stage_of_plan(own), Step.ISSUE)
        taken = Plan.objects.filter(holder=own.holder, number=number, issued_on__year=issued_on.year)
        check_issue(
            number=number,
            taken=bool(number) and taken.exclude(pk=own.pk).exists(),
            issued_on=issued_on,
            contents=[(one.number, one.lead_id is not None) for one in own.contents.all()],
            today=timezone.localdate(at),
        )
        own.number, own.issued_on, own.issued_by, own.issued_at = number, issued_on, by, at
        own.save(update_fields=["number", "issued_on", "issued_by", "issued_at"])
        if own.holder:
            own.issuers.set([own.holder])
        keep_text(own.phase.agreement, plan=own, on=issued_on, by=by, at=at)
        hand_on_tasks(own, by=by, at=at)
    return own


def _whole(one: Kept, content: Content) -> Kept:
    """Days that were not spoken of stay as they are."""
    return replace(
        one,
        is_own=content.drawn_from_id is None,
        begins_on=one.begins_on or content.begins_on,
        due_on=one.due_on or content.due_on,
    )


def _at_work(own: Plan) -> set[int]:
    return set(Task.objects.open().filter(content__plan=own).values_list("content__number", flat=True))


def _keep_contents(own: Plan, contents: Mapping[int, Content], kept: Sequence[Kept], language: str) -> None:
    touched = []
    for one in kept:
        content = contents[one.number]
        content.dropped_in = None if one.keeps else own.version
        content.dropped_because = "" if one.keeps else one.reason.strip()
        if one.keeps:
            _say(content, "text", one.text, language)
            _say(content, "product", one.product, language)
            content.begins_on, content.due_on = one.begins_on, one.due_on
        touched.append(content)
    words = [f"{field}{tail}" for field in ("text", "product") for tail in LANGUAGES]
    Content.ever.bulk_update(touched, [*words, "dropped_in", "dropped_because", "begins_on", "due_on"])


def _say(content: Content, field: str, words: str | None, language: str) -> None:
    """New words in one language. Those in the others said what the Vietnamese said, and go with it."""
    if words is None or content.said(field, language) == words.strip():
        return
    if language == "vi":
        for tail in LANGUAGES:
            setattr(content, f"{field}{tail}", "")
    setattr(content, field if language == "vi" else f"{field}_{language}", words.strip())


def _add_contents(own: Plan, contents: Mapping[int, Content], added: Sequence[Added], language: str) -> None:
    """The unit's own words stand in Vietnamese's place whatever they were typed in, so that nothing is empty."""
    there = {content.text for content in contents.values() if content.dropped_in is None}
    last, extra = max(contents, default=0), "" if language == "vi" else f"_{language}"
    new = [one for one in added if one.text.strip() not in there]  # what is pressed twice is there already
    Content.objects.bulk_create(
        Content(
            plan=own, number=last + place, lead=own.holder, due_on=one.due_on,
            **{name: one.text.strip() for name in ("text", f"text{extra}")},
            **{name: one.product.strip() for name in ("product", f"product{extra}")},
        )
        for place, one in enumerate(new, 1)
    )  # fmt: skip


def _set_targets(
    own: Plan, contents: Mapping[int, Content], kept: Sequence[Kept], *, by: Person, at: datetime
) -> None:
    asked = {slug for one in kept for slug in one.targets}
    if not asked:
        return
    known = {indicator.slug: indicator for indicator in Indicator.objects.filter(slug__in=asked)}
    assert asked <= known.keys(), "a target counts what the house counts"
    for one in kept:
        for slug, amount in one.targets.items() if one.keeps else ():
            which = {"content": contents[one.number], "indicator": known[slug], "is_assigned": False}
            if amount is None:
                end_targets(Target.objects.filter(**which), at=at)
                continue
            says = {
                "agreement": own.phase.agreement, "organisation": own.holder, "first_on": own.first_on,
                "last_on": own.ends_on, "amount": amount,
            }  # fmt: skip
            put_target(which, says, by=by, at=at)


def _give_tasks(
    own: Plan, contents: Mapping[int, Content], kept: Sequence[Kept], *, by: Person, at: datetime
) -> None:
    assert own.holder, "a plan of one body's own is held by that body"
    for one in kept:
        content = contents[one.number]
        due_on = one.task_due_on or content.due_on
        if one.keeps and one.task.strip() and due_on:
            add_task(content, own.holder, text=one.task, due_on=due_on, by=by, at=at)


def _note_stage(own: Plan, *, hand_up: bool, by: Person, at: datetime) -> None:
    if own.begun_at is None:
        own.begun_by, own.begun_at = by, at
    own.proposed_by, own.proposed_at = (by, at) if hand_up else (None, None)
    own.save(update_fields=["begun_by", "begun_at", "proposed_by", "proposed_at"])
