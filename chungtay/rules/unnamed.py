"""Finds in a text the plain signs that somebody could be recognised: numbers that belong to a person, names after
"bà", "ông", "chị", "ນາງ".

It finds what a form can find. That nobody can be recognised from the rest is for whoever writes; the page says so.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum

from .messages import Message

NAMELESS = frozenset({"matter", "matteraction"})  # kinds of things in whose words nobody may be recognised


class Sign(StrEnum):
    NAME = "name"
    TELEPHONE = "telephone"
    IDENTITY = "identity"  # card, passport
    ACCOUNT = "account"  # at a bank
    LETTERS = "letters"  # an e-mail address


SAID = {
    Sign.NAME: "This reads like the name of a person: “%(found)s”. "
    "Write what happened without who; what touches a person goes into a confidential notice.",
    Sign.TELEPHONE: "This reads like a telephone number: “%(found)s”. "
    "Write what happened without who; what touches a person goes into a confidential notice.",
    Sign.IDENTITY: "This reads like the number of an identity card: “%(found)s”. "
    "Write what happened without who; what touches a person goes into a confidential notice.",
    Sign.ACCOUNT: "This reads like a bank account: “%(found)s”. "
    "Write what happened without who; what touches a person goes into a confidential notice.",
    Sign.LETTERS: "This is somebody's address: “%(found)s”. "
    "Write what happened without who; what touches a person goes into a confidential notice.",
}  # fmt: skip

# What has many digits and belongs to nobody: days, sums of money, numbers of papers.
DAY = r"\d{1,2}[./-]\d{1,2}[./-]\d{4}"
SUM = r"(?<![\d+.])[1-9]\d{0,2}(?:[.,]\d{3})+(?![\d.])"
PLAIN = re.compile(rf"{DAY}|{SUM}")

CARD = re.compile(
    r"(?:cmnd|cccd|cmt|căn cước|chứng minh|hộ chiếu|passport|ບັດປະຈຳຕົວ|ໜັງສືຜ່ານແດນ)[^\d\n]{0,20}?"
    r"([A-Z]?\d[\d .-]{5,})", re.I,
)  # fmt: skip
BANK = re.compile(
    r"(?:stk|tài khoản|tai khoan|bank account|ເລກບັນຊີ|ບັນຊີທະນາຄານ)[^\d\n]{0,20}?(\d[\d .-]{5,})", re.I
)
NUMBER = re.compile(r"(?<![\w/])(\+?\d(?:[ .-]?\d){8,18})(?![\w/])")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")

# A post after "bà" and "ông" names nobody, nor does a place that is called so.
POSTS = "Chủ|Phó|Trưởng|Bí|Giám|Chánh|Cán|Chuyên|Hội|Công|Bộ|Đồn|Đại|Chi|Tổ|Ban|Ủy"
PLACES = re.compile(r"Bà Rịa|Bà Nà|Bà Đen|Anh Sơn|Cô Tô|Bác Ái|Bác Hồ|Ông Đình")
CAPITAL = f"[{''.join(letter for letter in map(chr, range(0x41, 0x1EFA)) if letter.isupper() and letter.isalpha())}]"
VIETNAMESE = re.compile(
    rf"(?<!\w)(?<!tiếng )(?<!nước )(?:[Bb]à|[Ôô]ng|[Cc]hị|[Aa]nh|[Ee]m|[Cc]ô|[Cc]hú|[Bb]ác|[Cc]háu)\s+"
    rf"(?!(?:{POSTS})\b)({CAPITAL}[\w'’]*(?:\s+{CAPITAL}[\w'’]*)*)"
)
ENGLISH = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss)\.?\s+({CAPITAL}\w+(?:\s+{CAPITAL}\w+)*)")
LAO = re.compile(r"(?:^|[\s(,.“\"])((?:ທ້າວ|ນາງສາວ|ນາງ)\s+[ກ-ໝ][ກ-\u0ECD]*)")  # Lao names have no capitals


def signs_in(text: str) -> Iterator[tuple[Sign, str]]:
    """Each sign with what was found, in the order in which it is looked for."""
    plain = PLACES.sub(" ", with_arabic_digits(unicodedata.normalize("NFC", text)))
    plain = PLAIN.sub(" ", plain)
    for kind, pattern in ((Sign.IDENTITY, CARD), (Sign.ACCOUNT, BANK), (Sign.LETTERS, MAIL)):
        for found in pattern.finditer(plain):
            yield kind, found.group(found.lastindex or 0).strip(" .-")
        plain = pattern.sub(" ", plain)
    for found in NUMBER.finditer(plain):
        yield kind_of_number(found.group(1)), found.group(1)
    for pattern in (VIETNAMESE, ENGLISH, LAO):
        for found in pattern.finditer(plain):
            yield Sign.NAME, " ".join(found.group(0).split()).strip(' (,.“"')


def kind_of_number(written: str) -> Sign:
    """A telephone here begins with 0 or +; an identity card has nine or twelve digits; else it is an account."""
    digits = re.sub(r"\D", "", written)
    if written.startswith("+") or (digits.startswith("0") and len(digits) in (9, 10, 11)):
        return Sign.TELEPHONE
    return Sign.IDENTITY if len(digits) in (9, 12) else Sign.ACCOUNT


def with_arabic_digits(text: str) -> str:
    """Lao writes ໐໑໒; a number is the same number."""
    return "".join(
        str(unicodedata.digit(one)) if one.isdigit() and not one.isascii() else one for one in text
    )


def faults_of(texts: Mapping[str, str]) -> Iterator[Message]:
    """For each field, what in it could betray somebody; the same finding once."""
    for where, text in texts.items():
        for sign, found in dict.fromkeys(signs_in(text)):
            yield Message(SAID[sign], {"found": found}, where)
