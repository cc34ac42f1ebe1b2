"""A draft as one person may see it: what it says, what it still lacks, and what may be done with it now."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from chungtay.models import Agreement, Draft, Organisation, Person
from chungtay.papers.kinds import Paper, Stage, check, sheet_of
from chungtay.papers.sheets import Sheet
from chungtay.rules.drafts import CHOSEN, PAPERS, DraftState, PaperKind, state_of
from chungtay.rules.messages import Message
from chungtay.rules.people import Act, Kind

from .composing import boxes_of, live_paper, paper_of
from .laying import as_typed


class DraftPage:
    """Asked once a request."""

    def __init__(self, draft: Draft, person: Person, today: date) -> None:
        self.draft, self.person, self.today = draft, person, today

    @property
    def kind(self) -> PaperKind:
        return PAPERS[self.draft.paper]

    @property
    def state(self) -> DraftState:
        return state_of_draft(self.draft)

    @property
    def state_name(self) -> str:
        return f"paper_{self.state.value}"

    @cached_property
    def paper(self) -> Paper:
        return paper_of(self.draft, self.person, self.today)

    @cached_property
    def sheet(self) -> Sheet:
        """To look at: what is missing stays blank."""
        return sheet_of(self.paper, stage=Stage.DRAFT)

    @cached_property
    def missing(self) -> list[Message]:
        """What stands in the way of the signature."""
        return check(self.paper, stage=Stage.SIGNING) if self.is_open else []

    @cached_property
    def boxes(self) -> dict[str, Any]:
        return boxes_of(self.draft, self.person, self.today)

    @property
    def is_open(self) -> bool:
        return self.state is DraftState.WRITING

    @cached_property
    def may_record(self) -> bool:
        return self.person.may(Act.RECORD, self.draft.facts(self.today), self.today)

    @property
    def may_write(self) -> bool:
        return self.may_record and self.is_open

    @property
    def may_close(self) -> bool:
        return self.may_record and self.state is DraftState.NUMBERED


def state_of_draft(draft: Draft) -> DraftState:
    return state_of(issued_at=draft.issued_at, closed_at=draft.closed_at, withdrawn_at=draft.withdrawn_at)


def typed_anew(draft: Draft, values: Mapping[str, Any], person: Person, today: date) -> dict[str, Any]:
    """Of what came from the boxes only what the facts do not say themselves. Boxes that did not come stay."""
    facts = as_typed(live_paper(draft, person, today), draft.paper)
    told = draft.values | {field: tidied(value) for field, value in values.items()}
    return {
        field: value for field, value in told.items() if field in CHOSEN or not same(value, facts.get(field))
    }


def tidied(value: Any) -> Any:
    """A signer of whom nothing is known yet is none: once the body says its post, it stands there."""
    if isinstance(value, list):
        return [one for one in value if one.get("post") or one.get("name")]
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def same(one: Any, other: Any) -> bool:
    return tidied(one) == tidied(other)


def writing_for(person: Person, today: date, agreement: Agreement | None = None) -> "QuerySet[Organisation]":
    """The person's own bodies that write papers."""
    own = person.organisations_for(
        Act.RECORD, today, Kind.DRAFT, programme=agreement.slug if agreement else ""
    )
    return Organisation.objects.filter(pk__in=own)


def drafts_of(person: Person, today: date, agreement: Agreement | None = None) -> "QuerySet[Draft]":
    """Changed last first; what was withdrawn is gone from the list."""
    seen = Draft.objects.visible_to(person, today).filter(withdrawn_at=None)
    seen = seen.select_related("holder", "agreement", "document")
    return seen.filter(agreement=agreement) if agreement else seen
