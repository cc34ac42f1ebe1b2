"""Asks units and experts for their opinion of a draft, and keeps what each says, clause by clause."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from chungtay.answers.criticism import bodies_for_opinions
from chungtay.models import Asked, Clause, ClauseOpinion, Criticism, Organisation, Person
from chungtay.rules.criticism import CriticismMove, Stand, check_asked, check_opinion
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..recorded import PRESSED_TWICE, recorded
from .steps import step


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """Of one clause, or without one of the whole draft."""

    stand: Stand
    clause: Clause | None = None
    text: str = ""
    proposal: str = ""


def ask_critics(
    criticism: Criticism, *, bodies: Iterable[Organisation] = (), experts: Iterable[str] = (), due_on: date,
    by: Person, at: datetime,
) -> Criticism:  # fmt: skip
    """Units read the draft from now on and answer themselves; what an expert says the office types in.

    Who was asked before is asked no second time, but gets the later day.
    """
    today, bodies = timezone.localdate(at), list(bodies)
    names = [name for name in (" ".join(one.split()) for one in experts) if name]

    def is_news(held: Criticism) -> bool:
        had = {(one.organisation_id, one.name): one for one in held.asked.all()}
        wanted = [*((body.pk, "") for body in bodies), *((None, name) for name in names)]
        return any(one not in had or _is_put_off(had[one], due_on) for one in wanted)

    with step(criticism, CriticismMove.ASK, body=criticism.holder, is_news=is_news, by=by, at=at) as held:
        check_asked(bodies=len(bodies), names=names, due_on=due_on, today=today, ends_on=held.due_on)
        _refuse_strange(held, bodies, names, by, today)
        held.asked_at = held.asked_at or at
        for body in bodies:
            _ask(Asked(criticism=held, organisation=body, due_on=due_on))
        for name in names:
            _ask(Asked(criticism=held, name=name, due_on=due_on))
    return criticism


def give_opinion(asked: Asked, opinion: Opinion, *, by: Person, at: datetime) -> ClauseOpinion:
    """What was said before of the same clause stays, and the later word holds."""
    criticism = asked.criticism
    text, proposal = opinion.text.strip(), opinion.proposal.strip()
    with step(criticism, CriticismMove.OPINE, body=speaker_of(asked), by=by, at=at) as held:
        if opinion.clause is not None and opinion.clause.criticism_id != held.pk:
            raise RuleBroken(Message("Choose a clause of this draft.", where="clause"))
        check_opinion(opinion.stand, text=text, proposal=proposal, on_clause=opinion.clause is not None)
        same = asked.opinions.filter(
            clause=opinion.clause, stand=opinion.stand, text=text, proposal=proposal, written_by=by,
            written_at__gt=at - PRESSED_TWICE,
        ).first()  # fmt: skip
        return same or ClauseOpinion.objects.create(
            asked=asked, clause=opinion.clause, stand=opinion.stand, text=text, proposal=proposal,
            typed=_is_typed(asked, by, timezone.localdate(at)), written_by=by, written_at=at,
        )  # fmt: skip


def finish_opinions(asked: Asked, *, by: Person, at: datetime) -> Asked:
    """That is all they have to say. Whoever agrees with everything says so of the whole."""
    criticism, body = asked.criticism, speaker_of(asked)
    if not by.may(Act.RECORD, criticism.facts_for(body), timezone.localdate(at)):
        raise RuleBroken(Message("Your post does not allow this."))
    with recorded("finish_opinions", thing=criticism, by=by, at=at):
        held = Asked.objects.select_for_update().get(pk=asked.pk)
        if held.answered_at is not None:
            return held  # pressed twice
        if not held.opinions.exists():
            raise RuleBroken(
                Message("Give an opinion first; of the whole draft, if it is good as it stands.")
            )
        held.answered_at = at
        held.save(update_fields=["answered_at"])
    return held


def speaker_of(asked: Asked) -> Organisation:
    """A unit speaks for itself; for an expert the office types."""
    return asked.organisation or asked.criticism.holder


def _is_typed(asked: Asked, by: Person, today: date) -> bool:
    own = {post.organisation_id for post in by.posts_on(today)}
    return asked.organisation_id not in own


def _ask(asked: Asked) -> None:
    same = {"organisation": asked.organisation, "name": asked.name}
    held = Asked.objects.filter(criticism=asked.criticism, **same).first()
    if held is None:
        asked.save(force_insert=True)
    elif _is_put_off(held, asked.due_on):
        held.due_on = asked.due_on
        held.save(update_fields=["due_on"])


def _is_put_off(asked: Asked, due_on: date) -> bool:
    return asked.answered_at is None and asked.due_on < due_on


def _refuse_strange(
    criticism: Criticism, bodies: list[Organisation], names: list[str], by: Person, today: date
) -> None:
    known = set(bodies_for_opinions(criticism, by, today).values_list("pk", flat=True)) if bodies else set()
    said = [
        Message("%(name)s is not one of the bodies that you may ask.", {"name": body}, "bodies")
        for body in bodies
        if body.pk not in known
    ]
    if any(len(name) > 300 for name in names):
        said.append(Message("The post of an expert has at most 300 letters.", where="experts"))
    if said:
        raise RuleBroken(said)
