"""Opens and closes clubs, and says which programmes they serve: each dated fact moves a stock in the ledger by one."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from chungtay.answers.places import world
from chungtay.models import (
    Agreement,
    Club,
    ClubServing,
    Combination,
    Entry,
    Indicator,
    Person,
    Served,
    Source,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Kind, Qualifier, check_register_change
from chungtay.rules.people import Act
from chungtay.rules.registers import check_closing, check_opening, check_serving

from .ledger import post, wait_for_the_ledger
from .recorded import recorded, refuse_unless_may


def open_club(club: Club, *, by: Person, at: datetime) -> Club:
    """Put a club into the register; from its day on one more stands."""
    refuse_unless_may(by, Act.RECORD, club, at)
    with recorded("open_club", thing=club, by=by, at=at):
        wait_for_the_ledger()  # of two clicks at once the second must see the first one's club
        same = Club.objects.filter(
            name=club.name, place=club.place, village=club.village, closed_on=None
        ).exists()
        today = timezone.localdate(at)
        check_opening(name=club.name, on=club.opened_on, today=today, stands_already=same)
        club.source = Source.objects.create(kind="club", label=club.name[:200])
        club.save(force_insert=True)
        ClubServing.objects.create(club=club, served=club.served, first_on=club.opened_on, said_by=by)
        post([_change(club, 1, on=club.opened_on)], kind="register", by=by, at=at)
    return club


def close_club(club: Club, *, on: date, by: Person, at: datetime) -> None:
    """From this day on one less stands; the club keeps its page and its history."""
    refuse_unless_may(by, Act.RECORD, club, at)
    with recorded("close_club", thing=club, by=by, at=at):
        wait_for_the_ledger()
        held = Club.objects.select_for_update().get(pk=club.pk)
        today = timezone.localdate(at)
        now = _serving(held)
        check_closing(
            opened_on=held.opened_on, closed_on=held.closed_on, since=now.first_on, on=on, today=today
        )
        now.until = on
        now.save(update_fields=["until"])
        club.closed_on = on
        club.save(update_fields=["closed_on"])
        post([_change(held, -1, on=on)], kind="register", by=by, at=at)


def serve_programmes(
    club: Club, agreements: Sequence[Agreement], *, on: date, reason: str, by: Person, at: datetime
) -> Club:
    """From a day on it serves these programmes. It goes on being one club in every total across them."""
    refuse_unless_may(by, Act.RECORD, club, at)
    with recorded("serve_programmes", thing=club, by=by, at=at, reason=reason):
        wait_for_the_ledger()
        held = Club.objects.select_for_update().get(pk=club.pk)
        now = _serving(held)
        hidden = held.served.agreements.exclude(
            pk__in=Agreement.objects.visible_to(by, timezone.localdate(at))
        )
        served = Served.objects.of({*agreements, *hidden})  # nobody takes away what they do not see
        check_serving(
            opened_on=held.opened_on, closed_on=held.closed_on, since=now.first_on, on=on,
            today=timezone.localdate(at), programmes=len(set(agreements)), is_same=served == held.served,
            reason=reason,
        )  # fmt: skip
        now.until = on
        now.save(update_fields=["until"])
        ClubServing.objects.create(club=held, served=served, first_on=on, reason=reason.strip(), said_by=by)
        leaves = _change(held, -1, on=on)
        held.served = club.served = served
        held.save(update_fields=["served"])
        post([leaves, _change(held, 1, on=on)], kind="register", by=by, at=at)
    return club


def _serving(club: Club) -> ClubServing:
    """What it serves now; of a club that came with the installation from its opening on."""
    now: ClubServing | None = club.servings.filter(until=None).first() or club.servings.last()
    return now or ClubServing.objects.create(club=club, served=club.served, first_on=club.opened_on)


def _change(club: Club, amount: int, *, on: date) -> Entry:
    """Counted where the club was opened; the map carries each fact into what that place became."""
    clubs = Indicator.objects.get(slug="clubs", kind=Kind.STOCK, fed_by_register=True)
    entry = Entry(
        indicator=clubs, place=club.place, on=on, holder=club.holder, served=club.served,
        combination=Combination.objects.select_related("breakdown").get(slug=""), is_base=True,
        amount=amount * SCALE, qualifier=Qualifier.EXACT, source=club.source,
    )  # fmt: skip
    check_register_change(Entry.objects.filter(indicator=clubs).in_rules(), entry.in_rules(), world())
    return entry
