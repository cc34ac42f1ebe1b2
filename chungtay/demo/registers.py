"""Lays the register: ten clubs, each opened by the chair of its commune's union."""

from chungtay.actions.registers import open_club
from chungtay.models import Club

from .clock import at_nine
from .kept import Kept
from .tables import day, rows


def lay_clubs(kept: Kept) -> None:
    for row in sorted(rows("clubs"), key=lambda row: row["opened_on"]):
        opened_on = day(row["opened_on"])
        assert opened_on is not None
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
        open_club(club, by=kept.persons[row["commune"]], at=at_nine(opened_on))
