"""What a row of the access table speaks of: the names in an address, what is asked of it and what is sent."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.http import urlencode


@dataclass(frozen=True)
class Thing:
    """What an address names, what is asked of it (GET) and what is sent to it (POST)."""

    names: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    sent: Callable[[], dict[str, Any]] = dict


class Told(dict[str, Any]):
    """What a script sends: JSON, not the fields of a form."""


class SendsBoth:
    """Of a browser: it posts what a script sends as JSON, and a form as a form; in parts, if files go with it."""

    def post(self, path: str, data: Any = None, *more: Any, **asked: Any) -> Any:
        posted: Any = super().post  # type: ignore[misc]
        if isinstance(data, Told):
            return posted(path, json.dumps(data), content_type="application/json", **asked)
        if more or "content_type" in asked or any(map(is_file, (data or {}).values())):
            return posted(path, data, *more, **asked)
        typed = urlencode(data or {}, doseq=True)
        return posted(path, typed, content_type="application/x-www-form-urlencoded", **asked)


def is_file(value: Any) -> bool:
    return hasattr(value, "read") or (isinstance(value, list | tuple) and any(map(is_file, value)))


def sending(**form: Any) -> Callable[[], dict[str, Any]]:
    return lambda: dict(form)
