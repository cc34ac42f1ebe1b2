"""Numbers as people type them, to whole ten-thousandths and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.amounts import LARGEST, Amount, amount_of, amount_text
from chungtay.rules.messages import Message, RuleBroken


@pytest.mark.parametrize(
    ("typed", "language", "amount"),
    [
        ("0", "vi", 0),
        ("12", "vi", 12_0000),
        ("1.100,5", "vi", 1100_5000),
        ("1100,5", "lo", 1100_5000),
        ("1,100.5", "en", 1100_5000),
        ("1.500", "vi", 1500_0000),  # the everyday thousand and a half
        ("1,500", "en", 1500_0000),
        ("1,5", "vi", 1_5000),
        ("1.5", "en", 1_5000),
        ("0,125", "vi", 1250),  # no thousand begins with 0, so there is nothing to ask
        ("13.600.000.000", "vi", 136_000_000_000_000),
        (" 10 000,25 ", "vi", 10_000_2500),
        ("10\u00a0000", "vi", 10_000_0000),
        ("໑໒", "lo", 12_0000),
        ("1,50", "vi", 1_5000),
        ("007", "vi", 7_0000),
    ],
)
def test_a_number_is_read_as_people_write_it(typed: str, language: str, amount: int) -> None:
    assert amount_of(typed, language) == amount


@pytest.mark.parametrize(
    ("typed", "language", "said"),
    [
        ("1,500", "vi", "1,500 can be read in two ways. Write 1,5 or 1.500."),
        ("1.500", "en", "1.500 can be read in two ways. Write 1.5 or 1,500."),
        ("1.5", "vi", "1.5: write 1,5 if that is what is meant."),
        ("1,100.50", "vi", "1,100.50: write 1.100,5 if that is what is meant."),
        ("1.100,50", "en", "1.100,50: write 1,100.5 if that is what is meant."),
        ("12 clubs", "vi", "12 clubs is not a number."),
        ("", "vi", " is not a number."),
        ("1.2.3", "vi", "1.2.3 is not a number."),
        ("1e3", "en", "1e3 is not a number."),
        ("5²", "vi", "5² is not a number."),
        ("-3", "vi", "-3 is below zero. Write a number from 0 upwards."),
        ("0,00001", "vi", "0,00001 has more than 4 decimals."),
        ("922.337.203.685.477,5808", "vi", "922.337.203.685.477,5808 is too large to be kept."),
    ],
)
def test_what_cannot_be_read_in_one_way_is_asked_back(typed: str, language: str, said: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        amount_of(typed, language, where="row 3")
    assert str(broken.value) == said
    assert broken.value.messages[0].where == "row 3"


def test_persons_are_whole() -> None:
    with pytest.raises(RuleBroken, match="12,5 must be a whole number."):
        amount_of("12,5", decimals=0)
    assert amount_of("12,0", decimals=0) == 12_0000


@pytest.mark.parametrize(
    ("amount", "language", "decimals", "text"),
    [
        (1100_5000, "vi", None, "1.100,5"),
        (1100_5000, "en", None, "1,100.5"),
        (1100_5000, "lo", 2, "1.100,50"),
        (1100_5000, "vi", 0, "1.101"),
        (0, "vi", None, "0"),
        (-40, "vi", None, "-0,004"),
        (-40, "vi", 2, "0,00"),
        (LARGEST, "vi", None, "922.337.203.685.477,5807"),
    ],
)
def test_an_amount_is_written_as_people_write_it(
    amount: int, language: str, decimals: int | None, text: str
) -> None:
    assert amount_text(amount, language, decimals=decimals) == text


def test_an_amount_in_a_message_reads_as_a_number() -> None:
    assert str(Message("%(sum)s clubs", {"sum": Amount(1100_5000)})) == "1.100,5 clubs"


@given(amount=st.integers(0, LARGEST), language=st.sampled_from(["vi", "lo", "en"]))
def test_what_is_written_in_full_is_read_back(amount: int, language: str) -> None:
    group, point = (",", ".") if language == "en" else (".", ",")
    whole = f"{amount // 10_000}{point}{amount % 10_000:04d}"
    assert amount_of(whole, language) == amount
    assert amount_text(amount, language).replace(group, "") == whole.rstrip("0").rstrip(point)


@given(st.text(max_size=80))
def test_anything_typed_is_read_or_refused_in_a_sentence(typed: str) -> None:
    try:
        assert 0 <= amount_of(typed) <= LARGEST
    except RuleBroken as broken:
        assert str(broken)
