"""Reads the numbers of official papers, with type and day: `468/KH-HLHPNVN-UBDT`, `456/UBDT-DTTS`, `127-QĐ/TW`.

State: number / type - body (- joint body). A letter (công văn) has no type. Normative papers carry a year.
The Party writes number - type / body. Mixed case tells types apart: `CTr` is a programme, `CT` a directive.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chungtay.rules.intake.numbers_and_dates import Day, days_in
from chungtay.rules.intake.spelling import UPPER

_CODE = rf"[{UPPER}]+[a-zđ]{{0,2}}[{UPPER}0-9&]{{0,20}}(?![a-zà-ỹ])"
_STATE = rf"(?P<digits>\d{{1,5}}(?:/(?:19|20)\d\d)?) {{0,2}}/ ?(?P<code>{_CODE}(?: ?[-/.] ?{_CODE}){{0,6}})"
_PARTY = (
    rf"(?P<party_digits>\d{{1,4}}) ?- ?(?P<party_type>[{UPPER}]{{2,5}}[a-z]{{0,2}}[{UPPER}]{{0,3}})"
    rf" ?/ ?(?P<party_body>{_CODE}(?: ?[-.] ?{_CODE}){{0,3}})"
)
_NUMBER = re.compile(rf"(?<![\w/.-])(?:{_PARTY}|{_STATE})")

TYPES = {
    "NQ": "nghị quyết", "QĐ": "quyết định", "CT": "chỉ thị", "QC": "quy chế", "QYĐ": "quy định", "TB": "thông báo",
    "HD": "hướng dẫn", "CTR": "chương trình", "KH": "kế hoạch", "ĐA": "đề án", "BC": "báo cáo", "BB": "biên bản",
    "TTR": "tờ trình", "BGN": "bản ghi nhớ", "BTT": "bản thỏa thuận", "NĐ": "nghị định", "TT": "thông tư",
    "NQLT": "nghị quyết liên tịch", "TTLT": "thông tư liên tịch", "CTPH": "chương trình phối hợp",
    "CTRPH": "chương trình phối hợp", "QCPH": "quy chế phối hợp", "KHPH": "kế hoạch", "KHLT": "kế hoạch",
    "KHLN": "kế hoạch", "HDLT": "hướng dẫn liên tịch", "HDLN": "hướng dẫn liên tịch", "CTHT": "chương trình hợp tác",
    "TTHT": "thỏa thuận hợp tác", "KL": "kết luận", "CĐ": "công điện", "CV": "công văn", "PA": "phương án",
    "DA": "dự án", "HĐ": "hợp đồng", "TTPH": "thỏa thuận hợp tác", "TTTT": "thỏa thuận hợp tác", "LT": "liên tịch",
    "PH": "chương trình phối hợp", "CTRHĐ": "chương trình", "GM": "giấy mời", "SL": "sắc lệnh",
    "TTLN": "thỏa thuận liên ngành", "CTLT": "chương trình phối hợp", "CTRLT": "chương trình phối hợp",
    "CTLN": "chương trình phối hợp", "QCLN": "quy chế phối hợp", "QCLT": "quy chế phối hợp",
}  # fmt: skip

_TYPE_WORDS = (
    "kế hoạch liên tịch", "kế hoạch liên ngành", "kế hoạch phối hợp", "kế hoạch hành động", "kế hoạch",
    "nghị quyết liên tịch", "nghị quyết", "quyết định", "chỉ thị", "chương trình phối hợp công tác",
    "chương trình phối hợp hoạt động", "chương trình phối hợp", "chương trình hợp tác", "chương trình hành động",
    "chương trình", "quy chế phối hợp", "quy chế", "hướng dẫn liên tịch", "hướng dẫn liên ngành", "hướng dẫn",
    "thông báo", "báo cáo", "công văn", "tờ trình", "đề án", "kết luận", "thông tư liên tịch", "thông tư",
    "nghị định", "luật", "bản ghi nhớ", "thỏa thuận liên ngành", "thỏa thuận liên tịch", "chương trình liên tịch",
    "chương trình liên ngành", "quy chế phối hợp công tác", "quy chế phối hợp hoạt động", "kế hoạch hợp tác",
    "bản thỏa thuận", "biên bản thỏa thuận", "thỏa thuận hợp tác", "thỏa thuận", "quy định", "công điện",
    "biên bản ghi nhớ", "biên bản",
)  # fmt: skip
_TYPE_BEFORE = re.compile(
    rf"(?P<type>{'|'.join(_TYPE_WORDS)})(?: (?:này|nêu trên|công tác|đã ký))? ?(?:số ?:? ?)?$", re.IGNORECASE
)
_SAME_KIND = {
    "kế hoạch liên tịch": "kế hoạch", "kế hoạch liên ngành": "kế hoạch", "kế hoạch phối hợp": "kế hoạch",
    "chương trình phối hợp công tác": "chương trình phối hợp",
    "chương trình phối hợp hoạt động": "chương trình phối hợp", "biên bản ghi nhớ": "bản ghi nhớ",
    "thỏa thuận": "thỏa thuận hợp tác", "thỏa thuận liên tịch": "thỏa thuận liên ngành",
    "chương trình liên tịch": "chương trình phối hợp", "chương trình liên ngành": "chương trình phối hợp",
    "quy chế phối hợp công tác": "quy chế phối hợp", "quy chế phối hợp hoạt động": "quy chế phối hợp",
    "kế hoạch hợp tác": "kế hoạch", "bản thỏa thuận": "thỏa thuận hợp tác",
    "biên bản thỏa thuận": "thỏa thuận hợp tác",
}  # fmt: skip
_BEFORE_DAY = re.compile(
    r"[\s,;(]{0,3}(?:(?:được )?(?:ký|ban hành|ký kết|lập|đề)? ?)?(?:ngày )?$", re.IGNORECASE
)


class DocumentNumber(NamedTuple):
    start: int
    end: int
    number: str  # as it is written without slips: no spaces
    type: str | None
    type_span: tuple[int, int] | None  # where a word says the type
    day: Day | None  # the day that follows the number


def document_numbers_in(plain: str, start: int = 0, end: int | None = None) -> Iterator[DocumentNumber]:
    for match in _NUMBER.finditer(plain, start, len(plain) if end is None else end):
        written = re.sub(r"\s", "", match.group()).rstrip("./-")
        letters = sum(letter.isalpha() for letter in written)
        if letters < 2 or written.split("/")[0].lstrip("0") == "":
            continue
        stop = match.start() + len(match.group().rstrip(" ./-"))
        word = _TYPE_BEFORE.search(plain, max(start, match.start() - 60), match.start())
        said = " ".join(word["type"].lower().split()) if word else None
        kind = _SAME_KIND.get(said, said) if said else _type_of(match)
        span = word.span("type") if word else None
        yield DocumentNumber(match.start(), stop, written, kind, span, _day_after(plain, stop))


def type_code(number: str) -> str | None:
    """The type that the code of a number says, None for a letter, which has none."""
    match = _NUMBER.fullmatch(number)
    return _type_of(match) if match else None


def body_codes(number: str) -> list[str]:
    """The codes of the bodies that issued a paper: `468/KH-HLHPNVN-UBDT` has two, so it is joint."""
    tail = re.sub(r"^\d+(?:/\d{4})?[/-]", "", number)
    codes = re.split(r"[-/.]", tail)
    return codes[1:] if codes and codes[0].upper() in TYPES else codes


def _type_of(match: re.Match[str]) -> str | None:
    if match["party_type"]:
        return TYPES.get(match["party_type"].upper())
    parts = re.split(r" ?[-/.] ?", match["code"])
    kind = TYPES.get(re.sub(r"\d+$", "", parts[0]).upper())
    if kind or re.match(r"QH\d", parts[0]):
        return kind or "luật"
    return "công văn" if len(parts) > 1 else None


def _day_after(plain: str, end: int) -> Day | None:
    for day in days_in(plain, end, min(len(plain), end + 45)):
        if _BEFORE_DAY.match(plain, end, day.start) and "\n" not in plain[end : day.start]:
            return day
    return None
