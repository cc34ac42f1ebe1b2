"""Decides how far a translated text is: a draft, checked by a second person, or one of the equal texts.

A wording vouches for a pair: the Vietnamese, and what says it in another language. Its mark is made of both, so
whatever changes either of them elsewhere (an amendment, a plan's form) shows: the wording has become *stale*, and
somebody looks at it again.
"""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from hashlib import sha256

from ..messages import Message, RuleBroken
from ..tables import heads_of, rows_of

LANGUAGES = ("lo", "en")  # what Vietnamese is translated into here

# Every text that is kept in three languages and translated beside the Vietnamese, by the kind of thing.
TRANSLATABLE: dict[str, tuple[str, ...]] = {
    "agreement": ("name", "purpose"),
    "commitment": ("text", "emphasis"),
    "plan": ("name", "grounds", "purpose", "requirements"),
    "content": ("text", "product", "funds"),
    "task": ("text", "product"),
    "directive": ("text",),
    "meeting": ("title",),
    "decision": ("text",),
    "matter": ("title", "text"),
    "matteraction": ("text",),
    "shelfitem": ("title", "text"),
    "gathering": ("title", "agenda", "result"),
    "speech": ("title",),
    "workshop": ("title",),
    "criterion": ("text",),
    "problem": ("text", "group", "cause", "proposal"),
    "recommendation": ("text",),
    "supervisionplan": ("title",),
    "supervision": ("subject", "conclusion"),
    "finding": ("text",),
    "criticism": ("title",),
    "occasion": ("name",),
    "rotation": ("purpose", "source"),
    "delegation": ("title", "purpose", "result"),
    "delegationmember": ("post",),
    "programmeitem": ("text",),
    "gift": ("text", "receiver_name"),
    "cost": ("text",),
    "paperneeded": ("text",),
    "agreedcontent": ("text",),
}


class WordingState(StrEnum):
    DRAFT = "draft"
    CHECKED = "checked"
    EQUAL = "equal"  # signed as an equal text


class Standing(StrEnum):
    """How a text stands in one language today."""

    MISSING = "missing"
    DRAFT = "draft"
    CHECKED = "checked"
    EQUAL = "equal"
    STALE = "stale"


class Move(StrEnum):
    TRANSLATE = "translate"
    CLEAR = "clear"
    CHECK = "check"
    MARK_EQUAL = "mark_equal"


# What each move makes of a text, by how it stands. "-": refused.
TABLE = """
move        missing  draft    checked  equal  stale

translate   draft    draft    draft    -      draft
clear       -        missing  missing  -      missing
check       -        checked  -        -      checked
mark_equal  -        -        equal    -      -
"""

REFUSED: dict[tuple[Move, Standing], str] = {
    **dict.fromkeys(
        [(Move.TRANSLATE, Standing.EQUAL), (Move.CLEAR, Standing.EQUAL), (Move.CHECK, Standing.EQUAL)],
        "This is an equal text, as it was signed. Only an amendment of the agreement changes it.",
    ),
    **dict.fromkeys(((move, Standing.MISSING) for move in Move), "Nothing is written in this language yet."),
    (Move.CHECK, Standing.CHECKED): "This wording is checked already.",
    (Move.MARK_EQUAL, Standing.DRAFT): "A second person checks the wording first.",
    (Move.MARK_EQUAL, Standing.STALE): "The texts changed since. A second person checks the wording first.",
    (Move.MARK_EQUAL, Standing.EQUAL): "This wording is marked as an equal text already.",
}


def read_table(table: str) -> dict[tuple[Move, Standing], Standing]:
    return {
        (Move(move), Standing(before)): Standing(after)
        for move, *reached in rows_of(table)
        for before, after in zip(heads_of(table)[1:], reached, strict=True)
        if after != "-"
    }


MOVES = read_table(TABLE)


def after(move: Move, standing: Standing) -> Standing:
    """How the text stands after the move, or RuleBroken with what stands in the way."""
    reached = MOVES.get((move, standing))
    if reached is None:
        raise RuleBroken(Message(REFUSED[move, standing], where="text"))
    return reached


def check_second_person(*, translated_by: object, by: object) -> None:
    """Two pairs of eyes: nobody checks what they put so themselves."""
    if translated_by is None:
        text = "Nobody stands for this wording yet. Somebody saves it first, then a second person checks it."
        raise RuleBroken(Message(text, where="text"))
    if translated_by == by:
        raise RuleBroken(Message("You put it so yourself; somebody else must check it.", where="text"))


def check_words(*, longest: int | None, length: int) -> None:
    if longest is not None and length > longest:
        text = "The text has %(length)s letters; at most %(longest)s."
        raise RuleBroken(Message(text, {"length": length, "longest": longest}, "text"))


def check_signed(language: str, languages: Iterable[str]) -> None:
    """Only a language in which the text in force was signed has equal texts."""
    if language not in languages:
        text = "The text in force was not signed in this language, so it has no equal text in it."
        raise RuleBroken(Message(text, where="text"))


def check_unedited(*, typed: str | None, kept: str) -> None:
    """Whoever changed the words in their box would check others than they read."""
    if typed is not None and one_line(typed) != one_line(kept):
        text = "You changed the words. Save them; then somebody else checks them."
        raise RuleBroken(Message(text, where="text"))


def check_unmoved(*, seen: str | None, now: str) -> None:
    """`seen`: the mark of the two texts as the page showed them; nobody writes over what they did not see."""
    if seen is not None and seen != now:
        text = "Somebody changed this text meanwhile. Compare with what stands now, then save again."
        raise RuleBroken(Message(text, where="text"))


def mark_of(vietnamese: str, said: str) -> str:
    """64 letters: the first half speaks of the Vietnamese, the second of what says it."""
    return "".join(sha256(one_line(text).encode()).hexdigest()[:32] for text in (vietnamese, said))


def one_line(text: str) -> str:
    """Breaks and spaces that were typed otherwise change no wording."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def standing(state: str | None, mark: str, *, vietnamese: str, said: str) -> Standing:
    """`state` and `mark` of what was kept; without them nobody has vouched for the words, which makes them a draft.

    Words without Vietnamese are no translation yet, but what a partner wrote.
    """
    if not said.strip() or not vietnamese.strip():
        return Standing.MISSING
    if state is None:
        return Standing.DRAFT
    return Standing(state) if mark == mark_of(vietnamese, said) else Standing.STALE


def vietnamese_moved(mark: str, vietnamese: str) -> bool:
    """Of what is stale: whether it was the Vietnamese that changed."""
    return mark[:32] != mark_of(vietnamese, "")[:32]
