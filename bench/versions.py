"""Measures what it takes to compare, check, merge and seal two texts of 300 rows."""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from chungtay.rules.versions import Body, Row, RowKind, check_body, difference, fingerprint, merge, passages

ROWS, TIMES = 300, 9
SENTENCE = "Tell the women of village {n} about the rules of the border, and help them to keep them all year."


def texts() -> Iterator[tuple[str, float]]:
    """A name and the median in milliseconds."""
    old = text_of(ROWS)
    new, other = amended(old, every=3), amended(old, every=5)
    yield f"difference of two texts with {ROWS} rows", median(lambda: difference(old, new))
    yield "  and every word of it", median(lambda: words_of(old, new))
    yield f"merge of two amendments of {ROWS} rows", median(lambda: merge(old, other, new))
    yield f"all faults of a text with {ROWS} rows", median(lambda: check_body(new, base=old))
    yield f"fingerprint of a text with {ROWS} rows", median(lambda: fingerprint(new))


def text_of(rows: int) -> Body:
    """One agreement with two sides and three phases; what was signed fills the rest."""
    top = Row("a", RowKind.AGREEMENT, values={"name": "Oakshire and Elmshire"})
    seats = [Row(f"s{n}", RowKind.SEAT, "a", n, {"organisation": f"o{n}", "role": "party"}) for n in (1, 2)]
    days = {"first_on": "2024-01-01", "last_on": "2028-12-31"}
    phases = [Row(f"p{n}", RowKind.PHASE, "a", values={"name": f"Phase {n}", **days}) for n in range(3)]
    signed = [
        Row(f"c{n}", RowKind.COMMITMENT, f"p{n % 3}", n // 3 + 1, {"text": SENTENCE.format(n=n)})
        for n in range(rows - 6)
    ]
    return Body((top, *seats, *phases, *signed))


def amended(body: Body, *, every: int) -> Body:
    """Each so-manieth sentence reworded, the one after it taken out, and as many new ones at the end."""
    rows = []
    for place, row in enumerate(body.rows):
        if row.kind is not RowKind.COMMITMENT or place % every > 1:
            rows.append(row)
        elif place % every == 0:
            reworded = f"{row.text('text')[:40]} twice, with {every} visits{row.text('text')[40:]}"
            rows.append(replace(row, values={"text": reworded}))
            new = f"n{every}-{place}"
            rows.append(Row(new, RowKind.COMMITMENT, row.under, place + 1_000, {"text": reworded}))
    return Body(tuple(rows))


def words_of(old: Body, new: Body) -> None:
    for change in difference(old, new):
        for field in change.fields:
            passages(str(field.old or ""), str(field.new or ""))


def median(act: Callable[[], object]) -> float:
    took = []
    for _ in range(TIMES):
        start = time.perf_counter()
        act()
        took.append(time.perf_counter() - start)
    return statistics.median(took) * 1000
