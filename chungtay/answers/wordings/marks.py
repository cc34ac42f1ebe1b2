"""Notes on things which of their translated texts nobody has checked, so that pages can say it beside the words."""

from collections.abc import Iterable

from chungtay.models.record import Record
from chungtay.rules.wordings import LANGUAGES, TRANSLATABLE, Standing, standing

from .texts import kind_of, wordings_of

UNCHECKED = {Standing.DRAFT, Standing.STALE}


def mark_unchecked(things: Iterable[Record | None], language: str) -> bool:
    """Write `unchecked`, the fields that are a draft or stale in this language, on each thing; one query for all.

    Whether there is any: then the page explains its mark. A Vietnamese page has nothing translated to ask about.
    """
    marked = [thing for thing in things if thing is not None and kind_of(thing) in TRANSLATABLE]
    if language not in LANGUAGES or not marked:
        return False
    kept = wordings_of(marked, language)
    found = False
    for thing in marked:
        fields = set()
        for field in TRANSLATABLE[kind_of(thing)]:
            row = kept.get((thing.pk, field, language))
            stands = standing(
                row.state if row else None,
                row.of_text if row else "",
                vietnamese=str(getattr(thing, field)),
                said=str(getattr(thing, f"{field}_{language}")),
            )
            if stands in UNCHECKED:
                fields.add(field)
        thing.__dict__["unchecked"] = frozenset(fields)
        found = found or bool(fields)
    return found
