"""With which real papers a template can be looked at, and their facts by the names that templates use."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from chungtay.answers.drafts import paper_of
from chungtay.models import Draft, PaperTemplate, Person
from chungtay.papers.templates import example_of, fields_of

MOST_TRIED = 20
EXAMPLE = "example"  # chosen in the place of a paper


def papers_to_try(template: PaperTemplate, person: Person, today: date) -> QuerySet[Draft]:
    """Papers of this kind that the person reads, the newest first: a template is best looked at with real facts."""
    drafts = Draft.objects.visible_to(person, today)
    return drafts.filter(paper=template.paper, withdrawn_at=None).select_related("holder")[:MOST_TRIED]


def facts_to_try(
    template: PaperTemplate, papers: Sequence[Draft], chosen: str, person: Person, today: date
) -> tuple[Draft | None, dict[str, Any]]:
    """The facts of the paper that was chosen, else of the newest; of an example where there is none or it is asked."""
    draft = next((one for one in papers if str(one.pk) == chosen), papers[0] if papers else None)
    if draft is None or chosen == EXAMPLE:
        return None, example_of(template.paper)
    return draft, fields_of(paper_of(draft, person, today))
