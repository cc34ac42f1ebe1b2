"""Each thing that a reader looks for, in small texts that an officer could check."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.intake.document_numbers import body_codes, document_numbers_in, type_code
from chungtay.rules.intake.numbers_and_dates import days_in, last_day_in, number_of
from chungtay.rules.intake.spelling import plain
from tests.rules.intake.told import told

BETWEEN = "ký kết chương trình phối hợp giữa Hội LHPN tỉnh Gia Lai và Công an tỉnh Gia Lai"


@pytest.mark.parametrize(
    ("printed", "value"),
    (
        ("10.000", 10_000), ("1,5", 1.5), ("1.234.567", 1_234_567), ("2.500,5", 2500.5), ("07", 7), ("3.5", 3.5),
        ("12 500", 12_500),
    ),
)  # fmt: skip
def test_numbers_are_read_as_vietnamese_writes_them(printed: str, value: float) -> None:
    assert number_of(printed) == value


@pytest.mark.parametrize(
    ("text", "days"),
    (
        ("Ngày 30/12, tại", ["--12-30"]),
        ("ngày 05 tháng 3 năm 2024", ["2024-03-05"]),
        ("Sáng 15-3, đoàn", ["--03-15"]),
        ("8-4-2024", ["2024-04-08"]),
        ("ngày 2.9.2025", ["2025-09-02"]),
        ("ngày 29/02", ["--02-29"]),
        ("ngày 31/02/2024", []),
        ("5-7 cuộc mỗi năm", []),
        ("đạt 3/4 số xã", []),
        ("giai đoạn 2019-2024", []),
        ("số 10/12/2023/QĐ", []),
        ("15.000 lượt", []),
    ),
)
def test_days_are_told_from_other_numbers(text: str, days: list[str]) -> None:
    assert [day.written() for day in days_in(text)] == days


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_any_day_is_read_back_however_it_was_written(day: date) -> None:
    for written in (
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
    ):
        assert [found.written() for found in days_in(f"Họp {written}, tại xã")] == [day.isoformat()]


@pytest.mark.parametrize(
    ("text", "day"),
    (
        ("30/11/2026", "2026-11-30"),
        ("Tháng 2/2028", "2028-02-29"),
        ("quý I và quý II/2025", "2025-06-30"),
        ("Quý I - IV/2026", "2026-12-31"),
        ("cả năm 2026", "2026-12-31"),
        ("Thường xuyên", None),
    ),
)
def test_the_last_day_of_a_due_time_is_found(text: str, day: str | None) -> None:
    found = last_day_in(text)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("text", "number", "kind", "day"),
    (
        ("Kế hoạch số 468/KH-HLHPNVN-UBDT", "468/KH-HLHPNVN-UBDT", "kế hoạch", None),
        ("Số: 57/BC-BTV", "57/BC-BTV", "báo cáo", None),
        ("công văn số 456/UBDT-DTTS ngày 23/4/2021", "456/UBDT-DTTS", "công văn", "2021-04-23"),
        ("trả lời 456/UBDT-DTTS", "456/UBDT-DTTS", "công văn", None),
        ("số 403/2017/NQLT-UBTVQH14-CP-ĐCT", "403/2017/NQLT-UBTVQH14-CP-ĐCT", "nghị quyết liên tịch", None),
        ("Nghị định số 64/2021/NĐ-CP ngày 30 tháng 6 năm 2021", "64/2021/NĐ-CP", "nghị định", "2021-06-30"),
        ("Luật số 70/2020/QH14", "70/2020/QH14", "luật", None),
        ("Số 127-QĐ/TW", "127-QĐ/TW", "quyết định", None),
        ("Chương trình số 12-CTr/TU, ngày 01/02/2023", "12-CTr/TU", "chương trình", "2023-02-01"),
        ("Quy định 05/QyĐ-BCH", "05/QyĐ-BCH", "quy định", None),
        ("số 15 /CTPH - HND - HLHPN", "15/CTPH-HND-HLHPN", "chương trình phối hợp", None),
    ),
)  # fmt: skip
def test_document_numbers_are_read_with_type_and_day(
    text: str, number: str, kind: str, day: str | None
) -> None:
    (found,) = document_numbers_in(text)
    assert (found.number, found.type) == (number, kind)
    assert (found.day.written() if found.day else None) == day


@pytest.mark.parametrize(
    "text", ("ngày 30/12/2024", "tỷ lệ 3/4", "24/24 giờ", "https://a.vn/12/KH-BTV", "km 12/QL14")
)
def test_other_numbers_with_strokes_are_no_documents(text: str) -> None:
    assert [number for number in document_numbers_in(text) if number.number != "12/QL14"] == []


CODES = st.sampled_from(("UBDT", "HLHPNVN", "BTV", "SNV", "MTTQ", "ĐCT", "BCHBĐBP"))


@given(
    st.integers(1, 9999),
    st.sampled_from(("KH", "BC", "CTr", "QyĐ", "TTr", "CTPH", "NQ")),
    st.lists(CODES, min_size=1, max_size=3, unique=True),
)
def test_any_document_number_is_read_back(count: int, kind: str, bodies: list[str]) -> None:
    written = f"{count:02}/{kind}-{'-'.join(bodies)}"
    (found,) = document_numbers_in(f"theo văn bản số {written} ngày 05/6/2024.")
    assert found.number == written
    assert found.day and found.day.written() == "2024-06-05"
    assert type_code(written) and body_codes(written) == bodies


@pytest.mark.parametrize(
    ("text", "parties"),
    (
        ("Ký kết chương trình phối hợp giữa Sở Giáo dục và Đào tạo và Tỉnh đoàn Quảng Trị giai đoạn 2021-2025",
         ["Sở Giáo dục và Đào tạo", "Tỉnh đoàn Quảng Trị"]),
        ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh Sơn La và Hội Nông dân tỉnh Sơn La đã ký kết quy chế phối hợp năm 2024.",
         ["Bộ Chỉ huy Bộ đội Biên phòng tỉnh Sơn La", "Hội Nông dân tỉnh Sơn La"]),
        ("Ban Thường vụ Hội LHPN tỉnh Kon Tum ký kết bản ghi nhớ hợp tác với Hội Phụ nữ tỉnh Sekong (Lào).",
         ["Hội LHPN tỉnh Kon Tum", "Hội Phụ nữ tỉnh Sekong"]),
        ("Bản ghi nhớ giữa Hội LHPN tỉnh Kon Tum với Hội Phụ nữ hai tỉnh Attapư và Sekong giai đoạn 2008-2011",
         ["Hội LHPN tỉnh Kon Tum", "Hội Phụ nữ tỉnh Attapư", "Hội Phụ nữ tỉnh Sekong"]),
        ("KÝ KẾT QUY CHẾ PHỐI HỢP GIỮA SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH VỚI HỘI NGƯỜI CAO TUỔI TỈNH ĐẮK LẮK",
         ["Sở Văn hóa, Thể thao và Du lịch", "Hội Người cao tuổi tỉnh Đắk Lắk"]),
        ("Sơ kết quy chế kết nghĩa giữa bản Ka Tăng và bản Densavan sau 10 năm kết nghĩa",
         ["bản Ka Tăng", "bản Densavan"]),
        ("Lễ ký thỏa thuận hợp tác giữa Hội LHPN Việt Nam và UN Women giai đoạn 2022-2026",
         ["Hội LHPN Việt Nam", "UN Women"]),
        ("Chương trình phối hợp giữa UBND tỉnh, Ủy ban MTTQ Việt Nam tỉnh và Liên đoàn Lao động tỉnh năm 2025",
         ["UBND tỉnh", "Ủy ban MTTQ Việt Nam tỉnh", "Liên đoàn Lao động tỉnh"]),
    ),
)  # fmt: skip
def test_parties_are_found_by_what_joins_them(text: str, parties: list[str]) -> None:
    assert told(text)["parties"] == parties


def test_a_party_is_named_by_its_fullest_name() -> None:
    short = BETWEEN.replace(" tỉnh Gia Lai", " tỉnh")
    text = f"Lễ {short}.\nHội LHPN tỉnh Gia Lai đề nghị Công an tỉnh Gia Lai phối hợp."
    assert told(text)["parties"] == ["Hội LHPN tỉnh Gia Lai", "Công an tỉnh Gia Lai"]


@pytest.mark.parametrize(
    ("text", "phases"),
    (
        (f"{BETWEEN} giai đoạn 2023 – 2028.", [["2023", "2028"]]),
        (f"{BETWEEN} từ năm 2023 đến năm 2028.", [["2023", "2028"]]),
        (f"Tổng kết và {BETWEEN} giai đoạn 2018-2023, đề ra phương hướng phối hợp giai đoạn 2023-2028.",
         [["2018", "2023"], ["2023", "2028"]]),
        (f"{BETWEEN} giai đoạn 2021-2026, thực hiện Đề án phát triển du lịch giai đoạn 2020-2030.", [["2021", "2026"]]),
        (f"{BETWEEN} giai đoạn 2022-2026. Nghị quyết Đại hội nhiệm kỳ 2020-2025 nêu rõ việc này.", [["2022", "2026"]]),
        (f"{BETWEEN} giai đoạn 2022-2026. Năm học 2023-2024 có 20 trường tham gia.", [["2022", "2026"]]),
        (f"{BETWEEN} giai đoạn 2028-2023.", []),
        (f"{BETWEEN} năm 2024.", []),
    ),
)  # fmt: skip
def test_phases_of_the_agreement_are_kept_apart_from_others(text: str, phases: list[list[str]]) -> None:
    assert told(text)["phases"] == phases


@pytest.mark.parametrize(
    ("words", "figure"),
    (
        ("tổ chức 245 buổi tuyên truyền", {"quantity": 245, "unit": "buổi", "of": "tuyên truyền", "approx": False}),
        ("thu hút hơn 21.500 lượt người tham gia", {"quantity": 21_500, "unit": "lượt", "of": "người", "approx": True}),
        ("có gần 45 nghìn lượt học sinh", {"quantity": 45_000, "unit": "lượt", "of": "học sinh"}),
        ("duy trì 12 CLB “Gia đình hạnh phúc”", {"quantity": 12, "unit": "câu lạc bộ", "of": "Gia đình hạnh phúc"}),
        ("mỗi năm từ 5 đến 7 cuộc giám sát", {"quantity": 5, "quantity_max": 7, "unit": "cuộc", "approx": False}),
        ("bồi dưỡng 150-200 cán bộ", {"quantity": 150, "quantity_max": 200, "unit": "cán bộ"}),
        ("trị giá 1,26 tỷ đồng", {"quantity": 1.26, "unit": "tỷ đồng", "amount": 1_260_000_000}),
        ("ước khoảng 675 triệu đồng", {"quantity": 675, "unit": "triệu đồng", "approx": True}),
        ("đạt 98,5% kế hoạch", {"quantity": 98.5, "unit": "%"}),
        ("trao ít nhất 20 suất quà", {"quantity": 20, "approx": False, "qualifier": "at_least"}),
        ("xây dựng ba mô hình sinh kế", {"quantity": 3, "unit": "mô hình", "of": "sinh kế"}),
        ("cho 1.350 hội viên, phụ nữ nghèo", {"quantity": 1350, "unit": "hội viên", "of": "hội viên, phụ nữ"}),
    ),
)  # fmt: skip
def test_figures_are_read_with_unit_and_what_they_count(words: str, figure: dict) -> None:
    (found,) = told(f"Sau {BETWEEN}, hai bên đã {words}.")["figures"]
    assert found.items() >= figure.items()


@pytest.mark.parametrize(
    "words",
    (
        "trong 10 năm qua",
        "theo Kế hoạch số 15/KH-BTV",
        "với 07 nội dung trọng tâm",
        "gọi 02603.866.127",
        "ở 7 xã, 2 tỉnh",
        "năm 2024 người dân vui",
        "theo Điều 12 người",
        "và hai bên cùng vui",
    ),
)
def test_other_numbers_are_no_figures(words: str) -> None:
    assert told(f"Sau {BETWEEN}, việc này đi {words}.")["figures"] == []


@pytest.mark.parametrize(
    ("text", "event"),
    (
        (f"Sáng 17-3, tại Hội trường UBND tỉnh diễn ra Hội nghị sơ kết và {BETWEEN}.",
         ("sơ kết", "--03-17", "Hội trường UBND tỉnh")),
        (f"Chiều ngày 5 tháng 9 năm 2024, tại Hà Nội, lễ {BETWEEN} được tổ chức.", ("ký kết", "2024-09-05", "Hà Nội")),
        (f"Ngày 4/6, năm 2025 tại xã Bờ Y, huyện Ngọc Hồi đã tổ chức tổng kết và {BETWEEN}.",
         ("tổng kết", "2025-06-04", "xã Bờ Y, huyện Ngọc Hồi")),
    ),
)  # fmt: skip
def test_an_event_is_read_with_day_and_place(text: str, event: tuple[str, str, str]) -> None:
    found = told(text)["event"]
    assert (found["type"], found["date"], found["place"]) == event


@pytest.mark.parametrize(
    "text",
    (
        "Ngày 18/02/2025, hai bên ban hành Kế hoạch số 31/KH-SYT-HND để họp triển khai chương trình phối hợp.",
        "Tổ chức sơ kết chương trình phối hợp số 15/CTPH-SYT-HND ngày 12/3/2024 trong toàn tỉnh.",
        "Hai bên dự kiến tổ chức tổng kết chương trình phối hợp vào ngày 12/12/2026.",
    ),
)
def test_days_of_papers_and_of_plans_are_no_events(text: str) -> None:
    assert told(f"Lễ {BETWEEN}.\n{text}")["event"] is None


LISTS = {
    "digits": "Hai bên thống nhất các nội dung:\n1. Tuyên truyền pháp luật;\n2. Trao đổi đoàn;\n3. Sơ kết hằng năm.",
    "brackets": "Gồm 3 nội dung sau:\n1) Tuyên truyền pháp luật\n2) Trao đổi đoàn\n3) Sơ kết hằng năm",
    "letters": "Các nhiệm vụ cụ thể như sau:\na) Tuyên truyền pháp luật;\nb) Trao đổi đoàn;\nc) Sơ kết hằng năm.",
    "named": "Nội dung 1: Tuyên truyền pháp luật\nNội dung 2: Trao đổi đoàn\nNội dung 3: Sơ kết hằng năm",
    "bullets": "Nội dung phối hợp gồm:\n- Tuyên truyền pháp luật;\n- Trao đổi đoàn;\n- Sơ kết hằng năm.",
    "inline": "Hai bên tập trung 3 nội dung: (1) Tuyên truyền pháp luật; (2) Trao đổi đoàn; (3) Sơ kết hằng năm.",
    "sections": "I. MỤC ĐÍCH\n1. Nâng cao nhận thức\n2. Gắn kết hai bên\nII. NỘI DUNG\n1. Tuyên truyền pháp luật\n"
    "- Hai đợt mỗi năm\n2. Trao đổi đoàn\n3. Sơ kết hằng năm\nIII. TỔ CHỨC THỰC HIỆN\n1. Bên A\n2. Bên B",
}  # fmt: skip


@pytest.mark.parametrize("shape", LISTS)
def test_a_real_list_gives_the_contents(shape: str) -> None:
    read = told(f"Lễ {BETWEEN}.\n{LISTS[shape]}")
    assert read["contents"] == ["Tuyên truyền pháp luật", "Trao đổi đoàn", "Sơ kết hằng năm"]


def test_who_leads_a_content_with_whom_until_when_is_read_below_it() -> None:
    text = f"""Kế hoạch {BETWEEN}
    Nội dung 1: Tuyên truyền pháp luật
    Chủ trì: Hội LHPN tỉnh; phối hợp: Công an tỉnh, Sở Tư pháp; thời gian: quý II/2026; sản phẩm: 12 buổi.
    Nội dung 2: Sơ kết"""
    first, second = told(text)["content_details"]
    assert first == {
        "lead": "Hội LHPN tỉnh",
        "with": ["Công an tỉnh", "Sở Tư pháp"],
        "due": "quý II/2026",
        "due_on": "2026-06-30",
        "product": "12 buổi",
    }
    assert second["lead"] is None


@pytest.mark.parametrize(
    ("old", "new"),
    (
        ("Uỷ ban", "Ủy ban"), ("thoả thuận", "thỏa thuận"), ("khoá", "khóa"), ("cầp", "cấp"), ("quý", "quý"),
        ("toàn", "toàn"), ("2019\u20132024", "2019-2024"),
    ),
)  # fmt: skip
def test_one_spelling_stands_for_many(old: str, new: str) -> None:
    assert plain(old) == new


@given(st.text(alphabet="aàáảuủỳýqoóòạHộitc -–\u00a0“”’\u200b\n", max_size=80))
def test_a_respelled_text_keeps_its_length(text: str) -> None:
    assert len(plain(text)) == len(text)
