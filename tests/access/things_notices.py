"""The annex as the access table visits it: two sides with keys, a notice at home, one that crossed, two closed ones."""

from functools import partial
from typing import Any

from chungtay.incidents.actions.notices import add_item, begin_notice
from chungtay.incidents.demo.keys import make_identity
from chungtay.incidents.models import KeyWarning, SenderKey
from tests.incidents.counts.notices_made import LONG_AGO, close, keep_for, made_notice
from tests.incidents.made import MadeSide, make_side, seat_of
from tests.incidents.sealed_made import begun, sealed, to
from tests.world import NOW, World

from .thing import Thing, Told, sending

MOMENT = "2026-03-20T09:50:00+07:00"


def of_notices(world: World) -> dict[tuple[str, str], Thing]:
    programme = world.programme
    west = make_side(seat_of(world, 1), programme, [world.provincial, world.leader])
    east = make_side(seat_of(world, 2), programme, [world.partner])
    at = {"slug": programme.slug}
    return {
        ("notice-new", "ours"): Thing(at),
        ("notice-room", "ours"): Thing(at),
        ("notice-statistics", "ours"): Thing(at),
        ("key-lists", "ours"): Thing(at),
        ("envelopes", "ours"): Thing(at),
        **of_keys(world, west),
        **of_lists(world),
        **of_life(world, west, east),
    }


def telling(**told: Any) -> Any:
    return lambda: Told(told)


def of_keys(world: World, west: MadeSide) -> dict[tuple[str, str], Thing]:
    at, seat = {"slug": world.programme.slug}, str(west.seat.pk)
    warning = KeyWarning.objects.create(seat=west.seat, kind="unsigned", at=NOW, by=world.partner)
    sender = SenderKey.objects.create(
        person=world.persons["auditor"],
        seat=west.seat,
        card=make_identity().card,
        sig_kid="s" * 43,
        made_at=NOW,
    )
    own = {"id": west.enrolments[world.leader.pk].pk}
    return {
        ("notice-keys", "ours"): Thing(at),
        ("notice-own-key", "ours"): Thing(at),
        ("notice-ceremony", "ours"): Thing(at),
        ("key-warning-settlement", "ours"): Thing(at | {"id": warning.pk}, sent=sending(note="An old tab")),
        ("side-key", "west"): Thing(at, sent=telling(seat=seat, number=2)),
        ("side-key-wrapped", "west"): Thing(at, sent=telling(seat=seat, which="signing")),
        ("key-list", "west"): Thing(at, sent=telling(seat=seat, list="x", adds=[], removes=[])),
        ("enrolment", "west"): Thing(at, sent=telling(seat=seat, card={}, wrapped="x")),
        ("enrolment-step", "leader's"): Thing(at | own, sent=telling(step="lost")),
        ("own-key", "ours"): Thing(at, sent=telling()),
        ("key-warning", "ours"): Thing(at, sent=telling(seat=seat, kind="unsigned", seen={"number": 2})),
        ("sender-confirmation", "ours"): Thing(at | {"kid": sender.sig_kid}, sent=telling(signed="x")),
    }


def of_lists(world: World) -> dict[tuple[str, str], Thing]:
    at, term = {"slug": world.programme.slug}, keep_for(24, world.programme)
    line = at | {"kind": "retention", "id": term.pk}
    return {
        ("notice-lists", "ours"): Thing(at),
        ("notice-new-line", "ours"): Thing(at | {"kind": "chain"}, sent=sending(source="")),
        ("notice-line", "ours"): Thing(line, sent=sending(months="36", source="Minutes of both sides")),
        ("notice-dossier", "west"): Thing(
            at | {"seat": seat_of(world, 1).pk}, sent=sending(basis="Law 91/2025/QH15")
        ),
    }


def of_life(world: World, west: MadeSide, east: MadeSide) -> dict[tuple[str, str], Thing]:
    """Two of them are closed: one just now, whose card may be counted, one so long ago that its bytes may go."""
    seat, programme = str(west.seat.pk), world.programme
    by, own = world.provincial, west.identities[world.provincial.pk]
    home, crossed = (begin_notice(programme, begun(west, own), by=by, at=NOW) for _ in range(2))
    passing = {"side": None, "passes_on": True, "urgency": "soon"}
    passing["item"] = sealed("words", to(west, east), own, notice=crossed.notice.pk)
    between = add_item(crossed.notice, passing, by=by, at=NOW).item
    at_home, at_crossed = {"id": home.notice.pk}, {"id": crossed.notice.pk}
    closed = made_notice(world, 3, by=world.provincial)
    close(closed, west.seat, by=world.provincial)
    due = made_notice(world, 4, by=world.provincial, at=LONG_AGO)
    close(due, west.seat, by=world.provincial, at=LONG_AGO)
    codes = {"type": "other", "sex": "female", "band": "unknown", "direction": "none", "outcome": "home"}
    told = {"step": "told", "side": seat, "happened_at": MOMENT}
    return {
        ("notice-begin", "west"): Thing(
            {"slug": programme.slug}, sent=partial(Told, begun(west, make_identity(), is_new=True))
        ),
        ("notice-item", "home"): Thing(at_home, sent=telling(side=seat, item={}, passes_on=False)),
        ("notice-item", "crossed"): Thing(at_crossed, sent=telling(side=seat, item={}, passes_on=False)),
        ("notice-grant", "crossed"): Thing(
            at_crossed, sent=telling(iid=str(between.pk), entry={}, signed="x")
        ),
        ("notice-step", "home"): Thing(at_home, sent=partial(Told, told)),
        ("notice-step", "crossed"): Thing(at_crossed, sent=partial(Told, told)),
        ("openings", "home"): Thing(
            {"slug": programme.slug}, sent=telling(items=[str(home.item.pk)], how="read")
        ),
        ("card-release", "closed"): Thing({"id": closed.pk}, sent=telling(side=seat, consent=True, **codes)),
        ("notice-destruction", "due"): Thing({"id": due.pk}, sent=sending(side=seat, number=str(due))),
    }
