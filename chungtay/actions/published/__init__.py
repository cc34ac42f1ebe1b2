"""Copies what was approved to where the public reads, and takes it away again. The only way there."""

from .articles import copy_article, withdraw_copies
from .documents import publish_document, withdraw_document
from .events import drop_event, publish_event, withdraw_event
from .programmes import copy_programme, renew_programme, withdraw_programme
from .results import copy_review_figures, publish_results, withdraw_results
from .units import copy_units

__all__ = [
    "copy_article",
    "copy_programme",
    "copy_review_figures",
    "copy_units",
    "drop_event",
    "publish_document",
    "publish_event",
    "publish_results",
    "renew_programme",
    "withdraw_copies",
    "withdraw_document",
    "withdraw_event",
    "withdraw_programme",
    "withdraw_results",
]
