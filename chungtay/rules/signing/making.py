"""Says what is wrong with drafting, proposing and signing a text, and with asking for opinions; all of it at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..messages import Message
from .life import STANDS, Answer, State, Step, faults_of_step, refuse


def check_draft(
    *, name: str, bodies: Sequence[object], others: int, term: tuple[str, date, date] | None, languages: int
) -> None:
    """`bodies`: whoever would hold a seat, the drafter first; `term`: name and days of the first phase."""
    faults = []
    if not name.strip():
        faults.append(Message("Give the agreement a name.", where="name"))
    if not others:
        faults.append(Message("An agreement has at least two sides. Choose the other one.", where="others"))
    if len(set(bodies)) < len(bodies):
        faults.append(Message("Each side is another body. One is named twice.", where="others"))
    if not languages:
        faults.append(Message("Choose in which languages the text is equal.", where="languages"))
    if term:
        faults += faults_of_term(*term)
    refuse(faults)


def faults_of_term(name: str, first_on: date, last_on: date) -> list[Message]:
    faults = []
    if not name.strip():
        faults.append(Message("Give the phase a name, as people call it: 2024–2029.", where="phase"))
    if last_on < first_on:
        faults.append(Message("The phase ends before it begins.", where="last_on"))
    return faults


@dataclass(frozen=True, slots=True)
class SideFacts:
    """A side on the day in question: its number, the name of its body, whether it has signed already."""

    number: int
    body: str | None
    signed: bool = False


def faults_of_sides(sides: Sequence[SideFacts], day: date) -> list[Message]:
    faults = []
    if len(sides) < 2:
        faults.append(
            Message("An agreement has at least two sides. Add the one that is missing.", where="seat")
        )
    for side in sides:
        if not side.body:
            text = "Side %(number)s has no body on %(day)s. Say first who holds it that day."
            faults.append(Message(text, {"number": side.number, "day": day}, "seat"))
    return faults


def check_proposal(*, state: State, sides: Sequence[SideFacts], day: date) -> None:
    refuse(faults_of_step(state, Step.PROPOSE) + faults_of_sides(sides, day))


def check_asking(
    *, state: State, agency: str, asked_on: date, due_on: date | None, proposed_on: date | None, today: date,
    own_signed: bool,
) -> None:  # fmt: skip
    faults = faults_of_step(state, Step.ASK)
    if own_signed:
        faults.append(Message("Your side has signed already. Opinions are asked before that."))
    if not agency.strip():
        faults.append(Message("Write which agency is asked.", where="agency"))
    if asked_on > today:
        faults.append(Message("This day is still to come.", where="asked_on"))
    if proposed_on is not None and asked_on < proposed_on:
        text = "The text was proposed on %(day)s; opinions are asked from that day on."
        faults.append(Message(text, {"day": proposed_on}, "asked_on"))
    if due_on is not None and due_on < asked_on:
        faults.append(Message("The answer would be due before the agency is asked.", where="due_on"))
    refuse(faults)


def check_answer(
    *, state: State, is_last: bool, answered: date | None, asked_on: date, on: date, answer: Answer | None,
    text: str, today: date,
) -> None:  # fmt: skip
    """A remark is written down, and so is a no."""
    faults = faults_of_step(state, Step.LAST_ANSWER if is_last else Step.ANSWER)
    if answered is not None:
        faults = [Message("The answer of %(day)s is noted already.", {"day": answered})]
    if answer is None:
        faults.append(Message("Choose what the agency answered.", where="answer"))
    if on < asked_on:
        text_ = "The agency was asked on %(day)s; it cannot have answered before."
        faults.append(Message(text_, {"day": asked_on}, "answered_on"))
    if on > today:
        faults.append(Message("This day is still to come.", where="answered_on"))
    if answer in (Answer.AGREES_WITH_REMARKS, Answer.DISAGREES) and not text.strip():
        faults.append(Message("Write down what the agency remarks.", where="text"))
    refuse(faults)


def check_equal_text(*, state: State, language: str, languages: Sequence[str], has_file: bool) -> None:
    faults = []
    if state in (State.DRAFT, State.WITHDRAWN):
        faults.append(Message(STANDS[state]))
    if language not in languages:
        faults.append(Message("This text is not made in that language.", where="language"))
    if not has_file:
        faults.append(Message("Choose the file.", where="files"))
    refuse(faults)


@dataclass(frozen=True, slots=True)
class Signing:
    """What is known when a side signs. Days of the signing, not of the noting, decide who holds what."""

    state: State
    sides: Sequence[SideFacts]
    number: int  # of the side that signs
    signed_on: date
    today: date
    proposed_on: date | None
    follows_last: bool  # no other amendment came into force since the text was drawn up
    signer: str
    has_post: (
        bool | None
    )  # whether the signer's post is one of the side's body that day; None: only named by post
    lacking: Sequence[Message]  # languages without their file
    standing: State | None = None  # of the agreement, where this is an amendment


def check_signing(given: Signing) -> None:
    own = next(side for side in given.sides if side.number == given.number)
    step = Step.LAST_SIGN if is_last_signature(given.sides, given.number) else Step.SIGN
    faults = [Message("This side has signed already.", where="seat")] if own.signed else []
    faults = faults or faults_of_signing_state(given.state, step)
    faults += faults_of_sides(given.sides, given.signed_on)
    if given.standing in (State.ENDED,):
        faults.append(Message(STANDS[given.standing]))
    if not given.follows_last:
        text = "Another amendment came into force meanwhile. Bring this text up to date and propose it again."
        faults.append(Message(text))
    faults += faults_of_signing_day(given) + faults_of_signer(given, own)
    if step is Step.LAST_SIGN:
        text = "Keep the signed text first: %(language)s. With the last signature the texts are complete."
        faults += [Message(text, {"language": language}, "seat") for language in given.lacking]
    refuse(faults)


def is_last_signature(sides: Sequence[SideFacts], number: int) -> bool:
    return all(side.signed for side in sides if side.number != number)


def faults_of_signing_state(state: State, step: Step) -> list[Message]:
    if state is State.DRAFT:
        return [Message("The text has not been proposed yet. Propose it to the other sides first.")]
    if state is State.ASKED:
        text = "An agency that your side asked has not answered. Note its answer, or that none came."
        return [Message(text)]
    return faults_of_step(state, step)


def faults_of_signing_day(given: Signing) -> list[Message]:
    if given.signed_on > given.today:
        return [Message("This day is still to come.", where="signed_on")]
    if given.proposed_on is not None and given.signed_on < given.proposed_on:
        text = "The text was proposed on %(day)s; it cannot have been signed before."
        return [Message(text, {"day": given.proposed_on}, "signed_on")]
    return []


def faults_of_signer(given: Signing, own: SideFacts) -> list[Message]:
    if not given.signer.strip():
        return [Message("Write in which post the text was signed.", where="signer")]
    if given.has_post is False:
        text = "The signer held no post in %(body)s on %(day)s. Choose a post of that body, or mend the day."
        return [Message(text, {"body": own.body or "", "day": given.signed_on}, "signer")]
    return []
