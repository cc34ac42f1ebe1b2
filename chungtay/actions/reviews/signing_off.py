"""Notes that a side agrees to exactly the frozen bytes of a review."""

from datetime import date, datetime

from django.utils import timezone

from chungtay.actions.recorded import recorded
from chungtay.answers.reviews.signing import seats_to_sign, signs_for
from chungtay.models import Person, Post, Review, Seat, SignOff
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind, Role, roles_that_may


def sign_off(
    review: Review, seat: Seat, *, fingerprint: str, signer: str, signed_on: date, by: Person, at: datetime
) -> SignOff:
    """`fingerprint` is that of the review which was read; `signer` the post as it is printed.

    Only who speaks for the body in the seat that day signs for it. Pressed twice, it is signed once.
    """
    assert seat.agreement_id == review.agreement_id, "a review is signed by the sides of its own programme"
    today = timezone.localdate(at)
    with recorded("sign_off", thing=review, by=by, at=at, reason=fingerprint[:16]):
        held = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
        if seat not in seats_to_sign(held) or not signs_for(seat, held, by, today):
            raise RuleBroken(Message("Only who leads the body in this seat signs for it."))
        wrong = faults(held, fingerprint=fingerprint, signer=signer, signed_on=signed_on, today=today)
        if wrong:
            raise RuleBroken(wrong)
        done = held.sign_offs.filter(seat=seat).first()
        if done is not None:
            return done
        post = _post_of(by, seat, today)
        return SignOff.objects.create(
            review=held, seat=seat, organisation=post.organisation, post=post, signer=signer.strip(),
            fingerprint=held.fingerprint, signed_on=signed_on, noted_by=by, noted_at=at,
        )  # fmt: skip


def faults(review: Review, *, fingerprint: str, signer: str, signed_on: date, today: date) -> list[Message]:
    if review.frozen_at is None:
        return [
            Message(
                "This review is a draft: its figures may still change. Freeze it first, then it is signed."
            )
        ]
    frozen_on, wrong = timezone.localdate(review.frozen_at), []
    if fingerprint != review.fingerprint:
        text = "What you read is not what was frozen. Open the review anew and read it again."
        wrong.append(Message(text, where="fingerprint"))
    if not signer.strip():
        wrong.append(Message("Write the post of whoever signs.", where="signer"))
    if signed_on > today:
        text = "Note it when it is signed: %(day)s is still to come."
        wrong.append(Message(text, {"day": signed_on}, "signed_on"))
    if signed_on < frozen_on:
        text = "The review was frozen on %(day)s; nobody signed it before."
        wrong.append(Message(text, {"day": frozen_on}, "signed_on"))
    return wrong


def _post_of(by: Person, seat: Seat, today: date) -> Post:
    """The post through which it is done."""
    holder, roles = seat.holder_on(today), roles_that_may(Act.SIGN, Kind.REVIEW)
    return next(
        post
        for post in by.posts_on(today)
        if holder and post.organisation_id == holder.pk and Role(post.role) in roles
    )
