"""An article begins with what is on record, in sentences that name no person."""

from datetime import date

import pytest

from chungtay.rules.articles import sentences


def test_a_plan_is_told_by_its_number_its_day_and_its_contents() -> None:
    told = sentences.of_plan(
        sentences.PlanFacts(
            name="Kế hoạch 2026", year=2026, programme="Chương trình phối hợp", number="15/KH-BTV",
            issued_on=date(2026, 3, 2), contents=["Nói chuyện;", "Trao đổi đoàn"],
        )
    )  # fmt: skip
    assert told.title == "Kế hoạch 2026" and told.summary.startswith(
        "Ngày 2/3/2026, các bên ban hành Kế hoạch số 15/KH-BTV"
    )
    assert told.body.endswith("02 nội dung:\n\n1. Nói chuyện.\n2. Trao đổi đoàn.")


@pytest.mark.parametrize(("attended", "said"), [(60, "60 lượt"), (1204, "1.204 lượt"), (4, ""), (None, "")])
def test_so_few_that_they_could_be_known_are_not_counted_aloud(attended: int | None, said: str) -> None:
    told = sentences.of_activity(
        sentences.ActivityFacts(
            kind="Nói chuyện", title="Nói chuyện về di cư an toàn", place="Dogwood", holder="Hội Dogwood",
            first_on=date(2026, 3, 14), last_on=date(2026, 3, 14), attended=attended,
        )
    )  # fmt: skip
    assert "Ngày 14/3/2026, tại Dogwood, Hội Dogwood tổ chức nói chuyện" in told.body
    assert said in told.body and ("lượt" in told.body) == bool(said)


def test_a_meeting_is_told_by_who_sat_there_and_what_was_agreed() -> None:
    told = sentences.of_meeting(
        sentences.MeetingFacts(
            title="Họp ba bên", met_on=date(2026, 3, 1), programme="Bản ghi nhớ", venue="Oakshire",
            bodies=["Hội Oakshire", "Hội Elmshire"], decisions=["Ba buổi"],
        )
    )  # fmt: skip
    assert "Tham dự có: Hội Oakshire và Hội Elmshire." in told.body and "1. Ba buổi." in told.body
