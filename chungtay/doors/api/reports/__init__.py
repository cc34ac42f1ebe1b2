"""Reports over the API: what is told of them, what is sent to them, and the operations."""

from .operations import router
from .shapes import ReportFull, ReportOut

__all__ = ["ReportFull", "ReportOut", "router"]
