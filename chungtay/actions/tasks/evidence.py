"""Says that a task is done and keeps the paper that shows it, both or neither."""

from collections.abc import Iterable
from datetime import date, datetime

from chungtay.models import Document, Person, Task
from chungtay.rules.tasks import Move

from ..documents import File, add_document
from ..recorded import audited_together
from .steps import Evidence, move_task

TYPE = "Minh chứng"  # what offices call a paper that shows that something was done


def finish_with_paper(
    task: Task, file: File, *, title: str, day: date, note: str = "", evidence: Iterable[Evidence] = (),
    by: Person, at: datetime,
) -> Task:  # fmt: skip
    """The paper is the lead's own: whoever stands above it reads it, the other sides do not."""
    paper = Document(type=TYPE, title=title, issued_on=day, holder=task.organisation, content=task.content)
    with audited_together():
        add_document(paper, agreements=[], files=[file], by=by, at=at)
        return move_task(task, Move.FINISH, day=day, note=note, evidence=[paper, *evidence], by=by, at=at)
