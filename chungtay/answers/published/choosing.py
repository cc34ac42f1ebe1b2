"""What stands beside a thing of the house: whether readers have it, and whether this person may give it to them."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from chungtay.answers.programmes import programmes_seen
from chungtay.models import Agreement, Document, DocumentCopy, Person, ProgrammeCopy
from chungtay.rules.access import Thing
from chungtay.rules.people import Act


class Protected(Protocol):
    def facts(self, today: date) -> Thing: ...


@dataclass(frozen=True)
class PublicPaper:
    """A paper beside the public: where readers have it, and to which programmes it can still be given."""

    copies: list[DocumentCopy]
    open_to: list[Agreement]
    may: bool

    @property
    def is_public(self) -> bool:
        return bool(self.copies)


def may_publish(thing: Protected, person: Person, today: date) -> bool:
    return person.may(Act.PUBLISH, thing.facts(today), today)


def public_paper(document: Document, person: Person, today: date) -> PublicPaper:
    copies = list(DocumentCopy.objects.public().filter(document=document.pk).select_related("programme"))
    may = may_publish(document, person, today)
    shown = {copy.programme.slug for copy in copies}
    seen = programmes_seen(person, today)
    own = [one for one in document.agreements.all() if one.pk in seen and one.slug not in shown]
    return PublicPaper(copies, own if may else [], may)


def public_programmes(person: Person, today: date) -> list[tuple[Agreement, ProgrammeCopy | None, bool]]:
    """Every programme that the person reads, with what readers have of it, and whether the person may renew it."""
    agreements = list(Agreement.objects.visible_to(person, today))
    copies = {copy.slug: copy for copy in ProgrammeCopy.objects.all()}
    return [(one, copies.get(one.slug), may_publish(one, person, today)) for one in agreements]
