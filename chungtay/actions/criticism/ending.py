"""Takes the drafter's reply and the text as it was issued, lays them beside the draft, and closes the criticism."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone

from chungtay.models import Criticism, CriticismPoint, Document, FinalClause, Person
from chungtay.rules.criticism import (
    ClauseText,
    CriticismMove,
    Replied,
    check_clauses,
    check_reply,
    matched,
    split,
)
from chungtay.rules.messages import Message, RuleBroken

from ..documents import File, add_document
from .steps import refuse_unseen_paper, step

TYPE = "Công văn"  # what offices call a letter


def reply_to_criticism(
    criticism: Criticism, replies: Mapping[int, Replied], *, on: date | None = None, number: str = "",
    file: File | None = None, on_paper: bool = False, by: Person, at: datetime,
) -> Criticism:  # fmt: skip
    """Point by point: from the drafter's own account; or on paper, which the office writes down with its number."""
    today = timezone.localdate(at)
    move = CriticismMove.REPLY_ON_PAPER if on_paper else CriticismMove.REPLY
    body = criticism.holder if on_paper else criticism.drafter
    with step(criticism, move, body=body, by=by, at=at) as held:
        assert held.sent_at, "only what was sent is answered"
        replied_on = (on or today) if on_paper else today
        points = {point.number: point for point in held.points.all()}
        check_reply(
            list(points), dict(replies), on_paper=on_paper, number=number, replied_on=replied_on,
            sent_on=timezone.localdate(held.sent_at), today=today,
        )  # fmt: skip
        held.replied_on = replied_on
        held.reply_number = " ".join(number.split()) if on_paper else ""
        if on_paper and file is not None:
            held.reply = _letter(held, file, by=by, at=at)
        for key, point in points.items():
            CriticismPoint.objects.filter(pk=point.pk).update(
                taken=replies[key].taken, reason=replies[key].reason.strip(), replied_by=by, replied_at=at
            )
    return criticism


def lay_final(
    criticism: Criticism, text: str, *, number: str = "", on: date | None = None,
    document: Document | None = None, by: Person, at: datetime,
) -> Criticism:  # fmt: skip
    """The text as it was issued, cut like the draft and matched with it; what was laid before gives way.

    The same text laid once more keeps the matches that a person corrected.
    """
    refuse_unseen_paper(document, by=by, at=at)
    clauses = split(text)
    check_clauses(clauses)
    if on is not None and on > timezone.localdate(at):
        raise RuleBroken(Message("This day is still to come.", where="final_on"))
    with step(criticism, CriticismMove.LAY_FINAL, body=criticism.holder, by=by, at=at) as held:
        held.final_number, held.final_on, held.final = " ".join(number.split()), on, document
        if list(clauses) != [ClauseText(one.name, one.text) for one in held.final_clauses.all()]:
            _lay_anew(held, clauses)
    return criticism


def match_final(
    criticism: Criticism, matches: Mapping[int, int | None], *, by: Person, at: datetime
) -> Criticism:
    """For final clauses, by their position, of which clause of the draft they came; None: of none, they were added."""
    with step(criticism, CriticismMove.LAY_FINAL, body=criticism.holder, by=by, at=at) as held:
        draft = {one.position: one for one in held.clauses.all()}
        final = {one.position: one for one in held.final_clauses.all()}
        _refuse_strange(matches, draft=set(draft), final=set(final))
        now = {key: one.clause.position if one.clause else None for key, one in final.items()}
        _refuse_twice(now | dict(matches))
        changed = {key: wanted for key, wanted in matches.items() if now[key] != wanted}
        held.final_clauses.filter(position__in=changed).update(clause=None)
        for key, wanted in changed.items():
            if wanted is not None:
                held.final_clauses.filter(position=key).update(clause=draft[wanted])
    return criticism


def close_criticism(criticism: Criticism, *, note: str = "", by: Person, at: datetime) -> Criticism:
    with step(criticism, CriticismMove.CLOSE, body=criticism.holder, note=note, by=by, at=at):
        pass
    return criticism


def _lay_anew(criticism: Criticism, clauses: Sequence[ClauseText]) -> None:
    draft = list(criticism.clauses.all())
    matches = matched([ClauseText(one.name, one.text) for one in draft], clauses)
    criticism.final_clauses.all().delete()
    FinalClause.objects.bulk_create(
        FinalClause(
            criticism=criticism, position=position, name=one.name, text=one.text,
            clause=draft[matches[position - 1]] if position - 1 in matches else None,
        )
        for position, one in enumerate(clauses, 1)
    )  # fmt: skip


def _letter(criticism: Criticism, file: File, *, by: Person, at: datetime) -> Document:
    paper = Document(
        type=TYPE, number=criticism.reply_number, issued_on=criticism.replied_on, title=criticism.title,
        holder=criticism.holder, issuers=str(criticism.drafter or criticism.drafter_name),
    )  # fmt: skip
    return add_document(paper, agreements=[], files=[file], by=by, at=at)


def _refuse_strange(matches: Mapping[int, int | None], *, draft: set[int], final: set[int]) -> None:
    if set(matches) - final or {one for one in matches.values() if one is not None} - draft:
        raise RuleBroken(Message("Choose clauses of these two texts.", where="matches"))


def _refuse_twice(matches: Mapping[int, int | None]) -> None:
    chosen = [one for one in matches.values() if one is not None]
    twice = sorted({one for one in chosen if chosen.count(one) > 1})
    text = (
        "Clause %(number)s of the draft is chosen twice. One final clause comes of it; the other was added."
    )
    if twice:
        raise RuleBroken([Message(text, {"number": one}, "matches") for one in twice])
