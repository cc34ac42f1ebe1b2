"""Remembers tasks: who does what by when, with whom, what waits for what, and every step that was taken on the way."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import Act, Kind
from chungtay.rules.tasks import Move, Repeat, TaskState

from .access import Held, ProtectedQuerySet
from .agreements import Agreement
from .directives import Directive
from .documents import Document
from .people import Organisation, Person, Post
from .places import Place
from .plans import Content, Plan
from .record import Record, words


class TaskQuerySet(ProtectedQuerySet["Task"]):
    """A task is held by its lead, its coordinating bodies and whoever gave it; only the lead carries it out."""

    holder = "organisation"
    place = "place"
    programmes = "agreement__slug"

    def allowed(self, person: Person, act: Act, today: date, *, through: Post | None = None) -> Self:
        def held(path: str) -> Q:
            return person.reach(
                act,
                Kind.TASK,
                today,
                holder=path,
                place=self.place,
                programmes=self.programmes,
                through=through,
            )

        beside = TaskPart.objects.filter(
            person.reach(
                act,
                Kind.TASK,
                today,
                holder="organisation",
                place="task__place",
                programmes="task__agreement__slug",
                through=through,
            )  # fmt: skip
        )
        limits = held("organisation") | held("asker")
        return self.filter(limits | Q(pk__in=beside.values("task")))

    def led_by(self, person: Person, act: Act, today: date) -> Self:
        """Those whose lead the person may act for."""
        return self._of("organisation", person, act, today)

    def asked_by(self, person: Person, act: Act, today: date) -> Self:
        """Those whose asker the person may act for."""
        return self._of("asker", person, act, today)

    def _of(self, holder: str, person: Person, act: Act, today: date) -> Self:
        return self.filter(
            person.reach(act, Kind.TASK, today, holder=holder, place=self.place, programmes=self.programmes)
        )

    def late_on(self, today: date) -> "TaskQuerySet":
        return self.open().filter(due_on__lt=today)

    def open(self) -> "TaskQuerySet":
        return self.filter(done_on=None).exclude(state=TaskState.DROPPED)


class Task(Held, Record):
    """Work that one body leads, for one content or by one directive, by a day."""

    protected_as = Kind.TASK

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="tasks")
    content = models.ForeignKey(Content, models.CASCADE, null=True, blank=True, related_name="tasks")
    directive = models.ForeignKey(Directive, models.CASCADE, null=True, blank=True, related_name="tasks")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tasks")  # the one lead
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="tasks")
    text = words(500)
    text_lo = words(500, blank=True)
    text_en = words(500, blank=True)
    product = words(500, blank=True)
    product_lo = words(500, blank=True)
    product_en = words(500, blank=True)
    rank = models.PositiveSmallIntegerField(default=2)  # 1 presses, 2 is ordinary, 3 can wait
    begins_on = models.DateField(null=True, blank=True)
    due_on = models.DateField()
    state = models.CharField(
        max_length=20, choices=[(state.value, state.value) for state in TaskState], default=TaskState.GIVEN
    )
    proposed_on = models.DateField(null=True, blank=True)  # another due day, while the lead asks for it
    asker = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="asked_tasks")
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    blocked_by = models.ManyToManyField("self", symmetrical=False, related_name="blocks", blank=True)
    repeats = models.CharField(
        max_length=10, choices=[(repeat.value, repeat.value) for repeat in Repeat], default=Repeat.NEVER
    )
    repeats_until = models.DateField(null=True, blank=True)
    series_on = models.DateField(null=True, blank=True)  # its series counts from this day …
    turn = models.PositiveSmallIntegerField(default=1)  # … and this is the first, second, third of it
    earlier = models.OneToOneField(  # in its series
        "self", models.SET_NULL, null=True, blank=True, related_name="later"
    )
    follows = models.ForeignKey(  # what last year left unfinished
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by"
    )
    carried_into = models.ForeignKey(  # next year's plan goes on with it, once that plan runs
        Plan, models.SET_NULL, null=True, blank=True, related_name="carried_tasks"
    )
    origin_kind = words(20, blank=True)
    origin_id = models.UUIDField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.ManyToManyField(Document, related_name="evidence_of", blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ("due_on",)
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None) | Q(done_on__isnull=False, done_by__isnull=False),
                name="task_done_on_and_by",
            )
        ]

    def __str__(self) -> str:
        return self.text

    def holders(self, today: date) -> frozenset[access.Key]:
        beside = (
            frozenset(part.organisation_id for part in self.parts.all())
            if not self._state.adding
            else frozenset()
        )
        return beside | {self.organisation_id} | ({self.asker_id} if self.asker_id else frozenset())

    def facts_for(self, organisation: Organisation | None) -> access.Thing:
        """The task as the business of one of its bodies alone: the lead's, a coordinating one's, the asker's."""
        return access.Thing(
            kind=Kind.TASK,
            holders=frozenset({organisation.pk} if organisation else ()),
            place=self.place_id,
            programmes=self.programmes_served(),
        )

    def programmes_served(self) -> frozenset[access.Key]:
        return frozenset({self.agreement.slug})

    def is_late(self, today: date) -> bool:
        return self.done_on is None and self.state != TaskState.DROPPED and self.due_on < today


class TaskPart(Record):
    """What one coordinating body does for a task."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="parts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="task_parts")
    text = words(500, blank=True)
    text_lo = words(500, blank=True)
    text_en = words(500, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "organisation"], name="task_part_once_a_body"),
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None) | Q(done_on__isnull=False, done_by__isnull=False),
                name="task_part_done_on_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class TaskMove(Record):
    """One step: from which state to which, who, when, and what was said. Rows are only ever added."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="moves")
    move = models.CharField(max_length=20, choices=[(move.value, move.value) for move in Move])
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    moved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    day = models.DateField(null=True, blank=True)  # proposed, or on which it was done
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("moved_at", "id")

    def __str__(self) -> str:
        return f"{self.task_id} {self.move}"
