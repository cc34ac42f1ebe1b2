"""The maps of all days, as the rules want them."""

from chungtay.models import Place, Succession
from chungtay.rules import places as rules


def world() -> rules.World:
    """Every place and succession; two queries."""
    places = [
        rules.Place(str(key), str(parent) if parent else None, valid_from, valid_to, kind)
        for key, parent, valid_from, valid_to, kind in Place.objects.values_list(
            "id", "parent_id", "valid_from", "valid_to", "kind"
        )
    ]
    successions = [
        rules.Succession(str(old), str(new), on, share)
        for old, new, on, share in Succession.objects.order_by("new__code").values_list(
            "old_id", "new_id", "on", "share"
        )
    ]
    return rules.World(places, successions)
