"""Begins and ends posts and hands them over: the successor sees the post's work, the predecessor's acts stay."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from chungtay.actions.recorded import recorded, refuse_unless_may
from chungtay.models import Agreement, Assignment, Invitation, Organisation, Person, Post
from chungtay.rules.people import Act, Role, check_beginning, check_ending, check_hand_over


def begin_post(post: Post, *, programmes: Iterable[Agreement] = (), by: Person, at: datetime) -> Post:
    """Give a duty to a person, who may be new: `post.person` is then kept with it. No programmes: all of them."""
    refuse_unless_may(by, Act.MANAGE, post, at)
    limits = list(programmes)
    _on_one_line(post, "title")
    _on_one_line(post.person, "known_as")
    with recorded("begin_post", thing=post, by=by, at=at):
        _one_at_a_time(post.organisation)
        check_beginning(
            role=Role(post.role),
            title=post.title,
            known_as=post.person.known_as,
            first_on=post.valid_from,
            until=post.valid_to,
            body_until=post.organisation.valid_to,
            own=post.person == by,
            limited=bool(post.place or limits),
            held_already=_holds_the_same(post),
        )
        if post.person._state.adding:
            post.person.save(force_insert=True)
        post.save(force_insert=True)
        limit_to(post, limits)
    return post


def end_post(post: Post, *, on: date, by: Person, at: datetime) -> Post:
    """From this day on the post no longer stands, and whatever it opened is closed."""
    refuse_unless_may(by, Act.MANAGE, post, at)
    with recorded("end_post", thing=post, by=by, at=at):
        held = Post.objects.select_for_update().get(pk=post.pk)
        today = timezone.localdate(at)
        check_ending(
            first_on=held.valid_from, until=held.valid_to, on=on, today=today, own=held.person_id == by.pk
        )
        end_from(held, on, at)
        post.valid_to = on
    return post


def hand_over(post: Post, *, to: Person, on: date, by: Person, at: datetime) -> Post:
    """The same post for another person, who may be new, from this day on."""
    refuse_unless_may(by, Act.MANAGE, post, at)
    _on_one_line(to, "known_as")
    successor = same_for(post, to, on)
    with recorded("hand_over", thing=successor, by=by, at=at):
        _one_at_a_time(post.organisation)
        held = Post.objects.select_for_update().get(pk=post.pk)
        follower = held.followed_by.first()
        check_hand_over(
            first_on=held.valid_from,
            on=on,
            followed_on=follower.valid_from if follower else None,
            own=by in (held.person, to),
            same_person=to == held.person,
            known_as=to.known_as,
        )
        if to._state.adding:
            to.save(force_insert=True)
        # What was to end later ends later with the successor; what had ended before, had ended.
        successor.valid_to = held.valid_to if held.valid_to and held.valid_to > on else None
        successor.save(force_insert=True)
        limit_to(successor, Agreement.objects.filter(assignments__post=held))
        if held.valid_to is None or held.valid_to > on:
            end_from(held, on, at)
    return successor


def same_for(post: Post, person: Person, first_on: date, body: Organisation | None = None) -> Post:
    """`body`: another one, which took over."""
    return Post(
        person=person, organisation=body or post.organisation, place=post.place, role=post.role, title=post.title,
        title_lo=post.title_lo, title_en=post.title_en, valid_from=first_on, follows=post,
    )  # fmt: skip


def _on_one_line(thing: Post | Person, field: str) -> None:
    """These words stand in lists, lines of the audit and logs, where a break would begin another line."""
    for name in (field, f"{field}_lo", f"{field}_en"):
        setattr(thing, name, " ".join(getattr(thing, name).split()))


def end_from(post: Post, on: date, at: datetime) -> None:
    post.valid_to = on
    post.save(update_fields=["valid_to"])
    if on <= timezone.localdate(at):
        Invitation.objects.filter(post=post, accepted_at=None, withdrawn_at=None).update(withdrawn_at=at)


def limit_to(post: Post, programmes: Iterable[Agreement]) -> None:
    Assignment.objects.bulk_create(Assignment(post=post, agreement=programme) for programme in programmes)
    post.programmes = {programme.slug for programme in programmes}


def _holds_the_same(post: Post) -> bool:
    """In the same body with the same role on one of the same days; a second click finds the first one's post."""
    if post.person._state.adding:
        alike = Post.objects.filter(
            person__known_as=post.person.known_as, person__account=None, title=post.title
        )
    else:
        alike = Post.objects.filter(person=post.person)
    alike = alike.filter(organisation=post.organisation, role=post.role, place=post.place)
    if post.valid_to:
        alike = alike.filter(valid_from__lt=post.valid_to)
    return alike.filter(Q(valid_to=None) | Q(valid_to__gt=post.valid_from)).exists()


def _one_at_a_time(body: Organisation) -> None:
    """Of two clicks at once the second must see what the first one did."""
    Organisation.objects.select_for_update().get(pk=body.pk)
