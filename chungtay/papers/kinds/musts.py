"""Which fields of each kind of paper may not be empty, and what is said where one is."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .appendix import AppendixPaper
from .criticism import CriticismPaper
from .dispatch import DispatchPaper
from .greeting import GreetingPaper
from .invitation import InvitationPaper
from .memorandum import MemorandumPaper
from .minutes import MinutesPaper
from .paper import Paper, Stage
from .plan import PlanPaper
from .programme import ProgrammePaper
from .recommending import EscalationPaper, RecommendationPaper, RecommendationRecordPaper
from .supervision import SupervisionPlanPaper, SupervisionReportPaper


@dataclass(frozen=True)
class Must:
    """A field, the sentence that asks for it, and from which stage on."""

    field: str
    sentence: str
    since: Stage = Stage.SIGNING


OF_ALL = (Must("head.issuers", "Say which body issues the paper."),)

_PLACE = Must("head.place", "Say in which place the paper is issued.")
_DAY = Must("head.day", "Say on which day the paper was signed.", Stage.ISSUED)
_NUMBER = Must("head.number", "Give the paper its number.", Stage.ISSUED)
_SYMBOL = Must("head.symbol", "Say which letters follow the number, such as KH-BTV.")
_ABSTRACT = Must("abstract", "Say in one line what the paper is about.")
_RECIPIENTS = Must("recipients", "Name at least one recipient.")
_CONTENTS = Must("contents", "Write at least one content.")
_PURPOSE = Must("purpose", "Write the purpose.")

_ADDRESSEES = Must("addressees", "Say to whom the dispatch goes.")
_RECOMMENDED = Must("recommendations", "Write at least one recommendation and to whom it goes.")

# Signed, then given a number in the register, and sent out.
_LETTER = (_PLACE, _SYMBOL, _NUMBER, _DAY, _ABSTRACT)  # to whom it goes stands above its text
_SENT_OUT = (*_LETTER, _RECIPIENTS)

OF_KIND: Mapping[type[Paper], tuple[Must, ...]] = MappingProxyType(
    {
        MemorandumPaper: (
            _DAY,
            Must("texts", "Give the text of the memorandum in at least one language."),
        ),
        ProgrammePaper: (
            *_SENT_OUT,
            Must("first_on", "Say on which day the programme begins."),
            Must("last_on", "Say on which day the programme ends."),
            _PURPOSE,
            _CONTENTS,
        ),
        PlanPaper: (*_SENT_OUT, Must("year", "Say for which year the plan is."), _PURPOSE, _CONTENTS),
        DispatchPaper: (
            _PLACE,
            _SYMBOL,
            _NUMBER,
            _DAY,
            _ABSTRACT,
            _ADDRESSEES,
            Must("body", "Write the text of the dispatch."),
        ),
        InvitationPaper: (
            _PLACE,
            _SYMBOL,
            _NUMBER,
            _DAY,
            _ABSTRACT,
            Must("invitees", "Say who is invited."),
            Must("begins_at", "Say on which day and at what time one meets."),
            Must("venue", "Say where one meets."),
        ),
        MinutesPaper: (
            _PLACE,
            _DAY,
            _ABSTRACT,
            Must("venue", "Say where one met."),
            Must("chair", "Say who chaired the meeting, by post."),
            Must("secretary", "Say who wrote the minutes, by post."),
            Must("attendance", "Say which bodies attended."),
        ),
        SupervisionPlanPaper: (
            *_SENT_OUT,
            _PURPOSE,
            Must("matters", "Say what is looked into."),
            Must("bodies", "Name the bodies that are supervised."),
            Must("form", "Say in which form the supervision is done."),
            Must("team", "Name the team by post, its head first."),
            Must("first_on", "Say on which day the supervision begins."),
            Must("last_on", "Say on which day the supervision ends."),
        ),
        SupervisionReportPaper: (
            *_SENT_OUT,
            Must("results", "Write what was found."),
            _RECOMMENDED,
        ),
        CriticismPaper: (
            *_SENT_OUT,
            Must("remarks", "Write at least one point of the criticism."),
        ),
        GreetingPaper: (
            _PLACE,
            _DAY,
            Must("addressee", "Say to whom the letter goes."),
            Must("occasion", "Say on which occasion the letter is written."),
        ),
        RecommendationPaper: (*_LETTER, _ADDRESSEES, _RECOMMENDED),
        EscalationPaper: (
            *_LETTER,
            Must("addressees", "Say to which superior the letter goes."),
            _RECOMMENDED,
            Must("overdue", "Say which body has not answered, and since when."),
        ),
        RecommendationRecordPaper: (*_SENT_OUT, _RECOMMENDED, Must("course", "Tell at least one step.")),
        AppendixPaper: (Must("appendices", "Give the appendix at least one table or text."),),
    }
)
