"""What each process of the stress test does: one posts, one answers, one follows the numbers, one spoils the file.

Every posting adds 3 in the one province and 4 in the other, also where it takes something back or reaches far into
the past; so an answer that knows n postings must say 3 n and 4 n and 7 n. Run by `test_processes.py`, each as its own
interpreter; what is wrong is printed, and nothing is right.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import django

Verb = Callable[[float, int], None]

DAY = date(2026, 3, 20)
LEAST = 5  # of each act, however slow the machine


def say(word: str) -> None:
    sys.stdout.write(word + "\n")


def write(seconds: float, number: int) -> None:
    """Posts, sometimes corrects, and every fifth time loses heart before the end."""
    from django.db import transaction

    from chungtay.actions.ledger import post, wait_for_the_ledger
    from chungtay.models import Combination, Entry, Indicator, Organisation, Place, Served, Source
    from tests.cube.ledgers import NOW

    chance, until = random.Random(number), time.monotonic() + seconds
    holder, served, source = Organisation.objects.get(), Served.objects.get(), Source.objects.get()
    sessions = Indicator.objects.get(slug="sessions")
    provinces = [list(Place.objects.filter(kind="commune", parent__code=code)) for code in ("P1", "P2")]
    cell = Combination.objects.get()

    def change(place: Place, amount: int) -> Entry:
        on = DAY - timedelta(chance.randrange(400))
        return Entry(
            indicator=sessions, place=place, on=on, holder=holder, served=served, combination=cell, is_base=True,
            amount=amount, qualifier="exact", source=source,
        )  # fmt: skip

    written = 0
    while time.monotonic() < until or written < LEAST:
        with transaction.atomic():
            wait_for_the_ledger()
            changes = [
                change(chance.choice(communes), amount)
                for communes, amount in zip(provinces, (3, 4), strict=True)
            ]
            wrong = Entry.objects.filter(amount=3, reversed_by=None).order_by("-seq").first()
            if wrong and chance.random() < 0.3:
                changes += [wrong.reversal(), change(chance.choice(provinces[0]), 3)]
            post(changes, kind="load", by=None, at=NOW)
            lost_heart = chance.random() < 0.2
            transaction.set_rollback(lost_heart)
        written += not lost_heart
    say(f"written {written}")


def read(seconds: float, number: int) -> None:
    """Asks again and again; an answer is whole, and knows at least what was there before the question."""
    from chungtay import cube
    from chungtay.answers.places import world
    from chungtay.cube.sight import EVERYTHING
    from chungtay.models import Indicator, LedgerHead, Place
    from chungtay.rules.ledger import Question, Window
    from tests.cube.laid import kinds

    asked, until, chance = 0, time.monotonic() + seconds, random.Random(number)
    window = Window(DAY - timedelta(500), DAY)
    indicator = str(Indicator.objects.get(slug="sessions").pk)
    codes = {str(place.pk): place.code for place in Place.objects.all()}
    highest = 0
    while time.monotonic() < until or asked < LEAST:
        before = LedgerHead.objects.values_list("posting", flat=True).first() or 0
        asked_at = chance.randrange(before + 1) if chance.random() < 0.2 else None
        question = Question(
            indicator=indicator, window=window, by="place", level="province", as_known_at=asked_at
        )
        with cube.caught_up(world) as ours:
            answer = ours.totals(question, world(), kinds(), EVERYTHING)
        known = answer.known_at
        rows = {codes[str(row.key)]: row.amount for row in answer.rows}
        right = {"P1": 3 * known, "P2": 4 * known} if known else {}
        if rows != right or (answer.total.amount or 0) != 7 * known:
            say(f"torn: {rows}, {answer.total.amount}, known {known}")
        if asked_at is None:
            if known < max(before, highest):
                say(f"stale: {known} after {before} or {highest}")
            highest = known
        elif known != asked_at:
            say(f"as known at {asked_at} answered as at {known}")
        asked += 1
    say(f"asked {asked}")


def follow(seconds: float, number: int) -> None:
    """Looks at the numbers alone: they begin with 1 and have no gap, at any moment."""
    from django.db.models import Count, Max

    from chungtay.models import Entry, Posting

    until, looked = time.monotonic() + seconds, 0
    while time.monotonic() < until or looked < LEAST:
        looked += 1
        for rows, key in ((Entry.objects, "seq"), (Posting.objects, "number")):
            seen = rows.aggregate(held=Count(key), last=Max(key))
            if seen["held"] != (seen["last"] or 0):
                say(f"a hole: {seen['held']} of {seen['last']} {key}")
        time.sleep(0.002)
    say(f"looked {looked}")


def spoil(seconds: float, number: int) -> None:
    """Puts a file with a flipped bit, half a file or none in the place of the kept one."""
    base = Path(os.environ["CHUNGTAY_HOME"]) / "cube" / "base"
    chance, until, spoilt = random.Random(number), time.monotonic() + seconds, 0
    while time.monotonic() < until:
        time.sleep(0.2)
        if base.exists():
            content = bytearray(base.read_bytes())
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            half = content[: len(content) // 2] if chance.random() < 0.3 else content
            (base.parent / "spoilt").write_bytes(half)
            os.replace(base.parent / "spoilt", base)
            spoilt += 1
    say(f"spoilt {spoilt}")


def prepare() -> None:
    """A database of its own, with two provinces of two communes each."""
    from django.core.management import call_command

    from chungtay.models import Breakdown, Combination, Indicator, Organisation, Place, Served, Source

    call_command("migrate", verbosity=0)
    for province in ("P1", "P2"):
        above = Place.objects.create(
            code=province, kind="province", name=province, valid_from=date(2000, 1, 1)
        )
        for commune in "AB":
            Place.objects.create(
                code=province + commune,
                kind="commune",
                name=commune,
                parent=above,
                valid_from=date(2000, 1, 1),
            )
    Indicator.objects.create(slug="sessions", kind="flow", name="Sessions", measure="session")
    Organisation.objects.create(kind="other", name="Union")
    Served.objects.of([])
    Source.objects.create(kind="load")
    Combination.objects.create(breakdown=Breakdown.objects.create(slug="total"), slug="")


def forked(verb: Verb, seconds: float, number: int) -> int:
    """A process of its own, which need not read the whole program first."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            verb(seconds, number)
            sys.stdout.flush()
            os._exit(0)
        finally:
            os._exit(1)
    return child


def kill(seconds: float, number: int) -> None:
    """Begins readers, which write the file too, and ends each at some moment."""
    chance, until, killed = random.Random(number), time.monotonic() + seconds, 0
    while time.monotonic() < until or killed < LEAST:
        reader = forked(read, 60, number + killed)
        time.sleep(chance.random() / 5)
        os.kill(reader, signal.SIGKILL)
        os.waitpid(reader, 0)
        killed += 1
    say(f"killed {killed}")


VERBS: dict[str, Verb] = {"write": write, "read": read, "follow": follow, "spoil": spoil, "kill": kill}

if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "prepare":
        prepare()
    else:
        seconds, *verbs = sys.argv[1:]
        children = [forked(VERBS[verb], float(seconds), number) for number, verb in enumerate(verbs)]
        failed = [child for child in children if os.waitpid(child, 0)[1]]
        sys.exit(len(failed))
