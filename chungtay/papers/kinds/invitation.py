"""The invitation to a meeting: whom, to what, when, where, with which agenda."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chungtay.papers.sheets import Block
from chungtay.rules import official

from .composing import dashed, ended_list, prose, stopped
from .paper import Paper
from .wording import Wording

# Not the first half of a word: dự án, dự thảo.
_ATTEND = re.compile(r"^(?:(?:tham )?dự (?!án\b|thảo\b|toán\b|kiến\b|báo\b)|ເຂົ້າຮ່ວມ ?)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class InvitationPaper(Paper):
    """Times are of the place where one meets."""

    invitees: tuple[str, ...] = ()
    chair: str = ""  # by post
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    venue: str = ""
    agenda: tuple[str, ...] = ()
    enclosed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    contact: str = ""  # an office and its telephone, never a person's


def text_of(paper: InvitationPaper, wording: Wording) -> Iterator[Block]:
    """In the order that the decree's model has: who invites whom, to what, chaired by whom, when, where."""
    said = wording.said
    invites = said("invites", issuer=wording.issuer)
    guests = [guest.strip() for guest in paper.invitees if guest.strip()]
    if len(guests) > 1:
        yield from prose((f"{invites}:",))
        yield from dashed(ended_list(guests))
    else:
        line = said("labelled", label=invites, text="".join(guests))
        yield from prose((stopped(line) if guests else line,))
    for name, text in (
        ("attend", _without_attend(paper.abstract)),
        ("chaired_by", paper.chair),
        ("when", _when(paper, wording)),
        ("where", paper.venue),
    ):
        if text.strip():
            yield from prose((stopped(wording.labelled(name, text)),))
    yield from _listed("agenda", paper.agenda, wording)
    yield from _listed("enclosed", paper.enclosed, wording)
    yield from prose(paper.notes)
    if paper.contact:
        yield from prose((stopped(wording.labelled("contact", paper.contact)),))


def _without_attend(abstract: str) -> str:
    """An abstract may begin as the label before it ends: `dự buổi gặp mặt`."""
    rest = _ATTEND.sub("", abstract.strip())
    return rest[:1].upper() + rest[1:]


def _when(paper: InvitationPaper, wording: Wording) -> str:
    if not paper.begins_at:
        return ""
    begins = official.moment_in_full(paper.begins_at, language=wording.language)
    if not paper.ends_at:
        return begins
    is_one_day = paper.ends_at.date() == paper.begins_at.date()
    write = official.hour if is_one_day else official.moment_in_full
    return wording.said("until", begins=begins, ends=write(paper.ends_at, language=wording.language))


def _listed(name: str, texts: tuple[str, ...], wording: Wording) -> Iterator[Block]:
    if texts:
        yield from prose((f"{wording.said(name)}:",))
        yield from dashed(ended_list(texts))
