"""What an attack changed is seen whole, though only the tables are read again to which something was written."""

import pytest
from django.db import connection
from django.urls import reverse

from chungtay.models import Person
from tests.attacks.kept import Writing, kept
from tests.attacks.siege import Siege
from tests.undone import undone

pytestmark = pytest.mark.django_db


def test_what_forms_and_statements_of_every_kind_wrote_is_read_again(siege: Siege) -> None:
    thing = siege.pages["supervision-findings", "under-way"]
    with undone():
        answer = siege.browser("leader").post(
            reverse("supervision-findings", kwargs=thing.names), thing.sent()
        )
        assert answer.status_code == 302
        Person.objects.bulk_create([Person(known_as="Somebody")])
        Person.objects.filter(known_as="Somebody").update(language="lo")
        with connection.cursor() as cursor:
            cursor.execute("update chungtay_place set name = name || '.'")
        assert siege.now() == kept() != siege.before
        assert len(siege.changed()) > 3


@pytest.mark.parametrize(
    "statement, tables",
    [
        ("SELECT 1", set()),
        ("with recursive tree(id) as (select 1\nunion select 2) select id from tree", set()),
        ('INSERT INTO "chungtay_person" VALUES (1)', {"chungtay_person"}),
        ("insert or ignore into chungtay_person values (1)", {"chungtay_person"}),
        ('UPDATE "chungtay_person" SET x = 1', {"chungtay_person"}),
        ('DELETE FROM "chungtay_person"', {"chungtay_person"}),
    ],
)
def test_a_statement_tells_where_it_writes(statement: str, tables: set[str]) -> None:
    writing = Writing()
    writing(lambda *_: None, statement, (), False, {})
    assert writing.tables == tables


def test_a_statement_that_is_not_known_may_have_written_everywhere() -> None:
    writing = Writing()
    writing(lambda *_: None, "with some as (select 1) delete from chungtay_person", (), False, {})
    assert len(writing.tables) > 100
