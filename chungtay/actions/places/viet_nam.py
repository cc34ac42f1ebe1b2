"""Reads the two maps of Viet Nam, before and after 1 July 2025, from the files that `vietnamadminunits` ships.

The files are found and read where they lie; the package itself is never imported, for it would drag in more. They hold
63 provinces, 696 districts and 10,035 communes before, 34 provinces and 3,321 communes after, and what became of what.
Five island districts had no communes and became special zones (đặc khu) themselves.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from unicodedata import normalize

from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.places.atlas import Atlas, Became, Shown, joined
from chungtay.rules.tables import named_rows

MERGER = date(2025, 7, 1)
# Not a claim of history: the files know the older map as it stood at its end. It is read back to this day, so that
# figures of earlier programmes have a place; what is known to have begun later stands in `tables/beginnings.txt`.
KNOWN_SINCE = date(2006, 1, 1)
COUNTRY = Shown(code="VN", name="Việt Nam", level="country", name_lo="ຫວຽດນາມ", name_en="Viet Nam")
OF_PROVINCES = "Nghị quyết 202/2025/QH15"
NAMESAKES = "Chưa rõ: nguồn dữ liệu không phân biệt các đơn vị trùng tên"

OLD = """select provinceCode, province, provinceLat, provinceLon, provinceKey,
    districtCode, district, districtType, districtLat, districtLon, districtKey,
    wardCode, ward, wardType, wardLat, wardLon, coalesce(wardKey, '') as wardKey from admin_units_legacy"""
NEW = """select provinceCode, province, provinceLat, provinceLon, provinceKey,
    wardCode, ward, wardType, wardLat, wardLon, wardAreaKm2, wardKey from admin_units"""


def viet_nam() -> Atlas:
    old, new, converter = _read()
    older = {unit.code: unit for unit in [COUNTRY, *_provinces(old), *_districts(old), *_communes(old)]}
    newer = {unit.code: unit for unit in [COUNTRY, *_provinces(new), *_communes(new)]}
    steps = [Became("VN", "VN"), *_of_provinces(old, new, converter), *_of_communes(old, new, converter)]
    return joined(
        older.values(),
        newer.values(),
        steps,
        on=MERGER,
        since=lambda code: beginnings().get(code, KNOWN_SINCE),
    )


def table(name: str) -> list[dict[str, str]]:
    return named_rows((Path(__file__).parent / "tables" / f"{name}.txt").read_text(encoding="utf-8"))


@cache
def beginnings() -> dict[str, date]:
    return {row["code"]: date.fromisoformat(row["from"]) for row in table("beginnings")}


def _read() -> tuple[list[sqlite3.Row], list[sqlite3.Row], dict[str, dict[str, dict[str, list[str]]]]]:
    spec = find_spec("vietnamadminunits")
    if spec is None or spec.origin is None:
        raise RuleBroken(
            Message("The files of Viet Nam's units are not installed. Run “make run” once more.")
        )
    folder = Path(spec.origin).parent / "data"
    with closing(sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro&immutable=1", uri=True)) as database:
        database.row_factory = sqlite3.Row
        old, new = database.execute(OLD).fetchall(), database.execute(NEW).fetchall()
    return old, new, json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))


def _provinces(rows: Iterable[sqlite3.Row]) -> Iterator[Shown]:
    for code, row in {row["provinceCode"]: row for row in rows}.items():
        name = normalize("NFC", row["province"])
        yield Shown(
            code=code, name=name, level="province", word="Tỉnh" if name.startswith("Tỉnh") else "Thành phố",
            parent="VN", latitude=row["provinceLat"], longitude=row["provinceLon"],
        )  # fmt: skip


def _districts(rows: Iterable[sqlite3.Row]) -> Iterator[Shown]:
    for code, row in {row["districtCode"]: row for row in rows}.items():
        yield Shown(
            code=code, name=normalize("NFC", row["district"]), level="district", word=row["districtType"],
            parent=row["provinceCode"], latitude=row["districtLat"], longitude=row["districtLon"],
        )  # fmt: skip


def _communes(rows: Iterable[sqlite3.Row]) -> Iterator[Shown]:
    for row in rows:
        if row["wardCode"]:
            has = row.keys()
            yield Shown(
                code=row["wardCode"], name=normalize("NFC", row["ward"]), level="commune", word=row["wardType"],
                parent=row["districtCode"] if "districtCode" in has else row["provinceCode"],
                latitude=row["wardLat"], longitude=row["wardLon"],
                area=row["wardAreaKm2"] if "wardAreaKm2" in has else None,
            )  # fmt: skip


def _of_provinces(
    old: Iterable[sqlite3.Row], new: Iterable[sqlite3.Row], converter: dict
) -> Iterator[Became]:
    older = {row["provinceKey"]: row["provinceCode"] for row in old}
    newer = {row["provinceKey"]: row["provinceCode"] for row in new}
    for heir, origins in converter["DICT_PROVINCE"].items():
        for origin in origins:
            yield Became(older[origin], newer[heir], OF_PROVINCES)


def _of_communes(old: Iterable[sqlite3.Row], new: Iterable[sqlite3.Row], converter: dict) -> Iterator[Became]:
    """The files name a unit by province, district and commune; an island district stands for itself."""
    older = {_path(row): row for row in old}
    newer = {(row["provinceKey"], row["wardKey"]): row for row in new}
    heirs: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for province, united in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for heir, origins in united.items():
            for origin in origins:
                heirs[origin].add((province, heir))
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for origin, pieces in divided.items():
            heirs[origin] |= {(province, piece["newWardKey"]) for piece in pieces}
    doubtful = _namesakes(heirs)
    instruments = {row["province"]: row["instrument"] for row in table("instruments")}
    for origin, found in heirs.items():
        for heir in sorted(found):
            unit = newer[heir]
            yield Became(
                older[origin]["wardCode"] or older[origin]["districtCode"],
                unit["wardCode"],
                instruments.get(unit["provinceCode"], ""),
                NAMESAKES if (origin, heir) in doubtful else "",
            )


def _path(row: sqlite3.Row) -> str:
    return f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey']}"


def _namesakes(heirs: dict[str, set[tuple[str, str]]]) -> set[tuple[str, tuple[str, str]]]:
    """Steps of which the files tell two for one: units of one name that would both have become (a part of) one unit.

    Two units of one name lie far apart. The resolutions name communes without their district, and whoever made the
    files gave each bearer of the name what one of them became.
    """
    alike: dict[tuple[str, tuple[str, str]], set[str]] = defaultdict(set)
    for origin, found in heirs.items():
        for heir in found:
            alike[origin.rsplit("_", 1)[1], heir].add(origin)
    return {(origin, heir) for (_, heir), origins in alike.items() if len(origins) > 1 for origin in origins}
