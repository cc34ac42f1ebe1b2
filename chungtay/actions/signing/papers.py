"""Keeps the paper that a step goes by: a new one with its files, or one that stands with the agreement already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from chungtay.models import Agreement, Document, Organisation, Person
from chungtay.rules.messages import Message, RuleBroken

from ..documents import File, add_document


@dataclass(frozen=True)
class Paper:
    """A paper that is not kept yet."""

    files: Sequence[File]
    title: str = ""
    number: str = ""
    issued_on: date | None = None
    issuers: str = ""
    type: str = ""  # as the paper calls itself

    def __bool__(self) -> bool:
        return bool(self.files)

    @property
    def contents(self) -> list[bytes]:
        return [content for _name, content, _type in self.files]


Given = Document | Paper | None


def kept(
    given: Given, agreement: Agreement, holder: Organisation, *, type: str, language: str = "vi",
    is_shared: bool = True, by: Person, at: datetime,
) -> Document | None:  # fmt: skip
    """The document; shared with the seats unless it is the holder's own, as an opinion is. None where none is given.

    Without a title of its own it is called what the agreement is called in the paper's language.
    """
    if isinstance(given, Document):
        refuse_foreign(given, agreement, holder, is_shared=is_shared, by=by, at=at)
        return given
    if not given:
        return None
    document = Document(
        type=given.type or type, number=given.number.strip(), issued_on=given.issued_on, holder=holder,
        title=given.title.strip() or agreement.said("name", language), issuers=given.issuers.strip() or holder.name,
    )  # fmt: skip
    return add_document(
        document, agreements=[agreement] if is_shared else [], files=given.files, by=by, at=at
    )


def refuse_foreign(
    document: Document,
    agreement: Agreement,
    holder: Organisation,
    *,
    is_shared: bool,
    by: Person,
    at: datetime,
) -> None:
    """Only a paper of this agreement; one of the own side where the step is that side's own."""
    seen = Document.objects.visible_to(by, timezone.localdate(at))
    found = seen.filter(agreements=agreement) if is_shared else seen.filter(holder=holder)
    if not found.filter(pk=document.pk).exists():
        raise RuleBroken(Message("This document does not stand with the agreement.", where="document"))
