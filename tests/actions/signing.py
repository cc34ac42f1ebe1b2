"""A memorandum that the tests draw up between the unions of the small world, step by step."""

from datetime import date, datetime, timedelta

from chungtay.actions.signing import (
    FirstPhase,
    Name,
    Paper,
    Side,
    draft_agreement,
    keep_equal_text,
    propose_agreement,
    sign,
)
from chungtay.models import AgreementKind, Seat, Version
from tests.world import NOW, TODAY, World

PDF = ("signed.pdf", b"%PDF-1.7 signed", "application/pdf")
PHASE = FirstPhase("2026–2030", date(2026, 4, 1), date(2030, 12, 31))
LATER = NOW + timedelta(days=30)


def paper(title: str = "A paper") -> Paper:
    return Paper(files=[PDF], title=title, number="5/BB", issued_on=TODAY)


def drafted(world: World, *, name: str = "Friendship", at: datetime = NOW, **more: object) -> Version:
    told: dict = {"phase": PHASE, "languages": ("vi", "lo")} | more  # type: ignore[type-arg]
    return draft_agreement(
        AgreementKind.MEMORANDUM, Name(name), Side(world.bodies["west"]), [Side(world.bodies["east"])], **told,
        by=world.provincial, at=at,
    )  # fmt: skip


def proposed(world: World, **more: object) -> Version:
    return propose_agreement(drafted(world, **more), by=world.provincial, at=NOW)  # type: ignore[arg-type]


def seat(version: Version, number: int) -> Seat:
    return version.agreement.seats.get(number=number)


def with_texts(world: World, version: Version) -> Version:
    for language in version.languages.split():
        keep_equal_text(version, language, document=paper(), by=world.leader, at=NOW)
    return version


def signed(world: World, **more: object) -> Version:
    """By both sides, in both languages."""
    version = with_texts(world, proposed(world, **more))
    sign(
        version,
        seat(version, 1),
        signed_on=TODAY,
        venue="Oakshire",
        signer="President",
        by=world.leader,
        at=NOW,
    )
    sign(
        version,
        seat(version, 2),
        signed_on=TODAY,
        venue="Oakshire",
        signer="President",
        by=world.partner,
        at=NOW,
    )
    version.refresh_from_db()
    return version
