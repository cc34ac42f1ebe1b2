"""Fields in which papers are chosen."""

from django import forms
from django.utils.text import Truncator

from chungtay.models import Document
from chungtay.screens.tags import said_plain

LONGEST = 120  # letters of a title


class PaperChoices(forms.ModelMultipleChoiceField):
    """Papers to tick: which number is whose, and of which day."""

    def label_from_instance(self, paper: Document) -> str:
        title = Truncator(said_plain(paper, "title")).chars(LONGEST)
        issued = f"{paper.issued_on:%d/%m/%Y}" if paper.issued_on else ""
        return " · ".join(part for part in (title, paper.number, issued) if part)
