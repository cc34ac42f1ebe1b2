"""Notes for a whole page, in one query, which of its translations nobody has checked; `said` then marks them."""

from collections.abc import Iterable

from chungtay.answers.plans import PlanPage
from chungtay.answers.programmes import PlannedContent, Programme
from chungtay.answers.wordings import mark_unchecked
from chungtay.models.record import Record
from chungtay.screens.tags import page_language


def mark_programme(
    shown: Programme, planned: PlannedContent | None = None, *, beside: Iterable[Record | None] = ()
) -> dict[str, bool]:
    """Of a programme's page, or of one content of it: `unchecked` says whether the page has a mark to explain."""
    contents = [planned] if planned else shown.contents
    things: list[Record | None] = [shown.agreement, shown.plan, *beside]
    for one in contents:
        things += [one.content, *one.commitments, *one.tasks]
    return {"unchecked": mark_unchecked([*things, *([] if planned else shown.uncovered)], page_language())}


def mark_plan(page: PlanPage) -> dict[str, bool]:
    things: list[Record | None] = [page.agreement, page.plan, *page.uncovered]
    for line in page.lines:
        things += [line.content, *line.commitments]
    return {"unchecked": mark_unchecked(things, page_language())}
