"""Every translatable text of an agreement or a plan, side by side, in a number of queries that does not grow."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import prefetch_related_objects

from chungtay.answers.supervision import findings_read
from chungtay.models import (
    AgreedContent,
    Agreement,
    Commitment,
    Content,
    Cost,
    Criterion,
    Criticism,
    Decision,
    Delegation,
    DelegationMember,
    Directive,
    Gathering,
    Gift,
    Matter,
    MatterAction,
    Meeting,
    Occasion,
    PaperNeeded,
    Person,
    Plan,
    Problem,
    ProgrammeItem,
    Recommendation,
    Rotation,
    ShelfItem,
    Speech,
    Supervision,
    SupervisionPlan,
    Task,
    Wording,
    Workshop,
)
from chungtay.models.record import Record
from chungtay.rules.people import Act
from chungtay.rules.wordings import (
    LANGUAGES,
    MOVES,
    TRANSLATABLE,
    Agreed,
    Move,
    Standing,
    mark_of,
    missing_terms,
    never_words,
    standing,
    terms_in,
    vietnamese_moved,
)

from .terms import agreed_terms
from .things import signed_languages

NUMBERED = {"commitment", "content", "decision", "problem", "finding"}
SIGNED = {"agreement", "commitment", "plan", "content"}  # whose words are part of a text that is signed


@dataclass(frozen=True)
class Said:
    """One text in one language."""

    language: str
    words: str
    standing: Standing
    wording: Wording | None
    seen: str  # the mark of both texts as they stand
    offered: list[Agreed]  # agreed words for the terms of the Vietnamese
    missing: list[Agreed]
    never: list[tuple[str, Agreed]]
    vietnamese_moved: bool
    moves: frozenset[Move]  # what this person may do to it

    @property
    def rows(self) -> int:
        return max(2, min(10, len(self.words) // 40 + self.words.count("\n") + 1))


@dataclass(frozen=True)
class Text:
    """One Vietnamese text and what says it elsewhere."""

    thing: Record
    kind: str
    field: str
    vietnamese: str
    number: int | None  # of a commitment, a content, a decision
    phase: str  # of a commitment: numbers begin anew in each
    said: list[Said]

    @property
    def key(self) -> str:
        return f"{self.thing.pk}-{self.field}"


class Words:
    """The texts of one agreement, or of one of its plans, as one person may see them."""

    def __init__(
        self, agreement: Agreement, person: Person, today: date, *, plan: Plan | None = None
    ) -> None:
        self.agreement, self.person, self.today, self.plan = agreement, person, today, plan

    @cached_property
    def plans(self) -> list[Plan]:
        """The plans whose words the person may choose to see."""
        return list(Plan.objects.visible_to(self.person, self.today).filter(phase__agreement=self.agreement))

    @cached_property
    def things(self) -> list[Record]:
        return list(self._of_the_plan(self.plan) if self.plan else self._of_the_agreement())

    @cached_property
    def texts(self) -> list[Text]:
        """Each text that has Vietnamese words, in the order in which a reader meets them."""
        kept, terms = wordings_of(self.things), agreed_terms()
        return [
            self._text(thing, field, kept, terms)
            for thing in self.things
            for field in TRANSLATABLE[kind_of(thing)]
            if str(getattr(thing, field)).strip()
        ]

    @cached_property
    def counts(self) -> dict[str, Counter[Standing]]:
        """How many texts stand how, by language."""
        return {
            language: Counter(
                said.standing for text in self.texts for said in text.said if said.language == language
            )
            for language in LANGUAGES
        }

    def asked(self, *, languages: Iterable[str] = LANGUAGES, state: str = "") -> list[Text]:
        """Those with something in that state, in one of these languages; "open" is whatever is not done yet."""
        states = {Standing.MISSING, Standing.DRAFT, Standing.STALE} if state == "open" else {state}
        wanted = set(languages)
        return [
            text
            for text in self.texts
            if not state or any(said.language in wanted and said.standing in states for said in text.said)
        ]

    def one(self, thing: Record, field: str) -> Text:
        """A single text, as it stands now."""
        return self._text(thing, field, wordings_of([thing]), agreed_terms())

    @cached_property
    def acts(self) -> frozenset[Act]:
        """Which of the two acts that move words this person may do to the agreement."""
        prefetch_related_objects([self.agreement], "seats__holdings")
        facts = self.agreement.facts(self.today)
        both = (Act.TRANSLATE, Act.SIGN)
        return frozenset(act for act in both if self.person.may(act, facts, self.today))

    @cached_property
    def signed(self) -> tuple[str, ...]:
        """The languages of the text in force: the agreement's, or the plan's."""
        return signed_languages(self.plan or self.agreement)

    def _text(self, thing: Record, field: str, kept: "Kept", terms: list[Agreed]) -> Text:
        kind, vietnamese = kind_of(thing), str(getattr(thing, field))
        return Text(
            thing=thing,
            kind=kind,
            field=field,
            vietnamese=vietnamese,
            number=getattr(thing, "number", None) if kind in NUMBERED else None,
            phase=thing.phase.name if isinstance(thing, Commitment) else "",
            said=[
                self._said(thing, field, language, kept.get((thing.pk, field, language)), terms)
                for language in LANGUAGES
            ],
        )

    def _said(
        self, thing: Record, field: str, language: str, row: Wording | None, terms: list[Agreed]
    ) -> Said:
        vietnamese, words = str(getattr(thing, field)), str(getattr(thing, f"{field}_{language}"))
        mark = row.of_text if row else ""
        stands = standing(row.state if row else None, mark, vietnamese=vietnamese, said=words)
        offered = [term for term in terms_in(vietnamese, terms) if term.said(language)]
        return Said(
            language=language,
            words=words,
            standing=stands,
            wording=row,
            seen=mark_of(vietnamese, words),
            offered=offered,
            missing=missing_terms(vietnamese, words, offered, language=language) if words.strip() else [],
            never=never_words(words, offered) if words.strip() else [],
            vietnamese_moved=row is not None and vietnamese_moved(mark, vietnamese),
            moves=frozenset(move for move in Move if self._may(move, kind_of(thing), language, stands, row)),
        )

    def _may(self, move: Move, kind: str, language: str, stands: Standing, row: Wording | None) -> bool:
        """What the page offers; the action asks the same once more."""
        if (move, stands) not in MOVES:
            return False
        if move is Move.MARK_EQUAL:
            return kind in SIGNED and language in self.signed and Act.SIGN in self.acts
        if move is Move.CHECK and (row is None or row.translated_by_id == self.person.pk):
            return False
        return Act.TRANSLATE in self.acts

    def _of_the_agreement(self) -> Iterator[Record]:
        yield self.agreement
        of_it = {"agreement": self.agreement}
        signed = Commitment.objects.filter(phase__agreement=self.agreement).select_related("phase")
        yield from signed.order_by("phase__first_on", "number")
        meetings = Meeting.objects.visible_to(self.person, self.today).filter(**of_it, plan=None)
        yield from meetings
        yield from Decision.objects.filter(meeting__in=meetings)
        yield from Directive.objects.visible_to(self.person, self.today).filter(**of_it, plan=None)
        yield from Task.objects.visible_to(self.person, self.today).filter(**of_it, content=None)
        yield from self._between(**of_it)
        yield from self._of_delegations()
        yield from self._of_oversight(**of_it)

    def _between(self, **of_it: Agreement) -> Iterator[Record]:
        """What stands between the sides: matters with their actions, the shelf, gatherings with who speaks."""
        matters = Matter.objects.visible_to(self.person, self.today).filter(**of_it)
        yield from matters
        yield from MatterAction.objects.filter(matter__in=matters.values("pk"))
        yield from ShelfItem.objects.visible_to(self.person, self.today).filter(**of_it)
        gatherings = Gathering.objects.visible_to(self.person, self.today).filter(**of_it)
        yield from gatherings
        yield from Speech.objects.filter(gathering__in=gatherings.values("pk"))
        workshops = Workshop.objects.visible_to(self.person, self.today).filter(**of_it)
        yield from workshops
        for model in (Criterion, Problem):
            yield from model.objects.filter(workshop__in=workshops.values("pk"))
        yield from Recommendation.objects.visible_to(self.person, self.today).filter(**of_it)

    def _of_oversight(self, **of_it: Agreement) -> Iterator[Record]:
        """What is looked into and criticised, and the days that were added for this programme."""
        for model in (SupervisionPlan, Supervision):
            yield from model.objects.visible_to(self.person, self.today).filter(**of_it)
        yield from findings_read(self.person, self.today).filter(supervision__agreement=self.agreement)
        for named in (Criticism, Occasion):
            yield from named.objects.visible_to(self.person, self.today).filter(**of_it)

    def _of_delegations(self) -> Iterator[Record]:
        yield from Rotation.objects.filter(agreement=self.agreement)
        seen = Delegation.objects.visible_to(self.person, self.today).filter(agreement=self.agreement)
        yield from seen
        for model in (DelegationMember, ProgrammeItem, Gift, Cost, PaperNeeded, AgreedContent):
            yield from model._base_manager.filter(delegation__in=seen.values("pk"))

    def _of_the_plan(self, plan: Plan) -> Iterator[Record]:
        yield plan
        tasks: dict[UUID | None, list[Task]] = {}
        visible = Task.objects.visible_to(self.person, self.today)
        for task in visible.filter(content__plan=plan).order_by("due_on", "id"):
            tasks.setdefault(task.content_id, []).append(task)
        for content in Content.objects.filter(plan=plan):
            yield content
            yield from tasks.get(content.pk, ())
        meetings = Meeting.objects.visible_to(self.person, self.today).filter(plan=plan)
        yield from meetings
        yield from Decision.objects.filter(meeting__in=meetings)
        yield from Directive.objects.visible_to(self.person, self.today).filter(plan=plan)


Kept = dict[tuple[UUID, str, str], Wording]


def wordings_of(things: Iterable[Record], *languages: str) -> Kept:
    """What was kept of these things' texts, in one query."""
    of_them = Wording.objects.filter(
        thing_id__in=[thing.pk for thing in things], language__in=languages or LANGUAGES
    )
    rows = of_them.select_related("translated_by", "checked_by")
    return {(row.thing_id, row.field, row.language): row for row in rows}


def kind_of(thing: Record) -> str:
    return thing._meta.model_name or ""
