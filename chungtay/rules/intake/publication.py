"""Reads who published a text, when, and on what terms: from the lines around the article, not from the article.

A portal prints today's day above every page; that is when the page was taken down, not when it was published.
"""

import re

from chungtay.rules.intake.draft import Fact, Span
from chungtay.rules.intake.lexicon import NAMED_HEADS, WHOLE_HEADS
from chungtay.rules.intake.numbers_and_dates import days_in
from chungtay.rules.intake.official_head import Head
from chungtay.rules.intake.reading import Passage, Reading
from chungtay.rules.intake.spelling import UPPER

_PUBLISHED = re.compile(
    r"(?:ngày |thời gian )?(?:được đăng|đăng|xuất bản|cập nhật|đăng tải|đăng lúc|đưa tin|gửi)(?: lúc| ngày|"
    r" bài)? ?:? ?|ngày ?: ?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|hôm nay)\b", re.IGNORECASE)
_THEN_OTHER = re.compile(r" ?(?:[|,;(\n-]|$)")
_ISO_DAY = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d")
_TIME = re.compile(r"\b\d{1,2} ?[:hg] ?\d{2}(?::\d{2})?\b", re.IGNORECASE)
_DAY_LINE_MAX = 90
_COUNTED = re.compile(
    r"(?:số )?(?:lượt|lần) (?:xem|đọc) ?:? ?[\d.]+|[\d.]+ lượt (?:xem|đọc)|đã xem ?:? ?[\d.]+", re.IGNORECASE
)

_DOMAIN = r"(?:[a-z0-9][a-z0-9-]{0,40}\.){1,4}(?:vn|com|net|org|info|gov|la|edu|asia)(?:\.vn)?"
_ADDRESS = re.compile(rf"https?://(?P<domain>{_DOMAIN})(?:[:/][^\s<>\"]{{0,500}})?", re.IGNORECASE)
_BARE_DOMAIN = re.compile(rf"(?<![@\w./-])(?:www\.)?(?P<domain>{_DOMAIN})(?![\w@-])", re.IGNORECASE)
_STORES = re.compile(
    r"google\.|facebook\.|youtube\.|zalo\.|dropbox\.|onedrive|youtu\.be|tiktok|w3\.org|schema\.",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:(?:dẫn )?nguồn(?: bài viết| tin| ảnh)? ?:|theo (?=(?:báo|trang|cổng|đài|tạp chí|bản tin)\b)) ?",
    re.IGNORECASE,
)
# The name of the paper or site alone on a line above the article, perhaps with the day.
_MASTHEAD = re.compile(
    r"(?P<name>(?:báo(?! (?:cáo|chí|động|hiệu))|đài|tạp chí|cổng thông tin|cổng ttđt|trang thông tin|trang tttđt|"
    r"trang điện tử|bản tin)\b[^|:;.()\n\d]{3,70}?|"
    r"[^\W\d][\w ]{2,30} (?:online|tv|điện tử))(?: ?[|,-])?(?: [\d:/., |-]{4,})?$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"[(\[]?(?P<name>(?:báo|đài|tạp chí|cổng ttđt|trang ttđt|ttxvn|vov|qđnd|bnews)\b[^()\[\]\n:-]{0,40}?"
    rf"|[\w.]{{2,30}}\.(?:vn|com)|(?-i:[{UPPER}]{{3,12}}|(?:[{UPPER}][a-zà-ỹ]{{1,6}}){{2}})"
    r"|[\w ]{3,25} (?:tv|online)"
    r"|(?:dân việt|dân trí|tuổi trẻ|thanh niên|tiền phong|lao động|nhân dân|phụ nữ việt nam|biên phòng)"
    r"(?=\)| - (?:ngày|sáng|chiều|tối|thứ|hôm|trong|vừa|mới|nhân|theo|từ)\b))(?:[)\]]? ?- |(?<=\w)\) )",
    re.IGNORECASE,
)
_DATED_AT_LEAST = 100  # a shorter line is a title: "MTTQ - Công an tỉnh ký kết …"
_TERMS = re.compile(
    r"ghi rõ nguồn|trích dẫn nguồn|nêu rõ nguồn|phát hành lại|sử dụng lại thông tin|bản quyền", re.IGNORECASE
)
_QUOTED = re.compile(r'"([^"\n]{3,120})"')
_RESPONSIBLE = re.compile(r"(?:người )?chịu trách nhiệm(?: chính| nội dung| xuất bản)? ?: ?", re.IGNORECASE)
_VIEWS = re.compile(
    r"(?:(?:số )?(?:lượt xem|lần xem|lượt đọc|lượt truy cập bài)|đã xem|xem) ?:? ?(?P<count>\d[\d.]{0,9})|"
    r"(?P<count_>\d[\d.]{0,9}) lượt (?:xem|đọc)",
    re.IGNORECASE,
)

_NAME = rf"(?:[{UPPER}]\.?[\w'’]{{0,9}})(?:[ -]{{1,3}}[{UPPER}][\w'’]{{0,9}}){{1,5}}"
_SIGNED = re.compile(rf"(?P<name>{_NAME}(?:,? {_NAME})?)(?: ?\([^()\n]{{2,40}}\))?\.?")
_BY = re.compile(
    rf"(?:(?:tác giả|người viết|bài và ảnh|bài, ảnh|tin, ảnh|tin và ảnh|tin, bài|tin bài|tin|bài|"
    rf"thực hiện|biên soạn|ctv|pv|nguồn tin) ?(?:[:/]|(?<=ctv)|(?<=pv)) ?)(?P<name>{_NAME}|"
    rf"[{UPPER}][\w'’. -]{{1,40}})",
    re.IGNORECASE,
)
_AT_END = re.compile(rf"[.…/)\"] {{1,4}}(?P<name>{_NAME})$")


def find_publication(reading: Reading, head: Head) -> list[Fact]:
    if head.type:
        # An official paper is signed and issued, not published by an author.
        return _terms(reading) + _attachments(reading)
    authors = [author] if (author := _author(reading, head)) else _in_page_head(reading, "author", "author")
    facts = [*authors, *_days(reading, head), *_source(reading), _views(reading)]
    return [fact for fact in facts if fact] + _terms(reading) + _attachments(reading)


def _days(reading: Reading, head: Head) -> list[Fact]:
    """The day below the title (or one that says what it is) is when it was published."""
    below = above = None
    for passage in reading.passages:
        line = reading.looked_at(passage)
        if len(line) > _DAY_LINE_MAX:
            continue
        day = next(days_in(reading.plain, passage.start, passage.end), None)
        if not day or not day.year:
            continue
        said = _PUBLISHED.match(line)
        says_so = (
            said and passage.start + said.end() == day.start and _THEN_OTHER.match(reading.plain, day.end)
        )
        if not says_so and not _says_only_a_day(line, reading.plain[day.start : day.end]):
            continue
        is_below = bool(head.title_span[1]) and passage.start > head.title_span[0]
        if said or is_below or _TIME.search(line):
            below = below or day
        else:
            above = above or day
    if (
        below is None
        and above
        and not _WEEKDAY.match(reading.plain, max(0, reading.plain.rfind("\n", 0, above.start) + 1))
    ):
        below, above = above, None
    facts = (
        [Fact("published", below.written(), below.start, below.end)] if below else _published_in_head(reading)
    )
    return facts + ([Fact("captured", above.written(), above.start, above.end)] if above else [])


def _published_in_head(reading: Reading) -> list[Fact]:
    for passage in reading.passages:
        if passage.kind == "published" and (day := _ISO_DAY.match(reading.plain, passage.start, passage.end)):
            return [Fact("published", day.group(), *day.span())]
    return []


def _in_page_head(reading: Reading, said: str, kind: str) -> list[Fact]:
    """What a page says of itself where no one looks: `<meta name="author" …>`."""
    return [
        Fact(kind, reading.text(passage.start, passage.end), passage.start, passage.end, doubtful=True)
        for passage in reading.passages
        if passage.kind == said and (said != "author" or _SIGNED.fullmatch(reading.looked_at(passage)))
    ]


def _says_only_a_day(line: str, day: str) -> bool:
    rest = _COUNTED.sub("", _TIME.sub("", _WEEKDAY.sub("", _PUBLISHED.sub("", line.replace(day, "")))))
    rest = re.sub(r"ngày|lúc|gmt ?[+]? ?7?|\d{1,2}:\d{2}:\d{2}|giờ|phút|am|pm", "", rest, flags=re.IGNORECASE)
    return not re.search(r"\w{2}", re.sub(_NAME, "", rest))


def _author(reading: Reading, head: Head) -> Fact | None:
    """A line that says so, else a line of a name alone right below the article, else one below the title."""
    for passage in reading.passages:
        match = _BY.match(reading.plain, passage.start, passage.end)
        if match and passage.end - match.start("name") < 60:
            start, end = match.span("name")
            if reading.plain[end : end + 2].strip() == ":":  # "Bài: … - Ảnh: …"
                end = max(reading.plain.rfind(" - ", start, end), reading.plain.rfind(", ", start, end))
            if end > start:
                return Fact("author", reading.text(start, end), start, end)
    story = [passage for passage in reading.passages if reading.tells(passage.start) and not passage.table]
    long = [number for number, passage in enumerate(story) if passage.end - passage.start > 80]
    if not long:
        return None
    for passage in [
        *story[long[-1] + 1 :],
        *[p for p in story[: long[0] + 1] if p.start > head.title_span[1] > 0],
    ]:
        name = _signed(reading, passage)
        if name:
            return Fact("author", reading.text(*name), *name)
    last = story[long[-1]]
    at_end = _AT_END.search(reading.plain, max(last.start, last.end - 60), last.end)
    return Fact("author", reading.text(*at_end.span("name")), *at_end.span("name")) if at_end else None


def _signed(reading: Reading, passage: Passage) -> Span | None:
    match = _SIGNED.fullmatch(reading.plain, passage.start, passage.end)
    if not match or passage.end - passage.start > 60 or any(letter.isdigit() for letter in match.group()):
        return None
    words = match["name"].lower().split()
    heads = WHOLE_HEADS | NAMED_HEADS
    if (
        any(" ".join(words[:length]) in heads for length in range(1, 4))
        or match["name"].isupper()
        and len(words) > 3
    ):
        return None
    return match.span("name")


def _source(reading: Reading) -> list[Fact]:
    """The site or paper: said as the source, else alone on the first line, else in the terms of re-use."""
    for number, passage in enumerate(reading.passages):
        match = _SOURCE.match(reading.plain, passage.start, passage.end)
        if not match:
            continue
        start, end = match.end(), passage.end
        if start >= end and number + 1 < len(reading.passages):
            start, end = reading.passages[number + 1].start, reading.passages[number + 1].end
        if facts := _named_source(reading, start, end):
            return facts
    for passage in reading.passages[: reading.first_long + 1]:
        match = _MASTHEAD.match(reading.plain, passage.start, passage.end)
        if match and passage.end - passage.start < 100:
            return [Fact("source", reading.text(*match.span("name")), *match.span("name"))]
    for passage in reading.passages:
        match = _BARE_DOMAIN.fullmatch(reading.plain, passage.start, passage.end)
        if match and not _STORES.search(match.group()):
            return [_source_fact(reading, match.span("domain"))]
    for passage in reading.passages:
        has_terms = _TERMS.search(reading.plain, passage.start, passage.end)
        if has_terms and (facts := _named_source(reading, passage.start, passage.end)):
            return facts
    return _dateline(reading) or _in_page_head(reading, "site", "source") or _elsewhere(reading)


def _named_source(reading: Reading, start: int, end: int) -> list[Fact]:
    address = _ADDRESS.search(reading.plain, start, end)
    if address and not _STORES.search(address["domain"]):
        return [
            _source_fact(reading, address.span("domain")),
            Fact("source_url", address.group(), *address.span()),
        ]
    quoted = [match.span(1) for match in _QUOTED.finditer(reading.plain, start, end)]
    names = [span for span in quoted if not _BARE_DOMAIN.fullmatch(reading.plain, *span)]
    name = [Fact("source_name", reading.text(*names[0]), *names[0])] if names else []
    domain = _BARE_DOMAIN.search(reading.plain, start, end)
    if domain and not _STORES.search(domain.group()):
        return [_source_fact(reading, domain.span("domain")), *name]
    if names:
        return [Fact("source", reading.text(*names[0]), *names[0])]
    words = reading.plain[start:end].strip(" .")
    if not _TERMS.search(words) and 3 <= len(words) <= 80 and words[0].isupper():
        return [
            Fact(
                "source", reading.text(start, start + len(reading.plain[start:end].rstrip(" ."))), start, end
            )
        ]
    return []


def _source_fact(reading: Reading, span: Span) -> Fact:
    start, end = span
    if reading.plain[start:end].lower().startswith("www."):
        start += 4
    return Fact("source", reading.text(start, end).lower(), start, end)


def _dateline(reading: Reading) -> list[Fact]:
    """`(Báo …) - Sáng 17-3, …`: the paper that a report begins with."""
    for passage in reading.passages:
        match = _DATELINE.match(reading.plain, passage.start, passage.end)
        if match and (not match.group()[:-3].isupper() or passage.end - passage.start >= _DATED_AT_LEAST):
            return [Fact("source", reading.text(*match.span("name")), *match.span("name"))]
    return []


def _elsewhere(reading: Reading) -> list[Fact]:
    """An address among the furniture, or "(Theo …)" at the end of the article."""
    theo = re.compile(r"\((?:theo|nguồn:?) (?P<name>[^()\n]{3,60})\)", re.IGNORECASE).search(reading.plain)
    if theo:
        return [Fact("source", reading.text(*theo.span("name")), *theo.span("name"))]
    for pattern in (_ADDRESS, _BARE_DOMAIN):
        for match in pattern.finditer(reading.plain):
            if not reading.tells(match.start()) and not _STORES.search(match.group()):
                return [_source_fact(reading, match.span("domain"))]
    return []


def _views(reading: Reading) -> Fact | None:
    for passage in reading.passages:
        match = _VIEWS.match(reading.plain, passage.start, passage.end)
        if match:
            group = "count" if match["count"] else "count_"
            return Fact("views", int(match[group].replace(".", "")), *match.span(group))
    return None


def _terms(reading: Reading) -> list[Fact]:
    facts: list[Fact] = []
    for passage in reading.passages:
        if _TERMS.search(reading.plain, passage.start, passage.end) and not any(
            f.kind == "terms" for f in facts
        ):
            facts.append(Fact("terms", reading.text(passage.start, passage.end), passage.start, passage.end))
        match = _RESPONSIBLE.match(reading.plain, passage.start, passage.end)
        if match and match.end() < passage.end and not any(fact.kind == "responsible" for fact in facts):
            end = match.end() + len(reading.plain[match.end() : passage.end].rstrip(" ."))
            facts.append(Fact("responsible", reading.text(match.end(), end), match.end(), end))
    return facts


def _attachments(reading: Reading) -> list[Fact]:
    """Addresses inside the text itself: a private drive, a PDF. They rot, so a person should fetch the paper."""
    return [
        Fact("attachment", match.group(), *match.span())
        for match in re.finditer(r"https?://[^\s<>\"]{4,500}", reading.plain)
        if reading.tells(match.start())
    ]
