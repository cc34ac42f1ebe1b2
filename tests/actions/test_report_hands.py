"""Who types for a unit, who confirms, who signs on paper, and who agrees at which level of a report."""

from datetime import date, timedelta

import pytest

from chungtay.actions.documents import add_document
from chungtay.actions.reports import (
    SignedPaper,
    Told,
    approve_report,
    approve_reports,
    confirm_on_behalf,
    hand_in,
    send_back,
)
from chungtay.models import (
    Approval,
    AuditLine,
    Document,
    Person,
    Post,
    Regime,
    Report,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Role
from tests.actions.test_reports import BY_PHONE, Desk, desk_in, total
from tests.world import NOW, World

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def desk(world: World) -> Desk:
    return desk_in(world)


def said(problem: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [message.where for message in problem.value.messages]


def colleague(desk: Desk, name: str, body: str, role: Role) -> Person:
    made = Person.objects.create(known_as=name)
    Post.objects.create(
        person=made, organisation=desk.world.bodies[body], role=role, title=name, valid_from=date(2020, 1, 1)
    )
    return made


def test_whoever_types_for_a_unit_says_who_told_the_figures_and_how(desk: Desk) -> None:
    by = desk.world.provincial
    for told, where in (
        (None, ["told_by"]),
        (Told(told_by=" ", channel="pigeon"), ["told_by", "channel"]),
    ):
        with pytest.raises(RuleBroken) as stopped:
            hand_in(desk.report, on_behalf=told, by=by, at=NOW)
        assert said(stopped) == where
    made = hand_in(desk.report, on_behalf=BY_PHONE, by=by, at=NOW)
    assert (made.on_behalf.told_by, made.on_behalf.channel) == ("Chair of the unit", "phone")


def test_the_unit_confirms_what_was_typed_for_it_and_who_typed_never_approves(desk: Desk) -> None:
    world = desk.world
    made = hand_in(desk.report, on_behalf=BY_PHONE, by=world.provincial, at=NOW)
    for by, why in (
        (world.provincial, "unit itself"), (world.leader, "unit itself"), (world.stranger, "not allow"),
    ):  # fmt: skip
        with pytest.raises(RuleBroken, match=why):
            confirm_on_behalf(made, by=by, at=NOW)
    held = confirm_on_behalf(made, by=world.officer, at=NOW)
    assert (held.confirmed_by, held.confirmed_at) == (world.officer, NOW)
    with pytest.raises(RuleBroken, match="confirmed already"):
        confirm_on_behalf(made, by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="somebody else"):
        approve_report(desk.report, by=world.provincial, at=NOW)
    approve_report(desk.report, by=world.leader, at=NOW)


def test_nothing_is_confirmed_that_the_unit_handed_in_itself_or_that_was_sent_back(desk: Desk) -> None:
    own = hand_in(desk.report, by=desk.world.officer, at=NOW)
    mate = colleague(desk, "Mate", "dogwood", Role.COMMUNE_OFFICER)
    with pytest.raises(RuleBroken, match="waits to be confirmed"):
        confirm_on_behalf(own, by=mate, at=NOW)
    send_back(desk.report, note="?", by=desk.world.leader, at=NOW)
    typed = hand_in(desk.report, on_behalf=BY_PHONE, by=desk.world.provincial, at=LATER)
    send_back(desk.report, note="?", by=desk.world.leader, at=LATER)
    with pytest.raises(RuleBroken, match="waits to be confirmed"):
        confirm_on_behalf(typed, by=mate, at=LATER)


@pytest.fixture
def paper(desk: Desk) -> Document:
    return add_document(
        Document(type="Phiếu", title="Signed", holder=desk.world.bodies["dogwood"]), agreements=[],
        files=[("signed.pdf", b"%PDF-1.4", "application/pdf")], by=desk.world.officer, at=NOW,
    )  # fmt: skip


def test_a_superior_without_an_account_signs_on_paper(desk: Desk, paper: Document) -> None:
    desk.write(q1="3")
    hand_in(desk.report, by=desk.world.officer, at=NOW)
    for wrong, where in ((SignedPaper(signed_by="", scan=None), ["signed_by", "scan"]),
                         (SignedPaper(signed_by="Chair", scan=None), ["scan"])):  # fmt: skip
        with pytest.raises(RuleBroken) as stopped:
            approve_report(desk.report, paper=wrong, by=desk.world.provincial, at=NOW)
        assert said(stopped) == where
    signed = SignedPaper(signed_by="Chair of the union", scan=paper)
    with pytest.raises(RuleBroken, match="not allow"):
        approve_report(desk.report, paper=signed, by=desk.world.officer, at=NOW)
    approve_report(desk.report, paper=signed, by=desk.world.provincial, at=NOW)
    kept = desk.report.hand_ins.get().endorsements.get()
    assert (kept.signed_by, kept.paper, kept.level) == ("Chair of the union", paper, 1)


@pytest.mark.parametrize(("rule", "passes"), [("above", False), ("paper", True)])
def test_the_regime_says_whether_a_single_officer_records_the_signature_on_what_she_typed(
    desk: Desk, paper: Document, rule: str, passes: bool
) -> None:
    desk.world.form.regime = Regime.objects.create(slug="r", name="R", single_officer_approval=rule)
    desk.world.form.save()
    hand_in(desk.report, on_behalf=BY_PHONE, by=desk.world.provincial, at=NOW)
    signed = SignedPaper(signed_by="Chair", scan=paper)
    if not passes:
        with pytest.raises(RuleBroken, match="somebody else"):
            approve_report(desk.report, paper=signed, by=desk.world.provincial, at=NOW)
        return
    with pytest.raises(RuleBroken, match="somebody else"):
        approve_report(desk.report, by=desk.world.provincial, at=NOW)
    approve_report(desk.report, paper=signed, by=desk.world.provincial, at=NOW)


def test_anothers_paper_is_no_proof(desk: Desk) -> None:
    other = Document.objects.create(type="Phiếu", title="Cedar's", holder=desk.world.bodies["cedar"])
    other.files.create(name="a.pdf", sha256="0" * 64, size=1, media_type="application/pdf")
    hand_in(desk.report, by=desk.world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="not one of the unit"):
        approve_report(
            desk.report, paper=SignedPaper(signed_by="Chair", scan=other), by=desk.world.provincial, at=NOW
        )
    assert not Approval.objects.exists()


# Levels


@pytest.fixture
def two_levels(desk: Desk) -> Desk:
    desk.world.form.levels = 2
    desk.world.form.save()
    desk.write(q1="3")
    return desk


def test_two_levels_are_two_persons_and_only_the_last_lets_the_figures_in(two_levels: Desk) -> None:
    desk, world = two_levels, two_levels.world
    chair = colleague(desk, "Chair", "dogwood", Role.COMMUNE_LEADER)
    hand_in(desk.report, by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="not allow"):
        approve_report(desk.report, by=world.officer, at=NOW)
    assert approve_report(desk.report, by=chair, at=NOW) is None
    assert (total(desk, "sessions"), Report.objects.get(pk=desk.report.pk).state) == (None, "handed_in")
    with pytest.raises(RuleBroken, match="not allow"):
        approve_report(desk.report, by=chair, at=NOW)
    assert approve_report(desk.report, by=world.leader, at=NOW) is not None
    assert total(desk, "sessions") == 3
    acts = AuditLine.objects.filter(thing_id=str(desk.report.pk)).values_list("act", flat=True)
    assert list(acts)[-3:] == ["hand_in", "endorse_report", "approve"]


def test_nobody_agrees_at_two_levels_and_a_return_begins_anew(two_levels: Desk) -> None:
    desk, world = two_levels, two_levels.world
    hand_in(desk.report, by=world.officer, at=NOW)
    approve_report(desk.report, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="agreed to this report already"):
        approve_report(desk.report, by=world.provincial, at=NOW)
    send_back(desk.report, note="?", by=world.leader, at=NOW)
    hand_in(desk.report, by=world.officer, at=LATER)
    assert approve_report(desk.report, by=world.provincial, at=LATER) is None, (
        "of the new hand-in she had not"
    )
    approve_reports([desk.report], by=world.leader, at=LATER)
    assert total(desk, "sessions") == 3


def test_many_are_agreed_to_at_the_level_at_which_each_stands(two_levels: Desk) -> None:
    desk, world = two_levels, two_levels.world
    other = world.reports["cedar"]
    hand_in(desk.report, by=world.officer, at=NOW)
    hand_in(other, by=world.persons["cedar"], at=NOW)
    approve_report(desk.report, by=world.provincial, at=NOW)
    assert [one.report for one in approve_reports([desk.report, other], by=world.leader, at=NOW)] == [
        desk.report
    ]
    assert Report.objects.get(pk=other.pk).approved_levels == 1
