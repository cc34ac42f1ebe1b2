"""Good bodies for the operations of criticised drafts, for the API's table, and where its things are."""

from typing import Any

from tests.actions.criticising import CUSTOM, DRAFT, FINAL

KEPT_CRITICISM = {
    ("criticisms", "received"): ("criticism-cutting", "received"),
    ("criticisms", "asked"): ("criticism-opinion", "asked"),
    ("criticisms", "conferred"): ("criticism-point", "conferred"),
    ("criticisms", "sent"): ("criticism-recommendations", "sent"),
    ("criticisms", "filed"): ("criticism-comparison-file", "sent"),
    ("criticisms", "replied"): ("criticism-final", "replied"),
}
ONE = "criticisms/{id}"

OF_CRITICISM: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "criticisms"): {
        "title": "Rules on wells", "drafter_name": "A department", "received_on": "2026-03-18",
        "submitted_on": "2026-04-30", "due_on": "2026-04-20",
    },
    ("PUT", f"{ONE}/clauses"): {"text": FINAL},
    ("PUT", f"{ONE}/cutting"): {"clauses": [{"name": "Điều 1", "text": DRAFT}]},
    ("POST", f"{ONE}/refusal"): {"note": "No matter of ours"},
    ("POST", f"{ONE}/asked"): {"experts": ["Another dean"], "due_on": "2026-04-01"},
    ("POST", f"{ONE}/asked/{{asked}}/opinions"): {"stand": "agree", "clause": 1},
    ("POST", f"{ONE}/conference"): {
        "held_on": "2026-03-20", "turns": [{"kind": kind, "speaker": "By post"} for kind in CUSTOM],
    },
    ("POST", f"{ONE}/points"): {"text": "Say who pays"},
    ("PUT", f"{ONE}/points/{{number}}"): {"text": "Say who pays first"},
    ("POST", f"{ONE}/points/{{number}}/recommendations"): {"text": "Pay for wells", "outside": ["The court"]},
    ("POST", f"{ONE}/sending"): {},
    ("POST", f"{ONE}/reply"): {
        "replies": [{"point": 1, "taken": "taken"}],  "number": "7/STP",
        "replied_on": "2026-03-20",
    },
    ("POST", f"{ONE}/final"): {"text": FINAL},
    ("PUT", f"{ONE}/matching"): {"matches": [{"final": 1, "clause": 1}]},
    ("POST", f"{ONE}/closing"): {},
}  # fmt: skip
