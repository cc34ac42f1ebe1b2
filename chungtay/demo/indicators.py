"""Lays what became of the rules: definitions of a circular, a ratio, and what each commune shall reach."""

from datetime import date, datetime, timedelta

from chungtay.actions.indicators import add_indicator, change_indicator, set_unit_target
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Kind

from .clock import at_nine
from .diary import Diary
from .kept import Kept
from .tables import rows, texts

PROGRAMME = "kontum-attapeu"
CIRCULAR = date(2026, 1, 12)
IN_FORCE = date(2026, 1, 1)


def note_indicators(diary: Diary, kept: Kept) -> None:
    diary.note(at_nine(CIRCULAR, 20), lambda at: define(kept, at))
    diary.note(at_nine(CIRCULAR, 30), lambda at: add_ratio(kept, at))
    diary.note(at_nine(CIRCULAR + timedelta(days=8)), lambda at: aim(kept, "first", at))
    diary.note(at_nine(CIRCULAR + timedelta(days=29)), lambda at: aim(kept, "then", at))


def define(kept: Kept, at: datetime) -> None:
    for slug, told in texts("definitions").items():
        reason = told.pop("reason")
        change_indicator(
            kept.indicators[slug],
            told,
            reason=reason,
            in_force_from=IN_FORCE,
            by=kept.persons["province"],
            at=at,
        )


def add_ratio(kept: Kept, at: datetime) -> None:
    kept.indicators["attendances-a-session"] = add_indicator(
        name="Số lượt bình quân một cuộc", name_lo="ຈຳນວນເທື່ອຄົນສະເລ່ຍຕໍ່ຄັ້ງ", name_en="Attendances a session",
        measure="lượt/cuộc", measure_lo="ເທື່ອຄົນ/ຄັ້ງ", measure_en="attendances a session", kind=Kind.RATIO,
        unit="share", decimals=1, numerator=kept.indicators["attendances"],
        denominator=kept.indicators["sessions"], by=kept.persons["province"], at=at,
    )  # fmt: skip


def aim(kept: Kept, column: str, at: datetime) -> None:
    """What each commune shall hold in 2026; a row without a number in the column says nothing then."""
    for row in rows("unit-targets"):
        if row[column]:
            set_unit_target(
                kept.agreements[PROGRAMME], kept.indicators["sessions"], place=kept.places[row["commune"]],
                first_on=IN_FORCE, last_on=date(2026, 12, 31),
                amount=int(row[column]) * SCALE, reason=row["reason"] if column == "then" else "",
                by=kept.persons["province"], at=at,
            )  # fmt: skip
