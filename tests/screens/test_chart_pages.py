"""The pages that show charts: results against targets, the years of an indicator, the days on which the map changed."""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client

from chungtay.actions.ledger import post
from chungtay.models import Entry, Source, Target
from tests.world import NOW, World

Enter = Callable[..., Client]
PROGRAMME, INDICATOR, FIGURE = "/programmes/oak-elm/", "/indicators/sessions/", "/figures/?indicator=sessions"
CEDAR = "/places/102@2025-07-01/?indicator=sessions"


@pytest.fixture
def told(world: World) -> World:
    """Sessions at Alder over three years, none reported in the year between; Cedar's after the merger."""
    Target.objects.create(
        agreement=world.programme, indicator=world.indicators["sessions"], commitment=world.commitments[0],
        first_on=date(2024, 1, 1), last_on=date(2028, 12, 31), amount=10 * 10_000,
    )  # fmt: skip
    days = (("Alder", "2023-03-01", 4), ("Alder", "2025-03-01", 5), ("Cedar", "2025-12-01", 6))
    post(
        [
            Entry(
                indicator=world.indicators["sessions"], place=world.places[place], on=date.fromisoformat(day),
                holder=world.bodies["cedar"], served=world.served, combination=world.cells[""], is_base=True,
                amount=amount * 10_000, qualifier="exact", source=Source.objects.create(kind="load"),
            )
            for place, day, amount in days
        ],
        kind="load", by=None, at=NOW - timedelta(days=9),
    )  # fmt: skip
    return world


def alternatives(client: Client, address: str) -> list[str]:
    """What each chart of a page says to whoever cannot see it; both widths say the same."""
    answer = client.get(address)
    assert answer.status_code == 200
    said = answer.content.decode().split('role="img"')[1:]
    found = [unescape(part.partition("<title>")[2].partition("</title>")[0]) for part in said]
    assert found[::2] == found[1::2]
    return found[::2]


def test_a_programme_shows_its_results_against_the_targets_of_the_phase(
    told: World, signed_in: Enter
) -> None:
    progress, *_ = alternatives(signed_in("leader"), PROGRAMME)
    assert progress == ("Results against targets. Sessions: 11\xa0session, 10\xa0session, 110.0%.")


def test_an_indicator_shows_its_years_and_a_year_without_reports_as_a_gap(
    told: World, signed_in: Enter
) -> None:
    (series,) = alternatives(signed_in("leader"), INDICATOR)
    assert series.startswith("Results over time. 2023: 4; 2024: not reported; 2025: 11")


@pytest.mark.parametrize("who", ["administrator", "auditor"])
def test_who_reads_no_figures_sees_no_chart_of_them(told: World, signed_in: Enter, who: str) -> None:
    charts = alternatives(signed_in(who), INDICATOR)
    assert bool(charts) == (who == "auditor")


def test_a_figure_and_a_territory_are_drawn_too_with_the_day_of_the_merger(
    told: World, signed_in: Enter
) -> None:
    leader = signed_in("leader")
    assert any("11" in said for said in alternatives(leader, f"{FIGURE}&from=2023-01-01"))
    (territory,) = alternatives(leader, CEDAR)
    assert "day on which administrative units changed: 01/07/2025" in territory


def test_a_chart_speaks_lao_to_the_partner(told: World, signed_in: Enter) -> None:
    progress, *_ = alternatives(signed_in("partner", "lo"), PROGRAMME)
    assert progress.startswith("ຜົນໄດ້ຮັບທຽບກັບຄາດໝາຍ")
