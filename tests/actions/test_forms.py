"""A form is built as a draft that only its office sees, published once, and never changes after that."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from chungtay.actions.forms import (
    CheckTold,
    FormTold,
    HeadTold,
    LineTold,
    WordsTold,
    change_form,
    draft_form,
    drop_draft,
    make_form,
    next_version,
    publish_form,
    told_of,
)
from chungtay.models import AuditLine, Form, Post, Question
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Role
from tests.world import NOW, TODAY, World

HEAD = HeadTold(name="Clubs and talks", name_lo="ສະໂມສອນ", valid_from=date(2026, 4, 1), columns="cumulative")


def drafted(world: World, *, wrong: bool = False) -> Form:
    form = draft_form(world.programme, HEAD, by=world.leader, at=NOW)
    change_form(form, lambda told: filled(told, world, wrong=wrong), by=world.leader, at=NOW)
    return form


def filled(told: FormTold, world: World, *, wrong: bool = False) -> FormTold:
    sessions = LineTold(
        indicator=world.indicators["sessions"], base=world.breakdowns["total"], heading="Talks"
    )
    attendances = LineTold(
        indicator=world.indicators["attendances"], base=world.breakdowns["sex"],
        of_which=(world.breakdowns["membership"],), condition="1 > 0", counts_activities=True,
    )  # fmt: skip
    return FormTold(
        told.head,
        [sessions, attendances],
        [WordsTold(title="What is hard?", after=2)],
        [
            CheckTold(
                expression="2 >= 9" if wrong else "2.sex:female <= 2", severity="hard", message="Look again"
            )
        ],
    )


def test_a_draft_is_seen_by_its_own_office_only_and_asked_with_by_nobody(world: World) -> None:
    form = drafted(world)
    seen = {
        name: Form.objects.visible_to(world.persons[name], TODAY).filter(pk=form.pk).exists()
        for name in ("leader", "provincial", "officer", "partner", "stranger")
    }
    assert seen == {"leader": True, "provincial": True, "officer": False, "partner": False, "stranger": False}
    assert form not in Form.objects.valid_on(date(2026, 5, 1))


def test_two_clicks_begin_one_draft(world: World) -> None:
    again = [draft_form(world.programme, HEAD, by=world.leader, at=NOW) for _ in range(2)]
    assert again[0] == again[1]
    assert AuditLine.objects.filter(act="draft_form").count() == 1


def test_what_is_built_is_kept_in_its_order_and_read_back_the_same(world: World) -> None:
    form = drafted(world)
    told = told_of(form)
    assert [line.indicator.slug for line in told.lines] == ["sessions", "attendances"]
    assert told.lines[1].of_which == (world.breakdowns["membership"],)
    assert (told.head.columns, told.head.name_lo) == ("period,cumulative", "ສະໂມສອນ")
    change_form(form, lambda same: same, by=world.leader, at=NOW)
    assert told_of(form) == told


def test_a_published_form_is_asked_with_and_read_by_both_sides(world: World) -> None:
    form = publish_form(drafted(world), by=world.leader, at=NOW)
    assert form in Form.objects.valid_on(date(2026, 5, 1))
    assert form in Form.objects.visible_to(world.partner, TODAY)
    assert publish_form(form, by=world.leader, at=NOW).published_at == NOW
    assert AuditLine.objects.filter(act="publish_form").count() == 1


def test_a_form_that_is_wrong_is_not_published_and_says_where(world: World) -> None:
    form = drafted(world, wrong=True)
    with pytest.raises(RuleBroken) as problem:
        publish_form(form, by=world.leader, at=NOW)
    assert [message.where for message in problem.value.messages] == ["check.1.expression"]
    assert Form.objects.get(pk=form.pk).is_draft


@pytest.mark.parametrize(
    "statement",
    [
        "update chungtay_form set name = 'x'",
        "update chungtay_form set regime_id = null, columns = 'period'",
        "delete from chungtay_form",
        "update chungtay_question set base_id = (select id from chungtay_breakdown order by slug desc limit 1)",
        "update chungtay_question set hint = 'x'",
        "delete from chungtay_question",
        "update chungtay_narrativequestion set title = 'x'",
        "delete from chungtay_narrativequestion",
        "update chungtay_linecheck set severity = 'soft'",
        "delete from chungtay_linecheck",
        "delete from chungtay_question_of_which",
        "insert into chungtay_question_of_which (question_id, breakdown_id)"
        " select q.id, b.id from chungtay_question q, chungtay_breakdown b"
        " where q.heading = 'Talks' and b.slug = 'ethnicity'",
    ],
)
def test_the_database_itself_refuses_any_change_of_a_published_form(world: World, statement: str) -> None:
    publish_form(drafted(world), by=world.leader, at=NOW)
    Form.objects.filter(slug="yearly").update(
        name="yearly again"
    )  # one that nobody published stays as it was
    with pytest.raises(DatabaseError, match="published form"), transaction.atomic():
        run(
            f"{statement}{'' if 'where' in statement or 'insert' in statement else of_the_published(statement)}"
        )


def of_the_published(statement: str) -> str:
    forms = "(select id from chungtay_form where name = 'Clubs and talks')"
    if "question_of_which" in statement:
        return f" where question_id in (select id from chungtay_question where form_id in {forms})"
    return f" where {'id' if 'chungtay_form' in statement else 'form_id'} in {forms}"


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_no_line_is_added_to_a_published_form(world: World) -> None:
    form = publish_form(drafted(world), by=world.leader, at=NOW)
    with pytest.raises(DatabaseError, match="published form"), transaction.atomic():
        Question.objects.create(
            form=form, number=3, indicator=world.indicators["clubs"], base=world.breakdowns["total"]
        )
    with pytest.raises(RuleBroken, match="Make its next version"):
        change_form(form, lambda told: told, by=world.leader, at=NOW)
    with pytest.raises(RuleBroken, match="Make its next version"):
        drop_draft(form, by=world.leader, at=NOW)


def test_the_next_version_begins_with_all_of_the_last_and_ends_it(world: World) -> None:
    first = publish_form(drafted(world), by=world.leader, at=NOW)
    second = next_version(first, by=world.provincial, at=NOW)
    assert next_version(first, by=world.leader, at=NOW) == second
    assert (second.slug, second.version, second.is_draft) == (first.slug, 2, True)
    assert told_of(second) == told_of(first)
    with pytest.raises(RuleBroken) as problem:
        publish_form(second, by=world.leader, at=NOW)
    assert [message.where for message in problem.value.messages] == ["valid_from"]
    later = date(2027, 1, 1)
    change_form(
        second, lambda told: replace(told, head=replace(told.head, valid_from=later)), by=world.leader, at=NOW
    )
    publish_form(second, by=world.leader, at=NOW)
    assert Form.objects.get(pk=first.pk).valid_to == later
    assert Form.objects.valid_on(date(2027, 2, 1)).filter(slug=first.slug).get() == second


def test_who_does_not_plan_for_the_office_builds_nothing(world: World) -> None:
    form = drafted(world)
    for name in ("officer", "stranger", "partner", "auditor"):
        with pytest.raises(RuleBroken, match="does not allow"):
            change_form(form, lambda told: told, by=world.persons[name], at=NOW)
        with pytest.raises(RuleBroken, match="does not allow"):
            publish_form(form, by=world.persons[name], at=NOW)
    with pytest.raises(RuleBroken, match="does not allow"):
        draft_form(world.programme, HEAD, by=world.officer, at=NOW)


def test_a_dropped_draft_is_gone_and_dropping_it_again_says_so(world: World) -> None:
    form = drafted(world)
    drop_draft(Form.objects.get(pk=form.pk), by=world.leader, at=NOW)
    assert not Form.objects.filter(pk=form.pk).exists()
    with pytest.raises(RuleBroken, match="dropped"):
        drop_draft(form, by=world.leader, at=NOW)


def test_another_offices_draft_of_the_next_version_is_not_taken_over(world: World) -> None:
    first = publish_form(drafted(world), by=world.leader, at=NOW)
    next_version(first, by=world.leader, at=NOW)
    Post.objects.create(
        person=world.partner, organisation=world.bodies["east"], role=Role.PROVINCIAL_OFFICER, title="Plans",
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    with pytest.raises(RuleBroken, match="Another office"):
        next_version(first, by=world.partner, at=NOW)


def test_a_form_made_in_one_act_is_published_at_once(world: World) -> None:
    questions = [(world.indicators["sessions"], world.breakdowns["total"])]
    form = make_form(
        world.programme, name="Short", questions=questions, valid_from=TODAY, by=world.leader, at=NOW
    )
    assert (form.published_by, form.questions.count()) == (world.leader, 1)
