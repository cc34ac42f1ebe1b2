"""What a programme shows to the public was agreed, was chosen, and was looked at before the button was pressed."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django import Settings

from chungtay import models
from chungtay.actions.documents import add_document
from chungtay.actions.published import (
    copy_programme,
    publish_document,
    renew_programme,
    withdraw_document,
    withdraw_programme,
)
from chungtay.answers.published import face_of, face_shown
from chungtay.models import (
    AuditLine,
    Document,
    DocumentCopy,
    Edition,
    EventCopy,
    OldAddress,
    PlanCopy,
    ProgrammeCopy,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.published.faces import difference, fingerprint
from tests.world import NOW, TODAY, World

PAPER = ("plan.pdf", b"%PDF-1.7", "application/pdf")


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def accepted(world: World) -> World:
    """Both sides have accepted the plan of 2026."""
    for seat in world.programme.seats.all():
        models.PlanAcceptance.objects.create(
            plan=world.plan, seat=seat, accepted_by=world.leader, accepted_at=NOW
        )
    return world


def renew(world: World, *, plans: set[UUID] | None = None, seen: str = "") -> ProgrammeCopy:
    face = face_of(world.programme, world.leader, TODAY)
    chosen = {UUID(plan["plan"]) for plan in face["plans"]} if plans is None else plans
    return renew_programme(
        world.programme, plans=chosen, seen=seen or fingerprint(face), by=world.leader, at=NOW
    )


def test_readers_get_the_agreement_its_sides_and_the_plan_that_all_accepted(accepted: World) -> None:
    copy = renew(accepted)
    assert [holders[0]["vi"] for holders in copy.seats] == ["Union of Oakshire", "Union of Elmshire"]
    assert [one["vi"] for one in copy.commitments] == ["Tell about the border", "Visit one another"]
    plan = copy.plans.get()
    assert (plan.year, plan.number) == (2026, "18/KH-BTV")
    assert [one["vi"] for one in plan.contents] == ["Talks in border communes", "A visit in October"]
    assert [day.first_on for day in EventCopy.objects.public()] == [date(2026, 11, 30)] * 2


def test_a_plan_that_a_side_has_not_accepted_is_nobodys_to_publish(world: World) -> None:
    """Not even by naming it."""
    assert face_of(world.programme, world.leader, TODAY)["plans"] == []
    with pytest.raises(RuleBroken, match="that are listed"):
        renew(world, plans={world.plan.pk})
    assert not PlanCopy.objects.exists()
    assert not EventCopy.objects.exists()


def test_what_changed_since_the_look_is_not_published(accepted: World) -> None:
    seen = fingerprint(face_of(accepted.programme, accepted.leader, TODAY))
    accepted.contents[0].text = "Written over meanwhile"
    accepted.contents[0].save()
    with pytest.raises(RuleBroken, match="changed since you looked"):
        renew(accepted, seen=seen)
    assert not ProgrammeCopy.objects.exists()


def test_the_look_names_every_line_that_would_become_public(accepted: World) -> None:
    programme, leader = accepted.programme, accepted.leader
    first = difference(face_shown(None), face_of(programme, leader, TODAY))
    assert {change.section for change in first} == {"words", "seats", "phases", "commitments", "plan:2026"}
    copy = renew(accepted)
    assert difference(face_shown(copy), face_of(programme, leader, TODAY)) == []
    accepted.contents[1].text = "A visit in November"
    accepted.contents[1].save()
    [change] = difference(face_shown(copy), face_of(programme, leader, TODAY))
    assert change.added == ("2. A visit in November",)
    assert change.dropped == ("2. A visit in October",)


def test_a_plan_that_is_chosen_no_more_says_so_at_its_address(accepted: World) -> None:
    renew(accepted)
    renew(accepted, plans=set())
    assert OldAddress.objects.get().path == "/public/oak-elm/plans/2026/"
    assert not PlanCopy.objects.exists()
    renew(accepted)
    assert not OldAddress.objects.exists()


def test_only_confirmed_tasks_count(accepted: World) -> None:
    content = accepted.contents[0]
    for state, asker in (
        ("confirmed", "west"), ("done", "west"), ("done", None), ("accepted", "west"), ("dropped", "west"),
    ):  # fmt: skip
        models.Task.objects.create(
            agreement=accepted.programme, content=content, organisation=accepted.bodies["dogwood"],
            place=accepted.places["Dogwood"], text=state, due_on=TODAY, state=state,
            asker=accepted.bodies[asker] if asker else None,
        )  # fmt: skip
    told = renew(accepted).plans.get().contents[0]
    assert (told["done"], told["tasks"]) == (2, 4)


TOLD = [
    ("session", True),
    ("club", True),
    *((unit, False) for unit in ("attendance", "person", "household", "other")),
]


@pytest.mark.parametrize(("unit", "is_told"), TOLD)
def test_running_counts_of_persons_are_not_told(accepted: World, unit: str, is_told: bool) -> None:
    models.Indicator.objects.filter(slug="clubs").update(unit=unit)
    aims = {aim["indicator"]: aim for aim in renew(accepted).plans.get().contents[0]["aims"]}
    assert aims["clubs"]["is_told"] is is_told
    assert is_told or aims["clubs"]["amount"] is None
    assert aims["clubs"]["target"] == 20_000


def test_an_article_gives_readers_the_sides_and_no_plan(accepted: World) -> None:
    copy = copy_programme(accepted.programme, at=NOW)
    assert copy.seats
    assert not copy.commitments
    assert not PlanCopy.objects.exists()


def test_a_programme_that_is_not_signed_is_not_published(accepted: World) -> None:
    draft = models.Agreement.objects.create(slug="draft", kind="memorandum", name="A draft")
    seat = models.Seat.objects.create(agreement=draft, number=1)
    west = accepted.bodies["west"]
    models.SeatHolding.objects.create(seat=seat, organisation=west, valid_from=date(2020, 1, 1))
    models.Version.objects.create(
        agreement=draft, number=1, holder=west, body={}, begun_at=NOW, begun_by=accepted.provincial
    )
    seen = fingerprint(face_of(draft, accepted.leader, TODAY))
    with pytest.raises(RuleBroken, match="not signed"):
        renew_programme(draft, plans=(), seen=seen, by=accepted.leader, at=NOW)
    with pytest.raises(RuleBroken, match="not signed"):
        copy_programme(draft, at=NOW)


@pytest.mark.parametrize("name", ["officer", "provincial", "partner", "auditor", "administrator", "stranger"])
def test_only_who_may_publish_renews(accepted: World, name: str) -> None:
    seen = fingerprint(face_of(accepted.programme, accepted.persons[name], TODAY))
    with pytest.raises(RuleBroken, match="post does not allow"):
        renew_programme(accepted.programme, plans=(), seen=seen, by=accepted.persons[name], at=NOW)
    assert not ProgrammeCopy.objects.exists()


def test_each_renewal_leaves_a_line_and_makes_kept_pages_stale(accepted: World) -> None:
    before = Edition.current()
    renew(accepted)
    assert Edition.current() > before
    assert AuditLine.objects.filter(act="publish_programme").count() == 1


def test_a_withdrawn_programme_is_gone_with_its_papers_and_comes_back_when_renewed(accepted: World) -> None:
    renew(accepted)
    publish_document(paper(accepted), accepted.programme, by=accepted.leader, at=NOW)
    withdraw_programme(accepted.programme, reason="A mistake", by=accepted.leader, at=NOW)
    assert not ProgrammeCopy.objects.exists()
    assert not DocumentCopy.objects.public().exists()
    copy_programme(accepted.programme, at=NOW)  # an article is published meanwhile
    assert not ProgrammeCopy.objects.exists()
    renew(accepted)
    assert ProgrammeCopy.objects.exists()
    assert DocumentCopy.objects.public().exists()


# Papers


def paper(world: World, *, purposes: tuple[str, ...] = ("copy",), **told: object) -> Document:
    fields = {"type": "Kế hoạch", "number": "18/KH-BTV", "issued_on": date(2026, 1, 26), "title": "Plan 2026"}
    document = Document(**{**fields, **told}, holder=world.bodies["west"])
    add_document(document, agreements=[world.programme], files=[], by=world.provincial, at=NOW)
    for purpose in purposes:
        document.files.create(
            name=f"{purpose}.pdf",
            purpose=purpose,
            sha256=f"{purpose:0<64}",
            size=8,
            media_type="application/pdf",
        )
    return document


def publish(world: World, document: Document) -> DocumentCopy:
    return publish_document(document, world.programme, by=world.leader, at=NOW)


def test_a_paper_is_public_once_somebody_who_may_chose_it(world: World) -> None:
    copy = publish(world, paper(world))
    assert (copy.slug, copy.number, copy.issued_on) == ("ke-hoach-18-kh-btv", "18/KH-BTV", date(2026, 1, 26))
    assert [file["name"] for file in copy.files] == ["copy.pdf"]
    assert AuditLine.objects.filter(act="publish_document").count() == 1
    assert publish(world, Document.objects.get()).pk == copy.pk  # pressed twice


PURPOSES = [
    (("copy", "working"), ["copy"]),
    (("copy", "signed", "appendix"), ["signed", "appendix"]),
    (("copy", "appendix"), ["copy", "appendix"]),
]


@pytest.mark.parametrize(("held", "given"), PURPOSES)
def test_the_signed_scan_goes_out_and_never_what_was_worked_with(
    world: World, held: tuple[str, ...], given: list[str]
) -> None:
    copy = publish(world, paper(world, purposes=held))
    assert [file["name"].removesuffix(".pdf") for file in copy.files] == given


REFUSED = [
    ({"purposes": ("working",)}, "nothing to give"),
    ({"purposes": ()}, "nothing to give"),
    ({"issued_on": None}, "without a day"),
    ({"issued_on": TODAY + timedelta(days=1)}, "from that day on"),
]


@pytest.mark.parametrize(("told", "said"), REFUSED)
def test_an_unfinished_paper_is_refused(world: World, told: dict[str, object], said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        publish(world, paper(world, **told))  # type: ignore[arg-type]
    assert not DocumentCopy.objects.exists()
    assert not ProgrammeCopy.objects.exists()


def test_the_paper_of_a_plan_that_a_side_has_not_accepted_stays_inside(world: World) -> None:
    document = paper(world)
    Document.objects.filter(pk=document.pk).update(plan=world.plan)
    with pytest.raises(RuleBroken, match="not accepted by every side"):
        publish(world, document)
    assert not DocumentCopy.objects.exists()


def test_a_paper_is_not_put_under_a_programme_that_it_does_not_belong_to(world: World) -> None:
    inner = Document(type="Thư", title="Within", issued_on=TODAY, holder=world.bodies["west"])
    add_document(inner, agreements=[], files=[PAPER], by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="does not belong"):
        publish(world, inner)


@pytest.mark.parametrize("name", ["officer", "provincial", "partner", "auditor", "stranger"])
def test_who_may_not_publish_gives_no_paper_away(world: World, name: str) -> None:
    document = paper(world)
    with pytest.raises(RuleBroken, match="post does not allow"):
        publish_document(document, world.programme, by=world.persons[name], at=NOW)


def test_a_paper_is_taken_back_with_a_reason(world: World) -> None:
    document = paper(world)
    publish(world, document)
    with pytest.raises(RuleBroken, match="Say why"):
        withdraw_document(document, reason=" ", by=world.leader, at=NOW)
    withdraw_document(document, reason="Names of households", by=world.leader, at=NOW)
    withdraw_document(document, reason="Names of households", by=world.leader, at=NOW)
    assert not DocumentCopy.objects.public().exists()
    assert [line.reason for line in AuditLine.objects.filter(act="withdraw_document")] == [
        "Names of households"
    ]
    assert publish(world, document).withdrawn_at is None


def test_a_replaced_paper_says_so_and_names_the_later_one_once_readers_have_it(world: World) -> None:
    old, new = paper(world), paper(world, number="20/KH-BTV", issued_on=date(2026, 3, 1))
    models.DocumentRelation.objects.create(
        document=new, other=old, bearing="replaces", noted_by=world.provincial, noted_at=NOW
    )
    assert publish(world, old).standing == ""
    said = DocumentCopy.objects.get().standing
    assert said == "replaces;;"
    publish(world, new)
    assert DocumentCopy.objects.get(document=old.pk).standing == "replaces;20/KH-BTV;01/03/2026"
    withdraw_document(new, reason="A mistake", by=world.leader, at=NOW)
    assert DocumentCopy.objects.get(document=old.pk).standing == "replaces;;"
