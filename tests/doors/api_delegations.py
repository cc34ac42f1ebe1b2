"""Good bodies for the operations of delegations and turns, and where their things are kept."""

from collections.abc import Callable
from typing import Any

from chungtay.models import Delegation

KEPT_DELEGATIONS = {
    ("delegations", "draft"): ("delegation", "draft"),
    ("delegations", "proposed"): ("delegation", "proposed"),
    ("delegations", "visited"): ("delegation", "visited"),
    ("delegations", "reported"): ("delegation", "reported"),
    ("delegation-papers", "own-list"): ("delegation-paper-usual", "usual"),
    ("delegation-papers", "usual"): ("delegation-paper-usual", "usual"),
    ("programmes", "turned"): ("turn-exceptions", "turned"),
    ("programmes", "between"): ("delegation-new", "between"),
}
DAYS = {"first_on": "2026-03-18", "last_on": "2026-03-20"}
HOUR = {"day": "2026-03-19", "begins": "09:00", "ends": "11:00"}
BETWEEN = {"host": "<east>", "guest": "<dogwood>"} | DAYS
OF_DELEGATIONS: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "programmes/{slug}/delegations"): BETWEEN | {"title": "On tea"},
    ("PUT", "delegations/{id}"): BETWEEN | {"title": "On plums and pears"},
    ("POST", "delegations/{id}/members"): {"post": "A vice-president"},
    ("PUT", "delegations/{id}/members/{member_id}"): {"post": "The president", "role": "head"},
    ("POST", "delegations/{id}/hours"): HOUR | {"text": "A market"},
    ("PUT", "delegations/{id}/hours/{hour_id}"): HOUR | {"text": "Further talks"},
    ("POST", "delegations/{id}/gifts"): {"text": "A painting", "to_other": True},
    ("PUT", "delegations/{id}/gifts/{gift_id}"): {"text": "Two scarves", "receiver_name": "A school"},
    ("POST", "delegations/{id}/costs"): {"text": "Tickets", "planned": 300, "currency": "VND"},
    ("PUT", "delegations/{id}/costs/{cost_id}"): {"text": "The bus", "spent": 200, "currency": "VND"},
    ("POST", "delegations/{id}/papers"): {"text": "A visa", "due_on": "2026-03-17"},
    ("PUT", "delegations/{id}/papers/{paper_id}"): {"text": "A permit"},
    ("POST", "delegations/{id}/contents"): {"kind": "agreed", "text": "A club each"},
    ("PUT", "delegations/{id}/contents/{row_id}"): {"kind": "agreed", "text": "Three clubs"},
    ("POST", "delegations/{id}/contents/{row_id}/tasks"): {
        "text": "Go", "organisation": "<dogwood>", "due_on": "2026-04-30",
    },
    ("POST", "programmes/{slug}/rotations"): {
        "seats": [1, 2], "first_year": 2026, "every_years": 2, "purpose": "The fair", "source": "Article 5",
    },
    ("POST", "programmes/{slug}/rotations/{id}/exceptions"): {
        "year": 2025, "kind": "skipped", "reason": "Floods",
    },
    ("POST", "programmes/{slug}/rotations/{id}/ending"): {"last_year": 2030, "reason": "A new accord"},
    ("POST", "delegation-papers"): {
        "holder": "<dogwood>", "direction": "out", "days_before": 9, "text": "Insurance",
    },
    ("PUT", "delegation-papers/{id}"): {"text": "Vaccination", "days_before": 30},
}  # fmt: skip
DELEGATION_FILES: dict[tuple[str, str], Callable[[], dict[str, Any]]] = {
    ("POST", "delegations/{id}/moves"): lambda: {"move": "agree"},
}


def names_of_delegation(id: Any) -> dict[str, Any]:
    """Of each list its first row."""
    visit = Delegation.objects.get(pk=id)
    firsts = {
        "member_id": visit.members, "hour_id": visit.items, "gift_id": visit.gifts, "cost_id": visit.costs,
        "paper_id": visit.papers_needed, "row_id": visit.agreed,
    }  # fmt: skip
    found = {name: rows.order_by("pk").first() for name, rows in firsts.items()}
    names = {name: row.pk for name, row in found.items() if row}
    part = {"part": "contents"} if "row_id" in names else {"part": "papers", "row_id": names["paper_id"]}
    return names | part
