"""Triggers that refuse any change to what was recorded or frozen, and two that note changes of map and public pages.

They stand on SQLite and on PostgreSQL. A later change of these tables on SQLite rebuilds them and drops their
triggers without a word: the same migration must call `put_guards` again, and a test lists the triggers that must
exist.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

APPEND_ONLY = "the ledger is append-only"
FROZEN = "a frozen review never changes"
PUBLISHED = "a published form never changes"
IN_USE = "a template that was in use never changes"
CLOSED = "a signed paper never changes"
NUMBERED = "a number that was given stays"
VOTED = "what was voted, by what, and on which figures, stands"
TAKEN = "a step that was taken stands, and so does a reply"

# Drawn by lot: a stamp that was taken back with its transaction never comes again.
NEW_STAMP = {
    vendor: f"insert into chungtay_mapstamp (id, stamp) values (1, {lot})"
    " on conflict (id) do update set stamp = excluded.stamp"
    for vendor, lot in (
        ("sqlite", "lower(hex(randomblob(16)))"),
        ("postgresql", "replace(gen_random_uuid()::text, '-', '')"),
    )
}

# Pages that are kept in memory hold for one edition: so nobody can forget to make the next.
NEXT_EDITION = (
    "insert into chungtay_edition (id, number) values (1, 1)"
    " on conflict (id) do update set number = chungtay_edition.number + 1"
)
MAP = ("place", "succession")
PUBLIC = (  # what the portal reads, but for the counts of readers
    "articlecopy", "articlecopy_portals", "documentcopy", "eventcopy", "figurecopy", "filecopy", "helpline",
    "newscategory", "oldaddress", "plancopy", "portal", "portallink", "programmecopy", "resulttable", "unitcopy",
)  # fmt: skip

KEPT = {  # tables of which no row ever changes, with their keys
    "chungtay_entry": "seq",
    "chungtay_posting": "number",
    "chungtay_loadedkeys": "posting_id",
    "chungtay_auditline": "number",
}

STEPS = (  # tables of who did what, when, on the way of something between bodies: rows are only added
    "recommendationstep", "supervisionstep", "criticismstep", "matterstep", "gatheringstep", "delegationstep",
    "greetingstep", "shelfreply",
)  # fmt: skip
IN_A_FORM = {  # tables of what stands in a form, and how a row's form is found
    "chungtay_question": "{row}.form_id",
    "chungtay_narrativequestion": "{row}.form_id",
    "chungtay_linecheck": "{row}.form_id",
    "chungtay_question_of_which": "(select form_id from chungtay_question where id = {row}.question_id)",
}
FROZEN_LASTS = (  # its number, its paper and the translations of its title come later
    "canonical", "fingerprint", "frozen_at", "frozen_by_id", "known_at_id", "agreement_id", "kind", "first_on",
    "last_on", "map_on",
)  # fmt: skip
FIGURE_LASTS = ("review_id", "code", "indicator_id", "target", "actual", "qualifier", "reported", "due")
FORM_LASTS = (  # a form may end, when its next version begins; nothing else of it changes
    "slug", "version", "agreement_id", "holder_id", "name", "name_lo", "name_en", "purpose", "purpose_lo",
    "purpose_en", "source", "valid_from", "regime_id", "cumulative_from", "columns", "levels", "published_at",
    "published_by_id",
)  # fmt: skip
QUESTION_LASTS = (  # under which content of a plan it stands may change: plans come later than forms
    "form_id", "number", "indicator_id", "base_id", "heading", "heading_lo", "heading_en", "hint", "hint_lo",
    "hint_en", "condition", "counts_activities",
)  # fmt: skip


IN_A_PAPER = ("chungtay_documentfile", "chungtay_documentsigner", "chungtay_documentrecipient")
PAPER_LASTS = (  # its translations, and the plan that it belongs to, may still be written beside it
    "type", "type_code", "number", "issued_on", "title", "issuers", "holder_id", "closed_at", "closed_by_id",
)  # fmt: skip
NUMBER_LASTS = ("book_id", "document_id", "year", "number", "suffix", '"on"')


@dataclass(frozen=True)
class Guard:
    """One trigger: it refuses `event` on `table`, with these words, where `condition` holds."""

    table: str
    event: str  # update, delete, insert (SQLite only), truncate (PostgreSQL only)
    words: str
    condition: str = ""
    looks_around: bool = False  # whether the condition asks other tables, which PostgreSQL's `when` cannot

    @property
    def name(self) -> str:
        return f"guard_{self.table}_{self.event}"


# Guards of rooms that have tables and migrations of their own, for each kind of database; each room adds its own.
ELSEWHERE: list[Callable[[str], list[Guard]]] = []


@dataclass(frozen=True)
class Renewal:
    """One trigger: after `event` on `table` the map bears a new stamp, or what is public a new edition."""

    table: str
    event: str  # insert, update, delete, truncate (PostgreSQL only)
    what: str  # stamp, edition

    @property
    def name(self) -> str:
        return f"guard_{self.table}_{self.event}_{self.what}"


def renewals(vendor: str) -> list[Renewal]:
    events = ["insert", "update", "delete", *(["truncate"] if vendor == "postgresql" else [])]
    renewed = {"stamp": MAP, "edition": PUBLIC}
    return [
        Renewal(f"chungtay_{table}", event, what)
        for what, tables in renewed.items()
        for table in tables
        for event in events
    ]


def guards(vendor: str) -> list[Guard]:
    found = [Guard(table, event, APPEND_ONLY) for table in KEPT for event in ("update", "delete")]
    changed = changed_of(vendor, *FROZEN_LASTS)
    found += [
        Guard("chungtay_review", "update", FROZEN, f"old.fingerprint <> '' and ({changed})"),
        Guard("chungtay_review", "delete", FROZEN, "old.fingerprint <> ''"),
        Guard("chungtay_figure", "update", FROZEN, changed_of(vendor, *FIGURE_LASTS)),
        Guard("chungtay_figure", "delete", FROZEN),
    ]
    found += _of_forms(vendor)
    found += _of_papers(vendor)
    found += _of_problems()
    found += [Guard(f"chungtay_{table}", event, TAKEN) for table in STEPS for event in ("update", "delete")]
    laid_out = changed_of(vendor, "template_id", "number", "sha256", "used_from", "put_in_use_by_id")
    found += [
        Guard("chungtay_templateversion", "update", IN_USE, f"old.used_from is not null and ({laid_out})"),
        Guard("chungtay_templateversion", "delete", IN_USE, "old.used_from is not null"),
    ]
    for table, key in KEPT.items():
        if vendor == "sqlite":
            # INSERT OR REPLACE deletes the old row without asking the delete trigger.
            replaces = f"exists (select 1 from {table} where {key} = new.{key})"
            found.append(Guard(table, "insert", APPEND_ONLY, replaces))
        else:
            found.append(Guard(table, "truncate", APPEND_ONLY))
    return found + [guard for room in ELSEWHERE for guard in room(vendor)]


def _of_forms(vendor: str) -> list[Guard]:
    """Who published a form answers for it; from then on neither it nor what stands in it changes."""
    published = "old.published_by_id is not null"
    found = [
        Guard("chungtay_form", "update", PUBLISHED, f"{published} and ({changed_of(vendor, *FORM_LASTS)})"),
        Guard("chungtay_form", "delete", PUBLISHED, published),
    ]
    rows = {"insert": ("new",), "update": ("old", "new"), "delete": ("old",)}
    for table, form in IN_A_FORM.items():
        for event, each in rows.items():
            forms = ", ".join(form.format(row=row) for row in each)
            condition = (
                f"exists (select 1 from chungtay_form where id in ({forms}) and published_by_id is not null)"
            )
            if (table, event) == ("chungtay_question", "update"):
                condition += f" and ({changed_of(vendor, *QUESTION_LASTS)})"
            found.append(Guard(table, event, PUBLISHED, condition, looks_around=True))
    return found


def _of_papers(vendor: str) -> list[Guard]:
    """From the signed scan on neither a paper changes nor what stands in it; its number stays from the first."""
    closed = "old.closed_at is not null"
    voided = f"old.voided_at is not null and ({changed_of(vendor, 'voided_at', 'void_reason')})"
    found = [
        Guard("chungtay_document", "update", CLOSED, f"{closed} and ({changed_of(vendor, *PAPER_LASTS)})"),
        Guard("chungtay_document", "delete", CLOSED, closed),
        Guard("chungtay_bookentry", "update", NUMBERED, f"{changed_of(vendor, *NUMBER_LASTS)} or ({voided})"),
        Guard("chungtay_bookentry", "delete", NUMBERED),
    ]
    rows = {"insert": ("new",), "update": ("old", "new"), "delete": ("old",)}
    for table in IN_A_PAPER:
        for event, each in rows.items():
            papers = ", ".join(f"{row}.document_id" for row in each)
            condition = (
                f"exists (select 1 from chungtay_document where id in ({papers}) and closed_at is not null)"
            )
            found.append(Guard(table, event, CLOSED, condition, looks_around=True))
    return found


def _of_problems() -> list[Guard]:
    """Votes and pinned figures from the first, criteria from the opening of their workshop on."""
    found = [
        Guard(table, event, VOTED)
        for table in ("chungtay_vote", "chungtay_pinnedfigure")
        for event in ("update", "delete")
    ]
    for event, row in (("insert", "new"), ("update", "old"), ("delete", "old")):
        opened = (
            f"exists (select 1 from chungtay_workshop where id = {row}.workshop_id and opened_at is not null)"
        )
        found.append(Guard("chungtay_criterion", event, VOTED, opened, looks_around=True))
    return found


def changed_of(vendor: str, *columns: str) -> str:
    """Whether one of the columns gets another value."""
    differs = "is distinct from" if vendor == "postgresql" else "is not"
    return " or ".join(f"new.{column} {differs} old.{column}" for column in columns)


def triggers(vendor: str) -> list[Guard | Renewal]:
    return [*guards(vendor), *renewals(vendor)]


def guard_names(vendor: str) -> list[str]:
    """Every trigger that must exist, sorted."""
    return sorted(trigger.name for trigger in triggers(vendor))


def put_guards(connection: BaseDatabaseWrapper) -> None:
    """All whose tables stand: what has migrations of its own may be made later, and then puts its own."""
    with connection.cursor() as cursor:
        standing = set(connection.introspection.table_names(cursor))
        if connection.vendor == "postgresql":
            cursor.execute(
                "create or replace function refuse_change() returns trigger language plpgsql as"
                " $$ begin raise exception using message = tg_argv[0]; end $$"
            )
            for what, change in renewing_by("postgresql").items():
                cursor.execute(
                    f"create or replace function renew_{what}() returns trigger language plpgsql as"
                    f" $$ begin {change}; return null; end $$"
                )
        for guard in guards(connection.vendor):
            if guard.table in standing:
                _put(cursor, guard, connection.vendor)
        for renewal in renewals(connection.vendor):
            cursor.execute(renewing(renewal, connection.vendor))


def put_again(connection: BaseDatabaseWrapper, room: Callable[[str], list[Guard]]) -> None:
    """Those of one room, whether they stood or not."""
    with connection.cursor() as cursor:
        for guard in room(connection.vendor):
            _drop(cursor, guard, connection.vendor)
            _put(cursor, guard, connection.vendor)


def _put(cursor: CursorWrapper, guard: Guard, vendor: str) -> None:
    if guard.looks_around and vendor == "postgresql":
        cursor.execute(deciding(guard))
    cursor.execute(statement(guard, vendor))


def _drop(cursor: CursorWrapper, trigger: Guard | Renewal, vendor: str) -> None:
    on = f" on {trigger.table}" if vendor == "postgresql" else ""
    cursor.execute(f"drop trigger if exists {trigger.name}{on}")


def drop_guards(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for trigger in triggers(connection.vendor):
            _drop(cursor, trigger, connection.vendor)


def present_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """The guards that the database has now, sorted."""
    question = {
        "sqlite": "select name from sqlite_master where type = 'trigger' and name like 'guard_%'",
        "postgresql": "select tgname from pg_trigger where tgname like 'guard_%'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question)
        return sorted(row[0] for row in cursor.fetchall())


def statement(guard: Guard, vendor: str) -> str:
    start = f"create trigger {guard.name} before {guard.event} on {guard.table}"
    if vendor == "postgresql":
        if guard.looks_around:
            return f"{start} for each row execute function {guard.name}()"
        level = "statement" if guard.event == "truncate" else "row"
        when = f" when ({guard.condition})" if guard.condition else ""
        return f"{start} for each {level}{when} execute function refuse_change('{guard.words}')"
    when = f" when {guard.condition}" if guard.condition else ""
    return f"{start}{when} begin select raise(abort, '{guard.words}'); end"


def deciding(guard: Guard) -> str:
    """On PostgreSQL, the function of a guard that looks around."""
    row = "old" if guard.event == "delete" else "new"
    return (
        f"create or replace function {guard.name}() returns trigger language plpgsql as"
        f" $$ begin if {guard.condition} then raise exception using message = '{guard.words}'; end if;"
        f" return {row}; end $$"
    )


def renewing(renewal: Renewal, vendor: str) -> str:
    start = f"create trigger {renewal.name} after {renewal.event} on {renewal.table}"
    if vendor == "postgresql":  # once a statement, however many rows
        return f"{start} for each statement execute function renew_{renewal.what}()"
    return f"{start} begin {renewing_by(vendor)[renewal.what]}; end"


def renewing_by(vendor: str) -> dict[str, str]:
    return {"stamp": NEW_STAMP[vendor], "edition": NEXT_EDITION}
