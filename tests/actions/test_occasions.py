"""Days are announced, the house makes letters due, officers write and leaders approve them, and each goes out once."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from chungtay import models
from chungtay.actions import occasions as actions
from chungtay.actions.drafts import issue_draft, withdraw_draft, write_draft
from chungtay.actions.jobs import ask_regular, run_waiting
from chungtay.answers.drafts import paper_of
from chungtay.answers.drafts.letters import letter_mark
from chungtay.answers.occasions import calendar_of
from chungtay.models import AuditLine, Document, Draft, Greeting, Occasion
from chungtay.rules.messages import RuleBroken
from chungtay.rules.occasions import LetterState
from chungtay.rules.people import Role
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
FEAST = date(2026, 4, 4)  # in the tests' spring; two weeks and a day after their today
DUE = datetime(2026, 3, 21, 3, 0, tzinfo=UTC)  # fourteen days before
SCAN = ("signed.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "application/pdf")


@pytest.fixture(name="feast")
def new_year(world: World) -> Occasion:
    """Eastland's New Year, announced each year; the east reads Lao."""
    models.Place.objects.filter(code="E").update(code="LA")
    models.Place.objects.filter(code="W").update(code="VN")
    models.Organisation.objects.filter(name="Union of Elmshire").update(name_lo="ສະຫະພັນແມ່ຍິງ")
    west = world.bodies["west"]
    west.authority, west.signing_post, west.name_lo = "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "ສະຫະພັນແມ່ຍິງຕາເວັນຕົກ"
    west.save()
    return Occasion.objects.create(
        slug="new-year", name="Bunpimay", name_lo="ບຸນປີໃໝ່ລາວ", rule="announced", country="LA", from_abroad=True,
        letter="bunpimay", source="Government",
    )  # fmt: skip


def announced(feast: Occasion, world: World, **more: Any) -> models.AnnouncedDays:
    told = {"year": 2026, "first_on": FEAST, "last_on": date(2026, 4, 6), "source": "Thông báo số 7"} | more
    return actions.note_days(feast, by=world.provincial, at=NOW, **told)


def due(feast: Occasion, world: World) -> Greeting:
    announced(feast, world)
    assert actions.make_due(DUE)
    return Greeting.objects.get(holder=world.bodies["west"])


def drafted(feast: Occasion, world: World) -> Greeting:
    letter = due(feast, world)
    actions.draft_letter(letter, by=world.provincial, at=DUE)
    return Greeting.objects.get(pk=letter.pk)


def mark(letter: Greeting) -> str:
    draft = Draft.objects.get(pk=letter.draft_id)
    return letter_mark(draft, DUE.date())


def approved(feast: Occasion, world: World) -> Greeting:
    letter = drafted(feast, world)
    return actions.approve_letter(letter, as_read=mark(letter), by=world.leader, at=DUE)


def send(letter: Greeting, by: models.Person, **more: Any) -> Greeting:
    told = {"on": DUE.date(), "how": "Bưu điện"} | more
    return actions.send_letter(letter, by=by, at=DUE, **told)


def sent(feast: Occasion, world: World) -> Greeting:
    return send(approved(feast, world), world.provincial)


def test_the_house_makes_a_letter_due_once(feast: Occasion, world: World) -> None:
    announced(feast, world)
    assert actions.make_due(NOW) == 0  # a day too early
    assert actions.make_due(DUE) == 1
    assert actions.make_due(DUE) == actions.make_due(DUE + timedelta(days=3)) == 0
    letter = Greeting.objects.get()
    assert (letter.holder, letter.partner) == (world.bodies["west"], world.bodies["east"])
    assert (letter.year, letter.due_on, letter.state) == (2026, FEAST, LetterState.DUE)


def test_the_queue_asks_for_it_every_day(feast: Occasion, world: World) -> None:
    announced(feast, world)
    ask_regular(DUE)
    ran = {job.kind: job for job in run_waiting(DUE)}
    assert ran["make_greetings_due"].outcome == {"made": 1, "inherited": 0}


def test_what_is_not_announced_makes_no_letter_and_is_shown_as_such(feast: Occasion, world: World) -> None:
    assert actions.make_due(DUE) == 0
    (year,) = calendar_of(world.provincial, TODAY, 2026)
    assert [(line.expected.occasion, line.state) for line in year.lines] == [(feast, "not_announced")]


def test_a_letter_for_a_feast_without_announced_days_is_refused(feast: Occasion, world: World) -> None:
    def ask() -> Greeting:
        west, east = world.bodies["west"], world.bodies["east"]
        return actions.ask_for_letter(world.programme, west, east, feast, 2026, by=world.provincial, at=NOW)

    with pytest.raises(RuleBroken, match="Note the days first"):
        ask()
    announced(feast, world)
    feast.refresh_from_db()
    assert ask().state == LetterState.DUE
    with pytest.raises(RuleBroken, match="Go on with that one"):
        ask()


def test_the_partner_greets_on_its_own_neighbour_s_days_only(feast: Occasion, world: World) -> None:
    """Nobody greets on the feast of its own country; a day that everybody keeps is greeted on by both."""
    announced(feast, world)
    Occasion.objects.create(
        slug="womens-day", name="8-3", rule="fixed", month=4, day=1, of_kind="womens_union", source="UN"
    )
    assert actions.make_due(DUE) == 3
    told = {
        (one.occasion.slug, one.holder.name) for one in Greeting.objects.select_related("occasion", "holder")
    }
    assert told == {
        ("new-year", "Union of Oakshire"),
        ("womens-day", "Union of Oakshire"),
        ("womens-day", "Union of Elmshire"),
    }


def test_an_anniversary_follows_the_day_of_signing(feast: Occasion, world: World) -> None:
    world.phase.signed_on = date(2020, 2, 29)
    world.phase.save()
    Occasion.objects.create(
        slug="anniversary", name="Ngày ký", rule="anniversary", letter="anniversary", source="x"
    )
    at = datetime(2026, 2, 20, 3, 0, tzinfo=UTC)
    assert actions.make_due(at) == 2  # each greets the other
    assert set(Greeting.objects.values_list("due_on", "anniversary_of")) == {
        (date(2026, 2, 28), world.programme.pk)
    }


def test_two_agreements_of_the_same_two_bodies_make_one_letter(feast: Occasion, world: World) -> None:
    second = models.Agreement.objects.create(slug="zz-second", kind="memorandum", name="Second")
    for number, body in enumerate(("west", "east"), 1):
        seat = models.Seat.objects.create(agreement=second, number=number)
        models.SeatHolding.objects.create(
            seat=seat, organisation=world.bodies[body], valid_from=date(2020, 1, 1)
        )
    models.Phase.objects.create(
        agreement=second, name="2024–2028", first_on=date(2024, 1, 1), last_on=date(2028, 12, 31)
    )
    announced(feast, world)
    assert actions.make_due(DUE) == 1


def test_the_draft_speaks_both_languages_and_names_occasion_year_and_partner(
    feast: Occasion, world: World
) -> None:
    letter = drafted(feast, world)
    assert letter.draft and letter.state == LetterState.DRAFTED
    paper = paper_of(letter.draft, world.provincial, DUE.date())
    assert paper.addressee == "Union of Elmshire"
    assert "Tết cổ truyền Bunpimay năm 2026 (Phật lịch 2569)" in paper.body[0]
    assert paper.second == "lo" and "ບຸນປີໃໝ່ລາວ ປີ 2026 (ພ.ສ. 2569)" in paper.second_body[0]
    assert "ສະຫະພັນແມ່ຍິງຕາເວັນຕົກ" in paper.second_body[0]


def test_what_was_chosen_stays_when_the_paper_is_written_over_twice(feast: Occasion, world: World) -> None:
    letter = drafted(feast, world)
    assert letter.draft
    for body in ("Một lời chúc.", "Một lời chúc khác."):
        values = {"occasion": "bunpimay", "second": "lo", "body": body}
        write_draft(letter.draft, title="A", values=values, by=world.provincial, at=DUE)
    letter.draft.refresh_from_db()
    paper = paper_of(letter.draft, world.provincial, DUE.date())
    assert (paper.occasion, paper.second, paper.body) == ("bunpimay", "lo", ("Một lời chúc khác.",))


def test_a_second_click_on_draft_is_the_same_paper(feast: Occasion, world: World) -> None:
    letter = due(feast, world)
    first = actions.draft_letter(letter, by=world.provincial, at=DUE)
    assert actions.draft_letter(letter, by=world.provincial, at=DUE) == first
    assert Draft.objects.filter(paper="greeting").count() == 1


def test_a_leader_approves_what_another_wrote(feast: Occasion, world: World) -> None:
    letter = drafted(feast, world)
    with pytest.raises(RuleBroken, match="does not allow"):
        actions.approve_letter(letter, as_read=mark(letter), by=world.provincial, at=DUE)
    done = actions.approve_letter(letter, as_read=mark(letter), by=world.leader, at=DUE)
    assert (done.state, done.approved_by, done.approved_alone_reason) == ("approved", world.leader, "")
    assert actions.approve_letter(letter, as_read=mark(letter), by=world.leader, at=DUE).state == "approved"
    assert AuditLine.objects.filter(act="approve_greeting").count() <= 2


def test_a_leader_who_wrote_the_letter_does_not_approve_it(feast: Occasion, world: World) -> None:
    another_leader(world)
    letter = due(feast, world)
    actions.draft_letter(letter, by=world.leader, at=DUE)
    letter.refresh_from_db()
    with pytest.raises(RuleBroken, match="they wrote"):
        actions.approve_letter(letter, as_read=mark(letter), by=world.leader, at=DUE)


def test_who_wrote_in_it_later_counts_as_a_writer(feast: Occasion, world: World) -> None:
    other = another_leader(world)
    letter = drafted(feast, world)
    assert letter.draft
    write_draft(letter.draft, title="B", values={"body": "Lời chúc của tôi."}, by=other, at=DUE)
    letter.refresh_from_db()
    with pytest.raises(RuleBroken, match="they wrote"):
        actions.approve_letter(letter, as_read=mark(letter), by=other, at=DUE)
    assert actions.approve_letter(letter, as_read=mark(letter), by=world.leader, at=DUE)


def test_an_office_of_one_says_why_and_is_marked(feast: Occasion, world: World) -> None:
    letter = due(feast, world)
    actions.draft_letter(letter, by=world.leader, at=DUE)
    letter.refresh_from_db()
    with pytest.raises(RuleBroken, match="Say why"):
        actions.approve_letter(letter, as_read=mark(letter), by=world.leader, at=DUE)
    why = "Chuyên viên nghỉ sinh"
    done = actions.approve_letter(letter, as_read=mark(letter), reason=why, by=world.leader, at=DUE)
    assert done.approved_alone_reason == why


def another_leader(world: World) -> models.Person:
    person = models.Person.objects.create(known_as="Vice")
    models.Account.objects.create_user("vice", None, person=person)
    models.Post.objects.create(
        person=person, organisation=world.bodies["west"], role=Role.PROVINCIAL_LEADER, title="Vice of west",
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    return person


def test_what_was_not_read_is_not_approved(feast: Occasion, world: World) -> None:
    letter = drafted(feast, world)
    read = mark(letter)
    assert letter.draft
    write_draft(letter.draft, title="", values={"body": "Lời khác."}, by=world.provincial, at=DUE)
    with pytest.raises(RuleBroken, match="changed since you opened it"):
        actions.approve_letter(letter, as_read=read, by=world.leader, at=DUE)


def test_an_edit_takes_the_approval_back(feast: Occasion, world: World) -> None:
    letter = approved(feast, world)
    assert letter.draft
    boxes = {"addressee": paper_of(letter.draft, None, DUE.date()).addressee}
    write_draft(letter.draft, title=letter.draft.title, values=boxes, by=world.provincial, at=DUE)
    letter.refresh_from_db()
    assert letter.state == LetterState.APPROVED  # it says what it said
    write_draft(letter.draft, title="", values={"body": "Lời khác."}, by=world.provincial, at=DUE)
    letter.refresh_from_db()
    assert (letter.state, letter.approved_by, letter.approved_as) == (LetterState.DRAFTED, None, "")
    with pytest.raises(RuleBroken, match="approves the letter first"):
        send(letter, world.provincial)


def test_a_fact_that_changed_under_an_approved_letter_stops_it(feast: Occasion, world: World) -> None:
    letter = approved(feast, world)
    models.Organisation.objects.filter(pk=letter.holder_id).update(signing_post="QUYỀN CHỦ TỊCH")
    with pytest.raises(RuleBroken, match="approved again"):
        send(letter, world.provincial)


def test_the_letter_goes_out_once_with_its_copy(feast: Occasion, world: World) -> None:
    letter = sent(feast, world)
    assert (letter.state, letter.sent_on, letter.sent_how) == ("sent", DUE.date(), "Bưu điện")
    assert letter.copy and letter.copy.files.filter(name__endswith=".pdf").exists()
    for by in (world.provincial, world.leader):
        with pytest.raises(RuleBroken, match="Nothing goes out twice"):
            send(letter, by)
    assert Document.objects.filter(title=letter.copy.title).count() == 1
    assert letter.draft
    with pytest.raises(RuleBroken, match="what it says stands"):
        write_draft(letter.draft, title="", values={"body": "Lời khác."}, by=world.provincial, at=DUE)


def test_a_numbered_and_scanned_letter_is_its_own_copy(feast: Occasion, world: World) -> None:
    letter = drafted(feast, world)
    assert letter.draft
    with pytest.raises(RuleBroken, match="approves the letter first"):
        issue_draft(letter.draft, on=DUE.date(), number=7, by=world.provincial, at=DUE)
    actions.approve_letter(letter, as_read=mark(letter), by=world.leader, at=DUE)
    numbered = issue_draft(letter.draft, on=DUE.date(), number=7, by=world.provincial, at=DUE)
    done = send(letter, world.provincial, file=SCAN)
    assert done.copy == numbered and numbered.files.filter(purpose="signed").exists()


def test_no_second_letter_of_the_same_occasion_can_be_kept(feast: Occasion, world: World) -> None:
    letter = sent(feast, world)
    again = {
        name: getattr(letter, name)
        for name in ("agreement", "holder", "partner", "occasion", "year", "due_on")
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Greeting.objects.create(**again)
    with pytest.raises(IntegrityError), transaction.atomic():
        Greeting.objects.filter(pk=letter.pk).update(copy=None)


def test_the_partner_reads_what_was_sent_and_answers_from_its_own_account(
    feast: Occasion, world: World
) -> None:
    letter = approved(feast, world)
    seen = Greeting.objects.visible_to(world.partner, DUE.date())
    assert not seen.exists()
    letter = send(letter, world.provincial)
    assert seen.get() == letter
    reply = ("reply.pdf", SCAN[1], "application/pdf")
    on = DUE.date() + timedelta(days=1)
    later = DUE + timedelta(days=1)
    done = actions.keep_reply(letter, on=on, file=reply, by=world.partner, at=later)
    assert (done.state, done.replied_on, done.reply and done.reply.holder) == (
        "replied",
        on,
        world.bodies["east"],
    )
    with pytest.raises(RuleBroken, match="kept already"):
        actions.keep_reply(letter, on=on, file=reply, by=world.provincial, at=later)


def test_a_letter_is_left_out_with_a_reason_and_may_be_taken_up_again(feast: Occasion, world: World) -> None:
    letter = drafted(feast, world)
    with pytest.raises(RuleBroken, match="Say why"):
        actions.leave_out(letter, reason=" ", by=world.provincial, at=DUE)
    actions.leave_out(letter, reason="Đoàn sang chúc trực tiếp", by=world.provincial, at=DUE)
    letter.refresh_from_db()
    assert (letter.state, letter.draft) == ("left_out", None)
    assert not Draft.objects.filter(paper="greeting", withdrawn_at=None).exists()
    assert actions.make_due(DUE) == 0
    actions.take_up(letter, reason="Đoàn hoãn", by=world.provincial, at=DUE)
    letter.refresh_from_db()
    assert (letter.state, letter.reason) == ("due", "")


def test_a_withdrawn_paper_leaves_the_letter_due(feast: Occasion, world: World) -> None:
    letter = approved(feast, world)
    assert letter.draft
    withdraw_draft(letter.draft, by=world.provincial, at=DUE)
    letter.refresh_from_db()
    assert (letter.state, letter.draft, letter.approved_by) == ("due", None, None)
    actions.draft_letter(letter, by=world.provincial, at=DUE + timedelta(minutes=2))


def test_a_letter_follows_days_that_were_mended(feast: Occasion, world: World) -> None:
    letter = due(feast, world)
    announced(feast, world, first_on=date(2026, 4, 5), source="Thông báo số 9")
    letter.refresh_from_db()
    assert letter.due_on == date(2026, 4, 5)


def test_another_office_does_not_change_what_was_noted(feast: Occasion, world: World) -> None:
    announced(feast, world)
    again = {"year": 2026, "first_on": FEAST, "last_on": date(2026, 4, 6), "source": "Thông báo số 7"}
    assert actions.note_days(feast, **again, by=world.stranger, at=NOW)
    with pytest.raises(RuleBroken, match="Whose office noted them"):
        actions.note_days(feast, **(again | {"first_on": date(2026, 4, 5)}), by=world.stranger, at=NOW)


@pytest.mark.parametrize("who", ["officer", "auditor", "administrator"])
def test_who_plans_no_days_notes_none(feast: Occasion, world: World, who: str) -> None:
    with pytest.raises(RuleBroken, match="does not allow"):
        actions.note_days(
            feast, year=2026, first_on=FEAST, last_on=FEAST, source="Báo", by=world.persons[who], at=NOW
        )


@pytest.mark.parametrize("who", ["partner", "stranger", "officer", "auditor", "administrator"])
def test_nobody_else_moves_a_letter(feast: Occasion, world: World, who: str) -> None:
    letter = approved(feast, world)
    by = world.persons[who]
    told: list[Callable[[], object]] = [
        lambda: send(letter, by),
        lambda: actions.leave_out(letter, reason="x", by=by, at=DUE),
        lambda: actions.draft_letter(letter, by=by, at=DUE),
        lambda: actions.approve_letter(letter, as_read=letter.approved_as, by=by, at=DUE),
        lambda: actions.keep_reply(letter, on=DUE.date(), file=SCAN, by=by, at=DUE),
        lambda: actions.ask_for_letter(
            world.programme, world.bodies["west"], world.bodies["east"], letter.occasion, 2027, by=by, at=DUE
        ),
    ]
    for act in told:
        with pytest.raises(RuleBroken, match="does not allow"):
            act()
    letter.refresh_from_db()
    assert letter.state == LetterState.APPROVED
