"""A review in which everything that a review may hold stands once."""

from datetime import date

from chungtay.rules.reviews import (
    Amount,
    Chart,
    ChartKind,
    Column,
    Commended,
    Conference,
    Content,
    ContentState,
    Contribution,
    Division,
    Extra,
    Facts,
    Letterhead,
    OpenTask,
    Opinion,
    Passage,
    Planned,
    Point,
    Quoted,
    Result,
    Series,
    Share,
    Span,
    Unit,
    UnitReports,
    Words,
)

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
ATTENDANCES = Words("Lượt được tuyên truyền", "ຜູ້ເຂົ້າຮ່ວມ", "Attendances")
TURNS = Words("lượt", "ເທື່ອຄົນ", "attendance")
TALKS = Words("Tuyên truyền ở xã biên giới", "ໂຄສະນາຢູ່ຊາຍແດນ", "Talks in border communes")
UNION = Words("Hội LHPN tỉnh Kon Tum", "ສະຫະພັນແມ່ຍິງແຂວງກອນຕູມ", "Women's Union of Kon Tum")
ALDER, DOGWOOD = Words("Xã Đăk Blô", "ຕາແສງດັກບໂລ", "Dak Blo"), Words("Xã Pờ Y")

FULL = Facts(
    programme="oak-elm",
    programme_name=Words("Bản ghi nhớ hợp tác", "ບົດບັນທຶກຄວາມເຂົ້າໃຈ", "the memorandum"),
    title=Words("Sơ kết sáu tháng đầu năm 2026", "ສະຫຼຸບຫົກເດືອນຕົ້ນປີ 2026", "First half of 2026"),
    first_on=FIRST,
    last_on=LAST,
    map_on=LAST,
    known_at=42,
    head="ab" * 32,
    kind="interim",
    written_on=date(2026, 7, 3),
    letterhead=Letterhead(
        Words("Hội LHPN Việt Nam"), UNION, "BC-BTV", Words("Kon Tum", "ກອນຕູມ", "Kon Tum"),
        "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", ("Hội LHPN Việt Nam", "Lưu: VT"),
    ),
    results=(
        Result(
            "K-01", "attendances", ATTENDANCES, TURNS, TALKS, None, 6_170_000, "nearly", 2, 3, 2, 1, "flow",
            beside=(Amount(5_000_000, "exact", 3), Amount(20_000_000, "about", 9)),
            planned=Planned(FIRST, date(2026, 12, 31), 10_000_000, Amount(6_170_000, "nearly", 2)),
        ),
        Result(
            "K-02", "clubs", Words("Câu lạc bộ"), Words("câu lạc bộ"), Words(""), 120_000, 150_000, "exact",
            0, 0, 5, 2, "stock", beside=(Amount(None), Amount(None)),
        ),
        Result(
            "K-03", "visits", Words("Đoàn trao đổi"), Words("đoàn"), Words(""), 20_000, None, "exact", 0, 3,
            0, 1, "flow", beside=(Amount(None), Amount(None)),
        ),
    ),
    unit_codes=("K-01", "K-02"),
    units=(
        Unit(ALDER, (2_170_000, 50_000), ("nearly", "exact"), "101@2000-01-01", (0, 1)),
        Unit(DOGWOOD, (4_000_000, None), ("exact", "not_reported"), "103@2000-01-01", (1, 0)),
    ),
    narratives=(
        Passage("assessment", Words("Hai bên giữ nếp gặp nhau.", "ສອງຝ່າຍພົບກັນເປັນປະຈຳ.", "Both sides met.")),
        Passage("causes", Words("Đường xa,\nsóng yếu."), Words("Cán bộ Hội tỉnh"), date(2026, 7, 2)),
        Passage("content:c2", Words("Chờ bên bạn chọn ngày.")),
        Passage("outline:1", Words("Đã phổ biến đến thôn."), title=Words("Phổ biến nghị quyết")),
    ),
    directions=(Words("Giữ mười câu lạc bộ.", "ຮັກສາສິບສະໂມສອນ.", "Keep ten clubs."), Words("Mở lớp tiếng Lào.")),
    spans=(
        Span(Column.SAME_PERIOD, date(2025, 1, 1), date(2025, 6, 30)),
        Span(Column.CUMULATIVE, date(2024, 1, 1), LAST),
    ),
    contents=(
        Content(
            "c1", 1, TALKS, Words("Kế hoạch 2026"), UNION, date(2026, 5, 30), Words(""), ContentState.DONE, 3, 3, 1
        ),
        Content(
            "c2", 2, Words("Đoàn sang Attapư"), Words("Kế hoạch 2026"), UNION, date(2026, 6, 15), Words(""),
            ContentState.NOT_DONE, 1, 0, 1,
        ),
    ),
    open_tasks=(OpenTask(2, Words("Chuẩn bị đoàn"), UNION, date(2026, 6, 1), "given", "Chưa có thư mời"),),
    divisions=(
        Division(
            "K-01-A", "K-01", "sex", Words("Giới tính", "ເພດ", "Sex"),
            (
                Share("female", Words("Nữ", "ຍິງ", "Female"), 6_000_000, "nearly"),
                Share("male", Words("Nam"), 170_000),
            ),
        ),
    ),
    series=(
        Series(
            "K-01-N", "K-01",
            (
                Point(date(2024, 1, 1), date(2024, 12, 31), 4_830_000, "exact", 3, 3),
                Point(date(2025, 1, 1), date(2025, 12, 31), 9_000_000, "about", 3, 3),
                Point(FIRST, LAST, 6_170_000, "nearly", 2, 3),
            ),
            (date(2025, 7, 1),),
        ),
    ),
    reports=(UnitReports(UNION, 3, 2, 1, 0), UnitReports(Words("Hội LHPN xã Pờ Y"), 1, 0, 0, 1)),
    quoted=(
        Quoted(
            "Q-01", Words("12/BC-BTV Báo cáo năm 2024"), date(2025, 1, 9), "Hội LHPN tỉnh", "attendances",
            ATTENDANCES, "lượt", Words(""), "", date(2024, 1, 1), date(2024, 12, 31), 5_000_000, "nearly",
            4_830_000, "exact", "gần 500 lượt người",
        ),
    ),
    charts=(
        Chart(ChartKind.PROGRESS, ("K-02",)),
        Chart(ChartKind.SERIES, ("K-01-N",)),
        Chart(ChartKind.COMPARISON, ("K-01",)),
        Chart(ChartKind.MAP, ("K-01",)),
        Chart(ChartKind.SHARES, ("K-01-A",)),
        Chart(ChartKind.TIMELINE),
    ),
    contributions=(Contribution("causes", Words("Hội LHPN xã Pờ Y"), "Thiếu người phiên dịch."),),
    conference=Conference(
        date(2026, 7, 8), "Kon Tum", "Chủ tịch Hội LHPN tỉnh", 120, 95, ("Hội LHPN Việt Nam", "Sở Ngoại vụ"),
        (Opinion("Chủ tịch Hội LHPN xã Pờ Y", "Đề nghị mở lớp tiếng Lào."),),
        (Commended("Hội LHPN xã Đăk Blô", "giấy khen", "mười câu lạc bộ giữ nếp sinh hoạt"),),
    ),
    extra=(
        Extra(
            "oversight", Words("Giám sát", "ການກວດກາ", "Supervision"), (Words("Hai cuộc giám sát."),),
            tuple(tuple(Words(cell, cell, cell) for cell in row)
                  for row in (("Cuộc", "Kiến nghị"), ("Xã Pờ Y", "3"))),
        ),
    ),
)  # fmt: skip
