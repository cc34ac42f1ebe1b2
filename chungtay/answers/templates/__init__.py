"""Which templates there are, and by which one an office lays out its papers."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from chungtay.models import Organisation, PaperTemplate, Person, TemplateVersion
from chungtay.rules.people import Act, Kind


def templates_seen(person: Person, today: date) -> QuerySet[PaperTemplate]:
    visible = PaperTemplate.objects.visible_to(person, today)
    return visible.select_related("holder").prefetch_related(
        "versions__uploaded_by", "versions__put_in_use_by"
    )


def offices_that_lay_out(person: Person, today: date) -> QuerySet[Organisation]:
    """The person's own bodies for which they may bring templates."""
    own = person.organisations_for(Act.PLAN, today, Kind.TEMPLATE)
    return Organisation.objects.filter(pk__in=own).order_by("name")


def template_for(holder: Organisation, paper: str, language: str, today: date) -> TemplateVersion | None:
    """How the office lays out such a paper: by its own template, else by that of the nearest body above it.

    None: by the house's own layout.
    """
    over = Organisation.objects.at_or_above([holder.pk], today)
    found = PaperTemplate.objects.filter(holder__in=over, paper=paper, language=language, ended_at=None)
    in_use = {
        template.holder_id: version
        for template in found.select_related("holder")
        .prefetch_related("versions__template")
        .order_by("begun_at")
        if (version := template.in_use) is not None
    }
    return next((in_use[body] for body in _from_near(holder, in_use, today)), None)


def _from_near(holder: Organisation, bodies: Iterable[UUID], today: date) -> list[UUID]:
    """Whoever stands under more of the others is nearer."""
    ranks = {body: len(Organisation.objects.at_or_above([body], today)) for body in bodies}
    return sorted(ranks, key=lambda body: (body != holder.pk, -ranks[body]))
