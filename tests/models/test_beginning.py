"""All tables are made at once, and are those that making them step by step comes to."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.state import ProjectState

from chungtay.models.beginning import AllAtOnce

FIRST = import_module("chungtay.migrations.0001_first").Migration
FIRST_OF = {
    "chungtay": FIRST,
    "incidents": import_module("chungtay.incidents.migrations.0001_first").Migration,
}


def test_the_first_migration_makes_every_table_in_one_step_and_then_puts_its_guards() -> None:
    made, *more = FIRST.operations
    assert isinstance(made, AllAtOnce)
    assert len(made.steps) > 400
    assert [type(one).__name__ for one in more] == ["RunPython", "RunPython"]


@pytest.mark.parametrize("room", FIRST_OF)
def test_what_is_known_of_the_models_afterwards_is_what_the_steps_tell_one_by_one(room: str) -> None:
    one_by_one, at_once = ProjectState(), ProjectState()
    made = FIRST_OF[room].operations[0]
    for step in made.steps:
        step.state_forwards(room, one_by_one)
    made.state_forwards(room, at_once)
    assert at_once == one_by_one


@pytest.mark.django_db
@pytest.mark.parametrize("room", FIRST_OF)
def test_the_database_holds_a_table_for_every_model_with_all_of_its_columns(room: str) -> None:
    with connection.cursor() as cursor:
        there = {
            table: {one.name for one in connection.introspection.get_table_description(cursor, table)}
            for table in connection.introspection.table_names(cursor)
        }
    wanted = {
        model._meta.db_table: {field.column for field in model._meta.local_concrete_fields}
        for model in apps.get_app_config(room).get_models(include_auto_created=True)
    }
    assert {table: columns for table, columns in wanted.items() if there.get(table) != columns} == {}
