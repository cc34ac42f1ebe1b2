"""Gives a paper to the public and takes it back: only when somebody who may chooses to, one paper at a time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from chungtay.answers.published.face import is_settled
from chungtay.models import (
    Agreement,
    Document,
    DocumentCopy,
    DocumentFile,
    DocumentRelation,
    Edition,
    EqualText,
    Person,
    ProgrammeCopy,
)
from chungtay.rules.articles import slug_of
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.published.papers import check_publishing, check_withdrawing, files_going_out
from chungtay.rules.registry import Bearing

from ..recorded import recorded, refuse_unless_may
from .programmes import copy_programme

ENDING = (Bearing.REPLACES, Bearing.CANCELS, Bearing.AMENDS)
LONGEST = 100  # letters of an address


def publish_document(document: Document, agreement: Agreement, *, by: Person, at: datetime) -> DocumentCopy:
    """Give readers the signed paper, or the copy that is kept, under the programme that was chosen."""
    today = timezone.localdate(at)
    refuse_unless_may(by, Act.PUBLISH, document, at)
    seen = Agreement.objects.visible_to(by, today).filter(pk=agreement.pk, documents=document)
    with recorded("publish_document", thing=document, by=by, at=at):
        held = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
        files = files_going_out(held.files.order_by("name", "id"))
        check_publishing(
            files=files,
            issued_on=held.issued_on,
            today=today,
            is_of_programme=seen.exists(),
            is_settled=held.plan is None or is_settled(held.plan, today),
        )
        programme = ProgrammeCopy.objects.filter(slug=agreement.slug).first() or _begun(agreement, at)
        copy = _copy(held, programme, files, at)
        _renew_standing([copy.document, *held.bears_on.values_list("other", flat=True)])
        Edition.next()
    return copy


def withdraw_document(document: Document, *, reason: str, by: Person, at: datetime) -> None:
    """Gone under every programme at once: the page, the files, the list, the search."""
    refuse_unless_may(by, Act.PUBLISH, document, at)
    check_withdrawing(reason)
    public = DocumentCopy.objects.filter(document=document.pk, withdrawn_at=None)
    if not public.exists():
        return  # pressed twice
    with recorded("withdraw_document", thing=document, by=by, at=at, reason=reason):
        public.update(withdrawn_at=at)
        _renew_standing(document.bears_on.values_list("other", flat=True))
        Edition.next()


def _begun(agreement: Agreement, at: datetime) -> ProgrammeCopy:
    """The face of a programme that readers have nothing of yet; one that was taken back stays so."""
    copy = copy_programme(agreement, at=at)
    if copy.withdrawn_at is not None:
        text = "This programme was taken from the public. Give it back first, then its papers."
        raise RuleBroken(Message(text, where="programme"))
    return copy


def _copy(
    document: Document, programme: ProgrammeCopy, files: Iterable[DocumentFile], at: datetime
) -> DocumentCopy:
    text = EqualText.objects.filter(document=document, version__in_force_on__isnull=False).first()
    told: dict[str, Any] = {
        name: getattr(document, name)
        for name in ("type", "number", "issued_on", "title", "title_lo", "title_en", "issuers")
    }
    copy, is_new = DocumentCopy.objects.get_or_create(
        programme=programme, document=document.pk, defaults={**told, "slug": _free_slug(document), "published_at": at}
    )  # fmt: skip
    for name, value in told.items():
        setattr(copy, name, value)
    copy.plan_year = document.plan.year if document.plan else None
    copy.language = text.language if text else ""
    copy.files = [
        {"name": file.name, "sha256": file.sha256, "size": file.size, "media_type": file.media_type}
        for file in files
    ]
    if copy.withdrawn_at is not None:
        copy.withdrawn_at, copy.published_at = None, at
    copy.save()
    return copy


def _free_slug(document: Document) -> str:
    slug = slug_of(f"{document.type} {document.number or document.title}")[:LONGEST].strip("-")
    taken = set(DocumentCopy.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    free, number = slug, 1
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _renew_standing(documents: Iterable[Any]) -> None:
    """What later papers did to these. A paper that readers do not have is not named to them."""
    for copy in DocumentCopy.objects.filter(document__in=list(documents)):
        copy.standing = _standing_of(copy)
        copy.save(update_fields=["standing"])


def _standing_of(copy: DocumentCopy) -> str:
    """`replaces;12/KH-BTV;01/03/2025`, said by the page in its own language."""
    ended = DocumentRelation.objects.filter(Q(other=copy.document), bearing__in=ENDING)
    relation = ended.select_related("document").order_by("-noted_at").first()
    if relation is None:
        return ""
    later = relation.document
    is_public = DocumentCopy.objects.public().filter(document=later.pk).exists()
    named = (
        [later.number, f"{later.issued_on:%d/%m/%Y}" if later.issued_on else ""] if is_public else ["", ""]
    )
    return ";".join([str(relation.bearing), *named])
