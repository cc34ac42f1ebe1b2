"""What the pages of a text ask: what keeps it from being proposed, who says yes to it, which versions there were."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from chungtay.answers.plans import seats_asked
from chungtay.models import Agreement, Organisation, Person, Plan, PlanAcceptance, Version
from chungtay.rules.access import Thing
from chungtay.rules.messages import Message
from chungtay.rules.people import Act, Kind
from chungtay.rules.versions import RowKind, check_body

from .naming import named_in, uuids
from .text import last_in_force, text_of

MOVED_ON = (
    "The text in force has changed since this copy was made. Bring the copy up to date, then propose it."
)


def faults_of(version: Version, today: date) -> list[Message]:
    """All that keeps a draft from being proposed that day."""
    body = version.text
    found = check_body(body, on=today, named=named_in([body], version.agreement), base=version.base_text)
    if has_moved_on(version, today):
        found.insert(0, Message(MOVED_ON))
    elif version.follows_id and body == version.base_text:
        found.append(Message("This copy says the same as the text in force. Change what shall be otherwise."))
    if version.follows_id and not version.reason:
        found.append(Message("Write why the text is amended.", where="reason"))
    return found


def has_moved_on(version: Version, today: date) -> bool:
    """Whether the text in force is another one than the copy was made from."""
    last = last_in_force(version.agreement, version.plan)
    now = text_of(version.plan or version.agreement, on=today)
    return (last and last.pk) != version.follows_id or now != version.base_text


def may_draw_up(
    agreement: Agreement, plan: Plan | None, holder: UUID | None, person: Person, today: date
) -> bool:
    """Whether the person draws up such texts for that body, and no other."""
    kind, act = (Kind.AGREEMENT, Act.PROPOSE) if plan is None else (Kind.PLAN, Act.PLAN)
    holders = frozenset({holder} if holder else ())
    return person.may(act, Thing(kind, holders, programmes=frozenset({agreement.slug})), today)


def draws_up(version: Version, person: Person, today: date) -> bool:
    """Whether the person writes in it, proposes and withdraws it."""
    return may_draw_up(version.agreement, version.plan, version.holder_id, person, today)


def drawers_of(agreement: Agreement, plan: Plan | None, person: Person, today: date) -> list[Organisation]:
    """The bodies for which the person may begin an amendment."""
    holders = Organisation.objects.filter(pk__in=(plan or agreement).holders(today))
    return [body for body in holders if may_draw_up(agreement, plan, body.pk, person, today)]


@dataclass(frozen=True)
class Asked:
    """Who must say yes to the text, and on which day they did."""

    number: int
    body: Organisation | None
    said_on: date | None = None


def asked_of(version: Version, today: date) -> list[Asked]:
    """Every side that the text names signs an agreement; those that a plan asks accept it; one's own is issued."""
    plan = version.plan
    if plan is None:
        rows = version.text.of_kind(RowKind.SEAT)
        bodies = Organisation.objects.in_bulk(uuids(row.text("organisation") for row in rows))
        signed = {str(one.seat_id): one.signed_on for one in version.signatures.all()}
        named = {str(key): body for key, body in bodies.items()}
        return [Asked(row.number, named.get(row.text("organisation")), signed.get(row.key)) for row in rows]
    if not plan.is_joint:
        return [Asked(0, plan.holder, version.in_force_on)]
    said: dict[object, date] = {}
    if version.proposed_at:
        accepted = PlanAcceptance.objects.filter(
            plan=plan, version=version.number, accepted_at__gte=version.proposed_at
        )
        said = {one.seat_id: timezone.localdate(one.accepted_at) for one in accepted}
    return [Asked(seat.number, seat.holder_on(today), said.get(seat.pk)) for seat in seats_asked(plan, today)]


def versions_of(agreement: Agreement, plan: Plan | None, person: Person, today: date) -> list[Version]:
    """All that the person may read, the latest first; of proposals that came to nothing, too."""
    seen = Version.objects.visible_to(person, today).filter(agreement=agreement, plan=plan)
    shown = seen.exclude(Q(proposed_at=None) & Q(withdrawn_at__isnull=False))
    return list(
        shown.select_related("holder", "begun_by", "proposed_by", "document").order_by("-number", "-begun_at")
    )
