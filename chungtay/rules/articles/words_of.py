"""Takes the text of an article from a Word file: headings, lists, tables, bold. Runs in the small process."""

import io
import zipfile
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from ..messages import Message, RuleBroken
from .pasting import MARKS, tidied

BROKEN = "The Word file cannot be read. Open it in your program, save it again and choose that copy."


def read_word(content: bytes) -> dict[str, str]:
    """`{"title", "body"}`: the first heading or line is the title, the rest Markdown."""
    try:
        paper = Document(io.BytesIO(content))
        blocks = [_block(one) for one in paper.iter_inner_content()]
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        OSError,
        zipfile.BadZipFile,
        AttributeError,
        SyntaxError,
    ):
        raise RuleBroken(Message(BROKEN, where="file")) from None
    blocks = [block for block in blocks if block]
    if not blocks:
        raise RuleBroken(Message("The Word file holds no text.", where="file"))
    title, *rest = blocks
    return {
        "title": title.lstrip("# ").replace("**", "").replace("\n", " ")[:300],
        "body": tidied(_joined(rest)),
    }


def _joined(blocks: list[str]) -> str:
    text = ""
    for block in blocks:
        goes_on = block.startswith("- ") and text.rsplit("\n", 1)[-1].startswith("- ")
        text += (("\n" if goes_on else "\n\n") if text else "") + block
    return text


def _block(one: Any) -> str:
    if isinstance(one, Table):
        rows = [
            [cell.text.replace("\n", " ").replace("|", "\\|").strip() for cell in row.cells]
            for row in one.rows
        ]
        if not rows:
            return ""
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])
    assert isinstance(one, Paragraph)
    style = one.style.name.lower() if one.style is not None and one.style.name else ""
    words = "".join(_run(run) for run in one.runs).replace("****", "").strip()
    if not words:
        return ""
    if style.startswith("heading") or style == "title":
        return "## " + words.replace("**", "")
    is_item = "list" in style or (one._p.pPr is not None and one._p.pPr.numPr is not None)
    return ("- " if is_item else "") + words


def _run(run: Any) -> str:
    words = MARKS.sub(r"\\\1", run.text)
    bare = words.strip()
    return words.replace(bare, f"**{bare}**") if run.bold and bare else words
