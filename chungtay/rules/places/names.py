"""How names of places are compared: without accents, in small letters, Lao as it is written.

"Đăk Blô", "ĐẮK BLÔ" and "dak blo" are one name. Lao vowels and tones are letters of the name, although Unicode calls
them marks, so only the accents of Latin letters fall away.
"""

import re
import unicodedata

DROPPED = re.compile(r"[\u0300-\u036f'’ʼ]")  # accents of Latin letters, and the stroke in Ea H'leo
BETWEEN_WORDS = re.compile(r"[\W_]+")
LAO = re.compile(r"([\u0e80-\u0eff]+)")

# What a unit is called before its name, so that "Xã Đăk Blô" is found under "dak blo" first, and where it stands in
# the tree. A city may be either of two.
LEVELS = {
    "thanh pho": "", "tinh": "province", "quan": "district", "huyen": "district", "thi xa": "district",
    "dac khu": "commune", "thi tran": "commune", "phuong": "commune", "xa": "commune",
    "thon": "village", "ban": "village", "lang": "village", "to dan pho": "village",
}  # fmt: skip


def fold(text: str) -> str:
    """The text as it is searched: one space between words, none at the ends."""
    small = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    plain = unicodedata.normalize("NFC", DROPPED.sub("", small))
    # A Lao word is kept with all its marks; elsewhere whatever is no letter or figure parts words.
    pieces = [piece if LAO.match(piece) else BETWEEN_WORDS.sub(" ", piece) for piece in LAO.split(plain)]
    return " ".join("".join(pieces).split())


def bare(folded: str) -> str:
    """A folded name without the word for its kind."""
    for word in LEVELS:
        if folded.startswith(word + " "):
            return folded[len(word) + 1 :]
    return folded


def level_of(word: str) -> str:
    """The level of a unit that is called so: "Xã" is a commune; empty where the word does not tell."""
    return LEVELS.get(fold(word), "")


def word_of(name: str) -> str:
    """The word for its kind, as it stands before the name: "Thị trấn" of "Thị trấn Plei Kần"."""
    folded = fold(name)
    rest = bare(folded)
    return " ".join(name.split()[: len(folded.split()) - len(rest.split())])
