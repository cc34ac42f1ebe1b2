"""Keeps papers: the bytes once under their checksum, the record beside them."""

import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.utils import timezone

from chungtay.answers.documents import file_path
from chungtay.models import Agreement, Document, DocumentFile, Person
from chungtay.rules.documents import check_file
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind

from .recorded import recorded, refuse_unless_may
from .sharing import share_with_seats

File = tuple[str, bytes, str]  # name, content, media type


@dataclass(frozen=True)
class KeptFile:
    """What a record needs to find the bytes again."""

    sha256: str
    size: int
    name: str
    media_type: str


def add_document(
    document: Document, *, agreements: Iterable[Agreement], files: Iterable[File], by: Person, at: datetime
) -> Document:
    """Keep an unsaved paper with its files, for the programmes that it belongs to."""
    agreements, files = list(agreements), list(files)
    refuse_unless_may(by, Act.RECORD, document, at)
    _refuse_hidden(agreements, by, at)
    with recorded("add", thing=document, by=by, at=at):
        document.save(force_insert=True)
        document.agreements.set(agreements)
        share_with_seats(Kind.DOCUMENT, document.pk, agreements, state="linked", by=by, at=at)
        for name, content, media_type in files:
            kept = keep_file(content, name=name, media_type=media_type)
            DocumentFile.objects.create(document=document, **asdict(kept))
    return document


def keep_file(content: bytes, *, name: str, media_type: str) -> KeptFile:
    """Write the bytes unless they are there; the same bytes are kept once, whatever their names.

    If the record beside them fails, the bytes stay: nobody can ask for them, and the next try finds them.
    """
    check_file(name=name, size=len(content))
    mark = sha256(content).hexdigest()
    path = file_path(mark)
    if not path.exists():
        try:
            _write_whole(path, content)
        except OSError as problem:  # a full disk, a home that may not be written
            text = "%(name)s was not kept: the server's disk takes no files. Tell your administrator."
            raise RuleBroken(Message(text, {"name": name}, where="files")) from problem
    return KeptFile(mark, len(content), Path(name).name[:300], media_type)


def holds_just(document: Document, *contents: bytes) -> bool:
    """Whether these bytes, and no others, are what the paper holds."""
    held = document.files.values_list("sha256", flat=True)
    return sorted(held) == sorted(sha256(content).hexdigest() for content in contents)


def _write_whole(path: Path, content: bytes) -> None:
    """A file stands under its checksum only when every byte of it is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix="coming-", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            os.unlink(file.name)
            raise
    os.replace(file.name, path)


def _refuse_hidden(agreements: list[Agreement], by: Person, at: datetime) -> None:
    seen = Agreement.objects.visible_to(by, timezone.localdate(at)).values_list("id", flat=True)
    if not {agreement.pk for agreement in agreements} <= set(seen):
        raise RuleBroken(Message("This programme is not shared with you.", where="agreements"))
