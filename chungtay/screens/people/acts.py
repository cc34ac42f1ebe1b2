"""What an administrator does: posts begin, end and change hands, people are invited, accounts are closed and opened."""

from io import BytesIO
from typing import Any
from uuid import UUID

import qrcode
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from qrcode.image.svg import SvgPathImage

from chungtay.actions.people import (
    begin_post,
    close_account,
    end_post,
    hand_over,
    invite,
    open_account,
    take_factors_away,
    withdraw_invitation,
)
from chungtay.models import Account, Invitation, Post
from chungtay.rules.people import Act, Kind
from chungtay.screens.accounts.sessions import sure_who_asks
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import BeginningForm, EndingForm, HandOverForm, asked_for
from .views import person_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def beginning(request: Request) -> HttpResponse:
    if not request.person.organisations_for(Act.MANAGE, request.today, Kind.PERSON):
        raise Http404
    here = {name: asked_for(request.GET.get(name, "")) for name in ("organisation", "person")}
    form = BeginningForm(request.person, request.today, posted(request), initial=here)
    if request.method == "POST" and form.is_valid():
        limits, now = form.cleaned_data["programmes"], timezone.now()
        made = attempt(form, lambda: begin_post(form.post(), programmes=limits, by=request.person, at=now))
        if made:
            messages.success(request, _("The post is given. Who has no account needs an invitation."))
            return redirect("person", made.person_id)
    return render(request, "people/beginning.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def ending(request: Request, id: UUID) -> HttpResponse:
    post = post_or_404(request, id)
    form = EndingForm(posted(request), initial={"on": request.today})
    if request.method == "POST" and form.is_valid():
        on, now = form.cleaned_data["on"], timezone.now()
        if attempt(form, lambda: end_post(post, on=on, by=request.person, at=now)):
            messages.success(request, _("Noted. What was done in the post keeps its name."))
            return redirect("person", post.person_id)
    return render(
        request, "people/ending.html", {"form": form, "post": post}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sure_who_asks
def handing_over(request: Request, id: UUID) -> HttpResponse:
    post = post_or_404(request, id)
    form = HandOverForm(request.person, request.today, posted(request))
    if request.method == "POST" and form.is_valid():
        on, now = form.cleaned_data["on"], timezone.now()
        made = attempt(form, lambda: hand_over(post, to=form.chosen(), on=on, by=request.person, at=now))
        if made:
            messages.success(request, _("Handed over. Who has no account needs an invitation."))
            return redirect("person", made.person_id)
    told = {"form": form, "post": post}
    return render(request, "people/hand_over.html", told, status=422 if form.errors else 200)


@require_POST
@sure_who_asks
def inviting(request: Request, id: UUID) -> HttpResponse:
    """Answers with the link itself: it is shown this once, so there is no page to be led to."""
    made, secret = invite(post_or_404(request, id), by=request.person, at=timezone.now())
    link = request.build_absolute_uri(reverse("invitation", args=[secret]))
    told = {"invitation": made, "link": link, "picture": picture_of(link)}
    return render(request, "people/invitation.html", told)


@require_POST
def withdrawal(request: Request, id: UUID) -> HttpResponse:
    visible = Post.objects.visible_to(request.person, request.today)
    invitation = get_object_or_404(Invitation.objects.select_related("post"), pk=id, post__in=visible)
    withdraw_invitation(invitation, by=request.person, at=timezone.now())
    messages.success(request, _("The link opens nothing any more."))
    return redirect("person", invitation.post.person_id)


@require_POST
@sure_who_asks
def closing(request: Request, id: UUID) -> HttpResponse:
    reason = request.POST.get("reason", "").strip()[:500]
    close_account(account_or_404(request, id), reason=reason, by=request.person, at=timezone.now())
    messages.success(request, _("The account is closed from now on, also where somebody is signed in."))
    return redirect("person", id)


@require_POST
@sure_who_asks
def opening(request: Request, id: UUID) -> HttpResponse:
    open_account(account_or_404(request, id), by=request.person, at=timezone.now())
    messages.success(request, _("The account is open again."))
    return redirect("person", id)


@require_POST
@sure_who_asks
def factors_removal(request: Request, id: UUID) -> HttpResponse:
    take_factors_away(account_or_404(request, id), by=request.person, at=timezone.now())
    messages.success(
        request, _("The second step is taken away. The person signs in by password and adds a new one.")
    )
    return redirect("person", id)


def picture_of(link: str) -> SafeString:
    """For the camera of a phone, from the screen or from paper."""
    drawn = BytesIO()
    qrcode.make(link, image_factory=SvgPathImage).save(drawn)
    _, _, svg = drawn.getvalue().decode().partition("?>")
    return mark_safe(svg)  # our own drawing: nothing that anybody typed is in it


def posted(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def post_or_404(request: Request, id: UUID) -> Post:
    visible = Post.objects.visible_to(request.person, request.today)
    return get_object_or_404(visible.select_related("person", "organisation", "place"), pk=id)


def account_or_404(request: Request, id: UUID) -> Account:
    account = person_or_404(request, id).account
    if account is None:
        raise Http404
    return account
