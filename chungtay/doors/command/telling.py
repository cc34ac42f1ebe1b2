"""Says a figure on the command line, as lines or as JSON: under which clocks it holds, how sure it is, what made it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from chungtay.rules.amounts import SCALE, amount_text

if TYPE_CHECKING:  # the models wake only once Django is set up
    from chungtay.answers.evidence import Explained, Surety
    from chungtay.answers.evidence.explained import ExplainedEntry, ExplainedPlace
    from chungtay.answers.figures import Figure
    from chungtay.rules.ledger import Row

MOMENT = "%d/%m/%Y %H:%M"


def in_json(figure: Figure, surety: Surety, explained: Explained | None) -> str:
    told = {
        "indicator": figure.indicator.slug,
        "name": figure.indicator.name,
        "measure": figure.indicator.measure,
        **amount_told(figure.answer.total),
        "from": surety.first_on.isoformat(),
        "to": surety.last_on.isoformat(),
        "boundaries": surety.map_on.isoformat(),
        "as_known_at_posting": surety.posting,
        "newest_recorded_at": surety.newest_at.isoformat() if surety.newest_at else None,
        "reported": surety.reported,
        "due": surety.due,
        "rows": [{**key_told(row), **amount_told(row)} for row in figure.rows],
    }
    if explained is not None:
        told["explained"] = {
            "shown": explained.shown,
            "left_out": explained.left_out,
            "places": [place_told(one) for one in explained.places],
        }
    return json.dumps(told, ensure_ascii=False)


def amount_told(row: Row) -> dict[str, Any]:
    """`null` says that nothing was reported, which is not zero."""
    return {
        "amount": None if row.amount is None else number(row.amount),
        "qualifier": row.qualifier.value,
        "at_least": row.at_least,
        "assumed": row.assumed,
        "estimated": row.estimated,
        "count": row.count,
    }


def number(amount: int) -> int | float:
    return amount // SCALE if amount % SCALE == 0 else amount / SCALE


def key_told(row: Row) -> dict[str, Any]:
    from chungtay.models import Place

    if isinstance(row.key, frozenset):
        return {"key": dict(sorted(row.key))}
    place = Place.objects.filter(pk=row.key).first() if row.key and len(str(row.key)) == 36 else None
    return {"key": place.code, "name": place.name} if place else {"key": row.key}


def place_told(one: ExplainedPlace) -> dict[str, Any]:
    return {
        "code": one.place.code if one.place else None,
        "name": one.place.name if one.place else None,
        "amount": None if one.amount is None else number(one.amount),
        "entries": [entry_told(entry) for entry in one.entries],
        "left_out": one.more,
    }


def entry_told(one: ExplainedEntry) -> dict[str, Any]:
    line = one.line
    return {
        "seq": one.entry.seq,
        "posting": one.entry.posting,
        "recorded_at": one.recorded_at.isoformat(),
        "on": one.entry.on.isoformat(),
        "booked_in": {"code": one.booked_in.code, "name": one.booked_in.name},
        "holder": one.holder.name,
        "amount": number(one.amount),
        "categories": dict(sorted(one.entry.categories)),
        "qualifier": one.entry.qualifier.value,
        "estimated": one.entry.estimated,
        "report": line
        and {
            "id": str(line.report_id), "form": line.report.form.slug, "question": line.question.number,
            "first_on": line.report.first_on.isoformat(), "last_on": line.report.last_on.isoformat(),
        },
        "registered": one.registered.name if one.registered else None,
        "source": one.label,
        "activities": [
            {"id": str(activity.pk), "on": activity.first_on.isoformat(), "title": activity.title}
            for activity in one.activities
        ],
        "activities_left_out": one.more_activities,
    }  # fmt: skip


def in_lines(figure: Figure, surety: Surety, explained: Explained | None) -> str:
    lines = [f"{figure.indicator.name}: {said(figure.answer.total)} {figure.indicator.measure}"]
    lines += [f"  {sentence}" for sentence in sentences(figure, surety)]
    for row in figure.rows:
        told = key_told(row)
        key = told["key"]
        if isinstance(key, dict):
            key = ", ".join(f"{name} {value}" for name, value in key.items())
        label = f"{told['name']} ({key})" if "name" in told else str(key or "not stated")
        lines.append(f"  {label:40} {said(row):>16}")
    if explained is not None:
        lines += explained_lines(explained)
    return "\n".join(lines)


def sentences(figure: Figure, surety: Surety) -> list[str]:
    """Which clock and map; how complete and fresh; how approximate, and what is estimated or assumed."""
    from django.utils import timezone

    newest = f", {timezone.localtime(surety.newest_at):{MOMENT}}" if surety.newest_at else ""
    reports = f"{surety.reported} of {surety.due} reports" if surety.due else "no report is asked"
    entries = f"{figure.count} {'entry' if figure.count == 1 else 'entries'}"
    found = [
        f"happened {surety.first_on:%d/%m/%Y}–{surety.last_on:%d/%m/%Y} · map of {surety.map_on:%d/%m/%Y}"
        f" · known at posting {surety.posting}{newest}",
        f"{reports} · {entries}"
        + (f" · {'exact' if surety.is_exact else 'not exact'}" if figure.count else ""),
    ]
    if surety.qualifier != "exact":
        found.append("approximate: not every part was given exactly")
    if surety.at_least:
        found.append("at least: persons are distinct only within the period of one count")
    if surety.estimated:
        found.append("estimated: some of it was given as an estimate")
    if surety.assumed:
        found.append("assumed: a unit was divided without agreed shares, so equal shares are taken")
    return found


def explained_lines(explained: Explained) -> list[str]:
    lines = []
    for one in explained.places:
        name = f"{one.place.name} ({one.place.code})" if one.place else "cannot be placed on this map"
        lines.append(
            f"  {name}: {amount_text(one.amount, 'en') if one.amount is not None else 'not reported'}"
        )
        for entry in one.entries:
            lines += entry_lines(entry)
        if one.more:
            lines.append(f"    … {one.more} more entries here; ask with --place for this unit alone")
    if explained.left_out:
        lines.append(
            f"  shown: {explained.shown} entries; left out: {explained.left_out} (--most shows more)"
        )
    elif explained.shown:
        lines.append(f"  shown: all {explained.shown} entries")
    return lines


def entry_lines(one: ExplainedEntry) -> list[str]:
    cell = "".join(f", {name} {value}" for name, value in sorted(one.entry.categories))
    word = "" if one.entry.qualifier == "exact" else f"{one.entry.qualifier.value} "
    lines = [
        f"    #{one.entry.seq} {one.entry.on:%d/%m/%Y} {word}{amount_text(one.amount, 'en')}{cell}"
        f" · {one.booked_in.name} ({one.booked_in.code}) · {one.holder.name}"
    ]
    if one.line:
        report = one.line.report
        lines.append(
            f"      report {report.form.slug} {report.first_on:%d/%m/%Y}–{report.last_on:%d/%m/%Y},"
            f" question {one.line.question.number}"
        )
    else:
        lines.append(f"      {one.registered.name if one.registered else one.label}")
    lines += [f"        {activity.first_on:%d/%m/%Y} {activity.title}" for activity in one.activities]
    if one.more_activities:
        lines.append(f"        … {one.more_activities} more activities")
    return lines


def said(row: Row) -> str:
    if row.amount is None:
        return "not reported"
    word = "at least" if row.at_least else "" if row.qualifier == "exact" else row.qualifier.value
    return f"{word} {amount_text(row.amount, 'en')}".strip()
