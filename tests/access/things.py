"""The things of the small world that the access table visits, by the names that its second column uses."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile

from chungtay.actions.activities import record_activity
from chungtay.actions.documents import add_document
from chungtay.actions.intake import take_in
from chungtay.actions.reports import LineAnswer, approve_report, hand_in, open_report, write_report
from chungtay.actions.sharing import end_share
from chungtay.actions.wordings import propose_term, translate
from chungtay.models import (
    Activity,
    Document,
    Entry,
    Person,
    Plan,
    Post,
    Report,
    SavedView,
    Share,
    Task,
    Term,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.people import Role
from chungtay.rules.reports import LineState
from chungtay.screens.look import sheet_mark
from tests.access.things_meetings import of_meetings
from tests.access.things_problems import of_problems
from tests.papers_read import PLAN
from tests.passkeys import Passkey
from tests.world import NOW, TODAY, World

from .thing import Thing, sending
from .things_activities import of_activities
from .things_articles import of_articles
from .things_below import of_cascade, of_directives
from .things_criticism import of_criticism
from .things_delegations import of_delegations
from .things_drafts import of_drafts
from .things_exchange import of_exchange
from .things_forms import of_forms
from .things_indicators import of_indicators
from .things_jobs import of_jobs
from .things_news import of_news
from .things_notices import of_notices
from .things_occasions import of_occasions
from .things_people import of_people
from .things_places import of_places
from .things_plans import of_plans
from .things_public import of_public
from .things_quoted import of_quoted
from .things_readers import of_readers
from .things_recommendations import of_recommendations
from .things_registers import of_registers
from .things_registry import of_registry
from .things_reviews import of_reviews
from .things_rounds import of_rounds
from .things_signing import of_signing
from .things_supervision import of_supervision
from .things_tables import of_tables
from .things_templates import of_templates
from .things_themes import of_themes
from .things_versions import of_versions
from .things_workbooks import of_workbooks

PAPER = ("plan.pdf", b"%PDF-1.7", "application/pdf")
TERMS = "text,text_lo\ntỉnh,ແຂວງ\n"
SHARED = {"paper": "document", "review": "review", "figures": "results"}


def things(world: World) -> dict[tuple[str, str], Thing]:
    """By address and thing, as the table names them."""
    return {
        **of_readers(world),
        **doors(world),
        **of_programmes(world),
        **of_reports(world),
        **of_the_field(world),
        **of_forms(world),
        **of_registers(world),
        **of_registry(world),
        **of_activities(world),
        **of_jobs(world),
        **of_templates(world),
        **of_themes(world),
        **of_rounds(world),
        **of_reviews(world),
        **of_articles(world, PAPER),
        **of_news(world),
        **of_public(world),
        **of_tables(world),
        **of_places(world),
        **of_shares(world),
        **of_people(world),
        **of_cascade(world),
        **of_directives(world),
        **of_wordings(world),
        **of_signing(world),
        **of_versions(world),
        **of_recommendations(world),
        **of_supervision(world),
        **of_occasions(world),
        **of_criticism(world),
    }


def doors(world: World) -> dict[tuple[str, str], Thing]:
    post = world.officer.posts.get()
    key = Authenticator.objects.create(
        user=world.leader.account,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Phone", "credential": Passkey().kept_for(world.leader.account)},
    )
    return {
        ("sheet", "today's"): Thing({"mark": sheet_mark()}),
        ("language", "lao"): Thing({"code": "lo"}),
        ("enter", "no-demo"): Thing({"post_id": post.pk}),
        ("passkey", "leader's"): Thing({"id": key.pk}, sent=sending(name="Old phone")),
        ("factor-removal", "leader's"): Thing({"id": key.pk}),
        ("session-end", "unknown"): Thing({"id": 0}),
        ("provider-begin", "unknown"): Thing({"provider": "unknown"}),
        ("provider-answer", "unknown"): Thing({"provider": "unknown"}),
        ("binding-begin", "unknown"): Thing({"provider": "unknown"}),
        ("binding-loosening", "unknown"): Thing({"id": post.pk}),
    }


def of_programmes(world: World) -> dict[tuple[str, str], Thing]:
    slug, plan, content = world.programme.slug, world.plan, world.contents[0]
    paper = Document(type="Plan", title="Plan 2026", holder=world.bodies["west"])
    add_document(paper, agreements=[world.programme], files=[PAPER], by=world.provincial, at=NOW)
    inner = Document(type="Letter", title="Within Oakshire", holder=world.bodies["west"])
    add_document(inner, agreements=[], files=[], by=world.provincial, at=NOW)
    task = Task.objects.create(
        agreement=content.plan.phase.agreement,
        content=content,
        organisation=world.bodies["dogwood"],
        place=world.places["Dogwood"],
        text="Two talks",
        due_on=TODAY,
    )
    reading = take_in(
        "plan.txt", PLAN.encode(), media_type="text/plain", holder=world.bodies["west"], by=world.provincial, at=NOW
    )  # fmt: skip
    return {
        ("programme", "ours"): Thing({"slug": slug}),
        ("programme-workbook", "ours"): Thing({"slug": slug}),
        ("plan", "ours"): Thing({"slug": slug, "plan_id": plan.pk}),
        ("content", "ours"): Thing({"slug": slug, "content_id": content.pk}),
        ("content-tasks", "ours"): Thing(
            {"slug": slug, "content_id": content.pk},
            sent=sending(text="Talks", organisation=world.bodies["dogwood"].pk, due_on="31/12/2026"),
        ),
        ("content-commitments", "ours"): Thing(
            {"slug": slug, "content_id": content.pk}, sent=sending(signed="Learn Lao")
        ),
        ("content-targets", "ours"): Thing(
            {"slug": slug, "content_id": content.pk},
            sent=sending(indicator=world.indicators["sessions"].pk, amount="12"),
        ),
        **of_requests(world),
        ("plan-next-year", "ours"): Thing(
            {"slug": slug, "plan_id": plan.pk}, sent=sending(chosen=f"content:{content.pk}")
        ),
        ("plan-difference", "second"): Thing({"slug": slug, "plan_id": second_plan(world).pk}),
        ("plan-acceptance", "west"): Thing({"plan_id": plan.pk}, sent=sending(seat="1")),
        ("plan-acceptance", "east"): Thing({"plan_id": plan.pk}, sent=sending(seat="2")),
        **of_tasks(world, task),
        **of_boards(world, task),
        **of_plans(world),
        **of_meetings(world),
        **of_exchange(world),
        **of_delegations(world),
        **of_problems(world),
        **of_notices(world),
        **of_drafts(world),
        ("document", "shared"): Thing({"document_id": paper.pk}),
        ("document", "inner"): Thing({"document_id": inner.pk}),
        **of_quoted(world, paper),
        ("document-file", "shared"): Thing({"document_id": paper.pk, "sha256": paper.files.get().sha256}),
        ("readings", "-"): Thing(sent=lambda: {"file": SimpleUploadedFile("b.txt", f"{PLAN} ".encode())}),
        ("reading", "waiting"): Thing({"id": reading.pk}),
        ("reading-acceptance", "waiting"): Thing({"id": reading.pk}),
    }


def second_plan(world: World) -> Plan:
    """The plan of the year after, read from a paper: it follows none by itself, the years do."""
    return Plan.objects.create(phase=world.phase, year=2027, number="4/KH-BTV", name="Plan 2027")


def of_boards(world: World, task: Task) -> dict[tuple[str, str], Thing]:
    """One plan in its four shapes, a task of Dogwood on it, and a view that the leader keeps."""
    here = {"slug": world.programme.slug, "plan_id": world.plan.pk}
    view = SavedView.objects.create(person=world.leader, plan=world.plan, name="Monday", shape="table")
    shapes = ("plan-board", "plan-table", "plan-calendar", "plan-timeline")
    return {
        **{(shape, "ours"): Thing(here) for shape in shapes},
        ("plan-deeds", "ours"): Thing(here, sent=sending(task=task.pk, act="accept")),
        ("plan-risk-days", "ours"): Thing(here, sent=sending(days="14")),
        ("plan-views", "ours"): Thing(here, sent=sending(name="Friday")),
        ("plan-view-deletion", "leader's"): Thing({**here, "id": view.pk}),
    }


def of_tasks(world: World, task: Task) -> dict[tuple[str, str], Thing]:
    part = task.parts.create(organisation=world.bodies["dogwood"], text="Lend the hall")
    here = {"task_id": task.pk}
    return {
        ("task", "dogwood's"): Thing(here),
        ("task-moves", "dogwood's"): Thing(here, sent=sending(move="accept")),
        ("task-waiting", "dogwood's"): Thing(here),
        ("task-completion", "dogwood's"): Thing(here),
        ("task-part-completion", "dogwood's"): Thing(here | {"part_id": part.pk}),
    }


def of_wordings(world: World) -> dict[tuple[str, str], Thing]:
    """A text that nobody has translated, one that a colleague has, whom everybody may check; a proposed term."""
    first, second = (
        {"slug": world.programme.slug, "kind": "content", "id": content.pk, "field": "text", "language": "lo"}
        for content in world.contents[:2]
    )
    colleague = Person.objects.create(known_as="Colleague")
    Post.objects.create(
        person=colleague, organisation=world.bodies["west"], role=Role.PROVINCIAL_OFFICER, title="Translator",
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    translate(world.contents[1], "text", "lo", "ໄປຢ້ຽມຢາມ", by=colleague, at=NOW)
    term = Term(text="xã", text_lo="ຕາແສງ", holder=world.bodies["west"])
    propose_term(term, by=world.provincial, at=NOW)
    said = sending(text="bản", text_lo="ບ້ານ")
    return {
        ("words", "ours"): Thing({"slug": world.programme.slug}),
        ("wording", "ours"): Thing(first, sent=sending(text="ໂອ້ລົມ")),
        ("wording-check", "translated"): Thing(second, sent=sending(text="ໄປຢ້ຽມຢາມ")),
        ("wording-equal", "translated"): Thing(second),
        ("terms", "-"): Thing(sent=said),
        ("terms-load", "-"): Thing(sent=lambda: {"file": SimpleUploadedFile("terms.csv", TERMS.encode())}),
        ("term-approval", "proposed"): Thing({"id": term.pk}),
        ("term-retirement", "proposed"): Thing({"id": term.pk}),
    }


def of_requests(world: World) -> dict[tuple[str, str], Thing]:
    here, sessions = {"slug": world.programme.slug}, world.indicators["sessions"].pk
    days = {"first_on": "01/04/2026", "last_on": "30/06/2026", "due_on": "20/06/2099"}
    ours, theirs = ({"units": world.bodies[name].pk, "form": world.form.pk} for name in ("dogwood", "elm"))
    return {
        ("report-request", "dogwood"): Thing(here, sent=sending(**days, **ours)),
        ("report-request", "elm"): Thing(here, sent=sending(**days, **theirs)),
        ("programme-forms", "ours"): Thing(
            here, sent=sending(name="Quarterly", valid_from="01/01/2026", indicators=sessions)
        ),
        ("programme-indicators", "ours"): Thing(
            here, sent=sending(name="Teams", measure="team", kind="stock")
        ),
        **of_indicators(here),
    }


def of_reports(world: World) -> dict[tuple[str, str], Thing]:
    opened, waiting, elm = (world.reports[name] for name in ("dogwood", "cedar", "elm"))
    hand_in(waiting, by=world.persons["cedar"], at=NOW)
    approved = approved_report(world)
    entry = Entry.objects.filter(source__line__report=approved).earliest("seq")
    figure = {"indicator": "sessions", "programme": world.programme.slug}
    return {
        ("figure", "shared"): Thing(asked=figure),
        ("entry", "cedar's"): Thing({"seq": entry.seq}),
        ("report", "open"): Thing({"id": opened.pk}),
        **of_workbooks(world, opened),
        ("report", "elm's"): Thing({"id": elm.pk}),
        ("report-sheet", "open"): Thing({"id": opened.pk}),
        ("report-sheet", "elm's"): Thing({"id": elm.pk}),
        ("report-sheet", "approved"): Thing({"id": approved.pk}),
        ("report", "waiting"): Thing({"id": waiting.pk}),
        ("report", "approved"): Thing({"id": approved.pk}),
        ("report-approval", "open"): Thing({"id": opened.pk}),
        ("report-hand-in", "open"): Thing({"id": opened.pk}, sent=sending(told_by="Chair", channel="phone")),
        ("report-copy", "open"): Thing({"id": opened.pk}),
        ("report-confirmation", "waiting"): Thing({"id": waiting.pk}),
        ("report-return", "waiting"): Thing({"id": waiting.pk}, sent=sending(note="Check line 2.")),
        ("report-approval", "waiting"): Thing({"id": waiting.pk}),
        ("report-reopening", "approved"): Thing({"id": approved.pk}, sent=sending(reason="Wrong commune")),
        ("line-correction", "approved"): Thing(
            {"id": approved.pk, "number": 1},
            sent=sending(**{"1.state": "given", "1.total": "5", "reason": "Counted again"}),
        ),
    }


def approved_report(world: World) -> Report:
    cedar, by = world.bodies["cedar"], world.persons["cedar"]
    report = open_report(
        world.form, cedar, place=world.places["Cedar"], first_on=date(2025, 9, 1), last_on=date(2025, 12, 14),
        due_on=date(2025, 12, 20), by=world.provincial, at=NOW,
    )  # fmt: skip
    told = LineAnswer(state=LineState.GIVEN, total=4 * SCALE)
    write_report(report, {1: told}, by=by, at=NOW)
    hand_in(report, by=by, at=NOW)
    approve_report(report, by=world.provincial, at=NOW)
    return report


def of_the_field(world: World) -> dict[tuple[str, str], Thing]:
    dogwood, place = world.bodies["dogwood"], world.places["Dogwood"]
    activity = record_activity(
        Activity(
            kind_id="session", title="A talk", first_on=TODAY, last_on=TODAY, place=place, holder=dogwood,
            served=world.served, recorded_by=world.officer,
        ),
        attendances={}, by=world.officer, at=NOW,
    )  # fmt: skip
    common = {"place": place.pk, "village": "", "programme": "oak-elm", "programmes": "oak-elm"}
    return {
        ("activity-record", "in-dogwood"): Thing(
            sent=sending(**common, kind="session", title="A talk", first_on="01/03/2026")
        ),
        ("activity", "dogwood's"): Thing({"id": activity.pk}),
        ("activity-article", "dogwood's"): Thing({"id": activity.pk}),
    }


def of_shares(world: World) -> dict[tuple[str, str], Thing]:
    """With the partner's seat: a paper, a frozen review and our figures; the other side's figures, with our seat."""
    given = Share.objects.filter(seat__number=2)
    found = {name: given.filter(kind=kind)[0] for name, kind in SHARED.items()}
    found["theirs"] = Share.objects.get(kind="results", seat__number=1)
    east = world.programme.seats.get(number=2)
    old = Document(type="Letter", title="A letter taken back", holder=world.bodies["west"])
    add_document(old, agreements=[world.programme], files=[], by=world.provincial, at=NOW)
    ended = Share.objects.get(thing_id=old.pk, seat=east)
    end_share(ended, reason="Sent by mistake", by=world.leader, at=NOW)
    why = sending(reason="Sent by mistake")
    return {("share-end", name): Thing({"id": share.pk}, sent=why) for name, share in found.items()} | {
        ("share-again", "taken-back"): Thing({"id": ended.pk})
    }
