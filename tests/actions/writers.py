"""What each process of `test_writers.py` does: some load, some post, each now and then loses heart; one follows."""

import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import django

DAY = date(2026, 3, 20)
LEAST = 4  # of each act, however slow the machine


def load(seconds: float, seed: int) -> None:
    """Many columns at once, in several postings of one transaction, as a file is loaded."""
    from django.db import transaction

    from chungtay.actions.ledger import post_columns, writing_many
    from chungtay.models import Indicator, Organisation, Place, Source
    from chungtay.rules import ledger as rules
    from chungtay.rules.ledger.postings import COLUMNS, Numbers
    from tests.cube.ledgers import NOW

    chance, until, loaded = random.Random(seed), time.monotonic() + seconds, 0
    tables: dict[str, list[Any]] = {
        "indicator": [str(Indicator.objects.get(slug="sessions").pk)],
        "place": [str(key) for key in Place.objects.filter(kind="commune").values_list("pk", flat=True)],
        "holder": [str(Organisation.objects.get().pk)], "source": [str(Source.objects.get().pk)],
        "programmes": [()], "cell": [()], "breakdown": [""],
    }  # fmt: skip

    def part(count: int) -> rules.Columns:
        numbers: dict[str, Numbers] = dict.fromkeys(COLUMNS, 0)
        numbers |= {
            "place": [chance.randrange(len(tables["place"])) for _ in range(count)],
            "on": [(DAY - timedelta(chance.randrange(400))).toordinal() for _ in range(count)],
            "amount": [chance.randrange(10**6) for _ in range(count)],
        }
        return rules.Columns(count, tables, numbers)

    while time.monotonic() < until or loaded < LEAST:
        with writing_many(), transaction.atomic():
            post_columns([part(chance.randrange(1, 300)) for _ in range(3)], kind="load", by=None, at=NOW)
            lost_heart = chance.random() < 0.3
            transaction.set_rollback(lost_heart)
        loaded += not lost_heart


def follow(seconds: float, seed: int) -> None:
    """Reads on from the last number that it saw: the next is always the next, so nothing came in behind it."""
    from chungtay.models import Entry, Posting

    seq = number = looked = 0
    until = time.monotonic() + seconds
    while time.monotonic() < until or looked < LEAST:
        looked += 1
        postings = Posting.objects.filter(number__gt=number).order_by("number")
        for found, first, last in postings.values_list("number", "first_seq", "last_seq"):
            assert found == number + 1, f"posting {found} after {number}"
            entries = list(Entry.objects.filter(seq__gt=seq, seq__lte=last).values_list("seq", flat=True))
            assert entries == list(range(seq + 1, last + 1)), (
                f"a hole in posting {found} from {first} to {last}"
            )
            number, seq = found, last
        time.sleep(0.002)


def main() -> None:
    from tests.cube.processes import write

    django.setup()
    verbs: dict[str, Callable[[float, int], None]] = {"load": load, "post": write, "follow": follow}
    verbs[sys.argv[1]](float(sys.argv[2]), int(sys.argv[3]))


if __name__ == "__main__":
    main()
