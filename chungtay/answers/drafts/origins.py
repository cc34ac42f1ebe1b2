"""Where a paper is thought of: on a plan, a programme, a meeting, a recommendation; and which papers fit there."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from chungtay.models import (
    Agreement,
    AgreementKind,
    Draft,
    Meeting,
    Organisation,
    Person,
    Plan,
    Recommendation,
)
from chungtay.rules.drafts import PAPERS, Drawn

from .source import country_of

# Of a programme the paper that it is itself comes first.
OWN_PAPER = {AgreementKind.MEMORANDUM: "memorandum", AgreementKind.TWINNING: "memorandum"}


@dataclass(frozen=True)
class Origin:
    agreement: Agreement | None = None
    plan: Plan | None = None
    meeting: Meeting | None = None
    recommendation: Recommendation | None = None

    @property
    def papers(self) -> list[str]:
        """Those that can be written from here, the nearest first."""
        if self.recommendation:
            return ["recommendation", "escalation", "recommendation_record"]
        if self.meeting:
            return ["minutes", "invitation", "dispatch"]
        if self.plan:
            return ["plan", "appendix", "dispatch", "invitation"]
        if self.agreement is None:
            return ["dispatch", "invitation"]
        own = OWN_PAPER.get(AgreementKind(self.agreement.kind), "programme")
        first = [own, "greeting"] if own == "memorandum" else [own]
        rest = ["dispatch", "invitation", "supervision_plan", "supervision_report"]
        return [*first, *rest] if own == "memorandum" else [*first, *rest, "greeting"]

    def draft(self, paper: str, *, holder: Organisation, language: str) -> Draft:
        """Unsaved; a paper of a Lao body in the Lao layout, one of two bodies in the joint one."""
        begins_from = PAPERS[paper].begins_from if paper in PAPERS else "any"
        return Draft(
            paper=paper, holder=holder, agreement=self.agreement,
            plan=self.plan if begins_from in ("plan", "any") else None,
            meeting=self.meeting if begins_from in ("meeting", "any") else None,
            origin_kind=Drawn.RECOMMENDATION if self.recommendation else "",
            origin_id=self.recommendation.pk if self.recommendation else None,
            language=language, house_style=self.style_of(paper, holder=holder, language=language),
        )  # fmt: skip

    def style_of(self, paper: str, *, holder: Organisation, language: str) -> str:
        if paper in ("programme", "memorandum"):
            return "joint"
        if paper == "plan" and self.plan and self.plan.is_joint and self.plan.issuers.count() > 1:
            return "joint"
        return "lao" if country_of(holder) == "LA" else "state"


def origin_of(
    person: Person,
    today: date,
    *,
    programme: str = "",
    plan: str = "",
    meeting: str = "",
    recommendation: str = "",
) -> Origin | None:
    """As an address names it; None where something of it does not exist for the person."""
    asked: list[tuple[Any, dict[str, Any] | None]] = [
        (Agreement, {"slug": programme} if programme else None),
        (Plan, {"pk": _key(plan)} if plan else None),
        (Meeting, {"pk": _key(meeting)} if meeting else None),
        (Recommendation, {"pk": _key(recommendation)} if recommendation else None),
    ]
    seen = [
        model.objects.visible_to(person, today).filter(**named).first() if named else None
        for model, named in asked
    ]
    if any(named and found is None for (_, named), found in zip(asked, seen, strict=True)):
        return None
    agreement, drawn, held, recommended = seen
    if drawn:
        agreement = drawn.phase.agreement
    elif held:
        agreement = held.agreement
    elif recommended:
        agreement = recommended.agreement
    return Origin(agreement, drawn, held, recommended)


def _key(text: str) -> UUID | None:
    """What is no id names nothing."""
    try:
        return UUID(text)
    except ValueError:
        return None
