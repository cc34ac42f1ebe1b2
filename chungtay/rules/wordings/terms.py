"""Finds the agreed words of a text, and says which of them a translation lacks and which it must not use."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from chungtay.rules.alphabets import has_lao

from ..intake.spelling import NOTHING, plain
from ..messages import Message, RuleBroken


class TermState(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Agreed:
    """One word of the work as the sides agreed to say it, and what is never written for it."""

    text: str
    lo: str = ""
    en: str = ""
    never: tuple[str, ...] = ()

    def said(self, language: str) -> str:
        return self.lo if language == "lo" else self.en


def terms_in(text: str, terms: Sequence[Agreed]) -> list[Agreed]:
    """The terms that the Vietnamese text holds as whole words, each once; a longer one hides those inside it."""
    finder, known = _finder(tuple(terms))
    if finder is None:
        return []
    return list(dict.fromkeys(known[found.group()] for found in finder.finditer(folded(text))))


def missing_terms(source: str, translation: str, terms: Sequence[Agreed], *, language: str) -> list[Agreed]:
    """Terms of the Vietnamese whose agreed word the translation lacks."""
    return [
        term
        for term in terms_in(source, terms)
        if term.said(language) and not holds(translation, term.said(language))
    ]


def never_words(translation: str, terms: Sequence[Agreed]) -> list[tuple[str, Agreed]]:
    """What the translation says although these terms forbid it, each with its term."""
    return [(word, term) for term in terms for word in term.never if holds(translation, word)]


def holds(text: str, word: str) -> bool:
    """Lao writes its words without spaces, so there any place will do; elsewhere whole words, a plural too."""
    within, sought = folded(text), folded(word)
    if not sought:
        return False
    if has_lao(sought):
        return sought.replace(" ", "") in within.replace(" ", "")
    return re.search(rf"(?<!\w){re.escape(sought)}(?:e?s)?(?!\w)", within) is not None


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """One spelling of what is typed in many: case, composed letters, old tone marks, signs without width."""
    spelled = plain(unicodedata.normalize("NFC", text)).replace(NOTHING, "")
    return " ".join(unicodedata.normalize("NFKC", spelled).casefold().split())


@lru_cache(maxsize=8)
def _finder(terms: tuple[Agreed, ...]) -> tuple[re.Pattern[str] | None, dict[str, Agreed]]:
    known = {folded(term.text): term for term in terms if folded(term.text)}
    longest_first = sorted(known, key=len, reverse=True)
    words = "|".join(map(re.escape, longest_first))
    return (re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None), known


def never_said(written: str) -> tuple[str, ...]:
    """A list with commas between, as it is typed."""
    return tuple(word for part in written.split(",") if (word := part.strip()))


# The list of terms


def check_term(*, text: str, text_lo: str, text_en: str, never: str = "") -> None:
    said = []
    if not text.strip():
        said.append(Message("Write the Vietnamese word.", where="text"))
    if not text_lo.strip() and not text_en.strip():
        said.append(Message("Write how it is said in Lao or in English.", where="text_lo"))
    for name, words in (("text_lo", text_lo), ("text_en", text_en)):
        forbidden = {folded(word) for word in never_said(never)}
        if words.strip() and folded(words) in forbidden:
            text_said = "The word “%(word)s” cannot be both written and never written."
            said.append(Message(text_said, {"word": words.strip()}, name))
    if text_lo.strip() and not has_lao(text_lo):
        said.append(Message("The Lao word is written in Lao letters.", where="text_lo"))
    if said:
        raise RuleBroken(said)


def check_proposal(*, standing: bool) -> None:
    """`standing`: the same word with the same renderings is proposed or approved already."""
    if standing:
        raise RuleBroken(Message("This term is in the list already, said the same way.", where="text"))


def check_approval(*, state: str, approved: str, proposed_by: object, by: object) -> None:
    """One approved term for a Vietnamese word; `approved` is how another one of it stands, empty where none does."""
    said = []
    if state == TermState.RETIRED:
        said.append(Message("This term is retired. Propose it anew."))
    if state == TermState.APPROVED:
        said.append(Message("This term is approved already."))
    if approved:
        text = "The word is approved already, as “%(said)s”. Retire that one first."
        said.append(Message(text, {"said": approved}))
    if proposed_by is not None and proposed_by == by:
        said.append(Message("You proposed this term yourself; somebody else must approve it."))
    if said:
        raise RuleBroken(said)


def check_retirement(*, state: str) -> None:
    if state == TermState.RETIRED:
        raise RuleBroken(Message("This term is retired already."))
