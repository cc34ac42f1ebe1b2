"""Triggers that keep the trail of notices: what was sealed, to whom, who opened it, who did which step, whose keys.

They stand on SQLite and on PostgreSQL, as those of the house (`chungtay.models.guards`) do.
"""

from chungtay.models.guards import Guard, changed_of

TRAIL = "the trail of a notice is append-only"
SEALED = "sealed bytes are destroyed, never changed"
NUMBERED = "the number of a notice stays, and so does where and when it began"

ADDED_TO = ("noticestep", "opening", "keylist", "grant", "entry")  # tables of which no row ever changes
ITEM_LASTS = ("notice_id", "side_id", "position", "size", "sender_kid", "received_at", "by_id")
NOTICE_LASTS = ("agreement_id", "year", "number", "side_id", "begun_at", "begun_by_id")
CROSSED_LASTS = ("crossed_at", "crossed_by_id")


def guards(vendor: str) -> list[Guard]:
    found = [
        Guard(f"incidents_{table}", event, TRAIL) for table in ADDED_TO for event in ("update", "delete")
    ]
    destroyed = "old.body is not null and new.body is null and new.destroyed_at is not null"
    touched = changed_of(vendor, "body", "destroyed_at")
    crossed = f"old.crossed_at is not null and ({changed_of(vendor, *CROSSED_LASTS)})"
    found += [
        Guard(
            "incidents_item",
            "update",
            SEALED,
            f"({changed_of(vendor, *ITEM_LASTS)}) or (({touched}) and not ({destroyed}))",
        ),
        Guard("incidents_item", "delete", SEALED),
        Guard(
            "incidents_notice", "update", NUMBERED, f"({changed_of(vendor, *NOTICE_LASTS)}) or ({crossed})"
        ),
        Guard("incidents_notice", "delete", NUMBERED),
    ]
    for table in (*ADDED_TO, "item", "notice"):
        name, words = f"incidents_{table}", TRAIL
        if vendor == "sqlite":
            # INSERT OR REPLACE deletes the old row without asking the delete trigger.
            replaces = f"exists (select 1 from {name} where id = new.id)"
            found.append(Guard(name, "insert", words, replaces))
        else:
            found.append(Guard(name, "truncate", words))
    return found
