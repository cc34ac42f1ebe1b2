"""Good bodies for the operations between the two sides, and where their things are kept."""

from typing import Any

KEPT_EXCHANGE = {
    ("exchange", "matter"): ("exchange-words", "matter"),
    ("matters", "draft"): ("matter", "draft"),
    ("matters", "raised"): ("matter-action-moves", "raised"),
    ("shelf", "draft"): ("shelf-item", "draft"),
    ("shelf", "sent"): ("shelf-receipt", "sent"),
    ("gatherings", "planned"): ("gathering", "planned"),
    ("gatherings", "minuted"): ("gathering", "minuted"),
}
FOR_NOBODY = "01a201b4-e7bf-756b-97a6-26658600dead"
OF_EXCHANGE: dict[tuple[str, str], dict[str, Any]] = {
    ("PUT", "exchange/words/{kind}/{id}"): {"title_lo": "ງົວ"},
    ("POST", "programmes/{slug}/matters"): {"other": FOR_NOBODY, "title": "On goats", "text": "Two goats"},
    ("PUT", "matters/{id}"): {"other": "<east>", "title": "On goats", "text": "Three goats"},
    ("POST", "matters/{id}/moves"): {"move": "say", "note": "We saw them"},
    ("POST", "matters/{id}/actions"): {"owner": "<east>", "text": "Dig a ditch", "due_on": "2026-04-30"},
    ("POST", "matters/{id}/actions/{action_id}/moves"): {"move": "decline", "note": "Not now"},
    ("POST", "programmes/{slug}/shelf"): {"readers": [], "title": "On forms"},
    ("PUT", "shelf/{id}"): {"readers": ["<east>"], "title": "On forms", "text": "From June"},
    ("POST", "shelf/{id}/withdrawal"): {"reason": "By mistake"},
    ("POST", "shelf/{id}/replies"): {"text": "Thank you"},
    ("POST", "programmes/{slug}/gatherings"): {
        "kind": "conference", "held_on": "2026-03-20", "bodies": [], "title": "On clubs",
    },
    ("PUT", "gatherings/{id}"): {"title": "On clubs and teams"},
    ("POST", "gatherings/{id}/moves"): {"move": "confirm"},
    ("POST", "gatherings/{id}/speeches"): {"speaker": "Head", "title": "Clubs"},
    ("POST", "gatherings/{id}/tasks"): {"text": "Go", "organisation": "<dogwood>", "due_on": "2026-04-30"},
}  # fmt: skip
