"""Good bodies for the operations that give something to the public and take it back, and where its things are kept."""

from typing import Any

KEPT_PUBLIC = {
    ("programmes", "unseen"): ("programme", "ours"),
    ("documents", "issued"): ("document-publication", "issued"),
    ("documents", "given"): ("document-public-withdrawal", "given"),
}
WHY = {"reason": "By mistake"}
OF_PUBLIC: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "programmes/{slug}/public"): {"seen": "never looked at"},
    ("POST", "programmes/{slug}/public/withdrawal"): WHY,
    ("POST", "documents/{id}/publication"): {"programme": "oak-elm"},
    ("POST", "documents/{id}/public-withdrawal"): WHY,
    ("POST", "activities/{id}/public-withdrawal"): WHY,
    ("POST", "meetings/{id}/public-withdrawal"): WHY,
}
