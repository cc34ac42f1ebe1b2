"""The review that the tests of the print shop print: three pages, Vietnamese and Lao, every kind of block."""

from datetime import date
from decimal import Decimal

import pytest

from chungtay.papers.house_styles import STATE
from chungtay.papers.reviews import ByUnit, Figure, ResultRow, ReviewPaper, Section
from chungtay.papers.sheets import Run

DISTRICTS = (
    "Samakkixay (ສາມັກຄີໄຊ)",
    "Xaysetha (ໄຊເສດຖາ)",
    "Sanamxay (ສະໜາມໄຊ)",
    "Sanxay (ສານໄຊ)",
    "Phouvong (ພູວົງ)",
)
COMMUNES = (
    "Xã Đăk Blô", "Xã Đăk Nhoong", "Xã Đăk Long", "Xã Pờ Y", "Xã Đăk Xú", "Xã Đăk Dục", "Xã Đăk Nông",
    "Xã Sa Loong", "Xã Rờ Kơi", "Xã Mô Rai", "Xã Ia Tơi", "Xã Ia Dom", "Xã Ia Đal",
)  # fmt: skip
INDICATORS = (
    "Câu lạc bộ đang hoạt động", "Lượt tuyên truyền", "Mô hình sinh kế", "Quà tặng", "Cuộc truyền thông",
    "Đoàn trao đổi", "Kinh phí (triệu đồng)",
)  # fmt: skip


@pytest.fixture(scope="session")
def review() -> ReviewPaper:
    return ReviewPaper(
        house=STATE,
        parent_body="Hội Liên hiệp Phụ nữ Việt Nam",
        issuer="Hội Liên hiệp Phụ nữ tỉnh Kon Tum\nBan Thường vụ",
        symbol="BC-BTV",
        number=97,
        place="Kon Tum",
        signed_on=date(2024, 12, 27),
        abstract="Tổng kết Bản ghi nhớ hợp tác giữa Hội Liên hiệp Phụ nữ tỉnh Kon Tum và "
        "Hội Liên hiệp Phụ nữ tỉnh Attapư, giai đoạn 2019–2024",
        legal_grounds=(
            "Căn cứ Luật Thỏa thuận quốc tế số 70/2020/QH14 ngày 13 tháng 11 năm 2020",
            "Căn cứ Bản ghi nhớ hợp tác giai đoạn 2019–2024 giữa Hội LHPN tỉnh Kon Tum và "
            "Hội Phụ nữ tỉnh Attapư (ສະຫະພັນແມ່ຍິງແຂວງອັດຕະປື);",
        ),
        opening="Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh báo cáo kết quả thực hiện như sau:",
        sections=(_done(), _assessment(), _directions()),
        authority="TM. BAN THƯỜNG VỤ",
        post="CHỦ TỊCH",
        recipients=("Đoàn Chủ tịch TW Hội", "Thường trực Tỉnh ủy", "Hội Phụ nữ tỉnh Attapư", "Lưu: VT, THGV"),
        fingerprint="Bản cố định ngày 27/12/2024 16:40. Mã kiểm tra 7f3a 19c2 e0b4 5d88. "
        "Số liệu theo bản đồ 63 tỉnh, sổ 48.790. Mở từng số bằng mã tại trang “Kiểm tra một con số”.",
    )


def _done() -> Section:
    talks = (
        Run("Các cấp Hội tổ chức tuyên truyền cho gần 9.872 "),
        Run("K7-214", raised=True),
        Run(" lượt hội viên, phụ nữ, đạt 123,4\N{NO-BREAK SPACE}% chỉ tiêu; người dự là phụ nữ chiếm "),
        Run("quá nửa", italic=True),
        Run("."),
    )
    gifts = "Hai bên tặng quà cho phụ nữ nghèo, mỗi suất 500.000 ₫, nhân Bunpimay và Tết Nguyên đán."
    return Section(
        "Kết quả thực hiện",
        paragraphs=("Số liệu dưới đây lấy từ sổ kết quả; mã số sau mỗi số dùng để mở từng số ra xem.",),
        results=_results(),
        parts=(
            Section("Tuyên truyền quy chế biên giới, phòng, chống mua bán người", paragraphs=(talks,)),
            Section(
                "Câu lạc bộ “Phòng, chống ma túy, tội phạm”",
                paragraphs=("Duy trì 10 câu lạc bộ tại các xã biên giới, không câu lạc bộ nào giải thể.",),
                by_unit=_by_unit(),
            ),
            Section(
                "Trao đổi đoàn và thăm hỏi",
                parts=(
                    Section("Đoàn ra, đoàn vào", points=("Đoàn ra: ba đoàn.", "Đoàn vào: hai đoàn.")),
                    Section("Thư và quà", paragraphs=(gifts,)),
                ),
            ),
        ),
    )


def _assessment() -> Section:
    return Section(
        "Đánh giá chung",
        parts=(
            Section("Mặt được", paragraphs=("Hai bên giữ nếp gặp nhau hằng năm, luân phiên nơi gặp. " * 6,)),
            Section("Hạn chế, nguyên nhân", paragraphs=("Xã xa, đường khó, sóng yếu.\nMột số xã báo muộn.",)),
            Section(
                "Các huyện phía bạn",
                points=tuple(f"{district}: đã gửi kết quả cho hội nghị." for district in DISTRICTS),
            ),
            Section(
                "Ý kiến của phía bạn",
                paragraphs=("ສະຫະພັນແມ່ຍິງແຂວງອັດຕະປື ແລະ ສະຫະພັນແມ່ຍິງແຂວງກອນຕູມ ໄດ້ຮ່ວມມືກັນຢ່າງໃກ້ຊິດ " * 3,),
            ),
        ),
    )


def _directions() -> Section:
    return Section(
        "Phương hướng giai đoạn 2024–2029",
        points=(
            "Tiếp tục tuyên truyền cho hội viên, phụ nữ ở các xã biên giới.",
            "Trao đổi đoàn luân phiên hai năm một lần.",
            "Kịp thời thông báo cho nhau các vụ việc liên quan đến phụ nữ, trẻ em ở khu vực biên giới.",
        ),
    )


def _results() -> tuple[ResultRow, ...]:
    percent = Decimal("123.4")
    return (
        ResultRow("Câu lạc bộ đang hoạt động", "câu lạc bộ", 10, Figure(10), 100, 13, 13, "K7-201"),
        ResultRow("Lượt được tuyên truyền", "lượt", 8000, Figure(9872, "nearly"), percent, 12, 13, "K7-214"),
        ResultRow("Mô hình sinh kế", "mô hình", 12, Figure(9, "estimated"), 75, 13, 13, "K7-220"),
        ResultRow("Phụ nữ Lào học tiếng Việt", "người", 40, Figure(), None, 0, 5, "K7-231"),
        ResultRow("Kinh phí đã chi", "triệu đồng", 1250, Figure(Decimal("1100.5000")), 88, 13, 13, "K7-240"),
    )  # fmt: skip


def _by_unit() -> ByUnit:
    rows = [
        (commune, tuple(Figure(10 * row + column) for column in range(len(INDICATORS) - 1)) + (Figure(),))
        for row, commune in enumerate(COMMUNES, 1)
    ]
    rows += [
        (district, tuple(Figure(Decimal("1250000.5"), "about") for _ in INDICATORS)) for district in DISTRICTS
    ]
    total = tuple(Figure(1000 + column) for column in range(len(INDICATORS)))
    return ByUnit(INDICATORS, tuple(rows), total, caption="Kết quả theo xã và huyện")
