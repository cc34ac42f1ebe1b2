"""The drawn cases are what they claim to be, and the slow reference answers them all."""

from hypothesis import given

from chungtay.rules.ledger import Kind, verify_chain
from chungtay.rules.ledger.postings import entries_of, read_body
from tests.cases import many

from .ledgers import INDICATORS
from .questions import Case, cases


@many(150)
@given(case=cases())
def test_the_reference_answers_every_drawn_question(case: Case) -> None:
    for question in case.questions:
        answer = case.reference(question)
        # By a dimension the rows may come from an "of which", which need not add up to the total.
        adds_up = question.by == "place" or (question.by == "category" and not question.level)
        if adds_up and INDICATORS[question.indicator].kind in (Kind.FLOW, Kind.STOCK):
            assert sum(row.amount or 0 for row in answer.rows) == (answer.total.amount or 0)


@many(150)
@given(case=cases(questions=0))
def test_the_bytes_of_a_posting_give_its_entries_back(case: Case) -> None:
    for posting in case.ledger.postings:
        assert entries_of(read_body(posting.body)) == case.ledger.of(posting.number)
    assert verify_chain(case.ledger.postings, case.ledger.entries) == []
