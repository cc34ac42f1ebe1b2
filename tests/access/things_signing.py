"""Texts of the small world's programme on their way: a draft of its first side, and one that was proposed."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from chungtay.actions.signing import ask_opinion, propose_agreement
from chungtay.actions.versions import begin_version
from chungtay.models import Version
from tests.world import NOW, TODAY, World

from .thing import Thing, sending

DAY = "20/03/2026"


def of_signing(world: World) -> dict[tuple[str, str], Thing]:
    slug, first = {"slug": world.programme.slug}, world.programme.seats.get(number=1)
    proposed = propose_agreement(text_of(world), by=world.provincial, at=NOW)
    opinion = ask_opinion(proposed, first, agency="Front", asked_on=TODAY, by=world.provincial, at=NOW)
    answered = propose_agreement(
        text_of(world), by=world.provincial, at=NOW
    )  # nobody was asked about this one
    draft = text_of(world)
    signature = {"version": answered.pk, "signed_on": DAY, "signer": "President"}
    sides = {number: sending(**signature, seat=number) for number in (1, 2)}
    return {
        ("agreement-new", "dogwood's"): Thing({}, sent=sending(**drafting(world))),
        ("signing", "ours"): Thing(slug),
        ("agreement-proposal", "drawn"): Thing(slug, sent=sending(version=draft.pk)),
        ("opinions", "proposed"): Thing(
            slug, sent=sending(version=answered.pk, agency="Police", asked_on=DAY)
        ),
        ("opinion-answer", "asked"): Thing(
            slug | {"opinion_id": opinion.pk}, sent=sending(answer="agrees", answered_on=DAY)
        ),
        ("signatures", "west"): Thing(slug, sent=sides[1]),
        ("signatures", "east"): Thing(slug, sent=sides[2]),
        ("equal-texts", "proposed"): Thing(
            slug, sent=lambda: {"language": "vi", "files": pdf(), "version": answered.pk}
        ),
        ("agreement-turns", "ours"): Thing(
            slug, sent=lambda: {"turn": "suspended", "on": DAY, "reason": "Floods", "files": pdf()}
        ),
        ("seat-succession", "west"): Thing(slug, sent=sending(**passing(world), seat=first.pk)),
        ("agreement-umbrella", "ours"): Thing(slug),
    }


def text_of(world: World) -> Version:
    holder = world.programme.seats.get(number=1).holder_on(TODAY)
    assert holder, "the first side is held"
    return begin_version(world.programme, holder=holder, by=world.provincial, at=NOW)


def drafting(world: World) -> dict[str, Any]:
    own, other = world.bodies["dogwood"].pk, world.bodies["far"].pk
    return {"kind": "twinning", "name": "Two villages", "own": own, "side_2": other, "languages": ["vi"]}


def passing(world: World) -> dict[str, Any]:
    return {"heir": world.bodies["far"].pk, "on": DAY, "reason": "Order 2"}


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("signed.pdf", b"%PDF-1.7")
