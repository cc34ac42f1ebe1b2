"""Copies of the shared texts in which everything is changed at once, a few hundred by seed, all read right."""

import random
import re

import pytest

from chungtay.rules.intake.spelling import tidy
from tests.rules.intake.told import assert_spans_hold, changed, draft_of, shared_text

NEWS = "news-article-agreement-review.txt"
PORTAL = "portal-page-yearly-plan.txt"
GROUPS, EACH = 10, 12

PROVINCES = (
    "Gia Lai", "Hà Tĩnh", "Thừa Thiên Huế", "Điện Biên", "Lai Châu", "Nghệ An", "Bình Phước", "Đắk Lắk", "Sơn La",
    "Quảng Trị", "Tây Ninh", "An Giang", "Đắk Nông", "Lạng Sơn", "Thanh Hóa", "Cà Mau",
)  # fmt: skip
ABROAD = (
    "Stung Treng", "Sê Kông", "Bo Ly Khăm Xay", "Luông Pha Băng", "Hủa Phăn", "Khăm Muộn", "Svay Rieng", "Salavan",
    "Phông Sa Lỳ", "Ratanakiri", "Xiêng Khoảng", "Chăm Pa Sắc",
)  # fmt: skip
OURS = ("Hội LHPN", "Hội Liên hiệp Phụ nữ", "Hội Nông dân", "Hội Cựu chiến binh", "Liên đoàn Lao động",
        "Ủy ban MTTQ Việt Nam", "Sở Y tế", "Hội Chữ thập đỏ", "Sở Giáo dục và Đào tạo")  # fmt: skip
THEIRS = (
    "Hội Phụ nữ",
    "Hội Liên hiệp Phụ nữ",
    "Mặt trận",
    "Liên hiệp Công đoàn",
    "Hội Nông dân",
    "Đoàn Thanh niên",
)
CENTRAL = (
    ("Bộ Nội vụ", "BNV"), ("Bộ Y tế", "BYT"), ("Bộ Công an", "BCA"), ("Bộ Giáo dục và Đào tạo", "BGDĐT"),
    ("Bộ Nông nghiệp và Phát triển nông thôn", "BNNPTNT"), ("Ban Tôn giáo Chính phủ", "TGCP"),
    ("Ngân hàng Chính sách xã hội", "NHCS"), ("Bảo hiểm xã hội Việt Nam", "BHXHVN"),
)  # fmt: skip
UNIONS = (
    ("Hội Nông dân Việt Nam", "HNDVN"), ("Hội Cựu chiến binh Việt Nam", "HCCBVN"),
    ("Hội Chữ thập đỏ Việt Nam", "HCTĐVN"), ("Tổng Liên đoàn Lao động Việt Nam", "TLĐ"),
    ("Hội Khuyến học Việt Nam", "HKHVN"),
)  # fmt: skip
LETTERS = "abcdđeghiklmn"
NAMES = ("Thanh Hà", "Lê Thị Sao Mai", "Y Thanh Trà", "Ksor H’Lan", "A Lũy", "Nguyễn Minh", "Rơ Châm H’Yến")
SITES = ("baogialai.vn", "baolaichau.vn", "quangtri.gov.vn", "www.hoilhpn.org.vn", "baonghean.com.vn")
UNITS = (("câu lạc bộ", "câu lạc bộ"), ("CLB", "câu lạc bộ"), ("mô hình", "mô hình"), ("tổ truyền thông", "tổ"),
         ("nhóm", "nhóm"), ("lớp", "lớp"), ("đội văn nghệ", "đội"), ("tủ sách", "tủ sách"))  # fmt: skip
COUNTED = (("lượt", "lượt"), ("người", "người"), ("buổi", "buổi"), ("hộ", "hộ"), ("học sinh", "học sinh"))
EVENTS = ("tổng kết", "sơ kết", "ký kết")
KINDS = ("bản ghi nhớ", "thỏa thuận hợp tác", "chương trình phối hợp", "quy chế phối hợp")
QUALIFIERS = (
    ("gần ", True),
    ("hơn ", True),
    ("trên ", True),
    ("khoảng ", True),
    ("", False),
    ("ít nhất ", False),
)


def news(chance: random.Random) -> tuple[str, dict]:
    text = shared_text(NEWS)
    ours, theirs = chance.choice(OURS), chance.choice(THEIRS)
    home, abroad = chance.choice(PROVINCES), chance.choice(ABROAD)
    first, length, more = chance.randint(1998, 2030), chance.randint(2, 7), chance.randint(2, 7)
    old, new = (first, first + length), (first + length, first + length + more)
    dash = chance.choice(("-", " - ", " – ", "–", " -"))
    event, kind = chance.choice(EVENTS), chance.choice(KINDS)
    day, month, year = a_day(chance)
    shown, with_year = a_day_shown(chance, day, month, year)
    place = f"{chance.choice(('thành phố', 'thị xã', 'huyện'))} {chance.choice(PROVINCES)}"
    clubs, (unit_shown, unit) = a_number(chance, 400), chance.choice(UNITS)
    people, (counted_shown, counted) = a_number(chance, 90_000), chance.choice(COUNTED)
    (qualifier, approx), most = chance.choice(QUALIFIERS), people + chance.randint(1, 900)
    is_range = chance.random() < 0.25
    shown_people = f"từ {dotted(people)} đến {dotted(most)}" if is_range else qualifier + dotted(people)
    since, author, site = str(chance.randint(1976, 2015)), chance.choice(NAMES), chance.choice(SITES)
    text = changed(
        text,
        ("2006", since),
        ("2024-2029", "NEXT"),
        ("thành phố Kon Tum", place),
        ("Hội LHPN tỉnh Kon Tum", f"{ours} tỉnh {home}"),
        ("Hội Phụ nữ tỉnh Attapư", f"{theirs} tỉnh {abroad}"),
        ("Hội Phụ nữ tỉnh Kon Tum", f"{ours} tỉnh {home}"),
        ("Attapư", abroad),
        ("2019 -2024", f"{old[0]}{dash}{old[1]}"),
        ("2019-2024", f"{old[0]}{dash}{old[1]}"),
        ("NEXT", f"{new[0]}{dash}{new[1]}"),
        ("Năm 2024", f"Năm {old[1]}"),
        ("30/12", shown),
        ("Hội nghị tổng kết", f"Hội nghị {event}"),
        ("bản ghi nhớ hợp tác", kind),
        ("Bản ghi nhớ chương trình phối hợp", kind.capitalize()),
        ("10 câu lạc bộ", f"{clubs:02} {unit_shown}"),
        ("gần 10.000 lượt", f"{shown_people} {counted_shown}"),
        ("Hoài Tiến", author),
        ("baokontum.com.vn", site),
    )
    expected = {
        "kind": kind,
        "parties": [f"{ours} tỉnh {home}", f"{theirs} tỉnh {abroad}"],
        "since": since,
        "phases": [[str(y) for y in old], [str(y) for y in new]],
        "event": (event, written(day, month, year if with_year else 0), place),
        "author": author,
        "source": site.removeprefix("www."),
        "published": None,
        "figures": [
            (clubs, None, False, unit),
            (people, most if is_range else None, approx and not is_range, counted),
        ],
        "agreed": [str(y) for y in new],
        "documents": [],
        "contents": 0,
    }
    return text, expected


def portal(chance: random.Random) -> tuple[str, dict]:
    text = shared_text(PORTAL)
    (ministry, short), (union, union_short) = chance.choice(CENTRAL), chance.choice(UNIONS)
    year = chance.randint(2012, 2038)
    phase = (year - chance.randint(0, 3), year + chance.randint(1, 3))
    code = chance.choice(("KH", "KHPH", "KHLT"))
    number = f"{chance.choice((chance.randint(1, 9), chance.randint(10, 99), chance.randint(100, 4999))):02}"
    number = f"{number}/{code}-{union_short}-{short}"
    made, cited = a_day(chance, year), a_day(chance, year - 9)
    published, captured = a_day(chance, year), a_day(chance, year + 1)
    author, site, views = chance.choice(NAMES), chance.choice(SITES[2:]), chance.randint(3, 99_999)
    cited_number = f"{chance.randint(1, 98):02}/NQ-{chance.choice(('BCH', 'TW', 'CP', 'ĐCT'))}"
    text, count = _with_other_contents(text, chance)
    text = changed(
        text,
        (
            "8-4-2024",
            chance.choice(("{}-{}-{}", "{:02}/{:02}/{}", "{}/{}/{}", "{:02}.{:02}.{}")).format(*published),
        ),
        ("Trung ương Hội Phụ nữ Việt Nam", union),
        ("Hội Liên hiệp Phụ nữ Việt Nam", union),
        ("Uỷ ban Dân tộc", ministry),
        ("468/KH-HLHPNVN-UBDT", number),
        ("21/3/2024", a_day_shown(chance, *made, with_year=True)[0]),
        ("06/NQ-BCH", cited_number),
        ("19/02/2014", a_day_shown(chance, *cited, with_year=True)[0]),
        ("18 tháng 7 năm 2024", "{:02} tháng {} năm {}".format(*captured)),
        ("giai đoạn 2021-2025", f"giai đoạn {phase[0]}{chance.choice(('-', ' - ', '–', ' – '))}{phase[1]}"),
        ("Ksor H’Nhuên", author),
        ("bandantoc.kontum.gov.vn", site),
        ("xem:557", f"xem:{views}"),
    )
    expected = {
        "kind": "kế hoạch",
        "parties": [ministry, union],
        "phases": [[str(y) for y in phase]],
        "event": None,
        "published": written(*published),
        "captured": written(*captured),
        "author": author,
        "source": site.removeprefix("www."),
        "views": views,
        "documents": [(number, written(*made), "own"), (cited_number, written(*cited), "ref")],
        "contents": count,
        "figures": [],
    }
    return text, expected


def _with_other_contents(text: str, chance: random.Random) -> tuple[str, int]:
    """From three to eleven contents, counted in any way; the content with the cited paper stays."""
    lines = text.split("\n")
    old = [line for line in lines if re.match(r"\d\. ", line)]
    keep = [line[3:] for line in old if "06/NQ-BCH" in line or chance.random() < 0.7]
    keep += [f"Tổ chức truyền thông lưu động theo chủ đề thứ {n + 1}" for n in range(chance.randint(2, 4))]
    chance.shuffle(keep)
    mark = chance.choice(("{}. ", "{}) ", "Nội dung {}: ", "{}/ ", "({}) ", "{}) ", "- "))
    count = LETTERS if chance.random() < 0.2 and ")" in mark else range(1, 20)
    new = "\n\n".join(mark.format(number) + words for number, words in zip(count, keep, strict=False))
    start, end = text.index(old[0]), text.index(old[-1]) + len(old[-1])
    text = text[:start] + new + text[end:]
    return changed(text, ("07 nội dung", f"{len(keep):02} nội dung")), len(keep)


def a_day(chance: random.Random, year: int = 0) -> tuple[int, int, int]:
    return chance.randint(1, 28), chance.randint(1, 12), year or chance.randint(2015, 2035)


def a_day_shown(
    chance: random.Random, day: int, month: int, year: int, *, with_year: bool = False
) -> tuple[str, bool]:
    with_year = with_year or chance.random() < 0.5
    short = ("{}/{}", "{:02}/{:02}", "{}-{}", "{:02}-{:02}", "{} tháng {}", "{:02}/{}", "{}.{}")
    long = (
        "{}/{}/{}",
        "{:02}/{:02}/{}",
        "{}-{}-{}",
        "{} tháng {} năm {}",
        "{:02}.{:02}.{}",
        "{} tháng {}, năm {}",
    )
    return chance.choice(long if with_year else short).format(day, month, year), with_year


def a_number(chance: random.Random, most: int) -> int:
    return chance.choice((chance.randint(2, 9), chance.randint(10, 99), chance.randint(100, most)))


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def written(day: int, month: int, year: int) -> str:
    return f"{year}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


@pytest.mark.parametrize("group", range(GROUPS))
@pytest.mark.parametrize("copy", (news, portal))
def test_a_copy_in_which_every_fact_is_changed_is_read_right(copy, group: int) -> None:  # noqa: ANN001
    for seed in range(group * EACH, (group + 1) * EACH):
        text, expected = copy(random.Random(seed))
        assert_reads(text, expected, seed)


def assert_reads(text: str, expected: dict, seed: int) -> None:
    draft = draft_of(text)
    assert_spans_hold(draft)
    read = draft.as_json()
    told = dict(read)
    told["documents"] = [(d["number"], d["date"], d["role"]) for d in read["documents"]]
    told["contents"] = len(read["contents"])
    told["figures"] = [
        (f["quantity"], f.get("quantity_max"), f["approx"], f["unit"]) for f in read["figures"]
    ]
    told["event"] = tuple(read["event"].values()) if read["event"] else None
    told["agreed"] = read["agreed"][0]["phase"] if read["agreed"] else None
    wrong = {key: (told[key], value) for key, value in expected.items() if not _same(told[key], value)}
    assert not wrong, (seed, wrong)
    assert read["negative"] is False


def _same(told: object, expected: object) -> bool:
    return tidy(str(told)) == tidy(str(expected))
