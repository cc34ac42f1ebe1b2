"""The table of the common workload: ours beside what three comparable systems took, on another day and machine."""

from collections.abc import Iterable, Iterator

from bench.workload.operations import Measured
from bench.workload.world import Size

# Taken once, with the same data, on a machine of two cores, everything on loopback, two web processes.
PEERS = ("Akvo RSR 9fcc12c", "UNICEF Partner Reporting Portal 232db43", "ODK Central 4f5943d")
TAKEN: dict[str, tuple[str, str, str]] = {
    "O2": ("13/s with 1 client, 17/s with 4; 159 SQL", "49/s for saving one location; 21 SQL",
           "114/s with 1, 177/s with 4; it has no totals"),
    "O3": ("100 s, 401,889 SQL (0.31 s without parts)", "same request", "–"),
    "O4": ("totals stay as they were", "–", "–"),
    "O5": ("7.0 s, 14.5 MB, 65 SQL", "0.12 s, 176 SQL (progress)", "–"),
    "O6": ("1.34 s, 873 kB", "11 ms (a form)", "–"),
    "O7": ("83–133 ms, 36–183 SQL", "17–644 ms, up to 2,099 SQL", "60 ms"),
    "O8": ("16 s, 734 MB of memory", "237 s, 279,653 SQL, 915 MB of memory", "0.67 s (raw submissions)"),
    "O9": ("–", "0.84 s to submit, 1.70 s to accept", "–"),
    "O10": ("–", "–", "9,000–21,000 values/s"),
    "probe b": ("17 of 500 right after one rollup", "–", "–"),
}  # fmt: skip


def table(size: Size, rows: Iterable[Measured], machine: str) -> str:
    """In Markdown."""
    return "\n".join([*lines(size, rows, machine), ""])


def lines(size: Size, rows: Iterable[Measured], machine: str) -> Iterator[str]:
    yield (
        f"**{size.name}**: {size.programmes} × {size.places} places × {size.indicators} indicators ×"
        f" {size.quarters} quarters, {size.values:,} values. {machine}."
    )
    yield ""
    yield f"| | operation | ours | target | {' | '.join(PEERS)} |"
    yield "|---|---|---|---|---|---|---|"
    told: set[str] = set()
    for row in rows:
        peers = TAKEN.get(row.operation, ("", "", "")) if row.operation not in told else ("", "", "")
        told.add(row.operation)
        yield f"| {row.operation} | {row.what} | {row.ours} | {row.target} | {' | '.join(peers)} |"
