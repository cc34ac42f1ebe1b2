"""Reads the files of papers once, each in a small process of its own, so that their words are found too."""

from datetime import timedelta
from typing import Any

from chungtay.answers.documents import file_bytes
from chungtay.models import Document, DocumentFile, FileText
from chungtay.rules.messages import RuleBroken

from ..jobs import Telling, work
from ..uploads import in_child
from .indexing import index

AT_ONCE = 500  # files of one round; the next one goes on
LONGEST = 400_000  # letters of a file that are searched


@work("read_papers", every=timedelta(hours=1), seconds=1800)
def run(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
    """Every kept file that nobody read yet. One that cannot be read has no words, and is not tried again."""
    waiting = DocumentFile.objects.exclude(sha256__in=FileText.objects.values("sha256"))
    files = list(waiting.order_by("sha256").values_list("sha256", "name")[:AT_ONCE])
    for done, (sha256, name) in enumerate(dict(files).items(), 1):
        text = text_of_file(name, file_bytes(sha256))
        FileText.objects.get_or_create(sha256=sha256, defaults={"text": text, "read_at": told.at})
        for paper in Document.objects.filter(files__sha256=sha256).distinct():
            index(paper)
        told.step(done, of=len(files))
    return {"read": len(files)}


def text_of_file(name: str, content: bytes) -> str:
    try:
        said = in_child("chungtay.rules.search:text_of_file", content, seconds=20, megabytes=400, name=name)
    except RuleBroken:
        return ""
    return str(said)[:LONGEST]
