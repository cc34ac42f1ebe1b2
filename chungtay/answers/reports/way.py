"""How a report came this far: what changed since last time, who typed and agreed, what was noted on lines."""

from dataclasses import dataclass

from chungtay.models import HandIn, LineNote, Report, Return
from chungtay.rules.reports import Change, changes_between, is_odd


@dataclass(frozen=True)
class LineBeside:
    """One line as an approver looks at it."""

    is_changed: bool  # since the hand-in before
    is_odd: bool  # beside the last period


def last_hand_in(report: Report) -> HandIn | None:
    """With all that a page says of it."""
    found = report.hand_ins.select_related("on_behalf__paper", "on_behalf__confirmed_by", "handed_in_by")
    last = found.prefetch_related("endorsements__paper").order_by("-handed_in_at", "-id").first()
    if last is not None:
        last.report = report
    return last


def changes_since_last_time(report: Report, last: HandIn | None) -> list[Change]:
    """What the last hand-in says otherwise than the one before it; nothing where there is only one."""
    if last is None:
        return []
    before = (
        report.hand_ins.filter(handed_in_at__lt=last.handed_in_at).order_by("-handed_in_at", "-id").first()
    )
    return changes_between(before.said, last.said) if before is not None and before.said else []


def beside_lines(
    now: dict[int, int | None], before: dict[int, int | None], changes: list[Change]
) -> dict[int, LineBeside]:
    changed = {one.number for one in changes if one.part in ("state", "total", "qualifier", "cell")}
    return {
        number: LineBeside(number in changed, is_odd(total, before.get(number)))
        for number, total in now.items()
    }


def line_notes(returned: Return | None) -> dict[int, str]:
    """What was written beside lines when the report came back, by the number of the line."""
    if returned is None:
        return {}
    notes = LineNote.objects.filter(returned=returned)
    return dict(notes.values_list("line__question__number", "note"))
