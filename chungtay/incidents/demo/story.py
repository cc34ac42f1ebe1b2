"""Five notices between Quảng Ngãi and Attapeu, each at another point of its life. Codes only: nobody is invented.

What they say is sealed as in real use; only here the passphrases are written down, beside the mark that makes a home a
demo, and shown on the page of one's own key.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone

from chungtay.models import Agreement, Organisation, Person
from chungtay.rules.people import Role

from ..actions.cards import release_card
from ..actions.notices import add_item, begin_notice
from ..actions.openings import open_items
from ..actions.steps import take_step
from ..models import Notice, Opening
from ..rules.form import CROSSING
from ..screens.front.demo import KEPT_IN
from .keys import Identity, MadeSide, make_identity, make_side
from .sealing import seal

SLUG = "quangngai-attapeu"
KEYS_MADE = timedelta(days=60)  # before today


@dataclass
class Story:
    """Two sides with their keys, and whoever speaks for each."""

    agreement: Agreement
    sides: dict[str, MadeSide]
    phones: dict[UUID, Identity] = field(
        default_factory=dict
    )  # of those without a key: what their browsers made

    def begin(
        self, by: Person, side: str, at: datetime, *, told_at: datetime | None = None, **codes: Any
    ) -> Notice:
        """A first notice to one's own side."""
        key, own = str(uuid4()), self.sides[side]
        listed = own.identities.get(by.pk)
        sender = listed or self.phones.setdefault(by.pk, make_identity())
        told = {
            "notice": key,
            "urgency": codes["urgency"],
            "side": str(own.seat.pk),
            "item": self.sealed(
                key, own.cards, sender, at, content("notice", str(own.seat.pk), at, fields=codes)
            ),
            "sender": None if listed else sender.card,
            "told_at": told_at.isoformat() if told_at else None,
        }
        return begin_notice(self.agreement, told, by=by, at=at).notice

    def add(
        self,
        notice: Notice,
        person: Person,
        side: str,
        at: datetime,
        kind: str,
        *,
        own: bool = False,
        **said: Any,
    ) -> None:
        """An item of the own file, or between both sides; one that says a notice passes it on."""
        mine, passes_on = self.sides[side], kind == "notice"
        sides = [mine] if own else list(self.sides.values())
        seat = str(mine.seat.pk) if own else None
        cards = [card for one in sides for card in one.cards]
        words = content(kind, seat, at, **said)
        told = {
            "side": seat,
            "item": self.sealed(str(notice.pk), cards, mine.identities[person.pk], at, words),
            "passes_on": passes_on,
            "urgency": said["fields"]["urgency"] if passes_on else None,
        }
        add_item(notice, told, by=person, at=at)

    def sealed(
        self, key: str, cards: list[Any], sender: Identity, at: datetime, said: bytes
    ) -> dict[str, Any]:
        return seal(said, cards, sender, notice=key, iid=uuid4(), at=at)

    def read(self, notice: Notice, by: Person, side: str, at: datetime) -> None:
        kid = self.sides[side].identities[by.pk].kid
        items = notice.items.filter(entries__kid=kid).values_list("pk", flat=True)
        open_items(self.agreement, list(items), Opening.How.READ, by=by, at=at)

    def step(self, notice: Notice, by: Person, side: str, at: datetime, step: str) -> None:
        told = {"step": step, "side": str(self.sides[side].seat.pk), "happened_at": None}
        take_step(Notice.objects.get(pk=notice.pk), told, by=by, at=at)


def content(kind: str, side: str | None, at: datetime, **more: Any) -> bytes:
    """As `static/annex/content.js` writes it."""
    said = {
        "v": 1,
        "kind": kind,
        "side": side,
        "at": timezone.localtime(at).isoformat(timespec="seconds"),
        "seen": [],
    }
    if side is None and "fields" in more:
        more["fields"] = {name: value for name, value in more["fields"].items() if name in CROSSING}
    return json.dumps(said | more, ensure_ascii=False).encode()


def coded(person: str, kind: str, **more: Any) -> dict[str, Any]:
    """The answers of a form, in codes."""
    usual = {
        "danger": "no", "urgency": "soon", "signs": [kind], "type": kind, "person": person, "sex": "female",
        "band": "16_17", "nationality": "la", "direction": "la_to_vn", "precision": "day",
        "consent_by": "self", "consent_to": ["own_file", "other_side", "count"], "consent_for": ["other_union"],
    }  # fmt: skip
    return usual | more


def lay(at: datetime) -> None:
    """After the demo world stands; where its programme is not laid, there is nothing to tell."""
    agreement = Agreement.objects.filter(slug=SLUG).first()
    if agreement is None:
        return
    officer, leader = speaker("quang-ngai"), speaker("quang-ngai-1")
    partner = speaker("attapeu")
    head = recipient_beside(partner)
    chair = speaker("bo-y")
    first, second = agreement.seats.order_by("number")
    made_at = at - KEYS_MADE
    story = Story(
        agreement,
        {
            "here": make_side(first, agreement, [officer, leader], made_at),
            "there": make_side(second, agreement, [partner, head], made_at),
        },
    )
    closed_by_both(story, officer, partner, at - timedelta(days=40))
    worked_on(story, chair, officer, partner, at - timedelta(days=9))
    overdue(story, partner, officer, at - timedelta(days=2))
    not_opened_yet(story, officer, at - timedelta(hours=20))
    to_be_passed_on(story, chair, at - timedelta(hours=3))
    write_down(story)


def speaker(account: str) -> Person:
    return Person.objects.get(account__name=account)


def recipient_beside(person: Person) -> Person:
    """The other one at the same body: below two recipients a side is warned."""
    body = Organisation.objects.get(posts__person=person)
    posts = body.posts.filter(role=Role.PARTNER_OFFICER, valid_to=None).exclude(person=person)
    found: Person = posts.get().person
    return found


def closed_by_both(story: Story, officer: Person, partner: Person, at: datetime) -> None:
    codes = coded("P-31", "forced_marriage", urgency="soon", place="attapeu")
    notice = story.begin(officer, "here", at, **codes)
    story.add(notice, officer, "here", at + timedelta(minutes=20), "notice", fields=codes)
    story.read(notice, partner, "there", at + timedelta(hours=2))
    story.step(notice, partner, "there", at + timedelta(hours=2, minutes=10), "acknowledged")
    words = "Đã nhận. Chúng tôi đến gia đình cùng trưởng bản chiều nay."
    story.add(notice, partner, "there", at + timedelta(hours=3), "message", text=words)
    story.add(notice, officer, "here", at + timedelta(days=1), "referral", service="child_protection")
    end = at + timedelta(days=12)
    for person, side in ((officer, "here"), (partner, "there")):
        story.add(notice, person, side, end, "closure", own=True, outcome="home")
        story.step(notice, person, side, end + timedelta(minutes=5), "closed")
        card = {name: codes[name] for name in ("type", "sex", "band", "direction")} | {"outcome": "home"}
        seat = story.sides[side].seat
        release_card(notice, seat, card, has_consent=True, by=person, at=end + timedelta(minutes=6))


def worked_on(story: Story, chair: Person, officer: Person, partner: Person, at: datetime) -> None:
    """Sent from a phone by somebody without a key, passed on, agreed upon."""
    codes = coded(
        "P-32", "trafficking", danger="yes", urgency="danger", band="under_16", trafficked="possible"
    )
    notice = story.begin(chair, "here", at, told_at=at - timedelta(minutes=6), **codes)
    story.read(notice, officer, "here", at + timedelta(minutes=15))
    story.add(notice, officer, "here", at + timedelta(minutes=25), "notice", fields=codes)
    story.read(notice, partner, "there", at + timedelta(minutes=50))
    story.step(notice, partner, "there", at + timedelta(minutes=55), "acknowledged")
    due = timezone.localdate(at + timedelta(days=14)).isoformat()
    seat = str(story.sides["there"].seat.pk)
    story.add(notice, partner, "there", at + timedelta(hours=4), "action", by=seat, due=due,
              what="Cùng công an huyện xác minh nơi ở trước khi đi")  # fmt: skip


def overdue(story: Story, partner: Person, officer: Person, at: datetime) -> None:
    """From the other side; read here, and nobody said so in time."""
    codes = coded(
        "L-07", "child_at_risk", danger="unknown", urgency="danger", band="under_16", unaccompanied="yes"
    )
    notice = story.begin(partner, "there", at, **codes)
    story.add(notice, partner, "there", at + timedelta(minutes=10), "notice", fields=codes)
    story.read(notice, officer, "here", at + timedelta(hours=5))


def not_opened_yet(story: Story, officer: Person, at: datetime) -> None:
    codes = coded(
        "P-33", "physical_assault", urgency="normal", band="18_29", nationality="vn", direction="vn_to_la"
    )
    notice = story.begin(officer, "here", at, **codes)
    story.add(notice, officer, "here", at + timedelta(minutes=30), "notice", fields=codes)


def to_be_passed_on(story: Story, chair: Person, at: datetime) -> None:
    codes = coded("P-34", "denial", band="30_59", consent_by="not_possible", consent_to=[], consent_for=[])
    story.begin(chair, "here", at, told_at=at - timedelta(minutes=12), **codes)


def write_down(story: Story) -> None:
    """Readable by the owner of the home alone; without the mark of a demo nobody is shown it."""
    told = {
        "persons": {str(person): words for side in story.sides.values() for person, words in side.passphrases.items()},
        "sides": {str(side.seat.pk): {name: " ".join(halves) for name, halves in side.halves.items()}
                  for side in story.sides.values()},
    }  # fmt: skip
    kept = settings.HOME / KEPT_IN
    kept.touch(mode=0o600)
    kept.write_text(json.dumps(told, indent=1))
