"""Gives the public the demo's programmes: their faces with their plans, papers of each, and days of the calendar."""

from datetime import datetime
from functools import partial

from django.utils import timezone

from chungtay.actions.published import copy_units, publish_document, publish_event, renew_programme
from chungtay.answers.published import approved_plans, face_of, may_publish
from chungtay.models import Activity, Agreement, Document, Person
from chungtay.rules.published.faces import fingerprint

from .clock import at_nine
from .diary import Diary
from .kept import Kept

# Who gives a programme to the public, and which of its papers; those that it does not name stay inside,
# as does the plan of the running year, which one side has not accepted yet.
GIVEN = (
    (
        "kontum-attapeu",
        "leader",
        ("memorandum-2019", "plan-18", "minutes-2024", "memorandum-2024"),
    ),
    ("quangngai-attapeu", "leader", ("memorandum-2023",)),
    ("hlhpnvn-ubdt", "vwu-leader", ("programme-2021", "plan-468")),
)


def note_public(diary: Diary, kept: Kept) -> None:
    at = at_nine(kept.today, -60)
    for slug, publisher, papers in GIVEN:
        diary.note(at, partial(give, kept, slug, publisher, papers))
    diary.note(at, lambda _: copy_units())


def give(kept: Kept, slug: str, publisher: str, papers: tuple[str, ...], at: datetime) -> None:
    agreement, by, today = kept.agreements[slug], kept.persons[publisher], timezone.localdate(at)
    plans = {plan.pk for plan in approved_plans(agreement, today)}
    seen = fingerprint(face_of(agreement, by, today))
    renew_programme(agreement, plans=plans, seen=seen, by=by, at=at)
    for key in papers:
        give_paper(kept.documents[key], agreement, by, at)
    for activity in Activity.objects.standing().filter(served__agreements=agreement, kind__is_event=True):
        if may_publish(activity, by, today):
            publish_event(activity, by=by, at=at)


def give_paper(document: Document, agreement: Agreement, by: Person, at: datetime) -> None:
    if may_publish(document, by, timezone.localdate(at)):
        publish_document(document, agreement, by=by, at=at)
