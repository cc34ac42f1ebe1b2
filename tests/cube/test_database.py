"""The cube that reads the database answers as the reference that reads the database, whatever happens to its rows."""

from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from chungtay import cube
from chungtay.answers.places import world
from chungtay.cube.sight import EVERYTHING
from chungtay.models import Entry, Posting
from chungtay.rules.ledger import Question, totals
from chungtay.rules.ledger.postings import entries_of, read_body

from .laid import Rows, kinds, lay_map
from .questions import Case, cases, some_dozens
from .test_cube import told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.HOME, settings.CUBE_EVERY = tmp_path, 2
    cube.forget()


def same(rows: Rows, questions: list[Question]) -> None:
    """Asked of the rows of the database, and of the bytes of the postings."""
    entries, here, indicators = Entry.objects.in_rules(), world(), kinds()
    for question in map(rows.asked, questions):
        with cube.caught_up(world) as ours:
            answer = ours.totals(question, here, indicators, EVERYTHING)
        assert told(answer) == told(totals(entries, question, here, indicators)), question


def test_the_cube_follows_the_ledger_of_the_database() -> None:
    @some_dozens(25)
    @given(case=cases(questions=3, most=6))
    def follow(case: Case) -> None:
        with transaction.atomic():
            rows = lay_map(case.world)
            for posting in case.ledger.postings:
                rows.post(case.ledger.of(posting.number))
                same(rows, case.questions[:1])
            same(rows, case.questions)
            transaction.set_rollback(True)

    follow()


def test_an_act_that_was_not_kept_leaves_no_trace_in_any_figure() -> None:
    @some_dozens(25)
    @given(case=cases(questions=3, most=6), data=st.data())
    def lose_heart(case: Case, data: st.DataObject) -> None:
        with transaction.atomic():
            rows = lay_map(case.world)
            for posting in case.ledger.postings:
                for _ in range(data.draw(st.integers(0, 2))):
                    with transaction.atomic():
                        rows.post(case.ledger.of(posting.number)[:1])
                        same(rows, case.questions[:1])
                        transaction.set_rollback(True)
                rows.post(case.ledger.of(posting.number))
            same(rows, case.questions)
            transaction.set_rollback(True)

    lose_heart()


def test_a_process_that_begins_with_the_file_answers_as_the_one_that_wrote_it() -> None:
    @some_dozens(25)
    @given(case=cases(questions=4, most=6), data=st.data())
    def begin_anew(case: Case, data: st.DataObject) -> None:
        with transaction.atomic():
            rows = lay_map(case.world)
            for posting in case.ledger.postings:
                rows.post(case.ledger.of(posting.number))
                if data.draw(st.booleans()):
                    same(rows, case.questions[:1])
                    cube.keep()
                if data.draw(st.booleans()):
                    cube.forget()
            same(rows, case.questions)
            cube.forget()
            same(rows, case.questions)
            transaction.set_rollback(True)

    begin_anew()


def test_the_bytes_in_the_database_are_the_rows() -> None:
    @some_dozens(25)
    @given(case=cases(questions=0, most=6))
    def compare(case: Case) -> None:
        with transaction.atomic():
            rows = lay_map(case.world)
            for posting in case.ledger.postings:
                rows.post(case.ledger.of(posting.number))
            written = [
                entry
                for row in Posting.objects.all()
                for entry in entries_of(read_body(bytes(row.canonical)))
            ]
            assert written == Entry.objects.in_rules()
            transaction.set_rollback(True)

    compare()
