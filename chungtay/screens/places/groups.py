"""Groups of units across the tree: the list, one group on a day, units that join and leave."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chungtay.actions.places.groups import add_to_group, end_membership, make_group
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.territories import groups_on, members_of
from chungtay.models import GroupMembership, PlaceGroup
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import EndForm, GroupForm, MemberForm


@require_http_methods(["GET", "HEAD", "POST"])
def groups(request: Request) -> HttpResponse:
    """A POST makes a group."""
    if request.method == "POST" and not may_manage(request):
        raise RuleBroken(Message("Your post does not allow this."))
    form = GroupForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        group, at = PlaceGroup(**form.cleaned_data), timezone.now()
        if attempt(form, lambda: make_group(group, by=request.person, at=at)):
            return redirect("place-group", group.slug)
    shown = {"groups": groups_on(request.today), "form": form, "may_manage": may_manage(request)}
    return render(request, "places/groups.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def group(request: Request, slug: str) -> HttpResponse:
    """Its units, those of today first; a POST adds one."""
    found = get_object_or_404(PlaceGroup, slug=slug)
    if request.method == "POST" and not may_manage(request):
        raise RuleBroken(Message("Your post does not allow this."))
    form = MemberForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = {"first_on": form.cleaned_data["first_on"], "by": request.person, "at": timezone.now()}
        if attempt(form, lambda: add_to_group(found, form.cleaned_data["place"], **told)):
            messages.success(request, _("The unit belongs to the group."))
            return redirect("place-group", slug)
    shown = {"group": found, "form": form, "may_manage": may_manage(request)}
    shown |= members_of(found, request.today)
    return render(request, "places/group.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def membership_end(request: Request, slug: str, id: UUID) -> HttpResponse:
    memberships = GroupMembership.objects.select_related("group", "place")
    found = get_object_or_404(memberships, pk=id, group__slug=slug)
    refuse_unless_may(request.person, Act.MANAGE, found.place, timezone.now())
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = {"on": form.cleaned_data["on"], "by": request.person, "at": timezone.now()}
        if attempt(form, lambda: end_membership(found, **told)):
            messages.success(request, _("The unit has left the group. That it belonged to it stays written."))
            return redirect("place-group", slug)
    shown = {"membership": found, "group": found.group, "form": form}
    return render(request, "places/membership_end.html", shown, status=422 if form.errors else 200)


def may_manage(request: Request) -> bool:
    return bool(request.person.organisations_for(Act.MANAGE, request.today, Kind.PLACE))
