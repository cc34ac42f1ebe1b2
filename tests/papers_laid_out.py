"""Word files as offices lay them out, a paragraph a text."""

import io

from docx import Document


def laid_out(*texts: str) -> bytes:
    made = Document()
    for text in texts:
        made.add_paragraph(text)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()
