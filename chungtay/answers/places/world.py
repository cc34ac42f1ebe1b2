"""The maps of all days, as the rules want them: kept in the process under the stamp that every change renews.

With the nation loaded, building them takes a third of a second; comparing the stamp takes one small query.
"""

from chungtay.models import MapStamp, Place, Succession
from chungtay.rules import places as rules

# By stamp. Two, because a transaction that changes the map sees its own while everybody else still sees the last one.
# Replaced whole, never changed, so threads need no lock; at worst two of them build the same map.
_kept: dict[str, rules.World] = {}
KEPT_AT_ONCE = 2


def world() -> rules.World:
    """Every place and succession as this connection sees them now."""
    return _kept.get(_stamp()) or _built()


def _built() -> rules.World:
    global _kept
    while True:
        stamp = _stamp()
        places, successions = _places(), _successions()
        # If somebody committed between the questions, their answers do not fit together.
        if _stamp() == stamp:
            break
    whole = rules.World(places, successions)
    if stamp:
        _kept = dict([*_kept.items(), (stamp, whole)][-KEPT_AT_ONCE:])
    return whole


def _stamp() -> str:
    """Empty where nothing was ever laid."""
    return MapStamp.objects.values_list("stamp", flat=True).first() or ""


def _places() -> list[rules.Place]:
    return [
        rules.Place(str(key), str(parent) if parent else None, valid_from, valid_to, kind, code, name)
        for key, parent, valid_from, valid_to, kind, code, name in Place.objects.order_by().values_list(
            "id", "parent_id", "valid_from", "valid_to", "kind", "code", "name"
        )
    ]


def _successions() -> list[rules.Succession]:
    # In the order of the codes: the last successor takes the remainder of what is divided.
    return [
        rules.Succession(str(old), str(new), on, share)
        for old, new, on, share in Succession.objects.order_by("new__code").values_list(
            "old_id", "new_id", "on", "share"
        )
    ]
