"""Lays the running period: approved, waiting, sent back, corrected, and exactly two units late."""

from datetime import timedelta
from random import Random

from chungtay.models import Activity

from .activities import note_sessions
from .clock import at_nine, running_half
from .diary import Diary
from .kept import Kept
from .reports import Round, given, sessions_answer
from .rounds import chair, commune_answers, desk, half_year_attendances
from .tables import rows

SENT_BACK = "Câu 3 nhiều hơn danh sách các cuộc 6 lượt. Nhờ chị xem lại rồi gửi lại."
CORRECTED = "Gõ nhầm: danh sách ký nhận của ba cuộc cộng lại ít hơn 10 lượt."


def note_running(diary: Diary, kept: Kept) -> None:
    half = running_half(kept.today)
    officer, _ = desk(kept, kept.today)
    opened = at_nine(kept.today - timedelta(days=21))
    for row in rows("running"):
        unit, window = row["commune"], (half.first_on, half.last_on)
        attendances = max(40, half_year_attendances(unit, half) * (window[1] - window[0]).days // 184)
        sessions = note_sessions(diary, kept, unit, window, attendances, by=chair(kept, unit))
        one = Round(
            kept.forms["border-commune", 2], unit, window, kept.today + timedelta(days=int(row["due"])),
            officer, chair(kept, unit), officer,
        )  # fmt: skip
        diary.note(opened, one.opened(kept))
        note_state(diary, kept, one, row, sessions)
    note_partner(diary, kept)
    note_office(diary, kept)


def note_state(diary: Diary, kept: Kept, one: Round, row: dict[str, str], sessions: list[Activity]) -> None:
    """What has happened to the report so far; each state holds what led to it."""
    unit, state = row["commune"], row["state"]
    slip = {"returned": 6, "corrected": 10}.get(state, 0)
    chance = Random(f"running {unit}")
    handed = at_nine(kept.today - timedelta(days=chance.randint(6, 9)), chance.randint(0, 400))
    settled = at_nine(kept.today - timedelta(days=chance.randint(3, 5)), chance.randint(0, 400))
    answers = commune_answers(
        unit, sessions, chance.randint(0, 4), models=int(chance.random() < 0.15), more=slip
    )
    if state == "open":
        return
    if state == "written":
        half_done = lambda: {2: sessions_answer(sessions)}  # noqa: E731
        diary.note(handed, one.written(half_done, row["note"]))
        return
    diary.note(handed - timedelta(minutes=30), one.written(answers, row["note"]))
    diary.note(handed, one.handed_in())
    if state == "returned":
        diary.note(settled, one.returned(SENT_BACK))
    if state in ("approved", "corrected"):
        diary.note(settled, one.approved())
    if state == "corrected":
        right = commune_answers(unit, sessions, 0)
        diary.note(at_nine(kept.today - timedelta(days=1)), one.corrected(3, lambda: right()[3], CORRECTED))


def note_partner(diary: Diary, kept: Kept) -> None:
    """The Attapeu side: its closed half-year stands approved, its running one is open."""
    half, partner = running_half(kept.today), kept.persons["partner"]
    window = (half.first_on, half.last_on)
    note_sessions(diary, kept, "attapeu", window, 96, by=partner)
    one = Round(
        kept.forms["attapeu", 1], "attapeu", window, kept.today + timedelta(days=10), partner, partner,
        kept.persons["at-leader"],
    )  # fmt: skip
    diary.note(at_nine(kept.today - timedelta(days=20)), one.opened(kept))


def note_office(diary: Diary, kept: Kept) -> None:
    """The provincial office handed in its own figures; they wait for the president."""
    half = running_half(kept.today)
    officer, leader = desk(kept, kept.today)
    one = Round(
        kept.forms["province", 1], "quang-ngai", (half.first_on, half.last_on),
        kept.today + timedelta(days=6), leader, officer, leader,
    )  # fmt: skip
    diary.note(at_nine(kept.today - timedelta(days=20)), one.opened(kept))
    diary.note(
        at_nine(kept.today - timedelta(days=2)),
        one.written(lambda: {1: given(0), 2: given(0), 3: given(18), 4: given(1)}),
    )
    diary.note(at_nine(kept.today - timedelta(days=2), 20), one.handed_in())
