"""Long lists in pieces: first which rows, by their ids alone, then the rows."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet


class Pages(Paginator):
    """A paginator that never sorts whole rows: an index answers which ids stand on the page."""

    def page(self, number: int | str) -> Page[Any]:
        number = self.validate_number(number)
        assert isinstance(self.object_list, QuerySet)
        if self.count <= self.per_page:  # few rows are sorted as they are
            return Page(list(self.object_list[: self.count]), number, self)
        first = (number - 1) * self.per_page
        # The count comes before; a row that was added since stands on no page rather than on two.
        last = min(first + self.per_page, self.count)
        return Page(window(self.object_list, first, last), number, self)


def window(found: QuerySet[Any], first: int, last: int) -> list[Model]:
    """The rows from `first` up to before `last`, in the order of the list; two queries."""
    ids = list(found.values_list("pk", flat=True)[first:last])
    place = {pk: number for number, pk in enumerate(ids)}
    return sorted(found.filter(pk__in=ids), key=lambda row: place[row.pk])
