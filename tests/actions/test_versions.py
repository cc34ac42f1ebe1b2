"""A text is copied, written in, proposed, and comes into force; its rows keep their keys, and nothing is lost."""

from datetime import date, timedelta

import pytest

from chungtay.actions.versions import (
    add_row,
    begin_version,
    bring_up_to_date,
    drop_row,
    edit_row,
    give_reason,
    keep_text,
    propose_version,
    put_back_row,
    put_in_force,
    withdraw_version,
)
from chungtay.answers.versions import last_in_force, text_of
from chungtay.models import Agreement, AuditLine, Commitment, Content, Phase, Plan, Target, Version
from chungtay.models.record import new_id
from chungtay.rules.messages import RuleBroken
from chungtay.rules.versions import Row, RowKind, Side, VersionState, fingerprint
from tests.world import NOW, TODAY, World

NEXT_YEAR = {"first_on": "2027-01-01", "last_on": "2027-12-31"}
LATER = NOW + timedelta(hours=1)


def kept(world: World, plan: Plan | None = None) -> Version:
    return keep_text(world.programme, plan=plan, on=date(2024, 1, 1), by=world.leader, at=NOW)


def copy_of(world: World, plan: Plan | None = None, *, by: str = "leader", body: str = "west") -> Version:
    return begin_version(
        world.programme, plan=plan, holder=world.bodies[body], reason="The conference decided it",
        by=world.persons[by], at=NOW,
    )  # fmt: skip


def come_into_force(version: Version, world: World, *, on: date = TODAY) -> Version:
    propose_version(version, by=world.leader, at=NOW)
    return put_in_force(version, on=on, by=world.leader, at=NOW)


def first_row(version: Version, kind: RowKind) -> Row:
    version.refresh_from_db()
    return version.text.of_kind(kind)[0]


def written(world: World) -> Version:
    version = copy_of(world)
    write(version, world, RowKind.COMMITMENT, text="Tell more")
    return version


def write(version: Version, world: World, kind: RowKind, **values: object) -> None:
    edit_row(version, first_row(version, kind).key, values, by=world.leader, at=NOW)


def test_a_text_that_came_into_force_is_the_text_of_the_live_rows(world: World) -> None:
    kept(world)
    version = copy_of(world)
    top, phase = (first_row(version, kind).key for kind in (RowKind.AGREEMENT, RowKind.PHASE))
    first, second = (row.key for row in version.text.of_kind(RowKind.COMMITMENT))
    by = world.leader

    def say(key: str, **values: object) -> None:
        edit_row(version, key, values, by=by, at=NOW)

    say(top, name="Oakshire with Elmshire", name_lo="ສອງແຂວງ", purpose="Peace at the border")
    say(first, number=2, text="Tell about the border, twice a year")
    say(second, number=1, rank=1)
    say(first_row(version, RowKind.SEAT).key, role="lead")
    new_phase = add_row(
        version, RowKind.PHASE, under=top, by=by, at=NOW,
        values={"name": "2029–2033", "first_on": "2028-10-01", "last_on": "2033-09-30"},
    )  # fmt: skip
    new = add_row(
        version, RowKind.COMMITMENT, under=new_phase, values={"text": "Learn together"}, by=by, at=NOW
    )
    more = {"indicator": str(world.indicators["clubs"].pk), "amount": 120_000, **NEXT_YEAR}
    add_row(version, RowKind.TARGET, under=first, values=more, by=by, at=NOW)
    add_row(
        version, RowKind.SEAT, under=top, values={"organisation": str(world.bodies["far"].pk), "role": "witness"},
        by=by, at=NOW,
    )  # fmt: skip
    assert first_row(version, RowKind.AGREEMENT).key == top
    body = version.text
    come_into_force(version, world)
    assert text_of(world.programme, on=TODAY) == body
    assert Commitment.objects.get(pk=new).phase.agreement == world.programme
    assert world.programme.seats.get(number=3).holder_on(TODAY) == world.bodies["far"]
    assert {str(one.pk) for one in Commitment.objects.filter(phase=phase)} == {first, second}


def test_a_plan_that_came_into_force_is_the_text_of_the_live_rows(world: World) -> None:
    kept(world, world.plan)
    version = copy_of(world, world.plan)
    first, second = (row.key for row in version.text.of_kind(RowKind.CONTENT))
    seat = str(world.programme.seats.get(number=2).pk)
    by = world.leader
    told = {"number": 2, "coordinating": [seat], "budget": 5_000_000, "commitments": []}
    edit_row(version, first, told, by=by, at=NOW)
    signed = [str(one.pk) for one in world.commitments]
    edit_row(version, second, {"number": 1, "commitments": signed, "due_on": "2026-10-15"}, by=by, at=NOW)
    new = {"text": "A fair of goods", "lead": str(world.bodies["west"].pk), "currency": "LAK"}
    added = add_row(version, RowKind.CONTENT, under=str(world.plan.pk), values=new, by=by, at=NOW)
    aim = {"indicator": str(world.indicators["sessions"].pk), "amount": 30_000}
    days = {"first_on": "2026-01-01", "last_on": "2026-12-31"}
    add_row(version, RowKind.TARGET, under=added, values=aim | days, by=by, at=NOW)
    version.refresh_from_db()
    body = version.text
    come_into_force(version, world)
    assert text_of(world.plan) == body
    assert [content.text for content in Content.objects.filter(plan=world.plan)] == [
        "A visit in October", "Talks in border communes", "A fair of goods",
    ]  # fmt: skip
    world.plan.refresh_from_db()
    assert (world.plan.version, last_in_force(world.programme, world.plan)) == (2, version)


def test_what_points_to_a_dropped_commitment_still_points_to_it(world: World) -> None:
    kept(world)
    version = copy_of(world)
    dropped = world.commitments[0]
    drop_row(version, str(dropped.pk), by=world.leader, at=NOW)
    write(version, world, RowKind.COMMITMENT, number=1)
    come_into_force(version, world)
    assert Commitment.ever.get(pk=dropped.pk).dropped_in == 2
    assert list(Commitment.objects.filter(phase=world.phase)) == [world.commitments[1]]
    assert Target.objects.filter(commitment=dropped).count() == 2
    assert Content.commitments.through.objects.filter(commitment=dropped).exists()


def test_an_amended_plan_leaves_the_ties_to_a_dropped_commitment_alone(world: World) -> None:
    kept(world)
    version = copy_of(world)
    drop_row(version, str(world.commitments[0].pk), by=world.leader, at=NOW)
    come_into_force(version, world)
    plan = copy_of(world, world.plan)
    write(plan, world, RowKind.CONTENT, text="Talks in every commune")
    come_into_force(plan, world)
    assert Content.commitments.through.objects.filter(commitment=world.commitments[0]).exists()


def test_an_earlier_version_stays_readable(world: World) -> None:
    before = kept(world)
    text, seal = before.text, before.fingerprint
    version = copy_of(world)
    write(version, world, RowKind.COMMITMENT, text="Tell nobody")
    come_into_force(version, world)
    before.refresh_from_db()
    assert (before.text, fingerprint(before.text), before.state) == (text, seal, VersionState.IN_FORCE)
    assert last_in_force(world.programme) == version
    assert version.number == before.number + 1


def test_two_sides_that_swap_numbers_trip_over_nothing(world: World) -> None:
    kept(world)
    version = copy_of(world)
    for seat, number in zip(version.text.of_kind(RowKind.SEAT), (2, 1), strict=True):
        edit_row(version, seat.key, {"number": number}, by=world.leader, at=NOW)
    come_into_force(version, world)
    assert [seat.holder_on(TODAY) for seat in world.programme.seats.all()] == [
        world.bodies["east"], world.bodies["west"],
    ]  # fmt: skip


def test_a_side_that_leaves_holds_its_seat_no_more_and_its_seat_stays(world: World) -> None:
    kept(world)
    version = copy_of(world)
    top = first_row(version, RowKind.AGREEMENT).key
    far = {"organisation": str(world.bodies["far"].pk), "role": "party"}
    add_row(version, RowKind.SEAT, under=top, values=far, by=world.leader, at=NOW)
    leaving = world.programme.seats.get(number=1)
    drop_row(version, str(leaving.pk), by=world.leader, at=NOW)
    version.refresh_from_db()
    for number, seat in enumerate(version.text.of_kind(RowKind.SEAT), 1):
        edit_row(version, seat.key, {"number": number}, by=world.leader, at=NOW)
    version.refresh_from_db()
    body = version.text
    come_into_force(version, world)
    assert text_of(world.programme, on=TODAY) == body
    assert leaving.holder_on(TODAY - timedelta(days=1)) == world.bodies["west"]
    fresh = world.programme.seats.get(pk=leaving.pk)
    assert (fresh.holder_on(TODAY), fresh.number) == (None, 3)


def test_an_amendment_of_a_text_that_is_no_longer_the_last_is_refused_with_the_mend(world: World) -> None:
    kept(world)
    ours = copy_of(world)
    theirs = copy_of(world, by="partner", body="east")
    write(ours, world, RowKind.COMMITMENT, text="Ours")
    key = first_row(theirs, RowKind.COMMITMENT).key
    edit_row(theirs, key, {"emphasis": "Villages first"}, by=world.partner, at=NOW)
    give_reason(theirs, "Asked by the villages", by=world.partner, at=NOW)
    propose_version(theirs, by=world.partner, at=NOW)
    put_in_force(theirs, on=TODAY, by=world.partner, at=NOW)
    with pytest.raises(RuleBroken, match="Bring the copy up to date"):
        propose_version(ours, by=world.leader, at=LATER)
    bring_up_to_date(ours, chosen={}, by=world.leader, at=LATER)
    come_into_force(ours, world)
    commitment = Commitment.objects.get(pk=key)
    assert (commitment.text, commitment.emphasis) == ("Ours", "Villages first")
    assert ours.pk == last_in_force(world.programme).pk  # type: ignore[union-attr]


def test_two_wordings_of_one_sentence_wait_for_a_choice(world: World) -> None:
    kept(world)
    ours, theirs = copy_of(world), copy_of(world, by="partner", body="east")
    key = first_row(ours, RowKind.COMMITMENT).key
    edit_row(ours, key, {"text": "Ours"}, by=world.leader, at=NOW)
    edit_row(theirs, key, {"text": "Theirs"}, by=world.partner, at=NOW)
    propose_version(theirs, by=world.partner, at=NOW)
    put_in_force(theirs, on=TODAY, by=world.partner, at=NOW)
    with pytest.raises(RuleBroken, match="Choose which of the two wordings stands"):
        bring_up_to_date(ours, chosen={}, by=world.leader, at=NOW)
    bring_up_to_date(ours, chosen={f"{key}.text": Side.OURS}, by=world.leader, at=NOW)
    assert first_row(ours, RowKind.COMMITMENT).text("text") == "Ours"


def test_of_two_proposals_the_later_one_is_refused_and_its_words_begin_a_new_copy(world: World) -> None:
    kept(world)
    ours, theirs = copy_of(world), copy_of(world, by="partner", body="east")
    key = first_row(ours, RowKind.COMMITMENT).key
    edit_row(ours, key, {"text": "Ours"}, by=world.leader, at=NOW)
    edit_row(theirs, key, {"emphasis": "Theirs"}, by=world.partner, at=NOW)
    for version, name in ((ours, "leader"), (theirs, "partner")):
        propose_version(version, by=world.persons[name], at=NOW)
    put_in_force(theirs, on=TODAY, by=world.partner, at=NOW)
    with pytest.raises(RuleBroken, match="begin a new copy from it"):
        put_in_force(ours, on=TODAY, by=world.leader, at=NOW)
    withdraw_version(ours, reason="Another one came first", by=world.leader, at=NOW)
    again = begin_version(world.programme, holder=world.bodies["west"], like=ours, by=world.leader, at=LATER)
    bring_up_to_date(again, chosen={}, by=world.leader, at=LATER)
    come_into_force(again, world)
    assert Commitment.objects.get(pk=key).text == "Ours"
    assert Commitment.objects.get(pk=key).emphasis == "Theirs"


def test_what_changed_since_the_proposal_stays_changed_where_the_text_does_not_speak_of_it(
    world: World,
) -> None:
    kept(world)
    version = written(world)
    propose_version(version, by=world.leader, at=NOW)
    holding = world.programme.seats.get(number=2).holdings.get()
    holding.valid_to = TODAY
    holding.save()
    holding.seat.holdings.create(organisation=world.bodies["far"], valid_from=TODAY)
    put_in_force(version, on=TODAY, by=world.leader, at=NOW)
    assert world.programme.seats.get(number=2).holder_on(TODAY) == world.bodies["far"]
    assert Commitment.objects.get(pk=world.commitments[0].pk).text == "Tell more"


def test_a_row_that_was_taken_out_is_put_back_as_it_was_left(world: World) -> None:
    version = copy_of(world)
    before = version.text
    phase = str(world.phase.pk)
    drop_row(version, phase, by=world.leader, at=NOW)
    assert version.text == before  # what the caller holds is not rewritten behind its back
    version.refresh_from_db()
    assert [row.kind for row in version.text.rows] == [RowKind.AGREEMENT, RowKind.SEAT, RowKind.SEAT]
    put_back_row(version, phase, by=world.leader, at=NOW)
    version.refresh_from_db()
    assert version.text == before
    assert "aside" not in version.body


def test_all_faults_of_a_text_are_told_at_once_and_nothing_is_kept(world: World) -> None:
    kept(world)
    version = copy_of(world)
    first, second = version.text.of_kind(RowKind.COMMITMENT)
    edit_row(version, second.key, {"number": 1}, by=world.leader, at=NOW)
    for seat in version.text.of_kind(RowKind.SEAT):
        edit_row(version, seat.key, {"role": "lead"}, by=world.leader, at=NOW)
    edit_row(version, first_row(version, RowKind.SEAT).key, {"organisation": ""}, by=world.leader, at=NOW)
    with pytest.raises(RuleBroken) as refused:
        propose_version(version, by=world.leader, at=NOW)
    assert {message.where for message in refused.value.messages} == {
        f"{first.key}.number", f"{second.key}.number",
        f"{version.text.of_kind(RowKind.SEAT)[1].key}.role",
        f"{version.text.of_kind(RowKind.SEAT)[0].key}.organisation",
    }  # fmt: skip
    version.refresh_from_db()
    assert version.state is VersionState.DRAFT


def test_a_wrong_row_is_refused_where_it_is_written(world: World) -> None:
    version = copy_of(world)
    phase = first_row(version, RowKind.PHASE).key
    with pytest.raises(RuleBroken, match="before it begins"):
        edit_row(version, phase, {"last_on": "2023-01-01"}, by=world.leader, at=NOW)
    with pytest.raises(RuleBroken, match="write its text"):
        add_row(version, RowKind.COMMITMENT, under=phase, values={"text": " "}, by=world.leader, at=NOW)
    version.refresh_from_db()
    assert version.text == text_of(world.programme, on=TODAY)


def test_a_text_names_nothing_that_its_writer_could_not_choose(world: World) -> None:
    """A body or a signed content of others would else tell its name on the page of the draft."""
    version = copy_of(world)
    far = Agreement.objects.create(slug="far-hill", kind="memorandum", name="Farshire and Hillshire")
    days = {"first_on": date(2024, 1, 1), "last_on": date(2028, 12, 31)}
    signed = Commitment.objects.create(
        phase=Phase.objects.create(agreement=far, name="2024–2028", **days),
        number=1,
        text="Signed in Farshire",
    )
    target = {"indicator": str(world.indicators["sessions"].pk), "amount": 10_000} | NEXT_YEAR
    for strange in (world.bodies["farwood"].pk, new_id()):
        with pytest.raises(RuleBroken, match="Name only what is shared with you"):
            edit_row(
                version, first_row(version, RowKind.SEAT).key, {"organisation": str(strange)}, by=world.leader, at=NOW
            )  # fmt: skip
    for strange in (signed.pk, new_id()):
        with pytest.raises(RuleBroken, match="Name only what is shared with you"):
            add_row(
                version, RowKind.TARGET, under=str(world.programme.pk),
                values=target | {"commitment": str(strange)}, by=world.leader, at=NOW,
            )  # fmt: skip
    version.refresh_from_db()
    assert version.text == text_of(world.programme, on=TODAY)


def test_a_copy_that_says_the_same_is_not_proposed(world: World) -> None:
    kept(world)
    version = copy_of(world)
    with pytest.raises(RuleBroken, match="says the same"):
        propose_version(version, by=world.leader, at=NOW)


def test_an_amendment_says_why(world: World) -> None:
    kept(world)
    version = begin_version(world.programme, holder=world.bodies["west"], by=world.leader, at=NOW)
    write(version, world, RowKind.COMMITMENT, text="Tell more")
    with pytest.raises(RuleBroken, match="why the text is amended"):
        propose_version(version, by=world.leader, at=NOW)


def test_a_body_has_one_draft_of_a_text_and_pressing_twice_gives_the_same(world: World) -> None:
    assert copy_of(world) == copy_of(world)
    assert Version.objects.count() == 1
    assert kept(world) == kept(world)


WHO_DRAWS_UP_WHAT = """
    person         body  agreement  plan
    provincial     west  yes        yes
    leader         west  yes        yes
    partner        east  yes        yes
    partner        west  no         no
    officer        west  no         no
    officer     dogwood  no         no
    auditor        west  no         no
    administrator  west  no         no
    stranger        far  no         no
"""


@pytest.mark.parametrize("row", WHO_DRAWS_UP_WHAT.strip().splitlines()[1:])
@pytest.mark.parametrize("of_plan", [False, True], ids=["agreement", "plan"])
def test_texts_are_drawn_up_by_whoever_speaks_for_a_side(world: World, row: str, of_plan: bool) -> None:
    name, body, *allowed = row.split()
    plan = world.plan if of_plan else None
    if allowed[of_plan] == "yes":
        assert copy_of(world, plan, by=name, body=body).state is VersionState.DRAFT
        return
    with pytest.raises(RuleBroken):
        copy_of(world, plan, by=name, body=body)


def test_a_proposed_text_is_changed_by_nobody_and_withdrawn_only_by_its_own_side(world: World) -> None:
    kept(world)
    version = written(world)
    propose_version(version, by=world.leader, at=NOW)
    with pytest.raises(RuleBroken, match="changes no more"):
        write(version, world, RowKind.COMMITMENT, text="Tell less")
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        withdraw_version(version, reason="Against it", by=world.partner, at=NOW)
    with pytest.raises(RuleBroken, match="why the text is withdrawn"):
        withdraw_version(version, reason="", by=world.leader, at=NOW)
    withdraw_version(version, reason="Not now", by=world.leader, at=NOW)


def test_every_step_of_a_text_is_on_record(world: World) -> None:
    kept(world)
    come_into_force(written(world), world)
    acts = AuditLine.objects.order_by("number").values_list("act", flat=True)
    assert list(acts) == ["keep_text", "begin_version", "edit_version", "propose_version", "put_in_force"]
