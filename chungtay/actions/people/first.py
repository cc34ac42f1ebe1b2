"""Begins an installation: its first body and the administrator who invites everybody else."""

from datetime import datetime

from django.utils import timezone

from chungtay.actions.recorded import recorded
from chungtay.models import Invitation, Organisation, OrganisationKind, Person, Post
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Role

from .invitations import invite


def administrators(at: datetime) -> list[Post]:
    """The posts from which people are looked after today."""
    live = Post.objects.live_on(timezone.localdate(at)).filter(role=Role.ADMINISTRATOR)
    return list(live.select_related("organisation", "person").order_by("organisation__name", "title"))


def invite_first_administrator(
    *, organisation: str, title: str, language: str, at: datetime
) -> tuple[Invitation, str]:
    """Only where nobody looks after people yet; afterwards administrators give posts."""
    if administrators(at):
        raise RuleBroken(Message("There is an administrator already, who gives all further posts."))
    body = Organisation.objects.filter(name=organisation).first()
    body = body or Organisation(kind=OrganisationKind.OTHER, name=organisation)
    post = Post(
        person=Person(known_as=title, language=language), organisation=body, role=Role.ADMINISTRATOR,
        title=title, valid_from=timezone.localdate(at),
    )  # fmt: skip
    with recorded("begin_post", thing=post, by=None, at=at):
        if body._state.adding:
            body.save(force_insert=True)
        post.person.save(force_insert=True)
        post.save(force_insert=True)
    return invite(post, by=None, at=at)
