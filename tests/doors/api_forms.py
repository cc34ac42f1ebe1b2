"""Where the API finds the forms and regimes of the access table, and what it sends to each."""

from typing import Any

KEPT_FORMS = {
    ("forms", "ours"): ("form", "ours"),
    ("forms", "drawn"): ("form", "drawn"),
    ("regimes", "dogwood's"): ("regime", "dogwood's"),
}
DRAFT: dict[str, Any] = {
    "name": "Twice a year", "valid_from": "2026-05-01", "columns": ["cumulative"],
    "lines": [{"indicator": "sessions"}, {"indicator": "attendances", "base": "sex", "condition": "1 > 0"}],
    "words": [{"title": "What is hard?", "after": 1}],
    "checks": [{"expression": "2.sex:female <= 2", "message": "Look again"}],
}  # fmt: skip
REGIME: dict[str, Any] = {
    "name": "Ours", "source": "Decision 6", "reminders": [-3, 1],
    "cut_offs": [{"span": "year", "month": 12, "day": 14, "due_month": 12, "due_day": 25}],
    "steps": [{"name": "Sent", "days_after": 2, "level": "commune", "to_level": "province"}],
}  # fmt: skip
OF_FORMS: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "programmes/{slug}/forms/drafts"): DRAFT,
    ("PUT", "forms/{id}"): DRAFT,
    ("POST", "regimes"): REGIME,
    ("PUT", "regimes/{slug}"): REGIME,
}
