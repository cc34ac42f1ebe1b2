"""The reminders of a round as they are pasted: one text for each language that its units read."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from chungtay.answers.rounds import Lateness, UnitStanding
from chungtay.papers.reminders import MOST, Named, Reminder, reminder_text
from chungtay.rules.rounds import Standing
from chungtay.screens.middleware import Request


def texts_of(seen: Lateness, request: Request, unit: str = "") -> list[dict[str, Any]]:
    """Language by language, the commonest first; `unit` names the one that the text is for."""
    wanted = asked_of(unit)
    chosen = [row for row in seen.to_name if wanted is None or row.unit == wanted]
    address = request.build_absolute_uri(reverse("work"))
    texts = []
    for language in seen.languages:
        rows = [row for row in chosen if row.language == language]
        if rows:
            text = reminder_text(about(seen, language, address), named(seen, rows, language), language)
            told = {"language": language, "name": dict(settings.LANGUAGES).get(language, language)}
            texts.append(told | {"text": text, "units": len(rows), "lines": text.count("\n") + 2})
    return texts


def about(seen: Lateness, language: str, address: str) -> Reminder:
    shown = seen.round
    return Reminder(
        form=shown.form.said("name", language), first_on=shown.first_on, last_on=shown.last_on,
        moment=timezone.localtime(), address=address,
    )  # fmt: skip


def named(seen: Lateness, rows: Sequence[UnitStanding], language: str) -> list[Named]:
    """One by one; where they are too many for a chat, area by area."""
    if len(rows) > MOST and seen.groups:
        wanted = {row.report_key for row in rows}
        counted = [(place, sum(row.report_key in wanted for row in held)) for place, held in seen.groups]
        day = seen.round.due_on
        return [Named(place.said("name", language), day, units=number) for place, number in counted if number]
    ordered = sorted(rows, key=lambda row: row.name["vi"])
    return [
        Named(name_in(row, language), row.due_on, is_sent_back=row.state == Standing.SENT_BACK)
        for row in ordered
    ]


def name_in(row: UnitStanding, language: str) -> str:
    """Of a body that was taken over, the one that answers now."""
    name = row.heir or row.name
    return name.get(language) or name["vi"]


def asked_of(unit: str) -> UUID | None:
    """The unit that an address names; None where it names none."""
    try:
        return UUID(unit)
    except ValueError:
        return None
