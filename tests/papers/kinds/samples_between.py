"""One paper of each kind that bodies write to one another: supervision, criticism, recommendations, greetings."""

from dataclasses import replace
from datetime import date

from chungtay.papers.kinds import (
    AnswerStep,
    CriticismPaper,
    EscalationPaper,
    GreetingPaper,
    Part,
    Recommendation,
    RecommendationPaper,
    RecommendationRecordPaper,
    Remark,
    Responsibility,
    SignerLine,
    SupervisionPlanPaper,
    SupervisionReportPaper,
    SupervisionStep,
)

from .heads import ONE_SIGNS, PROVINCIAL

SUPERVISION_PLAN = SupervisionPlanPaper(
    head=replace(PROVINCIAL, number=12, day=date(2024, 2, 15)),
    abstract="Giám sát việc thực hiện chính sách hỗ trợ phụ nữ dân tộc thiểu số khi sinh con",
    grounds=("Căn cứ Quyết định số 217-QĐ/TW ngày 12 tháng 12 năm 2013",),
    opening="Ban Thường vụ Hội LHPN tỉnh ban hành Kế hoạch giám sát như sau:",
    purpose=("Xem xét chính sách có đến đúng người, đúng hạn hay không.",),
    requirements=("Khách quan, đúng phạm vi.", "Không gây khó khăn cho đơn vị được giám sát."),
    matters=("Việc lập danh sách, chi trả.", "Việc trả lời đơn thư của phụ nữ."),
    bodies=("Ủy ban nhân dân huyện Ngọc Hồi", "Ủy ban nhân dân huyện Đăk Glei"),
    scope="Từ ngày 01 tháng 01 năm 2022 đến ngày 31 tháng 12 năm 2023.",
    form="Tổ chức đoàn giám sát, nghe báo cáo và làm việc trực tiếp.",
    team=("Phó Chủ tịch Hội LHPN tỉnh, Trưởng đoàn", "Trưởng Ban Tổ chức", "Đại diện Ban Dân tộc tỉnh"),
    first_on=date(2024, 5, 6),
    last_on=date(2024, 5, 24),
    steps=(
        SupervisionStep(text="Gửi kế hoạch, đề cương", body="Văn phòng Hội", due_on=date(2024, 4, 15)),
        SupervisionStep(
            text="Làm việc với đơn vị",
            body="Đoàn giám sát",
            begins_on=date(2024, 5, 6),
            due_on=date(2024, 5, 24),
        ),
    ),
    outline=(
        Part(title="Tình hình chung", points=("Số phụ nữ thuộc đối tượng.", "Nguồn lực được giao.")),
        Part(title="Kết quả thực hiện", paragraphs=("Số liệu theo từng năm, từng xã.",)),
    ),
    budget=200_000_000,
    funds="kinh phí hoạt động của Hội",
    responsibilities=(
        Responsibility(body="Văn phòng Hội", tasks=("Chuẩn bị điều kiện làm việc của đoàn.",)),
    ),
    signers=ONE_SIGNS,
    recipients=("Đơn vị được giám sát", "Ủy ban MTTQ Việt Nam tỉnh"),
    drafting_unit="TCPL",
)


SUPERVISION_REPORT = SupervisionReportPaper(
    head=replace(PROVINCIAL, number=40, symbol="BC-BTV", day=date(2024, 6, 14)),
    abstract="Kết quả giám sát việc thực hiện chính sách hỗ trợ phụ nữ dân tộc thiểu số khi sinh con",
    opening="Đoàn giám sát báo cáo kết quả như sau:",
    proceedings=(Part(paragraphs=("Đoàn làm việc với hai huyện, nghe 6 xã báo cáo.",)),),
    results=(
        Part(title="Huyện Ngọc Hồi", paragraphs=("Đã chi trả cho 214 phụ nữ.",)),
        Part(title="Huyện Đăk Glei", points=("Chi trả chậm ở hai xã;", "Danh sách thiếu 9 người.")),
    ),
    strengths=("Danh sách công khai tại thôn.",),
    shortcomings=("Chi trả chậm.", "Hướng dẫn chưa rõ."),
    causes=("Cán bộ mới.",),
    recommendations=(
        Recommendation(
            addressee="Ủy ban nhân dân tỉnh", texts=("Ban hành hướng dẫn.", "Cấp kinh phí đúng hạn.")
        ),
        Recommendation(addressee="Ủy ban nhân dân huyện Đăk Glei", texts=("Chi trả bổ sung cho 9 phụ nữ.",)),
    ),
    signers=ONE_SIGNS,
    recipients=("Ủy ban nhân dân tỉnh", "Đơn vị được giám sát"),
)


CRITICISM = CriticismPaper(
    head=replace(PROVINCIAL, number=41, symbol="BTV", day=date(2024, 6, 20)),
    abstract="Đối với dự thảo Quy định mức hỗ trợ phụ nữ dân tộc thiểu số khi sinh con",
    opening="Ban Thường vụ Hội LHPN tỉnh phản biện dự thảo như sau:",
    proceedings=(Part(paragraphs=("Đã xin ý kiến 6 xã; hội nghị ngày 12/06/2024.",)),),
    general=("Dự thảo đúng thẩm quyền.", "Mức hỗ trợ chưa sát thực tế."),
    remarks=(
        Remark(text="Cần lồng ghép giới."),
        Remark(
            clause="Điều 2, khoản 1",
            text="Mức hỗ trợ thấp.",
            proposal="Hỗ trợ một lần 3.000.000 đồng.",
        ),
    ),
    closing="Đề nghị cơ quan soạn thảo trả lời bằng văn bản.",
    signers=ONE_SIGNS,
    recipients=("Ban Dân tộc tỉnh",),
)


PAY = (Recommendation(addressee="Ủy ban nhân dân xã Bờ Y", texts=("Chi trả bổ sung cho 9 phụ nữ.",)),)


RECOMMENDATION = RecommendationPaper(
    head=replace(PROVINCIAL, number=61, symbol="BTV-CSLP", day=date(2026, 6, 15), year=2026),
    abstract="V/v kiến nghị chi trả bổ sung cho 9 phụ nữ",
    addressees=("Ủy ban nhân dân xã Bờ Y", "Ủy ban nhân dân xã Dục Nông"),
    opening="Ban Thường vụ Hội LHPN tỉnh kiến nghị như sau:",
    found=("Chi trả chậm ở hai xã.", "Danh sách thiếu 9 người."),
    recommendations=(
        *PAY,
        Recommendation(
            addressee="Ủy ban nhân dân xã Dục Nông", texts=("Công khai danh sách.", "Rà soát lại.")
        ),
    ),
    answer_by=date(2026, 7, 5),
    enclosed=("40/BC-BTV Báo cáo kết quả giám sát",),
    signers=ONE_SIGNS,
)


COURSE = (
    AnswerStep(
        on="15/06/2026", body="Hội LHPN tỉnh", what="Gửi kiến nghị", dispatch="61/BTV-CSLP ngày 15/06/2026"
    ),
    AnswerStep(on="20/06/2026", body="Ủy ban nhân dân xã Bờ Y", what="Xác nhận đã nhận"),
    AnswerStep(
        on="10/07/2026", body="Ủy ban nhân dân xã Bờ Y", what="Trả lời: chấp nhận một phần",
        dispatch="120/UBND-VX ngày 08/07/2026", note="Chi trả cho 6 phụ nữ trong quý III",
    ),
)  # fmt: skip


ESCALATION = EscalationPaper(
    head=replace(PROVINCIAL, number=75, symbol="BTV-CSLP", day=date(2026, 7, 25), year=2026),
    abstract="V/v chưa nhận được trả lời kiến nghị 12/2026",
    addressees=("Ủy ban nhân dân tỉnh Quảng Ngãi",),
    opening="Ban Thường vụ Hội LHPN tỉnh báo cáo việc chậm trả lời kiến nghị như sau:",
    recommendations=PAY,
    overdue=("Ủy ban nhân dân xã Bờ Y: hạn trả lời ngày 05/07/2026, quá hạn 20 ngày",),
    course=COURSE[:2],
    signers=ONE_SIGNS,
)


RECOMMENDATION_RECORD = RecommendationRecordPaper(
    head=replace(PROVINCIAL, number=80, symbol="BC-BTV", day=date(2026, 8, 1), year=2026),
    abstract="Quá trình xử lý kiến nghị 12/2026",
    opening="Ban Thường vụ Hội LHPN tỉnh báo cáo quá trình xử lý kiến nghị như sau:",
    recommendations=PAY,
    course=COURSE,
    outcome=("Ủy ban nhân dân xã Bờ Y: chấp nhận một phần",),
    signers=ONE_SIGNS,
    recipients=("Ủy ban nhân dân xã Bờ Y",),
)


GREETING = GreetingPaper(
    head=replace(PROVINCIAL, symbol="", day=date(2024, 4, 10)),
    abstract="Nhân dịp Tết cổ truyền Bunpimay năm 2024",
    addressee="Hội Liên hiệp Phụ nữ tỉnh Attapư",
    occasion="bunpimay",
    signers=ONE_SIGNS,
)


GREETING_LAO = replace(
    GREETING,
    head=replace(
        GREETING.head,
        language="lo",
        parent_body="ສະຫະພັນແມ່ຍິງຫວຽດນາມ",
        issuers=("ສະຫະພັນແມ່ຍິງແຂວງ ກອນຕູມ",),
        place="ກອນຕູມ",
    ),
    abstract="ເນື່ອງໃນໂອກາດບຸນປີໃໝ່ລາວ 2024",
    addressee="ສະຫະພັນແມ່ຍິງແຂວງ ອັດຕະປື",
    signers=(SignerLine(authority="ຕາງໜ້າຄະນະປະຈຳ", post="ຮອງປະທານ"),),
)
