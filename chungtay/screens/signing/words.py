"""What pages call the kinds of agreement, the roles of sides, answers of agencies, turns and languages."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from chungtay.models import AgreementKind, SeatRole
from chungtay.rules.signing import Answer, Turn

KINDS: dict[str, Promise] = {
    AgreementKind.MEMORANDUM: pgettext_lazy("agreement", "Memorandum"),
    AgreementKind.COORDINATION_PROGRAMME: pgettext_lazy("agreement", "Coordination programme"),
    AgreementKind.COORDINATION_REGULATION: pgettext_lazy("agreement", "Coordination regulation"),
    AgreementKind.COOPERATION_AGREEMENT: pgettext_lazy("agreement", "Cooperation agreement"),
    AgreementKind.JOINT_RESOLUTION: pgettext_lazy("agreement", "Joint resolution"),
    AgreementKind.TWINNING: pgettext_lazy("agreement", "Twinning"),
}
ROLES: dict[str, Promise] = {
    SeatRole.PARTY: pgettext_lazy("seat", "party"),
    SeatRole.LEAD: pgettext_lazy("seat", "leads"),
    SeatRole.COORDINATING: pgettext_lazy("seat", "coordinates"),
    SeatRole.WITNESS: pgettext_lazy("seat", "witness"),
}
ANSWERS: dict[str, Promise] = {
    Answer.AGREES: pgettext_lazy("opinion", "Agrees"),
    Answer.AGREES_WITH_REMARKS: pgettext_lazy("opinion", "Agrees, with remarks"),
    Answer.DISAGREES: pgettext_lazy("opinion", "Does not agree"),
    Answer.NONE_CAME: pgettext_lazy("opinion", "No answer came"),
}
TURNS: dict[str, Promise] = {
    Turn.SUSPENDED: pgettext_lazy("agreement", "Suspended"),
    Turn.RESUMED: pgettext_lazy("agreement", "Taken up again"),
    Turn.EXTENDED: pgettext_lazy("agreement", "Extended"),
    Turn.ENDED: pgettext_lazy("agreement", "Ended"),
}
TONGUES: dict[str, Promise] = {
    "vi": pgettext_lazy("language", "Vietnamese"),
    "lo": pgettext_lazy("language", "Lao"),
    "en": pgettext_lazy("language", "English"),
}


def agreement_word(kind: str) -> str:
    return str(KINDS[kind])


def seat_word(role: str) -> str:
    return str(ROLES[role])


def answer_word(answer: str) -> str:
    return str(ANSWERS[answer])


def turn_word(turn: str) -> str:
    return str(TURNS[turn])


def tongue_word(language: str) -> str:
    return str(TONGUES[language])


def agreement_mark(state: str) -> str:
    """The name of the mark and word in `states.py`."""
    return f"agreement_{state}"


FILTERS = (agreement_word, agreement_mark, seat_word, answer_word, turn_word, tongue_word)
