"""Remembers copies of what the public may see. Imports no other room, so that no mistake elsewhere leaks.

A copy is made when somebody who may publishes, and stands alone: its days, names and numbers need no other table.
"""

from .articles import ArticleCopy, FileCopy, FileUse, OldAddress, path_of
from .counting import ViewDay, VisitDay, Visiting
from .events import EventCopy, EventKind
from .portals import Edition, HelpLine, LinkKind, NewsCategory, Portal, PortalLink
from .programmes import DocumentCopy, FigureCopy, PlanCopy, ProgrammeCopy
from .results import ResultTable
from .units import UnitCopy

__all__ = [
    "ArticleCopy",
    "NewsCategory",
    "DocumentCopy",
    "Edition",
    "EventCopy",
    "EventKind",
    "FigureCopy",
    "FileCopy",
    "FileUse",
    "HelpLine",
    "LinkKind",
    "OldAddress",
    "PlanCopy",
    "Portal",
    "PortalLink",
    "ProgrammeCopy",
    "ResultTable",
    "UnitCopy",
    "ViewDay",
    "VisitDay",
    "Visiting",
    "path_of",
]
