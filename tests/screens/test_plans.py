"""The pages of a plan: what is agreed, what each side said, and a draft that nobody else sees before it is proposed."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.actions import plans as actions
from chungtay.actions.versions import edit_row, propose_version
from chungtay.answers.figures import Book
from chungtay.answers.reviews.reach import Reach
from chungtay.answers.reviews.results import promises
from chungtay.answers.work import coming_up, duties_of
from chungtay.models import (
    Activity,
    AuditLine,
    Content,
    Organisation,
    Plan,
    Review,
    Seat,
    Target,
    Task,
    Version,
)
from tests.world import NOW, TODAY, World

Enter = Callable[..., Client]
SLUG = "oak-elm"
SECRET = "Nobody reads this yet"


@pytest.fixture
def draft(world: World) -> Plan:
    """Of the western side, for 2027; every word of it is nobody else's."""
    plan = actions.draft_plan(
        world.phase, year=2027, holder=world.bodies["west"], name=SECRET, by=world.provincial, at=NOW
    )
    told = {"text": f"{SECRET}: talks", "leads": [world.bodies["west"]], "due_on": date(2027, 6, 30)}
    content = actions.add_content(plan, told, by=world.provincial, at=NOW)
    actions.set_target(content, world.indicators["clubs"], amount=70_000, by=world.provincial, at=NOW)
    return plan


@pytest.fixture
def proposed(world: World, draft: Plan) -> Plan:
    return actions.propose_plan(draft, by=world.provincial, at=NOW)


def address(plan: Plan, name: str = "plan") -> str:
    return reverse(name, args=[SLUG, plan.pk])


def text_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


# Who sees what

EVERYWHERE = [
    f"/programmes/{SLUG}/",
    f"/programmes/{SLUG}/?year=2027",
    "/programmes/",
    "/work/",
    "/documents/",
    "/activities/",
    "/reports/",
    f"/api/programmes/{SLUG}",
    f"/api/programmes/{SLUG}/contents?year=2027",
    "/api/work",
    f"/public/{SLUG}/",
    "/",
]


@pytest.mark.parametrize("name", ["partner", "officer", "stranger", "cedar"])
def test_a_draft_is_nowhere_for_anybody_else(signed_in: Enter, draft: Plan, name: str) -> None:
    browser = signed_in(name)
    for path in EVERYWHERE:
        answer = browser.get(path)
        assert SECRET not in answer.content.decode() and str(draft.pk) not in answer.content.decode(), path
    content = draft.contents.get()
    for path in (
        address(draft),
        address(draft, "plan-writing"),
        reverse("content", args=[SLUG, content.pk]),
        f"/api/plans/{draft.pk}",
        f"/api/contents/{content.pk}",
    ):
        assert browser.get(path).status_code == 404, path


def test_a_units_own_plan_is_seen_by_the_unit_and_those_above_only(world: World, signed_in: Enter) -> None:
    own = actions.draft_plan(
        world.phase, year=2026, holder=world.bodies["dogwood"], is_joint=False, name=SECRET,
        commitments=world.commitments, by=world.officer, at=NOW,
    )  # fmt: skip
    Content.objects.filter(plan=own).update(text=f"{SECRET}: talks", due_on=date(2026, 6, 30))
    for name, sees in (("officer", True), ("leader", True), ("partner", False), ("cedar", False)):
        page = text_of(signed_in(name), f"/programmes/{SLUG}/")
        assert (SECRET in page) is sees, name
        assert own.contents.get(number=1) not in coming_up(world.persons[name], TODAY) or name == "officer"
    assert own.contents.get(number=1) in coming_up(world.officer, TODAY)
    listed = text_of(signed_in("leader"), f"/programmes/{SLUG}/")
    assert "Plans of single bodies, and drafts" in listed and "2 contents in 2026" in listed
    told = signed_in("partner").get(f"/api/programmes/{SLUG}").json()["phases"][0]["plans"]
    assert [one["id"] for one in told] == [str(world.plan.pk)]


def test_what_is_only_drafted_is_promised_in_no_review(world: World, draft: Plan) -> None:
    review = Review(
        agreement=world.programme,
        holder=world.bodies["west"],
        first_on=date(2027, 1, 1),
        last_on=date(2027, 12, 31),
    )
    reach = Reach(review, Book(world.provincial, TODAY, world.programme))
    assert not any(targets for _, targets in promises(reach))
    actions.propose_plan(draft, by=world.provincial, at=NOW)
    assert [targets for _, targets in promises(reach) if targets] == [
        [Target.objects.get(content__plan=draft)]
    ]


# The page


def test_the_page_answers_what_is_agreed_and_by_whom(world: World, signed_in: Enter) -> None:
    content = world.contents[0]
    content.product, content.budget, content.funds = "12 talks", 20_000_000, "Own budget"
    content.begins_on = date(2026, 2, 1)
    content.save()
    content.coordinating.set([Seat.objects.get(number=2)])
    Task.objects.create(
        agreement=world.programme, content=world.contents[1], organisation=world.bodies["dogwood"],
        text="Book the bus", due_on=TODAY - timedelta(days=3),
    )  # fmt: skip
    page = text_of(signed_in("leader"), address(world.plan))
    for words in (
        "Waits for the sides", "Talks in border communes", "together with", "Union of Elmshire", "12 talks",
        "20,000,000 VND", "Own budget", "01/02/2026", "30/11/2026", "0 of 1 tasks", "1 task late",
        "Signed, but without a content in this plan", "Accept the plan for our side",
    ):  # fmt: skip
        assert words in page, words


def test_what_the_browser_prints_is_a_paper_with_its_table(world: World, signed_in: Enter) -> None:
    actions.write_plan(
        actions.draft_plan(
            world.phase, year=2027, holder=world.bodies["west"], name="Plan 2027",
            commitments=world.commitments, by=world.provincial, at=NOW,
        ),
        {"grounds": "The memorandum\nThe law", "purpose": "Know one another", "requirements": "In time"},
        by=world.provincial, at=NOW,
    )  # fmt: skip
    paper = text_of(signed_in("leader"), address(Plan.objects.get(year=2027))).split("a4--printed")[1]
    for words in (
        "UNION OF OAKSHIRE",
        "The law",
        "Know one another",
        "In time",
        "Lead; coordination",
        "Visit one",
    ):
        assert words in paper, words


def test_a_plan_is_begun_written_and_proposed_on_its_pages(world: World, signed_in: Enter) -> None:
    browser = signed_in("provincial", "vi")
    begun = {"name": "Plan 2027", "year": "2027", "is_joint": "joint", "holder": world.bodies["west"].pk}
    begun["commitments"] = [one.pk for one in world.commitments]
    answer = browser.post(f"/programmes/{SLUG}/plans/new/", begun)
    plan = Plan.objects.get(year=2027)
    assert answer["Location"] == address(plan, "plan-writing")
    page = text_of(browser, address(plan, "plan-writing"))
    first, second = plan.contents.all()
    own = reverse("content-writing", args=[SLUG, first.pk])
    assert own in page
    sent = {
        "text": "Two talks", "lead": world.bodies["west"].pk, "due_on": "30/06/2027", "budget": "20.000.000",
        "currency": "vnd", "funds": "Own budget", "product": "Two talks", "commitments": world.commitments[0].pk,
    }  # fmt: skip
    assert browser.post(own, sent).status_code == 302
    first.refresh_from_db()
    assert (first.text, first.budget, first.currency) == ("Two talks", 20_000_000, "VND")
    frame = {"name": "Plan 2027", "grounds": "The law", "purpose": "", "requirements": "", "last_on": ""}
    browser.post(address(plan, "plan-writing"), frame)
    browser.post(address(plan, "plan-order"), {f"place.{first.pk}": "2", f"place.{second.pk}": "1"})
    browser.post(address(plan, "plan-contents"), {"text": "Learn Lao", "currency": "VND"})
    refused = browser.post(reverse("plan-proposal", args=[plan.pk]))
    assert refused.status_code == 422 and "Nội dung 3 chưa có đơn vị chủ trì" in refused.content.decode()
    third = plan.contents.get(number=3)
    browser.post(reverse("content-dropping", args=[SLUG, third.pk]))
    assert browser.post(reverse("plan-proposal", args=[plan.pk])).status_code == 302
    told = Plan.objects.get(pk=plan.pk)
    assert told.proposed_at and told.grounds == "The law"
    assert list(told.contents.values_list("number", "text")) == [(1, "Visit one another"), (2, "Two talks")]


def test_two_leads_are_refused_where_they_were_typed_and_the_words_are_kept(
    world: World, signed_in: Enter, draft: Plan
) -> None:
    content = draft.contents.get()
    sent = {
        "text": "Kept words",
        "lead": [world.bodies["west"].pk, world.bodies["east"].pk],
        "currency": "VND",
    }
    answer = signed_in("provincial").post(reverse("content-writing", args=[SLUG, content.pk]), sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "names 2 leads" in page and "Kept words" in page
    assert Content.objects.get(pk=content.pk).text == f"{SECRET}: talks"


def test_numbers_that_stand_twice_are_not_kept(world: World, signed_in: Enter) -> None:
    plan = actions.draft_plan(
        world.phase, year=2027, holder=world.bodies["west"], name="Plan", commitments=world.commitments,
        by=world.provincial, at=NOW,
    )  # fmt: skip
    same = {f"place.{content.pk}": "1" for content in plan.contents.all()}
    answer = signed_in("provincial").post(address(plan, "plan-order"), same)
    assert answer.status_code == 422 and "each its own" in answer.content.decode()
    assert list(plan.contents.values_list("number", flat=True)) == [1, 2]


def test_words_typed_in_lao_stand_beside_the_vietnamese(world: World, signed_in: Enter) -> None:
    plan = actions.draft_plan(
        world.phase, year=2027, holder=world.bodies["east"], name="Plan", commitments=world.commitments[:1],
        by=world.partner, at=NOW,
    )  # fmt: skip
    content = plan.contents.get()
    browser = signed_in("partner", "lo")
    sent = {"text": "ເວົ້າກ່ຽວກັບຊາຍແດນ", "currency": "VND", "lead": world.bodies["east"].pk}
    browser.post(reverse("content-writing", args=[SLUG, content.pk]), sent)
    content.refresh_from_db()
    assert (content.text, content.text_lo) == ("Tell about the border", "ເວົ້າກ່ຽວກັບຊາຍແດນ")
    browser.post(address(plan, "plan-contents"), sent | {"text": "ຮຽນພາສາລາວ"})
    assert plan.contents.get(number=2).said("text", "vi") == "ຮຽນພາສາລາວ"


def test_a_side_asks_at_the_line_and_the_drafter_answers_there(
    world: World, signed_in: Enter, proposed: Plan
) -> None:
    partner, drafter = signed_in("partner"), signed_in("provincial")
    content = proposed.contents.get()
    asked = {"seat": "2", "content": content.pk, "field": "due_on", "text": "In September"}
    assert partner.post(reverse("plan-changes", args=[proposed.pk]), asked).status_code == 302
    rows = [
        row.kind for duty in duties_of(world.provincial, TODAY) for row in duty.rows if row.thing == proposed
    ]
    assert rows == ["plan_changes"]
    assert "Changes are asked of you" in text_of(drafter, "/work/")
    page = text_of(drafter, address(proposed))
    assert "In September" in page and "Write it into the text" in page
    assert "In September" not in text_of(signed_in("officer"), address(proposed)), "not of the table"
    (change,) = proposed.change_requests.all()
    reply = reverse("plan-change-answer", args=[proposed.pk, change.pk])
    refused = drafter.post(reply, {"granted": "yes"})
    assert refused.status_code == 422 and "still stands as it was" in refused.content.decode()
    actions.edit_content(content, {"due_on": date(2027, 9, 30)}, by=world.provincial, at=NOW)
    assert drafter.post(reply, {"granted": "yes"}).status_code == 302
    page = text_of(partner, address(proposed))
    assert "Written in" in page and "version 2 of the text" in page
    stale = partner.post(reverse("plan-acceptance", args=[proposed.pk]), {"seat": "2", "version": "1"})
    assert stale.status_code == 422 and "Read it again" in stale.content.decode()
    assert (
        partner.post(
            reverse("plan-acceptance", args=[proposed.pk]), {"seat": "2", "version": "2"}
        ).status_code
        == 302
    )


def test_an_amendment_is_read_and_accepted_on_the_page_of_the_plan(
    world: World, signed_in: Enter, proposed: Plan
) -> None:
    for seat, by in ((1, world.leader), (2, world.partner)):
        actions.accept_plan(proposed, Seat.objects.get(number=seat), by=by, at=NOW)
    begun = signed_in("provincial").post(
        reverse("plan-amendment", args=[proposed.pk]), {"reason": "Floods in May"}
    )
    version = Version.objects.get(plan=proposed, in_force_on=None)
    assert begun["Location"] == reverse("version", args=[version.pk])
    key = str(proposed.contents.get().pk)
    edit_row(version, key, {"due_on": "2027-10-31"}, by=world.provincial, at=NOW)
    propose_version(version, by=world.provincial, at=NOW)
    partner = signed_in("partner")
    assert "An amendment waits for your side" in text_of(partner, "/work/")
    assert "Floods in May" in text_of(partner, address(proposed))
    for name, number in (("partner", "2"), ("leader", "1")):
        accepting = reverse("amendment-acceptance", args=[proposed.pk, version.pk])
        assert signed_in(name).post(accepting, {"seat": number}).status_code == 302
    assert proposed.contents.get().due_on == date(2027, 10, 31)
    assert "version 2 of the text" in text_of(partner, address(proposed))


def test_a_number_is_typed_on_the_page_and_a_taken_one_is_told_there(
    world: World, signed_in: Enter, proposed: Plan
) -> None:
    browser, number = signed_in("provincial"), reverse("plan-number", args=[proposed.pk])
    sent = {"number": "18/KH-BTV", "issued_on": "20/03/2026", "issuers": world.bodies["west"].pk}
    refused = browser.post(number, sent)
    assert refused.status_code == 422 and "to another plan of 2026" in refused.content.decode()
    assert browser.post(number, sent | {"number": "19/KH-BTV"}).status_code == 302
    assert "19/KH-BTV" in text_of(browser, address(proposed))


def test_an_activity_before_the_plan_is_put_under_its_content(world: World, signed_in: Enter) -> None:
    talk = Activity.objects.create(
        kind_id="session", title="A first talk", first_on=TODAY, last_on=TODAY, place=world.places["Dogwood"],
        holder=world.bodies["dogwood"], served=world.served, recorded_by=world.officer,
    )  # fmt: skip
    browser, page = signed_in("officer"), address(world.plan)
    assert "A first talk" in text_of(browser, page)
    assert "A first talk" not in text_of(signed_in("partner"), page)
    sent = browser.post(reverse("activity-content", args=[talk.pk]), {"content": world.contents[0].pk})
    assert sent["Location"] == page
    assert "A first talk" not in text_of(browser, page)
    assert "A first talk" in text_of(browser, reverse("content", args=[SLUG, world.contents[0].pk]))


def test_an_activity_is_put_under_no_content_that_one_does_not_see(
    world: World, signed_in: Enter, draft: Plan
) -> None:
    talk = Activity.objects.create(
        kind_id="session", title="Theirs", first_on=TODAY, last_on=TODAY, place=world.places["Elm"],
        holder=world.bodies["east"], served=world.served, recorded_by=world.partner,
    )  # fmt: skip
    sent = {"content": draft.contents.get().pk}
    assert signed_in("partner").post(reverse("activity-content", args=[talk.pk]), sent).status_code == 404


def test_a_withdrawn_plan_leaves_the_page_of_the_programme(
    world: World, signed_in: Enter, proposed: Plan
) -> None:
    browser = signed_in("provincial")
    browser.post(reverse("plan-withdrawal", args=[proposed.pk]), {"reason": "The province merges"})
    assert SECRET not in text_of(browser, f"/programmes/{SLUG}/")
    assert "Withdrawn" in text_of(browser, address(proposed))
    assert AuditLine.objects.filter(act="withdraw_plan", reason="The province merges").exists()


def test_a_plan_that_a_body_began_by_itself_is_issued_by_its_leader(world: World, signed_in: Enter) -> None:
    own = actions.draft_plan(
        world.phase, year=2027, holder=world.bodies["west"], is_joint=False, name="Our own",
        commitments=world.commitments, by=world.provincial, at=NOW,
    )  # fmt: skip
    assert reverse("plan-issue", args=[own.pk]) not in text_of(signed_in("provincial"), address(own))
    leader = signed_in("leader")
    assert reverse("plan-issue", args=[own.pk]) in text_of(leader, address(own))
    issued = leader.post(
        reverse("plan-issue", args=[own.pk]), {"number": "", "issued_on": "20/03/2026"}, follow=True
    )
    assert issued.status_code == 200 and "Issued" in text_of(leader, address(own))


# How much it costs


def test_a_full_plan_costs_as_many_questions_as_an_empty_one(
    world: World, signed_in: Enter, django_assert_max_num_queries: Callable
) -> None:
    fill(world, contents=7, tasks=300, units=40)
    browser = signed_in("leader")
    browser.get(address(world.plan))
    with django_assert_max_num_queries(40):
        page = text_of(browser, address(world.plan))
    assert len(re.findall(r'<li id="content-\d+"', page)) == 7
    assert sum(map(int, re.findall(r"of (\d+) tasks", page))) + counted_with_targets(world) == 300


def counted_with_targets(world: World) -> int:
    """Tasks of contents that show their targets instead."""
    return Task.objects.filter(content__in=Content.objects.filter(targets__isnull=False)).distinct().count()


def fill(world: World, *, contents: int, tasks: int, units: int) -> None:
    bodies = [
        Organisation(kind="womens_union", name=f"Union {n}", parent=world.bodies["west"])
        for n in range(units)
    ]
    Organisation.objects.bulk_create(bodies)
    missing = range(3, contents + 1)
    Content.objects.bulk_create(
        Content(plan=world.plan, number=n, text=f"Content {n}", lead=world.bodies["west"]) for n in missing
    )
    of = list(world.plan.contents.all())
    Task.objects.bulk_create(
        Task(
            agreement=world.programme, content=of[n % contents], organisation=bodies[n % units], text=f"Task {n}",
            due_on=TODAY + timedelta(days=n % 90 - 30),
        )
        for n in range(tasks)
    )  # fmt: skip
