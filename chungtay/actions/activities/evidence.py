"""Keeps what shows that an activity took place: photos, lists, minutes; the place of a photo only on purpose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils import timezone

from chungtay.models import Activity, Document, Person
from chungtay.rules.activities import check_standing
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Act

from ..documents import add_document
from ..recorded import audited_together, recorded, refuse_unless_may
from ..uploads import Upload, checked

TYPES = {
    "photo": "Ảnh",
    "list": "Danh sách",
    "minutes": "Biên bản",
    "other": "Minh chứng",
}  # as offices call them
KINDS = ("image", "pdf", "docx", "workbook")


@dataclass(frozen=True)
class Paper:
    """A file as it came, and what it is: photo, list, minutes, other."""

    name: str
    content: bytes
    what: str = "photo"
    keep_position: bool = False


def add_evidence(activity: Activity, papers: Iterable[Paper], *, by: Person, at: datetime) -> list[Document]:
    """Later, when the photos have come in."""
    refuse_unless_may(by, Act.RECORD, activity, at)
    found = looked_at(papers)
    with recorded("add_evidence", thing=activity, by=by, at=at):
        held = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
        check_standing(timezone.localdate(held.withdrawn_at) if held.withdrawn_at else None)
        return keep_papers(held, found, by=by, at=at)


def looked_at(papers: Iterable[Paper]) -> list[tuple[Paper, Upload]]:
    """Every file by its gate, before anything is kept; all that is wrong at once."""
    found, faults = [], []
    for paper in papers:
        try:
            upload = checked(paper.content, name=paper.name, kinds=KINDS, keep_position=paper.keep_position)
        except RuleBroken as problem:
            faults += problem.messages
        else:
            found.append((paper, upload))
    if faults:
        raise RuleBroken(faults)
    return found


def keep_papers(
    activity: Activity, papers: Iterable[tuple[Paper, Upload]], *, by: Person, at: datetime
) -> list[Document]:
    """Each is the holder's own paper: whoever stands above reads it, the other sides of the programme do not."""
    kept = []
    with audited_together():
        held = set(activity.documents.values_list("files__sha256", flat=True))
        for paper, upload in papers:
            document = Document(
                type=TYPES.get(paper.what, TYPES["other"]), title=activity.title, issued_on=activity.first_on,
                holder=activity.holder, content=activity.content,
            )  # fmt: skip
            if _mark(upload) in held:
                continue  # pressed twice
            held.add(_mark(upload))
            file = (upload.name, upload.content, upload.media_type)
            kept.append(add_document(document, agreements=[], files=[file], by=by, at=at))
        activity.documents.add(*kept)
    return kept


def _mark(upload: Upload) -> str:
    return sha256(upload.content).hexdigest()
