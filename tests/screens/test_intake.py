"""A paper is taken in, seen beside its draft, corrected and accepted; what is held already is offered."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chungtay.answers.intake import known_indicators
from chungtay.models import (
    Agreement,
    Document,
    Entry,
    Indicator,
    Organisation,
    Phase,
    Plan,
    QuotedFigure,
    Reading,
    Target,
)
from tests.papers_read import PLAN, WEATHER
from tests.world import World

SignIn = Callable[[str], Client]


def upload(browser: Client, content: bytes = PLAN.encode(), name: str = "plan.txt"):  # noqa: ANN201
    return browser.post(reverse("readings"), {"file": SimpleUploadedFile(name, content, "text/plain")})


def first_answers(browser: Client, reading: Reading) -> dict[str, object]:
    """What the page's form would send if the person changed nothing."""
    form = browser.get(reverse("reading", args=[reading.pk])).context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: value for name, value in values.items() if value not in (None, "", [])}


@pytest.fixture
def own_side(world: World) -> Organisation:
    """The province's union bears the name that the plan gives it, so that it is offered as "same as"."""
    world.bodies["west"].name = "Hội Liên hiệp Phụ nữ tỉnh Bình Minh"
    world.bodies["west"].save()
    return world.bodies["west"]


@pytest.fixture
def reading(own_side: Organisation, signed_in: SignIn) -> Reading:
    upload(signed_in("provincial"))
    return Reading.objects.get()


def accept(browser: Client, reading: Reading, **changed: object):  # noqa: ANN201
    answers = first_answers(browser, reading) | changed
    return browser.post(reverse("reading-acceptance", args=[reading.pk]), answers)


def test_a_file_becomes_a_draft_beside_its_text(signed_in: SignIn, reading: Reading) -> None:
    page = signed_in("provincial").get(reverse("reading", args=[reading.pk])).content.decode()
    assert 'class="span" id="s' in page
    assert "12/KH-BTV" in page
    assert 'value="05/02/2026"' in page


def test_the_signed_contents_that_may_be_ticked_are_read_beside_their_numbers(
    signed_in: SignIn, reading: Reading
) -> None:
    browser = signed_in("provincial")
    accept(browser, reading)
    Phase.objects.get(name="2024–2029").commitments.create(number=1, text="Giữ mười câu lạc bộ.")
    upload(browser, (PLAN + " ").encode())
    page = browser.get(reverse("reading", args=[Reading.objects.first().pk])).content.decode()  # type: ignore[union-attr]
    assert "<li>Giữ mười câu lạc bộ.</li>" in page


def test_accepting_makes_programme_phase_plan_and_contents(signed_in: SignIn, reading: Reading) -> None:
    accept(signed_in("provincial"), reading)
    plan = Plan.objects.get(number="12/KH-BTV")
    assert (plan.year, plan.issued_on, plan.phase.name) == (2026, date(2026, 2, 5), "2024–2029")
    assert [content.number for content in plan.contents.all()] == [1, 2, 3]
    held = [seat.holdings.get().organisation.name for seat in plan.phase.agreement.seats.all()]
    assert held == ["Hội Liên hiệp Phụ nữ tỉnh Bình Minh", "Hội Phụ nữ tỉnh Hoàng Hôn"]


def test_a_figure_in_a_paper_is_quoted_and_never_posted(signed_in: SignIn, reading: Reading) -> None:
    accept(signed_in("provincial"), reading)
    quoted = QuotedFigure.objects.order_by("quantity").values_list("quantity", "qualifier", "measure")
    assert list(quoted) == [(120_000, "exact", "câu lạc bộ"), (25_000_000, "nearly", "lượt")]
    assert not Entry.objects.exists()


TABLE_PLAN = PLAN.replace(
    "1. Tổ chức nói chuyện chuyên đề về an toàn đường biên cho hội viên các xã biên giới;",
    "1. Tổ chức nói chuyện chuyên đề cho 1.800 lượt hội viên các xã biên giới;",
)


def test_what_a_plan_promises_of_an_indicator_becomes_its_target(
    own_side: Organisation, world: World, signed_in: SignIn
) -> None:
    browser = signed_in("provincial")
    upload(browser, TABLE_PLAN.encode())
    reading = Reading.objects.get()
    position = [figure["quantity"] for figure in reading.draft["figures"]].index(1800)
    accept(browser, reading, **{f"figures.{position}.indicator": str(world.indicators["attendances"].pk)})
    target = Target.objects.get(content__plan__number="12/KH-BTV")
    assert (target.content.number, target.amount, target.last_on) == (1, 18_000_000, date(2026, 12, 31))
    assert not QuotedFigure.objects.filter(quantity=18_000_000).exists()


def test_a_content_keeps_its_lead_its_day_and_its_product(
    own_side: Organisation, world: World, signed_in: SignIn
) -> None:
    browser = signed_in("provincial")
    upload(browser)
    details = {
        "contents.0.lead": str(world.bodies["west"].pk),
        "contents.0.due": "30/11/2026",
        "contents.0.product": "24 buổi",
    }
    accept(browser, Reading.objects.get(), **details)
    content = Plan.objects.get(number="12/KH-BTV").contents.get(number=1)
    assert (content.lead, content.due_on, content.product) == (
        world.bodies["west"],
        date(2026, 11, 30),
        "24 buổi",
    )


def test_what_was_corrected_is_kept_with_what_was_read(signed_in: SignIn, reading: Reading) -> None:
    accept(signed_in("provincial"), reading, **{"contents.1": "Đón đoàn vào tháng 11", "figures.0": ""})
    kept = {row.path: row.given_value for row in reading.corrections.all()}
    assert kept == {"contents.1": "Đón đoàn vào tháng 11", "figures.0": ""}
    assert QuotedFigure.objects.count() == 1


def test_a_body_that_is_held_is_offered_and_takes_the_seat(
    own_side: Organisation, signed_in: SignIn, reading: Reading
) -> None:
    browser = signed_in("provincial")
    assert first_answers(browser, reading)["parties.0.same"] == str(own_side.pk)
    accept(browser, reading)
    assert Plan.objects.get(number="12/KH-BTV").issuers.get() == own_side


def test_a_new_programme_that_its_maker_would_not_see_is_refused(signed_in: SignIn, reading: Reading) -> None:
    answer = accept(signed_in("provincial"), reading, **{"parties.0.same": ""})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"parties.0.same"}
    assert Agreement.objects.count() == 1


def test_a_programme_that_is_held_is_offered_and_gains_no_double(world: World, signed_in: SignIn) -> None:
    names = {"west": "Hội LHPN tỉnh Bình Minh", "east": "Hội Liên hiệp Phụ nữ tỉnh Hoàng Hôn"}
    for body, name in names.items():
        Organisation.objects.filter(pk=world.bodies[body].pk).update(name=name)
    browser = signed_in("provincial")
    upload(browser)
    reading = Reading.objects.get()
    page = browser.get(reverse("reading", args=[reading.pk])).content.decode()
    assert "This programme is held already" in page
    accept(browser, reading)
    assert Agreement.objects.count() == 1
    assert Plan.objects.get(number="12/KH-BTV").phase.agreement == world.programme


def test_a_paper_whose_number_is_held_is_offered_as_the_same(
    own_side: Organisation, signed_in: SignIn
) -> None:
    held = Document.objects.create(
        type="Kế hoạch",
        number="12/KH-BTV",
        issued_on=date(2026, 2, 5),
        title="x",
        holder=own_side,
    )
    browser = signed_in("provincial")
    upload(browser)
    reading = Reading.objects.get()
    assert "This paper is held already" in browser.get(reverse("reading", args=[reading.pk])).content.decode()
    accept(browser, reading)
    reading.refresh_from_db()
    assert (reading.document, Document.objects.count()) == (held, 1)


def test_the_same_file_taken_in_twice_is_one_reading(signed_in: SignIn, reading: Reading) -> None:
    answer = upload(signed_in("provincial"))
    assert answer.url == reverse("reading", args=[reading.pk])
    assert Reading.objects.count() == 1


def test_accepting_twice_counts_once(signed_in: SignIn, reading: Reading) -> None:
    browser = signed_in("provincial")
    answers = first_answers(browser, reading)
    address = reverse("reading-acceptance", args=[reading.pk])
    assert browser.post(address, answers).status_code == 302
    assert browser.post(address, answers).status_code == 422
    assert Plan.objects.filter(number="12/KH-BTV").count() == 1


def test_three_wrong_fields_give_three_messages_and_keep_what_was_typed(
    signed_in: SignIn, reading: Reading
) -> None:
    wrong = {"title": "", "issued_on": "tomorrow", "figures.0": "a dozen"}
    answer = accept(signed_in("provincial"), reading, **wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == wrong.keys()
    assert 'value="tomorrow"' in page
    assert 'value="a dozen"' in page
    assert not Plan.objects.filter(number="12/KH-BTV").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("weather.txt", WEATHER.encode(), "cooperation programme"),
        ("picture.docx", b"\x89PNG\r\n\x1a\n" + bytes(100), ""),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        ("large.txt", b"a " * 11_000_000, "MB"),
    ],
)
def test_a_bad_file_gets_one_clear_sentence_and_leaves_nothing(
    world: World, signed_in: SignIn, name: str, content: bytes, said: str
) -> None:
    answer = upload(signed_in("provincial"), content, name)
    assert answer.status_code == 422
    errors = answer.context["form"].errors["file"]
    assert len(errors) == 1
    assert said in errors[0]
    assert not Reading.objects.exists()


@pytest.mark.parametrize("name", ["officer", "partner", "auditor"])
def test_whoever_may_not_read_in_is_refused(world: World, signed_in: SignIn, name: str) -> None:
    assert upload(signed_in(name)).status_code == 422
    assert not Reading.objects.exists()


@pytest.mark.parametrize("name", ["officer", "partner", "stranger"])
def test_a_stranger_finds_no_reading(signed_in: SignIn, reading: Reading, name: str) -> None:
    browser = signed_in(name)
    assert browser.get(reverse("reading", args=[reading.pk])).status_code == 404
    assert browser.post(reverse("reading-acceptance", args=[reading.pk])).status_code == 404


def test_only_a_post_accepts(signed_in: SignIn, reading: Reading) -> None:
    assert signed_in("provincial").get(reverse("reading-acceptance", args=[reading.pk])).status_code == 405


def test_a_figure_is_offered_the_indicator_whose_measure_its_unit_begins_with(world: World) -> None:
    gifts = Indicator.objects.create(slug="gifts", kind="flow", name="Gifts", measure="suất")
    Target.objects.create(
        agreement=world.programme,
        indicator=gifts,
        first_on=date(2026, 1, 1),
        last_on=date(2026, 12, 31),
        amount=1,
    )
    figures = [{"unit": "suất quà"}, {"unit": "suất"}, {"unit": "suấtquà"}, {"unit": "buổi"}]
    assert known_indicators(figures, world.programme) == {0: gifts, 1: gifts}
