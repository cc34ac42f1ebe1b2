"""A workshop goes over its pages from criteria to what came of each problem; votes stay covered until they close."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chungtay.actions.problems import (
    close_votes,
    note_for_next_year,
    open_workshop,
    pin_figure,
)
from chungtay.models import Criterion, Outcome, PinnedFigure, Problem, Recommendation, Task, Vote, Workshop
from tests.actions.workshops_made import opened, prepared, raised, ranked, voted
from tests.models.test_guards import posted
from tests.world import NOW, TODAY, World

Enter = Callable[[str], Client]


def page(browser: Client, workshop: Workshop) -> str:
    return browser.get(reverse("workshop", args=[workshop.pk])).content.decode()


def of(browser: Client, problem: Problem) -> str:
    return browser.get(at("problem", problem)).content.decode()


def at(name: str, problem: Problem) -> str:
    return reverse(name, args=[problem.workshop_id, problem.number])


def test_a_workshop_goes_from_its_criteria_to_what_came_of_a_problem(
    world: World, signed_in: Enter, tmp_path: object, settings: object
) -> None:
    settings.FILES = tmp_path  # type: ignore[attr-defined]
    posted(world, 30_000)
    desk, dogwood = signed_in("provincial"), signed_in("officer")
    told = {"title": "Urgent problems", "held_on": "18/03/2026", "bodies": [world.bodies["dogwood"].pk]}
    desk.post(reverse("workshop-new", args=[world.programme.slug]), told)
    workshop = Workshop.objects.get()
    rows = {"text_1": "How many it touches", "weight_1": "3", "text_2": "How grave it is", "weight_2": "1"}
    desk.post(reverse("workshop-criteria", args=[workshop.pk]), rows)
    desk.post(reverse("workshop-opening", args=[workshop.pk]))
    said = {"text": "No well in the dry months", "group": "Women", "places": "dogwood"}
    said |= {"file": SimpleUploadedFile("count.pdf", b"%PDF-1.7", content_type="application/pdf")}
    dogwood.post(reverse("problem-new", args=[workshop.pk]), said)
    problem = Problem.objects.get()
    pin = {"indicator": "sessions", "first_on": "01/01/2026", "last_on": "31/12/2026", "place": "103"}
    dogwood.post(at("problem-figures", problem), pin)
    dogwood.post(at("problem-votes", problem), {"score_1": "5", "score_2": "3"})
    desk.post(at("problem-votes", problem), {"score_1": "4", "score_2": "4"})
    desk.post(reverse("workshop-closing", args=[workshop.pk]))
    desk.post(at("problem-outcomes", problem), {"kind": "content", "reason": "With the wells"})
    assert (PinnedFigure.objects.get().amount, Vote.objects.count()) == (30_000, 4)
    shown = page(dogwood, workshop)
    assert "4.25 points of 5" in shown or "4,25 points of 5" in shown
    assert "Content of next year" in shown and "is offered when next year" in shown
    assert "count.pdf" in of(dogwood, problem)


def test_the_page_says_before_the_vote_that_it_stands(world: World, signed_in: Enter) -> None:
    problem = raised(opened(world), world)
    assert "it cannot be changed or cast anew" in of(signed_in("officer"), problem)
    signed_in("officer").post(at("problem-votes", problem), {"score_1": "5", "score_2": "3"})
    again = signed_in("officer").post(at("problem-votes", problem), {"score_1": "1", "score_2": "1"})
    assert again.status_code == 422 and "stands once it is cast" in again.content.decode()
    assert sorted(Vote.objects.values_list("score", flat=True)) == [3, 5]


def test_nobody_reads_how_others_voted_before_the_votes_are_closed(world: World, signed_in: Enter) -> None:
    workshop = opened(world)
    problem = raised(workshop, world)
    voted(problem, world, (5, 3), by="partner", body="east")
    for shown in (page(signed_in("officer"), workshop), of(signed_in("officer"), problem)):
        assert "points of 5" not in shown and "Mean" not in shown
    assert "1 vote" in page(signed_in("officer"), workshop)
    sheet = reverse("workshop-sheet", args=[workshop.pk])
    assert "nothing is ranked" in signed_in("officer").get(sheet).content.decode()
    close_votes(workshop, reason="The road was flooded", by=world.provincial, at=NOW)
    shown = page(signed_in("officer"), workshop)
    assert "points of 5" in shown and "The road was flooded" in shown


def test_the_page_names_who_has_not_voted(world: World, signed_in: Enter) -> None:
    workshop = opened(world)
    voted(raised(workshop, world), world, (5, 3), by="partner", body="east")
    shown = re.sub("<[^>]*>", "", page(signed_in("provincial"), workshop))
    assert "without a vote: Union of Oakshire, Union of Dogwood" in shown
    answer = signed_in("provincial").post(reverse("workshop-closing", args=[workshop.pk]))
    assert answer.status_code == 422 and "Not every vote is in: " in re.sub(
        "<[^>]*>", "", answer.content.decode()
    )


def test_what_was_ranked_prints_as_one_sheet_with_every_vote(world: World, signed_in: Enter) -> None:
    workshop = ranked(world)
    shown = signed_in("partner").get(reverse("workshop-sheet", args=[workshop.pk])).content.decode()
    assert 'class="a4"' in shown and shown.count("Union of Elmshire") >= 3
    assert shown.index("No well in the dry months") < shown.index("Girls marry at fifteen")
    assert "1. Nothing was said yet." in shown


def test_a_pinned_figure_opens_as_it_was_known_and_stands_beside_today(
    world: World, signed_in: Enter
) -> None:
    posted(world, 30_000)
    problem = raised(opened(world), world)
    days = {"first_on": TODAY.replace(month=1, day=1), "last_on": TODAY}
    pin_figure(problem, world.indicators["sessions"], place=None, **days, by=world.officer, at=NOW)
    posted(world, 20_000)
    browser = signed_in("officer")
    shown = of(browser, problem)
    assert "posting 1" in shown and "+2" in shown
    asked = f"{reverse('figure')}?indicator=sessions&programme=oak-elm&from=2026-01-01&to=2026-03-20"
    then = browser.get(f"{asked}&posting=1").content.decode()
    assert "as it was known at posting 1." in then and "<b>1 entry</b>" in then
    assert "<b>2 entries</b>" in browser.get(asked).content.decode()
    for number in ("99", "x", "-1", "1" * 30):
        assert browser.get(f"{asked}&posting={number}").status_code == 404


def test_what_came_of_each_problem_stands_in_the_register(world: World, signed_in: Enter) -> None:
    workshop = ranked(world)
    desk = signed_in("provincial")
    problem = workshop.problems.get(number=2)
    task = {"text": "Dig a well", "organisation": world.bodies["dogwood"].pk, "due_on": "30/04/2026"}
    assert desk.post(at("problem-tasks", problem), task).status_code == 302
    asked = {"text": "Pay for a well", "outside": "District office"}
    assert desk.post(at("problem-recommendations", problem), asked).status_code == 302
    other = workshop.problems.get(number=1)
    no = {"kind": "not_taken_up", "reason": "The ministry does it"}
    assert desk.post(at("problem-outcomes", other), no).status_code == 302
    shown = desk.get(reverse("problems")).content.decode()
    assert reverse("task", args=[Task.objects.get().pk]) in shown and "Pay for a well" in shown
    assert Recommendation.objects.get().holder == world.bodies["west"]
    assert "The ministry does it" in shown
    dogwood = signed_in("officer").get(reverse("problems")).content.decode()
    assert "Dig a well" in dogwood and "Pay for a well" not in dogwood


FILTERS = """
    shown         first  second
    all           yes    yes
    open          yes    no
    taken_up      no     yes
    not_taken_up  no     no
    voting        no     no
    nonsense      yes    yes
"""


@pytest.mark.parametrize("row", FILTERS.strip().splitlines()[1:])
def test_the_register_is_narrowed_by_what_came_of_problems(world: World, signed_in: Enter, row: str) -> None:
    shown, *wanted = row.split()
    note_for_next_year(ranked(world).problems.get(number=2), by=world.provincial, at=NOW)
    answer = signed_in("officer").get(reverse("problems"), {"shown": shown}).content.decode()
    found = ["yes" if text in answer else "no" for text in ("Girls marry", "No well")]
    assert found == wanted


def test_the_register_finds_words(world: World, signed_in: Enter) -> None:
    ranked(world)
    answer = signed_in("officer").get(reverse("problems"), {"words": "WELL"}).content.decode()
    assert "No well" in answer and "Girls marry" not in answer


@pytest.mark.parametrize(
    ("name", "status"), [("stranger", 404), ("partner", 404), ("officer", 404), ("leader", 200)]
)
def test_before_it_is_opened_a_workshop_exists_for_its_holder_only(
    world: World, signed_in: Enter, name: str, status: int
) -> None:
    workshop = prepared(world)
    problem = raised(workshop, world, by="provincial", body="west")
    browser = signed_in(name)
    assert browser.get(reverse("workshop", args=[workshop.pk])).status_code == status
    assert browser.get(at("problem", problem)).status_code == status
    for room in ("problems", "workshops"):
        assert ("Urgent problems of women" in browser.get(reverse(room)).content.decode()) == (status == 200)


def test_whoever_takes_part_does_not_hold_it(world: World, signed_in: Enter) -> None:
    workshop = ranked(world)
    problem = workshop.problems.get(number=1)
    addresses = [
        reverse(f"workshop-{name}", args=[workshop.pk])
        for name in ("criteria", "opening", "closing", "minutes")
    ]
    addresses += [at(f"problem-{name}", problem) for name in ("outcomes", "tasks", "recommendations")]
    for name in ("partner", "officer", "auditor"):
        for address in addresses:
            answer = signed_in(name).post(address, {"kind": "not_taken_up", "reason": "So"})
            assert "Your post does not allow this." in answer.content.decode()
    assert not Outcome.objects.exists()


def test_a_unit_that_is_called_like_no_other_is_found_by_its_name(world: World, signed_in: Enter) -> None:
    workshop = opened(world)
    address = reverse("problem-new", args=[workshop.pk])
    said = {"text": "No well", "group": "Women"}
    wrong = signed_in("officer").post(address, said | {"places": "Nowhere\nDogwood"})
    assert wrong.status_code == 422 and "No unit is called “Nowhere”" in wrong.content.decode()
    signed_in("officer").post(address, said | {"places": "dogwood\n102@2025-07-01"})
    assert {place.name for place in Problem.objects.get().places.all()} == {"Dogwood", "Cedar"}


def test_a_problem_is_said_otherwise_with_its_places_and_papers_kept(world: World, signed_in: Enter) -> None:
    problem = raised(opened(world), world)
    address = at("problem-words", problem)
    shown = signed_in("officer").get(address).content.decode()
    assert "Dogwood – 103@2000-01-01" in shown
    said = {"text": "Girls marry", "group": "Girls", "places": "Dogwood – 103@2000-01-01"}
    signed_in("officer").post(address, said)
    problem.refresh_from_db()
    assert (problem.text, problem.places.get().name) == ("Girls marry", "Dogwood")
    assert "Your post does not allow this." in signed_in("partner").get(address).content.decode()


def test_every_fault_of_the_criteria_is_said_and_none_is_kept(world: World, signed_in: Enter) -> None:
    workshop = prepared(world)
    rows = {"text_1": "How grave", "weight_1": "3", "text_2": "how GRAVE", "weight_2": "1"}
    answer = signed_in("provincial").post(reverse("workshop-criteria", args=[workshop.pk]), rows)
    assert answer.status_code == 422 and "stands there twice" in answer.content.decode()
    assert Criterion.objects.count() == 2 and workshop.criteria.first().text == "How many it touches"  # type: ignore[union-attr]


def test_lists_ask_the_database_as_often_however_much_they_show(
    world: World, signed_in: Enter, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    workshop = ranked(world)
    for number in range(3):
        later = opened_as(world, f"Workshop {number}")
        raised(later, world, text=f"Problem of {number}")
    browser = signed_in("officer")
    with django_assert_max_num_queries(60):  # type: ignore[attr-defined]
        browser.get(reverse("problems"))
        browser.get(reverse("workshop", args=[workshop.pk]))


def opened_as(world: World, title: str) -> Workshop:
    workshop = prepared(world)
    Workshop.objects.filter(pk=workshop.pk).update(title=title)
    return open_workshop(workshop, by=world.provincial, at=NOW)
