"""How every unit stands in a round: few questions to the database, however many units there are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, Max, Min, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from chungtay.models import (
    Form,
    HandIn,
    OrganisationSuccession,
    Person,
    Place,
    Post,
    RegimeReminder,
    ReminderStop,
    Report,
    ReportReminder,
)
from chungtay.rules.people import Act, Kind, roles_that_may
from chungtay.rules.rounds import OWING, Reminding, Standing, days_late, is_to_ring

FEW = 200  # units that are looked at one by one; more are first told apart by area
Named = dict[str, str]  # by language, as pages say it
ORDER: dict[str, int] = {
    Standing.NOT_SENT: 0, Standing.SENT_BACK: 0, Standing.WAITING: 1, Standing.APPROVED: 2,
}  # fmt: skip


@dataclass(frozen=True)
class Round:
    """One form, one period, and how far its units have come."""

    form: Form
    first_on: date
    last_on: date
    due_on: date  # the first of the units' due days
    counts: Counter[str]
    late: int

    @property
    def slug(self) -> str:
        return self.form.slug

    @property
    def units(self) -> int:
        return sum(self.counts.values())

    @property
    def approved(self) -> int:
        return self.counts[Standing.APPROVED]

    @property
    def waiting(self) -> int:
        return self.counts[Standing.WAITING]

    @property
    def missing(self) -> int:
        return self.counts[Standing.NOT_SENT] + self.counts[Standing.SENT_BACK]


@dataclass(slots=True)
class UnitStanding:
    """One unit: where its report stands, and what is needed to reach the unit."""

    report_key: str  # an id as the database writes it: of thousands few are ever asked for as such
    state: str
    due_on: date
    unit_key: str
    name: Named
    phone: str
    language: str
    parent: str | None  # the place around its own, written likewise
    point: tuple[float, float] | None
    place_name: Named
    number: int = 0
    handed_in_on: date | None = None
    days_late: int = 0
    reminded_on: date | None = None
    channel: str = ""
    said: str = ""  # when it was reminded last
    promised_on: date | None = None
    stopped: str = ""  # why nobody reminds it any more
    heir: Named = field(default_factory=dict)  # the body that answers now, where this one has ended
    to_ring: bool = False

    @property
    def report(self) -> UUID:
        return UUID(self.report_key)

    @property
    def unit(self) -> UUID:
        return UUID(self.unit_key)

    @property
    def owes(self) -> bool:
        return self.state in OWING

    @property
    def is_late(self) -> bool:
        return self.owes and self.days_late > 0


@dataclass
class Lateness:
    """All units of a round, those to ring first; `within` keeps those right inside one place."""

    round: Round
    rows: list[UnitStanding]
    reminding: Reminding
    today: date
    within: Place | None = None

    @cached_property
    def owing(self) -> list[UnitStanding]:
        return [row for row in self.rows if row.owes]

    @cached_property
    def to_ring(self) -> list[UnitStanding]:
        return [row for row in self.rows if row.to_ring]

    @cached_property
    def to_name(self) -> list[UnitStanding]:
        """Whom the text for the chat names: all that owe, but those who were let off."""
        return [row for row in self.owing if not row.stopped]

    @property
    def late(self) -> int:
        return sum(row.is_late for row in self.rows)

    @cached_property
    def languages(self) -> list[str]:
        """Of the units that are named, the commonest first."""
        return [language for language, _ in Counter(row.language for row in self.to_name).most_common()]

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(row.state for row in self.rows)

    @cached_property
    def groups(self) -> list[tuple[Place, list[UnitStanding]]]:
        """By the place around the units, the worst first; none where the units can be looked at one by one."""
        held: dict[str, list[UnitStanding]] = {}
        for row in self.rows:
            if row.parent:
                held.setdefault(row.parent, []).append(row)
        if self.within is not None or len(held) < 2 or len(self.rows) <= FEW:
            return []
        places = Place.objects.in_bulk([UUID(key) for key in held])
        found = [(places[UUID(key)], rows) for key, rows in held.items()]
        return sorted(found, key=lambda one: (-sum(row.owes for row in one[1]), one[0].name))


def rounds_of(person: Person, today: date) -> list[Round]:
    """The rounds of which the person sees at least two units, the newest due day first."""
    return sorted(_rounds(Report.objects.visible_to(person, today), today, least=2), key=_newest)


def one_round(person: Person, today: date, slug: str, first_on: date, last_on: date) -> Round | None:
    """None where the person sees no unit of it."""
    seen = Report.objects.visible_to(person, today)
    held = seen.filter(form__slug=slug, first_on=first_on, last_on=last_on)
    return next(iter(_rounds(held, today, least=1)), None)


def lateness(person: Person, today: date, round: Round, *, within: Place | None = None) -> Lateness:
    """Every unit that the person sees, with what is needed to reach those that owe."""
    seen = Report.objects.visible_to(person, today)
    held = seen.filter(form__slug=round.slug, first_on=round.first_on, last_on=round.last_on)
    if within is not None:
        held = held.filter(place__parent=within)
    told = held.order_by().annotate(**KEYS).values_list(*COLUMNS)
    rows = [_row(*one) for one in told]
    known = {row.report_key: row for row in rows}
    _handed_in(known, round, today)
    _reminders(known, round)
    _heirs(rows, today)
    _languages(rows, round, person, today)
    for row in rows:
        row.to_ring = is_to_ring(
            row.state, is_stopped=bool(row.stopped), promised_on=row.promised_on,
            reminded_on=row.reminded_on, today=today,
        )  # fmt: skip
    rows.sort(key=_first_to_ring)
    for number, row in enumerate(rows, 1):
        row.number = number
    return Lateness(round, rows, reminding_of(round, rows), today, within)


def reminding_of(round: Round, rows: Iterable[UnitStanding]) -> Reminding:
    """The days of the form's regime, laid around the due days of those that owe."""
    regime = round.form.regime
    days = list(regime.reminders.values_list("days", flat=True)) if regime else []
    due = {row.due_on for row in rows if row.owes} or {round.due_on}
    return Reminding(tuple(sorted({one + timedelta(days=day) for one in due for day in days})))


def written(path: str) -> Cast:
    """An id as text. To make UUIDs of the ids of a whole country takes longer than to read them."""
    return Cast(path, CharField())


KEYS = {"key": written("pk"), "unit": written("holder"), "parent": written("place__parent")}
COLUMNS = (
    "key", "unit", "parent", "state", "due_on", "holder__phone", "holder__language", "place__latitude",
    "place__longitude", "holder__name", "holder__name_lo", "holder__name_en", "place__name", "place__name_lo",
    "place__name_en",
)  # fmt: skip


def _row(
    key: str, unit: str, parent: str | None, state: str, due_on: date, phone: str, language: str,
    north: float | None, east: float | None, *names: str,
) -> UnitStanding:  # fmt: skip
    point = None if north is None or east is None else (north, east)
    body, place = ({"vi": name, "lo": lao, "en": english} for name, lao, english in (names[:3], names[3:]))
    return UnitStanding(key, state, due_on, unit, body, phone, language, parent, point, place)


def _first_to_ring(row: UnitStanding) -> tuple[Any, ...]:
    return (
        ORDER[row.state], bool(row.stopped), not row.to_ring, -row.days_late, row.name["vi"], row.unit_key
    )  # fmt: skip


def of_round(round: Round, path: str) -> dict[str, Any]:
    """The reports of the round, also those that the reader does not see, by the path that leads to a report."""
    return {
        f"{path}form__slug": round.slug,
        f"{path}first_on": round.first_on,
        f"{path}last_on": round.last_on,
    }


def _handed_in(known: dict[str, UnitStanding], round: Round, today: date) -> None:
    if any(not row.owes for row in known.values()):
        last = HandIn.objects.filter(**of_round(round, "report__")).order_by().annotate(key=written("report"))
        for key, at in last.values_list("key").annotate(last=Max("handed_in_at")):
            if key in known:
                known[key].handed_in_on = timezone.localdate(at)
    for row in known.values():
        row.days_late = days_late(row.state, due_on=row.due_on, today=today, handed_in_on=row.handed_in_on)


def _reminders(known: dict[str, UnitStanding], round: Round) -> None:
    held = of_round(round, "report__")
    reminders = ReportReminder.objects.filter(**held).annotate(key=written("report")).order_by("reminded_at")
    told = reminders.values_list("key", "reminded_at", "channel", "note", "promised_on")
    for key, at, channel, note, promised_on in told:
        if row := known.get(key):
            row.reminded_on, row.channel = timezone.localdate(at), channel
            row.said, row.promised_on = note, promised_on
    stops = ReminderStop.objects.filter(**held, resumed_at=None).annotate(key=written("report"))
    for key, reason in stops.values_list("key", "reason"):
        if row := known.get(key):
            row.stopped = reason


def _heirs(rows: Iterable[UnitStanding], today: date) -> None:
    """Of a body that was taken over, whoever answers now is rung."""
    taken = OrganisationSuccession.objects.filter(on__lte=today, old__valid_to__lte=today)
    steps = taken.annotate(key=written("old")).select_related("new").order_by("-on", "new__name")
    heirs = {step.key: step.new for step in steps}
    for row in rows if heirs else ():
        if row.owes and (heir := heirs.get(row.unit_key)):
            row.heir = {"vi": heir.name, "lo": heir.name_lo, "en": heir.name_en}
            row.phone, row.language = heir.phone, heir.language


def _languages(rows: Iterable[UnitStanding], round: Round, person: Person, today: date) -> None:
    """What the office says of itself, else what its officer reads, else what the asker does."""
    read: dict[str, str] = {}
    if any(row.owes and not row.language for row in rows):
        roles = roles_that_may(Act.REPORT, Kind.REPORT)
        asked = Report.objects.filter(**of_round(round, "")).order_by().values("holder")
        posts = Post.objects.live_on(today).filter(role__in=roles, organisation__in=asked)
        told = posts.annotate(key=written("organisation")).order_by("-valid_from")
        read = dict(told.values_list("key", "person__language"))
    for row in rows:
        row.language = row.language or read.get(row.unit_key, "") or person.language


def _rounds(held: "QuerySet[Report]", today: date, *, least: int) -> list[Round]:
    late = Count("id", filter=Q(state__in=OWING, due_on__lt=today))
    told = held.order_by().values("form__slug", "first_on", "last_on", "state")
    counts: dict[tuple[str, date, date], Counter[str]] = {}
    days: dict[tuple[str, date, date], date] = {}
    lates: Counter[tuple[str, date, date]] = Counter()
    versions: Counter[tuple[str, date, date]] = Counter()
    for row in told.annotate(number=Count("id"), late=late, due=Min("due_on"), version=Max("form__version")):
        key = row["form__slug"], row["first_on"], row["last_on"]
        counts.setdefault(key, Counter())[row["state"]] += row["number"]
        days[key] = min(days.get(key, row["due"]), row["due"])
        lates[key] += row["late"]
        versions[key] = max(versions[key], row["version"])  # what was filled in, not what is filled in today
    slugs = {key[0] for key in counts}
    asked = Form.objects.filter(slug__in=slugs).select_related("agreement", "regime")
    forms = {(form.slug, form.version): form for form in asked}
    return [
        Round(forms[key[0], versions[key]], key[1], key[2], days[key], counts[key], lates[key])
        for key in counts
        if sum(counts[key].values()) >= least
    ]


def _newest(round: Round) -> tuple[Any, ...]:
    return (-round.due_on.toordinal(), round.form.name, round.first_on)


def reminded_of(reports: Iterable[Report], today: date) -> dict[UUID, date]:
    """By report, when the unit was reminded last: by its regime's calendar, or by somebody. Not once it was let off.

    The reports come with their forms and regimes.
    """
    owing = [one for one in reports if one.state in OWING]
    if not owing:
        return {}
    stopped = set(
        ReminderStop.objects.filter(report__in=owing, resumed_at=None).values_list("report", flat=True)
    )
    days: dict[UUID | None, list[int]] = {}
    regimes = {one.form.regime_id for one in owing if one.form.regime_id}
    for regime, day in RegimeReminder.objects.filter(regime__in=regimes).values_list("regime", "days"):
        days.setdefault(regime, []).append(day)
    told = ReportReminder.objects.filter(report__in=owing).order_by().values_list("report")
    found = {key: timezone.localdate(at) for key, at in told.annotate(last=Max("reminded_at"))}
    for one in owing:
        laid = sorted(one.due_on + timedelta(days=day) for day in days.get(one.form.regime_id, ()))
        by_itself = Reminding(tuple(laid)).reached_on(today)
        if by_itself is not None and by_itself > found.get(one.pk, date.min):
            found[one.pk] = by_itself
    return {key: on for key, on in found.items() if key not in stopped}
