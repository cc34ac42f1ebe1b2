"""Texts of other styles, of which the finders knew nothing when they were written."""

from tests.rules.intake.told import assert_spans_hold, draft_of

NEWS = """Phụ nữ Lai Châu và Phông Sa Lỳ ký kết bản ghi nhớ hợp tác
(LCĐT) - Ngày 9/10/2025, tại thành phố Lai Châu, Hội Liên hiệp Phụ nữ (LHPN) tỉnh Lai Châu và Hội LHPN tỉnh Phông Sa Lỳ (nước CHDCND Lào) tổ chức hội đàm, ký kết Bản ghi nhớ hợp tác giai đoạn 2025-2030.
Hai bên có quan hệ hữu nghị từ năm 1999. Giai đoạn 2020-2025, Hội LHPN hai tỉnh đã trao đổi 5 đoàn với 62 lượt cán bộ.
Bản ghi nhớ giai đoạn 2025-2030 gồm 3 nội dung: trao đổi thông tin hai chiều; phối hợp phòng, chống mua bán người; luân phiên tổ chức hội đàm."""  # noqa: E501

TWO_COLUMNS = """HỘI NÔNG DÂN TỈNH              ĐOÀN TNCS HỒ CHÍ MINH
    BẠC LIÊU                      TỈNH BẠC LIÊU

Số: 05-CTrPH/HND-TĐ          Bạc Liêu, ngày 18 tháng 4 năm 2023

CHƯƠNG TRÌNH PHỐI HỢP
giữa Ban Thường vụ Hội Nông dân tỉnh và Ban Thường vụ Tỉnh đoàn
về vận động thanh niên phát triển kinh tế tập thể,
giai đoạn 2023 - 2027

Căn cứ Nghị quyết Đại hội Đoàn tỉnh nhiệm kỳ 2022 - 2027;
I. MỤC ĐÍCH
1. Phát huy vai trò của thanh niên.
2. Gắn kết hai tổ chức.
II. NỘI DUNG PHỐI HỢP
1. Tuyên truyền chủ trương, chính sách.
2. Hỗ trợ vốn cho thanh niên khởi nghiệp.
3. Xây dựng mô hình điểm.
3.1. Chọn 05 xã làm điểm.
IV. PHÂN CÔNG
1. Hội Nông dân tỉnh
2. Tỉnh đoàn"""

VISIT = """Trang chủ » Tin hoạt động
Quảng Bình – Khăm Muộn: Vun đắp tình hữu nghị giữa phụ nữ hai tỉnh
Cập nhật lúc: 09:12 28/07/2026
Từ ngày 24 đến 27/7/2026, đoàn Hội LHPN tỉnh Quảng Bình đã sang thăm tỉnh Khăm Muộn, làm việc tại tỉnh Khăm Muộn (Lào). Tại đây, hai bên đã tổ chức hội đàm và ký kết Biên bản ghi nhớ giai đoạn 2026-2028.
Quan hệ giữa Hội LHPN tỉnh Quảng Bình và Hội Liên hiệp Phụ nữ tỉnh Khăm Muộn được thiết lập từ năm 2001."""  # noqa: E501


def read(text: str) -> dict:
    draft = draft_of(text)
    assert_spans_hold(draft)
    return draft.as_json()


def test_an_abbreviation_inside_a_name_does_not_end_it() -> None:
    told = read(NEWS)
    assert told["parties"] == ["Hội Liên hiệp Phụ nữ tỉnh Lai Châu", "Hội LHPN tỉnh Phông Sa Lỳ"]
    assert (told["since"], told["source"]) == ("1999", "LCĐT")
    assert told["phases"] == [["2020", "2025"], ["2025", "2030"]]


def test_a_list_told_in_prose_is_agreed_for_its_phase() -> None:
    agreed = read(NEWS)["agreed"]
    assert [item["phase"] for item in agreed] == [["2025", "2030"]] * 3
    assert agreed[2]["text"] == "luân phiên tổ chức hội đàm"


def test_a_joint_programme_with_two_columns_in_its_head_is_read() -> None:
    told = read(TWO_COLUMNS)
    (own,) = told["documents"]
    assert (own["number"], own["date"], own["role"]) == ("05-CTrPH/HND-TĐ", "2023-04-18", "own")
    assert (told["kind"], told["phases"]) == ("chương trình phối hợp", [["2023", "2027"]])
    assert told["parties"] == ["Hội Nông dân tỉnh", "Tỉnh đoàn"]
    assert [content.split()[0] for content in told["contents"]] == ["Tuyên", "Hỗ", "Xây"]


def test_an_event_takes_its_days_from_the_sentence_before() -> None:
    told = read(VISIT)
    assert told["event"] == {
        "type": "ký kết",
        "date": "2026-07-24",
        "until": "2026-07-27",
        "place": "tỉnh Khăm Muộn (Lào)",
    }
    assert (told["published"], told["title"]) == ("2026-07-28", VISIT.split("\n")[1])


REGULATION = """CÔNG AN TỈNH - HỘI KHUYẾN HỌC TỈNH
Số: 04/QCPH-CA-HKH
QUY CHẾ PHỐI HỢP
Giữa Công an tỉnh và Hội Khuyến học tỉnh Phú Thọ
Điều 1. Phạm vi điều chỉnh
1. Quy chế này áp dụng cho hai cơ quan.
2. Không áp dụng ngoài tỉnh.
Điều 2. Nội dung phối hợp
(a) Xây dựng xã hội học tập;
(b) Phòng, chống bạo lực học đường;
(c) Trao học bổng cho con em trại viên.
Phú Thọ, ngày 03 tháng 10 năm 2023"""

MEMORANDUM = """HỘI PHỤ NỮ TỈNH BOKEO
Số: 02/BGN-PN
BẢN GHI NHỚ
Giữa Hội LHPN tỉnh Lào Cai và Hội Phụ nữ tỉnh Bokeo giai đoạn 2025-2028
Hai bên thống nhất các nội dung sau:
Điều 1. Mỗi năm trao đổi một đoàn cán bộ.
Điều 2. Cùng mở lớp dạy thêu cho phụ nữ biên giới.
Điều 3. Báo tin cho nhau khi có người bị lừa bán."""

VILLAGES = """Sáng 8/4/2021, tại nhà văn hóa bản Ta Lo, bản Ta Lo, xã Thanh, huyện Hướng Hóa, tỉnh Quảng Trị và bản Pa Loọng, huyện Mường Noòng, tỉnh Savannakhet tổ chức sơ kết quy chế phối hợp giữ gìn cột mốc giai đoạn 2019-2024.
Ngày 17/9/2009, hai bản đã ký biên bản kết nghĩa."""  # noqa: E501

FIVE = """Sáng 4/2, Ủy ban MTTQ Việt Nam tỉnh Bạc Liêu, Liên đoàn Lao động tỉnh, Hội Nông dân tỉnh, Tỉnh đoàn và Hội Cựu chiến binh tỉnh ký kết chương trình phối hợp năm 2025."""  # noqa: E501

RESULTS = """Hội LHPN tỉnh Kon Tum và Sở Tư pháp tỉnh Kon Tum tổng kết chương trình phối hợp giai đoạn 2020-2024.
Hai bên đã tổ chức 1.120 buổi/64.300 lượt người nghe; trao 38 xe đạp, 25 máy may; xây 7 mái ấm trị giá 1,4 tỷ đồng.
Tính đến ngày 30/11/2024, 12 tổ hòa giải được củng cố. Từ giai đoạn 2025-2029, hai bên phối hợp mỗi quý một lần."""

NARROW = """Đồn Biên phòng Ia Nan và Đại đội
Biên phòng 623 sơ kết bản ghi nhớ
hợp tác
Trong hai ngày 5 và 6.9, tại xã Ia
Nan, Đồn Biên phòng Ia Nan và Đại
đội Biên phòng 623 (Bộ Chỉ huy Quân
sự tỉnh Ratanakiri) tổ chức gặp gỡ,
sơ kết bản ghi nhớ hợp tác."""


def test_articles_are_contents_only_where_they_say_what_is_done_together() -> None:
    regulation, memorandum = read(REGULATION), read(MEMORANDUM)
    assert [content.split()[0] for content in regulation["contents"]] == ["Xây", "Phòng,", "Trao"]
    assert regulation["documents"][0]["date"] == "2023-10-03"
    assert [content.split()[0] for content in memorandum["contents"]] == ["Mỗi", "Cùng", "Báo"]


def test_twinned_villages_are_named_with_the_places_around_them_and_since_their_first_paper() -> None:
    told = read(VILLAGES)
    assert [party.split(",")[0] for party in told["parties"]] == ["bản Ta Lo", "bản Pa Loọng"]
    assert (told["since"], told["event"]["date"]) == ("2009", "2021-04-08")


def test_the_youth_union_is_not_taken_for_a_part_of_the_labour_union() -> None:
    parties = read(FIVE)["parties"]
    assert len(parties) == 5
    assert "Tỉnh đoàn" in parties


def test_things_given_and_done_count_by_their_own_names() -> None:
    told = read(RESULTS)
    figures = [(figure["quantity"], figure["unit"]) for figure in told["figures"]]
    assert figures == [
        (1120, "buổi"), (64_300, "lượt"), (38, "xe đạp"), (25, "máy"), (7, "mái ấm"), (1.4, "tỷ đồng"), (12, "tổ"),
    ]  # fmt: skip
    assert told["phases"] == [["2020", "2024"], ["2025", "2029"]]
    assert told["event"] is None


def test_a_narrow_column_is_read_over_its_line_ends() -> None:
    told = read(NARROW)
    assert told["parties"] == ["Đồn Biên phòng Ia Nan", "Đại đội Biên phòng 623"]
    assert (told["event"]["type"], told["event"]["date"], told["event"]["until"]) == (
        "sơ kết",
        "--09-05",
        "--09-06",
    )


def test_a_day_that_is_not_told_is_not_made_up() -> None:
    told = read(RESULTS.replace("Kon Tum tổng kết", "Kon Tum vừa tổ chức tổng kết"))
    assert told["event"] == {"type": "tổng kết", "date": None, "place": None}
