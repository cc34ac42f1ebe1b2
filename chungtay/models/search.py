"""Remembers the words of things as they are searched, and the index that finds them.

A table of its own, for what is found must first be seen: an answer asks here which things have the words, and the
thing's own table which of these the person may read. SQLite finds words by its trigram index (FTS5), PostgreSQL by
`pg_trgm` where it has that, else by reading through.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from chungtay.rules.search import Query, folded

SHORTEST = 3  # letters that a trigram index needs


class SearchTextQuerySet(models.QuerySet["SearchText"]):
    def matching(self, query: Query) -> "SearchTextQuerySet":
        """Those in which every part occurs; of an empty query none."""
        if not query:
            return self.none()
        found = self
        long = [part for part in query.parts if len(part) >= SHORTEST]
        if long and connection.vendor == "sqlite":
            asked = " AND ".join('"' + part.replace('"', '""') + '"' for part in long)
            rows = RawSQL("select rowid from chungtay_searchtext_words where folded match %s", [asked])
            found = found.filter(pk__in=rows)
        for part in query.parts:
            if connection.vendor != "sqlite" or len(part) < SHORTEST:
                found = found.filter(folded__contains=part)
        return found

    def things(self, kind: str) -> "models.QuerySet[SearchText, UUID]":
        return self.filter(kind=kind).values_list("thing", flat=True)


class SearchText(models.Model):
    """The words of one thing."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=30)  # the model's name
    thing = models.UUIDField()
    words = models.TextField()  # its own, as they are shown
    of_files = models.TextField(blank=True)  # what its files say
    folded = models.TextField(editable=False)

    objects = SearchTextQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "thing"], name="search_text_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"

    def tell(self, words: Iterable[str], of_files: Iterable[str]) -> bool:
        """Take over what the thing says now; False where that is what it said before."""
        before = (self.words, self.of_files)
        self.words, self.of_files = "\n".join(filter(None, words)), "\n".join(filter(None, of_files))
        self.folded = folded(f"{self.words}\n{self.of_files}")
        return (self.words, self.of_files) != before


class FileText(models.Model):
    """What a kept file says, read once whoever kept it; empty where there is nothing to read, as in a scan."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    text = models.TextField(blank=True)
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


_SQLITE = (
    "create virtual table chungtay_searchtext_words using fts5"
    " (folded, content='chungtay_searchtext', content_rowid='id', tokenize='trigram')",
    "create trigger search_insert after insert on chungtay_searchtext begin"
    " insert into chungtay_searchtext_words (rowid, folded) values (new.id, new.folded); end",
    "create trigger search_delete after delete on chungtay_searchtext begin"
    " insert into chungtay_searchtext_words (chungtay_searchtext_words, rowid, folded)"
    " values ('delete', old.id, old.folded); end",
    "create trigger search_update after update on chungtay_searchtext begin"
    " insert into chungtay_searchtext_words (chungtay_searchtext_words, rowid, folded)"
    " values ('delete', old.id, old.folded);"
    " insert into chungtay_searchtext_words (rowid, folded) values (new.id, new.folded); end",
)
# Who runs the database may not allow the extension; searching then reads through, and is as right.
_POSTGRESQL = (
    "do $$ begin create extension if not exists pg_trgm;"
    " create index chungtay_searchtext_trigrams on chungtay_searchtext using gin (folded gin_trgm_ops);"
    " exception when others then raise notice 'searching without pg_trgm'; end $$",
)
_DROPPED = {
    "sqlite": (
        *(f"drop trigger if exists search_{event}" for event in ("insert", "delete", "update")),
        "drop table if exists chungtay_searchtext_words",
    ),
    "postgresql": ("drop index if exists chungtay_searchtext_trigrams",),
}


def put_search_index(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        for statement in _SQLITE if database.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)


def drop_search_index(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        for statement in _DROPPED[database.vendor]:
            cursor.execute(statement)
