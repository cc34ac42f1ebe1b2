"""One paper of each kind as the two programmes would write it, in Vietnamese and some in Lao and English."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from chungtay.papers.kinds import (
    AppendixPaper,
    AppendixPart,
    Attendance,
    DispatchPaper,
    EqualText,
    Head,
    InvitationPaper,
    MeetingTask,
    MemorandumPaper,
    MinutesPaper,
    Paper,
    Part,
    PlainTable,
    PlanContent,
    PlanPaper,
    PlanTask,
    ProgrammePaper,
    Responsibility,
    SignerLine,
)

from .heads import BOTH_SIGN, COMMITTEE, JOINT, ONE_SIGNS, PROVINCIAL, UNION
from .samples_between import (
    CRITICISM,
    ESCALATION,
    GREETING,
    RECOMMENDATION,
    RECOMMENDATION_RECORD,
    SUPERVISION_PLAN,
    SUPERVISION_REPORT,
)

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


PLAN = PlanPaper(
    head=JOINT,
    abstract="Triển khai các hoạt động thực hiện Chương trình phối hợp năm 2024",
    grounds=(
        "Căn cứ Chương trình phối hợp công tác giữa Hội Liên hiệp Phụ nữ Việt Nam và Ủy ban Dân tộc "
        "giai đoạn 2021–2025",
        "Căn cứ chức năng, nhiệm vụ của hai cơ quan",
    ),
    opening="Hội Liên hiệp Phụ nữ Việt Nam và Ủy ban Dân tộc thống nhất ban hành Kế hoạch năm 2024 như sau:",
    year=2024,
    purpose=("Cụ thể hóa các nội dung đã ký kết cho giai đoạn 2021–2025, phù hợp với tình hình năm 2024.",),
    requirements=(
        "Mỗi nội dung có cơ quan chủ trì, thời gian và sản phẩm rõ ràng",
        "Không trùng với hoạt động khác trên cùng địa bàn",
    ),
    contents=(
        PlanContent(
            text="Tuyên truyền nâng cao nhận thức của hội viên, phụ nữ về chính sách dân tộc",
            lead=UNION,
            coordinating=(COMMITTEE,),
            begins_on=date(2024, 1, 1),
            due_on=date(2024, 12, 31),
            product="Tin, bài; 12 cuộc truyền thông",
            budget=150_000_000,
            funds="ngân sách hai cơ quan",
            tasks=(
                PlanTask(
                    text="Biên soạn tài liệu song ngữ",
                    lead=COMMITTEE,
                    due_on=date(2024, 6, 30),
                    product="01 bộ",
                ),
                PlanTask(text="Tập huấn tuyên truyền viên", lead=UNION, time="Quý III"),
            ),
        ),
        PlanContent(
            text="Phối hợp triển khai Dự án 8 và các hoạt động thúc đẩy bình đẳng giới",
            lead=UNION,
            coordinating=(COMMITTEE, "Hội Liên hiệp Phụ nữ các tỉnh, thành phố"),
            begins_on=date(2024, 4, 1),
            due_on=date(2024, 6, 30),
            product="Báo cáo",
            budget=50_000_000,
            funds="ngân sách hai cơ quan",
        ),
        PlanContent(
            text="Hội thảo rà soát vấn đề xã hội cấp thiết đối với phụ nữ, trẻ em vùng dân tộc thiểu số",
            lead=COMMITTEE,
            coordinating=(UNION,),
            begins_on=date(2024, 8, 1),
            due_on=date(2024, 8, 31),
            product="Bản kiến nghị",
        ),
    ),
    responsibilities=(
        Responsibility(body=UNION, tasks=("Ban Dân tộc - Tôn giáo là đầu mối; tổng hợp báo cáo.",)),
        Responsibility(
            body=COMMITTEE,
            tasks=("Vụ Dân tộc thiểu số là đầu mối.", "Hướng dẫn Ban Dân tộc các tỉnh cùng thực hiện."),
        ),
    ),
    signers=BOTH_SIGN,
    recipients=("Lãnh đạo hai cơ quan (để báo cáo)", "Hội LHPN, Ban Dân tộc các tỉnh, thành phố"),
    drafting_unit="DTTG",
)

PROGRAMME = ProgrammePaper(
    head=replace(JOINT, number=None, day=None, year=2021, symbol="CTr-HLHPNVN-UBDT"),
    abstract="Phối hợp công tác giữa Hội Liên hiệp Phụ nữ Việt Nam và Ủy ban Dân tộc, giai đoạn 2021–2025",
    opening="Hai cơ quan thống nhất Chương trình phối hợp với những nội dung sau:",
    first_on=date(2021, 1, 1),
    last_on=date(2025, 12, 31),
    purpose=("Chăm lo đời sống phụ nữ dân tộc thiểu số.", "Nâng hiệu quả các chương trình chung."),
    contents=(
        Part(title="Tuyên truyền, vận động", points=("Chính sách dân tộc;", "Bình đẳng giới.")),
        Part(paragraphs=("Giám sát, phản biện xã hội đối với chính sách dân tộc.",)),
    ),
    responsibilities=(
        Responsibility(body=UNION, tasks=("Chủ trì Dự án 8.",)),
        Responsibility(body=COMMITTEE, tasks=("Bố trí số liệu, chuyên gia.", "Mời Hội dự các cuộc họp.")),
    ),
    arrangements=("Hai bên họp mỗi năm một lần để sơ kết và bàn kế hoạch năm sau.",),
    signers=BOTH_SIGN,
    recipients=("Các đơn vị thuộc hai cơ quan",),
    drafting_unit="DTTG",
)

DISPATCH = DispatchPaper(
    head=replace(PROVINCIAL, number=56, symbol="BTV-DTTG", day=date(2024, 4, 5)),
    abstract="V/v báo cáo kết quả phối hợp 6 tháng đầu năm 2024",
    addressees=("Hội Liên hiệp Phụ nữ các huyện biên giới", "Hội Phụ nữ Bộ Chỉ huy Bộ đội Biên phòng tỉnh"),
    opening="Thực hiện Kế hoạch năm 2024, Ban Thường vụ Hội LHPN tỉnh đề nghị các đơn vị báo cáo như sau:",
    body=(
        Part(
            title="Nội dung báo cáo",
            points=("Kết quả theo từng nội dung của Kế hoạch;", "Khó khăn, kiến nghị."),
        ),
        Part(title="Thời hạn", paragraphs=("Báo cáo gửi trước ngày 10 tháng 6 năm 2024.",)),
    ),
    closing="Đề nghị các đơn vị quan tâm thực hiện",
    signers=ONE_SIGNS,
    recipients=("Thường trực Hội (để chỉ đạo)",),
    drafting_unit="THGV",
)

INVITATION = InvitationPaper(
    head=replace(PROVINCIAL, number=7, symbol="GM-BTV", day=date(2024, 12, 9)),
    abstract="Hội nghị tổng kết Bản ghi nhớ hợp tác giai đoạn 2019–2024",
    invitees=("Hội Liên hiệp Phụ nữ tỉnh Attapư", "Sở Ngoại vụ tỉnh", "Hội LHPN các huyện biên giới"),
    chair="Chủ tịch Hội LHPN tỉnh",
    begins_at=datetime(2024, 12, 30, 8, 0, tzinfo=HERE),
    ends_at=datetime(2024, 12, 30, 11, 30, tzinfo=HERE),
    venue="Hội trường Hội Liên hiệp Phụ nữ tỉnh, thành phố Kon Tum",
    agenda=("Báo cáo kết quả 2019–2024", "Thảo luận", "Thống nhất nội dung 2024–2029"),
    enclosed=("Dự thảo báo cáo",),
    contact="Văn phòng Hội LHPN tỉnh, điện thoại 0260 000 000",
    closing="Rất mong quý vị đến dự đúng thành phần, thời gian",
    signers=ONE_SIGNS,
    recipients=(),
    drafting_unit="VP",
)
INVITATION = replace(INVITATION, recipients=("Thường trực Hội",))

MINUTES = MinutesPaper(
    head=replace(PROVINCIAL, number=3, symbol="BB-BTV", day=date(2024, 12, 30)),
    abstract="Hội nghị tổng kết Bản ghi nhớ hợp tác giai đoạn 2019–2024",
    begins_at=datetime(2024, 12, 30, 8, 0, tzinfo=HERE),
    ends_at=datetime(2024, 12, 30, 11, 30, tzinfo=HERE),
    venue="Hội trường Hội Liên hiệp Phụ nữ tỉnh, thành phố Kon Tum",
    chair="Chủ tịch Hội LHPN tỉnh Kon Tum",
    secretary="Chánh Văn phòng Hội LHPN tỉnh Kon Tum",
    attendance=(
        Attendance(body="Hội Liên hiệp Phụ nữ tỉnh Attapư", posts=("Chủ tịch", "Phó Chủ tịch"), count=6),
        Attendance(body="Hội LHPN các huyện biên giới", count=4),
    ),
    absent=(Attendance(body="Sở Ngoại vụ tỉnh"),),
    proceedings=(
        Part(title="Báo cáo kết quả", paragraphs=("Hội LHPN tỉnh báo cáo kết quả năm năm phối hợp.",)),
        Part(title="Ý kiến của phía bạn", points=("Đồng ý với báo cáo;", "Đề nghị tăng trao đổi đoàn.")),
    ),
    decisions=("Thống nhất nội dung hợp tác giai đoạn 2024–2029.", "Hai bên họp mỗi năm một lần."),
    tasks=(
        MeetingTask(text="Gửi dự thảo Bản ghi nhớ bằng hai thứ tiếng", lead="Hội LHPN tỉnh Kon Tum",
                    due_on=date(2025, 1, 31)),
        MeetingTask(text="Góp ý dự thảo", lead="Hội LHPN tỉnh Attapư", due_on=date(2025, 2, 28)),
    ),
    recipients=("Hai bên dự họp",),
)  # fmt: skip


MEMORANDUM = MemorandumPaper(
    head=Head(style="joint", issuers=("Hội Liên hiệp Phụ nữ tỉnh Kon Tum", "Hội Liên hiệp Phụ nữ tỉnh Attapư"),
              place="Kon Tum"),
    abstract="Hợp tác giai đoạn 2024–2029",
    texts=(
        EqualText(
            language="vi",
            title="Về hợp tác giữa Hội Liên hiệp Phụ nữ tỉnh Kon Tum và Hội Liên hiệp Phụ nữ tỉnh Attapư, "
            "giai đoạn 2024–2029",
            sides=("Hội Liên hiệp Phụ nữ tỉnh Kon Tum", "Hội Liên hiệp Phụ nữ tỉnh Attapư"),
            preamble=("Trên tinh thần đoàn kết, hữu nghị, hai bên thỏa thuận như sau:",),
            articles=(
                Part(title="Nội dung hợp tác", points=("Tuyên truyền về biên giới.", "Trao đổi đoàn luân phiên.")),
                Part(title="Kinh phí", paragraphs=("Mỗi bên tự lo kinh phí của mình.",)),
                Part(title="Hiệu lực", paragraphs=("Bản ghi nhớ có hiệu lực năm năm từ ngày ký.",)),
            ),
            closing=("Làm tại Kon Tum ngày 30 tháng 12 năm 2024, thành hai bản, hai thứ tiếng có giá trị như nhau.",),
            signers=(
                SignerLine(organisation="Hội LHPN tỉnh Kon Tum", post="CHỦ TỊCH"),
                SignerLine(organisation="Hội LHPN tỉnh Attapư", post="CHỦ TỊCH"),
            ),
        ),
        EqualText(
            language="lo",
            title="ວ່າດ້ວຍການຮ່ວມມືລະຫວ່າງ ສະຫະພັນແມ່ຍິງແຂວງ ກອນຕູມ ແລະ ສະຫະພັນແມ່ຍິງແຂວງ ອັດຕະປື, ໄລຍະ 2024–2029",
            sides=("ສະຫະພັນແມ່ຍິງແຂວງ ກອນຕູມ", "ສະຫະພັນແມ່ຍິງແຂວງ ອັດຕະປື"),
            preamble=("ບົນພື້ນຖານຄວາມສາມັກຄີ ແລະ ມິດຕະພາບ, ສອງຝ່າຍໄດ້ຕົກລົງກັນດັ່ງນີ້:",),
            articles=(
                Part(title="ເນື້ອໃນການຮ່ວມມື", points=("ໂຄສະນາກ່ຽວກັບຊາຍແດນ.", "ແລກປ່ຽນຄະນະຜູ້ແທນໝູນວຽນກັນ.")),
                Part(title="ງົບປະມານ", paragraphs=("ແຕ່ລະຝ່າຍຮັບຜິດຊອບງົບປະມານຂອງຕົນເອງ.",)),
                Part(title="ຜົນສັກສິດ", paragraphs=("ບົດບັນທຶກນີ້ມີຜົນສັກສິດຫ້າປີ ນັບແຕ່ມື້ລົງນາມ.",)),
            ),
            closing=("ເຮັດຢູ່ ກອນຕູມ ວັນທີ 30 ທັນວາ 2024, ເປັນສອງສະບັບ, ສອງພາສາມີຄຸນຄ່າເທົ່າກັນ.",),
            signers=(
                SignerLine(organisation="ສະຫະພັນແມ່ຍິງແຂວງ ກອນຕູມ", post="ປະທານ"),
                SignerLine(organisation="ສະຫະພັນແມ່ຍິງແຂວງ ອັດຕະປື", post="ປະທານ"),
            ),
        ),
    ),
)  # fmt: skip

APPENDIX = AppendixPaper(
    head=JOINT,
    goes_with="Kế hoạch",
    appendices=(
        AppendixPart(
            title="Chỉ tiêu năm 2024",
            tables=(
                PlainTable(
                    titles=("STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2024"),
                    rows=(
                        ("1", "Cuộc truyền thông", "cuộc", "12"),
                        ("2", "Câu lạc bộ", "câu lạc bộ", "1.250"),
                    ),
                    numeric=(3,),
                ),
            ),
        ),
        AppendixPart(title="Danh sách tỉnh", paragraphs=("Danh sách kèm theo.",), landscape=False),
    ),
)

SAMPLES: dict[str, Paper] = {
    "memorandum": MEMORANDUM,
    "programme": PROGRAMME,
    "plan": PLAN,
    "dispatch": DISPATCH,
    "invitation": INVITATION,
    "minutes": MINUTES,
    "supervision_plan": SUPERVISION_PLAN,
    "supervision_report": SUPERVISION_REPORT,
    "criticism": CRITICISM,
    "greeting": GREETING,
    "recommendation": RECOMMENDATION,
    "escalation": ESCALATION,
    "recommendation_record": RECOMMENDATION_RECORD,
    "appendix": APPENDIX,
}
