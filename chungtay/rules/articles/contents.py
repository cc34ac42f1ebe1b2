"""What an article says, as one value: kept with each version, fingerprinted, copied to readers, compared."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..versions import Passage, passages

LANGUAGES = ("vi", "lo", "en")
TEXTS = ("title", "summary", "body")  # what is said in each language
BESIDE = (
    "programme_slug", "author", "source", "source_url", "terms", "category", "slug", "tags", "places", "portals",
    "leads", "related",
)  # fmt: skip

Content = dict[str, Any]


def canonical_bytes(content: Mapping[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return (text + "\n").encode(errors="surrogatepass")


def fingerprint(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical_bytes(content)).hexdigest()


def texts_of(content: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """By language, the one in which it was written first; what has no text of its own is not there."""
    main = {name: content[name] for name in TEXTS}
    told = {content["language"]: main, **content["translations"]}
    return {language: text for language, text in told.items() if text.get("title") and text.get("body")}


@dataclass(frozen=True, slots=True)
class Change:
    """One field that is said otherwise. `language` is "" for what stands beside the text."""

    field: str
    language: str
    passages: list[Passage]


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Word by word for texts; as a whole for what stands beside them."""
    return [*_of_texts(old, new), *_of_the_rest(old, new)]


def _of_texts(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    before, after = texts_of(old), texts_of(new)
    for language in LANGUAGES:
        for name in TEXTS:
            was = before.get(language, {}).get(name, "")
            now = after.get(language, {}).get(name, "")
            if was != now:
                yield Change(name, language, passages(was, now))


def _of_the_rest(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for name in (*BESIDE, "photos", "files"):
        was, now = _said(old.get(name)), _said(new.get(name))
        if was != now:
            yield Change(name, "", [Passage(was, now)])


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value)
    if isinstance(value, dict):  # a photo with what is said of it, a file
        return " · ".join(
            str(value[name]) for name in ("name", "label", "caption", "says") if value.get(name)
        )
    return {True: "✓", False: "", None: ""}.get(value, value) if not isinstance(value, str) else value
