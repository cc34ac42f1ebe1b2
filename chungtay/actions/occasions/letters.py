"""Takes a letter from due to approved: begun before the house does, drafted in two languages, approved, left out."""

from datetime import date, datetime

from django.utils import timezone

from chungtay.answers.drafts import paper_of
from chungtay.answers.drafts.letters import letter_mark
from chungtay.answers.drafts.source import country_of
from chungtay.answers.occasions import Expected, Pair, language_of, pairs_on, signed_on
from chungtay.answers.occasions.letters import others_who_sign, writers_of
from chungtay.models import Agreement, Draft, Greeting, Occasion, Organisation, Person
from chungtay.papers.kinds import Stage, check
from chungtay.rules.messages import Message, Phrase, RuleBroken
from chungtay.rules.occasions import (
    LetterMove,
    LetterState,
    OccasionRule,
    Standing,
    Wish,
    check_asking,
    check_move,
    days_in,
)
from chungtay.rules.people import Act

from ..drafts import begin_draft
from ..recorded import PRESSED_TWICE, recorded
from .due import letters_for, make_letter
from .steps import locked, note_step, release_draft


def refuse_to_begin(
    agreement: Agreement, holder: Organisation, partner: Organisation, *, by: Person, at: datetime
) -> None:
    """Ask this before the occasion is looked for: whoever may not write at all learns nothing of the days."""
    letter = Greeting(agreement=agreement, holder=holder, partner=partner)
    refuse_unless_for(letter, by, Act.RECORD, timezone.localdate(at))


def ask_for_letter(
    agreement: Agreement, holder: Organisation, partner: Organisation, occasion: Occasion, year: int, *,
    by: Person, at: datetime,
) -> Greeting:  # fmt: skip
    """Begin a letter before the house makes it due; for an occasion whose days are known."""
    today = timezone.localdate(at)
    refuse_to_begin(agreement, holder, partner, by=by, at=at)
    pair = _pair(agreement, holder, partner, today)
    _refuse_strange(agreement, occasion, holder, by, today)
    days = days_in(
        occasion.in_rules(), year, announced=occasion.announced_days(), signed_on=signed_on(agreement)
    )
    one = Expected(pair, occasion, year, days)
    held = letters_for(one, at).first()
    check_asking(
        kept=occasion.in_rules(), name=Phrase.of(occasion), year=year,
        days=days, today=today, exists=LetterState(held.state) if held else None,
    )  # fmt: skip
    made = make_letter(one, by=by, at=at)
    if made is None:
        raise RuleBroken(Message("There is a letter for this already. Go on with that one."))
    return made


def draft_letter(letter: Greeting, *, by: Person, at: datetime) -> Draft:
    """Begin its paper from the template of the occasion, in the languages of both sides."""
    today = timezone.localdate(at)
    refuse_unless_for(letter, by, Act.RECORD, today)
    with recorded("draft_greeting", thing=letter, by=by, at=at):
        held = locked(letter)
        if held.draft and held.state == LetterState.DRAFTED and held.draft.drafted_by_id == by.pk:
            return held.draft  # pressed twice
        step = check_move(Standing(state=LetterState(held.state)), Wish(move=LetterMove.DRAFT, today=today))
        held.draft = begin_draft(_paper(held), by=by, at=at)
        note_step(held, LetterMove.DRAFT, step.after, by=by, at=at)
        held.save()
    return held.draft


def approve_letter(letter: Greeting, *, as_read: str, reason: str = "", by: Person, at: datetime) -> Greeting:
    """A leader's word for just what was read: `as_read` is its mark (`letter_mark`)."""
    today = timezone.localdate(at)
    refuse_unless_for(letter, by, Act.SIGN, today)
    with recorded("approve_greeting", thing=letter, by=by, at=at, reason=reason.strip()):
        held = locked(letter)
        if (
            held.state == LetterState.APPROVED
            and held.approved_by_id == by.pk
            and held.approved_as == as_read
        ):
            return held  # pressed twice
        own = by.pk in writers_of(held)
        standing = Standing(
            state=LetterState(held.state), own_work=own,
            others_may_sign=own and others_who_sign(held.holder, by, today),
        )  # fmt: skip
        step = check_move(standing, Wish(move=LetterMove.APPROVE, today=today, reason=reason))
        assert held.draft, "what is drafted has its paper"
        mark = letter_mark(held.draft, today)
        _refuse_unread(held.draft, mark, as_read, today)
        note_step(held, LetterMove.APPROVE, step.after, by=by, at=at, note=reason.strip())
        held.approved_by, held.approved_at, held.approved_as = by, at, mark
        held.approved_alone_reason = reason.strip()[:500] if own else ""
        held.save()
    return held


def leave_out(letter: Greeting, *, reason: str, by: Person, at: datetime) -> Greeting:
    """No letter goes out this time, because."""
    return _decide(letter, LetterMove.LEAVE_OUT, "leave_out_greeting", reason=reason, by=by, at=at)


def take_up(letter: Greeting, *, reason: str, by: Person, at: datetime) -> Greeting:
    """It was left out too soon: it is due again."""
    return _decide(letter, LetterMove.TAKE_UP, "take_up_greeting", reason=reason, by=by, at=at)


def _decide(
    letter: Greeting, move: LetterMove, verb: str, *, reason: str, by: Person, at: datetime
) -> Greeting:
    today, reason = timezone.localdate(at), reason.strip()
    refuse_unless_for(letter, by, Act.RECORD, today)
    with recorded(verb, thing=letter, by=by, at=at, reason=reason):
        held = locked(letter)
        last = held.steps.order_by("moved_at", "id").last()
        if last and (last.move, last.moved_by_id) == (move, by.pk) and at - last.moved_at < PRESSED_TWICE:
            return held  # pressed twice
        step = check_move(
            Standing(state=LetterState(held.state)), Wish(move=move, today=today, reason=reason)
        )
        release_draft(held, by=by, at=at)
        note_step(held, move, step.after, by=by, at=at, note=reason)
        held.reason = reason[:500] if move is LetterMove.LEAVE_OUT else ""
        held.save()
    return held


def refuse_unless_for(letter: Greeting, by: Person, act: Act, today: date) -> None:
    """A letter is the business of the body that writes it; the partner only reads it."""
    if not by.may(act, letter.facts_for(letter.holder), today):
        raise RuleBroken(Message("Your post does not allow this."))


def _paper(letter: Greeting) -> Draft:
    """The facts follow the occasion, its year and the two languages; who writes may write over all of it."""
    first, second = language_of(letter.holder), language_of(letter.partner)
    occasion = letter.occasion
    chosen = {
        "occasion": occasion.letter or occasion.said("name", first), "year": str(letter.year),
        "second": second if second != first else "",
    }  # fmt: skip
    title = "" if occasion.letter else occasion.said("name", first)
    style = "lao" if country_of(letter.holder) == "LA" else "state"
    return Draft(
        paper="greeting", house_style=style, holder=letter.holder, agreement=letter.agreement, language=first,
        values=chosen, title=title,
    )  # fmt: skip


def _pair(agreement: Agreement, holder: Organisation, partner: Organisation, today: date) -> Pair:
    for pair in pairs_on(today, {holder.pk}):
        if (pair.agreement.pk, pair.own.pk, pair.partner.pk) == (agreement.pk, holder.pk, partner.pk):
            return pair
    text = (
        "The two do not sit beside one another in this programme today. Choose a partner of one of its sides."
    )
    raise RuleBroken(Message(text, where="partner"))


def _refuse_strange(
    agreement: Agreement, occasion: Occasion, holder: Organisation, by: Person, today: date
) -> None:
    said = []
    if not Agreement.objects.visible_to(by, today).filter(pk=agreement.pk).exists():
        said.append(Message("This programme is not shared with you.", where="agreement"))
    seen = Occasion.objects.visible_to(by, today).filter(pk=occasion.pk).exists()
    of_another = occasion.agreement_id not in (None, agreement.pk)
    if not seen or of_another or occasion.holder_id not in (None, holder.pk):
        said.append(Message("Choose a day that your office observes.", where="occasion"))
    if occasion.rule == OccasionRule.ANNIVERSARY and signed_on(agreement) is None:
        said.append(Message("Nobody noted on which day this agreement was signed.", where="occasion"))
    if said:
        raise RuleBroken(said)


def _refuse_unread(draft: Draft, mark: str, as_read: str, today: date) -> None:
    if mark != as_read:
        raise RuleBroken(
            Message("The letter has changed since you opened it. Read it again, then approve it.")
        )
    missing = check(paper_of(draft, None, today), stage=Stage.SIGNING)
    if missing:
        raise RuleBroken([Message(one.text, one.values) for one in missing])
