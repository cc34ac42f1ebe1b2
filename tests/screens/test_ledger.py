"""From any figure down to entries, report lines and sessions; nothing that was not shared."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from chungtay.actions.activities import set_feeding
from chungtay.actions.ledger import post
from chungtay.models import Activity, Document, Entry, Line, Source
from tests.world import NOW, TODAY, World

Enter = Callable[[str], Client]
FIGURE = "/figures/?indicator=attendances&programme=oak-elm&from=2025-01-01&to=2026-03-20"


def entry(world: World, place: str, day: str, amount: int, qualifier: str = "exact", **more: object) -> Entry:
    return Entry(
        indicator=world.indicators["attendances"], place=world.places[place], on=date.fromisoformat(day),
        holder=world.bodies["dogwood" if place == "Dogwood" else "cedar"], served=world.served,
        combination=world.cells[more.pop("cell", "sex:female")], is_base=True, amount=amount * 10_000,  # type: ignore[arg-type,index]
        qualifier=qualifier, source=more.pop("source", None) or Source.objects.create(kind="load"), **more,
    )  # fmt: skip


@pytest.fixture
def told(world: World) -> World:
    """Entries before and after the merger, one corrected, one from a report line with a session behind it."""
    line = Line.objects.create(
        report=world.reports["dogwood"], question=world.form.questions.get(number=2), state="given",
        total=120 * 10_000, source=Source.objects.create(kind="line"),
    )  # fmt: skip
    session = Activity.objects.create(
        kind_id="session", title="Talk in Upper Dogwood", first_on=date(2026, 2, 1), last_on=date(2026, 2, 1),
        place=world.places["Dogwood"], holder=world.bodies["dogwood"], served=world.served,
        recorded_by=world.officer,
    )  # fmt: skip
    set_feeding(line, [session])
    minutes = Document.objects.create(
        type="Biên bản", title="Minutes of the talk", holder=world.bodies["dogwood"]
    )
    session.documents.set([minutes])
    post(
        [
            entry(world, "Alder", "2025-03-01", 40),
            entry(world, "Birch", "2025-06-30", 25, "nearly"),
            entry(world, "Cedar", "2025-12-31", 10, cell="sex:male"),
            entry(world, "Dogwood", "2026-02-01", 120, source=line.source),
        ],
        kind="approval", by=world.leader, at=NOW - timedelta(days=9),
    )  # fmt: skip
    wrong = Entry.objects.get(seq=4)
    post(
        [wrong.reversal(), entry(world, "Dogwood", "2026-02-01", 102, source=line.source)],
        kind="correction", by=world.provincial, at=NOW,
    )  # fmt: skip
    return world


def page(client: Client, address: str = FIGURE, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.status_code
    unmarked = re.sub(r'<span lang="vi">(.*?)</span>', r"\1", answer.content.decode())
    return " ".join(unmarked.split())


def links(text: str, pattern: str) -> list[str]:
    return [unquote(found).replace("&amp;", "&") for found in re.findall(rf'href="({pattern})"', text)]


ADDRESSES = ["/ledger/", "/ledger/?programme=oak-elm", FIGURE, "/ledger/1/", "/ledger/5/"]


@pytest.mark.parametrize("name", ["officer", "provincial", "leader", "partner", "auditor"])
@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_every_page_opens_for_whoever_has_a_seat(
    told: World, signed_in: Callable[..., Client], name: str, language: str
) -> None:
    client = signed_in(name, language)
    for address in ADDRESSES:
        page(client, address)


def test_a_stranger_finds_nothing(told: World, signed_in: Enter) -> None:
    client = signed_in("stranger")
    assert "attendances" not in page(client, "/ledger/")
    for address in ADDRESSES[1:]:
        assert client.get(address).status_code == 404
    assert client.get("/figures/?indicator=attendances").status_code == 404


def test_whoever_has_not_signed_in_is_asked_to(told: World, client: Client) -> None:
    for address in ADDRESSES:
        assert client.get(address).url.startswith("/sign-in/")  # type: ignore[attr-defined]


def test_the_ledger_takes_no_posts(told: World, signed_in: Enter) -> None:
    for address in ADDRESSES:
        assert signed_in("leader").post(address).status_code == 405


@pytest.mark.parametrize("more", ["&programme=nope", "&place=999", "&indicator=nope"])
def test_a_filter_on_what_is_not_there_is_no_page(told: World, signed_in: Enter, more: str) -> None:
    assert signed_in("leader").get(FIGURE + more).status_code == 404


def test_a_figure_says_what_it_is(told: World, signed_in: Enter) -> None:
    said = page(signed_in("provincial"))
    assert '<span class="q">about</span> 177' in said
    assert "<b>4 entries</b> by 2 reporting units" in said
    assert "1 entry was not given exactly" in said
    assert "0 of 3 reports are approved" in said
    assert "recorded on 20/03/2026" in said


def test_a_figure_opens_into_new_units_old_units_and_entries(told: World, signed_in: Enter) -> None:
    said = page(signed_in("provincial"))
    trace = said[said.index('class="trace"') :]
    assert trace.index("Cedar") < trace.index("Alder, until 30/06/2025") < trace.index("Dogwood")
    assert len(links(trace, r"/ledger/\d+/")) == 6  # four that count, the pair that was taken back
    assert trace.count('class="back"') == 2


def test_on_the_old_map_the_old_units_are_the_rows(told: World, signed_in: Enter) -> None:
    said = page(signed_in("provincial"), FIGURE + "&map=2025-06-30")
    trace = said[said.index('class="trace"') :]
    assert "Oakshire" in trace  # what the new commune did lies in no older commune
    assert "selected>until 30/06/2025" in said


def test_what_was_known_earlier_is_read_as_it_was_known(told: World, signed_in: Enter) -> None:
    said = page(signed_in("provincial"), FIGURE + "&known_at=15/03/2026")
    assert "195" in said and 'class="back"' not in said
    assert "Nothing has been reported" in page(signed_in("provincial"), FIGURE + "&known_at=01/01/2026")


def test_a_figure_of_one_place_holds_only_that_place(told: World, signed_in: Enter) -> None:
    said = page(signed_in("provincial"), FIGURE + "&place=103")
    assert ">102 <small>" in said.replace("</span> ", ">") or "102 <small>" in said
    assert "Alder" not in said
    old = page(signed_in("provincial"), FIGURE + "&place=101&map=2025-01-01")
    assert "40 <small>" in old


def test_a_unit_that_was_not_on_the_map_is_said_plainly(told: World, signed_in: Enter) -> None:
    said = page(signed_in("provincial"), FIGURE + "&place=101&map=2026-01-01", status=422)
    assert "Alder did not exist on 01/01/2026" in said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("&from=yesterday", "Write the day as 31/12/2025."),
        ("&from=01/06/2026", "The last day lies before the first."),
    ],
)
def test_a_wrong_day_is_said_and_what_was_typed_is_kept(
    told: World, signed_in: Enter, more: str, said: str
) -> None:
    text = page(signed_in("provincial"), FIGURE + more, status=422)
    assert said in text
    assert more.split("=")[1] in text


def test_categories_add_up_to_the_figure(told: World, signed_in: Enter) -> None:
    said = page(signed_in("provincial"))
    table = said[said.index("By Sex") :][:900]
    assert "167" in table and "10" in table


def test_from_a_programmes_figure_to_the_session_in_three_presses(told: World, signed_in: Enter) -> None:
    client = signed_in("provincial")
    programme = page(client, "/programmes/oak-elm/")
    figure = page(client, links(programme, r"/figures/[^\"]*indicator=attendances[^\"]*")[0])  # 1
    entries = [page(client, address) for address in links(figure, r"/ledger/\d+/")]  # 2: each of them opens
    opened = next(text for text in entries if "Talk in Upper Dogwood" in text)
    assert links(opened, r"/reports/[0-9a-f-]+/") == [f"/reports/{told.reports['dogwood'].pk}/"]
    session = links(opened, r"/activities/[0-9a-f-]+/")[0]  # 3
    assert client.get(session).status_code == 200
    assert "Minutes of the talk" in opened


def test_an_entry_says_what_took_it_back_and_what_it_takes_back(told: World, signed_in: Enter) -> None:
    client = signed_in("provincial")
    assert 'Taken back by <a href="/ledger/5/">entry 5</a>' in page(client, "/ledger/4/")
    assert 'Takes back <a href="/ledger/4/">entry 4</a>' in page(client, "/ledger/5/")


def test_an_entry_says_when_it_happened_when_it_was_recorded_and_by_which_post(
    told: World, signed_in: Enter
) -> None:
    said = page(signed_in("officer"), "/ledger/4/")
    assert "01/02/2026" in said and "11/03/2026" in said and "Leader of Union of Oakshire" in said


def test_the_partner_sees_the_figure_but_not_the_report_behind_it(told: World, signed_in: Enter) -> None:
    for_partner = page(signed_in("partner")).split("<main")[1]
    assert "177" in for_partner and "/reports/" not in for_partner and "not shared with you" in for_partner
    assert "/reports/" in page(signed_in("provincial")).split("<main")[1]
    said = page(signed_in("partner"), "/ledger/4/")
    assert "120" in said
    assert "/reports/" not in said.split("<main")[1] and "Talk in Upper Dogwood" not in said
    assert "the report itself is not" in said


def test_the_figure_page_asks_the_same_number_of_queries_however_many_entries(
    told: World, signed_in: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in("provincial")
    with django_assert_max_num_queries(35):
        page(client)
    post([entry(told, "Dogwood", "2026-01-02", 1) for _ in range(60)], kind="load", by=None, at=NOW)
    with django_assert_max_num_queries(35):
        assert "more entries" in page(client)


def test_the_register_lists_every_indicator_with_its_totals(told: World, signed_in: Enter) -> None:
    said = page(signed_in("partner"), "/ledger/")
    assert "Attendances" in said and "177" in said and "102" in said
    assert TODAY.isoformat() in said


@pytest.mark.parametrize(
    "asked",
    [
        "known_at=31/12/9999",
        "from=0001-01-01&to=9999-12-31",
        "from=31/12/2200&to=1/1/1900",
        "map=9999-12-31",
        "map=x&known_at=y&from=z&to=w",
    ],
)
def test_days_that_nobody_lives_are_said_and_break_nothing(
    world: World, signed_in: Callable[..., Client], asked: str
) -> None:
    answer = signed_in("provincial").get(f"/figures/?indicator=attendances&programme=oak-elm&{asked}")
    assert answer.status_code in (200, 422)
