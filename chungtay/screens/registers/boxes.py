"""Boxes in which a form counts by lists: the base list open, longer ones folded until somebody opens them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms

from chungtay.models import Combination
from chungtay.screens.tags import said_plain

FEWEST_FOLDED = 4


@dataclass(frozen=True)
class Boxes:
    """The boxes of one list."""

    label: str
    fields: list[forms.BoundField]
    is_base: bool
    is_open: bool


class BoxesForm(forms.Form):
    """Beside its own fields it counts by cells, in fields named `members.sex:female`; an empty box counts none."""

    counted: ClassVar[str] = "members"

    def count_by(
        self, lists: Sequence[Sequence[Combination]], known: Mapping[str, int] | None = None
    ) -> None:
        """`lists`: the cells of each list, the base first."""
        self.lists = [cells for cells in lists if cells]
        for cells in self.lists:
            for cell in cells:
                self.fields[self.box_name(cell)] = forms.IntegerField(
                    label=", ".join(said_plain(category, "name") for category in cell.categories.all()),
                    min_value=0, max_value=1_000_000, required=False, initial=(known or {}).get(cell.slug),
                    widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                )  # fmt: skip

    def box_name(self, cell: Combination) -> str:
        return f"{self.counted}.{cell.slug}"

    def plain_fields(self) -> Iterator[forms.BoundField]:
        return (field for field in self if not field.name.startswith(f"{self.counted}."))

    def boxes(self) -> list[Boxes]:
        return [self._boxes(number, cells) for number, cells in enumerate(self.lists)]

    def _boxes(self, number: int, cells: Sequence[Combination]) -> Boxes:
        fields = [self[self.box_name(cell)] for cell in cells]
        names = [said_plain(one.dimension, "name") for one in cells[0].categories.all()]
        is_open = number == 0 or len(cells) < FEWEST_FOLDED or any(field.errors for field in fields)
        return Boxes(", ".join(names), fields, number == 0, is_open)

    def counts(self) -> dict[str, int] | None:
        """By cell; None where nothing was counted at all."""
        start = f"{self.counted}."
        told = {
            name.removeprefix(start): number
            for name, number in self.cleaned_data.items()
            if name.startswith(start) and number is not None
        }
        return told or None
