"""Says who may read what, reckoned from the bare tables: without the models' queries, and without their facts.

The sentence itself is the one of `rules/access.py`, on its slow `Terrain`. What stands where, who holds what and what
serves which programme is read here row by row.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from chungtay import models
from chungtay.incidents.models import Notice
from chungtay.rules import access
from chungtay.rules.people import ALLOWED, Act, Kind, Role

KINDS: dict[str, Kind] = {
    "agreement": Kind.AGREEMENT, "task": Kind.TASK, "document": Kind.DOCUMENT, "entry": Kind.RESULTS,
    "activity": Kind.ACTIVITY, "registered": Kind.REGISTERED, "support": Kind.SUPPORT,
    "report": Kind.REPORT, "reading": Kind.READING,
    "review": Kind.REVIEW, "article": Kind.ARTICLE, "post": Kind.PERSON, "meeting": Kind.MEETING, "draft": Kind.DRAFT,
    "plan": Kind.PLAN, "directive": Kind.DIRECTIVE, "delegation": Kind.DELEGATION, "usualpaper": Kind.DELEGATION,
    "recommendation": Kind.RECOMMENDATION, "supervision": Kind.SUPERVISION, "supervisionplan": Kind.SUPERVISION,
    "criticism": Kind.CRITICISM, "workshop": Kind.PROBLEM, "occasion": Kind.OCCASION, "greeting": Kind.GREETING,
    "notice": Kind.NOTICE,
    "deadline": Kind.REGIME, "matter": Kind.MATTER, "shelfitem": Kind.SHELF, "gathering": Kind.GATHERING,
}  # fmt: skip
PROTECTED: tuple[type[Any], ...] = (
    models.Agreement, models.Task, models.Document, models.Entry, models.Activity, models.Registered, models.Support,
    models.Report,
    models.Reading, models.Review, models.Article, models.Post, models.Meeting, models.Plan, models.Directive,
    models.Version, models.Draft, models.Delegation, models.UsualPaper,
    models.Recommendation, models.Supervision, models.SupervisionPlan, models.Criticism, models.Workshop,
    models.Occasion, models.Greeting, models.Deadline, models.Matter, models.ShelfItem, models.Gathering,
    Notice,
)  # fmt: skip

# What hangs on one agreement or on none, and may be sent to bodies that hold it from then on.
SENT_TO_BODIES = (
    "recommendation", "supervision", "supervisionplan", "criticism", "workshop", "occasion", "greeting",
    "matter", "shelfitem", "gathering",
)  # fmt: skip


@dataclass
class Reckoning:
    """For one day. Everything is read once, when it is first needed."""

    day: date
    kept: dict[Any, access.Thing] = field(default_factory=dict)

    def may(self, person: models.Person | None, thing: Any, act: Act = Act.READ) -> bool:
        if person is None:
            return False
        if isinstance(thing, Notice) and thing.begun_by_id == person.pk:
            return True
        if act is Act.READ and came_with_the_product(thing):
            live = [post for post in self.posts[person.pk] if post.is_live(self.day)]
            return any((act, self.thing(thing).kind) in ALLOWED[post.role] for post in live)
        return access.can(self.posts[person.pk], act, self.thing(thing), self.day, self.terrain)

    def readable(self, person: models.Person | None, kind: type[Any]) -> set[Any]:
        """The keys of what the person may read of one kind."""
        return {thing.pk for thing in kind._base_manager.all() if self.may(person, thing)}

    @cached_property
    def posts(self) -> dict[UUID, list[access.Post]]:
        limits: dict[UUID, set[str]] = {}
        for key, slug in models.Assignment.objects.values_list("post", "agreement__slug"):
            limits.setdefault(key, set()).add(slug)
        found: dict[UUID, list[access.Post]] = {
            key: [] for key in models.Person.objects.values_list("pk", flat=True)
        }
        for post in models.Post._base_manager.all():
            found[post.person_id].append(
                access.Post(
                    Role(post.role), post.organisation_id, post.valid_from, post.valid_to, post.place_id,
                    frozenset(limits.get(post.pk, ())),
                )
            )  # fmt: skip
        return found

    @cached_property
    def terrain(self) -> access.Terrain:
        return access.Terrain(
            units(models.Organisation.objects.all(), models.OrganisationSuccession.objects.all()),
            units(models.Place.objects.all(), models.Succession.objects.all()),
            {
                seat.pk: tuple(
                    (one.organisation_id, one.valid_from, one.valid_to) for one in seat.holdings.all()
                )
                for seat in models.Seat.objects.prefetch_related("holdings")
            },
        )

    @cached_property
    def shares(self) -> dict[tuple[str, UUID], list[access.Share]]:
        found: dict[tuple[str, UUID], list[access.Share]] = {}
        for row in models.Share.objects.all():
            found.setdefault((row.kind, row.thing_id), []).append(
                access.Share(row.seat_id, row.first_on, row.until)
            )
        return found

    def thing(self, row: Any) -> access.Thing:
        if row.pk not in self.kept:
            self.kept[row.pk] = self._thing(row)
        return self.kept[row.pk]

    def _thing(self, row: Any) -> access.Thing:
        name = row._meta.model_name
        if name in ("plan", "version"):
            return self._text(row, name)
        holders: list[Any]
        holders, programmes, shared = [getattr(row, "holder_id", None)], [], [(KINDS[name], row.pk)]
        place = (
            row.place_id
            if name
            in ("task", "entry", "activity", "registered", "support", "report", "recommendation", "gathering")
            else None
        )
        if name == "agreement":
            return self._agreement(row)
        if name == "notice":
            return self._notice(row)
        if name in ("task", "post"):
            holders = [row.organisation_id]
        if name == "task":
            holders += [one.organisation_id for one in row.parts.all()]
            holders += [row.asker_id] if row.asker_id else []
            programmes = [row.agreement.slug]
        elif name == "document":
            programmes = [one.slug for one in row.agreements.all()]
        elif name in ("entry", "activity", "registered", "support"):
            programmes = [one.slug for one in row.served.agreements.all()]
            shared = (
                [(Kind.RESULTS, one.pk) for one in row.served.agreements.all()] if name == "entry" else []
            )
        elif name == "report":
            programmes = [row.form.agreement.slug]
        elif name == "article":
            programmes = [row.programme_slug] if row.programme_slug else []
        elif name in ("reading", "review", "meeting", "directive", "draft"):
            programmes = [row.agreement.slug] if row.agreement else []
        elif name == "delegation":  # its drafter’s alone until it is proposed
            programmes = [row.agreement.slug]
            holders += [row.host_id, row.guest_id] if row.proposed_at else []
        elif name in SENT_TO_BODIES:
            programmes = [row.agreement.slug] if row.agreement else []
            holders += others_who_hold(row, name)
        opened = (share for key in shared for share in self.shares.get((key[0].value, key[1]), ()))
        return access.Thing(KINDS[name], frozenset(holders), place, frozenset(programmes), tuple(opened))

    def _text(self, row: Any, name: str) -> access.Thing:
        """A plan, or a version: its holder's, and once it is told, everybody's who has what it is the text of."""
        plan = row if name == "plan" else row.plan
        agreement = plan.phase.agreement if plan else row.agreement
        own = frozenset({row.holder_id} if row.holder_id else ())
        if name == "plan":
            told = row.is_joint and (row.holder_id is None or row.proposed_at is not None)
            of_it = self.thing(agreement) if told else None
        else:
            told = row.proposed_at is not None or row.in_force_on is not None
            of_it = self.thing(plan or agreement) if told else None
        return access.Thing(
            Kind.PLAN if plan else Kind.AGREEMENT,
            own | of_it.holders if of_it else own,
            None,
            frozenset({agreement.slug}),
            of_it.shares if of_it else (),
        )

    def _agreement(self, row: models.Agreement) -> access.Thing:
        """Held by all who hold its seats; its seats share it with the bodies around them."""
        seats = list(row.seats.values_list("pk", flat=True))
        held = [self.terrain.holder_of(seat, self.day) for seat in seats]
        shares = tuple(
            access.Share(seat, start, end) for seat in seats for _, start, end in self.terrain.seats[seat]
        )
        return access.Thing(
            Kind.AGREEMENT, frozenset(one for one in held if one), None, frozenset({row.slug}), shares
        )

    def _notice(self, row: Notice) -> access.Thing:
        """Held by whoever holds the side on which it began; once it was passed on, by all who hold one."""
        seats = row.agreement.seats.values_list("pk", flat=True) if row.crossed_at else [row.side_id]
        held = [self.terrain.holder_of(seat, self.day) for seat in seats]
        return access.Thing(
            Kind.NOTICE, frozenset(one for one in held if one), None, frozenset({row.agreement.slug}), ()
        )


def came_with_the_product(row: Any) -> bool:
    """Nobody holds it: everybody reads it who reads such things at all."""
    return isinstance(row, models.Occasion | models.Deadline) and row.holder_id is None


def others_who_hold(row: Any, name: str) -> list[Any]:
    """To whom it was sent, opened or put: from that day on they hold it beside the body that made it."""
    match name:
        case "recommendation" if row.sent_at:
            ways = row.addressees.all()
            return [key for one in ways for key in (one.organisation_id, one.escalated_to_id) if key]
        case "supervision" if row.sent_at:
            return [one.organisation_id for one in (*row.supervised.all(), *row.members.all())]
        case "criticism":
            asked = row.asked.all() if row.asked_at else ()
            told = [row.drafter_id] if row.sent_at and row.drafter_id else []
            return told + [one.organisation_id for one in asked if one.organisation_id]
        case "workshop" if row.opened_at:
            return [one.pk for one in row.bodies.all()]
        case "greeting" if row.sent_on:
            return [row.partner_id]
        case "matter" if row.raised_at:
            return [row.other_id]
        case "shelfitem" if row.sent_at:
            return [one.organisation_id for one in row.readers.all()]
        case "gathering" if row.sent_at:
            return [one.pk for one in row.bodies.all()]
    return []


def units(rows: Iterable[Any], successions: Iterable[Any]) -> dict[access.Key, access.Unit]:
    heirs: dict[UUID, list[tuple[access.Key, date]]] = {}
    for one in successions:
        heirs.setdefault(one.old_id, []).append((one.new_id, one.on))
    return {row.pk: access.Unit(row.parent_id, row.valid_to, tuple(heirs.get(row.pk, ()))) for row in rows}
