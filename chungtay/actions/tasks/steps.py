"""Takes a task from one state to the next."""

from datetime import date, datetime

from django.utils import timezone

from chungtay.models import Person, Task
from chungtay.rules.agreements import check_finish
from chungtay.rules.people import Act

from ..recorded import recorded, refuse_unless_may


def finish_task(task: Task, *, on: date, by: Person, at: datetime) -> Task:
    refuse_unless_may(by, Act.RECORD, task, at)
    with recorded("finish", thing=task, by=by, at=at):
        held = Task.objects.select_for_update().get(pk=task.pk)
        check_finish(done_on=held.done_on, on=on, today=timezone.localdate(at))
        held.done_on, held.done_by = on, by
        held.save(update_fields=["done_on", "done_by"])
    return held
