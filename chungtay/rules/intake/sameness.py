"""Decides when two names mean one body: "Hội LHPN tỉnh Attapư" and "Hội Phụ nữ Attapeu" do."""

import re
from collections.abc import Mapping

from chungtay.rules.intake.spelling import without_marks

# Abbreviations that papers use without explaining them.
LONG_FORMS = {
    "lhpn": "lien hiep phu nu",
    "hlhpn": "lien hiep phu nu",
    "hlhpnvn": "lien hiep phu nu viet nam",
    "vn": "viet nam",
    "tw": "trung uong",
    "ubdt": "uy ban dan toc",
    "ubnd": "uy ban nhan dan",
    "mttq": "mat tran to quoc",
    "bdbp": "bo doi bien phong",
    "btv": "",
    "bch": "",
}
# Words that a name may carry or lack without meaning another body.
SILENT = frozenset(
    (
        "hoi",
        "lien",
        "hiep",
        "trung",
        "uong",
        "ban",
        "thuong",
        "vu",
        "chap",
        "hanh",
        "doan",
        "chu",
        "tich",
        "tinh",
    )
    + ("cua", "va", "nuoc", "chdcnd")
)


def body_key(name: str, aliases: Mapping[str, str] | None = None) -> frozenset[str]:
    """The words that tell this body from others; `aliases` maps other spellings of places to one."""
    folded = " ".join(re.findall(r"\w+", without_marks(name)))
    for other, one in (aliases or {}).items():
        folded = re.sub(rf"\b{re.escape(other)}\b", one, folded)
    words = " ".join(LONG_FORMS.get(word, word) for word in folded.split()).split()
    return frozenset(word for word in words if word not in SILENT) or frozenset(words)


def number_key(number: str) -> str:
    """A document number without spaces and in one case: 468/KH-HLHPNVN-UBDT."""
    return re.sub(r"\s+", "", number).upper().replace("–", "-")
