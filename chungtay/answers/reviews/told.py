"""The facts of a review for other programs: amounts as decimal text, days as ISO, names in every language."""

from dataclasses import asdict
from typing import Any

from chungtay.rules.reviews import Facts, Result, Words, decimal, fingerprint_of, numbers


def as_json(facts: Facts) -> dict[str, Any]:
    """With the fingerprint that freezing these facts gave, or would give."""
    return {
        "programme": facts.programme,
        "scope": {"kind": facts.scope.kind, "name": facts.scope.name.vi, "place": facts.scope.place},
        "from": facts.first_on.isoformat(),
        "to": facts.last_on.isoformat(),
        "map": facts.map_on.isoformat(),
        "known_at": facts.known_at,
        "head": facts.head,
        "results": [result_json(result, facts) for result in facts.results],
        "units": [
            {
                "place": unit.place.vi,
                **{
                    facts.result(code).indicator: text(amount)
                    for code, amount in zip(facts.unit_codes, unit.amounts, strict=True)
                },
            }
            for unit in facts.units
        ],
        "contents": [
            {
                "number": one.number, "content": said(one.text), "state": one.state, "tasks": one.tasks,
                "done": one.done, "late": one.late,
            }
            for one in facts.contents
        ],
        "reports": [asdict(one) | {"unit": one.unit.vi} for one in facts.reports],
        "codes": {
            one.code: {
                "indicator": one.indicator, "amount": text(one.actual), "qualifier": one.qualifier,
                "from": one.first_on.isoformat(), "to": one.last_on.isoformat(),
            }
            for one in numbers(facts)
        },
        "fingerprint": fingerprint_of(facts),
    }  # fmt: skip


def result_json(result: Result, facts: Facts) -> dict[str, Any]:
    return {
        "code": result.code,
        "indicator": result.indicator,
        "label": said(result.label),
        "content": result.heading.vi or None,
        "target": text(result.target),
        "actual": text(result.actual),
        "qualifier": result.qualifier,
        "ratio": text(result.ratio),
        "measure": result.measure.vi,
        "reported": result.reported,
        "due": result.due,
        "entries": result.entries,
        "version": result.version or None,  # of the indicator's rule
        "beside": {
            span.column: text(beside.amount) for span, beside in zip(facts.spans, result.beside, strict=False)
        },
    }


def said(words: Words) -> dict[str, str]:
    return {"vi": words.vi, "lo": words.lo, "en": words.en}


def text(amount: int | None) -> str | None:
    return None if amount is None else f"{decimal(amount).normalize():f}"
