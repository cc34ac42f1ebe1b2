"""Lays the small world with keys and notices into a home of its own, and says what the tests need of it.

Run as a program: `CHUNGTAY_HOME` names the home, whose database is there and empty; what is laid is printed as JSON.
"""

import json
import sys
from datetime import timedelta
from typing import Any
from uuid import uuid4

import django

django.setup()  # before the first import that needs a model

from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from chungtay.incidents.actions.notices import add_item, begin_notice  # noqa: E402
from chungtay.incidents.demo.keys import make_identity  # noqa: E402
from chungtay.incidents.demo.sealing import seal  # noqa: E402
from chungtay.incidents.models import Notice, NoticeStep, Retention  # noqa: E402
from chungtay.incidents.rules.life import Step  # noqa: E402
from tests.incidents.made import make_side, seat_of  # noqa: E402
from tests.world import make_world  # noqa: E402

CODES = {
    "danger": "yes", "urgency": "soon", "signs": ["trafficking"], "type": "trafficking", "sex": "female",
    "band": "under_16", "nationality": "la", "consent_by": "guardian", "consent_to": ["other_side"],
    "ethnicity": "minority",
}  # fmt: skip
NAMES = ("provincial", "leader", "partner", "officer")


class Laying:
    """West lists two recipients, east one. The officer, who is none, began notices and forgot the leader."""

    def __init__(self) -> None:
        self.world, self.at = make_world(), timezone.now()
        world, programme = self.world, self.world.programme
        self.west = make_side(seat_of(world, 1), programme, [world.provincial, world.leader], self.at)
        self.east = make_side(seat_of(world, 2), programme, [world.partner], self.at)
        self.sender = make_identity()  # what the officer's browser made
        self.seat = str(self.west.seat.pk)

    def sealed(self, key: str, kind: str, **more: Any) -> dict[str, Any]:
        said = {"v": 1, "kind": kind, "side": self.seat, "at": self.at.isoformat(), "seen": []} | more
        cards = [self.west.identities[self.world.provincial.pk].card, self.west.recovery.card]
        return seal(json.dumps(said).encode(), cards, self.sender, notice=key, iid=uuid4(), at=self.at)

    def begun(self, number: int, **fields: Any) -> str:
        key = str(uuid4())
        told = {
            "notice": key, "urgency": "soon", "side": self.seat, "told_at": None, "sender": self.sender.card,
            "item": self.sealed(key, "notice", fields=CODES | {"person": f"P-{number}"} | fields),
        }  # fmt: skip
        at = self.at + timedelta(seconds=number)
        begin_notice(self.world.programme, told, by=self.world.officer, at=at)
        return key

    def added(self, key: str, text: str, **more: Any) -> str:
        item = self.sealed(key, "message", text=text, **more)
        told = {"side": self.seat, "item": item, "passes_on": False, "urgency": None}
        at = self.at + timedelta(seconds=60)
        add_item(Notice.objects.get(pk=key), told, by=self.world.officer, at=at)
        return str(item["iid"])

    def over(self, number: int) -> str:
        """Closed so long ago that the agreed year is over."""
        key, ago = self.begun(number), self.at - timedelta(days=500)
        notice = Notice.objects.get(pk=key)
        told = {"notice": notice, "side": self.west.seat, "by": self.world.provincial, "at": ago}
        NoticeStep.objects.create(**told, step=Step.CLOSED, happened_at=ago)
        Retention.objects.create(
            agreement=self.world.programme, months=12, source="Minutes of both sides", valid_from=ago.date()
        )
        return key

    def signed_in(self, name: str) -> dict[str, str]:
        browser = Client()
        browser.force_login(self.world.persons[name].account)
        return {key: cookie.value for key, cookie in browser.cookies.items()}


def lay() -> dict[str, Any]:
    laying = Laying()
    notices = {
        "journey": laying.begun(1), "hostile": laying.begun(2), "quiet": laying.begun(3, band="18_29"),
        "closing": laying.begun(4), "told": laying.begun(5), "over": laying.over(6), "kept": laying.begun(7),
    }  # fmt: skip
    hostile, years_off = notices["hostile"], (laying.at - timedelta(days=3650)).isoformat()
    items = {
        "first": laying.added(hostile, "The lorry was blue"),
        "second": laying.added(hostile, "It went east", of="18 to 29"),  # an id is no word
        "third": laying.added(hostile, "An old clock", at=years_off),
        "fourth": laying.added(hostile, "Only for our side"),
    }
    items["seeing"] = laying.added(hostile, "I saw both", seen=[items["first"], items["second"]])
    words = laying.west.passphrases | laying.east.passphrases
    persons = laying.world.persons
    return {
        "slug": laying.world.programme.slug,
        "notices": notices,
        "items": items,
        "passphrases": {name: words[persons[name].pk] for name in NAMES if persons[name].pk in words},
        "cookies": {name: laying.signed_in(name) for name in NAMES},
    }


if __name__ == "__main__":
    json.dump(lay(), sys.stdout)
