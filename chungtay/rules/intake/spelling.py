"""One spelling to look for: the same Vietnamese is typed in many ways, and the reader's words know one.

`plain` never changes how long a text is, so a place found in it holds in the text as printed.
"""

import re
import unicodedata

UPPER = "A-Z" + "".join(
    letter
    for letter in map(chr, (*range(0xC0, 0x180), 0x1A0, 0x1AF, *range(0x1E00, 0x1EFA)))
    if letter.isupper()
)

NOTHING = "\x02"  # stands where the text has a sign without width, which the reading leaves out

_SIGNS = {
    1: " ",  # a control sign that the reading uses for itself
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), NOTHING),
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\t\f\v"), " "),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(map(ord, "“”„«»‟″"), '"'),
    **dict.fromkeys(map(ord, "’‘ʼ`´′"), "'"),
}

# `uỷ` and `ủy`, `hoà` and `hòa` are one syllable with the tone in the old or the new place.
_OLD_TONES = dict(
    zip(
        ("uỳ", "uý", "uỷ", "uỹ", "uỵ", "oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ"),
        ("ùy", "úy", "ủy", "ũy", "ụy", "òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe"),
        strict=True,
    )
)
_OLD_TONE = re.compile(rf"(?<![qQ])({'|'.join(_OLD_TONES)})(?!\w)", re.IGNORECASE)

# A syllable that ends in p, t, c or ch carries only the sharp or the heavy tone; any other is a slip of the pen.
_SLIP = re.compile(r"(?<!\w)\w{0,6}[àầằèềìòồờùừỳảẩẳẻểỉỏổởủửỷãẫẵẽễĩõỗỡũữỹ](?:p|t|c|ch)(?!\w)", re.IGNORECASE)
_SHARP = str.maketrans("àầằèềìòồờùừỳảẩẳẻểỉỏổởủửỷãẫẵẽễĩõỗỡũữỹ", "áấắéếíóốớúứýáấắéếíóốớúứýáấắéếíóốớúứý")


def plain(text: str) -> str:
    """The text in the one spelling, letter for letter as long as it was."""
    spelled = text.translate(_SIGNS)
    spelled = _OLD_TONE.sub(_new_tone, spelled)
    spelled = _SLIP.sub(lambda slip: slip.group().translate(_SHARP), spelled)
    assert len(spelled) == len(text), "a respelled text keeps its length, or every span would lie"
    return spelled


def tidy(text: str) -> str:
    """A value as it is shown: as printed, with single spaces."""
    return " ".join(text.split())


def slips_in(text: str) -> list[str]:
    return _SLIP.findall(text)


def without_marks(text: str) -> str:
    """Lower case without any mark, for names from other languages that are spelled by ear."""
    stripped = "".join(
        letter for letter in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(letter)
    )
    return stripped.replace("đ", "d")


def _new_tone(match: re.Match[str]) -> str:
    found = match.group()
    new = _OLD_TONES[found.lower()]
    return "".join(b.upper() if a.isupper() else b for a, b in zip(found, new, strict=True))
