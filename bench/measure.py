"""One line of a table of speeds: what was measured, and what is promised."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    what: str
    measured: float
    promised: float | None
    unit: str = "ms"

    def __str__(self) -> str:
        promise = "" if self.promised is None else f"≤ {self.promised:g} {self.unit}"
        late = " *" if self.promised is not None and self.measured > self.promised else ""
        return f"{self.what:58}{self.measured:10.{1 if self.measured < 10 else 0}f} {self.unit:8}{promise:>12}{late}"
