"""What the API's table sends to rounds of reports."""

from typing import Any

OF_ROUNDS: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "rounds"): {
        "form": "<form>", "units": ["<dogwood>"], "first_on": "2026-04-01", "last_on": "2026-06-30",
        "due_on": "2099-12-31",
    },
    ("POST", "rounds/{slug}/{first_on}/{last_on}/reminders"): {"reports": ["<report>"], "channel": "chat"},
    ("POST", "rounds/{slug}/{first_on}/{last_on}/stops"): {"reports": ["<report>"], "reason": "Flooded"},
    ("POST", "rounds/{slug}/{first_on}/{last_on}/resumption"): {"reports": ["<report>"]},
    ("PUT", "units/{id}/contact"): {"phone": "0260 3862 301"},
}  # fmt: skip
