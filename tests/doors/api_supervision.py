"""Good bodies for the operations of supervision, for the API's table, and where its things are."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

KEPT_SUPERVISION = {
    ("supervision-plans", "plan"): ("supervision-plan", "plan"),
    ("supervisions", "planned"): ("supervision", "planned"),
    ("supervisions", "decided"): ("supervision", "decided"),
    ("supervisions", "sent"): ("supervision-paper", "sent"),
    ("supervisions", "under-way"): ("supervision-minutes", "under-way"),
    ("supervisions", "concluded"): ("supervision", "concluded"),
}
# What else stands in paths or bodies about the same thing.
BESIDE_SUPERVISION = {
    ("supervisions", "sent"): ("supervision-receipt", "sent"),
    ("supervisions", "under-way"): ("supervision-finding", "under-way"),
}
ONE, FINDING = "supervisions/{id}", "supervisions/{id}/findings/{number}"
DRAWN = {"subject": "On wells", "form": "team", "first_on": "2026-03-20", "last_on": "2026-03-25"}
FOUND = {"kind": "shortcoming", "text": "Two are dry", "found_on": "2026-03-20"}
OF_SUPERVISION: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "supervision-plans"): {"title": "Of 2027", "year": 2027},
    ("PUT", "supervision-plans/{id}"): {"title": "Anew", "year": 2026},
    ("POST", "supervision-plans/{id}/issue"): {"on": "2026-03-20"},
    ("POST", "supervisions"): DRAWN,
    ("PUT", ONE): DRAWN,
    ("PUT", f"{ONE}/outline"): {"outline": "1. Wells", "reports_due_on": "2099-12-31"},
    ("POST", f"{ONE}/drafts"): {"paper": "supervision_plan"},
    ("POST", f"{ONE}/moves"): {"move": "cancel", "note": "No"},
    ("PUT", f"{ONE}/bodies/{{body_id}}/report"): {
        "report": "Two", "paper_number": "9/BC", "paper_on": "2026-03-20",
    },
    ("POST", f"{ONE}/sessions"): {
        "starts_at": "2099-03-22T08:00:00+07:00", "ends_at": "2099-03-22T10:00:00+07:00", "venue": "Hall",
    },
    ("PUT", f"{ONE}/sessions/{{session_id}}/minutes"): {"minutes": "Said"},
    ("POST", f"{ONE}/findings"): FOUND,
    ("PUT", FINDING): FOUND,
    ("POST", f"{FINDING}/recommendations"): {"text": "Dig", "addressees": ["<east>"]},
    ("POST", f"{FINDING}/tasks"): {"text": "Dig", "organisation": "<dogwood>", "due_on": "2099-12-31"},
}  # fmt: skip


def signed() -> dict[str, Any]:
    return {"number": "12/QD", "on": "2026-03-20", "file": SimpleUploadedFile("decision.pdf", b"%PDF-1.7 d")}


SUPERVISION_FILES: dict[tuple[str, str], Callable[[], dict[str, Any]]] = {
    ("POST", f"{ONE}/decision"): signed,
    ("POST", f"{ONE}/report"): signed,
}
