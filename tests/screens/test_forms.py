"""The builder of forms on its pages: from ticks to a published form, seen as the officer will see it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.actions.forms import told_of
from chungtay.models import Form
from tests.world import World

HERE = ["oak-elm"]


def begun(client: Client, world: World, *names: str) -> Form:
    """A draft with these lines, sessions before attendances."""
    sent = {
        "name": "Clubs and talks", "valid_from": "01/04/2026", "draft": "1",
        "indicators": [world.indicators[name].pk for name in names], "base.attendances": "sex",
    }  # fmt: skip
    answer = client.post(reverse("programme-forms", args=HERE), sent)
    form = Form.objects.get(name="Clubs and talks")
    assert answer["Location"] == reverse("form-building", args=[form.pk])
    if len(names) > 1:
        client.post(part(form, "lines", 2), {"do": "up"})
    return form


def part(form: Form, kind: str, number: int | None = None) -> str:
    if number is None:
        return reverse("form-part-new", args=[form.pk, kind])
    return reverse("form-part", args=[form.pk, kind, number])


@pytest.fixture
def client(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("leader")


def test_a_form_is_built_from_ticks_to_publication(client: Client, world: World) -> None:
    form = begun(client, world, "sessions", "attendances")
    line = {
        "base": world.breakdowns["sex"].pk, "of_which": [world.breakdowns["membership"].pk],
        "only_where": "1 > 0", "heading": "Communication", "hint": "Twice counts twice", "hint_lo": "ສອງເທື່ອ",
        "counts_activities": "on",
    }  # fmt: skip
    assert client.post(part(form, "lines", 2), line).status_code == 302
    words = {"title": "What is hard?", "title_lo": "ມີຫຍັງຍາກ?", "after": "2", "is_required": "on"}
    assert client.post(part(form, "words"), words).status_code == 302
    check = {"left": "2.sex:female", "relation": "<=", "right": "2", "severity": "hard"}
    assert client.post(part(form, "checks"), check).status_code == 302
    told = told_of(form)
    assert (told.lines[1].condition, told.words[0].after) == ("1 > 0", 2)
    assert told.checks[0].expression == "2.sex:female <= 2"
    assert "Attendances: Female" in told.checks[0].message and told.checks[0].message_lo
    preview = client.get(reverse("form", args=[form.pk])).content.decode()
    for seen in ("Communication", "Twice counts twice", "What is hard?", "Female", "Member", "disabled"):
        assert seen in preview
    assert client.post(reverse("form-publication", args=[form.pk])).status_code == 302
    assert not Form.objects.get(pk=form.pk).is_draft


def test_checks_are_composed_from_what_is_chosen(client: Client, world: World) -> None:
    form = begun(client, world, "sessions", "attendances")
    for sent, expression in (
        ({"left": "1", "relation": ">=", "right": "previous 1"}, "1 >= previous 1"),
        ({"left": "1", "relation": ">", "right": "number", "plain": "0"}, "1 > 0"),
        ({"left": "2", "relation": "<=", "right": "number", "plain": "500"}, "2 <= number 500"),
        ({"expression": "2 <= number 300 * 1"}, "2 <= number 300 * 1"),
    ):
        client.post(part(form, "checks"), {**sent, "severity": "soft", "message": "Look"})
        assert told_of(form).checks[-1].expression == expression


def test_what_is_wrong_is_said_under_its_field_and_nothing_is_kept(client: Client, world: World) -> None:
    form = begun(client, world, "sessions", "attendances")
    answer = client.post(part(form, "checks"), {"expression": "1 >= 9", "severity": "hard"})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"expression"})
    line = {"base": world.breakdowns["sex"].pk, "condition": "2 > 0"}
    answer = client.post(part(form, "lines", 2), line)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"condition"})
    assert not told_of(form).checks and not told_of(form).lines[1].condition


def test_lines_move_and_go_by_their_buttons(client: Client, world: World) -> None:
    form = begun(client, world, "sessions", "attendances")
    client.post(part(form, "lines"), {"indicators": [world.indicators["clubs"].pk]})
    client.post(part(form, "checks"), {"expression": "2.sex:female <= 2", "severity": "hard"})
    client.post(part(form, "lines", 2), {"do": "up"})
    assert [line.indicator.slug for line in told_of(form).lines] == ["attendances", "sessions", "clubs"]
    assert told_of(form).checks[0].expression == "1.sex:female <= 1"
    answer = client.post(part(form, "lines", 1), {"do": "drop"})
    assert answer.status_code == 422 and "rests on this line" in answer.content.decode()
    client.post(part(form, "checks", 1), {"do": "drop"})
    client.post(part(form, "lines", 1), {"do": "drop"})
    assert [line.indicator.slug for line in told_of(form).lines] == ["sessions", "clubs"]


def test_the_head_holds_periods_columns_levels_and_three_languages(client: Client, world: World) -> None:
    form = begun(client, world, "sessions")
    sent = {
        "name": "Câu lạc bộ", "name_lo": "ສະໂມສອນ", "name_en": "Clubs", "valid_from": "01/05/2026",
        "cumulative_from": "phase", "columns": ["cumulative", "percent_of_plan"], "levels": "2", "purpose": "Vì sao",
    }  # fmt: skip
    assert client.post(reverse("form-building", args=[form.pk]), sent).status_code == 302
    head = told_of(Form.objects.get(pk=form.pk)).head
    assert (head.columns, head.levels, head.cumulative_from) == (
        "period,cumulative,percent_of_plan",
        2,
        "phase",
    )


def test_the_builder_names_what_stands_in_the_way_before_publishing(client: Client, world: World) -> None:
    form = begun(client, world, "sessions", "attendances")
    client.post(part(form, "lines", 2), {"base": world.breakdowns["total"].pk, "only_where": "1 > 0"})
    client.post(part(form, "lines", 2), {"do": "up"})
    page = client.get(reverse("form-building", args=[form.pk])).content.decode()
    assert 'href="#line.1"' in page
    assert client.post(reverse("form-publication", args=[form.pk])).status_code == 422


def test_a_published_form_goes_on_by_its_next_version(client: Client, world: World) -> None:
    form = begun(client, world, "sessions")
    client.post(reverse("form-publication", args=[form.pk]))
    assert client.get(reverse("form-building", args=[form.pk])).status_code == 422
    answer = client.post(reverse("form-next-version", args=[form.pk]))
    draft = Form.objects.get(slug=form.slug, version=2)
    assert answer["Location"] == reverse("form-building", args=[draft.pk])
    listed = client.get(reverse("programme-forms", args=HERE)).content.decode()
    assert reverse("form-building", args=[draft.pk]) in listed
    client.post(reverse("form-dropping", args=[draft.pk]))
    assert not Form.objects.filter(pk=draft.pk).exists()


def test_a_draft_does_not_exist_for_others_and_a_published_form_is_read_by_both_sides(
    client: Client, world: World, signed_in: Callable[[str], Client]
) -> None:
    form = begun(client, world, "sessions")
    address = reverse("form", args=[form.pk])
    assert [signed_in(name).get(address).status_code for name in ("partner", "officer")] == [404, 404]
    client.post(reverse("form-publication", args=[form.pk]))
    assert [signed_in(name).get(address).status_code for name in ("partner", "officer", "stranger")] == [
        200, 200, 404,
    ]  # fmt: skip
