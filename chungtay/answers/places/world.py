"""The maps of all days, as the rules want them: kept in the process under the stamp that every change renews.

With the nation loaded, building them takes a third of a second; comparing the stamp takes one small query.
"""

from threading import Lock

from chungtay.models import MapStamp, Place, Succession
from chungtay.rules import places as rules

_building = Lock()
_kept: tuple[str, rules.World] | None = None  # replaced whole, never changed: reading needs no lock


def world() -> rules.World:
    """Every place and succession as this connection sees them now."""
    stamp = _stamp()
    kept = _kept
    if kept and kept[0] == stamp:
        return kept[1]
    with _building:
        return _build()


def _build() -> rules.World:
    global _kept
    while True:
        stamp = _stamp()
        if _kept and _kept[0] == stamp:  # another thread was faster
            return _kept[1]
        built = (_places(), _successions())
        # Somebody may have committed between the queries; then they do not fit together.
        if _stamp() != stamp:
            continue
        whole = rules.World(*built)
        if stamp:
            _kept = (stamp, whole)
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
