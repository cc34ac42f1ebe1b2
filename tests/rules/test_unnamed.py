"""What a text betrays of a person, as far as a form can tell; and what only looks like it."""

import pytest

from chungtay.rules.unnamed import Sign, faults_of, signs_in

# What is written | which sign | what is shown of it
BETRAYED = """
    Xin gọi 0912 345 678 sau giờ làm    | telephone | 0912 345 678
    gọi +856 20 5555 1234               | telephone | +856 20 5555 1234
    ໂທ ໐໒໐ ໕໕໕໕ ໑໒໓໔                     | telephone | 020 5555 1234
    CCCD số 062189001234                | identity  | 062189001234
    hộ chiếu B1234567                   | identity  | B1234567
    giấy tờ số 062189001234             | identity  | 062189001234
    STK 1234567890 tại ngân hàng        | account   | 1234567890
    chuyển vào 19036789012345           | account   | 19036789012345
    viết cho mai.lan@example.vn         | letters   | mai.lan@example.vn
    Bà Lan ở bản bên                    | name      | Bà Lan
    nhà chị Nguyễn Thị Ánh bị lũ        | name      | chị Nguyễn Thị Ánh
    anh Y Blơi đi rẫy                   | name      | anh Y Blơi
    bà Lan, vợ trưởng thôn              | name      | bà Lan
    Mrs Smith of the office             | name      | Mrs Smith
    ນາງ ຄຳແພງ ໄປຕະຫຼາດ                   | name      | ນາງ ຄຳແພງ
    ທ້າວ ບຸນມີ                            | name      | ທ້າວ ບຸນມີ
"""
HARMLESS = """
    Ngày 14/03/2026, ba con bò lạc qua mốc 790.
    Từ 14/03/2026-15/03/2026 nước suối đục.
    Kế hoạch 468/KH-HLHPNVN-UBDT giai đoạn 2024-2029
    Hai bên góp 12.000.000.000 đồng và 1.500.000 kíp
    bà Chủ tịch Hội xã và ông Trưởng thôn đã biết
    chị em phụ nữ hai bản
    Đi qua Bà Rịa, Cô Tô và huyện Anh Sơn
    lớp tiếng Anh Việt và tiếng Lào
    ແມ່ຍິງສອງບ້ານພົບກັນ, ທ່ານ ປະທານ ຮັບຮູ້
    Gates at km 165 and 166, 3 communes, 12 clubs
"""


@pytest.mark.parametrize("row", BETRAYED.strip().splitlines())
def test_what_belongs_to_a_person_is_found(row: str) -> None:
    text, sign, found = (cell.strip() for cell in row.split("|"))
    assert list(signs_in(text)) == [(Sign(sign), found)]


@pytest.mark.parametrize("text", [line.strip() for line in HARMLESS.strip().splitlines()])
def test_days_sums_papers_posts_and_places_are_nobody(text: str) -> None:
    assert list(signs_in(text)) == []


def test_each_field_is_told_of_with_the_mend() -> None:
    told = list(faults_of({"text": "Bà Lan, bà Lan, Bà Lan", "note": "nothing", "text_lo": "ນາງ ຄຳແພງ"}))
    assert [one.where for one in told] == ["text", "text", "text_lo"]
    assert all("Write what happened without who" in str(one) for one in told)
    assert all("confidential notice" in str(one) for one in told)
