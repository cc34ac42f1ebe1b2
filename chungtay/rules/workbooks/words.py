"""The words that offices write into tables instead of numbers, beside numbers, and before sums."""

import re

from chungtay.rules.ledger import Qualifier
from chungtay.rules.places.names import fold
from chungtay.rules.tables import named_rows

# A cell with such a word says that no number can stand there, or that none is known. A lone dash is not here:
# statisticians write it for "none", others for "not known", so the reader of the sheet is asked once.
STATES = """
state          | words
not_applicable | x, kad, không áp dụng, không thuộc đối tượng, n/a, not applicable, ບໍ່ກ່ຽວຂ້ອງ
not_reported   | chưa báo cáo, chưa có số liệu, không có số liệu, ..., …, ?, not reported, ຍັງບໍ່ໄດ້ລາຍງານ
"""

QUALIFIERS = """
qualifier | words
exact     | chính xác, đúng, exact, ແນ່ນອນ
nearly    | gần, gần như, nearly, ເກືອບ, ≲
about     | khoảng, chừng, ước, about, ca., ປະມານ, ~, ≈
over      | trên, hơn, over, more than, ກວ່າ, ຫຼາຍກວ່າ, >
"""

# A row or a column under such a word repeats what the others say.
SUMS = (
    "tổng", "tổng số", "tổng cộng", "cộng", "cộng chung", "toàn tỉnh", "toàn huyện", "toàn xã", "chung",
    "total", "grand total", "sum", "ລວມ", "ລວມທັງໝົດ", "ທັງໝົດ",
)  # fmt: skip

# Words before the name of a part.
BEFORE_PARTS = ("trong do", "chia ra", "chia theo", "trd", "gom", "of which", "ໃນນັ້ນ", "so", "la")

DASHES = frozenset("-–—−")


def read_words(table: str, column: str) -> dict[str, str]:
    """What each word means, as it is compared: in small letters."""
    return {
        word.strip().casefold(): row[column]
        for row in named_rows(table.strip())
        for word in row["words"].split(",")
    }


STATE_OF = read_words(STATES, "state")
QUALIFIER_OF = {word: Qualifier(said) for word, said in read_words(QUALIFIERS, "qualifier").items()}
FOLDED_SUMS = frozenset(map(fold, SUMS))
BEFORE = re.compile(  # the longest first: "gần như" before "gần"
    "(" + "|".join(re.escape(word) for word in sorted(QUALIFIER_OF, key=len, reverse=True)) + r")\s*(?=\d)"
)


def is_sum(label: str) -> bool:
    """Whether a folded label stands before a sum: "tong cong", "cong (i + ii)"."""
    return label in FOLDED_SUMS or any(label.startswith(f"{word} ") for word in ("tong cong", "cong"))
