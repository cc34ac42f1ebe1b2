"""Of many clicks in the same moment one gives the post, hands it over, or comes through the link."""

import pytest

from chungtay.actions.accounts import note_failed_try, note_success
from chungtay.actions.people import accept_as, accept_with_new_account, end_post, hand_over, invite
from chungtay.models import Account, FailedTries, Invitation, KnownDevice, Person, Post
from tests.actions.test_at_once import CLICKS, at_once, busy, clicked, person
from tests.actions.test_people import begun
from tests.world import NOW, TODAY, World

__all__ = ["busy"]
GOOD = "seven quiet otters crossing"


def dogwoods() -> Post:
    return Post.objects.get(person__known_as="Officer")


def test_a_post_is_given_once(busy: World) -> None:
    assert clicked(lambda: begun(busy, person=Person(known_as="New officer"))) == 1
    assert Person.objects.filter(known_as="New officer").count() == 1


def test_a_post_ends_once(busy: World) -> None:
    assert clicked(lambda: end_post(dogwoods(), on=TODAY, by=person("administrator"), at=NOW)) == 1


def test_a_post_is_handed_over_once(busy: World) -> None:
    def handing() -> Post:
        return hand_over(dogwoods(), to=Person(known_as="Next"), on=TODAY, by=person("administrator"), at=NOW)

    assert clicked(handing) == 1
    assert Person.objects.filter(known_as="Next").count() == 1


def test_of_links_made_at_once_one_opens(busy: World) -> None:
    assert clicked(lambda: invite(dogwoods(), by=person("administrator"), at=NOW)) == CLICKS
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1


def test_a_link_opens_once(busy: World) -> None:
    _, secret = invite(begun(busy), by=person("administrator"), at=NOW)
    names = iter([f"name-{number}" for number in range(CLICKS)])
    assert clicked(lambda: accept_with_new_account(secret, name=next(names), password=GOOD, at=NOW)) == 1
    assert Account.objects.filter(name__startswith="name-").count() == 1


def test_a_link_is_taken_up_by_one_of_two(busy: World) -> None:
    _, secret = invite(begun(busy), by=person("administrator"), at=NOW)
    told = at_once(
        lambda: accept_as(secret, visitor=person("stranger"), at=NOW),
        lambda: accept_as(secret, visitor=person("partner"), at=NOW),
    )
    assert sum(isinstance(one, Post) for one in told) == 1


@pytest.mark.parametrize("device", ["", "made-up"])
def test_no_failed_try_is_forgotten(busy: World, device: str) -> None:
    def failing() -> None:
        note_failed_try("officer", "203.0.113.7", device, NOW)

    assert clicked(failing) == CLICKS
    assert set(FailedTries.objects.values_list("number", flat=True)) == {CLICKS}


def test_who_comes_in_twice_at_once_is_known_by_two_browsers(busy: World) -> None:
    told = at_once(*[lambda: note_success(Account.objects.get(name="officer"), device="", at=NOW)] * 2)
    assert KnownDevice.objects.count() == len(set(map(str, told))) == 2
