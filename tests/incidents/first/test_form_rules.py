"""The coded lists, the form and what a line of the lists must say: tables that an officer could check."""

from datetime import date
from typing import Any

import pytest

from chungtay.incidents.models import CodedCard
from chungtay.incidents.rules.form import CROSSING, FIELDS, PARTS, Ask
from chungtay.incidents.rules.life import Urgency
from chungtay.incidents.rules.listing import check_dossier, check_line, file_by, is_late
from chungtay.incidents.rules.lists import CHAINS, CODES, GBV, LISTS, chains_of, codes, gbv_class, type_of
from chungtay.incidents.screens.lists.words import CODE_WORDS, FIELD_WORDS, PART_WORDS
from chungtay.rules.messages import RuleBroken

DAY = date(2026, 3, 20)


def test_the_six_types_stand_in_their_fixed_order() -> None:
    assert GBV == ("rape", "sexual_assault", "physical_assault", "forced_marriage", "denial", "psychological")


@pytest.mark.parametrize(
    ("signs", "gbv", "type_"),
    [
        (["psychological", "rape"], "rape", "rape"),
        (["physical_assault", "sexual_assault"], "sexual_assault", "sexual_assault"),
        (["denial", "trafficking"], "denial", "trafficking"),
        (["trafficking"], "", "trafficking"),
        (["child_at_risk", "psychological"], "psychological", "psychological"),
        (["other", "child_at_risk"], "", "child_at_risk"),
        ([], "", "other"),
    ],
)
def test_the_first_type_that_applies_decides(signs: list[str], gbv: str, type_: str) -> None:
    assert (gbv_class(signs), type_of(signs)) == (gbv, type_)


@pytest.mark.parametrize(
    ("answers", "chains"),
    [
        ([("sign", "trafficking"), ("band", "18_29")], {"trafficking"}),
        ([("sign", "rape"), ("family", "yes")], {"domestic_violence"}),
        ([("sign", "rape"), ("family", "unknown"), ("yes_no", "yes")], set()),
        ([("sign", "trafficking"), ("band", "under_16")], {"trafficking", "child"}),
        ([("sign", "child_at_risk"), ("band", "16_17")], {"child"}),
        ([("band", "16_17")], set()),  # no child in Vietnamese law
    ],
)
def test_the_answers_say_whose_steps_apply(answers: list[tuple[str, str]], chains: set[str]) -> None:
    assert chains_of(answers) == chains


def test_ages_are_cut_at_16_and_18() -> None:
    assert codes("band")[:3] == ("under_16", "16_17", "18_29")


def test_what_is_not_known_can_always_be_said() -> None:
    needed = [one.list for one in FIELDS if one.needed]
    silent = {"urgency", "sign", "consent_by"}  # "other", and "could not be asked", stand there instead
    assert [name for name in needed if name not in silent and "unknown" not in codes(name)] == []


def test_no_field_asks_for_a_name_and_nothing_but_codes_crosses() -> None:
    assert [one.name for one in FIELDS if "name" in one.name] == []
    told_freely = {one.name for one in FIELDS if one.ask in (Ask.WORDS, Ask.PHOTO)}
    assert told_freely == {"words", "photo"}
    assert told_freely & set(CROSSING) == set()
    assert "ethnicity" not in CROSSING
    assert {"type", "gbv", "sex", "band", "nationality", "place", "precision", "direction", "danger"} <= set(
        CROSSING
    )


def test_every_code_field_and_part_has_words() -> None:
    assert {name: tuple(words) for name, words in CODE_WORDS.items()} == {name: codes(name) for name in LISTS}
    assert set(FIELD_WORDS) == {one.name for one in FIELDS}
    assert tuple(PART_WORDS) == PARTS


def test_a_code_stands_once_in_its_list_and_fits_its_column() -> None:
    pairs = [(one.list, one.code) for one in CODES]
    assert len(pairs) == len(set(pairs))
    assert {one.chain for one in CODES} - {""} == set(CHAINS)
    assert codes("urgency") == tuple(one.value for one in Urgency)
    for column, name in (("type", "sign"), ("sex", "sex"), ("band", "band"), ("direction", "direction"),
                         ("outcome", "outcome")):  # fmt: skip
        longest = {field.name: field.max_length or 0 for field in CodedCard._meta.fields}[column]
        assert max(map(len, codes(name))) <= longest


def test_a_field_that_hangs_on_another_names_a_code_of_it() -> None:
    by_name = {one.name: one for one in FIELDS}
    hanging = [one.only for one in FIELDS if one.only]
    assert hanging
    assert [only for only in hanging if only[1] not in codes(by_name[only[0]].list)] == []


def line(**otherwise: Any) -> dict[str, Any]:
    return {
        "country": "VN", "type": "child", "position": 1, "whom": "UBND xã", "whom_lo": "", "whom_en": "",
        "within_hours": 12, "working_days": None, "source": "Nghị định 56/2017/NĐ-CP",
    } | otherwise  # fmt: skip


@pytest.mark.parametrize(
    ("told", "where"),
    [
        (line(source="  "), ["source"]),
        (line(whom=" "), ["whom"]),
        (line(type="rape", working_days=5), ["type", "within_hours"]),
        ({"source": "x", "number": "call me", "what_for": "", "what_for_lo": ""}, ["what_for", "number"]),
        ({"source": "x", "hours": 0}, ["hours"]),
        ({"source": "", "months": 601}, ["source", "months"]),
    ],
)
def test_every_fault_of_a_line_is_said_at_once(told: dict[str, Any], where: list[str]) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_line(told)
    assert [message.where for message in refused.value.messages] == where


@pytest.mark.parametrize(
    "told",
    [line(), line(whom="", whom_lo="ບ້ານ"), line(type="", within_hours=None, working_days=5), line(within_hours=0),
     {"source": "x", "number": "+84 1900 969 680", "what_for": "a", "what_for_lo": ""}, {"source": "x", "hours": 720}],
)  # fmt: skip
def test_a_good_line_passes(told: dict[str, Any]) -> None:
    check_line(told)


def test_an_impact_dossier_is_due_sixty_days_after_the_first_transfer() -> None:
    first = date(2026, 1, 1)
    assert file_by(first) == date(2026, 3, 2)
    assert not is_late(first, date(2026, 3, 2), DAY)
    assert is_late(first, None, DAY)
    assert is_late(first, date(2026, 3, 3), DAY)
    assert not is_late(None, None, DAY)


def test_every_fault_of_a_dossier_is_said_at_once() -> None:
    later = date(2026, 3, 21)
    with pytest.raises(RuleBroken) as refused:
        check_dossier(basis=" ", number="", first_transfer_on=later, filed_on=later, today=DAY)
    assert [message.where for message in refused.value.messages] == [
        "basis",
        "first_transfer_on",
        "filed_on",
        "number",
    ]
