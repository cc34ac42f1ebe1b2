"""What scripts send and fetch: to whom a notice exists, who is given bytes, and that it is written down before."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chungtay.incidents.answers.envelopes import envelopes as envelopes_of
from chungtay.incidents.demo.keys import MadeSide, make_identity
from chungtay.incidents.models import Enrolment, Item, Notice, Opening
from chungtay.incidents.screens.life import reading
from chungtay.models import AuditLine, Person, Post
from chungtay.rules.people import Role
from tests.incidents.life.test_notices import Sides, begin, between, own_file, passed_on
from tests.incidents.made import make_sides
from tests.incidents.sealed_made import Body, begun, grant, opened, sealed, to
from tests.world import TODAY, World

SignedIn = Callable[..., Client]
SLUG = "oak-elm"
OUTSIDE = ("stranger", "administrator")


@pytest.fixture
def sides(world: World) -> Sides:
    return make_sides(world)


def post(client: Client, name: str, key: object, told: object) -> Any:
    return client.post(reverse(name, args=[key]), json.dumps(told), content_type="application/json")


def envelopes(client: Client) -> list[Body]:
    answer = client.get(reverse("envelopes", args=[SLUG]))
    assert answer.status_code == 200
    found: list[Body] = answer.json()["notices"]
    return found


def ask_bytes(client: Client, items: list[Any], how: str = "read") -> Any:
    return post(client, "openings", SLUG, {"items": [str(item) for item in items], "how": how})


def item_told(side: MadeSide | None, item: Body, **more: object) -> Body:
    return {"side": side and str(side.seat.pk), "item": item, "passes_on": False, "urgency": None} | more


def test_a_notice_goes_its_way_from_the_commune_across_the_border(
    world: World, sides: Sides, signed_in: SignedIn
) -> None:
    west, east = sides
    cedar, provincial, partner = signed_in("cedar"), signed_in("provincial"), signed_in("partner", "lo")
    own = make_identity()
    told = begun(west, own, "A girl of fifteen", is_new=True, urgency="danger")
    sent = post(cedar, "notice-begin", SLUG, told)
    assert sent.json() == {"number": 1, "year": 2026, "warned": []}
    key, first = told["notice"], told["item"]["iid"]
    assert post(cedar, "notice-begin", SLUG, told).json() == sent.json()
    assert envelopes(partner) == []

    [given] = ask_bytes(provincial, [first]).json()["items"]
    assert opened(given, west.identities[world.provincial.pk]) == b"A girl of fifteen"
    crossing = sealed("de-identified", to(*sides), west.identities[world.provincial.pk], notice=key)
    told = item_told(None, crossing, passes_on=True, urgency="danger")
    passed = post(provincial, "notice-item", key, told)
    assert passed.status_code == 200, passed.content
    assert passed.json()["position"] == 1
    [warned] = passed.json()["warned"]
    assert "Elmshire" in warned

    [seen] = envelopes(partner)
    assert (seen["number"], seen["mine"], seen["crossed_at"] is not None) == (1, False, True)
    assert [item["iid"] for item in seen["items"]] == [crossing["iid"]]
    [given] = ask_bytes(partner, [crossing["iid"]]).json()["items"]
    assert opened(given, east.identities[world.partner.pk]) == b"de-identified"
    step = {"step": "acknowledged", "side": str(east.seat.pk), "happened_at": None}
    assert post(partner, "notice-step", key, step).json() == {}
    answer = sealed("we look for her", to(*sides), east.identities[world.partner.pk], notice=key)
    assert post(partner, "notice-item", key, item_told(None, answer)).json()["position"] == 2

    [ours] = envelopes(provincial)
    assert [one["step"] for one in ours["steps"]] == ["begun", "passed_on", "received", "acknowledged"]
    assert [(one["iid"], one["how"]) for one in ours["openings"] if one["side"] == str(east.seat.pk)] == [
        (crossing["iid"], "read")
    ]
    assert "Officer of Union of" not in json.dumps(seen["openings"])
    assert ours["parts"] == [
        {"seat": str(west.seat.pk), "state": "passed_on"}, {"seat": str(east.seat.pk), "state": "acknowledged"},
    ]  # fmt: skip
    assert ours["moves"] == {str(west.seat.pk): ["told", "closed"]}


def test_the_file_of_one_side_does_not_exist_for_the_other(
    world: World, sides: Sides, signed_in: SignedIn
) -> None:
    notice = passed_on(world, sides)
    theirs = [own_file(world, sides, notice, f"west {n}", by="provincial") for n in range(3)]
    ours = own_file(world, sides, notice, "east", by="partner")
    answer = between(world, sides, notice, "answer", by="partner")
    partner, provincial = signed_in("partner"), signed_in("provincial")
    ask_bytes(provincial, [theirs[0].pk])
    [seen] = envelopes(partner)
    assert [(one["iid"], one["position"]) for one in seen["items"] if one["side"]] == [(str(ours.pk), 1)]
    assert [one["position"] for one in seen["items"] if one["side"] is None] == [1, 2]
    text = json.dumps(seen)
    assert not any(str(item.pk) in text for item in [*theirs, notice.items.get(position=1)])
    assert "begun" not in [one["step"] for one in seen["steps"]]
    for item in theirs:
        assert ask_bytes(partner, [item.pk, ours.pk]).status_code == 404
    assert not Opening.objects.filter(person=world.partner).exists()
    [mine] = envelopes(provincial)
    assert len([one for one in mine["items"] if one["side"]]) == 4  # with the first words of the notice
    given = ask_bytes(partner, [answer.pk]).json()["items"]
    assert given[0]["position"] == 2


@pytest.mark.parametrize("who", OUTSIDE)
def test_for_strangers_and_administrators_there_is_nothing(
    world: World, sides: Sides, signed_in: SignedIn, who: str
) -> None:
    notice, client = passed_on(world, sides), signed_in(who)
    crossed = notice.items.get(side=None)
    own = make_identity()
    asked = (
        ("notice-begin", SLUG, begun(sides[0], own, is_new=True)),
        ("notice-item", notice.pk, item_told(None, sealed("x", to(*sides), own, notice=notice.pk))),
        ("notice-grant", notice.pk, {"iid": str(crossed.pk), "entry": {}, "signed": ""}),
        ("notice-step", notice.pk, {"step": "closed", "side": str(sides[0].seat.pk), "happened_at": None}),
        ("openings", SLUG, {"items": [str(crossed.pk)], "how": "read"}),
    )
    for name, key, told in asked:
        assert post(client, name, key, told).status_code == 404, name
    assert client.get(reverse("envelopes", args=[SLUG])).status_code == 404
    assert (Notice.objects.count(), Item.objects.count(), Opening.objects.count()) == (1, 2, 0)


def test_an_auditor_reads_the_trail_and_is_given_no_bytes(
    world: World, sides: Sides, signed_in: SignedIn
) -> None:
    notice, auditor = passed_on(world, sides), signed_in("auditor")
    [seen] = envelopes(auditor)
    assert (seen["number"], len(seen["items"]), seen["moves"]) == (1, 2, {})
    for how in ("read", "recovery"):
        assert ask_bytes(auditor, [item["iid"] for item in seen["items"]], how).status_code == 404
    step = {"step": "told", "side": str(sides[0].seat.pk), "happened_at": None}
    assert post(auditor, "notice-step", notice.pk, step).status_code == 422
    assert not Opening.objects.exists()


def test_whoever_only_began_it_follows_her_own_notice(
    world: World, sides: Sides, signed_in: SignedIn
) -> None:
    cedar, own = signed_in("cedar"), make_identity()
    told = begun(sides[0], own, is_new=True)
    post(cedar, "notice-begin", SLUG, told)
    begin(world, sides)  # of somebody else
    notice = Notice.objects.get(pk=told["notice"])
    own_file(world, sides, notice, "not hers", by="leader")
    [seen] = envelopes(cedar)
    assert (seen["begun_by_me"], [one["iid"] for one in seen["items"]]) == (True, [told["item"]["iid"]])
    assert [one["step"] for one in seen["steps"]] == ["begun"]
    assert ask_bytes(cedar, [told["item"]["iid"]]).status_code == 404


def removed(world: World, sides: Sides) -> None:
    Enrolment.objects.filter(person=world.leader).update(ended_in=sides[0].key.lists.get())


def lost(world: World, sides: Sides) -> None:
    Enrolment.objects.filter(person=world.leader).update(lost_at="2026-03-01T00:00Z")


def out_of_office(world: World, sides: Sides) -> None:
    Post.objects.filter(person=world.leader).update(valid_to="2026-03-01")
    Post.objects.create(
        person=world.leader, organisation=world.bodies["far"], role=Role.PROVINCIAL_OFFICER, title="x",
        valid_from="2026-03-01",
    )  # fmt: skip


@pytest.mark.parametrize("gone", [removed, lost, out_of_office])
def test_a_recipient_who_was_removed_is_given_no_bytes_from_then_on(
    world: World, sides: Sides, signed_in: SignedIn, gone: Callable[[World, Sides], None]
) -> None:
    item, leader = begin(world, sides).item, signed_in("leader")
    assert ask_bytes(leader, [item.pk]).status_code == 200
    gone(world, sides)
    for how in ("read", "search", "download", "grant"):
        assert ask_bytes(leader, [item.pk], how).status_code == 404
    assert Opening.objects.count() == 1


BROKEN_AUDIT = {
    "sqlite": "create trigger stop_audit before insert on chungtay_auditline begin select raise(abort, 'full'); end",
    "postgresql": "create trigger stop_audit before insert on chungtay_auditline for each row"
    " execute function refuse_change('full')",
}


def test_where_the_audit_cannot_be_written_not_one_byte_leaves(
    world: World, sides: Sides, signed_in: SignedIn
) -> None:
    notice, partner = passed_on(world, sides), signed_in("partner")
    item = notice.items.get(side=None)
    lines = AuditLine.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(BROKEN_AUDIT[connection.vendor])
    answer = ask_bytes(partner, [item.pk])
    assert answer.status_code == 503
    assert list(answer.json()) == ["said"]
    assert item.body
    for secret in (*item.body.values(), str(item.pk), *item.grants.values_list("signed", flat=True)):
        assert secret not in answer.content.decode()
    assert (Opening.objects.count(), AuditLine.objects.count()) == (0, lines)
    assert "received" not in notice.steps.values_list("step", flat=True)


def test_a_thing_that_cannot_be_audited_is_not_taken_in_either(
    world: World, sides: Sides, signed_in: SignedIn
) -> None:
    client = signed_in("provincial")
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute(BROKEN_AUDIT[connection.vendor])
    told = begun(sides[0], sides[0].identities[world.provincial.pk])
    assert post(client, "notice-begin", SLUG, told).status_code == 500
    assert not Notice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_audit_and_the_opening_are_written_for_good_before_bytes_are_read(
    world: World, sides: Sides, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    item, leader, seen = begin(world, sides).item, signed_in("leader"), []
    read = reading.bytes_of

    def watched(*given: Any) -> Any:
        line = AuditLine.objects.latest("number")
        seen.append((connection.in_atomic_block, line.act, line.reason, Opening.objects.count()))
        return read(*given)

    monkeypatch.setattr(reading, "bytes_of", watched)
    assert ask_bytes(leader, [item.pk], "download").status_code == 200
    assert seen == [(False, "notice_open", "1/2026 download", 1)]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"items": [], "how": "read"}, 422),
        ({"items": "x", "how": "read"}, 422),
        ({"items": ["x"], "how": "read"}, 404),
        ({"items": [7], "how": "read"}, 404),
        ({"items": [str(uuid4())] * 1001, "how": "read"}, 422),
        ({"items": [str(uuid4())], "how": "read"}, 404),
        ({"items": [str(uuid4())], "how": "peep"}, 422),
        ({"items": [str(uuid4())], "how": ["read"]}, 422),
        ([], 400),
    ],
)
def test_what_is_asked_wrongly_gives_nothing(
    world: World, sides: Sides, signed_in: SignedIn, told: object, status: int
) -> None:
    begin(world, sides)
    assert post(signed_in("leader"), "openings", SLUG, told).status_code == status
    assert not Opening.objects.exists()


def test_opening_many_at_once_is_written_for_each(world: World, sides: Sides, signed_in: SignedIn) -> None:
    items = [begin(world, sides).item.pk for _ in range(5)]
    answer = ask_bytes(signed_in("leader"), items * 2, "search")
    assert {one["iid"] for one in answer.json()["items"]} == {str(item) for item in items}
    assert Opening.objects.filter(how="search").count() == 5
    assert AuditLine.objects.filter(act="notice_open").count() == 5


def test_a_colleague_is_let_in_by_script(world: World, sides: Sides, signed_in: SignedIn) -> None:
    taken = begin(world, sides)
    leader = signed_in("leader")
    [given] = ask_bytes(leader, [taken.item.pk], "grant").json()["items"]
    told = grant(given, sides[0].identities[world.leader.pk], make_identity().card, at=taken.item.received_at)
    refused = post(leader, "notice-grant", taken.notice.pk, told)
    assert refused.status_code == 422
    assert "never listed" in refused.json()["said"][0]
    assert post(leader, "notice-grant", taken.notice.pk, told | {"iid": str(uuid4())}).status_code == 404
    assert post(leader, "notice-grant", taken.notice.pk, {}).status_code == 404


def test_nothing_is_changed_by_a_link_and_nothing_is_kept_by_a_browser(
    world: World, sides: Sides, signed_in: SignedIn
) -> None:
    notice, leader = passed_on(world, sides), signed_in("leader")
    for name, key in (("notice-begin", SLUG), ("notice-item", notice.pk), ("openings", SLUG)):
        assert leader.get(reverse(name, args=[key])).status_code == 405
    assert leader.get(reverse("envelopes", args=[SLUG])).headers["Cache-Control"] == "no-store"
    answer = ask_bytes(leader, [notice.items.get(side=None).pk])
    assert answer.headers["Cache-Control"] == "no-store"
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(world.leader.account)
    assert post(careful, "openings", SLUG, {"items": [], "how": "read"}).status_code == 403


def test_the_envelopes_cost_as_many_questions_for_six_notices_as_for_two(world: World, sides: Sides) -> None:
    def asked() -> int:
        fresh = Person.objects.get(pk=world.leader.pk)
        with CaptureQueriesContext(connection) as questions:
            envelopes_of(fresh, world.programme, TODAY, "en")
        return len(questions)

    passed_on(world, sides)
    begin(world, sides)
    few = asked()
    for _ in range(4):
        passed_on(world, sides)
    assert asked() == few
