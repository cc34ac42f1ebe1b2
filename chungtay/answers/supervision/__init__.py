"""What is asked about supervision: the lists, the page of one, whom one may name, what lies at the same time."""

from .around import (
    bodies_to_name,
    first_day,
    missing_of,
    notice_by,
    recommended,
    span_of,
    spans_beside,
    supervisors,
    too_soon,
    unanswered,
)
from .listing import (
    STATES,
    Choice,
    findings_read,
    findings_to_direct,
    plans_of,
    supervisions_of,
    years_of,
)
from .page import PlanPage, SupervisionPage

__all__ = [
    "SupervisionPage",
    "PlanPage",
    "years_of",
    "supervisions_of",
    "plans_of",
    "Choice",
    "STATES",
    "bodies_to_name",
    "findings_read",
    "findings_to_direct",
    "first_day",
    "missing_of",
    "notice_by",
    "recommended",
    "span_of",
    "spans_beside",
    "supervisors",
    "too_soon",
    "unanswered",
]
