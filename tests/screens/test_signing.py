"""A memorandum from proposal to signature by two sides in two languages, as pages; and what becomes of it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chungtay.models import (
    Agreement,
    AgreementKind,
    Document,
    Opinion,
    Seat,
    SeatHolding,
    Signature,
    StandingChange,
    Version,
)
from tests.actions.signing import drafted, proposed, signed
from tests.world import TODAY, World

Enter = Callable[..., Client]
DAY = "20/03/2026"


def pdf(name: str = "signed.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 signed", "application/pdf")


def drafting(world: World, **otherwise: Any) -> dict[str, Any]:
    return {
        "kind": "memorandum", "name": "Friendship of two unions", "own": world.bodies["west"].pk,
        "side_2": world.bodies["east"].pk, "role_2": "party", "phase": "2026–2030", "first_on": "01/04/2026",
        "last_on": "31/12/2030", "languages": ["vi", "lo"], "umbrella": world.programme.pk,
    } | otherwise  # fmt: skip


def words_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


class Desk:
    """One person at one agreement."""

    def __init__(self, client: Client, slug: str) -> None:
        self.client, self.slug = client, slug

    def page(self) -> str:
        answer = self.client.get(reverse("signing", args=[self.slug]))
        assert answer.status_code == 200
        return words_of(answer)

    def post(self, name: str, *more: Any, **form: Any) -> Any:
        return self.client.post(reverse(name, args=[self.slug, *more]), form)


def test_a_memorandum_goes_from_proposal_to_signature_in_two_languages_by_two_sides(
    world: World, signed_in: Enter
) -> None:
    officer = signed_in("provincial")
    made = officer.post(reverse("agreement-new"), drafting(world))
    slug = "friendship-of-two-unions"
    assert made.url == reverse("signing", args=[slug])
    ours, leader, theirs = (Desk(signed_in(name), slug) for name in ("provincial", "leader", "partner"))
    assert theirs.client.get(reverse("signing", args=[slug])).status_code == 404
    assert "Propose it to the other sides" in ours.page()

    assert ours.post("agreement-proposal").status_code == 302
    assert "Proposed to the other sides" in theirs.page()

    asked = ours.post("opinions", agency="Police of Oakshire", asked_on=DAY, due_on="27/03/2026", files=pdf())
    assert asked.status_code == 302
    opinion = Opinion.objects.get()
    early = leader.post("signatures", seat=1, signed_on=DAY, signer="President")
    assert early.status_code == 422
    assert "Note its answer, or that none came." in words_of(early)
    ours.post("opinion-answer", opinion.pk, answer="agrees", answered_on=DAY, files=pdf("reply.pdf"))
    assert "Police of Oakshire" in leader.page()
    assert "Police of Oakshire" not in theirs.page()

    leader.post("equal-texts", language="vi", files=pdf())
    first = leader.post("signatures", seat=1, signed_on=DAY, venue="Oakshire", signer="President")
    assert first.status_code == 302
    too_soon = theirs.post("signatures", seat=2, signed_on=DAY, venue="Oakshire", signer="President")
    assert "Keep the signed text first: Lao." in words_of(too_soon)
    theirs.post("equal-texts", language="lo", files=pdf("lo.pdf"))
    last = theirs.post("signatures", seat=2, signed_on=DAY, venue="Oakshire", signer="President")
    assert last.status_code == 302

    version = Version.objects.get(agreement__slug=slug)
    assert (version.in_force_on, version.number) == (TODAY, 1)
    assert [phase.name for phase in version.agreement.phases.all()] == ["2026–2030"]
    for desk in (leader, theirs):
        words = desk.page()
        assert "In force as text 1" in words
        assert "20/03/2026, Oakshire" in words
    programme = words_of(leader.client.get(reverse("programme", args=[slug])))
    assert "In force" in programme
    assert "Oakshire and Elmshire" in programme  # its umbrella


# An agreement that has no phase yet breaks nothing


@pytest.mark.parametrize("who", ["provincial", "leader", "officer", "auditor"])
@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_an_agreement_without_a_phase_breaks_no_page(
    world: World, signed_in: Enter, who: str, language: str
) -> None:
    slug = proposed(world, phase=None).agreement.slug
    client = signed_in(who, language)
    addresses = [
        reverse("programme", args=[slug]), reverse("signing", args=[slug]), reverse("programmes"),
        reverse("work"), reverse("documents") + f"?programme={slug}", reverse("ledger") + f"?programme={slug}",
        reverse("side-by-side"), reverse("home"),
    ]  # fmt: skip
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_a_draft_without_a_phase_is_asked_for_reports_and_reviews_without_breaking(
    world: World, signed_in: Enter
) -> None:
    slug = drafted(world, phase=None).agreement.slug
    client = signed_in("leader")
    for name in ("report-request", "review-draft"):
        assert client.get(reverse(name, args=[slug])).status_code in (200, 422)


# Drafting


def test_a_wrong_draft_keeps_what_was_typed_and_names_each_mend(world: World, signed_in: Enter) -> None:
    wrong = drafting(world, side_2="", last_on="31/12/2025", languages=[])
    answer = signed_in("provincial").post(reverse("agreement-new"), wrong)
    assert answer.status_code == 422
    words = words_of(answer)
    assert "An agreement has at least two sides." in words
    assert "The phase ends before it begins." in words
    assert "Choose in which languages the text is equal." in words
    assert "Friendship of two unions" in answer.content.decode()
    assert not Agreement.objects.filter(name="Friendship of two unions").exists()


def test_half_a_phase_is_refused(world: World, signed_in: Enter) -> None:
    answer = signed_in("provincial").post(reverse("agreement-new"), drafting(world, last_on=""))
    assert "Give all three, or none." in words_of(answer)


@pytest.mark.parametrize("who", ["officer", "auditor", "administrator"])
def test_whoever_proposes_for_no_body_is_refused_the_page(world: World, signed_in: Enter, who: str) -> None:
    assert signed_in(who).get(reverse("agreement-new")).status_code == 422


def test_other_offices_units_are_not_offered_as_sides(world: World, signed_in: Enter) -> None:
    page = signed_in("provincial").get(reverse("agreement-new")).content.decode()
    assert "Union of Dogwood" in page  # under the own body: a twinning of villages
    assert "Union of Elm" in page
    assert "Union of Farwood" not in page


# Strangers, wrong roles, wrong methods

STEPS = [
    ("agreement-proposal", {}),
    ("opinions", {"agency": "Police", "asked_on": DAY}), ("signatures", {"seat": "1", "signed_on": DAY}),
    ("equal-texts", {"language": "vi"}), ("agreement-turns", {"turn": "ended", "on": DAY}),
    ("seat-succession", {"on": DAY}), ("agreement-umbrella", {}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "form"), STEPS)
def test_a_step_is_not_there_for_strangers_refused_to_readers_and_only_posted(
    world: World, signed_in: Enter, name: str, form: dict[str, str]
) -> None:
    slug = proposed(world).agreement.slug
    address = reverse(name, args=[slug])
    assert signed_in("stranger").post(address, form).status_code == 404
    for who in ("officer", "auditor"):
        answer = signed_in(who).post(address, form)
        assert answer.status_code == 422
        assert "Your post does not allow this." in words_of(answer)
    assert signed_in("leader").get(address).status_code == 405
    assert Client().post(address, form).status_code == 302


def test_an_officer_proposes_but_does_not_sign(world: World, signed_in: Enter) -> None:
    desk = Desk(signed_in("provincial"), proposed(world).agreement.slug)
    answer = desk.post("signatures", seat=1, signed_on=DAY, signer="President")
    assert "Your post does not allow this." in words_of(answer)
    assert "Note the signature" not in desk.page()
    assert not Signature.objects.exists()


def test_nobody_signs_for_the_other_side(world: World, signed_in: Enter) -> None:
    desk = Desk(signed_in("leader"), proposed(world).agreement.slug)
    assert "Your post does not allow this." in words_of(
        desk.post("signatures", seat=2, signed_on=DAY, signer="P")
    )


def test_what_another_side_asked_and_was_told_does_not_exist_for_the_others(
    world: World, signed_in: Enter
) -> None:
    slug = proposed(world).agreement.slug
    Desk(signed_in("provincial"), slug).post("opinions", agency="Police", asked_on=DAY, files=pdf())
    opinion = Opinion.objects.get()
    theirs = Desk(signed_in("partner"), slug)
    assert theirs.post("opinion-answer", opinion.pk, answer="agrees", answered_on=DAY).status_code == 404
    letter = reverse("document", args=[opinion.letter_id])
    assert theirs.client.get(letter).status_code == 404
    assert signed_in("leader").get(letter).status_code == 200


def test_a_late_answer_is_marked(world: World, signed_in: Enter) -> None:
    version = proposed(world)
    Opinion.objects.create(
        version=version, holder=world.bodies["west"], agency="Police", asked_on=TODAY - timedelta(days=9),
        due_on=TODAY - timedelta(days=1), asked_by=world.provincial,
    )  # fmt: skip
    assert "Late" in Desk(signed_in("provincial"), version.agreement.slug).page()


# What becomes of it


def test_an_agreement_is_suspended_and_extended_on_its_page(world: World, signed_in: Enter) -> None:
    agreement = signed(world).agreement
    desk = Desk(signed_in("leader"), agreement.slug)
    suspended = desk.post("agreement-turns", turn="suspended", on=DAY, reason="Floods", files=pdf())
    assert suspended.status_code == 302
    assert "Suspended" in desk.page()
    assert "Suspended" in words_of(desk.client.get(reverse("programmes")))
    phase = agreement.phases.get()
    desk.post(
        "agreement-turns", turn="extended", on=DAY, phase=phase.pk, last_on="30/06/2031", files=pdf("x.pdf")
    )
    assert "until 30/06/2031 instead of 31/12/2030" in desk.page()
    assert [one.turn for one in StandingChange.objects.all()] == ["suspended", "extended"]


def test_a_turn_without_its_document_is_refused_and_keeps_what_was_typed(
    world: World, signed_in: Enter
) -> None:
    desk = Desk(signed_in("leader"), signed(world).agreement.slug)
    answer = desk.post("agreement-turns", turn="ended", on=DAY, reason="Both sides agreed")
    assert answer.status_code == 422
    assert "Add the document by which this was agreed." in words_of(answer)
    assert "Both sides agreed" in answer.content.decode()


def test_a_turn_that_cannot_come_next_is_not_offered(world: World, signed_in: Enter) -> None:
    desk = Desk(signed_in("leader"), signed(world).agreement.slug)
    assert "Taken up again" not in desk.page()
    assert desk.post("agreement-turns", turn="resumed", on=DAY, files=pdf()).status_code == 422


def test_a_side_that_passed_on_says_as_whom_it_signed_and_who_holds_it_today(
    world: World, signed_in: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = signed(world)
    seat = version.agreement.seats.get(number=1)
    SeatHolding.objects.filter(seat=seat).update(valid_from=date(2026, 1, 1))
    desk = Desk(signed_in("leader"), version.agreement.slug)
    passed = desk.post(
        "seat-succession", seat=seat.pk, heir=world.bodies["far"].pk, on=DAY, reason="Resolution 202",
        files=pdf("resolution.pdf"),
    )  # fmt: skip
    assert passed.status_code == 302
    for who in ("partner", "stranger"):  # the stranger leads the heir
        words = Desk(signed_in(who), version.agreement.slug).page()
        assert "Union of Oakshire" in words
        assert "today held by Union of Farshire" in words
        assert "Resolution 202" in words


def test_an_umbrella_is_chosen_and_a_circle_refused(world: World, signed_in: Enter) -> None:
    village = proposed(world).agreement
    desk = Desk(signed_in("provincial"), village.slug)
    assert desk.post("agreement-umbrella", umbrella=world.programme.pk).status_code == 302
    above = Desk(signed_in("provincial"), world.programme.slug)
    assert "cannot stand under itself" in words_of(above.post("agreement-umbrella", umbrella=village.pk))
    listed = words_of(signed_in("provincial").get(reverse("programmes")))
    assert listed.index("Oakshire and Elmshire") < listed.index("Friendship")


# Side by side


def test_a_body_that_inherited_sees_its_agreements_side_by_side(world: World, signed_in: Enter) -> None:
    signed(world)
    other = Agreement.objects.create(
        slug="far-elm", kind=AgreementKind.MEMORANDUM, name="Farshire and Elmshire"
    )
    seat = Seat.objects.create(agreement=other, number=1)
    SeatHolding.objects.create(
        seat=seat, organisation=world.bodies["far"], valid_from=date(2015, 1, 1), valid_to=TODAY
    )
    SeatHolding.objects.create(seat=seat, organisation=world.bodies["west"], valid_from=TODAY)
    page = signed_in("leader").get(reverse("side-by-side"))
    words = words_of(page)
    assert "3 agreements of Union of Oakshire" in words
    for part in (
        "Farshire and Elmshire",
        "Union of Farshire until 19/03/2026",
        "Tell about the border",
        "2026–2030",
    ):
        assert part in words
    assert "Side by side" in words_of(signed_in("leader").get(reverse("programmes")))


def test_who_holds_one_agreement_sees_none_beside_it(world: World, signed_in: Enter) -> None:
    assert "No body of yours" in words_of(signed_in("partner").get(reverse("side-by-side")))
    foreign = f"{reverse('side-by-side')}?body={world.bodies['west'].pk}"
    assert signed_in("partner").get(foreign).status_code == 404


def test_an_unknown_text_is_not_found(world: World, signed_in: Enter) -> None:
    slug, draft = world.programme.slug, drafted(world)
    client = signed_in("leader")
    for text in ("nonsense", str(draft.pk)):
        assert client.get(f"{reverse('signing', args=[slug])}?version={text}").status_code == 404


def test_no_step_leaves_a_paper_behind_that_was_refused(world: World, signed_in: Enter) -> None:
    version = proposed(world)
    desk = Desk(signed_in("provincial"), version.agreement.slug)
    before = Document.objects.count()
    desk.post("opinions", agency="Police", asked_on="21/03/2026", files=pdf())
    assert Document.objects.count() == before
