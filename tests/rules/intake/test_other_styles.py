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
