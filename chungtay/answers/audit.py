"""What an auditor asks: the lines of the own bodies, whether they are whole, which of their things may be opened."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from chungtay.models import (
    Activity,
    Agreement,
    Article,
    AuditHead,
    AuditLine,
    Content,
    Criticism,
    Deadline,
    Delegation,
    Directive,
    Document,
    Draft,
    Form,
    Gathering,
    Greeting,
    Line,
    Matter,
    Meeting,
    NumberBook,
    Occasion,
    Organisation,
    PaperTemplate,
    Person,
    Petition,
    Plan,
    Portal,
    Recommendation,
    Regime,
    Registered,
    Report,
    ReportRequest,
    Review,
    Rotation,
    ShelfItem,
    Supervision,
    SupervisionPlan,
    Task,
    Term,
    Version,
    Wording,
    WorkbookImport,
    Workshop,
)
from chungtay.rules.audit import is_whole
from chungtay.rules.people import Act, Kind


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The filters; what is left empty does not narrow."""

    first_on: date | None = None
    last_on: date | None = None
    act: str = ""
    kind: str = ""
    post: str = ""
    organisation: UUID | None = None


def may_audit(person: Person, today: date) -> bool:
    return bool(person.organisations_for(Act.READ, today, Kind.AUDIT))


def bodies_audited(person: Person, today: date) -> QuerySet[Organisation]:
    """The bodies whose lines the person reads."""
    return Organisation.objects.filter(pk__in=person.organisations_below(Act.READ, today, Kind.AUDIT))


def lines_asked(person: Person, asked: Asked, today: date) -> QuerySet[AuditLine]:
    """Newest first."""
    wanted = Q()
    if asked.first_on:
        wanted &= Q(at__gte=midnight(asked.first_on))
    if asked.last_on:
        wanted &= Q(at__lt=midnight(asked.last_on + timedelta(days=1)))
    if asked.act:
        wanted &= Q(act=asked.act)
    if asked.kind:
        wanted &= Q(kind=asked.kind)
    if asked.post:
        wanted &= Q(post__contains=asked.post)
    if asked.organisation:
        wanted &= Q(holder_id__in=Organisation.objects.at_or_below([asked.organisation], today))
    return AuditLine.objects.visible_to(person, today).filter(wanted).order_by("-number")


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True)
class Page:
    """Some lines, newest first, and the numbers from which the pages beside them go on."""

    lines: Sequence[AuditLine]
    newer: int | None
    older: int | None


def page_of(
    lines: QuerySet[AuditLine], *, size: int, before: int | None = None, after: int | None = None
) -> Page:
    """By number, never by counting rows: a line that is written meanwhile moves nothing."""
    if after is not None:
        nearest = list(lines.filter(number__gt=after).order_by("number")[: size + 1])
        found = nearest[:size][::-1]
        older = found[-1].number if found else after + 1
        return Page(found, found[0].number if len(nearest) > size else None, older)
    found = list((lines.filter(number__lt=before) if before else lines)[: size + 1])
    shown, more = found[:size], len(found) > size
    newer = (shown[0].number if shown else before - 1) if before else None
    return Page(shown, newer, shown[-1].number if more else None)


def broken_among(lines: Iterable[AuditLine]) -> set[int]:
    """The numbers of lines that say something else than was sealed, or do not hang together with their neighbours."""
    shown = {line.number: line for line in lines}
    # Before the neighbours: a line that is written in between then only adds a neighbour.
    head = AuditHead.objects.first() or AuditHead()
    beside = {number + step for number in shown for step in (-1, 1)} - shown.keys()
    near = shown | AuditLine.objects.in_bulk(beside)
    return {
        number
        for number, line in shown.items()
        if not is_whole(line.in_rules())
        or line.previous_hash != (near[number - 1].hash if number - 1 in near else "")
        or (number == 1) != (number - 1 not in near)
        or line.hash != (near[number + 1].previous_hash if number + 1 in near else head.hash)
    }


def things_to_open(lines: Iterable[AuditLine], person: Person, today: date) -> dict[tuple[str, str], Model]:
    """By kind and id, the things of these lines that the person may read; one question a kind."""
    ids: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        ids[line.kind].add(line.thing_id)
    return {
        (kind, str(thing.pk)): thing
        for kind, wanted in ids.items()
        if kind in READABLE
        for thing in READABLE[kind](person, today).filter(pk__in=wanted)
    }


def _of_agreement(kind: type[Any], path: str) -> Any:
    def seen(person: Person, today: date) -> QuerySet[Any]:
        programmes = Agreement.objects.visible_to(person, today).values("pk")
        return kind.objects.filter(**{f"{path}__in": programmes}).select_related(path)

    return seen


def _own(kind: type[Any], *beside: str) -> Any:
    def seen(person: Person, today: date) -> QuerySet[Any]:
        return kind.objects.visible_to(person, today).select_related(*beside)

    return seen


def _lines(person: Person, today: date) -> QuerySet[Line]:
    return Line.objects.filter(report__in=Report.objects.visible_to(person, today).values("pk"))


def _contents(person: Person, today: date) -> QuerySet[Content]:
    plans = Plan.objects.visible_to(person, today)
    return Content.ever.filter(plan__in=plans).select_related("plan__phase__agreement")


READABLE = {
    "activity": _own(Activity),
    "agreement": _own(Agreement),
    "article": _own(Article),
    "content": _contents,
    "criticism": _own(Criticism),
    "deadline": _own(Deadline),
    "delegation": _own(Delegation),
    "directive": _own(Directive),
    "document": _own(Document),
    "draft": _own(Draft),
    "form": _own(Form),
    "gathering": _own(Gathering),
    "greeting": _own(Greeting),
    "line": _lines,
    "matter": _own(Matter),
    "meeting": _own(Meeting),
    "numberbook": _own(NumberBook),
    "occasion": _own(Occasion),
    "papertemplate": _own(PaperTemplate),
    "petition": _own(Petition),
    "plan": _own(Plan, "phase__agreement"),
    "portal": _own(Portal),
    "recommendation": _own(Recommendation),
    "regime": lambda person, today: Regime.objects.all(),  # everybody reads the decrees
    "registered": _own(Registered),
    "report": _own(Report),
    "reportrequest": _own(ReportRequest, "agreement"),
    "review": _own(Review),
    "rotation": _of_agreement(Rotation, "agreement"),
    "shelfitem": _own(ShelfItem),
    "supervision": _own(Supervision),
    "supervisionplan": _own(SupervisionPlan),
    "task": _own(Task, "agreement"),
    "term": lambda person, today: Term.objects.all(),  # everybody reads the list
    "version": _own(Version),
    "wording": _of_agreement(Wording, "agreement"),
    "workbookimport": _own(WorkbookImport),
    "workshop": _own(Workshop),
}
