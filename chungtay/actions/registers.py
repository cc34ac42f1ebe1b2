"""Opens and closes clubs: each dated fact moves the stock in the ledger by one."""

from datetime import date, datetime

from django.utils import timezone

from chungtay.answers.places import world
from chungtay.models import Club, Combination, Entry, Indicator, Person, Source
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Kind, Qualifier, check_register_change
from chungtay.rules.people import Act
from chungtay.rules.registers import check_closing, check_opening

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
        _count(club, 1, on=club.opened_on, by=by, at=at)
    return club


def close_club(club: Club, *, on: date, by: Person, at: datetime) -> None:
    """From this day on one less stands; the club keeps its page and its history."""
    refuse_unless_may(by, Act.RECORD, club, at)
    with recorded("close_club", thing=club, by=by, at=at):
        wait_for_the_ledger()
        held = Club.objects.select_for_update().get(pk=club.pk)
        today = timezone.localdate(at)
        check_closing(opened_on=held.opened_on, closed_on=held.closed_on, on=on, today=today)
        club.closed_on = on
        club.save(update_fields=["closed_on"])
        _count(club, -1, on=on, by=by, at=at)


def _count(club: Club, change: int, *, on: date, by: Person, at: datetime) -> None:
    """Counted where the club was opened; the map carries both facts into what that place became."""
    clubs = Indicator.objects.get(slug="clubs", kind=Kind.STOCK, fed_by_register=True)
    entry = Entry(
        indicator=clubs, place=club.place, on=on, holder=club.holder, served=club.served,
        combination=Combination.objects.select_related("breakdown").get(slug=""), is_base=True,
        amount=change * SCALE, qualifier=Qualifier.EXACT, source=club.source,
    )  # fmt: skip
    check_register_change(Entry.objects.filter(indicator=clubs).in_rules(), entry.in_rules(), world())
    post([entry], kind="register", by=by, at=at)
