"""A country of the size of Viet Nam, before and after its units merged: 63/700/10,035 became 34/3,321.

Every unit of both maps is a number: the country 0, then the old provinces, the new provinces, the districts, the old
communes and the new communes. One old commune in a hundred was split 60/40; new communes that hold communes of two
old provinces are in none of them on the old map.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

BEGINNING, MERGER = date(2000, 1, 1), date(2025, 7, 1)
WHOLE = 10_000
OLD_PROVINCES, NEW_PROVINCES, DISTRICTS, OLD_COMMUNES, NEW_COMMUNES = 63, 34, 700, 10_035, 3_321
JOINED = [3] * 6 + [2] * 17 + [1] * 11  # how many old provinces became each new one
FIRST_OLD_PROVINCE = 1
FIRST_NEW_PROVINCE = FIRST_OLD_PROVINCE + OLD_PROVINCES
FIRST_DISTRICT = FIRST_NEW_PROVINCE + NEW_PROVINCES
FIRST_OLD_COMMUNE = FIRST_DISTRICT + DISTRICTS
FIRST_NEW_COMMUNE = FIRST_OLD_COMMUNE + OLD_COMMUNES
UNITS = FIRST_NEW_COMMUNE + NEW_COMMUNES
NOWHERE = -1


@dataclass(frozen=True)
class Country:
    """Arrays by unit, and the successions as rows of (old, new, share)."""

    parent: Numbers
    new_province: Numbers  # of each commune of either map
    old_province: Numbers  # NOWHERE for new communes that hold parts of two
    successions: Numbers  # provinces first, then communes; the shares of an old unit add up to WHOLE

    @property
    def commune_parts(self) -> Numbers:
        """Rows of (commune of either map, new commune, share): where an amount lies on the new map."""
        of_communes = self.successions[self.successions[:, 0] >= FIRST_OLD_COMMUNE]
        new = np.arange(FIRST_NEW_COMMUNE, UNITS)
        return np.concatenate([of_communes, np.column_stack([new, new, np.full(len(new), WHOLE)])])

    def communes_of(self, province: int) -> Numbers:
        new = np.arange(FIRST_NEW_COMMUNE, UNITS)
        return new[self.parent[new] == province]


def kind_of(unit: int) -> str:
    if unit == 0:
        return "country"
    if unit < FIRST_DISTRICT:
        return "province"
    return "district" if unit < FIRST_OLD_COMMUNE else "commune"


def days_of(unit: int) -> tuple[date, date | None]:
    """From when, and to which day exclusive, a unit stands on the map."""
    if unit == 0:
        return BEGINNING, None
    is_new = FIRST_NEW_PROVINCE <= unit < FIRST_DISTRICT or unit >= FIRST_NEW_COMMUNE
    return (MERGER, None) if is_new else (BEGINNING, MERGER)


def made_country() -> Country:
    """The same one each time; no chance is needed."""
    district_of = np.arange(OLD_COMMUNES) * DISTRICTS // OLD_COMMUNES
    province_of = district_of * OLD_PROVINCES // DISTRICTS
    joined_into = np.repeat(np.arange(NEW_PROVINCES), JOINED)
    became = _new_communes(joined_into[province_of])
    parent = np.zeros(UNITS, np.int64)
    parent[0] = NOWHERE
    parent[FIRST_DISTRICT:FIRST_OLD_COMMUNE] = (
        FIRST_OLD_PROVINCE + np.arange(DISTRICTS) * OLD_PROVINCES // DISTRICTS
    )
    parent[FIRST_OLD_COMMUNE:FIRST_NEW_COMMUNE] = FIRST_DISTRICT + district_of
    parent[FIRST_NEW_COMMUNE + became] = FIRST_NEW_PROVINCE + joined_into[province_of]
    communes = _successions_of_communes(became, parent)
    provinces = np.column_stack(
        [
            FIRST_OLD_PROVINCE + np.arange(OLD_PROVINCES),
            FIRST_NEW_PROVINCE + joined_into,
            np.full(OLD_PROVINCES, WHOLE),
        ]
    )
    new_province, old_province = np.full(UNITS, NOWHERE), np.full(UNITS, NOWHERE)
    old_province[FIRST_OLD_COMMUNE:FIRST_NEW_COMMUNE] = FIRST_OLD_PROVINCE + province_of
    new_province[FIRST_OLD_COMMUNE:FIRST_NEW_COMMUNE] = FIRST_NEW_PROVINCE + joined_into[province_of]
    new_province[FIRST_NEW_COMMUNE:] = parent[FIRST_NEW_COMMUNE:]
    old_province[FIRST_NEW_COMMUNE:] = _only_province(communes, old_province)
    return Country(parent, new_province, old_province, np.concatenate([provinces, communes]))


def _new_communes(new_province: Numbers) -> Numbers:
    """The number of the new commune of each old one: neighbours join, none across new provinces."""
    ends = np.searchsorted(new_province, np.arange(NEW_PROVINCES), side="right")
    starts = np.concatenate([[0], ends[:-1]])
    bounds = np.concatenate([[0], np.round(ends * NEW_COMMUNES / OLD_COMMUNES).astype(np.int64)])
    within = np.arange(OLD_COMMUNES) - starts[new_province]
    many, few = (ends - starts)[new_province], np.diff(bounds)[new_province]
    return bounds[new_province] + within * few // many


def _successions_of_communes(became: Numbers, parent: Numbers) -> Numbers:
    """(old, new, share), those of one old commune together; the split ones go to a neighbour as well."""
    rows = []
    for old, new in enumerate(became.tolist()):
        this = FIRST_NEW_COMMUNE + new
        if old % 100 != 50:
            rows.append((FIRST_OLD_COMMUNE + old, this, WHOLE))
            continue
        beside = this + 1 if this + 1 < UNITS and parent[this + 1] == parent[this] else this - 1
        rows += [(FIRST_OLD_COMMUNE + old, this, 6_000), (FIRST_OLD_COMMUNE + old, beside, 4_000)]
    return np.array(rows, np.int64)


def _only_province(communes: Numbers, old_province: Numbers) -> Numbers:
    """The old province that holds all parts of each new commune, or NOWHERE."""
    least, most = np.full(UNITS, UNITS), np.full(UNITS, NOWHERE)
    np.minimum.at(least, communes[:, 1], old_province[communes[:, 0]])
    np.maximum.at(most, communes[:, 1], old_province[communes[:, 0]])
    return np.where(least == most, most, NOWHERE)[FIRST_NEW_COMMUNE:]
