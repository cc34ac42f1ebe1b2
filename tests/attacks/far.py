"""Two more programmes: one of Farshire, of which ours must not know, and a quiet one that ours shares with Farshire.

Dogwood does some things for both of its programmes; whoever works for one of them only must not learn of the other.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chungtay import models
from chungtay.actions.activities import record_activity, set_feeding
from chungtay.actions.articles import draft_article
from chungtay.actions.documents import add_document
from chungtay.actions.drafts import begin_draft
from chungtay.actions.intake import take_in
from chungtay.actions.meetings import decide, hold_meeting
from chungtay.actions.registers import open_registered
from chungtay.actions.registry import begin_book
from chungtay.actions.reports import LineAnswer, approve_report, hand_in, open_report, write_report
from chungtay.actions.reviews import draft_review
from chungtay.actions.support import keep_beneficiaries, record_support
from chungtay.actions.versions import begin_version
from chungtay.models import Activity, Article, Document, Meeting, Registered, RegisterKind
from chungtay.rules.amounts import SCALE
from chungtay.rules.people import Kind, Role
from chungtay.rules.reports import LineState
from tests.access.things_registers import gifts
from tests.attacks.far_delegations import visited
from tests.attacks.far_exchange import exchanged
from tests.attacks.far_notices import noticed
from tests.attacks.far_oversight import overseen
from tests.papers_read import PLAN
from tests.world import NOW, TODAY, World

PAPER = ("letter.pdf", b"%PDF-1.7 of Farshire", "application/pdf")


@dataclass
class Far:
    """By the words that the attacks use."""

    programme: models.Agreement
    quiet: models.Agreement
    things: dict[str, Any] = field(default_factory=dict)
    ours: dict[str, Any] = field(default_factory=dict)  # of Dogwood, for both of its programmes


def make_far(world: World) -> Far:
    make_persons(world)
    hill = models.Organisation.objects.create(kind="womens_union", name="Union of Hillshire")
    far = Far(
        programme_of(world, "far-hill", "Farshire and Hillshire", world.bodies["far"], hill),
        programme_of(world, "quiet", "A quiet accord", world.bodies["west"], world.bodies["far"]),
    )
    far.things |= planned(world, far.programme, world.bodies["farwood"]) | done(world, far.programme)
    far.things |= overseen(world, far.programme) | {"hill": hill}
    far.things |= visited(world, far.programme) | exchanged(world, far.programme)
    far.things |= noticed(world, far.programme)
    far.ours |= of_both(world, far)
    return far


def make_persons(world: World) -> None:
    """`limited` works for one programme only, `away` for one place only; the administrator sees no business."""
    for name, role in (
        ("limited", Role.PROVINCIAL_OFFICER),
        ("away", Role.PROVINCIAL_OFFICER),
        ("administrator", Role.ADMINISTRATOR),
    ):
        if name in world.persons:
            continue
        person = models.Person.objects.create(known_as=name.capitalize())
        models.Account.objects.create_user(name, "correct horse battery staple", person=person)
        post = models.Post.objects.create(
            person=person, organisation=world.bodies["west"], role=role, title=f"{name.capitalize()} of the union",
            valid_from=date(2020, 1, 1), place=world.places["Cedar"] if name == "away" else None,
        )  # fmt: skip
        if name == "limited":
            models.Assignment.objects.create(post=post, agreement=world.programme)
        world.persons[name] = person


def programme_of(world: World, slug: str, name: str, *sides: models.Organisation) -> models.Agreement:
    made = models.Agreement.objects.create(slug=slug, kind="memorandum", name=name)
    for number, side in enumerate(sides, 1):
        seat = models.Seat.objects.create(agreement=made, number=number)
        models.SeatHolding.objects.create(seat=seat, organisation=side, valid_from=date(2010, 1, 1))
        models.Share.objects.create(
            kind=Kind.RESULTS, thing_id=made.pk, seat=seat, state="signed", first_on=date(2010, 1, 1)
        )
    return made


def planned(world: World, programme: models.Agreement, body: models.Organisation) -> dict[str, Any]:
    phase = models.Phase.objects.create(
        agreement=programme, name="2024–2028", first_on=date(2024, 1, 1), last_on=date(2028, 12, 31)
    )
    commitment = models.Commitment.objects.create(phase=phase, number=7, text=f"Signed of {programme.name}")
    plan = models.Plan.objects.create(phase=phase, year=2026, name=f"Plan of {programme.name}")
    content = models.Content.objects.create(plan=plan, number=7, text=f"Content of {programme.name}")
    content.commitments.set([commitment])
    task = models.Task.objects.create(
        agreement=programme,
        content=content,
        organisation=body,
        text=f"Task of {programme.name}",
        due_on=TODAY,
    )
    form = models.Form.objects.create(
        slug=f"{programme.slug}-form", version=1, agreement=programme, name=f"Form of {programme.name}",
        valid_from=date(2024, 1, 1),
    )  # fmt: skip
    models.Question.objects.create(
        form=form, number=1, indicator=world.indicators["sessions"], base=world.breakdowns["total"]
    )
    teams, _ = models.Indicator.objects.get_or_create(
        slug=f"{programme.slug.split('-')[0]}-teams",
        kind="flow",
        name=f"Teams {programme.slug}",
        measure="team",
    )
    models.Target.objects.create(
        agreement=programme,
        indicator=teams,
        first_on=date(2026, 1, 1),
        last_on=date(2026, 12, 31),
        amount=10_000,
    )
    return {"commitment": commitment, "plan": plan, "content": content, "task": task, "form": form}


def done(world: World, programme: models.Agreement) -> dict[str, Any]:
    by, far, farwood = world.stranger, world.bodies["far"], world.bodies["farwood"]
    form, served = models.Form.objects.get(agreement=programme), models.Served.objects.of([programme])
    paper = Document(type="Letter", title="Letter of Farshire", number="77/FAR", holder=far)
    add_document(paper, agreements=[programme], files=[PAPER], by=by, at=NOW)
    activity = Activity(
        kind_id="session", title="Talk in Farwood", first_on=TODAY, last_on=TODAY, place=world.places["Farwood"],
        holder=farwood, served=served, recorded_by=by,
    )  # fmt: skip
    club = Registered(
        kind=RegisterKind.objects.get(),
        name="Club of Farwood", place=world.places["Farwood"], holder=farwood, served=served,
        opened_on=date(2025, 1, 1),
    )  # fmt: skip
    reading = take_in(
        "far.txt", f"{PLAN} Farshire".encode(), media_type="text/plain", holder=far, by=by, at=NOW
    )
    review = draft_review(
        programme, far, kind="interim", title="Review of Farshire", first_on=date(2026, 1, 1),
        last_on=date(2026, 3, 14), by=by, at=NOW,
    )  # fmt: skip
    article = Article(
        holder_id=far.pk, programme_slug=programme.slug, title="Draft of Farshire", body="…", author="Far"
    )
    draft_article(
        article, attachments=[("far.pdf", "Far", b"%PDF-1.4 far", "application/pdf")], by=by, at=NOW
    )
    meeting = hold_meeting(
        Meeting(agreement=programme, holder=far, title="Meeting of Farshire", met_on=TODAY), by=by, at=NOW
    )
    decide(meeting, text="Decided in Farshire", by=by, at=NOW)
    version = begin_version(programme, holder=far, reason="Floods in Farshire", by=by, at=NOW)
    directive = models.Directive.objects.create(
        agreement=programme, holder=far, text="Directed in Farshire", due_on=TODAY, sent_by=by, sent_at=NOW
    )
    book = models.NumberBook(holder=far, name="Outgoing of Farshire", way="outgoing", grammar="state")
    return {
        "book": begin_book(book, by=by, at=NOW),
        "document": paper,
        "draft": begin_draft(
            models.Draft(paper="dispatch", holder=far, agreement=programme, title="Dispatch of Farshire"),
            by=by,
            at=NOW,
        ),
        "meeting": meeting,
        "version": version,
        "directive": directive,
        "file": paper.files.get(),
        "activity": record_activity(activity, attendances={world.cells["sex:female"]: 9}, by=by, at=NOW),
        "registered": open_registered(club, by=by, at=NOW),
        "support": supported(world, "Farwood", farwood, served, by),
        "report": approved(world, form, farwood, world.places["Farwood"], by),
        "reading": reading,
        "review": review,
        "article": article,
        "attachment": article.attachments.get(),
        "entry": models.Entry.objects.filter(holder=farwood).earliest("seq"),
    }


def of_both(world: World, far: Far) -> dict[str, Any]:
    """Held by Dogwood, for the programme of the small world and for the quiet one."""
    made = planned(world, far.quiet, world.bodies["dogwood"])
    served = models.Served.objects.of([world.programme, far.quiet])
    dogwood, place, by = world.bodies["dogwood"], world.places["Dogwood"], world.leader
    activity = Activity(
        kind_id="session", title="Talk for both", first_on=TODAY, last_on=TODAY, place=place, holder=dogwood,
        served=served, recorded_by=by, task=made["task"],
    )  # fmt: skip
    above = Activity(
        kind_id="session", title="Talk of the province", first_on=TODAY, last_on=TODAY, place=place,
        holder=world.bodies["west"], served=models.Served.objects.of([world.programme]), recorded_by=by,
    )  # fmt: skip
    record_activity(above, attendances={}, by=by, at=NOW)
    report = approved(world, made["form"], dogwood, place, by)
    set_feeding(report.lines.get(), [above])  # by somebody who saw it
    club = Registered(
        kind=RegisterKind.objects.get(),
        name="Club for both",
        place=place,
        holder=dogwood,
        served=served,
        opened_on=date(2025, 2, 1),
    )
    paper = Document(type="Letter", title="Letter for both", holder=dogwood)
    quiet = Document(type="Letter", title="Letter of the quiet accord", holder=dogwood)
    add_document(paper, agreements=[world.programme, far.quiet], files=[], by=by, at=NOW)
    add_document(quiet, agreements=[far.quiet], files=[], by=by, at=NOW)
    return made | {
        "activity": record_activity(activity, attendances={}, by=by, at=NOW),
        "registered": open_registered(club, by=by, at=NOW),
        "support": supported(world, "Dogwood", dogwood, served, by),
        "document": paper,
        "quiet_document": quiet,
        "report": report,
    }


def supported(
    world: World, place: str, body: models.Organisation, served: models.Served, by: models.Person
) -> models.Support:
    """Gifts of a body, with the names of whom they went to under seal."""
    support = models.Support(
        kind=gifts(world), title=f"Gifts in {place}", place=world.places[place], holder=body, served=served,
        given_on=date(2026, 2, 1), number=5,
    )  # fmt: skip
    record_support(support, by=by, at=NOW)
    terms = {"purpose": f"Gifts of {place}", "legal_basis": "Order 9", "delete_on": date(2026, 12, 31)}
    keep_beneficiaries(support, [{"name": f"Household of {place}"}], **terms, by=by, at=NOW)
    return support


def approved(
    world: World, form: models.Form, body: models.Organisation, place: models.Place, by: models.Person
) -> models.Report:
    """Written by its body, approved by a superior."""
    officer = world.officer if body == world.bodies["dogwood"] else officer_of(world, body)
    report = open_report(
        form,
        body,
        place=place,
        first_on=date(2026, 1, 1),
        last_on=date(2026, 3, 14),
        due_on=TODAY,
        by=by,
        at=NOW,
    )
    write_report(report, {1: LineAnswer(state=LineState.GIVEN, total=7 * SCALE)}, by=officer, at=NOW)
    hand_in(report, by=officer, at=NOW)
    approve_report(report, by=by, at=NOW)
    return report


def officer_of(world: World, body: models.Organisation) -> models.Person:
    person = models.Person.objects.create(known_as="Farwood")
    models.Account.objects.create_user("farwood", "correct horse battery staple", person=person)
    models.Post.objects.create(
        person=person, organisation=body, role=Role.COMMUNE_OFFICER, title="Officer of Farwood",
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    world.persons["farwood"] = person
    return person
