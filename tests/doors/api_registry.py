"""Good bodies for the operations of registers of papers, for the API's table, and where its things are kept."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.things_registry import SCAN

KEPT_REGISTRY = {
    ("registry", "dogwood's"): ("number-book", "dogwood's"),
    ("registry", "entry"): ("book-entry-voiding", "dogwood's"),
    ("documents", "waiting"): ("document-number", "waiting"),
    ("documents", "numbered"): ("document-relation-removal", "numbered"),
}
OF_REGISTRY: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "registry/books"): {"way": "outgoing", "name": "Outgoing of the women", "grammar": "state"},
    ("POST", "registry/{id}/voiding"): {"reason": "By mistake"},
    ("POST", "documents/{id}/number"): {"book": "<book>", "on": "2026-03-20"},
    ("PUT", "documents/{id}/names"): {
        "signers": [{"post": "President", "organisation": "<dogwood>"}], "recipients": [{"name": "Archive"}],
    },
    ("POST", "documents/{id}/relations"): {"bearing": "amends", "other": "<paper>"},
}  # fmt: skip
REGISTRY_FILES: dict[tuple[str, str], Callable[[], dict[str, Any]]] = {
    ("POST", "registry/books/{id}/entries"): lambda: {
        "type": "Letter", "title": "A letter", "on": "2026-03-20", "programmes": "oak-elm",
        "files": SimpleUploadedFile("letter.pdf", SCAN),
    },
    ("POST", "documents/{id}/scan"): lambda: {"file": SimpleUploadedFile("scan.pdf", SCAN)},
}  # fmt: skip


def names_of_registry(kept: dict[tuple[str, str], Any], dogwood: Any, paper: Any) -> dict[str, Any]:
    """What the bodies above name: a register, a body, a paper of before."""
    return {"book": kept["number-book", "dogwood's"].names["id"], "dogwood": dogwood, "paper": paper}
