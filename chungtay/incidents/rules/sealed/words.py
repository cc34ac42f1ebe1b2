"""Words under which keys are wrapped: proquints (Wilkerson 2009), 16 bits each; the sixth of six checks the others."""

import re
import secrets
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aiou"
WORD = re.compile(f"[{CONSONANTS}][{VOWELS}][{CONSONANTS}][{VOWELS}][{CONSONANTS}]")
LABEL = b"annex words v1\0"


@dataclass(frozen=True)
class Slip:
    """What is wrong with typed words: their number, a word that is none, or the word that checks the others."""

    why: Literal["length", "letters", "check"]
    word: str


def proquint(number: int) -> str:
    """0 … 65,535 as a word: consonant (4 bits), vowel (2), consonant, vowel, consonant."""
    first, middle, last = number >> 12, number >> 6 & 15, number & 15
    vowels = VOWELS[number >> 10 & 3], VOWELS[number >> 4 & 3]
    return CONSONANTS[first] + vowels[0] + CONSONANTS[middle] + vowels[1] + CONSONANTS[last]


def check_word(words: list[str]) -> str:
    return proquint(int.from_bytes(sha256(LABEL + " ".join(words).encode()).digest()[:2], "big"))


def make_passphrase(words: int = 6) -> str:
    made = [proquint(secrets.randbits(16)) for _ in range(words - 1)]
    return " ".join([*made, check_word(made)])


def make_halves() -> tuple[str, str]:
    """What a side's key is wrapped under, as it is printed: each half on a sheet of its own."""
    return make_passphrase(), make_passphrase()


def normal(text: str) -> str:
    """What was typed, in the one form that unlocks: small letters, single spaces; dashes and dots are forgiven."""
    letters = unicodedata.normalize("NFC", text).lower()
    spaced = (
        " " if letter.isspace() or unicodedata.category(letter)[0] == "P" or letter in INVISIBLE else letter
        for letter in letters
    )
    return " ".join("".join(spaced).split())


INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"  # what pasting brings along


def check_words(text: str, words: int = 6) -> str | Slip:
    """One half, or a person's passphrase, in its normal form."""
    typed = normal(text).split()
    for word in typed:
        if not WORD.fullmatch(word):
            return Slip("letters", word)
    if len(typed) != words:
        return Slip("length", typed[-1] if typed else "")
    if check_word(typed[:-1]) != typed[-1]:
        return Slip("check", typed[-1])
    return " ".join(typed)


def joined(first: str, second: str) -> str:
    return f"{normal(first)} {normal(second)}"
