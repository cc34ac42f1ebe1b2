"""Names of units without the word for their kind, for where there is little room."""

BEFORE = (
    "Thành phố ", "Thị trấn ", "Thị xã ", "Đặc khu ", "Tỉnh ", "Huyện ", "Quận ", "Phường ", "Xã ",
    "ນະຄອນຫຼວງ", "ນະຄອນ", "ເທດສະບານ", "ແຂວງ", "ເມືອງ", "ຕາແສງ", "ບ້ານ",
)  # fmt: skip
AFTER = (" province", " district", " commune", " township", " ward", " city", " town")


def without_kind(name: str) -> str:
    for before in BEFORE:
        name = name.removeprefix(before)
    for after in AFTER:
        name = name.removesuffix(after)
    return name
