"""Lays out what the pages of the desk show: texts with their photos, the steps that are open, differences."""

import re
from dataclasses import dataclass

from django import forms
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.articles import Desk, content_of
from chungtay.models import Article
from chungtay.rules.articles import Change, Step, body_html, texts_of

PLACE = re.compile(r'<figure id="photo-(\d+)"></figure>')

BUTTONS: dict[Step, str | Promise] = {
    Step.HAND_IN: _("Hand the article in"),
    Step.TAKE_BACK: _("Take it back and write on"),
    Step.REVIEW: _("I have read it: it may go to the leader"),
    Step.SEND_BACK: _("Send back"),
    Step.APPROVE: _("Approve"),
    Step.SCHEDULE: _("Publish on a day"),
    Step.HOLD: _("Hold it back"),
    Step.PUBLISH: _("Publish"),
    Step.DISCARD: _("Give up this change"),
    Step.WITHDRAW: _("Withdraw"),
    Step.REOPEN: _("Write it anew"),
}
DONE: dict[Step, str | Promise] = {
    Step.HAND_IN: _("Handed in."),
    Step.TAKE_BACK: _("Taken back; write on."),
    Step.REVIEW: _("Noted: you have read it."),
    Step.SEND_BACK: _("Sent back with your reason."),
    Step.APPROVE: _("Approved. It holds for exactly this text."),
    Step.SCHEDULE: _("It goes out on its day by itself."),
    Step.HOLD: _("Held back. It goes out when you publish it."),
    Step.PUBLISH: _("Published. Everybody can read it now."),
    Step.DISCARD: _("Given up. The text is again as readers have it."),
    Step.WITHDRAW: _("Withdrawn. Nobody outside can read it any more."),
    Step.REOPEN: _("It is a draft again."),
}
TAKEN: dict[str, str | Promise] = {
    Step.WRITE: pgettext_lazy("article step", "Written"),
    Step.HAND_IN: pgettext_lazy("article step", "Handed in"),
    Step.TAKE_BACK: pgettext_lazy("article step", "Taken back"),
    Step.REVIEW: pgettext_lazy("article step", "Read by a second person"),
    Step.SEND_BACK: pgettext_lazy("article step", "Sent back"),
    Step.APPROVE: pgettext_lazy("article step", "Approved"),
    Step.SCHEDULE: pgettext_lazy("article step", "Its day was set"),
    Step.HOLD: pgettext_lazy("article step", "Held back"),
    Step.PUBLISH: pgettext_lazy("article step", "Published"),
    Step.DISCARD: pgettext_lazy("article step", "Change given up"),
    Step.WITHDRAW: pgettext_lazy("article step", "Withdrawn"),
    Step.REOPEN: pgettext_lazy("article step", "Taken up again"),
}
FIELDS: dict[str, str | Promise] = {
    "title": _("Title"), "summary": _("Summary"), "body": _("Text"), "programme_slug": _("Programme"),
    "author": _("Author"), "source": _("Source"), "source_url": _("Address of the source"),
    "terms": _("How it may be printed again"), "category": pgettext_lazy("article", "Category"),
    "slug": _("Address on the public site"),
    "tags": _("Tags"), "places": _("Places"), "portals": _("Public sites"), "leads": _("Lead story of the front page"),
    "related": _("Related articles"), "photos": _("Photos"), "files": _("Attached files"),
}  # fmt: skip
LOUD = (Step.HAND_IN, Step.REVIEW, Step.APPROVE, Step.PUBLISH, Step.REOPEN)
GRAVE = {
    Step.APPROVE: "article-approval",
    Step.PUBLISH: "article-publication",
    Step.SCHEDULE: "article-publication",
    Step.WITHDRAW: "article-withdrawal",
}
REASONED = {Step.SEND_BACK: _("Reason"), Step.WITHDRAW: _("Reason")}


@dataclass(frozen=True)
class StepForm:
    """One step as a form. `note`: the label of its words, "" where it takes none."""

    step: Step
    address: str
    button: str | Promise
    note: str | Promise
    is_loud: bool
    is_grave: bool
    has_day: bool


def step_forms(desk: Desk) -> list[StepForm]:
    """The first is the one that is waited for. What was handed in may be published at once by who approves it."""
    open_steps = list(desk.open)
    if Step.APPROVE in open_steps:
        open_steps.insert(open_steps.index(Step.APPROVE) + 1, Step.PUBLISH)
        # Who approves has read it, and who did not write it sends it back instead of taking it back.
        open_steps = [step for step in open_steps if step not in (Step.REVIEW, Step.TAKE_BACK)]
    told = [_form(step, desk) for step in dict.fromkeys(open_steps) if step is not Step.WRITE]
    return sorted(told, key=lambda form: (form.is_grave, not form.is_loud))


def _form(step: Step, desk: Desk) -> StepForm:
    note: str | Promise = REASONED.get(step, "")
    if step in (Step.PUBLISH, Step.SCHEDULE) and desk.is_changed:
        note = _("What was corrected, for readers")
    button = BUTTONS[step]
    if step is Step.PUBLISH and Step.APPROVE in desk.open:
        button = _("Approve and publish now")
    return StepForm(
        step=step, address=GRAVE.get(step, "article-steps"), button=button, note=note, is_loud=step in LOUD,
        is_grave=step in (Step.WITHDRAW, Step.SEND_BACK, Step.DISCARD), has_day=step is Step.SCHEDULE,
    )  # fmt: skip


class DayForm(forms.Form):
    goes_out_at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])


def body_shown(article: Article, markdown: str) -> str:
    """The text as readers will see it, with each photo in its place."""
    photos = list(article.photos.all())

    def placed(place: re.Match[str]) -> str:
        number = int(place[1])
        told = {"article": article, "photo": photos[number - 1]} if 1 <= number <= len(photos) else None
        return render_to_string("articles/_photo.html", told) if told else ""

    return PLACE.sub(placed, body_html(markdown))


@dataclass(frozen=True)
class TextShown:
    language: str
    title: str
    summary: str
    body: str


def texts_shown(article: Article) -> list[TextShown]:
    """The texts in the other languages."""
    told = texts_of(content_of(article))
    return [
        TextShown(language, text["title"], text.get("summary", ""), body_shown(article, text["body"]))
        for language, text in told.items()
        if language != article.language
    ]


@dataclass(frozen=True)
class ChangeShown:
    label: str | Promise
    language: str
    passages: list[object]


def changes_shown(changes: list[Change]) -> list[ChangeShown]:
    return [ChangeShown(FIELDS[one.field], one.language, list(one.passages)) for one in changes]
