"""Good bodies for the operations of recommendations and deadlines, for the API's table, and where its things are."""

from typing import Any

KEPT_RECOMMENDATIONS = {
    ("recommendations", "draft"): ("recommendation", "draft"),
    ("recommendations", "sent"): ("recommendation-moves", "sent"),
    ("recommendations", "outside"): ("recommendation-superior", "outside"),
}
OF_RECOMMENDATIONS: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "deadlines"): {"kind": "answer", "days": 10, "valid_from": "2026-03-20", "source": "Order 5"},
    ("POST", "recommendations"): {"text": "Open an address", "outside": ["The court"]},
    ("PUT", "recommendations/{id}/text"): {"text": "Lend two halls", "outside": ["The court"]},
    ("POST", "recommendations/{id}/sending"): {},
    ("POST", "recommendations/{id}/carrying"): {"programme": "nowhere"},
    ("POST", "recommendations/{id}/addressees/{way_id}/superior"): {"name": "The high court"},
}
RECOMMENDATION_FILES = {
    ("POST", "recommendations/{id}/addressees/{way_id}/moves"): lambda: {"move": "note", "note": "On Friday"},
}
