"""Reads the plain words of a kept file, whatever its layout; called in a process of its own."""

import re

from ..messages import Message, RuleBroken

PAGES_MOST = 300
# A mark of no width ends a word, as PDF readers measure it, and the next letter seems to begin another.
_TORN_LAO = re.compile("(?<=[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]) (?=[\u0e80-\u0eff])")


def text_of_file(content: bytes, *, name: str) -> str:
    """The words of a PDF, DOCX, HTML or text file; raises RuleBroken where there are none. A scan has none."""
    if content.startswith(b"%PDF"):
        return _text_of_pdf(content)
    # Only a file of that kind pays for its reader, and only in the child.
    from ..intake.files import text_of

    return text_of(name, content).text


def _text_of_pdf(content: bytes) -> str:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        paper = PdfDocument(content)
        pages = [
            paper[number].get_textpage().get_text_range() for number in range(min(len(paper), PAGES_MOST))
        ]
    except PdfiumError as problem:
        raise RuleBroken(Message("This PDF cannot be read.")) from problem
    return _TORN_LAO.sub("", "\n".join(pages))
