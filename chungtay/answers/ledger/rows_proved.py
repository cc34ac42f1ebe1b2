"""The rows of entries against the bytes of their postings: what is equal at once is passed by, the rest is named."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef

from chungtay.models import Combination, Entry, Posting, Served
from chungtay.rules import ledger as rules
from chungtay.rules.ledger.chain import check_content
from chungtay.rules.messages import Message, RuleBroken

from .chain import postings
from .rows import COLUMNS, Names, Shared, columns_of, id_of, uncollected


class Kept(Names):
    """What is kept, by what the bytes say; what is not kept is none, and equal to nothing."""

    def __init__(self) -> None:
        self._served = {key: id_of(str(pk)) for key, pk in Served.objects.values_list("key", "pk")}
        self._cells: dict[tuple[str, str], frozenset[str]] = {}
        for slug, breakdown, pk in Combination.objects.values_list("slug", "breakdown__slug", "pk"):
            for name in (breakdown, rules.BASE):
                self._cells[slug, name] = self._cells.get((slug, name), frozenset()) | {id_of(str(pk))}

    def served(self, table: Sequence[Sequence[str]]) -> list[Any]:
        return [self._served.get("|".join(slugs), "") for slugs in table]

    def combination(self, cell: Sequence[Sequence[str]], breakdown: str) -> Any:
        slug = "|".join(f"{dimension}:{value}" for dimension, value in cell)
        return self._cells.get((slug, breakdown), frozenset())


def row_faults() -> tuple[int, list[Message]]:
    """How many rows were compared, and every one that is missing, too many or not what was written."""
    kept, count, faults = Kept(), 0, list[Message]()
    with uncollected():
        for posting in postings():
            count += posting.last - posting.first + 1
            if not _is_as_written(posting, kept):
                faults += _named(posting)
    return count, faults + _beyond()


def _is_as_written(posting: rules.Posting, kept: Kept) -> bool:
    """The columns that all rows share are counted by the database, the others are fetched and compared."""
    try:
        body = rules.read_body(posting.body)
        columns = columns_of(body, kept)
    except (ValueError, LookupError, OverflowError, TypeError):
        return False
    shared = {name: column.value for name, column in columns.items() if isinstance(column, Shared)}
    varying = [name for name in COLUMNS if name not in shared]
    span = (posting.first, posting.last)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select count(*) from chungtay_entry where seq between %s and %s and {_all(shared)}", span
        )
        if cursor.fetchone()[0] != body.count:
            return False
        fetched = ", ".join(_as_text(name) for name in varying)
        cursor.execute(f"select {fetched} from chungtay_entry where seq between %s and %s order by seq", span)
        rows = cursor.fetchall()
    if "combination_id" in varying:
        spot = varying.index("combination_id")
        if any(row[spot] not in cells for row, cells in zip(rows, columns["combination_id"], strict=True)):
            return False
        columns["combination_id"] = [row[spot] for row in rows]
    return rows == [*zip(*(columns[name] for name in varying), strict=True)]


def _all(shared: dict[str, Any]) -> str:
    """That a row has in every column what all have. The values are our own: ids, days, numbers."""
    return " and ".join(f'"{name}" {_is(value)}' for name, value in shared.items())


def _is(value: Any) -> str:
    if value is None:
        return "is null"
    if isinstance(value, frozenset):
        return f"in ({', '.join(map(repr, sorted(value))) or 'null'})"
    if isinstance(value, bool):
        return f"= {str(value).lower()}"
    return f"= '{value}'" if isinstance(value, str) else f"= {value}"


def _as_text(name: str) -> str:
    """Ids and days as text, without making an object of each."""
    if name in ("seq", "amount", "stated", "reverses_id"):
        return name
    kind = "integer" if name in ("is_base", "estimated") else "text"
    return f'cast("{name}" as {kind})'


def _named(posting: rules.Posting) -> list[Message]:
    """Entry by entry, by the rules alone."""
    kept, unread = list[rules.Entry](), list[Message]()
    for seq in Entry.objects.filter(seq__range=(posting.first, posting.last)).values_list("seq", flat=True):
        try:
            kept += Entry.objects.filter(seq=seq).in_rules()
        except (ValueError, LookupError, RuleBroken):  # SQLite takes any letters for an id or a day
            text = "What stands behind entry %(seq)s of posting %(number)s cannot be read any more."
            unread.append(Message(text, {"seq": seq, "number": posting.number}))
    return unread or check_content(posting, kept)


def _beyond() -> list[Message]:
    """Rows that no posting speaks of. Counted in one question, for others may be posting meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select (select count(*) from chungtay_entry), coalesce((select max(last_seq) from chungtay_posting), 0)"
        )
        held, last = cursor.fetchone()
    if held == last:
        return []
    own = Posting.objects.filter(number=OuterRef("posting_id"))
    text = "Entry %(seq)s belongs to posting %(number)s, which is missing."
    rows = Entry.objects.exclude(Exists(own)).order_by("seq").values_list("seq", "posting_id")
    return [Message(text, {"seq": seq, "number": number}) for seq, number in rows]
