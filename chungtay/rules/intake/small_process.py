"""From the bytes of a file to its draft in one step, said in JSON: so it can be done in a small process of its own."""

from typing import Any

from chungtay.rules.intake.files import text_of
from chungtay.rules.intake.reader import read_paper
from chungtay.rules.messages import RuleBroken


def draft_in(content: bytes, *, name: str) -> dict[str, Any]:
    """`{"text", "draft"}`; RuleBroken where nothing of a cooperation programme stands in it."""
    draft = read_paper(text_of(name, content))
    if draft.refusal:
        raise RuleBroken(draft.refusal)
    return {"text": draft.text, "draft": draft.as_json()}
