"""What each process of `test_registry_at_once.py` does: gives papers their numbers, and now and then loses heart."""

import random
import sys
from datetime import UTC, date, datetime

import django

DAY, NOW = date(2026, 3, 20), datetime(2026, 3, 20, 3, tzinfo=UTC)
PAPERS = 6  # of each process


def prepare() -> None:
    """An office with a clerk and a register."""
    from chungtay.models import NumberBook, Organisation, Person, Post
    from chungtay.rules.people import Role

    office = Organisation.objects.get()
    clerk = Person.objects.create(known_as="Clerk")
    Post.objects.create(
        person=clerk, organisation=office, role=Role.PROVINCIAL_OFFICER, title="Clerk", valid_from=date(2020, 1, 1)
    )  # fmt: skip
    Organisation.objects.update(symbol="BTV")
    NumberBook.objects.create(
        holder=office, name="Outgoing", way="outgoing", grammar="state", begun_by=clerk, begun_at=NOW
    )


def give(seed: int) -> None:
    from django.db import transaction

    from chungtay.actions.registry import give_number, void_number
    from chungtay.models import Document, NumberBook, Person

    chance, book, clerk = random.Random(seed), NumberBook.objects.get(), Person.objects.get(known_as="Clerk")
    given = 0
    while given < PAPERS:
        paper = Document.objects.create(type="Kế hoạch", title=f"Plan {seed}-{given}", holder=book.holder)
        with transaction.atomic():
            entry = give_number(book, paper, on=DAY, by=clerk, at=NOW)
            lost_heart = chance.random() < 0.3
            transaction.set_rollback(lost_heart)
        if not lost_heart:
            given += 1
            if chance.random() < 0.3:
                void_number(entry, reason="By mistake", by=clerk, at=NOW)


def tell() -> None:
    """Every number that the register holds, one a line, and the paper's."""
    from chungtay.models import BookEntry

    for entry in BookEntry.objects.order_by("number").select_related("document"):
        sys.stdout.write(f"{entry.number} {entry.document.number or 'void'}\n")


def main() -> None:
    django.setup()
    match sys.argv[1:]:
        case ["prepare"]:
            prepare()
        case ["give", seed]:
            give(int(seed))
        case ["tell"]:
            tell()


if __name__ == "__main__":
    main()
