"""What is hidden costs as many questions to the database as what never was, and the same ones.

Clocks are compared by `make bench`; here it is what the clocks would show.
"""

import re
from datetime import timedelta
from itertools import islice

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chungtay.screens.accounts import sessions
from tests.attacks.crawl import Owners
from tests.attacks.reckoning import Reckoning
from tests.attacks.siege import Siege
from tests.attacks.strangers import NOBODY
from tests.attacks.test_foreign_ids import asked_by, knock, strangers_to
from tests.world import TODAY

pytestmark = pytest.mark.django_db
LITERALS = re.compile(r"'(?:[^']|'')*'|\b[0-9a-f]{32}\b|\bs\d+_x\d+\b|\b\d+\b")
ASKING = ("officer", "limited")


@pytest.mark.parametrize("person", ASKING)
def test_what_is_hidden_costs_the_same_questions_as_what_never_was(
    siege: Siege, person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Once a minute it is noted that a session lives: by chance between the two that are compared.
    monkeypatch.setattr(sessions, "NOTED_EVERY", timedelta(days=1))
    reckoning, owners, told, tried = Reckoning(TODAY), Owners(), [], 0
    browser = siege.browser(person)
    for method, route, name in asked_by(person, ASKING, at_each=1):
        for _, key in islice(strangers_to(siege.world.persons[person], route, reckoning, owners), 1):
            asked = []
            unknown = NOBODY if "-" in key else "999999"
            knock(
                siege, browser, method, route, name, unknown
            )  # what is sent may be looked up, the first time
            for one in (key, unknown):
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
