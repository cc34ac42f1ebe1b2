"""A merger that several people record in the same moment is recorded once; whoever reads meanwhile sees a whole map."""

from typing import Any

from django.db import connection

from chungtay.actions.places import read_merger, record_merger
from chungtay.answers import places as answers
from chungtay.models import Place, Succession
from chungtay.rules.messages import RuleBroken
from tests.actions.test_at_once import at_once, busy  # noqa: F401
from tests.actions.test_places import TABLE
from tests.world import NOW, World


def test_two_who_record_the_same_merger_record_it_once(busy: World) -> None:  # noqa: F811
    told = at_once(*[lambda: record_merger(read_merger(TABLE), by=None, at=NOW)] * 4)
    assert sum(isinstance(one, list) for one in told) == 1
    assert sum(isinstance(one, RuleBroken) for one in told) == 3
    assert Place.objects.filter(name="Maple").count() == 1
    assert Succession.objects.filter(instrument="Order 9").count() == 3


def test_a_map_that_changes_between_two_questions_is_read_again(busy: World) -> None:  # noqa: F811
    """Otherwise a succession would lead to a unit that was not there yet when the units were read."""
    recorded: list[object] = []

    def between(execute: Any, sql: str, *rest: Any) -> Any:
        found = execute(sql, *rest)
        if 'FROM "chungtay_place"' in sql and not recorded:
            recorded.extend(at_once(lambda: record_merger(read_merger(TABLE), by=None, at=NOW)))
        return found

    with connection.execute_wrapper(between):
        whole = answers.world()
    assert isinstance(recorded[0], list)
    assert len(whole.successions) == 5
    assert {place.name for place in whole.places.values()} >= {"Maple", "Nettle"}
