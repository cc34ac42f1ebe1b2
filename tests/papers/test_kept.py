"""What a paper said when it got its number is kept as bytes, and read back as the very same paper."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.papers.kept import canonical_bytes, fingerprint, paper_from
from chungtay.papers.kinds import (
    Attendance,
    DispatchPaper,
    Head,
    InvitationPaper,
    MinutesPaper,
    Paper,
    Part,
    PlanContent,
    PlanPaper,
    SignerLine,
)

HEAD = Head(
    issuers=("Hội LHPN tỉnh Kon Tum\nBan Thường vụ",), number=7, symbol="KH-BTV", day=date(2026, 3, 20)
)
PAPERS = [
    DispatchPaper(
        head=HEAD, abstract="{{ x }} & <b>", body=(Part(title="Một", points=("=1+1", "../../etc")),)
    ),
    PlanPaper(head=HEAD, contents=(PlanContent(text="Tuyên truyền", due_on=date(2026, 1, 2), budget=0),)),
    InvitationPaper(head=HEAD, begins_at=datetime(2026, 3, 20, 8, 30)),  # noqa: DTZ001  (of the place)
    MinutesPaper(head=HEAD, attendance=(Attendance(body="Attapư ອັດຕະປື", posts=("a", "b"), count=3),)),
]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_comes_back_as_it_was(paper: Paper) -> None:
    assert paper_from(canonical_bytes(paper)) == paper
    assert canonical_bytes(paper_from(canonical_bytes(paper))) == canonical_bytes(paper)


@given(st.text(), st.text())
def test_any_other_word_is_another_fingerprint(one: str, other: str) -> None:
    papers = [
        DispatchPaper(head=HEAD, abstract=text, signers=(SignerLine(post=text),)) for text in (one, other)
    ]
    marks = {fingerprint(canonical_bytes(paper)) for paper in papers}
    assert len(marks) == len({one, other})


def test_a_field_that_a_later_version_dropped_is_passed_over() -> None:
    kept = canonical_bytes(PAPERS[0]).replace(b'"abstract":', b'"dropped":"x","abstract":')
    assert paper_from(kept) == PAPERS[0]
