"""A future merger in three steps: rows or a file, what it would do, recorded once by whoever may."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chungtay.actions.ledger import post
from chungtay.models import AuditLine, Entry, Place, Source, Succession
from tests.world import NOW, World

Enter = Callable[..., Client]
MERGER, RECORDING = "/places/merger/", "/places/mergers/"
ON = {"on": "01/07/2027", "instrument": "Order 3", "rows": "3"}
HEADS = "day,instrument,old,new,name,share\n"


def typed(*rows: tuple[str, ...]) -> dict[str, str]:
    """Rows of old, new, name and perhaps a share, as the form sends them."""
    names = ("old", "new", "name", "share")
    cells = {
        f"{number}.{name}": value
        for number, row in enumerate(rows, 2)
        for name, value in zip(names, row, strict=False)
    }
    return ON | cells


UNITED = typed(("102", "107", "Grove"), ("103", "107", "Grove"))


def said(client: Client, sent: dict[str, object], status: int = 200, *, at: str = MERGER) -> str:
    answer = client.post(at, sent)
    assert answer.status_code == status, answer.status_code
    return re.sub(r'<span lang="vi">(.*?)</span>', r"\1", answer.content.decode())


def table_in(page: str) -> str:
    return unescape(page.split('name="table" value="')[1].split('"')[0])


@pytest.fixture
def told(world: World) -> World:
    entry = Entry(
        indicator=world.indicators["sessions"], place=world.places["Dogwood"], on=date(2026, 1, 5),
        holder=world.bodies["dogwood"], served=world.served, combination=world.cells[""], is_base=True,
        amount=7 * 10_000, qualifier="exact", source=Source.objects.create(kind="load"),
    )  # fmt: skip
    post([entry], kind="load", by=None, at=NOW)
    return world


def test_the_preview_says_what_ends_what_begins_and_where_figures_are_read(
    told: World, signed_in: Enter
) -> None:
    page = said(signed_in("leader"), UNITED)
    assert "Units that end: 2. Units that begin: 1." in page
    assert "1 entry stays where it was written" in page
    assert "Dogwood <b>7</b>" in page and "Grove <b>7</b>" in page
    assert "Union of Cedar; Union of Dogwood" in page
    assert f'href="/reports/{told.reports["dogwood"].pk}/"' not in page  # its window is over by then


def test_the_preview_shows_nobody_more_than_they_may_see(told: World, signed_in: Enter) -> None:
    page = said(signed_in("stranger"), UNITED)
    assert "1 entry stays" in page
    assert "Sessions" not in page and "<b>7</b>" not in page


def test_nothing_is_kept_before_it_is_recorded(told: World, signed_in: Enter) -> None:
    said(signed_in("administrator"), UNITED)
    assert not Place.objects.filter(name="Grove").exists()


def test_every_fault_is_told_at_its_row_and_what_was_typed_is_kept(world: World, signed_in: Enter) -> None:
    rows = (("999", "107", "Grove"), ("103", "108", "Vale", "60"), ("103", "109", "Hill", "30"))
    page = said(signed_in("leader"), typed(*rows), status=422)
    assert "no unit has the code 999" in page
    assert "Row 3: the shares of 103 add up to 90%" in page
    assert 'href="#id_2.old"' in page and 'href="#id_4.share"' in page
    assert all(f'value="{cell}"' in page for row in rows for cell in row if cell not in ("60", "30"))


@pytest.mark.parametrize(
    ("sent", "mend"),
    [
        ({}, "The table has heads and no rows."),
        (typed(("103", "107", "Grove")) | {"on": ""}, "Row 1: write the day."),
        (typed(("103", "107", "Grove")) | {"on": "tomorrow"}, "Write the day as 31/12/2025."),
        (typed(("103", "107", "Grove")) | {"instrument": ""}, "Row 1: write the resolution."),
        (typed(("103", "107", "Grove", "a half")), "Row 1: a half is no share."),
        (typed(("103", "", "Grove")), "Row 1: 103 would be lost."),
    ],
)
def test_what_cannot_be_read_is_told_with_its_mend(
    world: World, signed_in: Enter, sent: dict[str, object], mend: str
) -> None:
    assert mend in said(signed_in("administrator"), sent or ON, status=422)


def test_a_file_of_commas_does_the_same_as_typed_rows(told: World, signed_in: Enter) -> None:
    file = f"{HEADS}2027-07-01,Order 3,102,107,Grove,\n,,103,107,Grove,\n".encode()
    desk = signed_in("leader")
    read = said(desk, {"file": SimpleUploadedFile("merger.csv", file)})
    assert table_in(read) == table_in(said(desk, UNITED))


def test_a_bad_row_of_a_file_is_told_under_its_number(world: World, signed_in: Enter) -> None:
    file = f"{HEADS}2027-07-01,Order 3,103,107,Grove,sixty\n".encode()
    page = said(signed_in("leader"), {"file": SimpleUploadedFile("merger.csv", file)}, status=422)
    assert "Row 2: sixty is no share" in page
    latin = {"file": SimpleUploadedFile("merger.csv", "day,tên\n".encode("utf-16"))}
    assert "not in UTF-8" in said(signed_in("leader"), latin, status=422)


def test_it_is_recorded_once_by_an_administrator_of_a_body_that_sits_there(
    told: World, signed_in: Enter
) -> None:
    desk = signed_in("administrator")
    sent = {"table": table_in(said(desk, UNITED))}
    answer = desk.post(RECORDING, sent)
    assert (answer.status_code, answer["Location"]) == (302, "/places/107@2027-07-01/")
    assert "Grove" in desk.get(answer["Location"]).content.decode()
    assert Succession.objects.filter(new__name="Grove", instrument="Order 3").count() == 2
    assert AuditLine.objects.filter(act="merge_places").count() == 1
    again = said(desk, sent, status=422, at=RECORDING)
    assert "Row 1: 102 ends on 01/07/2027 already. A merger is recorded once." in again
    assert Place.objects.filter(name="Grove").count() == 1


@pytest.mark.parametrize("name", ["officer", "provincial", "leader", "partner", "auditor", "stranger"])
def test_nobody_else_records_it(told: World, signed_in: Enter, name: str) -> None:
    desk = signed_in(name)
    page = said(desk, UNITED)
    assert "Record the merger" not in page
    refused = said(desk, {"table": table_in(page)}, status=422, at=RECORDING)
    assert "Your post does not allow this." in refused
    assert not Place.objects.filter(name="Grove").exists()


def test_an_administrator_changes_no_ground_of_others(told: World, signed_in: Enter) -> None:
    desk = signed_in("administrator")
    page = said(desk, typed(("201", "202", "Farther")))
    refused = said(desk, {"table": table_in(page)}, status=422, at=RECORDING)
    assert "Your post does not allow this." in refused
    assert not Place.objects.filter(name="Farther").exists()


def test_one_goes_back_and_changes_the_rows(told: World, signed_in: Enter) -> None:
    desk = signed_in("leader")
    back = said(desk, {"table": table_in(said(desk, UNITED)), "change": "1"})
    assert 'name="3.old" value="103"' in back and 'value="01/07/2027"' in back
    more = said(desk, UNITED | {"more": "1"})
    assert 'name="10.old"' in more and 'name="3.old" value="103"' in more and "alert" not in more


def test_a_table_that_somebody_wrote_over_is_read_like_any_other(world: World, signed_in: Enter) -> None:
    for table in ("", "nonsense", f"{HEADS}2027-07-01,Order 3,999,107,Grove,\n"):
        said(signed_in("administrator"), {"table": table}, status=422, at=RECORDING)
