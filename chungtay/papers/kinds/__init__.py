"""Kinds of paper that an office writes: facts in (`PlanPaper` …), the sheet in the official order out.

    messages = check(paper)               # what is missing, each with the field that it speaks of
    sheet = sheet_of(paper)               # RuleBroken with all of them where something is
    pdf.printed(sheet), docx.written(sheet)

A draft is looked at by `sheet_of(paper, stage=Stage.DRAFT)`: what is missing stays blank.
"""

from collections.abc import Mapping
from types import MappingProxyType

from .appendix import AppendixPaper
from .check import check
from .criticism import CriticismPaper, Remark
from .dispatch import DispatchPaper
from .drawing import KIND_WORDS, sheet_of
from .greeting import OCCASIONS, GreetingPaper
from .invitation import InvitationPaper
from .memorandum import EqualText, MemorandumPaper
from .minutes import Attendance, MeetingTask, MinutesPaper
from .paper import AppendixPart, Head, Paper, Part, PlainTable, Responsibility, SignerLine, Stage
from .plan import PlanContent, PlanPaper, PlanTask
from .programme import ProgrammePaper
from .recommending import AnswerStep, EscalationPaper, RecommendationPaper, RecommendationRecordPaper
from .supervision import Recommendation, SupervisionPlanPaper, SupervisionReportPaper, SupervisionStep

KINDS: Mapping[str, type[Paper]] = MappingProxyType(
    {
        "memorandum": MemorandumPaper,
        "programme": ProgrammePaper,
        "plan": PlanPaper,
        "dispatch": DispatchPaper,
        "invitation": InvitationPaper,
        "minutes": MinutesPaper,
        "supervision_plan": SupervisionPlanPaper,
        "supervision_report": SupervisionReportPaper,
        "criticism": CriticismPaper,
        "greeting": GreetingPaper,
        "recommendation": RecommendationPaper,
        "escalation": EscalationPaper,
        "recommendation_record": RecommendationRecordPaper,
        "appendix": AppendixPaper,
    }
)

__all__ = [
    "KINDS",
    "KIND_WORDS",
    "OCCASIONS",
    "AnswerStep",
    "AppendixPaper",
    "AppendixPart",
    "Attendance",
    "CriticismPaper",
    "DispatchPaper",
    "EqualText",
    "EscalationPaper",
    "GreetingPaper",
    "Head",
    "InvitationPaper",
    "MeetingTask",
    "MemorandumPaper",
    "MinutesPaper",
    "Paper",
    "Part",
    "PlainTable",
    "PlanContent",
    "PlanPaper",
    "PlanTask",
    "ProgrammePaper",
    "Recommendation",
    "RecommendationPaper",
    "RecommendationRecordPaper",
    "Remark",
    "Responsibility",
    "SignerLine",
    "Stage",
    "SupervisionPlanPaper",
    "SupervisionReportPaper",
    "SupervisionStep",
    "check",
    "sheet_of",
]
