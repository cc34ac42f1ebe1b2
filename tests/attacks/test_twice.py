"""The same form sent twice: a double click, a reload, a line that broke before the answer came."""

import re

import pytest
from django.urls import reverse

from tests.access.test_access import PERSONS, ROWS, Row
from tests.access.things import Thing
from tests.attacks.kept import changes
from tests.attacks.siege import Siege
from tests.attacks.test_mass_assignment import who_may
from tests.undone import undone

pytestmark = pytest.mark.django_db
TELLING = re.compile(r"(chungtay\.(AuditLine|Knock)|incidents\.Opening):")
POSTING = [row for row in ROWS if row.method == "POST"]


@pytest.mark.parametrize("row", POSTING, ids=str)
def test_the_second_of_two_equal_forms_makes_nothing_more(siege: Siege, row: Row) -> None:
    thing = siege.pages.get((row.address, row.thing), Thing())
    address = reverse(row.address, kwargs=thing.names)
    with undone():
        browser = siege.browser(who_may(PERSONS, row.wanted, "302", row.address))
        first, second = thing.sent(), thing.sent()
        if "stamp" in first:  # a form of readers is known again by its stamp
            second["stamp"] = first["stamp"]
        browser.post(address, first)
        once = siege.now()
        answer = browser.post(address, second)
        # Lines of the audit, knocks at a door and readings of what is sealed tell of each time.
        more = [
            one for one in changes(once, siege.now()) if one.startswith("made") and not TELLING.search(one)
        ]
    assert answer.status_code < 500
    assert more == []
