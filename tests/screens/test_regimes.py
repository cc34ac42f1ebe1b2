"""Pages of the reporting regimes: which period a day falls into, a regime's year, the editor."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.actions.regimes import lay_regimes
from chungtay.models import Regime
from tests.world import NOW, World

SENT = {
    "name": "Kỳ báo cáo của tỉnh", "source": "Quyết định 06/2024/QĐ-UBND", "single_officer_approval": "paper",
    "reminders": "-3, 1", "cut_offs.1.span": "month", "cut_offs.1.ends": "20/*", "cut_offs.1.due": "25/*",
    "cut_offs.2.span": "", "cut_offs.2.ends": "", "cut_offs.3.span": "year", "cut_offs.3.ends": "20/12",
    "cut_offs.3.due": "25/12", "steps.1.name": "Xã gửi lên tỉnh", "steps.1.level": "commune",
    "steps.1.to_level": "province", "steps.1.day": "+2",
}  # fmt: skip


@pytest.fixture
def laid(world: World) -> World:
    lay_regimes(NOW)
    return world


def test_one_day_is_shown_in_the_period_of_each_regime(
    laid: World, signed_in: Callable[[str], Client]
) -> None:
    page = signed_in("officer").get(reverse("regimes"), {"day": "20/12/2024"}).content.decode()
    assert "15/12/2024" in page and "14/12/2025" in page  # the decree's year
    assert "01/01/2024" in page and "31/12/2024" in page  # the calendar's
    today = signed_in("officer").get(reverse("regimes"), {"day": "no day"}).content.decode()
    assert "20/03/2026" in today


def test_a_regime_shows_its_year_with_steps_and_reminders(
    laid: World, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in("provincial")
    page = client.get(reverse("regime", args=["chuong-trinh-1719"])).content.decode()
    for day in ("10/09/2026", "15/09/2026", "25/01/2027", "31/01/2027"):
        assert day in page


def test_an_office_writes_its_own_and_changes_it(laid: World, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("leader")
    answer = client.post(reverse("regime-new"), SENT)
    regime = Regime.objects.get(name="Kỳ báo cáo của tỉnh")
    assert answer["Location"] == reverse("regime", args=[regime.slug])
    assert (regime.cut_offs.count(), regime.steps.get().days_after) == (13, 2)
    page = client.get(reverse("regime-writing", args=[regime.slug])).content.decode()
    assert 'value="20/*"' in page and "Xã gửi lên tỉnh" in page and "-3, 1" in page
    client.post(reverse("regime-writing", args=[regime.slug]), SENT | {"cut_offs.3.due": "28/12"})
    assert regime.cut_offs.get(span="year").due_day == 28


def test_what_is_wrong_in_a_row_is_said_under_that_row(
    laid: World, signed_in: Callable[[str], Client]
) -> None:
    sent = SENT | {"cut_offs.3.ends": "31/13", "cut_offs.1.ends": "x", "steps.1.day": "soon"}
    answer = signed_in("leader").post(reverse("regime-new"), sent)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"cut_offs.1.ends", "steps.1.day"}
    answer = signed_in("leader").post(reverse("regime-new"), SENT | {"cut_offs.3.ends": "31/13"})
    assert set(answer.context["form"].errors) == {"cut_offs.3.ends"}
    assert not Regime.objects.filter(name="Kỳ báo cáo của tỉnh").exists()


def test_the_installations_regime_is_copied_not_changed(
    laid: World, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in("provincial")
    assert client.get(reverse("regime-writing", args=["nd-09-2019"])).status_code == 422
    page = client.get(reverse("regime-new"), {"from": "nd-09-2019"}).content.decode()
    assert 'value="14/*"' in page and 'value="14/12"' in page


def test_who_does_not_plan_adds_none(laid: World, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("officer")
    assert client.get(reverse("regime-new")).status_code == 422
    assert reverse("regime-new") not in client.get(reverse("regimes")).content.decode()
