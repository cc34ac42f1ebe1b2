"""What stands around the text of every paper: letterhead and title above it, signatures and recipients below."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from chungtay.papers.sheets import (
    Block,
    Fingerprint,
    Grounds,
    Letterhead,
    Signatures,
    Signer,
    appendix,
    letterhead,
    recipients,
    signer,
    tidy,
)
from chungtay.rules import official

from .composing import clause_of, composed, plain_table, prose
from .paper import AppendixPart, Paper, SignerLine
from .wording import Wording, written_number

_BLANK = "." * 16
# On whose behalf one signs: Decree 30/2020/NĐ-CP writes it with a point, Party guidance 36-HD/VPTW with a stroke.
_ON_BEHALF = {"TM.": "T/M", "KT.": "K/T", "TL.": "T/L"}


def top(paper: Paper, wording: Wording, *, subject: str = "", numbered: bool = True) -> Letterhead:
    head, style = paper.head, wording.style
    drawn = letterhead(
        style,
        parent_body=head.parent_body,
        issuer="\n".join(head.issuers),
        number=written_number(head, style),
        place_and_day=official.place_and_day(
            head.place or _BLANK, head.day, year=head.year, language=wording.language
        ),
        subject=subject,
    )
    return drawn if numbered else replace(drawn, number="")


def grounds(paper: Paper) -> Iterator[Block]:
    lines = tuple(ground for ground in paper.grounds if ground.strip())
    if lines:
        yield Grounds(lines)


def bottom(
    paper: Paper, wording: Wording, *, names: Iterable[str] = (), signers: Iterable[SignerLine] = ()
) -> Iterator[Block]:
    """Signatures with the recipients beside or below them, the fingerprint, then the appendices."""
    columns = tuple(signers) or paper.signers or (SignerLine(),)
    yield Signatures(
        recipients=recipients(names),
        signers=tuple(_signer(one, wording, abreast=max(2, len(columns))) for one in columns),
    )
    if paper.fingerprint:
        yield Fingerprint(tidy(paper.fingerprint))


def sent_to(paper: Paper, wording: Wording, *, first: str = "") -> tuple[str, ...]:
    """The recipients and where the paper is filed; whoever the letter is for is meant by `first`."""
    named = [name.strip() for name in paper.recipients if name.strip()]
    if not named and not first:
        return ()
    if first and first not in named:
        named.insert(0, first)
    unit = f", {paper.drafting_unit.strip()}" if paper.drafting_unit.strip() else ""
    filed = wording.said("filed", unit=unit)
    word = filed.split(":")[0].split(",")[0]
    is_filed = any(name.removeprefix("-").strip().startswith(word) for name in named)
    return tuple(named if is_filed else [*named, filed])


def bound_behind(parts: Iterable[AppendixPart], wording: Wording, *, attached_to: str) -> Iterator[Block]:
    """Each appendix on pages of its own, numbered when there are several."""
    parts = tuple(parts)
    for position, part in enumerate(parts, 1):
        yield appendix(
            wording.style,
            part.title,
            position=position if len(parts) > 1 else None,
            attached_to=attached_to,
            landscape=part.landscape,
        )
        yield from prose(part.paragraphs)
        yield from composed(map(clause_of, part.parts))
        yield from (plain_table(table, wording.style, landscape=part.landscape) for table in part.tables)


def attached(paper: Paper, wording: Wording, *, kind: str) -> str:
    """`Kèm theo Kế hoạch số 468/KH-… ngày 21 tháng 3 năm 2024 của …`."""
    head = paper.head
    return wording.said(
        "attached" if head.symbol else "attached_unnumbered",
        kind=kind,
        number=written_number(head, wording.style),
        day=official.day_in_full(head.day, year=head.year, language=wording.language),
        issuer=wording.issuer,
    )


def _signer(line: SignerLine, wording: Wording, *, abreast: int) -> Signer:
    """Where several sign, each column says first for which side."""
    said_already = tidy(line.organisation).casefold() in tidy(line.authority).casefold()
    side = "" if said_already else line.organisation
    return signer(
        wording.style,
        authority=_in_house("\n".join(text for text in (side, line.authority) if text.strip()), wording),
        post=line.post,
        name=line.name,
        abreast=abreast,
    )


def _in_house(authority: str, wording: Wording) -> str:
    """A body's `TM.` becomes `T/M` on a paper of the Party, and the other way round."""
    for state, party in _ON_BEHALF.items():
        one, other = (state, party) if wording.style.slug == "party" else (party, state)
        authority = re.sub(rf"^{re.escape(one)} ?(?=\S)", f"{other} ", authority, flags=re.MULTILINE)
    return authority
