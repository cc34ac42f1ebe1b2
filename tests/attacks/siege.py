"""What every attack needs: the small world with its things, browsers for its persons, and undoing."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.test import Client

from tests.access.matrix import Browser, signed_in
from tests.access.thing import SendsBoth
from tests.access.things import Thing, things
from tests.attacks.far import Far, make_far
from tests.attacks.kept import Kept, Writing, changes, kept, kept_again
from tests.doors.api_things import api_things
from tests.world import World


class Visitor(SendsBoth, Client):
    """Keeps what answers set, as a browser does."""


@dataclass
class Siege:
    world: World
    far: Far
    pages: dict[tuple[str, str], Thing]  # by address and thing, as the access table names them
    api: dict[tuple[str, str], dict[str, Any]]  # the names in a path, by its first word and the thing
    writing: Writing = field(default_factory=Writing)
    harmful: dict[str, str] = field(default_factory=dict)  # what `named.hostile` found once

    @cached_property
    def before(self) -> Kept:
        """What the database holds before each attack, since each is undone."""
        return kept()

    def now(self) -> Kept:
        """What it holds in the middle of one."""
        return kept_again(self.before, self.writing.tables)

    def changed(self) -> list[str]:
        return changes(self.before, self.now())

    @classmethod
    def laid(cls, world: World) -> "Siege":
        made = things(world)
        return cls(world, make_far(world), made, api_things(world, made))

    def walker(self, person: str) -> Browser:
        """Reads twice as fast, and takes no notice of what an answer sets."""
        if person == "anonymous":
            return Browser(headers={"Accept-Language": "en"})
        return signed_in(self.world.persons[person].account)

    def browser(self, person: str, **more: Any) -> Client:
        fresh = Visitor(headers={"Accept-Language": "en"}, **more)
        if person != "anonymous":
            fresh.force_login(self.world.persons[person].account)
        return fresh
