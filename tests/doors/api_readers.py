"""Good bodies for the operations of public sites and of letters, for the API's table, and where its things are kept."""

from collections.abc import Callable
from typing import Any

from tests.access.things_readers import file

KEPT_READERS = {
    ("portals", "dogwood's"): ("portal", "dogwood's"),
    ("portals", "empty"): ("news-category-writing", "empty"),
    ("petitions", "dogwood's"): ("petition", "dogwood's"),
}
OF_READERS: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "portals"): {"name": "A further site"},
    ("PUT", "portals/{id}"): {"name": "Site of Dogwood"},
    ("POST", "portals/headings"): {"name": "Talks"},
    ("PUT", "portals/headings/{slug}"): {"name": "Nearly empty"},
    ("POST", "petitions/{id}/steps"): {"act": "take"},
    ("POST", "petitions/{id}/contact"): {"why": "To call back"},
}
READERS_FILES: dict[tuple[str, str], Callable[[], dict[str, Any]]] = {
    ("POST", "portals/{id}/emblem"): lambda: {"file": file()},
}
