"""From copies to charts: results against targets, phases over the years, units as a schematic map."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from chungtay.models.published import EventCopy, FigureCopy, ProgrammeCopy, ResultTable, UnitCopy
from chungtay.rules.charts import Aim, Event, Progress, Span, Tile, TileMap, Timeline
from chungtay.rules.charts.tiles import laid_out

MOST_EVENTS = 12
LONGEST = 70  # letters of an event under a timeline
FEWEST, MOST = 3, 140  # units with a known position: fewer are no map, more are none for a phone

Row = Mapping[str, Any]


def progress_of(figures: Iterable[FigureCopy], language: str) -> Progress | None:
    """Each figure that was promised in numbers; None where none was."""
    aims = [
        Aim(
            one.said("label", language), one.amount, one.target, one.said("measure", language),
            is_partial=one.reported < one.due, qualifier=one.qualifier,
        )
        for one in figures
        if one.target and not one.hidden
    ]  # fmt: skip
    return Progress(tuple(aims)) if aims else None


def timeline_of(
    programme: ProgrammeCopy, events: Iterable[EventCopy], today: date, language: str
) -> Timeline | None:
    spans = tuple(
        Span(
            phase["name"], first, last, "done" if last < today else "planned" if first > today else "running"
        )
        for phase in programme.phases
        for first, last in [(day_of(phase["first_on"]), day_of(phase["last_on"]))]
    )
    newest = sorted(events, key=lambda one: one.first_on)[-MOST_EVENTS:]
    dots = tuple(Event(cut(one.said("title", language)), one.first_on) for one in newest)
    return Timeline(spans, dots, today) if spans else None


def said(words: Mapping[str, str], language: str) -> str:
    return words.get(language) or words.get("vi", "")


def day_of(text: str) -> date:
    """From 31/12/2024, as copies write their days."""
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007


def cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True)
class MapShown:
    """Units as equal squares about where they lie, by one result of an open table."""

    indicator: str
    table: ResultTable
    drawn: TileMap


def map_of(programme: ProgrammeCopy, language: str) -> MapShown | None:
    """By what most units told; never by a number that is covered for some, which a reader would take for none."""
    for table in programme.tables.filter(withdrawn_at=None).order_by("-last_on", "-version"):
        if (rows := rows_for_map(table.rows)) and (drawn := tiles_of(rows, table, language)):
            name = table.names.get("indicators", {}).get(rows[0]["indicator"], {})
            return MapShown(said(name, language), table, drawn)
    return None


def rows_for_map(rows: Iterable[Row]) -> list[Row]:
    by_indicator: dict[str, list[Row]] = {}
    for row in rows:
        if row["place"] and not row["category"]:
            by_indicator.setdefault(row["indicator"], []).append(row)
    whole = [told for told in by_indicator.values() if not any(row["hidden"] for row in told)]
    return max(whole, key=lambda told: sum(bool(row["amount"]) for row in told), default=[])


def tiles_of(rows: list[Row], table: ResultTable, language: str) -> TileMap | None:
    """Each unit as it stood; None where the place of too few is known."""
    codes = {row["place"] for row in rows}
    held = UnitCopy.objects.filter(code__in=codes, valid_from__lte=table.map_on)
    stood = held.filter(Q(valid_to=None) | Q(valid_to__gt=table.map_on))
    units = of_one_kind({unit.code: unit for unit in stood})
    told = sorted((row for row in rows if row["place"] in units), key=lambda row: row["place"])
    points = tuple(point_of(units[row["place"]]) for row in told)
    if sum(point is not None for point in points) < FEWEST or len(points) > MOST:
        return None
    cells = laid_out(points).cells
    tiles = (
        Tile(units[row["place"]].said("name", language), row["amount"], cell)
        for row, cell in zip(told, cells, strict=True)
    )
    measure = table.names.get("measures", {}).get(rows[0]["indicator"], {})
    return TileMap(tuple(tiles), said(measure, language))


def of_one_kind(units: dict[str, UnitCopy]) -> dict[str, UnitCopy]:
    """Those of the kind that most are of: a province that reports beside its communes is no square among them."""
    counted = Counter(unit.kind for unit in units.values())
    kind = counted.most_common(1)[0][0] if counted else ""
    return {code: unit for code, unit in units.items() if unit.kind == kind}


def point_of(unit: UnitCopy) -> tuple[float, float] | None:
    return None if unit.latitude is None or unit.longitude is None else (unit.latitude, unit.longitude)
