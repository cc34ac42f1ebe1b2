"""Whole papers: the examples, texts about something else, hostile texts, and how fast they are read."""

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.rules.intake import Draft
from chungtay.rules.intake.reading import READ_AT_MOST
from tests.rules.intake.told import EXAMPLES, assert_spans_hold, changed, draft_of, example, told


def test_the_example_report_is_read() -> None:
    read = example("news-signing.txt")
    assert (read["kind"], read["since"]) == ("chương trình phối hợp", "2011")
    assert read["parties"] == ["Liên đoàn Lao động tỉnh Quảng Bình", "Hội Chữ thập đỏ tỉnh Quảng Bình"]
    assert read["event"] == {"type": "sơ kết", "date": "2025-06-13", "place": "thành phố Đồng Hới"}
    assert read["documents"][0]["number"] == "27/CTPH-LĐLĐ-CTĐ"
    assert [figure["quantity"] for figure in read["figures"]] == [60, 38, 52, 4300, 2100, 415, 249]
    assert len(read["agreed"]) == 4


def test_the_example_page_is_read() -> None:
    read = example("portal-plan.html")
    assert (read["kind"], read["published"], read["captured"]) == ("kế hoạch", "2025-02-24", "2025-09-16")
    assert read["phases"] == [["2024", "2028"]]
    assert [document["number"] for document in read["documents"]] == ["31/KHPH-SYT-HND", "20-NQ/TW"]
    assert len(read["contents"]) == len(read["content_details"]) == 5
    assert read["content_details"][1]["product"] == "12 lớp tập huấn"
    assert read["source"] == "soyte.gialai.gov.vn"


def test_the_example_plan_is_read_with_who_does_what_until_when() -> None:
    read = example("plan-2026.docx")
    assert (read["kind"], read["event"], read["phases"]) == ("kế hoạch", None, [["2024", "2029"]])
    own = read["documents"][0]
    assert (own["number"], own["date"], own["role"]) == ("15/KH-BTV", "2026-01-20", "own")
    assert [document["role"] for document in read["documents"][1:]] == ["ref", "ref"]
    assert read["parties"] == ["Hội Liên hiệp Phụ nữ tỉnh Quảng Ngãi", "Hội Liên hiệp Phụ nữ tỉnh Attapeu"]
    assert len(read["contents"]) == 6
    assert read["content_details"][2] == {
        "lead": "Hội LHPN tỉnh Quảng Ngãi",
        "with": ["Hội LHPN tỉnh Attapeu", "Sở Ngoại vụ"],
        "due": "Tháng 8/2026",
        "due_on": "2026-08-31",
        "product": "01 đoàn vào, 01 biên bản làm việc",
    }


def test_a_changed_report_tells_the_changed_facts() -> None:
    text = (EXAMPLES / "news-signing.txt").read_text(encoding="utf-8")
    read = told(
        changed(
            text,
            ("Liên đoàn Lao động", "Tỉnh đoàn"),
            ("Hội Chữ thập đỏ", "Ban Dân vận Tỉnh ủy"),
            ("tỉnh Quảng Bình", "tỉnh Bắc Kạn"),
            ("2023-2028", "2022-2027"),
            ("27/CTPH-LĐLĐ-CTĐ", "8/CTPH-TĐ-BDV"),
            ("13/6/2025", "01/8/2024"),
            ("38 câu lạc bộ", "114 mô hình"),
        )
    )
    assert read["parties"] == ["Tỉnh đoàn tỉnh Bắc Kạn", "Ban Dân vận Tỉnh ủy tỉnh Bắc Kạn"]
    assert (read["phases"], read["event"]["date"]) == ([["2022", "2027"]], "2024-08-01")
    assert read["documents"][0]["number"] == "8/CTPH-TĐ-BDV"
    assert (read["figures"][1]["quantity"], read["figures"][1]["unit"]) == (114, "mô hình")


OTHER_TEXTS = (
    "Ngày 3/4/2024, Công an tỉnh Điện Biên phối hợp với Bộ đội Biên phòng tỉnh bắt giữ 2 đối tượng vận chuyển ma túy.",
    "Tối 12/5, đội tuyển nữ Việt Nam thắng 3-0. Ban Tổ chức trao giải cho cầu thủ xuất sắc nhất.",
    "Hội LHPN xã Ia Dom tổ chức tổng kết công tác Hội năm 2024 với 120 hội viên tham dự.",
    "Cách nấu bún bò: ướp thịt với sả, ninh xương 3 giờ, nêm nếm vừa ăn.",
    "Hợp đồng mua bán giữa bên bán và bên mua về 500 kg gạo, giao ngày 12/3/2024.",
    "Bài học: bản ghi nhớ là văn bản ghi lại ý định của các bên.",
    "Hello, this is an English letter about nothing at all.",
    "x",
)


@pytest.mark.parametrize("text", OTHER_TEXTS)
def test_a_text_about_something_else_is_told_so_politely(text: str) -> None:
    draft = draft_of(text)
    assert draft.is_negative
    assert "does not seem to be about a cooperation programme" in draft.as_json()["reason"]


def test_the_example_of_something_else_is_negative() -> None:
    assert example("not-a-programme.txt")["negative"] is True


PIECES = """
Hội LHPN|Hội Phụ nữ|tỉnh|Kon Tum|Ủy ban|UBND|Sở|Y tế|và|với|giữa|ký kết|chương trình phối hợp|bản ghi nhớ|giai đoạn
2019-2024|năm 2024|ngày|30/12|21/3/2024|10.000|gần|lượt|người|câu lạc bộ|Số:|15/KH-BTV|127-QĐ/TW|KẾ HOẠCH|1.|2.|a)|-
(1)|(2)|Nội dung 1:|;|,|.|:|…|“|”|nội dung|07|nhằm|Từ năm 2006|quan hệ|Nguồn:|http://a.vn/b|Số lượt xem:5|%|tỷ đồng
từ|đến|các xã|TP.|Căn cứ|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|II. NỘI DUNG|chủ trì:|\u00a0|\u200b|Lào|(|)|\x01|\x02
"""


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*PIECES.strip().replace("\n", "|").split("|"), "\n", "\n\n"]), max_size=60))
def test_reading_never_fails_and_every_fact_stands_where_it_says(pieces: list[str]) -> None:
    assert_spans_hold(draft_of(" ".join(pieces)))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_reading_never_fails_on_any_text(text: str) -> None:
    assert_spans_hold(draft_of(text))


HOSTILE = (
    "Hội " * 250_000,
    "giữa " * 200_000,
    "1" * 1_000_000,
    " " * 1_000_000,
    "Ủy ban Dân tộc và " * 60_000,
    "(1) (2) " * 120_000,
    "1. a\n" * 200_000,
    "chương trình phối hợp giữa Hội Phụ nữ và Sở Y tế, " * 20_000,
)


def read_in(text: str) -> tuple[float, Draft]:
    """How long it took, without the sweeping that other tests' leavings ask for."""
    gc.disable()
    started = time.process_time()
    try:
        draft = draft_of(text)
        return time.process_time() - started, draft
    finally:
        gc.enable()


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:12].strip() or "spaces" for text in HOSTILE])
def test_a_hostile_megabyte_does_not_hold_up_the_desk(text: str) -> None:
    """Four times the text takes about four times as long; what looked at every pair would take sixteen times."""
    quarter, _ = read_in(text[: READ_AT_MOST // 4])
    whole, draft = read_in(text)
    assert whole < 10 * quarter + 0.1
    assert len(draft.text) <= READ_AT_MOST
