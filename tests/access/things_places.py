"""Places that the access table visits: a merged commune, a merger, a group, a picture."""

from tests.world import World

from .thing import Thing


def of_places(world: World) -> dict[tuple[str, str], Thing]:
    place = world.places["Cedar"]
    here = {"code": place.code, "begun_on": place.valid_from}
    return {
        ("place", "cedar's"): Thing(here),
    }
