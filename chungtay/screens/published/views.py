"""Pages and buttons by which an office renews what the public sees, and takes it back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.actions import published as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.published import face_of, face_shown
from chungtay.models import Activity, Agreement, Meeting, ProgrammeCopy
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.published.faces import difference, fingerprint
from chungtay.screens.accounts.sessions import sure_who_asks
from chungtay.screens.documents.views import found_for
from chungtay.screens.middleware import Request


@require_safe
def programme(request: Request, slug: str) -> HttpResponse:
    """What would become public that is not, line by line, before anybody presses the button."""
    agreement = agreement_for(request, slug)
    refuse_unless_may(request.person, Act.PUBLISH, agreement, timezone.now())
    copy = ProgrammeCopy.objects.filter(slug=slug).prefetch_related("plans").first()
    face = face_of(agreement, request.person, request.today)
    told = {
        "agreement": agreement,
        "copy": copy,
        "changes": difference(face_shown(copy), face),
        "plans": face["plans"],
        "shown": {plan.year for plan in copy.plans.all()} if copy else set(),
        "seen": fingerprint(face),
    }
    return render(request, "published/programme.html", told)


@require_POST
@sure_who_asks
def renewal(request: Request, slug: str) -> HttpResponse:
    agreement = agreement_for(request, slug)
    actions.renew_programme(
        agreement, plans=ids(request.POST.getlist("plan")), seen=request.POST.get("seen", ""),
        by=request.person, at=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Renewed. Everybody can read it now."))
    return redirect("programme-public", slug)


@require_POST
def withdrawal(request: Request, slug: str) -> HttpResponse:
    agreement = agreement_for(request, slug)
    actions.withdraw_programme(agreement, reason=reason(request), by=request.person, at=timezone.now())
    messages.success(request, _("Taken back. Nobody outside can read it any more."))
    return redirect("programme", slug)


@require_POST
@sure_who_asks
def paper(request: Request, document_id: UUID) -> HttpResponse:
    document = found_for(request, document_id)
    refuse_unless_may(request.person, Act.PUBLISH, document, timezone.now())
    own = Agreement.objects.visible_to(request.person, request.today).filter(documents=document)
    agreement = own.filter(slug=request.POST.get("programme", "")).first()
    if agreement is None:
        text = "This paper does not belong to that programme. Choose one of its own programmes."
        raise RuleBroken(Message(text, where="programme"))
    actions.publish_document(document, agreement, by=request.person, at=timezone.now())
    messages.success(request, _("Published. Everybody can take it away now."))
    return redirect("document", document_id)


@require_POST
def paper_withdrawal(request: Request, document_id: UUID) -> HttpResponse:
    document = found_for(request, document_id)
    actions.withdraw_document(document, reason=reason(request), by=request.person, at=timezone.now())
    messages.success(request, _("Taken back. Nobody outside can read it any more."))
    return redirect("document", document_id)


def publishing_event(name: str) -> Callable[..., HttpResponse]:
    @require_POST
    @sure_who_asks
    def event(request: Request, id: UUID) -> HttpResponse:
        actions.publish_event(event_for(request, name, id), by=request.person, at=timezone.now())
        messages.success(request, _("It stands in the public calendar now."))
        return redirect(name, id)

    return event


def withdrawing_event(name: str) -> Callable[..., HttpResponse]:
    @require_POST
    def event(request: Request, id: UUID) -> HttpResponse:
        thing = event_for(request, name, id)
        actions.withdraw_event(thing, reason=reason(request), by=request.person, at=timezone.now())
        messages.success(request, _("Taken back. Nobody outside can read it any more."))
        return redirect(name, id)

    return event


activity, meeting = publishing_event("activity"), publishing_event("meeting")
activity_withdrawal, meeting_withdrawal = withdrawing_event("activity"), withdrawing_event("meeting")


def event_for(request: Request, name: str, id: UUID) -> Activity | Meeting:
    if name == "activity":
        return get_object_or_404(Activity.objects.visible_to(request.person, request.today), pk=id)
    return get_object_or_404(Meeting.objects.visible_to(request.person, request.today), pk=id)


def agreement_for(request: Request, slug: str) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)


def reason(request: Request) -> str:
    return request.POST.get("reason", "").replace("\0", "").strip()[:500]


def ids(typed: list[str]) -> set[UUID]:
    found = set()
    for text in typed:
        try:
            found.add(UUID(text))
        except ValueError:
            raise RuleBroken(Message("Choose from the plans that are listed.", where="plan")) from None
    return found
