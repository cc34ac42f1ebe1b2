"""Reads what was agreed for the coming phase in prose, and what is told as done, clause by clause."""

import re

from chungtay.rules.intake.draft import Fact, Span
from chungtay.rules.intake.phases import Term, terms_in
from chungtay.rules.intake.reading import Reading, Sentence

_AGREES = re.compile(
    r"\b(?:thống nhất(?! hành động)|nhất trí|đề ra|xác định|cam kết|thỏa thuận|trao đổi và thống nhất|bàn|"
    r"phương hướng|nhiệm vụ trọng tâm|"
    r"hai bên sẽ|các bên sẽ|hai đơn vị sẽ|hai ngành sẽ|hai cơ quan sẽ|hai hội sẽ|sẽ (?:tiếp tục|"
    r"tập trung|phối hợp|đẩy mạnh|tăng cường))\b",
    re.IGNORECASE,
)
_LISTS_IN_PROSE = re.compile(
    r"(?:bản ghi nhớ|chương trình|quy chế|thỏa thuận|kế hoạch)[^.;:\n]{0,80}(?:gồm|với|tập trung|"
    r"thống nhất|xác định)"
    r"[^.;:\n]{0,60}(?:nội dung|nhiệm vụ|lĩnh vực|hoạt động)[^.;:\n]{0,30}:",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"đề nghị (?:hai|các) (?:bên|ngành|đơn vị|cơ quan)[^.;:\n]{0,60}(?:tập trung|tiếp tục)", re.IGNORECASE
)
_BY_THE_PAPER = re.compile(
    r"(?:theo (?:đó|nội dung|bản ghi nhớ|chương trình|thỏa thuận|quy chế|kế hoạch|ký kết)|"
    r"nội dung (?:ký kết|phối hợp|hợp tác|chương trình|bản ghi nhớ))"
    r"[^.;\n]{0,120}?(?:hai|các|02|3|ba) (?:bên|đơn vị|ngành|cơ quan|hội|tổ chức|tỉnh)",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"thời gian tới|giai đoạn tới|giai đoạn tiếp theo|những năm tới|năm tới|giai đoạn mới|trong tương lai",
    re.IGNORECASE,
)
_THIS_YEAR = re.compile(r"(?:trong )?năm (?P<year>20\d\d)(?! ?-)(?!\d)", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:trong đó|theo đó|cụ thể|đồng thời|bên cạnh đó|ngoài ra|hai bên|các bên|hai đơn vị|hai ngành|"
    r"hai cơ quan|tập trung|tiếp tục|"
    r"phối hợp|đẩy mạnh|tăng cường|thường xuyên|định kỳ|hằng năm|hàng năm|cùng với đó|chú trọng|"
    r"duy trì|tổ chức|kịp thời|hỗ trợ|trao đổi|"
    r"nội dung|một là|hai là|ba là|mỗi năm|mỗi bên|song song)\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:(?:trong đó|theo đó|cụ thể|đồng thời|bên cạnh đó|ngoài ra|cùng với đó|thời gian tới|"
    r"trong thời gian tới|qua đó)\b ?[,:]? ?"
    r"|(?:trong )?giai đoạn [\d -]{4,12},? ?"
    r"|(?:một|hai|ba|bốn|năm|sáu|bảy|tám) là,? "
    r"|(?:hai|các) (?:bên|đơn vị|ngành|cơ quan|hội) (?:đã )?(?:thống nhất |nhất trí |cam kết )?(?:sẽ )?"
    r"|(?:sẽ )?(?:tập trung|chú trọng)(?: vào)? ?(?:các nội dung|những nội dung)? ?:? ?"
    r"|(?:(?:thực hiện )?(?:tốt )?(?:các |những |\d{1,2} |hai |ba |bốn |năm |sáu |bảy )?"
    r"(?:nội dung|nhiệm vụ|hoạt động|công việc|giải pháp)(?: chính| trọng tâm| cụ thể| chủ yếu)?"
    r"(?: sau| sau đây| gồm| bao gồm| như sau| là)? ?: ?)){1,4}",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?: ?(?:nội dung|phương hướng|các|những|về|việc|nhiệm vụ|kế hoạch|chương trình|hợp tác|phối hợp|"
    r"công tác|hoạt động|chính|trọng tâm|"
    r"giữa hai bên|hai bên|trong|cho|của|giai đoạn|và|ký kết|bản ghi nhớ|thời gian tới|tiếp theo|mới|"
    r"đến hết|"
    r"đề ra|năm|từ|đến|[\d -]{2,12}|[.,:;…]))*$",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:đã|được|duy trì|đạt|chú trọng|ngày càng|qua đó|tổ chức)\b", re.IGNORECASE)
_DONE_WHEN = re.compile(
    r"(?:trong )?(?:giai đoạn (?P<phase>(?:từ năm |từ )?(?:19|20)\d\d ?(?:-|đến năm|đến) ?(?:19|20)\d\d)"
    r"|năm (?P<year>(?:19|20)\d\d)(?! ?-)(?<!tháng \d năm \d{4})(?<!tháng \d\d năm \d{4})|"
    r"(?P<since>(?:từ|qua|trong|sau) (?:gần |"
    r"hơn )?\w{1,4} năm (?:qua|thực hiện|triển khai))|(?P<yearly>hằng năm|hàng năm|mỗi năm))",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"\b(?:phấn đấu|sẽ|dự kiến|chỉ tiêu)\b", re.IGNORECASE)
_SHORT = 12
_ONLY_ANNOUNCES = re.compile(
    r"[^:;]{0,80}(?:nội dung|nhiệm vụ|hoạt động|công việc|giải pháp)[^:;]{0,20}:?", re.IGNORECASE
)
_ARRANGES = re.compile(
    r"giao nhiệm vụ|phân công|xác định (?:rõ )?(?:thứ tự )?ưu tiên|kinh phí thực hiện|"
    r"chịu trách nhiệm triển khai|chế độ báo cáo",
    re.IGNORECASE,
)


def find_agreed(reading: Reading, phases: list[Fact], listed: list[Span]) -> list[Fact]:
    """`listed` are the passages of real lists: those are contents, not prose."""
    facts: list[Fact] = []
    story = [s for s in reading.story if not any(start < s.end and s.start < end for start, end in listed)]
    after: tuple[Sentence, Span | None, list[str] | None] | None = None
    for sentence in story:
        term = _opens(reading, sentence, phases)
        if term is not None:
            verb_end, place, years = term
            tail = verb_end if not _BARE.match(reading.plain, verb_end, sentence.end) else None
            if tail is not None:
                facts += _clauses(reading, tail, sentence.end, years, place)
            after = (sentence, place, years)
        elif after and _belongs(reading, sentence, after[0]):
            facts += _clauses(reading, sentence.start, sentence.end, after[2], after[1])
            after = (sentence, after[1], after[2])
        else:
            after = None
    return _once(facts)


def find_done(reading: Reading, agreed: list[Fact], listed: list[Span]) -> list[Fact]:
    """Sentences that tell what was done in a phase, in a year, or each year."""
    taken = [(fact.start, fact.end) for fact in agreed] + listed
    facts = []
    for sentence in reading.story:
        line = reading.looked_at(sentence)
        if any(start < sentence.end and sentence.start < end for start, end in taken) or not _DONE.search(
            line
        ):
            continue
        when = _DONE_WHEN.search(reading.plain, sentence.start, min(sentence.end, sentence.start + 90))
        if not when or _PLANNED.search(line) or (_AGREES.search(line) and not re.search(r"\bđã\b", line)):
            continue
        told = re.findall(r"(?:19|20)\d\d", when["phase"] or when["year"] or "") or [
            reading.text(*when.span())
        ]
        value = {"when": told, "text": reading.text(sentence.start, sentence.end)}
        facts.append(Fact("done", value, sentence.start, sentence.end, parts={"when": when.span()}))
    return facts


def find_arrangements(reading: Reading, listed: list[Span]) -> list[Fact]:
    """Who does what, priorities, money: sentences about the carrying out."""
    return [
        Fact("arrangement", reading.text(sentence.start, sentence.end), sentence.start, sentence.end)
        for sentence in reading.story
        if _ARRANGES.search(reading.looked_at(sentence))
        and not any(start <= sentence.start < end for start, end in listed)
    ]


def _opens(
    reading: Reading, sentence: Sentence, phases: list[Fact]
) -> tuple[int, Span | None, list[str] | None] | None:
    """Where the agreed part of a sentence begins, and for which phase it is; None if the sentence agrees nothing."""
    plain = reading.plain
    place = sentence.start, sentence.end
    by_paper = _LISTS_IN_PROSE.match(plain, *place) or _BY_THE_PAPER.match(plain, *place)
    verb = (
        _LISTS_IN_PROSE.match(plain, *place)
        or _ASKS.search(plain, *place)
        or _AGREES.search(plain, *place)
        or by_paper
    )
    if not verb:
        return None
    terms = [term for term in terms_in(reading, sentence) if term.ours is not False]
    ahead = [term for term in terms if term.start >= verb.start()] or (terms if len(terms) == 1 else [])
    start = verb.end()
    if ahead and _is_new(ahead[-1], phases):
        term = ahead[-1]
        return start, (term.start, term.end), [term.first, term.last]
    year = _THIS_YEAR.search(plain, sentence.start, sentence.end)
    if year and not re.search(r"\bđã\b", reading.looked_at(sentence)):
        return start, year.span(), [year["year"], year["year"]]
    to_come = _TO_COME.search(plain, sentence.start, sentence.end)
    if not to_come and not by_paper:
        return None
    last = phases[-1] if phases else None
    return start, to_come.span() if to_come else None, list(last.value) if last else None


def _is_new(term: Term, phases: list[Fact]) -> bool:
    """What is agreed is agreed for the last phase that the text knows."""
    return not phases or [term.first, term.last] == phases[-1].value


def _belongs(reading: Reading, sentence: Sentence, last: Sentence) -> bool:
    if sentence.passage - last.passage > 1:
        return False
    starts_so = _GOES_ON.match(reading.plain, sentence.start, sentence.end) is not None
    return starts_so and not re.search(r"\bđã\b", reading.looked_at(sentence)[:80])


def _clauses(
    reading: Reading, start: int, end: int, years: list[str] | None, place: Span | None
) -> list[Fact]:
    facts = []
    for match in re.finditer(r"[^;]+", reading.plain[start:end]):
        first, behind = start + match.start(), start + match.end()
        first, behind = _bare_ends(reading, first, behind)
        lead = _LEAD_IN.match(reading.plain, first, behind)
        if lead and behind - lead.end() >= _SHORT:
            first = _bare_ends(reading, lead.end(), behind)[0]
        if behind - first < _SHORT or _ONLY_ANNOUNCES.fullmatch(reading.plain, first, behind):
            continue
        parts = {"phase": place} if place else {}
        value = {"phase": years, "text": reading.text(first, behind)}
        facts.append(Fact("agreed", value, first, behind, doubtful=years is None, parts=parts))
    return facts


def _bare_ends(reading: Reading, start: int, end: int) -> Span:
    while start < end and reading.plain[start] in " ,;:.":
        start += 1
    while end > start and reading.plain[end - 1] in " ,;.…/":
        end -= 1
    return start, end


def _once(facts: list[Fact]) -> list[Fact]:
    seen: dict[str, Fact] = {}
    for fact in facts:
        seen.setdefault(fact.value["text"].lower(), fact)
    return list(seen.values())
