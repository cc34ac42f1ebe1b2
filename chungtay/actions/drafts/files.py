"""The files of a paper: PDF in the house style, DOCX in the office's own layout where it has one."""

from datetime import date

from chungtay.answers.documents import file_bytes
from chungtay.answers.templates import template_for
from chungtay.models import Draft, FilePurpose, TemplateVersion
from chungtay.papers import docx, pdf
from chungtay.papers.kinds import Paper, Stage, sheet_of
from chungtay.papers.templates import fields_of

from ..templates import filled_version

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def file_of(draft: Draft, paper: Paper, form: str, today: date) -> bytes:
    """Of a numbered paper the file that was kept with it; of a draft a new one, with blanks where something lacks."""
    if draft.document is not None:
        kept = draft.document.files.filter(purpose=FilePurpose.WORKING, name__endswith=f".{form}").first()
        if kept is not None:
            return file_bytes(kept.sha256)
    return drawn(paper, form, template_of(draft, today))


def drawn(paper: Paper, form: str, template: TemplateVersion | None) -> bytes:
    if form == "docx" and template is not None:
        return filled_version(template, fields_of(paper))
    sheet = sheet_of(paper, stage=Stage.DRAFT)
    return pdf.printed(sheet) if form == "pdf" else docx.written(sheet)


def template_of(draft: Draft, today: date) -> TemplateVersion | None:
    """By which the office lays out such a paper today."""
    return template_for(draft.holder, draft.paper, draft.language, today)
