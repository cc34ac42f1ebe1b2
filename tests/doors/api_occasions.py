"""Good bodies for the operations of days to greet on and of letters, for the API's table, and where its things are."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

KEPT_OCCASIONS = {
    ("occasions", "laid"): ("occasion", "laid"),
    ("occasions", "dogwood's"): ("occasion", "dogwood's"),
    ("greetings", "ours"): ("greeting-beginning", "ours"),
    ("greetings", "due"): ("greeting", "due"),
    ("greetings", "drafted"): ("greeting-approval", "drafted"),
    ("greetings", "approved"): ("greeting-sending", "approved"),
    ("greetings", "sent"): ("greeting-paper", "sent"),
    ("greetings", "left-out"): ("greeting-taking-up", "left-out"),
}
NAMED_IN_WHAT_IS_SENT = (
    ("greetings", "ours"),
    ("greetings", "drafted"),
)  # whose fields the bodies below name
DAY = {"rule": "fixed", "day": 5, "month": 5, "source": "Custom"}
OF_OCCASIONS: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "occasions"): {"name": "Harvest day", **DAY},
    ("PUT", "occasions/{id}"): {"name": "Hamlet day", **DAY},
    ("POST", "occasions/{id}/days"): {
        "year": 2031, "first_on": "2031-04-14", "last_on": "2031-04-16", "source": "Notice 2",
    },
    ("POST", "occasions/{id}/ending"): {"on": "2026-03-20"},
    ("POST", "occasions/{id}/leaving"): {"from_on": "2026-03-20", "reason": "We visit"},
    ("POST", "occasions/{id}/returning"): {},
    ("POST", "greetings"): {
        "programme": "<programme>", "holder": "<holder>", "partner": "<partner>", "occasion": "<occasion>",
        "year": 2031,
    },
    ("POST", "greetings/{id}/approval"): {"as_read": "<as_read>"},
    ("POST", "greetings/{id}/leaving-out"): {"reason": "We visit"},
    ("POST", "greetings/{id}/taking-up"): {"reason": "We do not"},
}  # fmt: skip
OCCASION_FILES: dict[tuple[str, str], Callable[[], dict[str, Any]]] = {
    ("POST", "greetings/{id}/sending"): lambda: {"on": "2026-03-20", "how": "By post"},
    ("POST", "greetings/{id}/reply"): lambda: {
        "on": "2026-03-20", "file": SimpleUploadedFile("reply.pdf", b"%PDF-1.7", "application/pdf"),
    },
}  # fmt: skip
