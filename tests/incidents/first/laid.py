"""Lays the small world into a home of its own: west has two recipients, east none, and the second agreement one.

Run as a program: `CHUNGTAY_HOME` names the home, whose database is there and empty; what is laid is printed as JSON.
"""

import json
import sys
from datetime import date
from typing import Any

import django

PERSONS = ("officer", "provincial", "partner")


def main() -> None:
    django.setup()
    json.dump(lay(), sys.stdout)


def lay() -> dict[str, Any]:
    from django.test import Client
    from django.utils import timezone

    from chungtay.incidents.demo import keys
    from chungtay.incidents.models import ChainStep, Hotline
    from chungtay.models import Agreement, Seat, SeatHolding
    from tests.incidents.made import make_side, seat_of
    from tests.world import make_world

    world, at = make_world(), timezone.now()
    since = date(2020, 1, 1)
    for position, (kind, whom) in enumerate(
        (("trafficking", "Sheriff"), ("child", "Doctor"), ("", "Elders")), 1
    ):
        ChainStep.objects.create(
            country="W",
            type=kind,
            position=position,
            whom=whom,
            within_hours=0,
            source="Act 1",
            valid_from=since,
        )
    Hotline.objects.create(country="W", number="12 34", what_for="Help", source="Act 2", valid_from=since)
    other = Agreement.objects.create(slug="oak-ash", kind="memorandum", name="Oakshire and Ash")
    seat = Seat.objects.create(agreement=other, number=1)
    SeatHolding.objects.create(seat=seat, organisation=world.bodies["west"], valid_from=since)
    west = make_side(seat_of(world, 1), world.programme, [world.provincial, world.leader], at)
    keys.make_side(seat, other, [world.leader], at)

    def cookies(name: str) -> dict[str, str]:
        browser = Client()
        browser.force_login(world.persons[name].account)
        return {key: cookie.value for key, cookie in browser.cookies.items()}

    reader = west.identities[world.provincial.pk]
    return {
        "cookies": {name: cookies(name) for name in PERSONS},
        "seat": str(west.seat.pk),
        "passphrase": west.passphrases[world.provincial.pk],
        "reader": {"enc": reader.enc, "sig": reader.sig},
    }


if __name__ == "__main__":
    main()
