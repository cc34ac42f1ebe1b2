"""Delegations over the API: drafting a visit, its lists row by row, every step of both sides, tasks that come of it."""

from datetime import datetime, time
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Router
from ninja.files import UploadedFile
from ninja.pagination import paginate

from chungtay.actions import delegations as actions
from chungtay.answers.delegations import (
    DelegationPage,
    Row,
    bodies_of_sides,
    delegations_for,
    own_sides,
    parts_of,
    places_of,
)
from chungtay.models import (
    AgreedContent,
    Agreement,
    Cost,
    Delegation,
    DelegationMember,
    Gift,
    PaperNeeded,
    Person,
    ProgrammeItem,
    Rotation,
    Task,
)
from chungtay.rules.delegations import Part, Side
from chungtay.rules.documents import check_file
from chungtay.rules.messages import Message, RuleBroken

from .agreements.programmes import TaskOut
from .asking import Asking, programmes_of
from .delegation_shapes import (
    DelegationFull,
    DelegationOut,
    NewVisitCost,
    NewVisitGift,
    NewVisitMember,
    NewVisitPaper,
    VisitContentIn,
    VisitCostIn,
    VisitGiftIn,
    VisitHourIn,
    VisitIn,
    VisitMemberIn,
    VisitMoveIn,
    VisitPaperIn,
)
from .lists import Window
from .named import Given
from .shapes import words
from .tasks import TaskIn, lead_of
from .tasks import asked as asked_task

router = Router(tags=["delegations"])
LISTS = (Part.MEMBERS, Part.HOURS, Part.GIFTS, Part.COSTS, Part.PAPERS, Part.CONTENTS)


@router.get("/delegations", response=list[DelegationOut])
@paginate(Window)
def delegations(
    request: Asking, shown: Literal["open", "mine", "closed", "cancelled", "all"] = "open",
    direction: Literal["", "out", "in"] = "", programme: str = "",
) -> QuerySet[Delegation]:  # fmt: skip
    """Newest first; `mine`: those that wait for the caller's bodies. Out and in are seen from these."""
    chosen = programmes_of(request, [programme])[0] if programme else None
    return delegations_for(request.person, request.today, shown=shown, direction=direction, programme=chosen)


@router.post("/programmes/{slug:slug}/delegations", response=DelegationFull)
def draft(request: Asking, slug: str, given: VisitIn) -> dict[str, Any]:
    """Write a visit down; it is its drafter's alone until it is proposed. The same one twice is one."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    own = set(own_sides(agreement, request.person, request.today))
    plain = visit_of(request, agreement, given)
    holder = next((body for body in (plain["guest"], plain["host"]) if body in own), None)
    if holder is None:
        raise RuleBroken(Message("Your body is neither host nor guest of this visit.", where="guest"))
    visit = Delegation(agreement=agreement, holder=holder, **plain)
    made = actions.draft_delegation(visit, by=request.person, at=timezone.now())
    return told(found(request, made.pk))


@router.get("/delegations/{uuid:id}", response=DelegationFull)
def delegation(request: Asking, id: UUID) -> dict[str, Any]:
    return told(found(request, id))


@router.put("/delegations/{uuid:id}", response=DelegationFull)
def change(request: Asking, id: UUID, given: VisitIn) -> dict[str, Any]:
    """Words, days, bodies and turn, while they are the drafter's to write."""
    page = found_to_write(request, id)
    plain = visit_of(request, page.delegation.agreement, given)
    actions.write_delegation(page.delegation, plain, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/delegations/{uuid:id}/moves", response=DelegationFull)
def move(
    request: Asking, id: UUID, given: Form[VisitMoveIn], file: File[UploadedFile | None] = None
) -> dict[str, Any]:
    """Take one step for the caller's side; taking it twice within a minute is once. A file is of the report."""
    page, by, at = found(request, id), request.person, timezone.now()
    if file:
        check_file(name=file.name or "", size=file.size or 0)  # before its bytes are in memory
    paper = (file.name or "", file.read(), file.content_type or "") if file else None
    if not actions.just_moved(page.delegation, given.move, by=by, at=at):
        plain = given.dict(exclude={"move"})
        actions.move_delegation(page.delegation, given.move, **plain, file=paper, by=by, at=at)
    return told(found(request, id))


@router.post("/delegations/{uuid:id}/members", response=DelegationFull)
def add_member(request: Asking, id: UUID, given: NewVisitMember) -> dict[str, Any]:
    """Who goes along, or who receives, by post."""
    page = found_to_write(request, id)
    side = side_of(page, Part.MEMBERS, given.side)
    row = DelegationMember(organisation=page.delegation.body_of(side))
    return kept(request, page, row, member_of(page, side, given))


@router.put("/delegations/{uuid:id}/members/{uuid:member_id}", response=DelegationFull)
def change_member(request: Asking, id: UUID, member_id: UUID, given: VisitMemberIn) -> dict[str, Any]:
    page, row = found_row(request, id, Part.MEMBERS, member_id)
    side = page.delegation.side_of(row.organisation_id)
    return kept(request, page, row, member_of(page, side, given))


@router.post("/delegations/{uuid:id}/hours", response=DelegationFull)
def add_hour(request: Asking, id: UUID, given: VisitHourIn) -> dict[str, Any]:
    """One hour of the programme; over another one only with a reason, which is shown."""
    page = found_to_write(request, id)
    return kept(request, page, ProgrammeItem(), hour_of(page, given))


@router.put("/delegations/{uuid:id}/hours/{uuid:hour_id}", response=DelegationFull)
def change_hour(request: Asking, id: UUID, hour_id: UUID, given: VisitHourIn) -> dict[str, Any]:
    page, row = found_row(request, id, Part.HOURS, hour_id)
    return kept(request, page, row, hour_of(page, given))


@router.post("/delegations/{uuid:id}/gifts", response=DelegationFull)
def add_gift(request: Asking, id: UUID, given: NewVisitGift) -> dict[str, Any]:
    """What one side gives to the other, or to a group of people."""
    page = found_to_write(request, id)
    row = Gift(giver=page.delegation.body_of(side_of(page, Part.GIFTS, given.side)))
    return kept(request, page, row, gift_of(page, row, given))


@router.put("/delegations/{uuid:id}/gifts/{uuid:gift_id}", response=DelegationFull)
def change_gift(request: Asking, id: UUID, gift_id: UUID, given: VisitGiftIn) -> dict[str, Any]:
    page, row = found_row(request, id, Part.GIFTS, gift_id)
    return kept(request, page, row, gift_of(page, row, given))


@router.post("/delegations/{uuid:id}/costs", response=DelegationFull)
def add_cost(request: Asking, id: UUID, given: NewVisitCost) -> dict[str, Any]:
    """What one side bears, in its own currency."""
    page = found_to_write(request, id)
    row = Cost(side=page.delegation.body_of(side_of(page, Part.COSTS, given.side)))
    return kept(request, page, row, plain_of(given))


@router.put("/delegations/{uuid:id}/costs/{uuid:cost_id}", response=DelegationFull)
def change_cost(request: Asking, id: UUID, cost_id: UUID, given: VisitCostIn) -> dict[str, Any]:
    page, row = found_row(request, id, Part.COSTS, cost_id)
    return kept(request, page, row, plain_of(given))


@router.post("/delegations/{uuid:id}/papers", response=DelegationFull)
def add_paper(request: Asking, id: UUID, given: NewVisitPaper) -> dict[str, Any]:
    """A paper that one side needs for this visit."""
    page = found_to_write(request, id)
    row = PaperNeeded(side=page.delegation.body_of(side_of(page, Part.PAPERS, given.side)))
    return kept(request, page, row, plain_of(given))


@router.put("/delegations/{uuid:id}/papers/{uuid:paper_id}", response=DelegationFull)
def change_paper(request: Asking, id: UUID, paper_id: UUID, given: VisitPaperIn) -> dict[str, Any]:
    page, row = found_row(request, id, Part.PAPERS, paper_id)
    return kept(request, page, row, plain_of(given))


@router.post("/delegations/{uuid:id}/papers/{uuid:paper_id}/readiness", response=DelegationFull)
def ready(request: Asking, id: UUID, paper_id: UUID) -> dict[str, Any]:
    """A paper of the checklist is ready, as of today."""
    _, row = found_row(request, id, Part.PAPERS, paper_id)
    actions.ready_paper(row, on=request.today, by=request.person, at=timezone.now())
    return told(found(request, id))


@router.post("/delegations/{uuid:id}/contents", response=DelegationFull)
def add_content(request: Asking, id: UUID, given: VisitContentIn) -> dict[str, Any]:
    """What both sides evaluated, or agreed, on the visit."""
    page = found_to_write(request, id)
    return kept(request, page, AgreedContent(), content_of(page, given))


@router.put("/delegations/{uuid:id}/contents/{uuid:row_id}", response=DelegationFull)
def change_content(request: Asking, id: UUID, row_id: UUID, given: VisitContentIn) -> dict[str, Any]:
    page, row = found_row(request, id, Part.CONTENTS, row_id)
    return kept(request, page, row, content_of(page, given))


@router.post("/delegations/{uuid:id}/contents/{uuid:row_id}/tasks", response=TaskOut)
def task(request: Asking, id: UUID, row_id: UUID, given: TaskIn) -> Task:
    """A task that comes of what was agreed; each side gives to its own bodies."""
    page, row = found_row(request, id, Part.CONTENTS, row_id)
    if not page.may_give:
        raise RuleBroken(Message("Your post does not allow this."))
    agreement = page.delegation.agreement
    lead = lead_of(request, agreement, given.organisation)
    plain = asked_task(request, agreement, given)
    return actions.give_by_content(row, lead, **plain, by=request.person, at=timezone.now())


@router.delete("/delegations/{uuid:id}/rows/{slug:part}/{uuid:row_id}", response=DelegationFull)
def remove(request: Asking, id: UUID, part: str, row_id: UUID) -> dict[str, Any]:
    """Take a row out of one of the lists, while it may still be written."""
    if part not in [one.value for one in LISTS]:
        raise Http404
    _, row = found_row(request, id, Part(part), row_id)
    actions.remove_row(row, by=request.person, at=timezone.now())
    return told(found(request, id))


# What is found


def found(request: Asking, id: UUID) -> DelegationPage:
    visible = Delegation.objects.visible_to(request.person, request.today)
    near = visible.select_related("agreement", "holder", "host", "guest", "rotation")
    return DelegationPage(get_object_or_404(near, pk=id), request.person, request.today)


def found_to_write(request: Asking, id: UUID) -> DelegationPage:
    page = found(request, id)
    if not page.rights:
        raise RuleBroken(Message("Your post does not allow this."))
    return page


def found_row(request: Asking, id: UUID, part: Part, row_id: UUID) -> tuple[DelegationPage, Any]:
    page = found_to_write(request, id)
    row = get_object_or_404(parts_of(part, page.delegation), pk=row_id)
    row.delegation = page.delegation
    return page, row


def one_of(among: QuerySet[Any], key: Any, where: str, by: str = "pk") -> Any | None:
    """What is named, where it is there to be chosen."""
    if not key:
        return None
    chosen = among.filter(**{by: key}).first()
    if chosen is None:
        raise RuleBroken(Message("Name only what is shared with you.", where=where))
    return chosen


# What is given, as the actions take it


def visit_of(request: Asking, agreement: Agreement, given: VisitIn) -> dict[str, Any]:
    bodies = bodies_of_sides(agreement, request.today)
    chosen = {
        "host": one_of(bodies, given.host, "host"),
        "guest": one_of(bodies, given.guest, "guest"),
        "rotation": one_of(Rotation.objects.filter(agreement=agreement), given.rotation, "rotation"),
    }
    return given.dict() | chosen


def side_of(page: DelegationPage, part: Part, named: Side | None) -> Side:
    """Of which side a new row is: the one that is named, else the caller's, else the drafter's."""
    sides, drafter = page.sides_written(part), page.delegation.drafter
    if not sides:
        raise RuleBroken(Message("As this delegation stands now, this cannot be changed. Look at it anew."))
    side = named or (drafter if drafter in sides else sides[0])
    if side not in sides:
        raise RuleBroken(Message("Only the other side can write this here.", where="side"))
    return side


def plain_of(given: Given) -> dict[str, Any]:
    return given.dict(exclude={"side"})


def member_of(page: DelegationPage, side: Side, given: VisitMemberIn) -> dict[str, Any]:
    people = page.people_of(side) if side in page.sides else Person.objects.none()
    return plain_of(given) | {"person": one_of(people, given.person, "person")}


def hour_of(page: DelegationPage, given: VisitHourIn) -> dict[str, Any]:
    def at(clock: time) -> datetime:
        naive = datetime.combine(given.day, clock.replace(second=0, microsecond=0, tzinfo=None))
        return timezone.make_aware(naive)

    visit = page.delegation
    return given.dict(include={"text", "text_lo", "venue", "overlap_reason"}) | {
        "starts_at": at(given.begins), "ends_at": at(given.ends),
        "place": one_of(places_of(visit, page.today), given.place, "place", by="code"),
        "lead": one_of(bodies_of_sides(visit.agreement, page.today), given.lead, "lead"),
    }  # fmt: skip


def gift_of(page: DelegationPage, row: Gift, given: VisitGiftIn) -> dict[str, Any]:
    visit = page.delegation
    other = visit.guest if row.giver_id == visit.host_id else visit.host
    return given.dict(exclude={"side", "to_other"}) | {"receiver": other if given.to_other else None}


def content_of(page: DelegationPage, given: VisitContentIn) -> dict[str, Any]:
    return plain_of(given) | {"content": one_of(page.contents_to_link, given.content, "content")}


def kept(request: Asking, page: DelegationPage, row: Row, fields: dict[str, Any]) -> dict[str, Any]:
    row.delegation = page.delegation
    for name, value in fields.items():
        setattr(row, name, value)
    actions.keep_row(row, by=request.person, at=timezone.now())
    return told(found(request, page.delegation.pk))


# What is answered


def told(page: DelegationPage) -> dict[str, Any]:
    visit = page.delegation
    plain = ("id", "holder", "host", "guest", "first_on", "last_on", "turn_year", "state")
    steps = ("move", "side", "moved_for", "moved_at", "before", "after", "note")
    return {name: getattr(visit, name) for name in plain} | {
        "programme": visit.agreement.slug,
        **{field: words(visit, field) for field in ("title", "purpose", "result")},
        "rotation": visit.rotation_id,
        "direction": page.direction,
        "moves": page.moves,
        **lists_told(page),
        "sums": [
            {"side": body, "currency": one.currency, "planned": one.planned, "spent": one.spent}
            for body, one in page.sums
        ],
        "report": page.report.pk if page.report else None,
        "history": [{name: getattr(step, name) for name in steps} for step in page.history],
    }


def lists_told(page: DelegationPage) -> dict[str, list[dict[str, Any]]]:
    def rows(found: list[Any], *names: str) -> list[dict[str, Any]]:
        return [{name: getattr(one, name) for name in names} | {"text": words(one, "text")} for one in found]

    seen, own = page.seen_tasks, page.sides
    return {
        "members": [
            {"id": one.pk, "organisation": one.organisation, "post": words(one, "post"), "role": one.role}
            | {"person": one.person_id if page.delegation.side_of(one.organisation_id) in own else None}
            | {"overlap_reason": one.overlap_reason}
            for one in page.members
        ],
        "hours": rows(page.items, "id", "starts_at", "ends_at", "place", "venue", "lead", "overlap_reason"),
        "gifts": [
            told | {"receiver_name": words(one, "receiver_name")}
            for one, told in zip(
                page.gifts, rows(page.gifts, "id", "giver", "receiver", "amount", "currency"), strict=True
            )
        ],
        "costs": rows(page.costs, "id", "side", "planned", "spent", "currency"),
        "papers": rows(page.papers, "id", "side", "due_on", "ready_on"),
        "contents": [
            {"id": one.pk, "kind": one.kind, "text": words(one, "text")}
            | {"content": one.content_id if one.content in page.seen_contents else None}
            | {"tasks": [task for task in one.tasks.all() if task in seen]}
            for one in page.agreed
        ],
    }
