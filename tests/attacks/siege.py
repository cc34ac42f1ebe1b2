"""What every attack needs: the small world with its things, browsers for its persons, and undoing."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.test import Client

from tests.access.things import Thing, things
from tests.attacks.far import Far, make_far
from tests.attacks.kept import Kept, changes, kept
from tests.doors.api_calls import api_things
from tests.world import World


@dataclass
class Siege:
    world: World
    far: Far
    pages: dict[tuple[str, str], Thing]  # by address and thing, as the access table names them
    api: dict[tuple[str, str], dict[str, Any]]  # the names in a path, by its first word and the thing

    @cached_property
    def before(self) -> Kept:
        """What the database holds before each attack, since each is undone."""
        return kept()

    def changed(self) -> list[str]:
        return changes(self.before, kept())

    @classmethod
    def laid(cls, world: World) -> "Siege":
        made = things(world)
        return cls(world, make_far(world), made, api_things(world, made))

    def browser(self, person: str, **more: Any) -> Client:
        fresh = Client(headers={"Accept-Language": "en"}, **more)
        if person != "anonymous":
            fresh.force_login(self.world.persons[person].account)
        return fresh
