"""Invites to a post by a link that opens once, and takes up what was handed out.

The link is shown to the administrator once, to be handed over in person or on paper; nothing is mailed, and only its
hash is kept. It leads a person without an account to one, a person who has one back to it. Whatever is wrong with a
link, used, late, taken back or made up, is told in the same words, so that nothing is learnt from trying.
"""

import base64
import secrets
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from chungtay.actions.accounts import hash_of
from chungtay.actions.factors import change_password
from chungtay.actions.recorded import recorded, refuse_unless_may
from chungtay.answers.people import looks_after_all
from chungtay.models import Account, AuditLine, Invitation, Person, Post
from chungtay.rules.accounts import sign_in_name
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import INVITATION_OPEN_FOR, Act, check_invitation


def invite(post: Post, *, by: Person | None, at: datetime) -> tuple[Invitation, str]:
    """A new link, which voids earlier ones of this post; its secret is told here and never again."""
    if by is not None:
        refuse_unless_may(by, Act.MANAGE, post, at)
    with recorded("invite", thing=post, by=by, at=at):
        held = Post.objects.select_for_update().select_related("person").get(pk=post.pk)
        account = account_of(held.person)
        check_invitation(
            until=held.valid_to,
            today=timezone.localdate(at),
            own=by is not None and held.person == by,
            account_closed=account is not None and not account.is_active,
        )
        still_open(post).update(withdrawn_at=at)
        secret = link_secret()
        made = Invitation.objects.create(
            post=held,
            secret_hash=hash_of(secret),
            made_by=by,
            made_at=at,
            expires_at=at + INVITATION_OPEN_FOR,
        )
    return made, secret


def link_secret() -> str:
    """160 bits that can be typed from paper: small letters and digits that nobody takes for one another."""
    return base64.b32encode(secrets.token_bytes(20)).decode().lower()


def withdraw_invitation(invitation: Invitation, *, by: Person, at: datetime) -> None:
    """Taking back twice is taking back once; what was accepted stays."""
    refuse_unless_may(by, Act.MANAGE, invitation.post, at)
    if still_open(invitation.post).filter(pk=invitation.pk).exists():
        with recorded("withdraw_invitation", thing=invitation.post, by=by, at=at):
            still_open(invitation.post).filter(pk=invitation.pk).update(withdrawn_at=at)


def opened_by(secret: str, *, visitor: Person | None, at: datetime) -> Invitation:
    """The invitation that this link opens to this visitor, who may be nobody yet."""
    found = Invitation.objects.filter(secret_hash=hash_of(secret), accepted_at=None, withdrawn_at=None)
    invitation = found.select_related("post__person", "post__organisation").first()
    if invitation is None or not _opens(invitation, visitor, at):
        raise RuleBroken(Message("This invitation opens nothing."))
    return invitation


def accept_with_new_account(secret: str, *, name: str, password: str, at: datetime) -> Account:
    """For a person who has none. Refuses a poor password by Django's own ValidationError."""
    with transaction.atomic():
        invitation = _taken(secret, None, at)
        person = invitation.post.person
        if account_of(person):
            raise RuleBroken(Message("This invitation opens nothing."))
        kept = sign_in_name(name)
        validate_password(password, Account(name=kept, person=person))
        with recorded("accept_invitation", thing=invitation.post, by=person, at=at):
            try:
                with transaction.atomic():
                    account: Account = Account.objects.create_user(kept, password, person=person)
            except IntegrityError:
                raise RuleBroken(Message("Choose another name; this one is taken.", where="name")) from None
    return account


def accept_with_new_password(secret: str, *, password: str, at: datetime) -> Account:
    """For a person who forgot the old one; its second step stays asked for."""
    with transaction.atomic():
        invitation = _taken(secret, None, at)
        account = account_of(invitation.post.person)
        if account is None or not may_renew(invitation, timezone.localdate(at)):
            raise RuleBroken(Message("This invitation opens nothing."))
        validate_password(password, account)
        with recorded("accept_invitation", thing=invitation.post, by=account.person, at=at):
            change_password(account, password, by=account.person, at=at)
    return account


def accept_as(secret: str, *, visitor: Person, at: datetime) -> Post:
    """For somebody who has signed in: the post becomes theirs, beside those that they hold."""
    with transaction.atomic():
        invitation = _taken(secret, visitor, at)
        post = invitation.post
        with recorded("accept_invitation", thing=post, by=visitor, at=at):
            if post.person != visitor:
                post.person = visitor
                post.save(update_fields=["person"])
    return post


def may_renew(invitation: Invitation, today: date) -> bool:
    """A new password opens all posts of the person, so whoever invited must look after all of them."""
    by = invitation.made_by
    return by is None or looks_after_all(by, invitation.post.person, today)


def account_of(person: Person) -> Account | None:
    return Account.objects.filter(person=person).first()


def still_open(post: Post) -> QuerySet[Invitation]:
    return Invitation.objects.filter(post=post, accepted_at=None, withdrawn_at=None)


def _taken(secret: str, visitor: Person | None, at: datetime) -> Invitation:
    """Of two who come at once with the same link the second finds it used."""
    invitation = opened_by(secret, visitor=visitor, at=at)
    unused = Q(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if not Invitation.objects.filter(unused).update(accepted_at=at):
        raise RuleBroken(Message("This invitation opens nothing."))
    return invitation


def _opens(invitation: Invitation, visitor: Person | None, at: datetime) -> bool:
    post, account = invitation.post, account_of(invitation.post.person)
    ended = post.valid_to is not None and post.valid_to <= timezone.localdate(at)
    if at >= invitation.expires_at or ended or (account is not None and not account.is_active):
        return False
    if visitor is None:
        return True
    if account is not None:
        return account.person_id == visitor.pk
    # Nobody gives a post to themself, also not round about. And whoever has acted in the post keeps it in all
    # histories: a successor has it handed over.
    acted = AuditLine.objects.filter(person_id=post.person_id).exists()
    return visitor.pk != invitation.made_by_id and not acted
