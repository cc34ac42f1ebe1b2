"""What a merger may be: nothing lost, nothing counted twice, every fault named by its row, field and mend."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.messages import RuleBroken
from chungtay.rules.places import (
    Merger,
    MergerRow,
    Place,
    Succession,
    World,
    check_merger,
    fold,
    word_of,
    world_after,
)
from chungtay.rules.places.reading import read_merger

BEGAN, JULY, ON = date(2000, 1, 1), date(2025, 7, 1), date(2027, 1, 1)


def unit(
    code: str, parent: str = "", start: date = BEGAN, end: date | None = None, level: str = "commune"
) -> Place:
    return Place(
        f"{code}@{start}", f"{parent}@{BEGAN}" if parent else None, start, end, level, code, f"Unit {code}"
    )


WORLD = World(
    [
        unit("N", level="country"), unit("P", "N", level="province"), unit("Q", "N", level="province"),
        unit("1", "P"), unit("2", "P"), unit("3", "P"), unit("5", "Q"),
        unit("4", "P", end=JULY), unit("6", "P", start=JULY), unit("7", "P", end=date(2030, 1, 1)),
        unit("31", "3", level="village"), unit("32", "3", level="village"),
    ],
    [Succession(f"4@{BEGAN}", f"6@{JULY}", JULY)],
)  # fmt: skip


def merger(text: str) -> Merger:
    """One row a line: old > new name, then perhaps in PARENT and a share in per cent."""
    rows = []
    for number, line in enumerate(text.strip().splitlines(), 2):
        old, new, *more = line.replace(">", " ").split()
        share = next((int(float(word[:-1]) * 100) for word in more if word.endswith("%")), None)
        parent = more[more.index("in") + 1] if "in" in more else ""
        rows.append(MergerRow(old=old, new=new, name=f"New {new}", parent=parent, share=share, number=number))
    return Merger(ON, "Order 9", tuple(rows))


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("1 > 1 \n 2 > 1", ""),
        ("1 > 8 40% \n 1 > 9 60%", ""),
        ("1 > 8 \n 1 > 9", ""),  # no share agreed: equal ones, said to be assumed
        ("1 > 8 \n 5 > 8 in P", ""),
        ("1 > 1", ""),  # another name
        ("P > P \n Q > P", ""),  # what lies below follows by itself
        ("3 > 8 \n 3 > 9 \n 31 > 31 in 8 \n 32 > 32 in 9", ""),
        ("99 > 8", "2.old: no unit has the code 99. Look it up by name."),
        (
            "4 > 8",
            "2.old: no unit bears the code 4 on 2026-12-31. It is the code of another day: 4@2000-01-01.",
        ),
        (
            "7 > 8",
            "2.old: 7 is recorded to end on 2030-01-01. A merger before that day cannot be added.",
        ),
        ("1 > 2", "2.new: the code 2 belongs to Unit 2, which does not end on 2027-01-01."),
        ("1 > 8 \n 1 > 8", "3.old: 1 becomes 8 twice. Leave out one of the rows."),
        ("1 > 8 40% \n 1 > 9 40%", "3.share: the shares of 1 add up to 80%, not to 100%."),
        ("1 > 8 40%", "2.share: the shares of 1 add up to 40%, not to 100%."),
        (
            "1 > 8 40% \n 1 > 9",
            "3.share: some shares of 1 are given and this one is missing. Give all or none.",
        ),
        ("1 > 8 -10% \n 1 > 9 110%", "2.share: a share of 1 is below zero."),
        ("1 > 8 \n 5 > 8", "2.parent: write the unit in which 8 lies; its old units lay in different ones."),
        ("1 > 8 in Z", "2.parent: no unit bears the code Z on 2027-01-01, so 8 cannot lie in it."),
        ("1 > 8 in 8", "2.parent: 8 cannot lie in itself."),
        ("1 > 8 in 2 \n 2 > 9", "2.parent: no unit bears the code 2 on 2027-01-01, so 8 cannot lie in it."),
        (
            "1 > 8 in P \n 2 > 8 in Q",
            "3.parent: 8 is told otherwise in row 2. Name, kind and parent must agree.",
        ),
        (
            "3 > 8 \n 3 > 9 \n 31 > 31 in 8",
            "2.old: 3 is divided. Add a row for Unit 32 (32), which lies in it and would be lost.",
        ),
    ],
)
def test_a_merger_that_loses_or_doubles_something_is_told_row_by_row(rows: str, fault: str) -> None:
    said = [f"{one.where}: {str(one).partition(': ')[2]}" for one in check_merger(WORLD, merger(rows))]
    assert said == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (MergerRow(old="1", new="1", name="Unit 1", number=2), "2.old"),  # becomes itself
        (MergerRow(old="1", new="1", name="Unit 1", parent="P", number=2), "2.old"),
        (MergerRow(old="1", new="", name="New", number=2), "2.new"),  # lost
        (MergerRow(old="", new="8", name="New", number=2), "2.old"),  # from nothing
        (MergerRow(old="1", new="8", name=" ", number=2), "2.name"),
    ],
)
def test_a_row_that_says_nothing_is_refused(row: MergerRow, where: str) -> None:
    assert [one.where for one in check_merger(WORLD, Merger(ON, "Order 9", (row,)))] == [where]


def test_a_unit_that_only_goes_to_another_province_is_no_unit_that_becomes_itself() -> None:
    row = MergerRow(old="1", new="1", name="Unit 1", parent="Q", number=2)
    assert check_merger(WORLD, Merger(ON, "Order 9", (row,))) == []


def test_a_merger_names_its_resolution_and_some_unit() -> None:
    assert [one.where for one in check_merger(WORLD, Merger(ON, " ", ()))] == ["rows"]
    row = MergerRow(old="1", new="8", name="New", number=2)
    assert [one.where for one in check_merger(WORLD, Merger(ON, " ", (row,)))] == ["instrument"]


CODES = ("1", "2", "3", "5", "6")


@given(
    st.dictionaries(
        st.sampled_from(CODES),
        st.lists(st.sampled_from(["a", "b", "c", *CODES]), min_size=1, max_size=3, unique=True),
        min_size=1,
    ),
    st.integers(-(10**9), 10**9),
)
def test_whatever_passes_makes_a_world_in_which_every_amount_is_kept(
    became: dict[str, list[str]], amount: int
) -> None:
    rows = tuple(
        MergerRow(old=old, new=new, name=f"New {new}", parent="P", number=2)
        for old, news in became.items()
        for new in news
    )
    tried = Merger(ON, "Order 9", rows)
    if check_merger(WORLD, tried):
        return
    after = world_after(WORLD, tried)
    for place in WORLD.on_map(tried.day_before):
        assert sum(part.amount for part in after.parts(place.key, amount, ON)) == amount
    codes = [place.code for place in after.on_map(ON)]
    assert len(codes) == len(set(codes))


# tables of commas

TABLE = "day,instrument,old,new,name,kind,parent,share,basis\n"


def test_a_table_is_read_as_an_office_types_it() -> None:
    typed = (
        "\ufeffDay;Instrument;Old;New;Name;Share\r\n"
        "01/01/2027;NQ 9;23344;23344;Xã Đăk Plô;\r\n"
        "\r\n"
        ";;1;8;Xã Một;33,34\r\n;;1;9;Xã Hai;66,66%\r\n"
    )
    read = read_merger(typed)
    assert (read.on, read.instrument) == (ON, "NQ 9")
    assert [(row.number, row.old, row.new, row.share) for row in read.rows] == [
        (2, "23344", "23344", None), (4, "1", "8", 3334), (5, "1", "9", 6666),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", ["The table is empty. Its first line must name"]),
        ("a,day,instrument,old,new,name\n", ["The head “a” is not known."]),
        ("day,day,instrument,old,new,name\n", ["The head “day” stands twice."]),
        ("day,instrument,old,new\n", ["The head “name” is missing."]),
        (TABLE, ["The table has heads and no rows."]),
        (TABLE + "2027-01-01,NQ,1,8,A,,,,,\n", []),
        (TABLE + "2027-01-01,NQ,1,8,A,,,,pop,extra\n", ["Row 2 has more cells than there are heads."]),
        (TABLE + "soon,NQ,1,8,A,,,,\n", ["Row 2: soon is no day. Write 2027-07-01 or 01/07/2027."]),
        (
            TABLE + "2027-01-01,NQ,1,8,A,,,x,\n2027-01-01,NQ,1,9,B,,,1.234,\n,,1,7,C,,,-5,\n",
            ["Row 2: x is no share.", "Row 3: the share 1.234 is too fine.", "Row 4: -5 is no share."],
        ),
        (
            TABLE + "2027-01-01,NQ,1,8,A,,,,\n2028-01-01,NQ 2,1,9,B,,,,\n",
            ["Row 3: the day 2028-01-01 differs from row 2.", "Row 3: the resolution “NQ 2” differs from row 2."],
        ),
        (TABLE + ",,1,8,A,,,,\n", ["Row 2: write the day.", "Row 2: write the resolution."]),
    ],
)  # fmt: skip
def test_every_bad_row_is_told_with_its_number_and_its_mend(table: str, said: list[str]) -> None:
    try:
        read_merger(table)
        told = []
    except RuleBroken as broken:
        told = [str(message) for message in broken.messages]
    assert len(told) == len(said)
    assert all(found.startswith(start) for found, start in zip(told, said, strict=True))


@given(st.text(max_size=300))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    for table in (text, TABLE + text, TABLE + "2027-01-01,NQ,1,8,A,,," + text):
        try:
            read_merger(table)
        except RuleBroken as broken:
            assert all(str(message) for message in broken.messages)


# names


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Xã Đăk Blô", "xa dak blo"),
        ("XÃ ĐĂK BLÔ", "xa dak blo"),
        ("Xa\u0303  Đa\u0306k-Blo\u0302", "xa dak blo"),
        ("Ea H'Leo", "ea hleo"),
        ("ອັດຕະປື", "ອັດຕະປື"),
        ("ແຂວງ ອັດຕະປື (Attapư)", "ແຂວງ ອັດຕະປື attapu"),
        ("  ", ""),
    ],
)
def test_names_are_compared_without_accents_and_lao_as_it_is_written(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("name", "word"),
    [("Xã Đăk Blô", "Xã"), ("Thị trấn Plei Kần", "Thị trấn"), ("Đặc khu Lý Sơn", "Đặc khu"), ("Lào", "")],
)
def test_the_word_for_a_kind_stands_before_the_name(name: str, word: str) -> None:
    assert word_of(name) == word
