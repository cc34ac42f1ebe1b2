"""What the office does with a letter: takes it, passes it on, answers or refuses it; reads how to reach its writer."""

from datetime import datetime

from django.utils import timezone

from chungtay.actions.readers import unsealed
from chungtay.actions.recorded import note_view, recorded, refuse_unless_may
from chungtay.models import Person, Petition, PetitionStep
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.readers import Step, state_after

DEEDS = {
    "take": "take_letter",
    "pass_on": "pass_letter_on",
    "answer": "answer_letter",
    "refuse": "refuse_letter",
}


def take_step(petition: Petition, step: Step, *, by: Person, at: datetime) -> Petition:
    """One step of a letter; whoever wrote it reads the words. The very same step pressed twice is one."""
    refuse_unless_may(by, Act.RECORD, petition, at)
    with recorded(
        DEEDS[step.act], thing=petition, by=by, at=at, reason=step.words if step.act == "refuse" else ""
    ):
        held = Petition.objects.select_for_update().get(pk=petition.pk)
        last = held.steps.last()
        note = step.passed_to if step.act == "pass_on" else step.words
        if (
            last
            and (last.by_id, last.note) == (by.pk, note.strip())
            and held.state == last.state == _goal(step)
        ):
            return held
        held.state = state_after(held.state, step)
        if step.act == "pass_on":
            held.passed_to = step.passed_to.strip()
        elif step.act == "answer":
            held.answer, held.settled_at, held.settled_by = step.words.strip(), at, by
        elif step.act == "refuse":
            held.reason, held.settled_at, held.settled_by = step.words.strip(), at, by
        else:
            held.settled_at = held.settled_by = None
        held.save()
        PetitionStep.objects.create(petition=held, state=held.state, note=note.strip(), at=at, by=by)
    return held


def read_contact(petition: Petition, *, why: str, by: Person, at: datetime) -> str:
    """Noted before it is seen."""
    refuse_unless_may(by, Act.RECORD, petition, at)
    if not why.strip():
        raise RuleBroken(Message("Write why; the reason stays with it.", where="why"))
    if not petition.sealed_contact or petition.forget_on <= timezone.localdate(at):
        raise RuleBroken(Message("Whoever wrote this left no way to be reached, or its time is over."))
    note_view(petition, by=by, at=at, act="read_contact", reason=why.strip())
    return unsealed(petition.sealed_contact, str(petition.pk))


def _goal(step: Step) -> str:
    return {"take": "taken", "pass_on": "passed_on", "answer": "answered", "refuse": "refused"}[step.act]
