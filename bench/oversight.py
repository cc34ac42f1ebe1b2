"""A country that holds itself to account: 10,000 recommendations, listed, narrowed, sorted and escalated.

`python -m bench oversight`. The nation and its 34 provinces ask communes and one another; the pages are asked for
through the whole house in one process, and half of what is owed is overdue. Promised: a list in 100 ms of server time,
all escalations in 5 s.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["CHUNGTAY_HOME"] = tempfile.mkdtemp(prefix="chungtay-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "chungtay.settings"
os.environ["DATABASE_URL"] = ""

import django  # noqa: E402
from django.core.management import call_command  # noqa: E402

from bench.measure import Measure  # noqa: E402

if TYPE_CHECKING:
    from chungtay.models import Organisation, Person

PROVINCES, COMMUNES, ASKED = 34, 100, 10_000
START, TIMES = date(2025, 7, 1), 9
ASKING = (
    "", "shown=mine", "shown=late", "shown=escalated", "shown=all&sort=newest", "shown=all&sort=addressee",
    "state=answered&sort=number", "origin=own&year=2026", "words=dia+chi", "page=40",
)  # fmt: skip


def main(words: Sequence[str]) -> int:
    django.setup()
    try:
        call_command("migrate", verbosity=0)
        readers = laid()
        for measure in chain(lists(readers), escalations()):
            sys.stdout.write(f"{measure}\n")
            sys.stdout.flush()
    finally:
        shutil.rmtree(Path(os.environ["CHUNGTAY_HOME"]))
    return 0


def lists(readers: dict[str, Any]) -> Iterator[Measure]:
    from django.test import Client

    for name, account in readers.items():
        browser = Client(SERVER_NAME="localhost")
        browser.force_login(account)
        for asked in ASKING:
            took = [timed(browser, f"/recommendations/?{asked}") for _ in range(TIMES + 2)][2:]
            yield Measure(f"{name}: {asked or 'as it opens'}", statistics.median(took), 100)
        took = [timed(browser, "/oversight/") for _ in range(TIMES + 2)][2:]
        yield Measure(f"{name}: the front page", statistics.median(took), 100)


def timed(browser: Any, address: str) -> float:
    begun = time.perf_counter()
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return (time.perf_counter() - begun) * 1000


def escalations() -> Iterator[Measure]:
    """The day on which every answer that is owed is overdue, and the day after it."""
    from django.utils import timezone

    from chungtay.actions.recommendations import escalate_due
    from chungtay.models import Addressee
    from chungtay.rules.recommendations import State

    Addressee.objects.update(
        state=State.SENT, decision="", due_on=timezone.localdate() - timedelta(days=5), escalated_on=None
    )
    for what in ("escalating all of them", "the same again"):
        begun = time.perf_counter()
        done, _ = escalate_due(timezone.now())
        yield Measure(f"{what}: {done:,}", time.perf_counter() - begun, 5, "s")


def laid() -> dict[str, Any]:
    """Bodies, two readers and what they ask; gives the accounts by a name."""
    from django.utils import timezone

    from chungtay.actions.deadlines import lay_deadlines
    from chungtay.models import Organisation
    from chungtay.rules.people import Role

    lay_deadlines(timezone.now())
    top = Organisation.objects.create(kind="womens_union", name="Trung ương")
    provinces = Organisation.objects.bulk_create(
        Organisation(kind="womens_union", name=f"Tỉnh {n}", parent=top) for n in range(PROVINCES)
    )
    communes = Organisation.objects.bulk_create(
        Organisation(kind="womens_union", name=f"Xã {n}-{m}", parent=provinces[n])
        for n, m in product(range(PROVINCES), range(COMMUNES))
    )
    readers = {
        "nation": reader(top, Role.NATIONAL_OFFICER),
        "province": reader(provinces[0], Role.PROVINCIAL_LEADER),
    }
    lay_recommendations(top, provinces, communes, readers["nation"].person)
    lay_words()
    return readers


def lay_words() -> None:
    """As the door of changes would, but all at once."""
    from chungtay.models import Recommendation, SearchText

    rows = [SearchText(kind="recommendation", thing=one.pk) for one in Recommendation.objects.only("pk")]
    for row, text in zip(rows, Recommendation.objects.values_list("text", flat=True), strict=True):
        row.tell([text], ())
    SearchText.objects.bulk_create(rows, batch_size=500)


def reader(body: "Organisation", role: Any) -> Any:
    from allauth.mfa.totp.internal.auth import TOTP

    from chungtay.models import Account, Person, Post

    person = Person.objects.create(known_as=f"{role} {body}")
    Post.objects.create(person=person, organisation=body, role=role, title=str(role), valid_from=START)
    account = Account.objects.create_user(str(role), None, person=person)
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")  # some posts must have a second step
    return account


def lay_recommendations(
    top: "Organisation", provinces: list["Organisation"], communes: list["Organisation"], by: "Person"
) -> None:
    """A fifth by the nation to provinces, the rest by the first three provinces to their communes; in every state."""
    from django.utils import timezone

    from chungtay.models import Addressee, Recommendation
    from chungtay.rules.recommendations import Decided, Origin, State

    now, today = timezone.now(), timezone.localdate()
    states = [state for state in State if state is not State.DRAFT]
    asked, ways, numbers = [], [], dict.fromkeys(range(-1, PROVINCES), 0)
    for n in range(ASKED):
        number = -1 if n % 5 == 0 else n % 3
        holder = top if number < 0 else provinces[number]
        numbers[number] += 1
        one = Recommendation(
            holder=holder, origin=Origin.OWN, text=f"Mở địa chỉ tin cậy thứ {n}", drafted_by=by, drafted_at=now,
            sent_by=by, sent_at=now - timedelta(days=n % 200), year=2026, number=numbers[number],
        )  # fmt: skip
        state = states[n % len(states)]
        decided = state in (State.ANSWERED, State.DONE, State.VERIFIED, State.CLOSED)
        asked.append(one)
        body = provinces[n % PROVINCES] if number < 0 else communes[number * COMMUNES + n % COMMUNES]
        ways.append(
            Addressee(
                recommendation=one, organisation=body, state=state, due_on=today + timedelta(days=n % 60 - 30),
                decision=Decided.ACCEPTED if decided else "",
            )
        )  # fmt: skip
    Recommendation.objects.bulk_create(asked, batch_size=500)
    Addressee.objects.bulk_create(ways, batch_size=500)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
