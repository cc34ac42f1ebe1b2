"""Decides which passwords are taken: long ones that nobody guesses from knowing the office.

After NIST SP 800-63B-4, section 3.1.1: length alone makes a password strong. So there is a least length and a list of
what guessers try first, no rule about capitals and signs, and no day on which a password must be changed. Fifteen
letters are asked of everybody, with a second factor or without: one rule is told and remembered more easily than two.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from .messages import Message

LEAST = 15
MOST = 500  # more is no password, but work for our machine
LEFT_TO_GUESS = 6  # letters that must remain when everything that guessers know is taken away
YEAR = re.compile(r"(?:19|20)\d\d")
RUN = 4  # aaaa, 1234, dcba: so many in a row are no secret


def normalised(password: str) -> str:
    """One letter may be written in several ways; whichever keyboard wrote it, it is the same password.

    What is longer than any password is not read to its end: comparing it is to cost no more than others.
    """
    return unicodedata.normalize("NFKC", password[: 4 * MOST])


def wrong_with(password: str, own_words: Iterable[str] = ()) -> list[Message]:
    """What is to be mended; `own_words` are those of this account: its name, its office, its programmes."""
    if len(password) < LEAST:
        return [
            Message(
                "At least %(least)s characters. A sentence of four or five words is easy to keep.",
                {"least": LEAST},
            )
        ]
    if len(password) > MOST:
        return [Message("At most %(most)s characters.", {"most": MOST})]
    if len(left_to_guess(password, own_words)) < LEFT_TO_GUESS:
        return [
            Message("Whoever knows the office guesses this. Choose words that have nothing to do with it.")
        ]
    return []


def left_to_guess(password: str, own_words: Iterable[str] = ()) -> str:
    """The letters that remain when known words, years and runs are taken away."""
    rest = YEAR.sub("", plain(password))
    own = {plain(word) for words in own_words for word in (words, *words.split())}
    words = {word for word in own if len(word) > 2} | blocked_words()
    for word in sorted(words, key=lambda word: (-len(word), word)):
        rest = rest.replace(word, "")
    return without_runs(rest)


def plain(text: str) -> str:
    """Small letters and digits without their marks."""
    apart = unicodedata.normalize("NFKD", text.casefold()).replace("đ", "d")
    return "".join(letter for letter in apart if letter.isalnum())


def without_runs(text: str) -> str:
    """Without letters that repeat, climb or fall one by one."""
    kept, run = "", ""
    for letter in text:
        step = ord(letter) - ord(run[-1]) if run else None
        goes_on = step in (-1, 0, 1) and (len(run) < 2 or ord(run[-1]) - ord(run[-2]) == step)
        if run and not goes_on:
            kept += run if len(run) < RUN else ""
            run = ""
        run += letter
    return kept + (run if len(run) < RUN else "")


@cache
def blocked_words() -> frozenset[str]:
    """Our own list: the product, the unions, provinces, and what hands type by themselves."""
    lines = (Path(__file__).parent / "blocked_words.txt").read_text().splitlines()
    return frozenset(plain(line) for line in lines if line and not line.startswith("#"))
