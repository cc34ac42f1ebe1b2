"""A long text comes into force with few questions to the database."""

from chungtay.actions.versions import propose_version, put_in_force
from chungtay.models import Commitment
from tests.actions.test_versions import kept, written
from tests.world import NOW, TODAY, World


def test_an_amendment_of_a_long_text_asks_few_questions(
    world: World, django_assert_max_num_queries: object
) -> None:
    Commitment.objects.bulk_create(
        Commitment(phase=world.phase, number=number, text=f"Sentence {number}") for number in range(3, 303)
    )
    kept(world)
    version = written(world)
    propose_version(version, by=world.leader, at=NOW)
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        put_in_force(version, on=TODAY, by=world.leader, at=NOW)
