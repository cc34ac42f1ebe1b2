"""Lays the registers: ten clubs and what else communes keep, each written down by the chair of its union."""

from datetime import datetime
from functools import partial

from chungtay.actions.registers import change_registered, open_registered, strengthen
from chungtay.models import Person, Registered, RegisterKind

from .clock import at_nine
from .diary import Diary
from .kept import Kept
from .tables import day, rows


def lay_register_kinds(kept: Kept) -> None:
    for position, row in enumerate(rows("register-kinds")):
        kind = RegisterKind.objects.create(
            slug=row["slug"], name=row["name"], name_lo=row["name_lo"], name_en=row["name_en"],
            position=position, is_pair=bool(row["pair"]), base=kept.breakdowns["sex"] if row["members"] else None,
            **{name: kept.indicators.get(row[name]) for name in ("stock", "founded", "strengthened")},
        )  # fmt: skip
        if kind.base:
            kind.of_which.set([kept.breakdowns["ethnicity"]])


def note_registers(diary: Diary, kept: Kept) -> None:
    for row in rows("clubs"):
        village = row["village"]
        club = thing(
            kept,
            row,
            "club",
            name=f"Câu lạc bộ phòng, chống ma túy, tội phạm {village[0].lower()}{village[1:]}",
            name_lo="ສະໂມສອນຕ້ານຢາເສບຕິດ ແລະ ອາຊະຍາກຳ " + village.split(" ", 1)[1],
            name_en=f"Club against drugs and crime, {village}",
            served=kept.served("kontum-attapeu", *row["also"].split()),
        )
        note(diary, kept, club, row)
    for row in rows("registered"):
        names = {name: row[name] for name in ("name", "name_lo", "name_en")}
        served = kept.served(*row["serves"].split())
        note(
            diary, kept, thing(kept, row, row["kind"], **names, served=served, twin_village=row["twin"]), row
        )
    for row in rows("register-facts"):
        diary.note(at_nine(day(row["on"])), partial(happen, kept, row))


def thing(kept: Kept, row: dict[str, str], kind: str, **told: object) -> Registered:
    return Registered(
        kind=RegisterKind.objects.get(slug=kind), place=kept.places[row["commune"]], village=row["village"],
        holder=kept.bodies[row["commune"]], opened_on=day(row["opened_on"]), **told,
    )  # fmt: skip


def note(diary: Diary, kept: Kept, registered: Registered, row: dict[str, str]) -> None:
    opened = partial(open_by, registered, members_in(row), kept.persons[row["commune"]])
    diary.note(at_nine(registered.opened_on), opened)


def members_in(row: dict[str, str]) -> dict[str, int]:
    told = {"sex:female": row["women"], "sex:male": row["men"]}
    return {cell: int(number) for cell, number in told.items() if number}


def open_by(registered: Registered, members: dict[str, int], chair: Person, at: datetime) -> None:
    open_registered(registered, members=members or None, by=chair, at=at)


def happen(kept: Kept, row: dict[str, str], at: datetime) -> None:
    body, chair, on = kept.bodies[row["commune"]], kept.persons[row["commune"]], day(row["on"])
    registered = Registered.objects.get(kind__slug=row["kind"], holder=body, village=row["village"])
    if row["fact"] == "strengthened":
        strengthen(registered, on=on, how=row["text"], by=chair, at=at)
    else:
        change_registered(registered, on=on, members=members_in(row), reason=row["text"], by=chair, at=at)
