"""First floor: what is remembered. Other floors import from here; inside, each file imports from the file it needs."""

from .accounts import Binding, FailedTries, Invitation, KnownDevice
from .activities import Activity, ActivityKind, Attendance
from .agreements import (
    Agreement,
    AgreementKind,
    Assignment,
    Commitment,
    Phase,
    Seat,
    SeatHolding,
    SeatRole,
)
from .audit import AuditHead, AuditLine
from .boards import SavedView
from .directives import Directive, Reminder
from .documents import Document, DocumentFile, PlacePicture
from .indicators import Breakdown, Category, Combination, Dimension, Indicator, IndicatorVersion
from .intake import Reading, ReadingCorrection
from .ledger import (
    Entry,
    LedgerHead,
    LoadedKeys,
    Posting,
    QuotedFigure,
    Served,
    Source,
    Statement,
    Target,
)
from .meetings import Decision, Meeting
from .people import (
    Account,
    Organisation,
    OrganisationChange,
    OrganisationKind,
    OrganisationSuccession,
    Person,
    Post,
)
from .places import GroupMembership, MapStamp, Place, PlaceAlias, PlaceGroup, PlaceKind, Succession
from .plans import ChangeRequest, Content, Plan, PlanAcceptance, Priority
from .published import Article, Attachment, FigureCopy, ProgrammeCopy
from .registers import Club, ClubServing
from .reports import Approval, Cell, Correction, Form, HandIn, Line, Question, Report, Return
from .reviews import Direction, Figure, Narrative, Review, ReviewKind
from .sharing import GivenResults, Share
from .signing import EqualText, Opinion, SeatSuccession, Signature, StandingChange
from .tasks import Task, TaskMove, TaskPart
from .versions import Version
from .wordings import Term, Wording

__all__ = [
    "Account",
    "Activity",
    "ActivityKind",
    "Agreement",
    "AgreementKind",
    "Approval",
    "Article",
    "Assignment",
    "Attachment",
    "Attendance",
    "AuditHead",
    "AuditLine",
    "Binding",
    "Breakdown",
    "Category",
    "Cell",
    "ChangeRequest",
    "Club",
    "ClubServing",
    "Combination",
    "Commitment",
    "Content",
    "Correction",
    "Decision",
    "Dimension",
    "Direction",
    "Directive",
    "Document",
    "DocumentFile",
    "Entry",
    "EqualText",
    "FailedTries",
    "Figure",
    "FigureCopy",
    "Form",
    "GivenResults",
    "GroupMembership",
    "HandIn",
    "Indicator",
    "IndicatorVersion",
    "Invitation",
    "KnownDevice",
    "LedgerHead",
    "LoadedKeys",
    "Line",
    "MapStamp",
    "Meeting",
    "Narrative",
    "Opinion",
    "Organisation",
    "OrganisationChange",
    "OrganisationKind",
    "OrganisationSuccession",
    "Person",
    "Phase",
    "Place",
    "PlaceAlias",
    "PlaceGroup",
    "PlaceKind",
    "PlacePicture",
    "Plan",
    "PlanAcceptance",
    "Post",
    "Posting",
    "Priority",
    "ProgrammeCopy",
    "Question",
    "QuotedFigure",
    "Reading",
    "ReadingCorrection",
    "Reminder",
    "Report",
    "Return",
    "Review",
    "ReviewKind",
    "SavedView",
    "Seat",
    "SeatHolding",
    "SeatRole",
    "SeatSuccession",
    "Served",
    "Share",
    "Signature",
    "Source",
    "StandingChange",
    "Statement",
    "Succession",
    "Target",
    "Task",
    "TaskMove",
    "TaskPart",
    "Term",
    "Version",
    "Wording",
]
