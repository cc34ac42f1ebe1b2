"""The administrator's room: who sits where, who is missing; posts given, ended, handed over; links shown once."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chungtay.models import Account, AuditLine, Invitation, Person, Post
from chungtay.rules.people import Role
from chungtay.screens.logs import LinksMasked
from tests.actions.test_people import begun
from tests.world import NOW, TODAY, World

Enter = Callable[..., Client]


def typed(world: World, **changed: str) -> dict[str, str]:
    return {
        "organisation": str(world.bodies["dogwood"].pk), "known_as": "New officer", "role": "commune_officer",
        "title": "Cán bộ", "title_en": "Officer", "first_on": "20/03/2026", "language": "vi",
    } | changed  # fmt: skip


def test_the_room_says_who_sits_where_and_who_is_missing(signed_in: Enter, world: World) -> None:
    Post.objects.filter(person=world.persons["cedar"]).update(valid_to=TODAY)
    Post.objects.filter(person=world.leader).update(valid_to=TODAY + timedelta(30))
    page = signed_in("administrator").get("/people/").content.decode()
    assert "Officer of Union of Dogwood" in page
    assert "Give a post: Union of Cedar" in page
    assert "Bodies: 3; where nobody sits: 1. Posts that end soon: 1. Holders without an account: 0." in page
    assert "Union of Farshire" not in page
    assert "Union of Elmshire" not in page


@pytest.mark.parametrize("name", ["officer", "leader", "auditor", "partner", "stranger"])
def test_for_anybody_else_there_is_no_such_room(signed_in: Enter, world: World, name: str) -> None:
    desk, post = signed_in(name), world.persons["cedar"].posts.get()
    for address in (
        "/people/",
        f"/people/{post.person_id}/",
        "/people/posts/new/",
        f"/people/posts/{post.pk}/ending/",
    ):
        assert desk.get(address).status_code == 404, address
    assert "/people/" not in desk.get("/work/").content.decode()


def test_without_signing_in_one_is_sent_to_the_door(client: Client) -> None:
    for address in ("/people/", "/people/posts/new/"):
        assert client.get(address)["Location"].startswith("/sign-in/")


def test_somebody_is_found_with_or_without_marks(signed_in: Enter, world: World) -> None:
    Post.objects.filter(person=world.officer).update(title="Cán bộ Đăk Plô", valid_to=date(2026, 1, 1))
    desk = signed_in("administrator")
    assert "Cán bộ Đăk Plô" in desk.get("/people/?words=dak+PLO+can").content.decode()
    assert "Cán bộ Đăk Plô" not in desk.get("/people/?words=stranger").content.decode()
    assert desk.get("/people/", {"words": "x" * 10_000}).status_code == 200


def test_a_post_is_given_to_a_new_person_once_however_often_one_clicks(
    signed_in: Enter, world: World
) -> None:
    desk = signed_in("administrator")
    made = desk.post("/people/posts/new/", typed(world))
    person = Person.objects.get(known_as="New officer")
    assert made["Location"] == f"/people/{person.pk}/"
    again = desk.post("/people/posts/new/", typed(world))
    assert again.status_code == 422
    assert "holds this post already" in again.content.decode()
    assert Person.objects.filter(known_as="New officer").count() == 1


def test_each_fault_of_a_post_is_named_and_what_was_typed_stays(signed_in: Enter, world: World) -> None:
    wrong = typed(
        world, known_as="", title="", first_on="31/02/2026", until="yesterday", role="queen",
        organisation=str(world.bodies["far"].pk), person=str(world.stranger.pk), place="x", programmes="none",
    )  # fmt: skip
    answer = signed_in("administrator").post("/people/posts/new/", wrong | {"title_en": "y" * 10_000})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert len(answer.context["form"].errors) == 9
    assert "yesterday" in page
    assert not Post.objects.filter(title_en__startswith="y").exists()
    late = signed_in("administrator").post(
        "/people/posts/new/", typed(world, known_as="", until="01/01/2026")
    )
    assert set(late.context["form"].errors) == {"known_as", "until"}


def test_a_known_person_is_given_a_further_post_limited_to_a_programme(
    signed_in: Enter, world: World
) -> None:
    given = typed(
        world, person=str(world.persons["cedar"].pk), programmes="oak-elm",
        place=str(world.places["Dogwood"].pk),
    )  # fmt: skip
    desk = signed_in("administrator")
    assert desk.post("/people/posts/new/", given).status_code == 302
    post = world.persons["cedar"].posts.get(title="Cán bộ")
    assert (post.place, post.assignments.get().agreement) == (world.places["Dogwood"], world.programme)
    page = desk.get(f"/people/{post.person_id}/").content.decode()
    assert "Only at this place" in page
    assert "Dogwood" in page
    assert "Oakshire and Elmshire" in page


def test_opening_a_persons_page_is_written_down_once_a_minute(signed_in: Enter, world: World) -> None:
    desk = signed_in("administrator")
    for _ in range(2):
        assert desk.get(f"/people/{world.officer.pk}/").status_code == 200
    line = AuditLine.objects.get(act="view", kind="person")
    assert (line.thing_id, line.post) == (str(world.officer.pk), "Administrator of Union of Oakshire")


def test_a_post_is_ended_and_handed_over_by_forms(signed_in: Enter, world: World) -> None:
    desk, post = signed_in("administrator"), world.officer.posts.get()
    early = desk.post(f"/people/posts/{post.pk}/ending/", {"on": "01/01/2019"})
    assert "cannot end before that" in early.content.decode()
    given = {"on": "20/03/2026", "known_as": "Successor", "language": "lo"}
    assert desk.post(f"/people/posts/{post.pk}/hand-over/", given).status_code == 302
    new = Person.objects.get(known_as="Successor")
    assert f"/people/{new.pk}/" in desk.get(f"/people/{world.officer.pk}/").content.decode()
    assert "Taken over from" in desk.get(f"/people/{new.pk}/").content.decode()
    other = world.persons["cedar"].posts.get()
    assert desk.post(f"/people/posts/{other.pk}/ending/", {"on": "20/03/2026"}).status_code == 302


def test_an_administrator_finds_no_buttons_for_themself(signed_in: Enter, world: World) -> None:
    own = world.persons["administrator"]
    page = signed_in("administrator").get(f"/people/{own.pk}/").content.decode()
    assert "This is you." in page
    assert "/ending/" not in page
    assert "/closing/" not in page


def test_who_left_for_elsewhere_is_known_by_their_posts_here_and_not_by_their_account(
    signed_in: Enter, world: World
) -> None:
    """Whoever left and serves nowhere else may still have their account closed here."""
    Post.objects.filter(person=world.officer).update(valid_to=TODAY)
    room, page = signed_in("administrator"), f"/people/{world.officer.pk}/"
    assert "Sign-in name" in room.get(page).content.decode()
    assert "Sign-in name" not in room.get("/people/?words=officer").content.decode()
    Post.objects.create(
        person=world.officer, organisation=world.bodies["far"], role=Role.PROVINCIAL_OFFICER, title="Far",
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    left = room.get(page).content.decode()
    assert "Officer of Union of Dogwood" in left
    assert "Far" not in left
    assert "Sign-in name" not in left
    assert room.post(f"{page}closing/").status_code == 404
    assert room.get(f"/api/people/{world.officer.pk}").json()["account"] is None


def test_a_closed_account_is_out_at_its_next_request(signed_in: Enter, world: World) -> None:
    desk, room = signed_in("officer"), signed_in("administrator")
    assert desk.get("/work/").status_code == 200
    assert room.post(f"/people/{world.officer.pk}/closing/", {"reason": "left"}).status_code == 302
    assert desk.get("/work/")["Location"].startswith("/sign-in/")
    assert room.post(f"/people/{world.officer.pk}/opening/").status_code == 302
    assert Account.objects.get(person=world.officer).is_active


def test_an_ended_post_is_out_at_its_next_request(signed_in: Enter, world: World) -> None:
    desk, room, post = signed_in("officer"), signed_in("administrator"), world.officer.posts.get()
    report = world.reports["dogwood"].pk
    assert desk.get(f"/reports/{report}/").status_code == 200
    room.post(f"/people/posts/{post.pk}/ending/", {"on": "20/03/2026"})
    assert desk.get(f"/reports/{report}/").status_code in (403, 404)


# Invitations


GOOD = "seven quiet otters crossing"


def link_from(room: Client, post: Post) -> str:
    page = room.post(f"/people/posts/{post.pk}/invitation/")
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    return page.context["link"].removeprefix("http://testserver")


def test_a_link_is_shown_once_and_opens_an_account(signed_in: Enter, world: World) -> None:
    room, post = signed_in("administrator"), begun(world)
    link = link_from(room, post)
    assert link not in room.get(f"/people/{post.person_id}/").content.decode()
    visitor = Client(headers={"Accept-Language": "en"})
    page = visitor.get(link)
    assert "no-store" in page["Cache-Control"]
    assert "Officer of Dogwood" in page.content.decode()
    poor = visitor.post(link, {"name": "New", "password": "short"})
    assert poor.status_code == 422
    assert set(poor.context["form"].errors) == {"name", "password"}
    assert visitor.post(link, {"name": "new.officer", "password": GOOD})["Location"] == "/sign-in/"
    assert visitor.get(link).status_code == 404
    assert "taken up on" in room.get(f"/people/{post.person_id}/").content.decode()


def test_whatever_is_wrong_with_a_link_looks_the_same(signed_in: Enter, world: World) -> None:
    room = signed_in("administrator")
    used, taken_back, late = (link_from(room, begun(world, person=Person(known_as=name))) for name in "abc")
    Client().post(used, {"name": "new.officer", "password": GOOD})
    for number, person in ((1, "b"), (2, "c")):
        made = Invitation.objects.get(post__person__known_as=person)
        if number == 1:
            room.post(f"/people/invitations/{made.pk}/withdrawal/")
        else:
            Invitation.objects.filter(pk=made.pk).update(expires_at=NOW)
    mine = link_from(room, world.officer.posts.get())
    visitor = Client(headers={"Accept-Language": "en"})
    answers = [visitor.get(link) for link in (used, taken_back, late, "/invitations/made-up/")]
    answers += [visitor.post(link, {"name": "x.y.z", "password": GOOD}) for link in (used, taken_back, late)]
    assert {answer.status_code for answer in answers} == {404}
    changing = re.compile(r"\?next=[^\"]*")  # the choice of a language leads back to the same address
    assert len({changing.sub("", answer.content.decode()) for answer in answers}) == 1
    assert signed_in("stranger").get(mine).status_code == 404


def test_no_link_stands_in_the_log(
    signed_in: Enter, world: World, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    """Refused names, refused forms and refused visitors are logged with the address that they came to."""
    link = link_from(signed_in("administrator"), begun(world))
    Client().post(link, {"name": "New", "password": "short"})
    Client(enforce_csrf_checks=True).post(link, {"name": "new.officer", "password": GOOD})
    Client().get(f"{link}x/")
    assert len(caplog.records) == 3
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["links"]
    for record in caplog.records:
        assert LinksMasked().filter(record)
        assert link.split("/")[2] not in record.getMessage()
        assert "/invitations/…" in record.getMessage()


def test_whoever_has_an_account_takes_the_post_up_by_a_button(signed_in: Enter, world: World) -> None:
    link, guest = link_from(signed_in("administrator"), begun(world)), signed_in("stranger")
    assert "Take up the post" in guest.get(link).content.decode()
    assert Invitation.objects.get().accepted_at is None, "looking takes nothing up"
    assert guest.post(link)["Location"] == "/work/"
    assert world.stranger.posts.filter(
        organisation=world.bodies["dogwood"], role=Role.COMMUNE_OFFICER
    ).exists()


def test_one_administrators_links_are_not_anothers(signed_in: Enter, world: World) -> None:
    link_from(signed_in("administrator"), begun(world))
    made = Invitation.objects.get()
    Post.objects.filter(person=world.stranger).update(role=Role.ADMINISTRATOR)
    other = signed_in("stranger")
    assert other.post(f"/people/invitations/{made.pk}/withdrawal/").status_code == 404
    assert other.post(f"/people/posts/{made.post_id}/invitation/").status_code == 404
    assert other.get(f"/people/{world.officer.pk}/").status_code == 404


def test_grave_acts_ask_again_who_it_is(signed_in: Enter, world: World) -> None:
    room, post = signed_in("administrator"), world.officer.posts.get()
    session = room.session
    session["sure_at"] = 0
    session.save()
    for address in (
        f"posts/{post.pk}/hand-over/",
        f"posts/{post.pk}/invitation/",
        f"{post.person_id}/closing/",
    ):
        answer = room.post(f"/people/{address}", {"on": "20/03/2026", "known_as": "Next"})
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/sign-in/again/"), address
    assert not Invitation.objects.exists()
    assert Account.objects.get(person=world.officer).is_active


def test_a_longer_list_asks_no_more_of_the_database(signed_in: Enter, world: World) -> None:
    room = signed_in("administrator")
    with CaptureQueriesContext(connection) as few:
        room.get("/people/")
    for number in range(30):
        person = Person.objects.create(known_as=f"Officer {number}")
        Post.objects.create(
            person=person, organisation=world.bodies["dogwood"], role=Role.COMMUNE_OFFICER, title="Officer",
            valid_from=TODAY, valid_to=TODAY + timedelta(30),
        )  # fmt: skip
        Account.objects.create_user(f"officer-{number}", None, person=person)
    with CaptureQueriesContext(connection) as many:
        page = room.get("/people/").content.decode()
    assert "Officer 29" in page
    assert len(many) <= len(few) + 3, "the posts that end soon are one list more"
