"""Lays the register: ten clubs, each opened by the chair of its commune's union."""

from datetime import datetime
from functools import partial

from chungtay.actions.registers import open_club
from chungtay.models import Club, Person

from .clock import at_nine
from .diary import Diary
from .kept import Kept
from .tables import day, rows


def note_clubs(diary: Diary, kept: Kept) -> None:
    for row in rows("clubs"):
        opened_on = day(row["opened_on"])
        village = row["village"]
        club = Club(
            name=f"Câu lạc bộ phòng, chống ma túy, tội phạm {village[0].lower()}{village[1:]}",
            name_lo="ສະໂມສອນຕ້ານຢາເສບຕິດ ແລະ ອາຊະຍາກຳ " + village.split(" ", 1)[1],
            name_en=f"Club against drugs and crime, {village}",
            place=kept.places[row["commune"]],
            village=village,
            holder=kept.bodies[row["commune"]],
            served=kept.served("kontum-attapeu", *row["also"].split()),
            opened_on=opened_on,
            members_female=int(row["women"]),
            members_male=int(row["men"]),
        )
        diary.note(at_nine(opened_on), partial(open_club_of, club, kept.persons[row["commune"]]))


def open_club_of(club: Club, chair: Person, at: datetime) -> Club:
    return open_club(club, by=chair, at=at)
