"""What an office asks of its public sites: which it keeps, what each says, which programmes it may show."""

from datetime import date

from django.db.models import Count, QuerySet

from chungtay.models import NewsCategory, Organisation, Person, Portal, ProgrammeCopy
from chungtay.rules.people import Act, Kind


def portals_of(person: Person, today: date) -> QuerySet[Portal]:
    return Portal.objects.visible_to(person, today).prefetch_related("links", "help_lines")


def may_write(person: Person, portal: Portal, today: date) -> bool:
    return person.may(Act.PLAN, portal.facts(today), today)


def keeper_office(person: Person, today: date) -> Organisation | None:
    """The first own body that may open a site; None where no post allows it."""
    own = person.organisations_for(Act.PLAN, today, Kind.PORTAL)
    return Organisation.objects.filter(pk__in=own).order_by("name").first()


def categories() -> QuerySet[NewsCategory]:
    """Each with how many articles stand under it."""
    return NewsCategory.objects.annotate(used=Count("articles", distinct=True))


def programmes_to_show() -> list[ProgrammeCopy]:
    return list(ProgrammeCopy.objects.all())
