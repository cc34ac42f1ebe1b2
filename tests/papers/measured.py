"""The papers that are measured: one of each house style, with every part that a rule lays out."""

from datetime import date

from chungtay.papers.house_styles import STYLES
from chungtay.papers.sheets import (
    Addressees,
    Block,
    Column,
    Grounds,
    Heading,
    Paragraph,
    Point,
    Sheet,
    Signatures,
    Table,
    appendix,
    ended,
    letterhead,
    paragraphs,
    recipients,
    runs,
    signer,
    title,
)

DAY = date(2024, 3, 5)
PROSE = (
    "Tuyên truyền, phổ biến chủ trương của Đảng, chính sách, pháp luật của Nhà nước về công tác dân tộc và bình đẳng "
    "giới ở vùng đồng bào dân tộc thiểu số và miền núi; vận động hội viên, phụ nữ tham gia."
)
LAO_PROSE = "ສະຫະພັນແມ່ຍິງແຂວງອັດຕະປື ແລະ ສະຫະພັນແມ່ຍິງແຂວງກອນຕູມ ໄດ້ຮ່ວມມືກັນຢ່າງໃກ້ຊິດ ເພື່ອຄວາມກ້າວໜ້າຂອງແມ່ຍິງ."
ENGLISH_PROSE = "Both Unions told members along the border about the rules that hold there, in 13 communes."


def plan() -> Sheet:
    """A plan of the State with an appendix that lies on its side and one that stands."""
    state = STYLES["state"]
    head = letterhead(
        state, parent_body="Hội Liên hiệp Phụ nữ Việt Nam", issuer="Ban Thường vụ", number="05/KH-BTV",
        place_and_day="Kon Tum, ngày 05 tháng 3 năm 2024",
    )  # fmt: skip
    figures = Table(
        (
            Column("TT", 0.1, "center"),
            Column("Nội dung", 0.5),
            Column("Cả năm", 0.2, "numbers", group="Kế hoạch"),
            Column("Quý I", 0.2, "numbers", group="Kế hoạch"),
        ),
        tuple((str(row), "Cuộc truyền thông", f"{row}.000", f"{row},5") for row in range(1, 40)),
    )
    attached = "Kèm theo Kế hoạch số 05/KH-BTV ngày 05 tháng 3 năm 2024 của Ban Thường vụ"
    return _sheet(
        "state",
        (
            head,
            title(state, type_name="Kế hoạch", abstract="Phối hợp công tác năm 2024"),
            Grounds(("Căn cứ Chương trình phối hợp", "Căn cứ Nghị quyết của Ban Thường vụ")),
            Heading(1, "I. MỤC ĐÍCH"),
            Heading(2, "1. Yêu cầu chung"),
            *paragraphs("\n".join([PROSE] * 3)),
            Point(3, "a)", PROSE),
            *ended((*paragraphs("\n".join([PROSE] * 9)),), state),
            Signatures(
                recipients(("Như trên", "Lưu: VT, TG")),
                (signer(state, authority="TM. BAN THƯỜNG VỤ\nKT. CHỦ TỊCH", post="PHÓ CHỦ TỊCH", name="(Chữ ký)"),),
            ),
            appendix(state, "Biểu chỉ tiêu", position=1, attached_to=attached, landscape=True),
            figures,
            appendix(state, "Danh sách đơn vị", position=2, attached_to=attached),
            *paragraphs("\n".join([PROSE] * 12)),
        ),
    )  # fmt: skip


def dispatch() -> Sheet:
    """A dispatch of the State to several bodies."""
    state = STYLES["state"]
    head = letterhead(
        state, parent_body="Hội Liên hiệp Phụ nữ Việt Nam", issuer="Ban Thường vụ", number="07/BTV-TG",
        place_and_day="Kon Tum, ngày 05 tháng 3 năm 2024", subject="báo cáo kết quả phối hợp",
    )  # fmt: skip
    return _sheet(
        "state",
        (
            head,
            Addressees(("Hội Liên hiệp Phụ nữ các huyện", "Các đơn vị trực thuộc")),
            *ended(paragraphs(PROSE), state),
            Signatures(
                recipients(("Như trên",)), (signer(state, authority="TM. BAN THƯỜNG VỤ", post="CHỦ TỊCH"),)
            ),
        ),
    )


def party_plan() -> Sheet:
    party = STYLES["party"]
    head = letterhead(
        party, parent_body="Tỉnh ủy Kon Tum", issuer="Ban Dân vận", number="27-KH/BDV",
        place_and_day="Kon Tum, ngày 05 tháng 3 năm 2024",
    )  # fmt: skip
    return _sheet(
        "party",
        (
            head,
            title(party, type_name="Kế hoạch", abstract="phối hợp công tác dân vận"),
            *ended(paragraphs("\n".join([PROSE] * 2)), party),
            Signatures(
                recipients(("Thường trực Tỉnh ủy", "Lưu: VT")), (signer(party, authority="T/M BAN", post="TRƯỞNG BAN"),)
            ),
        ),
    )  # fmt: skip


def joint_plan() -> Sheet:
    joint = STYLES["joint"]
    head = letterhead(
        joint, parent_body="", issuer="Hội Liên hiệp Phụ nữ Việt Nam\nỦy ban Dân tộc",
        number="468/KH-HLHPNVN-UBDT", place_and_day="Hà Nội, ngày 21 tháng 3 năm 2024",
    )  # fmt: skip
    signers = (
        signer(joint, authority="TM. ỦY BAN DÂN TỘC", post="BỘ TRƯỞNG, CHỦ NHIỆM", name="(Bên trái)"),
        signer(joint, authority="TM. ĐOÀN CHỦ TỊCH", post="CHỦ TỊCH", name="(Bên phải)"),
    )
    text = (Paragraph(runs(PROSE)),)
    return _sheet(
        "joint",
        (
            head,
            title(joint, type_name="Kế hoạch", abstract="Thực hiện Chương trình phối hợp công tác năm 2024"),
            *ended(text, joint),
            Signatures(recipients(("Ban Bí thư", "Lưu: VT")), signers),
        ),
    )


def lao_letter() -> Sheet:
    lao = STYLES["lao"]
    head = letterhead(
        lao, parent_body="ສູນກາງສະຫະພັນແມ່ຍິງລາວ", issuer="ສະຫະພັນແມ່ຍິງແຂວງອັດຕະປື", number="12/ສມຍ",
        place_and_day="ອັດຕະປື, ວັນທີ 05 ມີນາ 2024",
    )  # fmt: skip
    return _sheet(
        "lao",
        (
            head,
            title(lao, type_name="ແຈ້ງການ", abstract="ການຮ່ວມມື ປີ 2024"),
            *paragraphs("\n".join([LAO_PROSE, ENGLISH_PROSE, PROSE])),
            Signatures(recipients(("ບ່ອນກ່ຽວຂ້ອງ", "ສຳເນົາ")), (signer(lao, authority="", post="ປະທານ"),)),
        ),
        language="lo",
    )


PAPERS = {
    "plan": plan,
    "dispatch": dispatch,
    "party": party_plan,
    "joint": joint_plan,
    "lao": lao_letter,
}


def _sheet(style: str, blocks: tuple[Block, ...], *, language: str = "vi") -> Sheet:
    return Sheet(
        STYLES[style], language=language, title="Văn bản", issuer="Hội LHPN", signed_on=DAY, blocks=blocks
    )
