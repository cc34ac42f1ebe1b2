"""The right side of the desk: each fact with its fields, numbered like the place in the text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.answers.intake import PLAN, own_document

from .forms import AGREED, CONTENT, FIGURE, PARTY, PHASE, DraftForm


@dataclass
class Pick:
    """`number` is 0 where the fact was read from no single place."""

    path: str
    label: str | Promise
    fields: list[BoundField] = field(default_factory=list)
    shown: str = ""  # a fact that needs no field
    many: list[str] = field(default_factory=list)  # a numbered list to look things up in
    number: int = 0
    doubtful: bool = False

    @property
    def heading(self) -> str | Promise:
        """Only where the first field does not say the same itself."""
        return (
            "" if len(self.fields) == 1 or any(f.label == self.label for f in self.fields[:1]) else self.label
        )


def picks(form: DraftForm) -> list[Pick]:
    """In the order of reading, and numbered where the text told them."""
    told = {span["path"]: bool(span.get("doubtful")) for span in form.draft["spans"]}
    found = [
        pick
        for pick in (*heads(form), *lists(form), *only_shown(form.draft))
        if pick.fields or pick.shown or pick.many
    ]
    number = 0
    for pick in found:
        if pick.path in told:
            number += 1
            pick.number, pick.doubtful = number, told[pick.path]
    return found


def heads(form: DraftForm) -> Iterator[Pick]:
    own = form.draft["documents"].index(own_document(form.draft)) if own_document(form.draft) else -1
    yield Pick("kind", _("Kind"), named(form, "kind"))
    yield Pick(
        f"documents.{own}", _("Paper"), named(form, "document", "title", "number", "issued_on", "said_by")
    )
    yield Pick("agreement", _("Programme"), named(form, "agreement", "agreement_name"))
    yield Pick("since", _("Relations"), named(form, "relations_since"))
    yield Pick("purpose", _("Purpose"), named(form, "purpose"))
    yield Pick("frameworks.0", _("Framework"), named(form, "framework"))
    if form.initial.get("plan_year") or "plan_year" in form.data:
        yield Pick("plan_year", _("Year"), named(form, "plan_year"))


def lists(form: DraftForm) -> Iterator[Pick]:
    is_plan = form.draft["kind"] == PLAN
    figure_label = _("Target in the plan") if is_plan else _("Figure in the text: quoted, never posted")
    labels = {
        PARTY: (_("Party"), ("", ".same")),
        PHASE: (_("Phase"), ("", ".first", ".last")),
        CONTENT: (_("Content"), ("", ".signed", ".lead", ".due", ".product")),
        AGREED: (_("Agreed for the next phase"), ("",)),
        FIGURE: (figure_label, ("", ".qualifier", ".indicator")),
    }
    for key, (label, parts) in labels.items():
        if key == CONTENT and form.signed:
            yield Pick(
                "signed", _("Signed contents of this phase"), many=[text for _number, text in form.signed]
            )
        for position, value in enumerate(form.draft[key]):
            path = f"{key}.{position}"
            pick = Pick(path, label, named(form, *(path + part for part in parts)))
            if key == FIGURE:
                pick.shown = " ".join(str(value[name]) for name in ("unit", "of") if value.get(name))
            yield pick


def only_shown(draft: dict[str, Any]) -> Iterator[Pick]:
    """What the text also told; it stays with the reading."""
    event = draft.get("event")
    if event:
        told = (event.get("type"), day_as_told(event.get("date")), event.get("place"))
        yield Pick("event", _("Event"), shown=", ".join(part for part in told if part))
    for position, document in enumerate(draft["documents"]):
        if document["role"] == "ref":
            told = (document.get("type"), document.get("number"), day_as_told(document.get("date")))
            yield Pick(f"documents.{position}", _("Refers to"), shown=" ".join(part for part in told if part))
    for name, label in (("published", _("Published")), ("author", _("Author")), ("source", _("Source"))):
        if draft.get(name):
            words = str(draft[name])
            yield Pick(name, label, shown=day_as_told(words) if name == "published" else words)


def day_as_told(told: str | None) -> str:
    """`30/12` of "--12-30", where the text gave no year; `30/12/2024` otherwise."""
    return "/".join(reversed([part for part in (told or "").split("-") if part]))


def named(form: DraftForm, *names: str) -> list[BoundField]:
    return [form[name] for name in names if name in form.fields]
