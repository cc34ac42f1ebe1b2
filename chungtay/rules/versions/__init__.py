"""Decides about the text of an agreement or a plan as it goes from draft to amendment: rows under lasting keys.

- `text` is the text itself: what a row holds, how it is written down, its fingerprint.
- `differences` says what one text has otherwise than another; `passages` does so word by word.
- `merging` brings two texts together that were copied from the same one; nothing is lost.
- `drafts` is one text while somebody writes: rows added, edited, dropped, put back.
- `checks` finds all the faults of a text at once.
- `states` is the way of a version: draft, proposed, in force, withdrawn.
"""

from .checks import Named, check_body, label
from .differences import Change, Fate, FieldChange, applied, difference
from .drafts import Draft
from .merging import Conflict, Merged, Side, merge, settle
from .passages import Passage, passages
from .states import STEPS, Move, VersionState, check_move, state_of
from .text import (
    EMPTY,
    FIELDS,
    NUMBERED,
    UNDER,
    USUAL,
    Body,
    Field,
    Row,
    RowKind,
    Shape,
    Value,
    body_json,
    canonical_bytes,
    fingerprint,
    read_body,
)

__all__ = [
    "EMPTY",
    "FIELDS",
    "NUMBERED",
    "STEPS",
    "UNDER",
    "USUAL",
    "Body",
    "Change",
    "Conflict",
    "Draft",
    "Fate",
    "Field",
    "FieldChange",
    "Merged",
    "Move",
    "Named",
    "Passage",
    "Row",
    "RowKind",
    "Shape",
    "Side",
    "Value",
    "VersionState",
    "applied",
    "body_json",
    "canonical_bytes",
    "check_body",
    "check_move",
    "difference",
    "fingerprint",
    "label",
    "merge",
    "passages",
    "read_body",
    "settle",
    "state_of",
]
