"""Long lists in pieces: first which rows and how many there are, by ids alone, then the rows."""

from typing import Any

from django.core.paginator import Page, PageNotAnInteger, Paginator
from django.db.models import Count, Model, QuerySet, Window


class Pages(Paginator):
    """A paginator that never sorts whole rows, and asks once who may see what."""

    def page(self, number: int | str) -> Page[Any]:
        assert isinstance(self.object_list, QuerySet)
        first = (max(_whole(number), 1) - 1) * self.per_page
        ids, count = _ids_and_count(self.object_list, first, first + self.per_page)
        if count is not None:
            self.__dict__["count"] = count  # where Django keeps what it has counted
        number = self.validate_number(number)  # beyond the last page nothing was found: it counts by itself
        return Page(_rows(self.object_list, ids), number, self)


def window(found: QuerySet[Any], first: int, last: int) -> list[Model]:
    """The rows from `first` up to before `last`, in the order of the list; two queries."""
    return _rows(found, list(found.values_list("pk", flat=True)[first:last]))


def _ids_and_count(found: QuerySet[Any], first: int, last: int) -> tuple[list[Any], int | None]:
    """Both in one query, since what may be seen costs more than the rest; no count where no row is found."""
    if found.query.distinct:  # rows that are thrown away later would be counted, too
        return list(found.values_list("pk", flat=True)[first:last]), found.count()
    told = list(found.annotate(of_all=Window(Count("pk"))).values_list("pk", "of_all")[first:last])
    return [pk for pk, _ in told], told[0][1] if told else None


def _rows(found: QuerySet[Any], ids: list[Any]) -> list[Model]:
    rows = found.order_by()
    rows.query.where = type(rows.query.where)()  # these ids have passed it; asked again it would cost as much
    kept = {row.pk: row for row in rows.filter(pk__in=ids)} if ids else {}
    return [kept[pk] for pk in ids if pk in kept]


def _whole(number: int | str) -> int:
    try:
        return int(number)
    except (TypeError, ValueError):
        raise PageNotAnInteger("no number of a page") from None
