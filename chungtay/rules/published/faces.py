"""Decides what a new public face of a programme changes: which lines readers get that they had not, which they lose.

A face is plain values: texts, numbers, lists and tables of them. Its lines are what a person reads before pressing the
button, and its fingerprint says that nothing changed between the look and the press.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ..amounts import amount_text

Face = Mapping[str, Any]
LANGUAGES = ("vi", "lo", "en")
SILENT = frozenset({*LANGUAGES, "kind", "code", "column", "row", "media_type"})
SECTIONS = ("words", "seats", "phases", "commitments", "timeline", "map")


@dataclass(frozen=True)
class Change:
    """What becomes public in one part of the face, and what does so no more."""

    section: str  # one of SECTIONS, or plan:2026
    added: tuple[str, ...]
    dropped: tuple[str, ...]

    @property
    def year(self) -> str:
        """Of the plan that it is about; empty for another part."""
        return self.section.removeprefix("plan:") if self.section.startswith("plan:") else ""


def fingerprint(face: Face) -> str:
    written = json.dumps(face, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def difference(before: Face, after: Face) -> list[Change]:
    """Part by part, only those in which something changes."""
    old, new = lines_of(before), lines_of(after)
    found = []
    for section in dict.fromkeys([*new, *old]):
        had, has = old.get(section, []), new.get(section, [])
        added = tuple(line for line in has if line not in had)
        dropped = tuple(line for line in had if line not in has)
        if added or dropped:
            found.append(Change(section, added, dropped))
    return found


def lines_of(face: Face) -> dict[str, list[str]]:
    """By part, as a person reads it. What has no words of its own (which plan it was, where a square stands) is in
    the fingerprint alone."""
    lines = {section: list(_lines(face.get(section))) for section in SECTIONS}
    for plan in face.get("plans", ()):
        lines[f"plan:{plan['year']}"] = list(_plan(plan))
    return lines


def _plan(plan: Face) -> Iterator[str]:
    yield _joined(plan["title"], plan["title_lo"], plan["title_en"])
    yield _joined(plan["number"], _day(plan["issued_on"]), plan["issuers"])
    for content in plan["contents"]:
        bodies = [content["lead"], *content["with"]]
        days = "–".join(filter(None, (_day(content["begins_on"]), _day(content["due_on"]))))
        tasks = f"{content['done']}/{content['tasks']}" if content["tasks"] else ""
        yield f"{content['number']}. {_words(content)}"
        rest = _joined(*map(_words, bodies), days, _words(content["product"]), tasks)
        if rest:
            yield f"{content['number']}: {rest}"
        for aim in content["aims"]:
            yield f"{content['number']}: {_aim(aim)}"


def _aim(aim: Face) -> str:
    amount = "" if aim["amount"] is None else f"{amount_text(aim['amount'])} / "
    return f"{_words(aim)}: {amount}{amount_text(aim['target'])} {aim['measure']['vi']}"


def _lines(value: Any) -> Iterator[str]:
    """A line a thing: what it says of itself, then what is in it."""
    if isinstance(value, Mapping):
        own = [_words(value), *(_plain(one, name) for name, one in value.items() if name not in SILENT)]
        if line := _joined(*own):
            yield line
        for one in value.values():
            if _is_many(one):
                yield from _lines(one)
    elif _is_many(value):
        for one in value:
            yield from _lines(one)


def _plain(value: Any, name: str) -> str:
    if isinstance(value, Mapping):
        return _words(value) if "vi" in value else ""
    if _is_many(value) or value is None:
        return ""
    return _day(value) if name == "on" else str(value)


def _words(value: Face) -> str:
    """In each language, once."""
    return " / ".join(dict.fromkeys(text for language in LANGUAGES if (text := value.get(language, ""))))


def _joined(*texts: str) -> str:
    return " · ".join(filter(None, texts))


def _day(text: str | None) -> str:
    return "/".join(reversed(text.split("-"))) if text else ""


def _is_many(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
