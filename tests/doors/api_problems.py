"""Good bodies for the operations of urgent problems, for the API's table, and where its things are."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

KEPT_PROBLEMS = {
    ("workshops", "draft"): ("workshop", "draft"),
    ("workshops", "open"): ("problem", "open"),
    ("workshops", "shared"): ("problem", "shared"),
    ("workshops", "closed"): ("problem", "closed"),
}
PROBLEM = "workshops/{id}/problems/{number}"
WORDS = {"title": "On springs", "held_on": "2026-03-20"}
SAID = {"text": "No well in the dry months", "group": "Women", "places": ["103"]}
OF_PROBLEMS: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "programmes/{slug}/workshops"): WORDS,
    ("PUT", "workshops/{id}"): WORDS,
    ("PUT", "workshops/{id}/criteria"): {"criteria": [{"text": "How grave", "weight": 2}]},
    ("POST", "workshops/{id}/closing"): {"reason": "It was asked so"},
    ("POST", "workshops/{id}/problems"): SAID,
    ("PUT", PROBLEM): SAID,
    ("POST", f"{PROBLEM}/figures"): {
        "indicator": "sessions", "first_on": "2026-01-01", "last_on": "2026-03-20",
    },
    ("POST", f"{PROBLEM}/votes"): {"scores": [{"criterion": "<criterion>", "score": 4}]},
    ("POST", f"{PROBLEM}/outcomes"): {"kind": "content"},
    ("POST", f"{PROBLEM}/tasks"): {"text": "Dig", "organisation": "<dogwood>", "due_on": "2099-12-31"},
    ("POST", f"{PROBLEM}/recommendations"): {"text": "Pay for a well", "outside": ["District office"]},
}  # fmt: skip
PROBLEM_FILES: dict[tuple[str, str], Callable[[], dict[str, Any]]] = {
    ("POST", "workshops/{id}/minutes"): lambda: {"file": SimpleUploadedFile("ranking.pdf", b"%PDF-1.7")},
}
