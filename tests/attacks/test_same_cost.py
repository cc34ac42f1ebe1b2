"""What is hidden costs as many questions to the database as what never was, and the same ones.

Clocks are compared by `make bench`; here it is what the clocks would show.
"""

import re
from itertools import islice

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.attacks.crawl import Owners
from tests.attacks.reckoning import Reckoning
from tests.attacks.siege import Siege
from tests.attacks.strangers import NOBODY
from tests.attacks.test_foreign_ids import knock, routes, strangers_to
from tests.world import TODAY

pytestmark = pytest.mark.django_db
LITERALS = re.compile(r"'(?:[^']|'')*'|\b[0-9a-f]{32}\b|\bs\d+_x\d+\b|\b\d+\b")


@pytest.mark.parametrize("person", ["officer", "limited"])
def test_what_is_hidden_costs_the_same_questions_as_what_never_was(siege: Siege, person: str) -> None:
    reckoning, owners, told, tried = Reckoning(TODAY), Owners(), [], 0
    browser = siege.browser(person)
    for method, route, name in routes():
        for _, key in islice(strangers_to(siege.world.persons[person], route, reckoning, owners), 1):
            asked = []
            for one in (key, NOBODY if "-" in key else "999999"):
                with CaptureQueriesContext(
                    connection,
                ) as captured:
                    knock(siege, browser, method, route, name, one)
                asked.append([LITERALS.sub("…", query["sql"]) for query in captured.captured_queries])
            tried += 1
            if asked[0] != asked[1]:
                told.append((method, route, len(asked[0]), len(asked[1])))
    assert told == []
    assert tried >= 20
