"""Every act leaves one line: who, what, when, why, from which post, for which body. What failed leaves none."""

from datetime import date, datetime, timedelta, timezone

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from chungtay.actions.ledger import wait_for_the_ledger
from chungtay.actions.plans import accept_plan
from chungtay.actions.recorded import audited_together, note_view, recorded
from chungtay.actions.reports import hand_in
from chungtay.actions.tasks import add_task
from chungtay.answers.ledger import audit_faults
from chungtay.models import AuditHead, AuditLine, Organisation, Person, Post
from chungtay.models.guards import drop_guards, put_guards
from chungtay.rules.audit import canonical_bytes
from chungtay.rules.people import Role
from tests.world import NOW, TODAY, World


def acts() -> list[str]:
    return list(AuditLine.objects.values_list("act", flat=True))


def lines(world: World, *names: str) -> None:
    for name in names:
        with recorded(name, thing=world.reports["dogwood"], by=world.leader, at=NOW):
            pass


def another_post(person: Person, body: Organisation, role: Role, title: str) -> None:
    Post.objects.create(person=person, organisation=body, role=role, title=title, valid_from=date(2021, 1, 1))


def test_a_line_says_who_what_when_from_which_post_and_for_which_body(world: World) -> None:
    hand_in(world.reports["dogwood"], by=world.officer, at=NOW)
    line = AuditLine.objects.get()
    assert (line.number, line.at, line.person_id, line.act) == (1, NOW, world.officer.pk, "hand_in")
    assert (line.kind, line.thing_id) == ("report", str(world.reports["dogwood"].pk))
    assert (line.post, line.holder_id) == ("Officer of Union of Dogwood", world.bodies["dogwood"].pk)


def test_of_several_posts_the_one_that_allowed_it_is_named(world: World) -> None:
    another_post(world.provincial, world.bodies["far"], Role.PROVINCIAL_LEADER, "Leader elsewhere")
    another_post(world.provincial, world.bodies["west"], Role.AUDITOR, "Auditor")
    with recorded("approve", thing=world.reports["dogwood"], by=world.provincial, at=NOW):
        pass
    assert AuditLine.objects.get().post == "Provincial of Union of Oakshire"


def test_where_it_cannot_be_told_all_live_posts_are_named(world: World) -> None:
    another_post(world.stranger, world.bodies["farwood"], Role.COMMUNE_OFFICER, "Officer of Farwood")
    with recorded("approve", thing=world.reports["dogwood"], by=world.stranger, at=NOW):
        pass
    assert AuditLine.objects.get().post == "Stranger of Union of Farshire; Officer of Farwood"


def test_the_line_of_what_several_hold_lies_with_the_body_that_acted(world: World) -> None:
    accept_plan(world.plan, world.programme.seats.get(number=2), by=world.partner, at=NOW)
    assert AuditLine.objects.get().holder_id == world.bodies["east"].pk


def test_a_person_without_a_post_leaves_no_name_in_the_audit(world: World) -> None:
    world.officer.posts.update(valid_to=TODAY)
    with recorded("view", thing=world.reports["dogwood"], by=world.officer, at=NOW):
        pass
    assert AuditLine.objects.get().post == ""


def test_acts_inside_an_act_are_numbered_in_the_order_in_which_they_closed(world: World) -> None:
    with recorded("outer", thing=world.plan, by=world.leader, at=NOW):
        lines(world, "first", "second")
        assert acts() == []
        wait_for_the_ledger()
    assert acts() == ["first", "second", "outer"]
    assert audit_faults() == []


def test_an_act_that_failed_inside_another_leaves_no_line(world: World) -> None:
    with recorded("outer", thing=world.plan, by=world.leader, at=NOW):
        with pytest.raises(ValueError, match="stop"):
            fail_after(world, "its own act fails")
        with pytest.raises(ValueError, match="stop"), transaction.atomic():
            lines(world, "done, then rolled back")
            raise ValueError("stop")
        lines(world, "done")
    assert acts() == ["done", "outer"]
    assert audit_faults() == []


def fail_after(world: World, act: str) -> None:
    with recorded(act, thing=world.plan, by=world.leader, at=NOW):
        lines(world, "inside")
        raise ValueError("stop")


def test_an_outermost_act_that_failed_leaves_nothing_and_the_next_one_goes_on(world: World) -> None:
    with pytest.raises(ValueError, match="stop"):
        fail_after(world, "fails")
    lines(world, "next")
    assert acts() == ["next"]
    assert AuditHead.objects.get().number == 1


def test_who_waits_for_the_ledger_after_an_audit_line_is_told(world: World) -> None:
    with pytest.raises(AssertionError, match="before the audit's"), transaction.atomic():
        lines(world, "first")
        wait_for_the_ledger()
    with transaction.atomic():
        with pytest.raises(ValueError, match="stop"), transaction.atomic():
            lines(world, "rolled back, and with it the head is free again")
            raise ValueError("stop")
        wait_for_the_ledger()


def test_several_acts_done_together_may_each_post(world: World) -> None:
    with audited_together():
        lines(world, "first")
        wait_for_the_ledger()
        lines(world, "second")
    assert acts() == ["first", "second"]
    assert audit_faults() == []


def test_looking_again_within_a_minute_is_the_same_look(world: World) -> None:
    for seconds in (0, 30, 59, 61, 90):
        note_view(world.reports["dogwood"], by=world.leader, at=NOW + timedelta(seconds=seconds))
    note_view(world.reports["cedar"], by=world.leader, at=NOW)
    note_view(world.reports["cedar"], by=world.provincial, at=NOW)
    assert acts() == ["view"] * 4


@pytest.mark.parametrize("posts", [1, 2])
def test_a_line_costs_few_queries(world: World, posts: int) -> None:
    if posts == 2:
        another_post(world.leader, world.bodies["far"], Role.PROVINCIAL_LEADER, "Leader elsewhere")
    lines(world, "warm")
    leader = Person.objects.get(pk=world.leader.pk)
    leader.posts_on(TODAY)
    with (
        CaptureQueriesContext(connection) as queries,
        recorded("approve", thing=world.reports["dogwood"], by=leader, at=NOW),
    ):  # fmt: skip
        pass
    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) == 2 + posts  # head, line, head; who stands over the holder where posts differ


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("update chungtay_auditline set post = 'x' where number = 2", "Audit line 2 differs from what was written."),
        ("delete from chungtay_auditline where number = 2", "Audit line 2 is missing."),
        ("delete from chungtay_auditline where number = 3", "The audit ends at line 2; its head names line 3."),
        ("update chungtay_audithead set number = 2", "The audit's head does not name its last line, 3."),
        ("delete from chungtay_audithead", "The audit's head does not name its last line, 3."),
    ],
)  # fmt: skip
def test_the_check_names_what_was_done_behind_the_guards(world: World, change: str, fault: str) -> None:
    lines(world, "first", "second", "third")
    assert audit_faults() == []
    drop_guards(connection)
    with connection.cursor() as cursor:
        cursor.execute(change)
    put_guards(connection)
    assert [str(one) for one in audit_faults()] == [fault]


def test_what_is_read_back_gives_the_bytes_that_were_sealed(world: World) -> None:
    """Ids, moments to the microsecond and long words come back as they went in, from either database."""
    world.leader.posts.update(title="Phó Chủ tịch " * 20)
    odd = datetime(2026, 3, 20, 6, 59, 59, 999_999, timezone(timedelta(hours=7)))
    for at in (odd, odd.replace(microsecond=1), odd.replace(microsecond=100_000)):
        with recorded(
            "correct", thing=world.reports["dogwood"], by=world.leader, at=at, reason="“ສະ” " * 200
        ):
            pass
    with recorded("lay_programme", thing=world.programme, by=None, at=odd):
        pass
    assert audit_faults() == []
    line = AuditLine.objects.get(number=2)
    assert (line.at, len(line.reason)) == (odd.replace(microsecond=1), 500)
    assert canonical_bytes(line.in_rules()).decode().count('"at":"2026-03-19T23:59:59.000001+00:00"') == 1


def test_the_line_of_a_task_lies_with_the_body_that_does_it(world: World) -> None:
    task = add_task(
        world.contents[0], world.bodies["dogwood"], text="Talks", due_on=TODAY, by=world.leader, at=NOW
    )
    assert AuditLine.objects.get(thing_id=str(task.pk)).holder_id == world.bodies["dogwood"].pk


@pytest.mark.parametrize(("column", "fault"), [
    ("person_id", "What stands behind audit line 1 cannot be read any more."),
    ("at", "Audit line 2 differs from what was written."),
])  # fmt: skip
def test_nonsense_in_a_line_is_named_too(world: World, column: str, fault: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite keeps letters where an id or a moment belongs")
    lines(world, "first", "second", "third")
    drop_guards(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"update chungtay_auditline set {column} = 'nonsense' where number = 2")
    put_guards(connection)
    assert fault in [str(one) for one in audit_faults()]
