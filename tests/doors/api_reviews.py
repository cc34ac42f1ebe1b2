"""Good bodies for the operations of reviews, for the API's table, and where its things are kept."""

from typing import Any

KEPT_REVIEWS = {
    ("reviews", "draft"): ("review-section", "draft"),
    ("reviews", "frozen"): ("review-figure", "frozen"),
    ("reviews", "review"): ("review-results", "review"),
    ("reviews", "asked"): ("review-contributions", "asked"),
    ("reviews", "west"): ("review-sign-offs", "west"),
    ("reviews", "east"): ("review-sign-offs", "east"),
    ("reviews", "resolution"): ("review-proposal", "resolution"),
}
OF_REVIEWS: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "programmes/{slug}/reviews"): {
        "kind": "interim", "title": "Review", "first_on": "2026-01-01", "last_on": "2026-03-14",
    },
    ("POST", "reviews/{id}/next-phase"): {
        "name": "2027–2031", "first_on": "2027-01-01", "last_on": "2031-12-31", "chosen": [],
    },
    ("PUT", "reviews/{id}/passages"): {"narratives": {"assessment": "Well done."}},
    ("PUT", "reviews/{id}/sections/{key}"): {"text": {"vi": "Well done."}},
    ("PUT", "reviews/{id}/directions"): {"directions": [{"vi": "Go on"}]},
    ("PUT", "reviews/{id}/frame"): {"title": "Review"},
    ("PUT", "reviews/{id}/conference"): {"held_on": "2026-03-14"},
    ("POST", "reviews/{id}/contributions/request"): {"units": ["<dogwood>"], "due_on": "2026-03-27"},
    ("POST", "reviews/{id}/sections/{key}/contributions"): {"report": "<report>"},
    ("POST", "reviews/{id}/sign-offs"): {
        "seat": "<seat>", "fingerprint": "<fingerprint>", "signer": "Chair", "signed_on": "2026-03-20",
    },
    ("POST", "reviews/{id}/results/withdrawal"): {"reason": "By mistake"},
    ("POST", "reviews/{id}/number"): {"number": 5, "signed_on": "2026-03-20"},
}  # fmt: skip


def names_of_reviews(kept: dict[tuple[str, str], Any], thing: str, dogwood: Any) -> dict[str, Any]:
    """What the bodies above name: a unit, its report, the side and the fingerprint that it signs."""
    names: dict[str, Any] = {"dogwood": dogwood} | kept[KEPT_REVIEWS["reviews", thing]].sent()
    if thing == "asked":
        names["contribution_id"] = kept["review-contribution-removal", "asked"].names["contribution_id"]
    return names
