"""Which units of a map are drawn alike: as many in each shade as can be, and nothing reported is not zero."""

from collections.abc import Sequence

CLASSES = 4


class Shades:
    """Amounts in up to four groups, from few to many; `groups` says which amounts each shade holds."""

    def __init__(self, amounts: Sequence[int | None]) -> None:
        self.amounts = [amount for amount in amounts if amount is not None]
        told = sorted({amount for amount in self.amounts if amount > 0})
        count = min(CLASSES, len(told))
        cuts = [len(told) * at // count for at in range(count + 1)] if told else [0]
        self.groups = [told[low:high] for low, high in zip(cuts, cuts[1:], strict=False)]
        self.has_gaps = len(self.amounts) < len(amounts)

    @property
    def known(self) -> bool:
        return bool(self.amounts)

    @property
    def has_zero(self) -> bool:
        return any(amount <= 0 for amount in self.amounts)

    def look(self, amount: int | None) -> str:
        """ "none", "zero", or "1" to "4"."""
        if amount is None:
            return "none"
        found = (at for at, group in enumerate(self.groups) if group[0] <= amount <= group[-1])
        at = next(found, None)
        # Of few shades the darkest are kept, so that one single figure is not pale.
        return "zero" if at is None else str(at + 1 + CLASSES - len(self.groups))
