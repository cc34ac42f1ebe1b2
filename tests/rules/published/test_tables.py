"""Open tables: a row for each printed number, one address for all versions, ratios of persons beside both parts."""

from dataclasses import replace

from chungtay.rules.ledger import Kind
from chungtay.rules.published.dictionary import COLUMNS, decimal, told
from chungtay.rules.published.tables import Counting, Row, covered, names_of, published, rows_of, slug_of
from chungtay.rules.reviews import Result, Scope, ScopeKind, Words
from tests.review_made import ATTENDANCES, FIRST, FULL, LAST, TURNS

COUNTING = {
    "attendances": Counting(Kind.FLOW, is_of_persons=True),
    "clubs": Counting(Kind.STOCK, is_of_persons=False),
    "visits": Counting(Kind.FLOW, is_of_persons=False),
    "women": Counting(Kind.FLOW, is_of_persons=True),
    "share": Counting(Kind.RATIO, is_of_persons=False, parts=("women", "attendances")),
}
CODES = ["K-01", "K-01-01", "K-01-02"]


def row(indicator: str, amount: int) -> Row:
    return Row(code="K-09", indicator=indicator, first_on=FIRST, last_on=LAST, amount=amount)


def hidden(*rows: Row) -> dict[str, str]:
    made = covered(FULL, rows, [], counting=COUNTING, parents={}, least=5)
    return {one.indicator: one.hidden for one in made}


def test_each_question_that_the_review_prints_is_one_row_and_what_others_said_is_none() -> None:
    rows = rows_of(FULL)
    assert len({one.question for one in rows}) == len(rows)
    assert set(CODES) <= {one.code for one in rows} and not any(one.code.startswith("Q") for one in rows)


def test_a_row_comes_back_from_json_as_it_was() -> None:
    for one in rows_of(FULL):
        assert Row.of(one.plain()) == one


def test_the_address_says_what_was_reviewed_and_stays_when_numbers_are_mended() -> None:
    assert slug_of(FULL) == "interim-20260101-20260630"
    assert slug_of(replace(FULL, results=FULL.results[:1], known_at=99)) == slug_of(FULL)
    sides = {slug_of(replace(FULL, scope=Scope(ScopeKind.SEAT, Words(""), holders=(one,)))) for one in "ab"}
    assert len(sides) == 2 and slug_of(FULL) not in sides


def test_every_column_is_told_of_every_row() -> None:
    rows = [one.plain() for one in rows_of(FULL)]
    for line in told(rows, names_of(FULL)):
        assert list(line) == list(COLUMNS)


def test_amounts_are_whole_or_as_fine_as_they_are() -> None:
    assert [str(decimal(amount)) for amount in (6_170_000, 15_000, 0)] == ["617", "1.5", "0"]
    assert decimal(None) is None


def test_a_ratio_of_persons_stands_only_beside_both_its_parts() -> None:
    assert hidden(row("women", 600_000), row("attendances", 800_000), row("share", 7_500))["share"] == ""
    assert hidden(row("attendances", 800_000), row("share", 7_500))["share"] == "protected"
    assert (
        hidden(row("women", 20_000), row("attendances", 800_000), row("share", 250))["share"] == "protected"
    )


def test_what_is_said_to_be_hidden_is_reckoned_with_as_hidden() -> None:
    one = replace(row("attendances", 30_000), hidden="small")
    table = published(FULL, [one, row("clubs", 20_000)], COUNTING)
    assert [count.indicator for count in table.counts] == ["attendances"] and list(table.hidden.values()) == [
        "small"
    ]


def test_a_review_of_one_unit_is_that_unit_in_every_other_table() -> None:
    """Its total is the programme's count at that place, its villages are parts of it."""
    unit = Scope(ScopeKind.PLACE, Words("Dogwood"), place="103@2000-01-01")
    result = Result(
        "K-01", "attendances", ATTENDANCES, TURNS, Words(""), None, 90_000, "exact", 1, 1, 1, 1, "flow"
    )
    whole = published(replace(FULL, scope=unit, results=(result,)), [row("attendances", 90_000)], COUNTING)
    assert [count.where[1:] for count in whole.counts] == [("", "place", "103@2000-01-01")]
