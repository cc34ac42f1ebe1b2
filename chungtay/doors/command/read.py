"""The verb `read`: what a paper says, each fact with the place it was read from. Wakes no database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from chungtay.rules.messages import Message, RuleBroken

if TYPE_CHECKING:  # reading is woken by the verb, not by `chungtay --help`
    from chungtay.rules.intake import Draft

SUMMARY = "read TXT, HTML or DOCX files into drafts"
EXAMPLE = "chungtay read plan.docx news.txt --json"
NEEDS: Literal["nothing", "django", "tables"] = "nothing"

BAD_INPUT = 2
SHOWN = 90  # letters of a passage on one line


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object a file, each on its own line")


def run(asked: argparse.Namespace) -> int:
    """Every file is read, whatever became of the one before."""
    status = 0
    for path in asked.files:
        try:
            draft = draft_of(path)
        except RuleBroken as broken:
            complain(path, broken.messages)
            status = BAD_INPUT
            continue
        sys.stdout.write(in_json(path, draft) if asked.json else in_lines(path, draft))
        if draft.refusal:
            complain(path, [draft.refusal])
            status = BAD_INPUT
    return status


def draft_of(path: Path) -> Draft:
    from chungtay.rules.intake import SIZE_MAX, read_paper, text_of

    try:
        with path.open("rb") as file:
            content = file.read(SIZE_MAX + 1)  # one byte more than may be read tells that it is too large
    except OSError as problem:
        text = "%(name)s cannot be opened: %(problem)s."
        raise RuleBroken(Message(text, {"name": path, "problem": problem.strerror})) from None
    return read_paper(text_of(path.name, content))


def complain(path: Path, messages: list[Message]) -> None:
    said = " ".join(str(message) for message in messages)
    # The name stands once: most sentences about a file begin with it.
    sys.stderr.write(f"chungtay: {said if path.name in said else f'{path.name}: {said}'}\n")


def in_json(path: Path, draft: Draft) -> str:
    return json.dumps({"file": path.name, **draft.as_json()}, ensure_ascii=False) + "\n"


def in_lines(path: Path, draft: Draft) -> str:
    lines = [f"{path.name}"]
    for fact in draft.facts:
        passage = " ".join(draft.text[fact.start : fact.end].split())
        mark = "?" if fact.doubtful else " "
        lines.append(f" {mark}{fact.kind}: {value_said(fact.value)}")
        lines.append(f"      {fact.start}–{fact.end} “{shortened(passage)}”")
    lines += [f" ? {doubt}" for doubt in draft.doubts]
    return "\n".join(lines) + "\n"


def value_said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(
            f"{key} {value_said(one)}" for key, one in value.items() if one not in (None, "", [])
        )
    if isinstance(value, list):
        return "–".join(value_said(one) for one in value)
    return shortened(str(value))


def shortened(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
