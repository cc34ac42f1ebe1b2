"""Every bad row of a file is told with its number, its column and what to write instead; good ones are read."""

from datetime import date

import pytest

from chungtay.rules.ledger import Entry, Kind, entries_of, posted, read_body
from chungtay.rules.loading import Bearer, Known, KnownIndicator, Reading, read
from chungtay.rules.messages import RuleBroken
from tests.rules.book import NOW

TODAY = date(2026, 3, 20)
JULY = date(2025, 7, 1)
OLD, NEW, DOGWOOD = (
    Bearer("old", "Birch", None, JULY),
    Bearer("new", "Cedar", JULY),
    Bearer("dogwood", "Dogwood"),
)
KNOWN = Known(
    indicators={
        "sessions": KnownIndicator("i-sessions", Kind.FLOW, 0),
        "money": KnownIndicator("i-money", Kind.FLOW, 2),
        "members": KnownIndicator("i-members", Kind.STOCK, 0),
        "women": KnownIndicator("i-women", Kind.PERSONS, 0),
        "clubs": KnownIndicator("i-clubs", Kind.STOCK, 0, fed_by_register=True),
        "share": KnownIndicator("i-share", Kind.RATIO, 0),
    },
    places={"102": [OLD, NEW], "00103": [DOGWOOD]},
    holders={"Union": [Bearer("union", "Union")], "Twin": [Bearer("a", "Twin"), Bearer("b", "Twin")],
             "Đoàn": [Bearer("doan", "Đoàn")]},
    programmes=frozenset({"oak-elm", "oak-ash"}),
    dimensions={"sex": frozenset({"female", "male"}), "age": frozenset({"old", "young"})},
    cells=frozenset({"", "sex:female", "sex:male", "age:old"}),
    today=TODAY,
)  # fmt: skip
HEADER = "indicator,place,day,amount,programme,holder,key,sex,age,period,qualifier,statement"
GOOD = "sessions,00103,2026-01-31,3,,Union,1,,,,,"


def read_rows(*rows: str, header: str = HEADER) -> Reading:
    return read("rows.csv", "\n".join([header, *rows]).encode(), KNOWN)


def told(*rows: str) -> list[str]:
    return [str(fault) for fault in read_rows(*rows).faults]


BAD = [
    ("session,00103,2026-01-31,3,,Union,1,,,,,", "indicator: There is no indicator session. There are: clubs, members, "
     "money, sessions, share, women."),
    ("share,00103,2026-01-31,3,,Union,1,,,,,", "indicator: share is a ratio: load what it is made of"),
    ("clubs,00103,2026-01-31,3,,Union,1,,,,,1", "indicator: clubs is counted from a register."),
    ("members,00103,2026-01-31,3,,Union,1,,,,,", "statement: It is a stock: write 1 in the column statement"),
    ("sessions,00103,2026-01-31,3,,Union,1,,,,,1", "statement: It adds up over days and cannot be stated."),
    ("members,00103,2026-01-31,3,,Union,1,,,,,yes", "statement: yes is not an answer."),
    ("women,00103,2026-01-31,3,,Union,1,,,,,", "period: Distinct persons need the period"),
    ("women,00103,2026-01-31,3,,Union,1,,,2026-01-01..2026-01-30,,", "period: The period ends on 2026-01-30"),
    ("women,00103,2026-01-31,3,,Union,1,,,2026-02-01..2026-01-31,,", "period: 2026-02-01..2026-01-31 ends before"),
    ("women,00103,2026-01-31,3,,Union,1,,,January,,", "period: January is not a day."),
    ("sessions,00103,2026-01-31,3,,Union,1,,,2026-01-01..2026-01-31,,", "period: Only distinct persons have a period."),
    ("sessions,99999,2026-01-31,3,,Union,1,,,,,", "place: No unit has the code 99999."),
    ("sessions,103,2026-01-31,3,,Union,1,,,,,",
     "place: No unit has the code 103. If 00103 is meant, keep the column as "
     "text."),
    ("sessions,102@2026-01-01,2025-06-30,3,,Union,1,,,,,", "place: 102 was nobody's on 2025-06-30: it was Cedar "
     "(2025-07-01–)."),
    ("sessions,102@never,2025-06-30,3,,Union,1,,,,,", "place: never is not a day."),
    ("sessions,00103,2026-03-21,3,,Union,1,,,,,", "day: 2026-03-21 lies in the future"),
    ("sessions,00103,31/02/2026,3,,Union,1,,,,,",
     "day: 31/02/2026 is not a day. Write it as 2025-12-31 or 31/12/2025."),
    ("sessions,00103,2026-01-31,,,Union,1,,,,,", "amount: It is empty. Write 0 for none"),
    ("sessions,00103,2026-01-31,three,,Union,1,,,,,", "amount: three is not a number."),
    ("sessions,00103,2026-01-31,-3,,Union,1,,,,,", "amount: -3 is below zero."),
    ("sessions,00103,2026-01-31,2.5,,Union,1,,,,,", "amount: 2,5: this indicator is counted with 0 decimals."),
    ("sessions,00103,2026-01-31,999999999999999,,Union,1,,,,,", "amount: 999999999999999 is too large to be kept."),
    ("sessions,00103,2026-01-31,1.500,,Union,1,,,,,", "amount: 1.500 can be read as 1500 or as 1,5"),
    ("sessions,00103,2026-01-31,3,oak,Union,1,,,,,",
     "programme: There is no programme oak. There are: oak-ash, oak-elm."),
    ("sessions,00103,2026-01-31,3,,Unoin,1,,,,,", "holder: No body is called Unoin."),
    ("sessions,00103,2026-01-31,3,,Twin,1,,,,,", "holder: Twin is the name of several bodies. Write its id: a, b."),
    ("sessions,00103,2026-01-31,3,,Union,,,,,,", "key: It is empty. Give every row a key of its own"),
    ("sessions,00103,2026-01-31,3,,Union,1,women,,,,", "sex: There is no sex women. There are: female, male."),
    ("sessions,00103,2026-01-31,3,,Union,1,female,old,,,",
     "cell: age:old|sex:female is not counted together anywhere."),
    ("sessions,00103,2026-01-31,3,,Union,1,,,,roughly,", "qualifier: roughly does not say how sure it is."),
    ("sessions,00103,2026-01-31,3,,Union,1,,,,,,more", "It has more cells than the first row."),
]  # fmt: skip


@pytest.mark.parametrize(("row", "sentence"), BAD)
def test_a_bad_row_is_told_with_its_number_its_column_and_the_mend(row: str, sentence: str) -> None:
    (fault,) = told(GOOD.replace(",1,", ",0,"), row)
    assert fault.startswith("Row 3, ") and sentence in fault, fault


def test_all_bad_rows_are_told_at_once() -> None:
    rows = [row.replace(",1,", f",{number},", 1) for number, (row, _) in enumerate(BAD)]
    assert {fault.row for fault in read_rows(*rows).faults} == set(range(2, len(BAD) + 2))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((GOOD, GOOD), "Row 3, key: It repeats row 2. Leave one of them out."),
        ((GOOD, GOOD.replace(",3,", ",4,")), "Row 3, key: Row 2 of this holder has the same key."),
        ((GOOD, GOOD.replace(",1,", ",2,")), "Row 3, key: Row 2 says the same under another key."),
        ((GOOD, GOOD.replace("1,,,,,", "2,female,,,,")), "Row 3, : Row 2 is of the same figure, divided otherwise."),
        (("members,00103,2026-01-31,3,,Union,1,,,,,1", "members,00103,2026-01-31,4,,Union,2,,,,,1"),
         "Row 3, key: Row 2 says the same under another key."),
    ],
)  # fmt: skip
def test_what_is_there_twice_is_told(rows: tuple[str, str], sentence: str) -> None:
    (fault,) = told(*rows)
    assert fault.startswith(sentence)


def test_two_holders_may_use_the_same_key_and_empty_lines_are_no_rows() -> None:
    reading = read_rows(GOOD, "", GOOD.replace("Union", "Đoàn"), ",,,,,,,,,,,")
    assert (reading.faults, reading.rows) == ([], 2)
    assert list(reading.cells.rows) == [2, 4]


def entries(reading: Reading) -> list[Entry]:
    (part,) = reading.parts("source")
    posting, _ = posted_columns(part[0])
    return entries_of(read_body(posting))


def posted_columns(columns: object) -> tuple[bytes, None]:
    from chungtay.rules.ledger import Head, sealed

    return sealed(columns, Head(), kind="load", by="", recorded_at=NOW).body, None  # type: ignore[arg-type]


def test_a_good_row_becomes_the_entry_that_it_says() -> None:
    reading = read_rows(
        'money,102,30/06/2025,"1.100,50",oak-elm|oak-ash,Đoàn,x-1,female,,,khoảng,',
        "women,102,2025-12-31,12,,Union,x-2,,,2025-07-01..2025-12-31,,",
    )
    money, women = entries(reading)
    assert (money.indicator, money.place, money.on, money.holder) == (
        "i-money",
        "old",
        date(2025, 6, 30),
        "doan",
    )
    assert (money.amount, money.programmes, money.qualifier) == (11_005_000, {"oak-ash", "oak-elm"}, "about")
    assert money.categories == {("sex", "female")}
    assert women.place == "new" and women.period and women.period.first == JULY
    assert posted(entries(reading), after=None, kind="load", by="", recorded_at=NOW)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("rows.xls", b"x", "rows.xls is an old Excel file or is protected by a password. Save it as XLSX."),
        (
            "rows.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "is an old Excel file or is protected by a password",
        ),
        ("rows.xlsx", b"indicator,place", "rows.xlsx is not what its name says."),
        ("rows.xlsx", b"PK\x03\x04rest", "rows.xlsx is damaged or is not an XLSX file."),
        ("rows.csv", b"PK\x03\x04rest", "rows.csv is not what its name says."),
        ("rows.pdf", b"%PDF", "rows.pdf cannot be loaded. Save it as CSV (UTF-8) or XLSX."),
        (
            "rows.csv",
            "indicator,Đăk".encode("cp1258", "ignore") + b"\xd0",
            "not in Unicode. Save it again as “CSV UTF-8”.",
        ),
        ("rows.csv", b"", "There are no rows in rows.csv."),
        ("rows.csv", HEADER.encode(), "There are no rows in rows.csv."),
        (
            "rows.csv",
            b"indicator,place,day\n",
            "The column amount is missing.; The column programme is missing.",
        ),
        ("rows.csv", (HEADER + ",colour\n").encode(), "There is no column “colour”. There are: indicator,"),
        ("rows.csv", (HEADER + ",key\n").encode(), "The column key is there twice."),
        ("rows.csv", (HEADER + '\n"open').encode(), "of rows.csv is no CSV"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(RuleBroken) as broken:
        read(name, content, KNOWN)
    assert sentence in str(broken.value)


@pytest.mark.parametrize("written", ["bom", "semicolons", "tabs", "decomposed"])
def test_csv_is_read_as_spreadsheets_write_it(written: str) -> None:
    """With a mark at its beginning, semicolons where the comma begins the decimals, letters with loose marks."""
    text = "\n".join([HEADER, GOOD.replace("Union", "Đoàn").replace("sessions", "sessions ")])
    content = {
        "bom": text.encode("utf-8-sig"),
        "semicolons": text.replace(",", ";").encode(),
        "tabs": text.replace(",", "\t").encode(),
        "decomposed": text.replace("Đoàn", "Đoa\u0300n").encode(),
    }[written]
    assert read("rows.csv", content, KNOWN).faults == []
