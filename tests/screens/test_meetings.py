"""A meeting is written down, decided, sent and followed up over its pages; what is sent cannot be changed there."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chungtay.actions.meetings import decide, give_by_decision, send_minutes
from chungtay.actions.tasks import finish_task
from chungtay.models import Meeting, Task
from tests.actions.test_meetings import held
from tests.world import NOW, TODAY, World

Enter = Callable[[str], Client]


def page(browser: Client, meeting: Meeting) -> str:
    return browser.get(reverse("meeting", args=[meeting.pk])).content.decode()


def test_a_meeting_goes_from_its_day_to_the_tasks_that_came_of_it(
    world: World, signed_in: Enter, tmp_path: object, settings: object
) -> None:
    settings.FILES = tmp_path  # type: ignore[attr-defined]
    desk = signed_in("provincial")
    told = {"title": "On the talks", "met_on": "20/03/2026", "bodies": [world.bodies["east"].pk]}
    desk.post(reverse("meeting-new", args=[world.programme.slug]), told)
    meeting = Meeting.objects.get()
    desk.post(reverse("meeting-decisions", args=[meeting.pk]), {"number": "1", "text": "Two talks"})
    file = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7", content_type="application/pdf")
    desk.post(reverse("meeting-minutes", args=[meeting.pk]), {"file": file})
    task = {"decision": "1", "text": "Hold two talks", "organisation": world.bodies["dogwood"].pk}
    task |= {"due_on": "30/04/2026", "content": world.contents[0].pk}
    desk.post(reverse("meeting-tasks", args=[meeting.pk]), task)
    desk.post(reverse("meeting-sending", args=[meeting.pk]))
    made = Task.objects.get()
    assert (made.asker, made.content) == (world.bodies["west"], world.contents[0])
    assert "minutes.pdf" in page(signed_in("partner"), meeting)
    shown = signed_in("officer").get(reverse("task", args=[made.pk])).content.decode()
    assert reverse("meeting", args=[meeting.pk]) in shown and "Decision 1" in shown


def test_the_page_says_how_far_the_tasks_of_each_decision_are(world: World, signed_in: Enter) -> None:
    meeting = held(world)
    decision = decide(meeting, text="Two talks", by=world.provincial, at=NOW)
    for body in ("dogwood", "cedar"):
        give_by_decision(
            decision, world.bodies[body], text="A talk", due_on=TODAY, by=world.provincial, at=NOW
        )  # fmt: skip
    finish_task(Task.objects.get(organisation=world.bodies["dogwood"]), on=TODAY, by=world.officer, at=NOW)
    assert "1 of 2 tasks done" in page(signed_in("provincial"), meeting)
    send_minutes(meeting, by=world.provincial, at=NOW)
    assert "1 of 1 tasks done" in page(signed_in("officer"), meeting)  # the other one is Cedar's business


def test_what_was_sent_has_no_forms_to_change_it(world: World, signed_in: Enter) -> None:
    meeting = held(world)
    decide(meeting, text="Two talks", by=world.provincial, at=NOW)
    changing = ["meeting-decisions", "meeting-minutes", "meeting-sending"]
    addresses = [reverse(name, args=[meeting.pk]) for name in changing]
    desk = signed_in("provincial")
    assert [address in page(desk, meeting) for address in addresses] == [True] * 3
    send_minutes(meeting, by=world.leader, at=NOW)
    assert [address in page(desk, meeting) for address in addresses] == [False] * 3
    assert desk.post(addresses[0], {"number": "2", "text": "More"}).status_code == 422
    assert desk.post(addresses[2]).status_code == 422


@pytest.mark.parametrize(("name", "status"), [("stranger", 404), ("partner", 404), ("officer", 404)])
def test_before_it_is_sent_a_meeting_exists_for_its_side_only(
    world: World, signed_in: Enter, name: str, status: int
) -> None:
    meeting = held(world)
    assert signed_in(name).get(reverse("meeting", args=[meeting.pk])).status_code == status
    assert "On the talks" not in signed_in(name).get(reverse("meetings")).content.decode()


def test_whoever_only_reads_a_meeting_changes_nothing(world: World, signed_in: Enter) -> None:
    meeting = held(world)
    decide(meeting, text="Two talks", by=world.provincial, at=NOW)
    send_minutes(meeting, by=world.provincial, at=NOW)
    for name in ("partner", "auditor"):
        answer = signed_in(name).post(reverse("meeting-tasks", args=[meeting.pk]), {})
        assert "Your post does not allow this." in answer.content.decode()
    assert signed_in("auditor").get(reverse("meeting-new", args=[world.programme.slug])).status_code == 422


def test_faults_of_a_decision_are_said_beside_its_fields(world: World, signed_in: Enter) -> None:
    meeting = held(world)
    decide(meeting, text="Two talks", by=world.provincial, at=NOW)
    sent = {"number": "1", "text": "A visit"}
    answer = signed_in("provincial").post(reverse("meeting-decisions", args=[meeting.pk]), sent)
    assert "There is a decision 1 already. The next one is 2." in answer.content.decode()
    again = {"number": "1", "text": "Two talks"}
    assert (
        signed_in("provincial").post(reverse("meeting-decisions", args=[meeting.pk]), again).status_code
        == 302
    )
    assert meeting.decisions.count() == 1


def test_a_decision_is_said_otherwise_before_it_is_sent(world: World, signed_in: Enter) -> None:
    meeting = held(world)
    decide(meeting, text="Two talks", by=world.provincial, at=NOW)
    address = reverse("meeting-decision", args=[meeting.pk, 1])
    signed_in("provincial").post(address, {"text": "Three talks"})
    assert meeting.decisions.get().text == "Three talks"


@pytest.mark.parametrize(
    ("address", "told"),
    [("meeting-minutes", {}), ("meeting-decisions", {"number": "2", "text": "One more"})],
)
def test_a_form_that_was_still_open_when_the_minutes_were_sent_says_why_nothing_was_kept(
    world: World, signed_in: Enter, address: str, told: dict[str, str]
) -> None:
    meeting = held(world)
    decide(meeting, text="Two talks", by=world.provincial, at=NOW)
    send_minutes(meeting, by=world.provincial, at=NOW)
    answer = signed_in("provincial").post(reverse(address, args=[meeting.pk]), told)
    assert answer.status_code == 422
    assert 'class="errs"' in answer.content.decode()
    assert meeting.decisions.count() == 1
