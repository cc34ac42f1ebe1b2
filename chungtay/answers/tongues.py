"""How what was written between two sides stands in their languages: written in it, not translated, not checked yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from chungtay.models.record import Record
from chungtay.rules.exchange import TONGUES, column
from chungtay.rules.wordings import TRANSLATABLE, Standing, standing

from .wordings import wordings_of

WORST_FIRST = (Standing.MISSING, Standing.STALE, Standing.DRAFT, Standing.CHECKED, Standing.EQUAL)


@dataclass(frozen=True)
class Tongue:
    """One language of a thing. `standing` is None where the thing was written in it."""

    language: str
    standing: Standing | None


def tongues_of(thing: Record) -> list[Tongue]:
    """Of all its texts the one that is furthest from done; one query."""
    kept = wordings_of([thing], "lo")
    fields = [field for field in fields_of(thing) if any(words_in(thing, field, one) for one in TONGUES)]
    told = []
    for field in fields:
        row = kept.get((thing.pk, field, "lo"))
        stands = standing(
            row.state if row else None, row.of_text if row else "",
            vietnamese=words_in(thing, field, "vi"), said=words_in(thing, field, "lo"),
        )  # fmt: skip
        told.append(stands if words_in(thing, field, "vi") else None)
    silent = any(not words_in(thing, field, "vi") for field in fields)
    lao = [one for one in WORST_FIRST if one in told]
    return [Tongue("vi", Standing.MISSING if silent else None), Tongue("lo", lao[0] if lao else None)]


def silent_fields(thing: Record) -> list[tuple[str, str]]:
    """Each field that is said in one of the two languages only, with the one in which it is silent."""
    return [
        (field, tongue)
        for field in fields_of(thing)
        for tongue, other in zip(TONGUES, reversed(TONGUES), strict=True)
        if words_in(thing, field, other) and not words_in(thing, field, tongue)
    ]


def fields_of(thing: Record) -> Iterable[str]:
    return TRANSLATABLE[thing._meta.model_name or ""]


def words_in(thing: Record, field: str, tongue: str) -> str:
    return str(getattr(thing, column(field, tongue))).strip()
