"""Criticisms as one person sees them: the list, the page of one, and draft, criticism and final text side by side."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from chungtay.models import (
    Agreement,
    Asked,
    Clause,
    ClauseOpinion,
    ConferenceTurn,
    Criticism,
    CriticismPoint,
    CriticismStep,
    Document,
    Draft,
    FinalClause,
    Organisation,
    Person,
    Recommendation,
)
from chungtay.rules.criticism import (
    ClauseText,
    CriticismMove,
    CriticismState,
    Pair,
    Side,
    compared,
    moves_open,
    turn_of,
)
from chungtay.rules.people import Act, Kind
from chungtay.rules.recommendations import Origin

from ..drafts.source import country_of, suggested
from ..recommendations import bodies_to_ask

OVER = (CriticismState.CLOSED, CriticismState.REFUSED)


@dataclass(frozen=True)
class Compared:
    """One row: what the draft said, what the criticism said of it, what it says in the end."""

    pair: Pair
    clause: Clause | None
    final: FinalClause | None
    points: list[CriticismPoint] = field(default_factory=list)


class CriticismPage:
    """Asked once a request; each property costs a fixed number of queries."""

    def __init__(self, criticism: Criticism, person: Person, today: date) -> None:
        self.criticism, self.person, self.today = criticism, person, today

    @cached_property
    def state(self) -> CriticismState:
        return CriticismState(self.criticism.state)

    @cached_property
    def is_office(self) -> bool:
        """Whether the person reads it as one of those who criticise."""
        holder = self.criticism.holder
        return self.person.may(Act.READ, self.criticism.facts_for(holder), self.today)

    @cached_property
    def sides(self) -> set[Side]:
        """For whom the person acts."""
        bodies = [(Side.HOLDER, self.criticism.holder), (Side.DRAFTER, self.criticism.drafter)]
        found = {side for side, body in bodies if body and self._may(Act.RECORD, body)}
        return found | ({Side.ASKED} if any(self.may_speak(one) for one in self.asked) else set())

    @cached_property
    def moves(self) -> list[CriticismMove]:
        return [move for move in moves_open(self.state, self.sides) if move not in self._not_yet]

    @property
    def is_hand(self) -> bool:
        """Whether the person works for the office that criticises."""
        return Side.HOLDER in self.sides

    @property
    def is_own_turn(self) -> bool:
        """Whoever stands above may act, but the turn is that of the body itself."""
        if self.turn is Side.ASKED:
            return bool(self.own_parts)
        body = {Side.HOLDER: self.criticism.holder_id, Side.DRAFTER: self.criticism.drafter_id}
        return self.turn in self.sides and body.get(self.turn) in self._own

    @cached_property
    def _own(self) -> set[UUID]:
        return {post.organisation_id for post in self.person.posts_on(self.today)}

    @property
    def own_parts(self) -> list[Asked]:
        """Whose opinion the person gives and has not ended; what experts said the office types in."""
        mine = [one for one in self.asked if self.may_speak(one) and not one.answered_at]
        return [one for one in mine if one.organisation_id in self._own]

    @property
    def may_begin_paper(self) -> bool:
        has_paper = self.criticism.dispatch is not None and self.criticism.dispatch.withdrawn_at is None
        return self.is_hand and bool(self.points) and not has_paper and self.state not in OVER

    @property
    def has_no_conference(self) -> bool:
        return self.state is CriticismState.ASKED

    @property
    def closing_asks_note(self) -> bool:
        return self.state is CriticismState.SENT or not self.final

    @property
    def may_recommend(self) -> bool:
        return self.is_hand and self.criticism.sent_at is not None

    @property
    def may_send(self) -> bool:
        return CriticismMove.SEND in self.moves and self._may(Act.SIGN, self.criticism.holder)

    @cached_property
    def turn(self) -> Side | None:
        asked = list(self.criticism.asked.all())
        return turn_of(self.state, all_answered=all(one.answered_at for one in asked))

    @cached_property
    def clauses(self) -> list[Clause]:
        return list(self.criticism.clauses.all())

    @cached_property
    def asked(self) -> list[Asked]:
        """The office sees all; whoever was asked sees what they said themselves; the drafter sees no opinion."""
        opinions = ClauseOpinion.objects.select_related("clause")
        every = self.criticism.asked.select_related("organisation").prefetch_related(
            Prefetch("opinions", opinions)
        )
        found = list(every)
        for one in found:
            one.criticism = self.criticism
        return found if self.is_office else [one for one in found if self._speaks_or_reads(one)]

    def may_speak(self, asked: Asked) -> bool:
        return self._may(Act.RECORD, asked.organisation or self.criticism.holder)

    @cached_property
    def turns(self) -> list[ConferenceTurn]:
        return list(self.criticism.turns.all())

    @cached_property
    def points(self) -> list[CriticismPoint]:
        """The office's own until they are sent."""
        if not (self.is_office or self.criticism.sent_at):
            return []
        near = self.criticism.points.select_related("clause")
        rests = ClauseOpinion.objects.select_related("asked__organisation", "clause")
        found = list(near.prefetch_related(Prefetch("opinions", rests)))
        for point in found:
            point.__dict__["made"] = self.recommendations.get(point.pk, [])
        return found

    @cached_property
    def recommendations(self) -> dict[UUID, list[Recommendation]]:
        """By point, as far as the person sees them."""
        seen = Recommendation.objects.visible_to(self.person, self.today)
        found: dict[UUID, list[Recommendation]] = {}
        for one in seen.filter(origin=Origin.CRITICISM, origin_id=self.criticism.pk):
            if one.origin_part:
                found.setdefault(one.origin_part, []).append(one)
        return found

    @cached_property
    def steps(self) -> list[CriticismStep]:
        """Each with who took it; an office's own until the criticism is sent."""
        if not (self.is_office or self.criticism.sent_at):
            return []
        return list(self.criticism.steps.select_related("moved_by"))

    @cached_property
    def final(self) -> list[FinalClause]:
        return list(self.criticism.final_clauses.select_related("clause"))

    @cached_property
    def comparison(self) -> list[Compared]:
        """As one reads the final text; until it is there, as one reads the draft."""
        places = {clause.pk: place for place, clause in enumerate(self.clauses)}
        matches = {
            place: places[one.clause_id] for place, one in enumerate(self.final) if one.clause_id in places
        }
        draft, final = _texts(self.clauses), _texts(self.final)
        by_clause: dict[UUID | None, list[CriticismPoint]] = {}
        for point in self.points:
            by_clause.setdefault(point.clause_id, []).append(point)
        rows = []
        for pair in compared(draft, final, matches):
            clause = self.clauses[pair.draft] if pair.draft is not None else None
            issued = self.final[pair.final] if pair.final is not None else None
            rows.append(Compared(pair, clause, issued, by_clause.get(clause.pk, []) if clause else []))
        return rows

    @property
    def on_the_whole(self) -> list[CriticismPoint]:
        return [point for point in self.points if point.clause_id is None]

    @cached_property
    def document(self) -> Document | None:
        return self._seen_paper(self.criticism.draft_id)

    @cached_property
    def paper(self) -> Draft | None:
        seen = Draft.objects.visible_to(self.person, self.today)
        return seen.filter(criticisms=self.criticism, withdrawn_at=None).first()

    @cached_property
    def reply(self) -> Document | None:
        return self._seen_paper(self.criticism.reply_id)

    @property
    def is_late(self) -> bool:
        """What is due next, and is not there."""
        due = {CriticismState.SENT: self.criticism.reply_due_on}.get(self.state, self.criticism.due_on)
        return self.state not in (*OVER, CriticismState.REPLIED) and due is not None and due < self.today

    @property
    def replied_late(self) -> bool:
        said, due = self.criticism.replied_on, self.criticism.reply_due_on
        return said is not None and due is not None and said > due

    @property
    def _not_yet(self) -> set[CriticismMove]:
        """Where nobody of the house drafted it the reply comes on paper alone; without clauses nobody is asked."""
        return {CriticismMove.ASK} if not self.clauses else set()

    def _seen_paper(self, key: UUID | None) -> Document | None:
        if key is None:
            return None
        seen = Document.objects.visible_to(self.person, self.today).prefetch_related("files")
        return seen.filter(pk=key).first()

    def _speaks_or_reads(self, asked: Asked) -> bool:
        return asked.organisation is not None and self._may(Act.READ, asked.organisation)

    def _may(self, act: Act, body: Organisation) -> bool:
        return self.person.may(act, self.criticism.facts_for(body), self.today)


def criticisms_of(
    person: Person, today: date, *, programme: Agreement | None = None, over: bool | None = None
) -> "QuerySet[Criticism]":
    """Those that go on first by what is due, then what is over, newest first."""
    seen = Criticism.objects.visible_to(person, today).select_related("holder", "drafter", "agreement")
    waiting = Asked.objects.filter(criticism=OuterRef("pk"), answered_at=None)
    seen = seen.annotate(waits=Exists(waiting), count=Count("points", distinct=True))
    if programme:
        seen = seen.filter(agreement=programme)
    if over is not None:
        seen = seen.filter(state__in=OVER) if over else seen.exclude(state__in=OVER)
    return seen.order_by("-received_on", "id") if over else seen.order_by("due_on", "id")


def holders_for(person: Person, today: date) -> "QuerySet[Organisation]":
    """The person's own bodies that criticise drafts."""
    own = person.organisations_for(Act.RECORD, today, Kind.CRITICISM)
    return Organisation.objects.filter(pk__in=own).order_by("name")


def drafters_for(person: Person, today: date) -> "QuerySet[Organisation]":
    """Bodies of the house whose draft it may be."""
    return bodies_to_ask(person, today)


def bodies_for_opinions(criticism: Criticism, person: Person, today: date) -> "QuerySet[Organisation]":
    """Units of the own tree and of the sides of one's programmes, but neither who asks nor who drafted it."""
    away = Q(pk=criticism.holder_id)
    if criticism.drafter_id:
        away |= Q(pk=criticism.drafter_id)
    return bodies_to_ask(person, today).exclude(away)


def paper_title(criticism: Criticism, language: str) -> str:
    said = str(suggested()["criticism"]["abstract"][language])
    return said.format(title=criticism.said("title", language))


def paper_style(criticism: Criticism) -> str:
    return "lao" if country_of(criticism.holder) == "LA" else "state"


def _texts(clauses: Iterable[Clause] | Iterable[FinalClause]) -> list[ClauseText]:
    return [ClauseText(one.name, one.text) for one in clauses]
