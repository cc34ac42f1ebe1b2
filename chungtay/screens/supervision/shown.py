"""Which forms stand on the page of a supervision for this person, and which of them must be mended."""

from collections.abc import Callable
from typing import Any

from django.forms import Form

from chungtay.answers.supervision import SupervisionPage
from chungtay.rules.supervision import Move

from .forms import MoveForm, OutlineForm, PaperForm
from .working_forms import FindingForm, FindingTaskForm, MinutesForm, RecommendForm, ReportForm, SessionForm


def forms_of(page: SupervisionPage, wrong: Form | None) -> dict[str, Any]:
    """By the name under which the template knows each."""
    return {
        "outline_form": _or(wrong, OutlineForm, page.may_prepare, lambda: OutlineForm(page)),
        "decision_form": _paper(page, wrong, "decision", page.may_prepare),
        "report_form": _paper(page, wrong, "report", page.may_keep_report),
        "move_forms": [_wrong_move(wrong, move) or MoveForm(page, move) for move in page.moves],
        "session_form": _or(wrong, SessionForm, page.may_hold, lambda: SessionForm(page)),
        "finding_form": _or(wrong, FindingForm, page.may_find, lambda: FindingForm(page)),
        "own_reports": [
            wrong if isinstance(wrong, ReportForm) and wrong.body.pk == body.pk else ReportForm(page, body)
            for body in page.to_report
        ],
        "session_rows": [(one, _minutes(page, wrong, one)) for one in page.sessions],
        "finding_rows": [
            (
                one,
                _recommending(page, wrong, one.finding),
                _task(page, wrong, one.finding),
                page.may_direct(one.finding),
            )  # fmt: skip
            for one in page.found
        ],
        "too_late": wrong if wrong is not None and _is_homeless(page, wrong) else None,
    }


def _or(wrong: Form | None, kind: type[Form], may: bool, fresh: Callable[[], Form]) -> Form | None:
    if isinstance(wrong, kind):
        return wrong
    return fresh() if may else None


def _paper(page: SupervisionPage, wrong: Form | None, name: str, may: bool) -> Form | None:
    if isinstance(wrong, PaperForm) and getattr(wrong, "name", "") == name:
        return wrong
    return PaperForm(page, name) if may else None


def _wrong_move(wrong: Form | None, move: Move) -> Form | None:
    return wrong if isinstance(wrong, MoveForm) and wrong.move is move else None


def _minutes(page: SupervisionPage, wrong: Form | None, session: Any) -> Form | None:
    if isinstance(wrong, MinutesForm) and wrong.session.pk == session.pk:
        return wrong
    may = page.may_write_minutes and session.starts_at <= page.now
    return MinutesForm(session) if may else None


def _recommending(page: SupervisionPage, wrong: Form | None, finding: Any) -> Form | None:
    if isinstance(wrong, RecommendForm) and wrong.finding.pk == finding.pk:
        return wrong
    return RecommendForm(page, finding) if page.may_recommend else None


def _task(page: SupervisionPage, wrong: Form | None, finding: Any) -> Form | None:
    if isinstance(wrong, FindingTaskForm) and wrong.finding.pk == finding.pk:
        return wrong
    return FindingTaskForm(page, finding) if page.may_give else None


def _is_homeless(page: SupervisionPage, wrong: Form) -> bool:
    """The step was taken meanwhile, so the form that was sent stands nowhere on the page any more."""
    if isinstance(wrong, MoveForm):
        return wrong.move not in page.moves
    if isinstance(wrong, ReportForm):
        return wrong.body.pk not in {one.pk for one in page.to_report}
    return False
