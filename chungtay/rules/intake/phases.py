"""Reads the terms of the agreement (`giai đoạn 2019-2024`) and keeps them apart from those of wider programmes."""

import re
from dataclasses import dataclass

from chungtay.rules.intake.draft import Fact
from chungtay.rules.intake.kinds import AGREEMENT
from chungtay.rules.intake.reading import Reading, Sentence

YEAR_FIRST, YEAR_LAST, YEARS_MAX = 1975, 2100, 30

YEARS = re.compile(
    r"(?<![\d/.-])(?:(?P<lead>giai đoạn|nhiệm kỳ|thời kỳ|giai đoạn (?:I{1,3}|"
    r"\d)\b)[ :,(]{0,3}(?:\d{1,2} năm)?[ :,(]{0,3})?"
    r"(?:từ )?(?:đầu |cuối |tháng \d{1,2}[/.-]|"
    r"ngày \d{1,2}[/.-]\d{1,2}[/.-])?(?:năm )?(?P<first>(?:19|20)\d\d)"
    r"(?: ?- ?| đến | tới )(?:hết )?(?:đầu |cuối |tháng \d{1,2}[/.-]|"
    r"ngày \d{1,2}[/.-]\d{1,2}[/.-])?(?:năm )?"
    r"(?P<last>(?:19|20)\d\d|\d\d)(?![\d/]|\.\d)",
    re.IGNORECASE,
)
# What a phase belongs to is the nearest of these before it. The wider programmes come first: an agreement
# that carries one out names it before its years.
_WIDER = re.compile(
    r"chương trình (?:mtqg|mục tiêu|quốc gia|hành động|xây dựng nông thôn|phát triển|giảm nghèo|"
    r"tổng thể|\d)|\bmtqg\b|mục tiêu quốc gia|"
    r"\bdự án\b|\bđề án\b|chiến lược|\bquy hoạch\b|\bnghị quyết (?!liên tịch)|\bquyết định\b|"
    r"\bchỉ thị\b|\bnhiệm kỳ\b|\bđại hội\b|"
    r"kế hoạch (?:phát triển|kinh tế|hành động quốc gia)|phong trào|cuộc vận động|"
    r"phát triển kinh tế",
    re.IGNORECASE,
)
_OURS = re.compile(
    rf"{AGREEMENT.pattern}|thỏa thuận|hợp tác|phối hợp|ký kết|hai bên|các bên|hai đơn vị|hai ngành|hai cơ quan|"
    rf"giữa hai|quan hệ|"
    r"phương hướng|hai tỉnh",
    re.IGNORECASE,
)
_STAGE = re.compile(
    r"^[ ,;:()]{0,3}(?:trong đó )?$|^[ ,;:()]{0,3}(?:(?:và )?giai đoạn )(?:\w{1,4} ?:? ?)?$", re.IGNORECASE
)
_NEXT = re.compile(
    r"^(?: và|,|;| sang)? ?(?:(?:đề ra |phương hướng |nhiệm vụ |nội dung )?(?:giai đoạn )?)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Term:
    """A pair of years. `ours` is None when the words around do not say whose it is."""

    start: int
    end: int
    first: str
    last: str
    ours: bool | None
    owner: tuple[int, int]  # the words that it belongs to
    carried_out: bool  # said of a wider programme in a sentence that begins with an agreement


def terms_in(reading: Reading, sentence: Sentence) -> list[Term]:
    found: list[Term] = []
    for match in YEARS.finditer(reading.plain, sentence.start, sentence.end):
        last = match["last"] if len(match["last"]) == 4 else match["first"][:2] + match["last"]
        if not (YEAR_FIRST <= int(match["first"]) <= int(last) <= YEAR_LAST):
            continue
        if int(last) - int(match["first"]) > YEARS_MAX or (match["lead"] is None and last == match["first"]):
            continue
        ours, owner = _owner(reading, sentence, match, found)
        carried_out = ours is False and AGREEMENT.search(reading.plain, sentence.start, owner[0]) is not None
        found.append(Term(match.start(), match.end(), match["first"], last, ours, owner, carried_out))
    return found


def find_phases(reading: Reading) -> list[Fact]:
    """The agreement's own phases in order of time, each where it was first read."""
    terms = [term for sentence in reading.story for term in terms_in(reading, sentence)]
    wider = {(term.first, term.last) for term in terms if term.ours is False}
    ours = {(term.first, term.last) for term in terms if term.ours}
    # Without any better, a phase that no words claim, or one said of a programme that an agreement carries out.
    unclear = {(term.first, term.last) for term in terms if term.ours is None} - wider or {
        (term.first, term.last) for term in terms if term.carried_out
    }
    # A phase that begins where one of ours ends is its sequel, whatever the heading above it says; and the other way.
    for _ in unclear:
        ends = {int(last) + more for _, last in ours for more in (0, 1)}
        begins = {int(first) - less for first, _ in ours for less in (0, 1)}
        ours |= {years for years in unclear if int(years[0]) in ends or int(years[1]) in begins}
    facts = []
    for years in sorted(ours or unclear):
        term = next(t for t in terms if (t.first, t.last) == years and t.ours is not False or t.carried_out)
        facts.append(Fact("phase", list(years), term.start, term.end, doubtful=years not in ours))
    return facts


def _owner(
    reading: Reading, sentence: Sentence, match: re.Match[str], found: list[Term]
) -> tuple[bool | None, tuple[int, int]]:
    if match["lead"] and match["lead"].lower() == "nhiệm kỳ":
        return False, match.span()
    if re.search(
        r"(?:năm|niên) học $", reading.plain[max(0, match.start() - 9) : match.start()], re.IGNORECASE
    ):
        return None, match.span()
    if found:
        between = reading.plain[found[-1].end : match.start()]
        # "giai đoạn 2021-2030, giai đoạn I: …" is a stage of the same programme; "…-2024 và 2024-…" the next term.
        if _STAGE.match(between) or _NEXT.match(between):
            return found[-1].ours, found[-1].owner
    since = found[-1].end if found else sentence.start
    wider = _last(_WIDER, reading.plain, since, match.start())
    ours = _last(_OURS, reading.plain, since, match.start())
    if wider and (not ours or wider.end() > ours.start()):
        return False, wider.span()
    if ours:
        return True, ours.span()
    after = _OURS.search(reading.plain, match.end(), min(sentence.end, match.end() + 120))
    if after and not _WIDER.search(reading.plain, match.end(), after.start()):
        return True, after.span()
    if found and found[-1].ours is not None and not wider:
        return found[-1].ours, found[-1].owner
    return None, match.span()


def _last(words: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    last = None
    for last in words.finditer(text, start, end):  # noqa: B007
        pass
    return last
