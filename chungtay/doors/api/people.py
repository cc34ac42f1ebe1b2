"""People over the API, for administrators: who sits where; posts begin, end and change hands; links and accounts."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Schema
from ninja.pagination import paginate
from pydantic import Field

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
from chungtay.actions.recorded import note_view
from chungtay.answers.people import (
    Duty,
    PersonShown,
    bodies_of,
    duties,
    people_of,
    person_shown,
    places_around,
    programmes_around,
)
from chungtay.models import Account, Invitation, Organisation, Person, Post
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind, Role

from .asking import Asking, refuse_unless_sure
from .lists import Window
from .named import Given
from .shapes import Body, GivenDay, Unit, Words, words

router = Router(tags=["people"])
LANGUAGES = "|".join(code for code, _ in settings.LANGUAGES)


class PersonOut(Schema):
    id: UUID
    known_as: Words
    language: str

    @staticmethod
    def resolve_known_as(person: Person) -> Words:
        return words(person, "known_as")


class AccountOut(Schema):
    name: str
    open: bool
    second_step: bool
    last_signed_in_on: date | None


class PostOut(Schema):
    id: UUID
    person: PersonOut
    organisation: Body
    role: Role
    title: Words
    place: Unit | None  # where the duty ends; none: everywhere
    programmes: list[str]  # which it serves; none: all
    first_on: date
    until: date | None  # the first day on which it no longer stands
    follows: UUID | None  # the post that was handed over to this one
    account: AccountOut | None
    invited_until: datetime | None  # while a link is open


class InvitationOut(Schema):
    id: UUID
    post: UUID
    made_at: datetime
    expires_at: datetime
    accepted_at: datetime | None
    withdrawn_at: datetime | None


class LinkOut(Schema):
    id: UUID
    path: str  # told this once; only its hash is kept
    expires_at: datetime


class PersonFile(Schema):
    person: PersonOut
    account: AccountOut | None
    posts: list[PostOut]  # newest first
    invitations: list[InvitationOut]


class NewPerson(Given):
    known_as: str = Field(max_length=300)
    known_as_lo: str = Field("", max_length=300)
    known_as_en: str = Field("", max_length=300)
    language: str = Field(settings.LANGUAGE_CODE, pattern=f"^({LANGUAGES})$")


class Whom(Given):
    """Somebody who is known here, or somebody new."""

    person: UUID | None = None
    new_person: NewPerson | None = None


class PostIn(Whom):
    organisation: UUID
    role: Role
    title: str = Field(max_length=300)
    title_lo: str = Field("", max_length=300)
    title_en: str = Field("", max_length=300)
    first_on: GivenDay
    until: GivenDay | None = None
    place: UUID | None = None
    programmes: list[str] = Field(default_factory=list, max_length=20)


class DayIn(Given):
    on: GivenDay


class HandOverIn(Whom):
    on: GivenDay


class ClosingIn(Given):
    reason: str = Field("", max_length=500)


class Posts:
    """A list of which only the asked window is fetched."""

    def __init__(self, posts: QuerySet[Post], today: date) -> None:
        self.posts, self.today = posts, today

    def __len__(self) -> int:
        return self.posts.count()

    def __getitem__(self, window: slice) -> list[dict[str, Any]]:
        return [post_out(duty) for duty in duties(self.posts[window], self.today, timezone.now())]


@router.get("/people/posts", response=list[PostOut])
@paginate(Window)
def posts(request: Asking, standing_on: GivenDay | None = None, organisation: UUID | None = None) -> Posts:
    """Posts that you look after, of all days or of one."""
    the_room_or_404(request)
    shown = Post.objects.visible_to(request.person, request.today)
    if standing_on:
        shown = shown.live_on(standing_on)
    if organisation:
        shown = shown.filter(organisation=organisation)
    return Posts(shown.order_by("organisation__name", "pk"), request.today)


@router.get("/people/{uuid:id}", response=PersonFile)
def person(request: Asking, id: UUID) -> dict[str, Any]:
    """One person; looking is written down."""
    shown = person_or_404(request, id)
    note_view(shown.person, by=request.person, at=timezone.now())
    account = shown.account
    return {
        "person": shown.person,
        "account": account_out(account, shown.has_factor) if account else None,
        "posts": [post_out(duty) for duty in shown.duties],
        "invitations": [invitation_out(one) for one in shown.invitations],
    }


@router.post("/people/posts", response=PostOut)
def beginning(request: Asking, given: PostIn) -> dict[str, Any]:
    """Give a duty to a person, known or new."""
    the_room_or_404(request)
    body, place = the_body(request, given.organisation), None
    if given.place:
        place = places_around(request.person, request.today).filter(pk=given.place).first()
        if place is None:
            raise missing("place")
    programmes = programmes_around(request.person, request.today).filter(slug__in=given.programmes)
    if programmes.count() != len(set(given.programmes)):
        raise missing("programmes")
    post = Post(
        person=whom(request, given), organisation=body, role=given.role, title=given.title,
        title_lo=given.title_lo, title_en=given.title_en, place=place,
        valid_from=given.first_on, valid_to=given.until,
    )  # fmt: skip
    return told(begin_post(post, programmes=programmes, by=request.person, at=timezone.now()), request)


@router.post("/people/posts/{uuid:id}/ending", response=PostOut)
def ending(request: Asking, id: UUID, given: DayIn) -> dict[str, Any]:
    """From this day on the post no longer stands."""
    post = post_or_404(request, id)
    end_post(post, on=given.on, by=request.person, at=timezone.now())
    return told(post, request)


@router.post("/people/posts/{uuid:id}/hand-over", response=PostOut)
def handing_over(request: Asking, id: UUID, given: HandOverIn) -> dict[str, Any]:
    """The same post for another person from this day on; answers with the successor's."""
    refuse_unless_sure(request)
    post = post_or_404(request, id)
    made = hand_over(post, to=whom(request, given), on=given.on, by=request.person, at=timezone.now())
    return told(made, request)


@router.post("/people/posts/{uuid:id}/invitation", response=LinkOut)
def inviting(request: Asking, id: UUID) -> dict[str, Any]:
    """A link that opens once within seven days; earlier ones of this post open nothing any more."""
    refuse_unless_sure(request)
    made, secret = invite(post_or_404(request, id), by=request.person, at=timezone.now())
    return {"id": made.pk, "path": reverse("invitation", args=[secret]), "expires_at": made.expires_at}


@router.post("/people/invitations/{uuid:id}/withdrawal", response=InvitationOut)
def withdrawal(request: Asking, id: UUID) -> dict[str, Any]:
    visible = Post.objects.visible_to(request.person, request.today)
    invitation = get_object_or_404(Invitation.objects.select_related("post"), pk=id, post__in=visible)
    withdraw_invitation(invitation, by=request.person, at=timezone.now())
    invitation.refresh_from_db()
    return invitation_out(invitation)


@router.post("/people/{uuid:id}/closing", response=AccountOut)
def closing(request: Asking, id: UUID, given: ClosingIn) -> dict[str, Any]:
    """The account is shut from now on; the person's acts stay theirs."""
    refuse_unless_sure(request)
    shown = person_or_404(request, id)
    account = account_or_404(shown)
    close_account(account, reason=given.reason, by=request.person, at=timezone.now())
    return account_out(account, shown.has_factor)


@router.post("/people/{uuid:id}/opening", response=AccountOut)
def opening(request: Asking, id: UUID) -> dict[str, Any]:
    refuse_unless_sure(request)
    shown = person_or_404(request, id)
    account = account_or_404(shown)
    open_account(account, by=request.person, at=timezone.now())
    return account_out(account, shown.has_factor)


@router.post("/people/{uuid:id}/factors/removal", response=AccountOut)
def factors_removal(request: Asking, id: UUID) -> dict[str, Any]:
    """For a person who lost phone, keys and recovery codes: out everywhere, and the second step begins anew."""
    refuse_unless_sure(request)
    account = account_or_404(person_or_404(request, id))
    take_factors_away(account, by=request.person, at=timezone.now())
    return account_out(account, False)


def the_room_or_404(request: Asking) -> None:
    """For whoever looks after nobody there is no such room."""
    if not request.person.organisations_for(Act.READ, request.today, Kind.PERSON):
        raise Http404


def whom(request: Asking, given: Whom) -> Person:
    if given.person is None:
        return Person(**given.new_person.dict()) if given.new_person else Person()
    known = people_of(request.person, request.today).filter(pk=given.person).first()
    if known is None:
        raise missing("person")
    return known


def the_body(request: Asking, id: UUID) -> Organisation:
    """One that does not exist and one that is another administrator's are told alike."""
    found = bodies_of(request.person, request.today, Act.MANAGE).filter(pk=id).first()
    if found is None:
        raise missing("organisation")
    return found


def missing(where: str) -> RuleBroken:
    return RuleBroken(Message("There is no such thing, or it is not shared with you.", where=where))


def post_or_404(request: Asking, id: UUID) -> Post:
    visible = Post.objects.visible_to(request.person, request.today)
    return get_object_or_404(visible.select_related("person", "organisation", "place"), pk=id)


def person_or_404(request: Asking, id: UUID) -> PersonShown:
    shown = person_shown(id, request.person, request.today, timezone.now())
    if shown is None:
        raise Http404
    return shown


def account_or_404(shown: PersonShown) -> Account:
    if shown.account is None:
        raise Http404
    return shown.account


def told(post: Post, request: Asking) -> dict[str, Any]:
    (duty,) = duties(Post.objects.filter(pk=post.pk), request.today, timezone.now())
    return post_out(duty)


def post_out(duty: Duty) -> dict[str, Any]:
    post = duty.post
    return {
        "id": post.pk, "person": post.person, "organisation": post.organisation, "role": post.role,
        "title": words(post, "title"), "place": post.place,
        "programmes": [programme.slug for programme in duty.programmes],
        "first_on": post.valid_from, "until": post.valid_to, "follows": post.follows_id,
        "account": account_out(duty.account, duty.has_factor) if duty.account else None,
        "invited_until": duty.invitation.expires_at if duty.invitation else None,
    }  # fmt: skip


def account_out(account: Account, has_factor: bool) -> dict[str, Any]:
    last = account.last_login
    return {
        "name": account.name, "open": account.is_active, "second_step": has_factor,
        "last_signed_in_on": timezone.localdate(last) if last else None,
    }  # fmt: skip


def invitation_out(one: Invitation) -> dict[str, Any]:
    return {
        "id": one.pk, "post": one.post_id, "made_at": one.made_at, "expires_at": one.expires_at,
        "accepted_at": one.accepted_at, "withdrawn_at": one.withdrawn_at,
    }  # fmt: skip
