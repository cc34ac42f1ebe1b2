"""The demo's agreements were proposed, spoken about and signed on their days, and passed on to heirs."""

from datetime import date

import pytest

from chungtay.answers.figures import Book
from chungtay.answers.signing import state_of
from chungtay.demo.kept import Kept
from chungtay.models import EqualText, Opinion, Phase, SeatHolding, SeatSuccession, Share, Signature, Version
from chungtay.rules.amounts import SCALE
from chungtay.rules.signing import State

from .conftest import LOADED_ON

pytestmark = pytest.mark.django_db

SIGNED = [
    ("kontum-attapeu", 1, date(2019, 1, 8), "2019–2024", ["lo", "vi"]),
    ("hlhpnvn-ubdt", 1, date(2021, 10, 7), "2021–2025", ["vi"]),
    ("quangngai-attapeu", 1, date(2023, 1, 12), "2023–2027", ["lo", "vi"]),
    ("kontum-attapeu", 2, date(2024, 12, 30), "2024–2029", ["lo", "vi"]),
]


@pytest.mark.parametrize(("slug", "number", "day", "phase", "languages"), SIGNED)
def test_each_text_came_into_force_on_its_day_in_its_languages(
    demo: Kept, slug: str, number: int, day: date, phase: str, languages: list[str]
) -> None:
    version = Version.objects.get(agreement__slug=slug, plan=None, number=number, in_force_on__isnull=False)
    assert version.in_force_on == day
    assert Phase.objects.get(agreement__slug=slug, name=phase).signed_on == day
    assert [text.language for text in EqualText.objects.filter(version=version)] == languages
    assert version.signatures.count() == 2


def test_a_signature_keeps_the_body_that_signed_though_another_holds_the_side(demo: Kept) -> None:
    first = Signature.objects.get(
        version__agreement__slug="kontum-attapeu", version__number=2, seat__number=1
    )
    assert first.body_name == "Hội Liên hiệp Phụ nữ tỉnh Kon Tum"
    assert first.seat.holder_on(LOADED_ON) == demo.bodies["quang-ngai"]


def test_three_agencies_were_asked_and_all_answered_before_the_signing(demo: Kept) -> None:
    assert [one.answered_on < date(2024, 12, 30) for one in Opinion.objects.all() if one.answered_on] == [
        True
    ] * 3
    assert Opinion.objects.count() == 3
    assert not Opinion.objects.visible_to(demo.persons["partner"], LOADED_ON).exists()
    assert Opinion.objects.visible_to(demo.persons["leader"], LOADED_ON).count() == 3


def test_both_sides_that_passed_on_say_by_which_decision(demo: Kept) -> None:
    said = {
        (one.old.organisation, one.new.organisation): (one.on, one.reason.split(",")[0])
        for one in SeatSuccession.objects.all()
    }
    bodies, merged = demo.bodies, (date(2025, 7, 1), "Nghị quyết 202/2025/QH15")
    assert said == {
        (bodies["cema"], bodies["mera"]): (date(2025, 3, 1), "Nghị định 41/2025/NĐ-CP"),
        (bodies["kon-tum"], bodies["quang-ngai"]): merged,
        (bodies["quang-ngai-old"], bodies["quang-ngai"]): merged,
    }


def test_since_the_merger_one_union_holds_two_agreements_with_attapeu(demo: Kept) -> None:
    def of(body: str, day: date) -> set[str]:
        held = SeatHolding.objects.live_on(day).filter(organisation=demo.bodies[body])
        return set(held.values_list("seat__agreement__slug", flat=True))

    eve, day = date(2025, 6, 30), date(2025, 7, 1)
    assert (of("kon-tum", eve), of("quang-ngai-old", eve)) == ({"kontum-attapeu"}, {"quangngai-attapeu"})
    assert of("kon-tum", day) == of("quang-ngai-old", day) == set()
    assert of("quang-ngai", day) == of("attapeu", day) == {"kontum-attapeu", "quangngai-attapeu"}


def test_the_merged_union_reads_what_both_old_ones_counted(demo: Kept) -> None:
    def gifts(by: str, programme: str) -> int | None:
        book = Book(demo.persons[by], LOADED_ON, demo.agreements[programme])
        figure = book.ask(demo.indicators["gifts"], date(2023, 1, 1), date(2025, 6, 20))
        return figure.amount and figure.amount // SCALE

    assert gifts("province", "quangngai-attapeu") == 105
    assert gifts("province", "kontum-attapeu")
    assert gifts("partner", "quangngai-attapeu") == 105
    assert gifts("db-officer", "quangngai-attapeu") is None


def test_one_programme_is_in_force_and_the_other_has_run_out(demo: Kept) -> None:
    assert state_of(demo.agreements["kontum-attapeu"], LOADED_ON) is State.IN_FORCE
    assert state_of(demo.agreements["hlhpnvn-ubdt"], date(2025, 12, 31)) is State.IN_FORCE
    assert state_of(demo.agreements["hlhpnvn-ubdt"], date(2026, 1, 1)) is State.RUN_OUT


def test_results_are_shared_with_each_side_once(demo: Kept) -> None:
    agreement = demo.agreements["kontum-attapeu"]
    assert Share.objects.filter(kind="results", thing_id=agreement.pk).count() == 2
