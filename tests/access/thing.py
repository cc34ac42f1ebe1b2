"""What a row of the access table speaks of: the names in an address, what is asked of it and what is sent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Thing:
    """What an address names, what is asked of it (GET) and what is sent to it (POST)."""

    names: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    sent: Callable[[], dict[str, Any]] = dict


def sending(**form: Any) -> Callable[[], dict[str, Any]]:
    return lambda: dict(form)
