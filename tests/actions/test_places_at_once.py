"""A merger that several people record in the same moment is recorded once; whoever reads meanwhile sees a whole map."""

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


def test_a_map_that_is_read_while_it_changes_is_never_torn(busy: World) -> None:  # noqa: F811
    """A succession to a unit that was not read yet would stop the world from being built."""

    def read() -> int:
        return max(len(answers.world().successions) for _ in range(200))

    told = at_once(read, read, lambda: record_merger(read_merger(TABLE), by=None, at=NOW), read)
    assert all(one in (2, 5) for one in told if not isinstance(one, list))
    assert len(answers.world().successions) == 5
