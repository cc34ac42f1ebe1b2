"""A letter of greeting as one person may see it: what it says, whose turn it is, and what may be done with it now."""

from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from chungtay.answers.drafts import DraftPage
from chungtay.answers.drafts.letters import letter_mark
from chungtay.models import Draft, Greeting, GreetingStep, Organisation, Person, Post
from chungtay.papers.kinds import Stage, check
from chungtay.rules.messages import Message
from chungtay.rules.occasions import OPEN, LetterMove, LetterState, moves_open
from chungtay.rules.people import Act, Kind, roles_that_may


class LetterPage:
    """Asked once a request."""

    def __init__(self, letter: Greeting, person: Person, today: date) -> None:
        self.letter, self.person, self.today = letter, person, today

    @property
    def state(self) -> LetterState:
        return LetterState(self.letter.state)

    @property
    def state_name(self) -> str:
        return f"letter_{self.letter.state}"

    @cached_property
    def may_record(self) -> bool:
        return self.person.may(Act.RECORD, self.letter.facts_for(self.letter.holder), self.today)

    @cached_property
    def may_sign(self) -> bool:
        return self.person.may(Act.SIGN, self.letter.facts_for(self.letter.holder), self.today)

    @cached_property
    def may_reply(self) -> bool:
        """The sender keeps what came by post; the partner answers from its own account."""
        if self.state is not LetterState.SENT:
            return False
        partner = self.letter.facts_for(self.letter.partner)
        return self.may_record or self.person.may(Act.RECORD, partner, self.today)

    @cached_property
    def is_of_sender(self) -> bool:
        return self.person.may(Act.READ, self.letter.facts_for(self.letter.holder), self.today)

    @cached_property
    def moves(self) -> list[LetterMove]:
        roles = [role for role, may in (("officer", self.may_record), ("leader", self.may_sign)) if may]
        return moves_open(self.state, roles=roles)

    @cached_property
    def draft(self) -> DraftPage | None:
        """The paper, for whoever may read papers of the sender."""
        seen = Draft.objects.visible_to(self.person, self.today).select_related(
            "holder", "agreement", "document"
        )
        found = seen.filter(pk=self.letter.draft_id).first() if self.letter.draft_id else None
        return DraftPage(found, self.person, self.today) if found else None

    @cached_property
    def mark(self) -> str:
        """Of what the paper says now; who approves sends back the mark of what was read."""
        return letter_mark(self.draft.draft, self.today) if self.draft else ""

    @cached_property
    def missing(self) -> list[Message]:
        """What the paper lacks before it can be approved."""
        return check(self.draft.paper, stage=Stage.SIGNING) if self.draft and self.state in OPEN else []

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def speaks_lao(self) -> bool:
        return self.draft is not None and "lo" in (
            self.draft.draft.language,
            getattr(self.draft.paper, "second", ""),
        )

    @cached_property
    def wrote_it(self) -> bool:
        return self.person.pk in writers_of(self.letter)

    @cached_property
    def is_alone(self) -> bool:
        """Who wrote it is the only one of the office who could approve it."""
        alone = self.may_sign and self.wrote_it
        return alone and not others_who_sign(self.letter.holder, self.person, self.today)

    @property
    def may_approve(self) -> bool:
        return LetterMove.APPROVE in self.moves and (not self.wrote_it or self.is_alone) and not self.missing

    @property
    def is_late(self) -> bool:
        return self.state in OPEN and self.letter.due_on < self.today

    @property
    def days_left(self) -> int:
        return (self.letter.due_on - self.today).days

    @cached_property
    def steps(self) -> list[GreetingStep]:
        return list(self.letter.steps.select_related("moved_by")) if self.is_of_sender else []


def writers_of(letter: Greeting) -> set[object]:
    """Who began the paper, and who wrote in it since."""
    wrote = letter.steps.filter(move__in=(LetterMove.DRAFT, LetterMove.EDIT))
    last = wrote.filter(move=LetterMove.DRAFT).order_by("-moved_at", "-id").first()
    if last is not None:  # an earlier paper was withdrawn
        wrote = wrote.filter(moved_at__gte=last.moved_at)
    began = {letter.draft.drafted_by_id} if letter.draft else set()
    return set(wrote.values_list("moved_by", flat=True)) | began


def others_who_sign(body: Organisation, person: Person, today: date) -> bool:
    """Whether somebody else of the body, with an account, may approve its letters."""
    posts = Post.objects.live_on(today).filter(
        organisation=body, role__in=roles_that_may(Act.SIGN, Kind.GREETING), person__account__is_active=True
    )
    return posts.exclude(person=person).exists()


def received_by(person: Person, today: date) -> "QuerySet[Greeting]":
    """Letters that partners sent to the person's offices, newest first."""
    seen = Greeting.objects.on_side("partner", person, Act.READ, today)
    return seen.select_related("occasion", "holder", "partner", "agreement").order_by("-sent_on", "id")


def may_ask(person: Person, body: Organisation, programme: str, today: date) -> bool:
    return body.pk in person.organisations_below(Act.RECORD, today, Kind.GREETING) and any(
        post.serves(programme) for post in person.posts_on(today)
    )
