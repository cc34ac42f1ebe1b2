"""Where a partner reads Lao that no second person checked, a ring says so: supervision, criticism, days to greet on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from chungtay.actions.deadlines import lay_deadlines
from chungtay.actions.supervision import move_supervision, write_finding
from chungtay.actions.wordings import check_wording, translate
from chungtay.answers.wordings import found_thing
from chungtay.models import Criticism, Finding, Occasion, Supervision, SupervisionPlan
from chungtay.models.record import Record
from chungtay.rules.supervision import Move
from tests.actions import criticising
from tests.actions.supervising import LATER, finding, sent, under_way
from tests.world import NOW, TODAY, World

Enter = Callable[..., Client]
pytestmark = pytest.mark.django_db
RING = 'class="unchecked" title'
LAO = "ສະໂມສອນຢູ່ຊາຍແດນ"


@pytest.fixture(autouse=True)
def _files(world: World, tmp_path: Path, settings: Settings) -> None:
    settings.FILES = tmp_path
    lay_deadlines(NOW)


def concluded(world: World) -> tuple[Supervision, Finding]:
    one = under_way(world, subject_lo=LAO)
    found = write_finding(finding(one, world, text_lo=LAO), by=world.provincial, at=LATER)
    told = {"conclusion": "Two clubs work.", "conclusion_lo": LAO}
    return move_supervision(one, Move.CONCLUDE, **told, by=world.leader, at=LATER), found


def ringed(browser: Client, address: str) -> int:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().count(RING)


def stand_for(thing: Record, field: str, world: World) -> None:
    """One office says it in Lao, the partner checks it."""
    translate(thing, field, "lo", f"{LAO} {field}", by=world.provincial, at=NOW)
    check_wording(thing, field, "lo", by=world.partner, at=NOW)


def test_a_supervision_says_which_lao_of_it_nobody_checked(signed_in: Enter, world: World) -> None:
    one, _found = concluded(world)
    at = f"/supervisions/{one.pk}/"
    assert ringed(signed_in("officer", "lo"), at) == 3  # subject, conclusion, finding
    assert ringed(signed_in("officer", "vi"), at) == 0
    assert ringed(signed_in("officer", "lo"), "/supervisions/") == 1


def test_a_plan_of_supervision_says_it_too(signed_in: Enter, world: World) -> None:
    plan = SupervisionPlan.objects.create(
        holder=world.bodies["west"], agreement=world.programme, year=2026, title="Supervision", title_lo=LAO,
        drafted_by=world.provincial,
    )  # fmt: skip
    desk = signed_in("provincial", "lo")
    for address in ("/supervisions/plans/", f"/supervisions/plans/{plan.pk}/"):
        assert ringed(desk, address), address


def test_a_criticised_draft_says_it_until_a_second_person_checked(signed_in: Enter, world: World) -> None:
    one = criticising.sent(world, title_lo=LAO)
    desk = signed_in("partner", "lo")
    addresses = [f"/criticisms/{one.pk}/{more}" for more in ("", "clauses/", "comparison/")]
    for address in [*addresses, "/criticisms/"]:
        assert ringed(desk, address), address
    stand_for(one, "title", world)
    for address in [*addresses, "/criticisms/"]:
        assert not ringed(desk, address), address


def test_a_day_to_greet_on_says_it(signed_in: Enter, world: World) -> None:
    day = Occasion.objects.create(
        slug="founding", name="Founding day", name_lo=LAO, rule="fixed", month=4, day=1, source="Our own",
        holder=world.bodies["west"], agreement=world.programme,
    )  # fmt: skip
    desk = signed_in("provincial", "lo")
    for address in ("/occasions/", f"/occasions/{day.pk}/"):
        assert ringed(desk, address), address
    assert not ringed(signed_in("provincial", "vi"), "/occasions/")


def test_the_page_of_words_offers_them_all(signed_in: Enter, world: World) -> None:
    one, _found = concluded(world)
    criticised = criticising.received(world)
    assert isinstance(criticised, Criticism)
    shown = signed_in("provincial").get("/programmes/oak-elm/words/").content.decode()
    for words in (one.subject, one.conclusion, "One club has no register.", criticised.title):
        assert words in shown, words


def test_a_finding_is_translated_by_the_team_alone_until_the_conclusion(world: World) -> None:
    one = under_way(world)
    found = write_finding(finding(one, world), by=world.provincial, at=LATER)
    assert found_thing("finding", found.pk, world.provincial, TODAY) == found
    assert found_thing("finding", found.pk, world.officer, TODAY) is None
    move_supervision(one, Move.CONCLUDE, conclusion="Two clubs work.", by=world.leader, at=LATER)
    assert found_thing("finding", found.pk, world.officer, TODAY) == found
    assert found_thing("finding", found.pk, world.stranger, TODAY) is None


def test_a_supervision_in_no_programme_has_nobody_who_agrees_on_its_words(world: World) -> None:
    one = sent(world)
    Supervision.objects.filter(pk=one.pk).update(agreement=None)
    assert found_thing("supervision", one.pk, world.provincial, TODAY) is None
