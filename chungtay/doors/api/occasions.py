"""The protocol calendar over the API: days to observe, days as announced, letters from due to replied."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Query, Router
from ninja.files import UploadedFile
from ninja.pagination import paginate

from chungtay.actions import occasions as actions
from chungtay.answers.occasions import LetterPage, calendar_of, occasions_of, own_bodies
from chungtay.answers.tasks import bodies_of_programme
from chungtay.models import Agreement, DocumentFile, Greeting, Occasion, Organisation
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.occasions import EARLIEST, LATEST, OPEN

from .asking import Asking
from .documents import handed_out
from .lists import Window
from .occasion_shapes import (
    BeginningIn,
    CalendarOut,
    DaysIn,
    GreetingApprovalIn,
    GreetingFull,
    GreetingOut,
    GreetingReplyIn,
    GreetingSentIn,
    LetterReasonIn,
    OccasionEndingIn,
    OccasionIn,
    OccasionLeavingIn,
    OccasionOut,
    OccasionReturningIn,
)
from .shapes import known_bodies, words

router = Router(tags=["days to greet on"])


@router.get("/occasions", response=list[OccasionOut])
@paginate(Window)
def occasions(request: Asking) -> QuerySet[Occasion]:
    """Days that come with the product, and the caller's office's own."""
    return occasions_of(request.person, request.today)


@router.get("/occasions/calendar", response=list[CalendarOut])
def calendar(request: Asking, year: Annotated[int | None, Query(ge=EARLIEST, le=LATEST)] = None) -> list[Any]:
    """For each of the caller's bodies and each partner: the days of a year, and how each letter stands."""
    found = calendar_of(request.person, request.today, year or request.today.year)
    return [
        {"holder": one.own, "partner": one.partner, "lines": [line_of(line) for line in one.lines]}
        for one in found
    ]


@router.post("/occasions", response=OccasionOut)
def add(request: Asking, given: OccasionIn) -> Occasion:
    """Keep a day of the caller's own office; the very same one twice is one."""
    holder = own_bodies(request.person, request.today).first()
    if holder is None:
        raise RuleBroken(Message("Your post does not allow this."))
    unsaved = Occasion(holder=holder, **told(request, given))
    return actions.add_occasion(unsaved, by=request.person, at=timezone.now())


@router.get("/occasions/{uuid:id}", response=OccasionOut)
def occasion(request: Asking, id: UUID) -> Occasion:
    return found_occasion(request, id)


@router.put("/occasions/{uuid:id}", response=OccasionOut)
def change(request: Asking, id: UUID, given: OccasionIn) -> Occasion:
    """Say a day of the office's own otherwise; letters that have not gone out follow."""
    held = found_occasion(request, id)
    return actions.change_occasion(held, told(request, given), by=request.person, at=timezone.now())


@router.post("/occasions/{uuid:id}/days", response=OccasionOut)
def note_days(request: Asking, id: UUID, given: DaysIn) -> Occasion:
    """Note the days of a year once they are announced; whose office noted them may mend them."""
    held = found_occasion(request, id)
    actions.note_days(held, **given.dict(), by=request.person, at=timezone.now())
    return found_occasion(request, id)


@router.post("/occasions/{uuid:id}/ending", response=OccasionOut)
def end(request: Asking, id: UUID, given: OccasionEndingIn) -> Occasion:
    """From that day on no letter falls due for it."""
    return actions.end_occasion(
        found_occasion(request, id), on=given.on, by=request.person, at=timezone.now()
    )


@router.post("/occasions/{uuid:id}/leaving", response=OccasionOut)
def leave(request: Asking, id: UUID, given: OccasionLeavingIn) -> Occasion:
    """The caller's office does not keep a day that came with the product; the others go on."""
    held = found_occasion(request, id)
    told_of = given.dict(include={"from_on", "reason"})
    actions.leave_occasion(
        held, own_body(request, given.holder), **told_of, by=request.person, at=timezone.now()
    )
    return found_occasion(request, id)


@router.post("/occasions/{uuid:id}/returning", response=OccasionOut)
def return_to(request: Asking, id: UUID, given: OccasionReturningIn) -> Occasion:
    """Keep it again; harmless where it is kept."""
    held = found_occasion(request, id)
    actions.return_to_occasion(held, own_body(request, given.holder), by=request.person, at=timezone.now())
    return found_occasion(request, id)


@router.get("/greetings", response=list[GreetingOut])
@paginate(Window)
def greetings(request: Asking, shown: Literal["open", "all"] = "all") -> QuerySet[Greeting]:
    seen = letters(request)
    return seen if shown == "all" else seen.filter(state__in=OPEN)


@router.post("/greetings", response=GreetingFull)
def begin(request: Asking, given: BeginningIn) -> dict[str, Any]:
    """Begin a letter before the house makes it due; refused while the days are not announced."""
    agreement = get_object_or_404(
        Agreement.objects.visible_to(request.person, request.today), slug=given.programme
    )
    # A body elsewhere is refused like one that nobody has.
    bodies = known_bodies([given.holder, given.partner], bodies_of_programme(agreement, request.today))
    holder, partner, by, at = bodies[given.holder], bodies[given.partner], request.person, timezone.now()
    actions.refuse_to_begin(agreement, holder, partner, by=by, at=at)
    day = found_occasion(request, given.occasion)
    made = actions.ask_for_letter(agreement, holder, partner, day, given.year, by=by, at=at)
    return full(request, made.pk)


@router.get("/greetings/{uuid:id}", response=GreetingFull)
def greeting(request: Asking, id: UUID) -> dict[str, Any]:
    return full(request, id)


@router.post("/greetings/{uuid:id}/draft", response=GreetingFull)
def draft(request: Asking, id: UUID) -> dict[str, Any]:
    """Begin its paper from the template of the occasion, in the languages of both sides."""
    actions.draft_letter(found(request, id), by=request.person, at=timezone.now())
    return full(request, id)


@router.post("/greetings/{uuid:id}/approval", response=GreetingFull)
def approve(request: Asking, id: UUID, given: GreetingApprovalIn) -> dict[str, Any]:
    """A leader's word for just what was read."""
    letter = found(request, id)
    actions.approve_letter(letter, **given.dict(), by=request.person, at=timezone.now())
    return full(request, id)


@router.post("/greetings/{uuid:id}/sending", response=GreetingFull)
def send(
    request: Asking, id: UUID, given: Form[GreetingSentIn], file: File[UploadedFile | None] = None
) -> dict[str, Any]:
    """Note that it went out, perhaps with its signed scan. Nothing goes out twice."""
    letter = found(request, id)
    actions.send_letter(
        letter, on=given.on, how=given.how, file=brought(file), by=request.person, at=timezone.now()
    )
    return full(request, id)


@router.post("/greetings/{uuid:id}/reply", response=GreetingFull)
def reply(
    request: Asking, id: UUID, given: Form[GreetingReplyIn], file: File[UploadedFile]
) -> dict[str, Any]:
    """Keep what came back; the partner may do it from its own account."""
    letter = found(request, id)
    actions.keep_reply(letter, on=given.on, file=brought(file), by=request.person, at=timezone.now())
    return full(request, id)


@router.post("/greetings/{uuid:id}/leaving-out", response=GreetingFull)
def leave_out(request: Asking, id: UUID, given: LetterReasonIn) -> dict[str, Any]:
    """No letter goes out this time, because."""
    actions.leave_out(found(request, id), reason=given.reason, by=request.person, at=timezone.now())
    return full(request, id)


@router.post("/greetings/{uuid:id}/taking-up", response=GreetingFull)
def take_up(request: Asking, id: UUID, given: LetterReasonIn) -> dict[str, Any]:
    """It was left out too soon: it is due again."""
    actions.take_up(found(request, id), reason=given.reason, by=request.person, at=timezone.now())
    return full(request, id)


@router.get("/greetings/{uuid:id}/papers/{slug:sha256}")
def paper(request: Asking, id: UUID, sha256: str) -> FileResponse:
    """A file of the copy or of the reply, for both sides."""
    letter = found(request, id)
    of = DocumentFile.objects.filter(document__in=[one for one in (letter.copy_id, letter.reply_id) if one])
    return handed_out(get_object_or_404(of.filter(sha256=sha256)[:1]))


def told(request: Asking, given: OccasionIn) -> dict[str, Any]:
    """As the actions take it."""
    plain = given.dict(exclude={"programme"})
    seen = Agreement.objects.visible_to(request.person, request.today)
    plain["agreement"] = get_object_or_404(seen, slug=given.programme) if given.programme else None
    return plain


def own_body(request: Asking, key: UUID | None) -> Organisation:
    """Named or not, it is one for which the caller plans such days."""
    own = own_bodies(request.person, request.today)
    body = (own.filter(pk=key) if key else own).first()
    if body is None:
        raise RuleBroken(Message("Your post does not allow this."))
    return body


def found_occasion(request: Asking, id: UUID) -> Occasion:
    seen = Occasion.objects.visible_to(request.person, request.today)
    return get_object_or_404(seen.select_related("holder", "agreement").prefetch_related("announced"), pk=id)


def letters(request: Asking) -> QuerySet[Greeting]:
    seen = Greeting.objects.visible_to(request.person, request.today)
    return seen.select_related("occasion", "holder", "partner", "agreement", "copy", "reply")


def found(request: Asking, id: UUID) -> Greeting:
    return get_object_or_404(letters(request), pk=id)


def brought(file: UploadedFile | None) -> tuple[str, bytes, str] | None:
    return (file.name or "", file.read(), file.content_type or "") if file else None


def line_of(line: Any) -> dict[str, Any]:
    expected, letter = line.expected, line.letter
    return {
        "occasion": expected.occasion.pk, "name": words(expected.occasion, "name"),
        "programme": expected.pair.agreement.slug, "first_on": expected.days and expected.days.first_on,
        "last_on": expected.days and expected.days.last_on, "begins_on": line.begins_on, "state": line.state,
        "greeting": letter.pk if letter else None,
    }  # fmt: skip


def full(request: Asking, id: UUID) -> dict[str, Any]:
    page = LetterPage(found(request, id), request.person, request.today)
    letter = page.letter
    plain = (
        "id",
        "year",
        "holder",
        "partner",
        "due_on",
        "state",
        "sent_on",
        "replied_on",
        "sent_how",
        "reason",
    )
    own = page.is_of_sender
    return {name: getattr(letter, name) for name in plain} | {
        "programme": letter.agreement.slug, "occasion": letter.occasion_id, "name": words(letter.occasion, "name"),
        "draft": page.draft.draft.pk if page.draft else None, "as_read": page.mark,
        "approved_alone_reason": letter.approved_alone_reason if own else "",
        "missing": [str(one) for one in page.missing], "moves": [str(move) for move in page.moves],
        "files": [
            {"name": file.name, "sha256": file.sha256, "of": of}
            for of, document in (("copy", letter.copy), ("reply", letter.reply)) if document
            for file in document.files.all()
        ],
        "steps": [{"move": one.move, "moved_at": one.moved_at, "note": one.note} for one in page.steps],
    }  # fmt: skip
