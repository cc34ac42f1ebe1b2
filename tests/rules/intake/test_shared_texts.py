"""The two shared texts read right, and stay right when their numbers, days, names and phases are changed."""

import unicodedata

import pytest

from chungtay.rules.intake import Draft, read_paper, text_of
from chungtay.rules.intake.spelling import tidy
from tests.rules.intake.told import assert_spans_hold, changed, draft_of, shared_text, told

NEWS = "news-article-agreement-review.txt"
PORTAL = "portal-page-yearly-plan.txt"


def test_the_news_article_tells_of_the_review_of_a_memorandum() -> None:
    read = told(shared_text(NEWS))
    assert read["kind"] == "bản ghi nhớ"
    assert read["parties"] == ["Hội LHPN tỉnh Kon Tum", "Hội Phụ nữ tỉnh Attapư"]
    assert read["since"] == "2006"
    assert read["phases"] == [["2019", "2024"], ["2024", "2029"]]
    assert read["event"] == {"type": "tổng kết", "date": "--12-30", "place": "thành phố Kon Tum"}
    assert (read["author"], read["source"], read["published"]) == ("Hoài Tiến", "baokontum.com.vn", None)
    assert read["documents"] == read["contents"] == []
    assert read["negative"] is False
    assert {"tỉnh Kon Tum", "tỉnh Attapư", "thành phố Kon Tum"} <= set(read["places"])


def test_the_news_article_tells_its_two_figures() -> None:
    clubs, attendances = told(shared_text(NEWS))["figures"]
    assert (clubs["quantity"], clubs["approx"], clubs["unit"]) == (10, False, "câu lạc bộ")
    assert clubs["of"] == "phòng, chống ma túy, tội phạm"
    assert (attendances["quantity"], attendances["approx"]) == (10_000, True)
    assert (attendances["unit"], attendances["of"]) == ("lượt", "hội viên, phụ nữ")


@pytest.mark.parametrize(
    "subject", ("trao đổi thông tin", "bình đẳng giới", "luân phiên", "kịp thời thông báo")
)
def test_the_news_article_tells_what_was_agreed_for_the_next_phase(subject: str) -> None:
    agreed = told(shared_text(NEWS))["agreed"]
    assert all(item["phase"] == ["2024", "2029"] for item in agreed)
    assert any(subject in item["text"] for item in agreed)


@pytest.mark.parametrize(
    ("when", "deed"),
    (
        (["2019", "2024"], "quy chế bảo vệ biên giới"),
        (["hàng năm"], "gửi thư"),
        (["2024"], "mô hình sinh kế"),
    ),
)
def test_the_news_article_tells_what_was_done_and_when(when: list[str], deed: str) -> None:
    assert any(item["when"] == when and deed in item["text"] for item in told(shared_text(NEWS))["done"])


def test_the_portal_page_tells_of_a_yearly_plan() -> None:
    read = told(shared_text(PORTAL))
    assert read["kind"] == "kế hoạch"
    assert read["parties"] == ["Uỷ ban Dân tộc", "Hội Liên hiệp Phụ nữ Việt Nam"]
    assert read["phases"] == [["2021", "2025"]]
    assert (read["published"], read["captured"]) == ("2024-04-08", "2024-07-18")
    assert (read["author"], read["source"], read["views"]) == ("Ksor H’Nhuên", "bandantoc.kontum.gov.vn", 557)
    assert read["event"] is None
    assert read["figures"] == []
    assert read["places"] == []
    assert read["purpose"].startswith("tuyên truyền, vận động, giáo dục")
    assert len(read["attachments"]) == 1 and "drive.google.com" in read["attachments"][0]
    assert "ghi rõ nguồn" in read["terms"].lower()


def test_the_portal_page_tells_its_own_plan_from_the_resolution_it_cites() -> None:
    own, cited = told(shared_text(PORTAL))["documents"]
    assert own == {
        "number": "468/KH-HLHPNVN-UBDT",
        "date": "2024-03-21",
        "type": "kế hoạch",
        "role": "own",
        "issuers": ["Trung ương Hội Phụ nữ Việt Nam", "Uỷ ban Dân tộc"],
    }
    assert (cited["number"], cited["date"], cited["role"]) == ("06/NQ-BCH", "2014-02-19", "ref")
    assert cited["type"] == "nghị quyết"


def test_the_portal_page_keeps_the_phase_of_the_national_programme_apart() -> None:
    read = told(shared_text(PORTAL))
    assert len(read["frameworks"]) == 1
    assert "MTQG" in read["frameworks"][0] and "2021-2030" in read["frameworks"][0]
    assert [item["phase"] for item in read["framework_phases"]] == [["2021", "2030"], ["2021", "2025"]]


def test_the_portal_page_has_seven_contents() -> None:
    contents = told(shared_text(PORTAL))["contents"]
    words = (
        "Chương trình mục tiêu",
        "Dự án 8",
        "hội thảo",
        "theo dõi, đánh giá",
        "phản biện",
        "06/NQ-BCH",
        "Sơ kết",
    )
    assert len(contents) == 7
    assert all(word in content for word, content in zip(words, contents, strict=True))


@pytest.mark.parametrize("name", (NEWS, PORTAL))
def test_every_fact_of_a_shared_text_stands_where_it_says(name: str) -> None:
    draft = draft_of(shared_text(name))
    assert_stands_as_told(draft)
    assert len(draft.spans()) > 20


@pytest.mark.parametrize("name", (NEWS, PORTAL))
def test_a_text_in_decomposed_letters_tells_the_same(name: str) -> None:
    text = shared_text(name)
    whole = read_paper(text_of(name, text.encode())).as_json()
    taken_apart = read_paper(text_of(name, unicodedata.normalize("NFD", text).encode())).as_json()
    assert taken_apart == whole


@pytest.mark.parametrize("name", (NEWS, PORTAL))
def test_double_spaces_and_long_dashes_change_nothing(name: str) -> None:
    text = shared_text(name)
    wide = text.replace(" ", "  ").replace("2024-2029", "2024 – 2029").replace("2021-2025", "2021 – 2025")
    plain, spaced = told(text), told(wide)
    for key in ("kind", "parties", "since", "phases", "event", "published", "author", "source"):
        assert spaced[key] == plain[key], key
    assert_stands_as_told(draft_of(wide))
    assert [document["number"] for document in spaced["documents"]] == [
        d["number"] for d in plain["documents"]
    ]
    assert [figure["quantity"] for figure in spaced["figures"]] == [f["quantity"] for f in plain["figures"]]
    assert len(spaced["contents"]) == len(plain["contents"])


NEWS_CHANGES = (
    ([("2006", "1998")], {"since": "1998"}),
    ([("30/12", "15/11/2026")], {"event": {"type": "tổng kết", "date": "2026-11-15", "place": "thành phố Kon Tum"}}),
    ([("30/12", "05-7")], {"event": {"type": "tổng kết", "date": "--07-05", "place": "thành phố Kon Tum"}}),
    ([("Hội nghị tổng kết", "Hội nghị sơ kết")], {"event": {"type": "sơ kết", "date": "--12-30"}}),
    (
        [("2019 -2024", "2017-2022"), ("2019-2024", "2017-2022"), ("2024-2029", "2022-2027")],
        {"phases": [["2017", "2022"], ["2022", "2027"]], "agreed": {"phase": ["2022", "2027"]}},
    ),
    (
        [("2024-2029", "từ năm 2024 đến năm 2029")],
        {"phases": [["2019", "2024"], ["2024", "2029"]], "agreed": {"phase": ["2024", "2029"]}},
    ),
    (
        [("Kon Tum", "Gia Lai"), ("Attapư", "Stung Treng")],
        {"parties": ["Hội LHPN tỉnh Gia Lai", "Hội Phụ nữ tỉnh Stung Treng"]},
    ),
    (
        [
            ("Hội LHPN tỉnh Kon Tum", "Hội Nông dân tỉnh Hà Tĩnh"),
            ("Hội Phụ nữ tỉnh Attapư", "Sở Nông Lâm tỉnh Bo Ly Khăm Xay"),
        ],
        {"parties": ["Hội Nông dân tỉnh Hà Tĩnh", "Sở Nông Lâm tỉnh Bo Ly Khăm Xay"]},
    ),
    (
        [("bản ghi nhớ hợp tác", "thỏa thuận hợp tác"), ("Bản ghi nhớ chương trình phối hợp", "Thỏa thuận hợp tác")],
        {"kind": "thỏa thuận hợp tác"},
    ),
    ([("10 câu lạc bộ", "25 CLB")], {"figures": {"quantity": 25, "approx": False, "unit": "câu lạc bộ"}}),
    ([("gần 10.000 lượt", "hơn 7.500 lượt")], {"figures": {"quantity": 7500, "approx": True, "unit": "lượt"}}),
    ([("gần 10.000 lượt", "12.345 lượt")], {"figures": {"quantity": 12345, "approx": False, "unit": "lượt"}}),
    (
        [("gần 10.000 lượt", "từ 8.000 đến 9.500 lượt")],
        {"figures": {"quantity": 8000, "quantity_max": 9500, "unit": "lượt"}},
    ),
    ([("Hoài Tiến", "Nguyễn Thị Sao Mai")], {"author": "Nguyễn Thị Sao Mai"}),
    ([("baokontum.com.vn", "baogialai.vn")], {"source": "baogialai.vn"}),
    ([("thành phố Kon Tum", "huyện Ngọc Hồi")], {"event": {"date": "--12-30", "place": "huyện Ngọc Hồi"}}),
)  # fmt: skip

PORTAL_CHANGES = (
    ([("468/KH-HLHPNVN-UBDT", "52/KH-BNV-TWĐTN")], {"documents": {"number": "52/KH-BNV-TWĐTN", "role": "own"}}),
    ([("21/3/2024", "05/4/2023")], {"documents": {"number": "468/KH-HLHPNVN-UBDT", "date": "2023-04-05"}}),
    ([("21/3/2024", "9 tháng 10 năm 2024")], {"documents": {"date": "2024-10-09", "role": "own"}}),
    (
        [("06/NQ-BCH", "127-QĐ/TW"), ("Nghị quyết số", "Quyết định số")],
        {"documents": {"number": "127-QĐ/TW", "role": "ref", "type": "quyết định"}},
    ),
    ([("19/02/2014", "01/12/2015")], {"documents": {"number": "06/NQ-BCH", "date": "2015-12-01"}}),
    ([("giai đoạn 2021-2025", "giai đoạn 2022-2026")], {"phases": [["2022", "2026"]]}),
    ([("năm 2021 đến năm 2025", "năm 2021 đến năm 2026")], {"phases": [["2021", "2025"]]}),
    ([("8-4-2024", "15/11/2023")], {"published": "2023-11-15", "captured": "2024-07-18"}),
    ([("18 tháng 7 năm 2024", "02 tháng 12 năm 2025")], {"published": "2024-04-08", "captured": "2025-12-02"}),
    ([("Ksor H’Nhuên", "Y Thanh Trà")], {"author": "Y Thanh Trà"}),
    ([("bandantoc.kontum.gov.vn", "sonoivu.gialai.gov.vn")], {"source": "sonoivu.gialai.gov.vn"}),
    (
        [("Uỷ ban Dân tộc", "Bộ Nội vụ"), ("Hội Liên hiệp Phụ nữ Việt Nam", "Hội Cựu chiến binh Việt Nam"),
         ("Trung ương Hội Phụ nữ Việt Nam", "Trung ương Hội Cựu chiến binh Việt Nam")],
        {"parties": ["Bộ Nội vụ", "Hội Cựu chiến binh Việt Nam"]},
    ),
    ([("xem:557", "xem: 1.203")], {"views": 1203}),
)  # fmt: skip


@pytest.mark.parametrize(("pairs", "expected"), NEWS_CHANGES)
def test_facts_of_the_news_article_follow_a_changed_text(pairs: list, expected: dict) -> None:
    assert_tells(changed(shared_text(NEWS), *pairs), expected)


@pytest.mark.parametrize(("pairs", "expected"), PORTAL_CHANGES)
def test_facts_of_the_portal_page_follow_a_changed_text(pairs: list, expected: dict) -> None:
    assert_tells(changed(shared_text(PORTAL), *pairs), expected)


def test_a_content_left_out_is_missed_aloud() -> None:
    lines = [line for line in shared_text(PORTAL).split("\n") if not line.startswith("7.")]
    read = told("\n".join(lines))
    assert len(read["contents"]) == 6
    assert read["doubts"][0]["path"] == "contents"
    assert told("\n".join(lines).replace("07 nội dung", "06 nội dung"))["doubts"] == []


@pytest.mark.parametrize("marks", (("1)", "7)"), ("Nội dung 1:", "Nội dung 7:")))
def test_contents_are_counted_in_any_way(marks: tuple[str, str]) -> None:
    text = shared_text(PORTAL)
    for number in range(1, 8):
        text = text.replace(f"\n{number}. ", "\n" + marks[0].replace("1", str(number)) + " ")
    assert len(told(text)["contents"]) == 7


def assert_stands_as_told(draft: Draft) -> None:
    """The words at the place of a fact are the fact itself, not merely some words."""
    assert_spans_hold(draft)
    for fact in draft.facts:
        if isinstance(fact.value, str) and fact.kind not in ("published", "captured", "kind", "place"):
            assert tidy(draft.text[fact.start : fact.end]).lower() == fact.value.lower()
        if "number" in fact.parts:
            assert "".join(draft.text[slice(*fact.parts["number"])].split()) == fact.value["number"]


def assert_tells(text: str, expected: dict) -> None:
    """A dict in a list of facts asks that one fact holds it; else the value itself, or the part that is asked for."""
    draft = draft_of(text)
    assert_spans_hold(draft)
    read = draft.as_json()
    for key, value in expected.items():
        if isinstance(value, dict) and isinstance(read[key], list):
            assert any(item.items() >= value.items() for item in read[key]), (key, read[key])
        elif isinstance(value, dict):
            assert read[key].items() >= value.items(), (key, read[key])
        else:
            assert read[key] == value, key
