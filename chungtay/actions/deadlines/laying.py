"""Lays the deadlines that come with the product; what an office has set is left alone."""

import tomllib
from datetime import datetime
from pathlib import Path

from chungtay.models import Deadline

from ..recorded import recorded

TABLE = Path(__file__).parent / "deadlines.toml"


def lay_deadlines(at: datetime) -> list[Deadline]:
    """Each once; a second time adds what is new in the table."""
    laid = []
    for told in tomllib.loads(TABLE.read_text())["deadline"]:
        key = {"kind": told["kind"], "holder": None, "valid_from": told["valid_from"]}
        deadline = Deadline.objects.filter(**key).first()
        if deadline is None:
            deadline = Deadline(**key, days=told["days"], source=told["source"], set_at=at)
            with recorded(
                "set_deadline", thing=deadline, by=None, at=at, reason=f"{told['kind']} {told['days']}"
            ):
                deadline.save(force_insert=True)
        laid.append(deadline)
    return laid
