"""The offices from which the sample papers come, and who signs for them."""

from datetime import date

from chungtay.papers.kinds import (
    Head,
    SignerLine,
)

UNION, COMMITTEE = "Hội Liên hiệp Phụ nữ Việt Nam", "Ủy ban Dân tộc"


PROVINCE = "Hội Liên hiệp Phụ nữ tỉnh Kon Tum\nBan Thường vụ"


JOINT = Head(
    style="joint",
    issuers=(UNION, COMMITTEE),
    number=468,
    symbol="KH-HLHPNVN-UBDT",
    place="Hà Nội",
    day=date(2024, 3, 21),
)


PROVINCIAL = Head(parent_body=UNION, issuers=(PROVINCE,), symbol="KH-BTV", place="Kon Tum", year=2024)


BOTH_SIGN = (
    SignerLine(organisation=UNION, authority="TM. ĐOÀN CHỦ TỊCH\nKT. CHỦ TỊCH", post="PHÓ CHỦ TỊCH"),
    SignerLine(
        organisation=COMMITTEE,
        authority="KT. BỘ TRƯỞNG, CHỦ NHIỆM",
        post="THỨ TRƯỞNG, PHÓ CHỦ NHIỆM",
    ),
)


ONE_SIGNS = (SignerLine(authority="TM. BAN THƯỜNG VỤ\nKT. CHỦ TỊCH", post="PHÓ CHỦ TỊCH"),)
