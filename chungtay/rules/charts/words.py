"""The words that a drawing says by itself, in one language, and how it writes numbers in them."""

from dataclasses import dataclass

from chungtay.rules.amounts import SCALE, amount_text

from .specs import EXACT

HELD_SPACE = "\N{NO-BREAK SPACE}"
QUALIFIERS = ("nearly", "about", "over", "at_least", "estimated")
ROUGHLY = "≈" + HELD_SPACE
BILLION, MILLION = 1_000_000_000 * SCALE, 1_000_000 * SCALE


@dataclass(frozen=True)
class Words:
    language: str
    progress: str  # what kind of chart it is, for whoever cannot see it
    series: str
    comparison: str
    shares: str
    timeline: str
    tile_map: str
    name: str  # heads of the table
    amount: str
    target: str
    of_target: str
    share: str
    first_on: str
    last_on: str
    state: str
    done: str
    running: str
    planned: str
    event: str
    today: str
    until: str  # the last day of what is told
    not_reported: str
    partial: str
    due: str  # where an even pace would stand
    changed: str  # the day on which units merged or split
    others: str
    more: str  # "and %(n)s more, see the table"
    nothing: str
    beyond: str  # a bar that goes on
    billion: str
    million: str
    nearly: str  # before a number
    about: str
    over: str
    at_least: str
    estimated: str
    roughly: str  # what the sign before a number in a drawing means

    def number(self, amount: int | None, qualifier: str = EXACT) -> str:
        """In full, for the table: `gần 9.872`."""
        if amount is None:
            return self.not_reported
        before = {name: getattr(self, name) for name in QUALIFIERS}.get(qualifier, "")
        return f"{before} {_minus(amount_text(amount, self.language))}".strip()

    def short(self, amount: int, qualifier: str = EXACT) -> str:
        """As it fits into a drawing: from a million on in words (`1,9 tỷ`), never with more than two decimals."""
        return (ROUGHLY if qualifier in QUALIFIERS else "") + self._short(amount)

    def _short(self, amount: int) -> str:
        for step, word in ((BILLION, self.billion), (MILLION, self.million)):
            if abs(amount) >= step:
                return f"{self.rounded(amount * SCALE // step, 1)}{HELD_SPACE}{word}"
        return self.rounded(amount, 2)

    def percent(self, share: int) -> str:
        """From ten-thousandths of the whole."""
        between = "" if self.language == "en" else HELD_SPACE
        return f"{_minus(amount_text(share * 100, self.language, decimals=1))}{between}%"

    def rounded(self, amount: int, decimals: int) -> str:
        text = amount_text(amount, self.language, decimals=decimals)
        point = text[-decimals - 1]
        return _minus(text.rstrip("0").removesuffix(point))

    def with_unit(self, number: str, unit: str) -> str:
        return f"{number}{HELD_SPACE}{unit}" if unit else number


def _minus(text: str) -> str:
    """With a sign as long as a figure, not a hyphen."""
    return text.replace("-", "\N{MINUS SIGN}")
