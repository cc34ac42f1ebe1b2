"""A paper is drawn from live facts, written around them, numbered, and closed by its signed scan."""

from datetime import date, timedelta

import pytest

from chungtay.actions import drafts as actions
from chungtay.actions.registry import begin_book
from chungtay.answers.drafts import DraftPage, paper_of
from chungtay.models import AuditLine, Document, Draft, FilePurpose, NumberBook
from chungtay.papers.kept import fingerprint, paper_from
from chungtay.rules.drafts import DraftState
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
SCAN = ("signed.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "application/pdf")


def begun(world: World, paper: str = "plan", **more: object) -> Draft:
    more = {"plan": world.plan, **more} if paper == "plan" else more
    draft = Draft(paper=paper, holder=world.bodies["west"], **more)
    return actions.begin_draft(draft, by=world.provincial, at=NOW)


def ready(world: World) -> Draft:
    body = world.bodies["west"]
    body.authority, body.signing_post = "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"
    body.save()
    draft = begun(world)
    values = {"purpose": "Để chị em hai bên hiểu nhau hơn", "head.symbol": "KH-BTV"}
    return actions.write_draft(
        draft, title="Làm theo Bản ghi nhớ", values=values, by=world.provincial, at=NOW
    )


def test_a_plan_is_written_from_the_live_plan(world: World) -> None:
    draft = begun(world)
    paper = paper_of(draft, world.provincial, TODAY)
    assert [one.text for one in paper.contents] == [one.text for one in world.contents]
    world.contents[0].text = "Another wording"
    world.contents[0].save()
    assert paper_of(draft, world.provincial, TODAY).contents[0].text == "Another wording"


def test_what_nobody_typed_goes_on_following_the_facts(world: World) -> None:
    draft = begun(world)
    boxes = DraftPage(draft, world.provincial, TODAY).boxes
    actions.write_draft(draft, title="A", values=boxes, by=world.provincial, at=NOW)
    draft.refresh_from_db()
    assert draft.values == {}


def test_a_paper_that_lacks_something_gets_no_number_and_everything_is_named(world: World) -> None:
    draft = begun(world, "dispatch")
    with pytest.raises(RuleBroken) as refused:
        actions.issue_draft(draft, on=TODAY, number=7, by=world.provincial, at=NOW)
    where = {message.where for message in refused.value.messages}
    assert {"abstract", "addressees", "body"} <= where
    draft.refresh_from_db()
    assert (
        draft.document is None
        and not Document.objects.filter(title=draft.title, holder=draft.holder).exists()
    )


def test_a_numbered_paper_stands_as_it_was(world: World) -> None:
    draft = ready(world)
    made = actions.issue_draft(draft, on=TODAY, number=7, by=world.provincial, at=NOW)
    draft.refresh_from_db()
    assert made.number == "07/KH-BTV" and made.issued_on == TODAY
    assert draft.fingerprint == fingerprint(bytes(draft.canonical))
    before = bytes(draft.canonical)
    world.contents[0].text = "Another wording"
    world.contents[0].save()
    kept = paper_of(Draft.objects.get(pk=draft.pk), world.provincial, TODAY)
    assert kept == paper_from(before) and kept.contents[0].text != "Another wording"
    assert (kept.head.number, kept.head.day) == (7, TODAY)
    assert {file.name.rsplit(".")[-1] for file in made.files.filter(purpose=FilePurpose.WORKING)} == {
        "docx",
        "pdf",
    }
    with pytest.raises(RuleBroken, match="has its number"):
        actions.write_draft(draft, title="Other", values={}, by=world.provincial, at=NOW)


def test_the_signed_scan_closes_it(world: World) -> None:
    draft = ready(world)
    with pytest.raises(RuleBroken, match="number first"):
        actions.close_draft(draft, SCAN, by=world.provincial, at=NOW)
    made = actions.issue_draft(draft, on=TODAY, number=7, by=world.provincial, at=NOW)
    actions.close_draft(draft, SCAN, by=world.provincial, at=NOW)
    made.refresh_from_db()
    draft.refresh_from_db()
    assert made.closed_at == draft.closed_at == NOW
    assert DraftPage(draft, world.provincial, TODAY).state is DraftState.CLOSED


def test_pressing_twice_is_one_draft_one_number_and_one_scan(world: World) -> None:
    assert begun(world) == begun(world)
    draft = ready(world)
    one = actions.issue_draft(draft, on=TODAY, number=7, by=world.provincial, at=NOW)
    assert actions.issue_draft(draft, on=TODAY, number=7, by=world.provincial, at=NOW) == one
    actions.close_draft(draft, SCAN, by=world.provincial, at=NOW)
    actions.close_draft(draft, SCAN, by=world.provincial, at=NOW)
    assert one.files.filter(purpose=FilePurpose.SIGNED).count() == 1
    assert AuditLine.objects.filter(act="close_draft").count() <= 2


def test_a_number_that_another_paper_bears_is_refused(world: World) -> None:
    Document.objects.create(
        type="Kế hoạch",
        number="7/KH-BTV",
        issued_on=date(2026, 1, 5),
        title="Earlier",
        holder=world.bodies["west"],
    )
    draft = ready(world)
    with pytest.raises(RuleBroken, match="Earlier"):
        actions.issue_draft(draft, on=TODAY, number=7, by=world.provincial, at=NOW)
    draft.refresh_from_db()
    assert draft.document is None


def test_a_day_to_come_is_refused(world: World) -> None:
    with pytest.raises(RuleBroken, match="to come"):
        actions.issue_draft(ready(world), on=TODAY + timedelta(days=1), number=7, by=world.provincial, at=NOW)


def test_nobody_draws_from_what_is_not_shared_with_them(world: World) -> None:
    draft = Draft(paper="plan", holder=world.bodies["far"], plan=world.plan)
    with pytest.raises(RuleBroken, match="not shared"):
        actions.begin_draft(draft, by=world.stranger, at=NOW)


@pytest.mark.parametrize("who", ["auditor", "administrator", "stranger"])
def test_others_write_nothing(world: World, who: str) -> None:
    draft = begun(world)
    with pytest.raises(RuleBroken, match="does not allow"):
        actions.write_draft(draft, title="A", values={}, by=world.persons[who], at=NOW)


def test_wrong_fields_are_named_all_at_once_and_nothing_is_kept(world: World) -> None:
    draft = begun(world, "supervision_plan", agreement=world.programme)
    values = {"first_on": "yesterday", "budget": "much", "invented": "x"}
    with pytest.raises(RuleBroken) as refused:
        actions.write_draft(draft, title="A", values=values, by=world.provincial, at=NOW)
    assert {message.where for message in refused.value.messages} == set(values)
    draft.refresh_from_db()
    assert draft.values == {}


def test_a_register_of_the_house_gives_the_next_number(world: World) -> None:
    book = NumberBook(
        holder=world.bodies["west"], name="Outgoing", way="outgoing", grammar="state", begun_after=11
    )
    begin_book(book, by=world.leader, at=NOW)
    made = actions.issue_draft(ready(world), on=TODAY, book=book, by=world.provincial, at=NOW)
    assert made.number == "12/KH-BTV"
    assert book.entries.get().document == made


def test_a_memorandum_is_kept_without_a_number(world: World) -> None:
    for body in (world.bodies["west"], world.bodies["east"]):
        body.signing_post = "CHỦ TỊCH"
        body.save()
    draft = begun(world, "memorandum", agreement=world.programme)
    made = actions.issue_draft(draft, on=TODAY, by=world.provincial, at=NOW)
    actions.close_draft(draft, SCAN, shared=True, by=world.provincial, at=NOW)
    made.refresh_from_db()
    assert made.number == "" and made.closed_at and list(made.agreements.all()) == [world.programme]
