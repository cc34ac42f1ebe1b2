"""The open tables: the list, one with its totals and one indicator in full, and the files of each version."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from chungtay.models.published import Portal, ProgrammeCopy, ResultTable
from chungtay.rules.published.dictionary import dictionary

from .heads import About
from .pages import Gone, PublicRequest, public_page
from .table_files import as_csv, as_json, as_xlsx

FORMS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "json": (as_json, "application/json"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
Row = dict[str, Any]


@public_page
def tables(request: PublicRequest) -> HttpResponse:
    """The newest version of each, by programme."""
    found: dict[str, tuple[ProgrammeCopy, list[ResultTable]]] = {}
    for table in newest(public_tables(request.portal)):
        found.setdefault(table.programme.slug, (table.programme, []))[1].append(table)
    return render(request, "portal/tables.html", {"programmes": found.values(), "dictionary": dictionary()})


@public_page(reads=("indicator",))
def table(request: PublicRequest, programme: str, slug: str) -> HttpResponse:
    versions = list(versions_of(request.portal, programme, slug))
    shown = next((one for one in versions if one.withdrawn_at is None), None)
    if shown is None:
        raise Gone
    return page(request, shown, versions)


@public_page(reads=("indicator",))
def version(request: PublicRequest, programme: str, slug: str, number: int) -> HttpResponse:
    return page(
        request, version_of(request, programme, slug, number), versions_of(request.portal, programme, slug)
    )


@public_page
def file(request: PublicRequest, programme: str, slug: str, number: int, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    shown = version_of(request, programme, slug, number)
    made, media = FORMS[form]
    answer = HttpResponse(made(shown), content_type=media)
    name = f"{programme}-{slug}-v{number}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Access-Control-Allow-Origin"] = "*"  # anybody's page may read what anybody may have
    return answer


def public_tables(portal: Portal) -> QuerySet[ResultTable]:
    """Of the programmes that this site shows."""
    shown = ResultTable.objects.filter(programme__in=ProgrammeCopy.objects.on(portal), withdrawn_at=None)
    return shown.select_related("programme")


def newest(tables: Iterable[ResultTable]) -> list[ResultTable]:
    found: dict[tuple[str, str], ResultTable] = {}
    for one in tables:
        known = found.setdefault((one.programme.slug, one.slug), one)
        if one.version > known.version:
            found[one.programme.slug, one.slug] = one
    return list(found.values())


def versions_of(portal: Portal, programme: str, slug: str) -> QuerySet[ResultTable]:
    """All that were ever given out, the newest first; none where there never was one."""
    if ProgrammeCopy.ever.filter(slug=programme, withdrawn_at__isnull=False).exists():
        raise Gone
    on = get_object_or_404(ProgrammeCopy.objects.on(portal), slug=programme)
    found = (
        ResultTable.objects.filter(programme=on, slug=slug).select_related("programme").order_by("-version")
    )
    if not found:
        raise Http404
    return found


def version_of(request: PublicRequest, programme: str, slug: str, number: int) -> ResultTable:
    shown = get_object_or_404(versions_of(request.portal, programme, slug), version=number)
    if shown.withdrawn_at is not None:
        raise Gone
    return shown


def page(request: PublicRequest, shown: ResultTable, versions: Iterable[ResultTable]) -> HttpResponse:
    asked = request.GET.get("indicator", "")
    rows = [row for row in shown.rows if row["indicator"] == asked]
    told = {
        "table": shown,
        "versions": list(versions),
        "totals": [named(shown, row) for row in shown.rows if is_total(shown, row)],
        "opened": named(shown, rows[0]) if rows else None,
        "parts": parts(shown, rows),
        "hides": any(row["hidden"] for row in shown.rows),
        "dictionary": dictionary(),
        "about": About(title=shown.said("title", request.LANGUAGE_CODE), told=as_data_set(shown)),
    }
    return render(request, "portal/table.html", told)


def is_total(table: ResultTable, row: Row) -> bool:
    whole = not row["place"] and not row["category"]
    return whole and (row["first_on"], row["last_on"]) == (f"{table.first_on}", f"{table.last_on}")


def parts(table: ResultTable, rows: list[Row]) -> list[tuple[str, Any, list[Row]]]:
    """One indicator by other windows, by unit, and by each division: how it is divided, its name, the rows."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if not is_total(table, row):
            axis = row["dimension"] or ("place" if row["place"] else "days")
            found.setdefault(axis, []).append(named(table, row))
    return [(axis, table.names["dimensions"].get(axis), lines) for axis, lines in found.items()]


def named(table: ResultTable, row: Row) -> Row:
    key = f"{row['place']}@{row['since']}" if row["since"] else row["place"]
    names = table.names
    days = {day: date.fromisoformat(row[day]) for day in ("first_on", "last_on")}
    return {
        **row,
        **days,
        "name": names["indicators"].get(row["indicator"], {}),
        "measure": names["measures"].get(row["indicator"], {}),
        "part": names["places"].get(key)
        or names["categories"].get(f"{row['dimension']}:{row['category']}", {}),
    }


def as_data_set(table: ResultTable) -> dict[str, Any]:
    """By the words of schema.org."""
    return {
        "@type": "Dataset",
        "name": table.title,
        "temporalCoverage": f"{table.first_on}/{table.last_on}",
        "version": str(table.version),
        **({"license": table.licence_url} if table.licence_url else {}),
    }
