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
from chungtay.models import Agreement, Document, DocumentFile, Person, Place, QuotedFigure
from chungtay.rules.documents import check_file, check_quoted
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


def quote_figure(figure: QuotedFigure, *, by: Person, at: datetime) -> QuotedFigure:
    """Keep a number that a paper gives beside ours: who said it, for which days and unit. Never posted."""
    paper, unit = figure.document, figure.place
    refuse_unless_may(by, Act.RECORD, paper, at)
    assert figure.first_on and figure.last_on and figure.indicator, "only what names its question is compared"
    with recorded("quote_figure", thing=figure, by=by, at=at):
        Document.objects.select_for_update().get(pk=paper.pk)
        check_quoted(
            first_on=figure.first_on, last_on=figure.last_on, quantity=figure.quantity, passage=figure.passage,
            place=unit.name if unit else "",
            stands=unit is None or Place.objects.on(figure.last_on).filter(pk=unit.pk).exists(),
            is_of_programme=paper.agreements.filter(pk=figure.agreement_id).exists(),
        )  # fmt: skip
        same = {
            name: getattr(figure, name)
            for name in ("document", "agreement", "indicator", "place", "first_on", "last_on", "quantity")
        }
        held = QuotedFigure.objects.filter(**same, withdrawn_at=None).first()
        if held is not None:
            return held  # pressed twice
        figure.said_by = figure.said_by.strip() or paper.issuers or paper.holder.name
        figure.measure = figure.measure or figure.indicator.measure
        figure.entered_by, figure.entered_at = by, at
        figure.save(force_insert=True)
    return figure


def withdraw_quote(figure: QuotedFigure, *, by: Person, at: datetime) -> QuotedFigure:
    """Typed wrongly: it stands beside ours no more. The row stays, and so does who took it back."""
    refuse_unless_may(by, Act.RECORD, figure.document, at)
    with recorded("withdraw_quote", thing=figure, by=by, at=at):
        held = QuotedFigure.objects.select_for_update().get(pk=figure.pk)
        if held.withdrawn_at is None:
            held.withdrawn_by, held.withdrawn_at = by, at
            held.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return held


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
