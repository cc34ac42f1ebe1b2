"""The same form sent twice: a double click, a reload, a line that broke before the answer came."""

import pytest
from django.urls import reverse

from tests.access.test_access import PERSONS, ROWS, Row
from tests.access.things import Thing
from tests.attacks.kept import changes, kept
from tests.attacks.siege import Siege
from tests.attacks.test_mass_assignment import who_may
from tests.undone import undone

pytestmark = pytest.mark.django_db
POSTING = [row for row in ROWS if row.method == "POST"]


@pytest.mark.parametrize("row", POSTING, ids=str)
def test_the_second_of_two_equal_forms_makes_nothing_more(siege: Siege, row: Row) -> None:
    thing = siege.pages.get((row.address, row.thing), Thing())
    address = reverse(row.address, kwargs=thing.names)
    with undone():
        browser = siege.browser(who_may(PERSONS, row.wanted, "302", row.address))
        browser.post(address, thing.sent())
        once = kept()
        answer = browser.post(address, thing.sent())
        more = [one for one in changes(once, kept()) if one.startswith("made") and "AuditLine" not in one]
    assert answer.status_code < 500
    assert more == []
