"""Proposes, approves and retires terms; takes a list of them from a file."""

import csv
import io
from datetime import datetime

from django.db import transaction

from chungtay.answers.wordings import approved_like
from chungtay.models import Organisation, Person, Term
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.wordings import (
    TermState,
    check_approval,
    check_proposal,
    check_retirement,
    check_rows,
    check_size,
    check_term,
    folded,
    one_line,
)

from ..recorded import audited_together, recorded, refuse_unless_may

SAID = ("text", "text_lo", "text_en", "never", "source")


def propose_term(term: Term, *, by: Person, at: datetime) -> Term:
    """Keep an unsaved term as a proposal. It binds nobody until a second person approves it."""
    refuse_unless_may(by, Act.TRANSLATE, term, at)
    for field in SAID:
        setattr(term, field, one_line(getattr(term, field)))
    check_term(text=term.text, text_lo=term.text_lo, text_en=term.text_en, never=term.never)
    with transaction.atomic():
        _lock_the_list()
        check_proposal(standing=any(_same(term, other) for other in _standing()))
        with recorded("propose_term", thing=term, by=by, at=at, reason=term.text):
            term.state, term.proposed_by, term.proposed_at = TermState.PROPOSED, by, at
            term.save(force_insert=True)
    return term


def approve_term(term: Term, *, by: Person, at: datetime) -> Term:
    """From now on it is offered wherever the Vietnamese word stands."""
    refuse_unless_may(by, Act.APPROVE, term, at)
    with transaction.atomic():
        _lock_the_list()
        held = Term.objects.get(pk=term.pk)
        if held.state == TermState.APPROVED and held.approved_by_id == by.pk:
            return held  # pressed twice
        other = approved_like(held.text, beside=held.pk)
        said = (other.text_lo or other.text_en) if other else ""
        check_approval(state=held.state, approved=said, proposed_by=held.proposed_by_id, by=by.pk)
        with recorded("approve_term", thing=held, by=by, at=at, reason=held.text):
            held.state, held.approved_by, held.approved_at = TermState.APPROVED, by, at
            held.save(update_fields=["state", "approved_by", "approved_at"])
    return held


def retire_term(term: Term, *, reason: str = "", by: Person, at: datetime) -> Term:
    """It is offered no more; the row stays, so that it can be read why something was said so."""
    refuse_unless_may(by, Act.APPROVE, term, at)
    with transaction.atomic():
        _lock_the_list()
        held = Term.objects.get(pk=term.pk)
        check_retirement(state=held.state)
        why = f"{held.text}: {reason.strip()}" if reason.strip() else held.text
        with recorded("retire_term", thing=held, by=by, at=at, reason=why):
            held.state = TermState.RETIRED
            held.save(update_fields=["state"])
    return held


def load_terms(content: bytes, *, holder: Organisation, by: Person, at: datetime) -> list[Term]:
    """Propose every row of a file, or none; all faults are named by their rows."""
    refuse_unless_may(by, Act.TRANSLATE, Term(holder=holder), at)
    head, rows = _read(content)
    with audited_together():
        _lock_the_list()
        told = check_rows(head, rows, [folded(term.text) for term in _standing()])
        return [propose_term(Term(holder=holder, **row), by=by, at=at) for row in told]


def _read(content: bytes) -> tuple[list[str], list[list[str]]]:
    """The head and the rows, with commas, semicolons or tabs between, as offices' programs write them."""
    check_size(len(content))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleBroken(Message("The file is not UTF-8. Save it as “CSV UTF-8”.", where="file")) from None
    if "\0" in text:
        raise RuleBroken(Message("This is no CSV file. Save the list as “CSV UTF-8”.", where="file"))
    first = text.partition("\n")[0]
    between = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=between))
    except csv.Error:
        raise RuleBroken(
            Message("This is no CSV file. Save the list as “CSV UTF-8”.", where="file")
        ) from None
    head = [cell.strip().casefold() for cell in rows[0]] if rows else []
    return head, rows[1:]


def _lock_the_list() -> None:
    """Of two who approve one word at once, the second sees the first."""
    list(Term.objects.select_for_update().values_list("pk"))


def _standing() -> list[Term]:
    return list(Term.objects.exclude(state=TermState.RETIRED))


def _same(one: Term, other: Term) -> bool:
    return all(
        folded(getattr(one, field)) == folded(getattr(other, field))
        for field in ("text", "text_lo", "text_en")
    )
