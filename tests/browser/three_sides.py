"""Lays an agreement of three sides, signed half a year ago, in a home that is being served already."""

from datetime import date

from django.utils import timezone

from chungtay.actions.signing import (
    FirstPhase,
    Name,
    Paper,
    Side,
    draft_agreement,
    keep_equal_text,
    propose_agreement,
    sign,
)
from chungtay.actions.versions import add_row
from chungtay.models import Agreement, AgreementKind
from chungtay.rules.versions import RowKind
from tests.browser.older import ago, body, person

NAME, NAME_LO = "Thỏa thuận thăm nhau của ba bên", "ຂໍ້ຕົກລົງການຢ້ຽມຢາມກັນຂອງສາມຝ່າຍ"
VISITS = "Hai năm một lần có một đoàn; ba bên lần lượt đón."
# In the order in which they sit: who notes the signature, and for which body.
SIDES = {
    "Women's Union of Quảng Ngãi province": "Chủ tịch Hội LHPN tỉnh Quảng Ngãi",
    "Women's Union of Attapeu province": "Cán bộ điều phối, Hội Phụ nữ tỉnh Attapư",
    "Viet Nam Women's Union, centre": "Chuyên viên Ban Tuyên giáo, Trung ương Hội LHPN Việt Nam",
}


def lay() -> Agreement:
    year = timezone.localdate().year
    (own, *others), signers = [Side(body(name)) for name in SIDES], [person(post) for post in SIDES.values()]
    by = signers[0]
    phase = FirstPhase(f"{year}–{year + 3}", date(year - 1, 12, 1), date(year + 3, 12, 31))
    text = draft_agreement(
        AgreementKind.MEMORANDUM, Name(NAME, NAME_LO), own, others, phase=phase, by=by, at=ago(200)
    )
    under = text.text.of_kind(RowKind.PHASE)[0].key
    add_row(text, RowKind.COMMITMENT, under=under, values={"text": VISITS}, by=by, at=ago(199))
    text = propose_agreement(text, by=by, at=ago(198))
    paper = Paper([("text.txt", VISITS.encode(), "text/plain")])
    keep_equal_text(text, "vi", document=paper, by=by, at=ago(190))
    for number, signer in enumerate(signers, 1):
        sign(
            text, text.agreement.seats.get(number=number), signed_on=timezone.localdate(ago(190)),
            venue="Attapư", signer=signer.known_as, post=None, by=signer, at=ago(190),
        )  # fmt: skip
    return text.agreement
