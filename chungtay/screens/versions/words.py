"""What the pages of a text call its rows, its fields, its states and what became of a row."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop, pgettext, pgettext_lazy

from chungtay.answers.sentences import said
from chungtay.models import Commitment, Seat
from chungtay.rules.amounts import SCALE
from chungtay.rules.versions import Fate, Field, Row, RowKind, Shape, Value, VersionState, label
from chungtay.screens.amounts import written
from chungtay.screens.tags import said_plain

Words = str | Promise
Things = Mapping[str, Any]

# What the rules call a row inside their sentences, said here for the catalogues.
LABELS = (
    gettext_noop("The agreement"),
    gettext_noop("The plan"),
    gettext_noop("Side %(number)s"),
    gettext_noop("Phase %(name)s"),
    gettext_noop("Signed content %(number)s"),
    gettext_noop("Content %(number)s"),
    gettext_noop("A target"),
)
FIELD_WORDS: dict[str, Any] = {
    "amount": pgettext_lazy("version", "How many"),
    "begins_on": pgettext_lazy("version", "Begins on"),
    "budget": pgettext_lazy("version", "Money"),
    "commitment": pgettext_lazy("version", "Signed content"),
    "commitments": pgettext_lazy("version", "Signed contents that it makes concrete"),
    "coordinating": pgettext_lazy("version", "Coordinating sides"),
    "currency": pgettext_lazy("version", "Currency"),
    "due_on": pgettext_lazy("version", "Due on"),
    "emphasis": pgettext_lazy("version", "Emphasis"),
    "first_on": pgettext_lazy("version", "From"),
    "framework": pgettext_lazy("version", "Wider programme that it serves"),
    "framework_stage": pgettext_lazy("version", "Stage of the wider programme"),
    "funds": pgettext_lazy("version", "Source of the money"),
    "grounds": pgettext_lazy("version", "Legal grounds"),
    "indicator": pgettext_lazy("version", "What is counted"),
    "last_on": pgettext_lazy("version", "Until"),
    "lead": pgettext_lazy("version", "Lead"),
    "name": pgettext_lazy("version", "Name"),
    "number": pgettext_lazy("version", "Number"),
    "organisation": pgettext_lazy("version", "Body"),
    "product": pgettext_lazy("version", "Product"),
    "purpose": pgettext_lazy("version", "Purpose"),
    "rank": pgettext_lazy("version", "Priority (1 comes first)"),
    "requirements": pgettext_lazy("version", "Requirements"),
    "role": pgettext_lazy("version", "Role"),
    "text": pgettext_lazy("version", "Wording"),
    "under": pgettext_lazy("version", "Stands under"),
}
ROLE_WORDS: dict[str, Words] = {
    "party": pgettext_lazy("version", "party"),
    "lead": pgettext_lazy("version", "lead"),
    "coordinating": pgettext_lazy("version", "coordinating"),
    "witness": pgettext_lazy("version", "witness"),
}
GROUP_WORDS: dict[RowKind, Words] = {
    RowKind.AGREEMENT: pgettext_lazy("version", "The agreement as a whole"),
    RowKind.PLAN: pgettext_lazy("version", "The plan as a whole"),
    RowKind.SEAT: pgettext_lazy("version", "Sides"),
    RowKind.PHASE: pgettext_lazy("version", "Phases and what is signed for each"),
    RowKind.CONTENT: pgettext_lazy("version", "Contents"),
}
ADD_WORDS: dict[RowKind, Words] = {
    RowKind.SEAT: pgettext_lazy("version", "Add a side"),
    RowKind.PHASE: pgettext_lazy("version", "Add a phase"),
    RowKind.COMMITMENT: pgettext_lazy("version", "Add a signed content"),
    RowKind.CONTENT: pgettext_lazy("version", "Add a content"),
    RowKind.TARGET: pgettext_lazy("version", "Add a target"),
}
# A mark of `state.css` and a word: told apart by shape, too.
FATE_WORDS: dict[Fate, tuple[str, Words]] = {
    Fate.ADDED: ("done", pgettext_lazy("version", "new")),
    Fate.DROPPED: ("returned", pgettext_lazy("version", "taken out")),
    Fate.CHANGED: ("waiting", pgettext_lazy("version", "changed")),
    Fate.MOVED: ("draft", pgettext_lazy("version", "moved")),
}
STATE_WORDS: dict[VersionState, tuple[str, Words]] = {
    VersionState.DRAFT: ("draft", pgettext_lazy("version", "Draft")),
    VersionState.PROPOSED: ("waiting", pgettext_lazy("version", "Proposed")),
    VersionState.IN_FORCE: ("done", pgettext_lazy("version", "Came into force")),
    VersionState.WITHDRAWN: ("missing", pgettext_lazy("version", "Withdrawn")),
}
TONGUES: dict[str, Any] = {
    "vi": pgettext_lazy("version", "Vietnamese"),
    "lo": pgettext_lazy("version", "Lao"),
    "en": pgettext_lazy("version", "English"),
}


def field_word(name: str) -> str:
    """`text_lo` is the Lao wording."""
    for language in ("lo", "en"):
        if name.endswith(f"_{language}"):
            return f"{FIELD_WORDS[name.removesuffix(f'_{language}')]} ({TONGUES[language]})"
    return str(FIELD_WORDS[name])


def language_of(name: str) -> str:
    return next((language for language in ("lo", "en") if name.endswith(f"_{language}")), "vi")


def row_word(row: Row, things: Things) -> str:
    """A side with its body, a target with what it counts; else number or name tell them apart."""
    words = said(label(row))
    if row.kind is RowKind.SEAT:
        return f"{words}: {thing_word(row.text('organisation'), things)}"
    if row.kind is RowKind.TARGET:
        return f"{words}: {thing_word(row.text('indicator'), things)}"
    return words


def value_word(field: Field, value: Value | None, things: Things) -> str:
    """A value as people there write it; nothing for none."""
    if value is None:
        return ""
    match field.shape:
        case Shape.DAY:
            return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
        case Shape.COUNT:
            return written(int(str(value)) * SCALE)
        case Shape.AMOUNT:
            return written(int(str(value)))
        case Shape.ROLE:
            return str(ROLE_WORDS.get(str(value), value))
        case Shape.BODY | Shape.INDICATOR | Shape.COMMITMENT:
            return thing_word(str(value), things)
    if isinstance(value, list):
        words = sorted(thing_word(key, things) for key in value)
        return "; ".join(words)
    return str(value)


def thing_word(key: str, things: Things) -> str:
    thing = things.get(key)
    if not key:
        return pgettext("version", "not chosen yet")
    if thing is None:
        return gettext("not there any more")
    if isinstance(thing, Seat):
        return seat_word(thing)
    if isinstance(thing, Commitment):
        return f"{thing.number}. {said_plain(thing, 'text')}"
    return said_plain(thing, "name")


def seat_word(seat: Seat) -> str:
    """By the body that holds it last: whose side it is."""
    holdings = list(seat.holdings.all())
    side = gettext("Side %(number)s") % {"number": seat.number}
    return f"{side}: {said_plain(holdings[-1].organisation, 'name')}" if holdings else side
