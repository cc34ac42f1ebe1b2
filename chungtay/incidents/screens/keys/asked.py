"""What scripts fetch and send about keys: JSON there and back; every change through an action, which is audited."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from ...actions import keys as actions
from ...answers.keys import key_lists
from ...models import SenderKey
from ...rules.keys import EnrolmentStep, NewKey
from ..pages import Request, asked_by_script
from .found import agreement_of, own_enrolment, seat_of, sentence


class Asked(Request):
    told: dict[str, Any]


@require_safe
@asked_by_script
def lists(request: Asked, slug: str) -> HttpResponse:
    agreement = agreement_of(request, slug)
    answer = JsonResponse(key_lists(agreement, request.person, request.today, get_language() or ""))
    answer.headers["Cache-Control"] = "no-store"  # an old list would look like one that goes back
    return answer


@require_POST
@asked_by_script
def side_key(request: Asked, slug: str) -> HttpResponse:
    told = request.told
    seat = seat_of(request, agreement_of(request, slug), told.get("seat"))
    new = NewKey(
        number=told.get("number"), signing=told.get("signing"), recovery=told.get("recovery"),
        wrapped_signing=told.get("wrapped_signing"), wrapped_recovery=told.get("wrapped_recovery"),
        succession=told.get("succession"), reason=sentence(told.get("reason")), witness=sentence(told.get("witness")),
    )  # fmt: skip
    actions.make_side_key(seat, new, told.get("list"), by=request.person, at=timezone.now())
    return JsonResponse({})


@require_POST
@asked_by_script
def side_key_wrapped(request: Asked, slug: str) -> HttpResponse:
    told = request.told
    seat = seat_of(request, agreement_of(request, slug), told.get("seat"))
    which = told.get("which")
    key = actions.hand_out_side_key(
        seat, which, told.get("number"), by=request.person, at=timezone.now()
    )  # fmt: skip
    wrapped = key.wrapped_recovery if which == "recovery" else key.wrapped_signing
    return JsonResponse({"wrapped": wrapped, "number": key.number})


@require_POST
@asked_by_script
def key_list(request: Asked, slug: str) -> HttpResponse:
    told = request.told
    seat = seat_of(request, agreement_of(request, slug), told.get("seat"))
    actions.post_list(
        seat, told.get("list"), adds=texts(told.get("adds")), removes=texts(told.get("removes")),
        by=request.person, at=timezone.now(),
    )  # fmt: skip
    return JsonResponse({})


@require_POST
@asked_by_script
def enrolment(request: Asked, slug: str) -> HttpResponse:
    agreement, told = agreement_of(request, slug), request.told
    seat = seat_of(request, agreement, told.get("seat"))
    follows = own_enrolment(request, agreement, told["follows"]) if told.get("follows") else None
    made = actions.enrol(
        seat, told.get("card"), told.get("wrapped"), follows=follows, by=request.person, at=timezone.now()
    )
    return JsonResponse({"id": str(made.pk)})


@require_POST
@asked_by_script
def enrolment_step(request: Asked, slug: str, id: UUID) -> HttpResponse:
    found = own_enrolment(request, agreement_of(request, slug), id)
    if request.told.get("step") not in list(EnrolmentStep):
        raise Http404
    step, wrapped = EnrolmentStep(request.told["step"]), request.told.get("wrapped")
    actions.step_enrolment(found, step, wrapped=wrapped, by=request.person, at=timezone.now())
    return JsonResponse({})


@require_POST
@asked_by_script
def own_key(request: Asked, slug: str) -> HttpResponse:
    agreement = agreement_of(request, slug)
    found = actions.hand_out_own(agreement, by=request.person, at=timezone.now())
    rows = [
        {
            "id": str(one.pk), "seat": str(one.seat_id), "kid": one.kid, "wrapped": one.wrapped,
            "active": one.is_active and not one.lost_at,
        }
        for one in found
    ]  # fmt: skip
    return JsonResponse({"enrolments": rows})


@require_POST
@asked_by_script
def key_warning(request: Asked, slug: str) -> HttpResponse:
    told = request.told
    seat = seat_of(request, agreement_of(request, slug), told.get("seat"))
    actions.warn_of_key(seat, told.get("kind"), told.get("seen"), by=request.person, at=timezone.now())
    return JsonResponse({})


@require_POST
@asked_by_script
def sender_confirmation(request: Asked, slug: str, kid: str) -> HttpResponse:
    agreement = agreement_of(request, slug)
    sender = SenderKey.objects.filter(sig_kid=kid, seat__agreement=agreement).select_related("seat").first()
    if sender is None:
        raise Http404
    actions.confirm_sender(sender, request.told.get("signed"), by=request.person, at=timezone.now())
    return JsonResponse({})


def texts(told: Any) -> list[str]:
    return [str(one) for one in told] if isinstance(told, list) else []
