"""Draws the year's plan of supervision, and takes each supervision from its team to its conclusion."""

from .finding import (
    direct_by_finding,
    give_by_finding,
    recommend_by_finding,
    rewrite_finding,
    write_finding,
)
from .papers import begin_plan_paper, begin_supervision_paper, keep_decision, keep_supervision_report
from .planning import (
    Member,
    draft_supervision_plan,
    edit_supervision_plan,
    issue_supervision_plan,
    plan_supervision,
    redraw_supervision,
    write_outline,
)
from .steps import just_moved, move_supervision
from .working import (
    drop_session,
    hold_session,
    receive_decision,
    report_by_outline,
    write_session_minutes,
)

__all__ = [
    "Member",
    "begin_plan_paper",
    "begin_supervision_paper",
    "direct_by_finding",
    "draft_supervision_plan",
    "drop_session",
    "edit_supervision_plan",
    "give_by_finding",
    "hold_session",
    "issue_supervision_plan",
    "just_moved",
    "keep_decision",
    "keep_supervision_report",
    "move_supervision",
    "plan_supervision",
    "receive_decision",
    "recommend_by_finding",
    "redraw_supervision",
    "report_by_outline",
    "rewrite_finding",
    "write_finding",
    "write_outline",
    "write_session_minutes",
]
