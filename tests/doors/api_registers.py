"""Good bodies for the operations of registers and of support, for the API's table."""

from typing import Any

IN_DOGWOOD = {"place": "103"}
OF_REGISTERS: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "registers"): IN_DOGWOOD | {
        "kind": "club", "programmes": ["oak-elm"], "name": "Club 3", "opened_on": "2026-03-01",
    },
    ("POST", "registers/kinds"): {"name": "Teams"},
    ("POST", "registers/{id}/change"): {"on": "2026-03-01", "name": "Club 1a"},
    ("POST", "registers/{id}/strengthening"): {"on": "2026-03-01", "how": "New board"},
    ("POST", "registers/{id}/merger"): {"others": ["<club>"], "on": "2026-03-01", "reason": "Few members"},
    ("POST", "registers/{id}/split"): {"name": "Club 4", "opened_on": "2026-03-01", "reason": "Too large"},
    ("POST", "registers/{id}/closing"): {"closed_on": "2026-03-01"},
    ("POST", "registers/{id}/programmes"): {"programmes": ["oak-elm"], "on": "2026-03-01", "reason": "As before"},
    ("POST", "support"): IN_DOGWOOD | {
        "kind": "gifts", "title": "Ten gifts", "programmes": ["oak-elm"], "given_on": "2026-03-01", "number": 10,
    },
    ("POST", "support/kinds"): {"name": "Loans", "measure": "loan", "base": "household"},
    ("POST", "support/{id}/withdrawal"): {"reason": "Typed twice"},
    ("POST", "support/{id}/names"): {
        "purpose": "Hand them over", "legal_basis": "Order 9", "delete_on": "2026-12-31",
        "people": [{"name": "Beneficiary"}],
    },
    ("POST", "support/{id}/names/reading"): {"why": "Second visit"},
    ("POST", "support/{id}/names/deletion"): {"reason": "Done"},
}  # fmt: skip
