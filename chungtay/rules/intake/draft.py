"""What was read from a paper: facts, each with the place it was read from, and the whole as one JSON object."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chungtay.rules.messages import Message

Span = tuple[int, int]


@dataclass(frozen=True)
class Fact:
    """`kind` says what it tells (`party`, `phase`, `figure`); `value` is plain JSON.

    `parts` gives the places of the fields of a composed value (`number`, `date`), where they stand apart.
    A doubtful fact is one that a person should look at first.
    """

    kind: str
    value: Any
    start: int
    end: int
    doubtful: bool = False
    parts: Mapping[str, Span] = field(default_factory=dict, hash=False)


# The keys of the draft in the order they are shown; a fact's kind leads to its key.
SINGLE = (
    "kind", "title", "since", "purpose", "event", "published", "captured", "author", "source", "source_url",
    "source_name", "terms", "views", "responsible",
)  # fmt: skip
MANY = {
    "party": "parties",
    "framework": "frameworks",
    "framework_phase": "framework_phases",
    "document": "documents",
    "phase": "phases",
    "content": "contents",
    "content_detail": "content_details",
    "agreed": "agreed",
    "done": "done",
    "arrangement": "arrangements",
    "figure": "figures",
    "place": "places",
    "attachment": "attachments",
}


@dataclass(frozen=True)
class Draft:
    text: str  # the text of the paper; every span is a place in it
    facts: tuple[Fact, ...]
    refusal: Message | None = None  # why the text is not about a cooperation programme
    doubts: tuple[Message, ...] = ()  # what does not fit together; `where` names the key

    @property
    def is_negative(self) -> bool:
        return self.refusal is not None

    def of(self, kind: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind == kind]

    def value(self, kind: str) -> Any:
        """The value of the only fact of this kind, None when the text does not tell."""
        return next((fact.value for fact in self.facts if fact.kind == kind), None)

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {kind: self.value(kind) for kind in SINGLE}
        told |= {key: [fact.value for fact in self.of(kind)] for kind, key in MANY.items()}
        told["negative"] = self.is_negative
        told["reason"] = str(self.refusal) if self.refusal else None
        told["doubts"] = [{"path": doubt.where, "text": str(doubt)} for doubt in self.doubts]
        told["spans"] = self.spans()
        return told

    def spans(self) -> list[dict[str, Any]]:
        """Where each value of the JSON object was read: `documents.0.number` stood from `start` to `end`."""
        spans: list[dict[str, Any]] = []
        counts: dict[str, int] = {}
        for fact in self.facts:
            path = fact.kind
            if fact.kind in MANY:
                number = counts.setdefault(fact.kind, 0)
                counts[fact.kind] += 1
                path = f"{MANY[fact.kind]}.{number}"
            spans.append(self._span(path, fact.start, fact.end, fact.doubtful))
            spans.extend(
                self._span(f"{path}.{part}", *place, fact.doubtful) for part, place in fact.parts.items()
            )
        return spans

    def _span(self, path: str, start: int, end: int, doubtful: bool) -> dict[str, Any]:
        return {"path": path, "start": start, "end": end, "text": self.text[start:end], "doubtful": doubtful}
