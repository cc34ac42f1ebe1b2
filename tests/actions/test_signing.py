"""An agreement is drawn up, proposed, spoken about and signed; and nothing of a refused step is kept."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from chungtay.actions.signing import (
    FirstPhase,
    Name,
    Side,
    ask_opinion,
    draft_agreement,
    keep_equal_text,
    note_opinion,
    place_under,
    propose_agreement,
    sign,
)
from chungtay.actions.versions import withdraw_version
from chungtay.answers.signing import standing_of, text_state
from chungtay.models import (
    Agreement,
    AgreementKind,
    AuditLine,
    Document,
    Opinion,
    Organisation,
    Person,
    Phase,
    SeatHolding,
    SeatRole,
    Share,
    Signature,
    Version,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.signing import Answer, State
from chungtay.rules.versions import RowKind
from tests.world import NOW, TODAY, World

from .signing import PHASE, drafted, paper, proposed, seat, signed, with_texts


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(RuleBroken) as problem:
        act()
    return [str(message) for message in problem.value.messages]


def sees(person: Person, agreement: Agreement) -> bool:
    return Agreement.objects.visible_to(person, TODAY).filter(pk=agreement.pk).exists()


# Drafting


def test_a_draft_is_seen_by_the_drafters_side_alone(world: World) -> None:
    version = drafted(world)
    assert [seat.holder_on(TODAY) for seat in version.agreement.seats.all()] == [world.bodies["west"], None]
    assert sees(world.leader, version.agreement)
    assert not sees(world.partner, version.agreement)
    assert not Version.objects.visible_to(world.partner, TODAY).filter(pk=version.pk).exists()


def test_a_draft_holds_its_sides_and_its_first_phase_as_text(world: World) -> None:
    version = drafted(world)
    assert [row.text("organisation") for row in version.text.of_kind(RowKind.SEAT)] == [
        str(world.bodies["west"].pk),
        str(world.bodies["east"].pk),
    ]
    assert [row.text("last_on") for row in version.text.of_kind(RowKind.PHASE)] == ["2030-12-31"]
    assert not version.agreement.phases.exists()


def test_the_second_of_two_clicks_finds_the_draft_of_the_first(world: World) -> None:
    assert drafted(world).pk == drafted(world, at=NOW + timedelta(seconds=2)).pk
    assert Agreement.objects.filter(name="Friendship").count() == 1


def test_two_agreements_of_one_name_get_two_addresses(world: World) -> None:
    first, second = drafted(world), drafted(world, at=NOW + timedelta(days=1))
    assert (first.agreement.slug, second.agreement.slug) == ("friendship", "friendship-2")


@pytest.mark.parametrize(("name", "slug"), [("New", "new-2"), ("ຂໍ້ຕົກລົງ", "agreement")])
def test_no_agreement_takes_the_address_of_a_page(world: World, name: str, slug: str) -> None:
    assert drafted(world, name=name).agreement.slug == slug


@pytest.mark.parametrize("who", ["officer", "stranger", "partner", "auditor", "administrator"])
def test_only_whoever_proposes_for_a_body_drafts_for_it(world: World, who: str) -> None:
    sides = Side(world.bodies["west"]), [Side(world.bodies["east"])]
    act = lambda: draft_agreement(  # noqa: E731
        AgreementKind.TWINNING, Name("M"), *sides, by=world.persons[who], at=NOW
    )
    assert refused(act) == ["Your post does not allow this."]


def test_nothing_of_a_wrong_draft_is_kept_and_every_mistake_is_named(world: World) -> None:
    before = Agreement.objects.count()
    wrong = FirstPhase("", date(2026, 2, 1), date(2026, 1, 1))
    own = Side(world.bodies["west"])
    act = lambda: draft_agreement(  # noqa: E731
        AgreementKind.MEMORANDUM, Name(" "), own, [], phase=wrong, by=world.provincial, at=NOW
    )
    assert len(refused(act)) == 4
    assert Agreement.objects.count() == before


def test_seats_have_roles_and_there_may_be_any_number_of_them(world: World) -> None:
    bodies = [world.bodies[name] for name in ("east", "far", "dogwood")]
    roles = [SeatRole.PARTY, SeatRole.COORDINATING, SeatRole.WITNESS]
    version = draft_agreement(
        AgreementKind.COORDINATION_PROGRAMME, Name("Many"), Side(world.bodies["west"], SeatRole.LEAD),
        [Side(body, role) for body, role in zip(bodies, roles, strict=True)], by=world.provincial, at=NOW,
    )  # fmt: skip
    propose_agreement(version, by=world.provincial, at=NOW)
    held = [(one.role, one.holder_on(TODAY)) for one in version.agreement.seats.all()]
    assert held == [
        ("lead", world.bodies["west"]),
        *zip(["party", "coordinating", "witness"], bodies, strict=True),
    ]


# Umbrellas


def test_agreements_stand_under_one_another_as_levels_do(world: World) -> None:
    province = drafted(world, name="Province", umbrella=world.programme).agreement
    village = drafted(world, name="Village", umbrella=province).agreement
    assert [one.umbrella for one in (village, province)] == [province, world.programme]
    assert list(world.programme.children.all()) == [province]


def test_an_umbrella_is_never_its_own_descendant(world: World) -> None:
    province = drafted(world, name="Province", umbrella=world.programme).agreement
    village = drafted(world, name="Village", umbrella=province).agreement
    for lower in (village, province, world.programme):
        words = refused(lambda lower=lower: place_under(world.programme, lower, by=world.provincial, at=NOW))  # type: ignore[misc]
        assert words[0].startswith("An agreement cannot stand under itself")
    assert place_under(village, world.programme, by=world.provincial, at=NOW).umbrella == world.programme
    assert place_under(village, None, by=world.provincial, at=NOW).umbrella is None


def test_nobody_places_an_agreement_under_one_that_they_cannot_see(world: World) -> None:
    hidden = Agreement.objects.create(slug="hidden", kind=AgreementKind.MEMORANDUM, name="Hidden")
    village = drafted(world).agreement
    assert refused(lambda: place_under(village, hidden, by=world.provincial, at=NOW)) == [
        "This programme is not shared with you."
    ]
    assert refused(lambda: drafted(world, name="Other", umbrella=hidden)) == [
        "This programme is not shared with you."
    ]


# Proposing


def test_from_the_proposal_on_the_other_side_holds_its_seat_and_reads_the_text(world: World) -> None:
    version = proposed(world)
    assert [one.holder_on(TODAY) for one in version.agreement.seats.all()] == [
        world.bodies["west"],
        world.bodies["east"],
    ]
    assert sees(world.partner, version.agreement)
    assert Version.objects.visible_to(world.partner, TODAY).filter(pk=version.pk).exists()
    assert not sees(world.stranger, version.agreement)
    assert text_state(version, None) is State.PROPOSED


def test_a_text_is_proposed_once_however_often_one_clicks(world: World) -> None:
    version = proposed(world)
    propose_agreement(version, by=world.provincial, at=NOW)
    assert SeatHolding.objects.filter(seat__agreement=version.agreement).count() == 2


def test_the_other_side_cannot_propose_what_it_did_not_draw_up(world: World) -> None:
    version = drafted(world)
    assert refused(lambda: propose_agreement(version, by=world.partner, at=NOW)) == [
        "Your post does not allow this."
    ]
    assert not SeatHolding.objects.filter(seat__agreement=version.agreement, seat__number=2).exists()


def test_a_withdrawn_text_is_signed_by_nobody(world: World) -> None:
    version = withdraw_version(proposed(world), reason="Not now", by=world.provincial, at=NOW)
    words = refused(
        lambda: sign(version, seat(version, 1), signed_on=TODAY, signer="President", by=world.leader, at=NOW)
    )
    assert words == ["This cannot be done: the text was withdrawn."]


# Opinions


def asked(world: World, version: Version, agency: str = "Police of Oakshire") -> Opinion:
    return ask_opinion(
        version, seat(version, 1), agency=agency, asked_on=TODAY, due_on=TODAY + timedelta(days=7),
        letter=paper("Please say"), by=world.provincial, at=NOW,
    )  # fmt: skip


def test_an_opinion_round_is_the_asking_sides_own(world: World) -> None:
    version = proposed(world)
    opinion = asked(world, version)
    note_opinion(
        opinion, answer=Answer.AGREES_WITH_REMARKS, answered_on=TODAY, text="Mind the border guard.",
        reply=paper("Answer"), by=world.provincial, at=NOW,
    )  # fmt: skip
    for person, theirs in ((world.leader, True), (world.partner, False), (world.officer, False)):
        assert Opinion.objects.visible_to(person, TODAY).exists() is theirs
        papers = Document.objects.visible_to(person, TODAY).filter(title__in=["Please say", "Answer"])
        assert papers.count() == (2 if theirs else 0)


def test_each_side_sees_the_text_as_its_own_round_stands(world: World) -> None:
    version = proposed(world)
    asked(world, version)
    assert [text_state(version, seat(version, number)) for number in (1, 2)] == [State.ASKED, State.PROPOSED]


def test_a_side_signs_only_after_its_own_round_is_closed(world: World) -> None:
    version = proposed(world)
    opinion, other = asked(world, version), asked(world, version, "Foreign affairs")
    act = lambda: sign(version, seat(version, 1), signed_on=TODAY, signer="P", by=world.leader, at=NOW)  # noqa: E731
    assert refused(act)[0].startswith("An agency that your side asked has not answered.")
    note_opinion(opinion, answer=Answer.AGREES, answered_on=TODAY, by=world.provincial, at=NOW)
    assert text_state(version, seat(version, 1)) is State.ASKED
    note_opinion(other, answer=Answer.NONE_CAME, answered_on=TODAY, by=world.provincial, at=NOW)
    assert text_state(version, seat(version, 1)) is State.ANSWERED
    assert act().organisation == world.bodies["west"]


def test_an_agency_is_asked_once_by_a_side_and_may_be_asked_by_the_other(world: World) -> None:
    version = proposed(world)
    assert asked(world, version).pk == asked(world, version).pk
    ask = lambda number, by: ask_opinion(  # noqa: E731
        version, seat(version, number), agency="Police of Oakshire", asked_on=TODAY, by=by, at=NOW
    )
    assert refused(lambda: ask(1, world.leader)) == ["Police of Oakshire was asked on 2026-03-20 already."]
    assert ask(2, world.partner).holder == world.bodies["east"]


def test_nobody_asks_or_answers_for_a_side_of_others(world: World) -> None:
    version = proposed(world)
    opinion = asked(world, version)
    for who in ("partner", "officer", "stranger", "auditor"):
        by = world.persons[who]
        ask = lambda by=by: ask_opinion(version, seat(version, 1), agency="X", asked_on=TODAY, by=by, at=NOW)  # type: ignore[misc] # noqa: E731
        note = lambda by=by: note_opinion(opinion, answer=Answer.AGREES, answered_on=TODAY, by=by, at=NOW)  # type: ignore[misc] # noqa: E731
        assert refused(ask) == refused(note) == ["Your post does not allow this."]


# Signing


def test_with_the_last_signature_the_text_is_in_force_and_results_are_shared(world: World) -> None:
    version = signed(world)
    agreement = version.agreement
    assert (version.in_force_on, version.number) == (TODAY, 1)
    (phase,) = Phase.objects.filter(agreement=agreement)
    assert (phase.name, phase.last_on, phase.signed_on) == (PHASE.name, PHASE.last_on, TODAY)
    assert standing_of(agreement, TODAY) is State.IN_FORCE
    assert set(Share.objects.filter(thing_id=agreement.pk).values_list("seat__number", flat=True)) == {1, 2}


def test_until_the_last_side_has_signed_nothing_is_in_force(world: World) -> None:
    version = with_texts(world, proposed(world))
    sign(version, seat(version, 2), signed_on=TODAY, signer="President", by=world.partner, at=NOW)
    version.refresh_from_db()
    assert version.in_force_on is None
    assert text_state(version, seat(version, 1)) is State.SIGNING
    assert not Share.objects.filter(thing_id=version.agreement.pk).exists()
    assert not version.agreement.phases.exists()


def test_the_last_signature_waits_for_the_text_in_every_language(world: World) -> None:
    version = proposed(world)
    keep_equal_text(version, "vi", document=paper(), by=world.leader, at=NOW)
    sign(version, seat(version, 1), signed_on=TODAY, signer="President", by=world.leader, at=NOW)
    last = lambda: sign(version, seat(version, 2), signed_on=TODAY, signer="P", by=world.partner, at=NOW)  # noqa: E731
    assert refused(last) == [
        "Keep the signed text first: Lao. With the last signature the texts are complete."
    ]
    keep_equal_text(version, "lo", document=paper(), by=world.partner, at=NOW)
    last()
    version.refresh_from_db()
    assert version.in_force_on == TODAY
    assert [text.language for text in version.texts.all()] == ["lo", "vi"]


def test_a_signature_keeps_the_names_of_its_day(world: World) -> None:
    version = signed(world)
    Organisation.objects.filter(pk=world.bodies["west"].pk).update(name="Union of elsewhere")
    assert Signature.objects.get(version=version, seat__number=1).body_name == "Union of Oakshire"


def test_the_same_signature_noted_twice_is_one(world: World) -> None:
    version = proposed(world)
    for _ in range(2):
        sign(version, seat(version, 1), signed_on=TODAY, signer="President", by=world.leader, at=NOW)
    assert version.signatures.count() == 1


@pytest.mark.parametrize("who", ["officer", "provincial", "partner", "stranger", "auditor", "administrator"])
def test_only_whoever_signs_for_the_body_notes_its_signature(world: World, who: str) -> None:
    version = proposed(world)
    by = world.persons[who]
    act = lambda: sign(version, seat(version, 1), signed_on=TODAY, signer="P", by=by, at=NOW)  # noqa: E731
    assert refused(act) == ["Your post does not allow this."]


def test_the_signers_post_is_one_of_the_sides_body_on_that_day(world: World) -> None:
    version = proposed(world)
    theirs, over = world.partner.posts.get(), world.provincial.posts.get()
    over.valid_to = TODAY
    over.save()
    act = lambda post: sign(  # noqa: E731
        version, seat(version, 1), signed_on=TODAY, signer="", post=post, by=world.leader, at=NOW
    )
    for post in (theirs, over):
        assert refused(lambda post=post: act(post))[0].startswith(
            "The signer held no post in Union of Oakshire"
        )  # type: ignore[misc]
    assert act(world.leader.posts.get()).signer == "Leader of Union of Oakshire"


def test_a_side_whose_body_has_ended_must_pass_on_before_it_signs(world: World) -> None:
    version = proposed(world)
    Organisation.objects.filter(pk=world.bodies["east"].pk).update(valid_to=TODAY)
    words = refused(
        lambda: sign(version, seat(version, 1), signed_on=TODAY, signer="P", by=world.leader, at=NOW)
    )
    assert words == ["Side 2 has no body on 2026-03-20. Say first who holds it that day."]


def test_everything_wrong_with_a_signature_is_said_at_once_and_nothing_is_kept(world: World) -> None:
    version = drafted(world)
    words = refused(
        lambda: sign(
            version,
            seat(version, 1),
            signed_on=TODAY + timedelta(days=1),
            signer=" ",
            by=world.leader,
            at=NOW,
        )
    )
    assert len(words) == 4
    assert not version.signatures.exists()


def test_every_step_leaves_a_line_about_the_agreement(world: World) -> None:
    version = proposed(world)
    asked(world, version)
    acts = set(AuditLine.objects.filter(thing_id=str(version.agreement.pk)).values_list("act", flat=True))
    assert acts == {"draft_agreement", "propose_agreement", "ask_opinion"}
