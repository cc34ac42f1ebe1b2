"""What an officer types into a review: sections, directions, the frame, the conference, whom to ask."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.actions.reviews import outlines, read_directions
from chungtay.answers.reviews.sections import Written
from chungtay.answers.sentences import said
from chungtay.models import Conference, Review
from chungtay.rules.messages import RuleBroken
from chungtay.rules.reviews import Words
from chungtay.rules.reviews.conference import (
    read_commendations,
    read_opinions,
    typed_commendations,
    typed_opinions,
)
from chungtay.rules.reviews.parts import Commended, Opinion
from chungtay.rules.reviews.parts import Conference as Told
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.requests.forms import UnitsForm

AHEAD = timedelta(days=14)
LANGUAGES = ("", "_lo", "_en")


def box(label: Any, hint: Any = "", rows: int = 6, most: int = 20_000, lang: str = "vi") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "lang": lang})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=most, widget=area)


class SectionForm(forms.Form):
    """One section in three languages. What stood in the box when the page was opened goes along."""

    text = box(_("Words in Vietnamese"), rows=10)
    text_lo = box(_("Words in Lao"), lang="lo")
    text_en = box(_("Words in English"), lang="en")
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000, strip=False)

    def __init__(self, written: Written, data: Any = None) -> None:
        held = written.narrative
        start = {name: getattr(held, name) if held else "" for name in ("text", "text_lo", "text_en")}
        super().__init__(data, initial=start | {"seen": start["text"]})

    @property
    def words(self) -> Words:
        return Words(*(self.cleaned_data[f"text{ending}"] for ending in LANGUAGES))


class DirectionsForm(forms.Form):
    directions = box(_("Directions"), _("One a line; they are numbered in print."), 8)
    directions_lo = box(_("Words in Lao"), _("Line by line as above."), 8, lang="lo")
    directions_en = box(_("Words in English"), _("Line by line as above."), 8, lang="en")

    def __init__(self, review: Review, data: Any = None) -> None:
        rows = list(review.directions.all())
        start = {
            f"directions{ending}": "\n".join(getattr(row, f"text{ending}") for row in rows).rstrip()
            for ending in LANGUAGES
        }
        super().__init__(data, initial=start)

    @property
    def words(self) -> list[Words]:
        return read_directions(*(self.cleaned_data[f"directions{ending}"] for ending in LANGUAGES))


class FrameForm(forms.Form):
    title = LineField(label=_("Title"), max_length=500)
    title_lo = LineField(label=_("Title in Lao"), max_length=500, required=False)
    title_en = LineField(label=_("Title in English"), max_length=500, required=False)
    recipients = box(_("Recipients"), _("One a line, as they stand under “Recipients” on the paper."))

    def __init__(self, review: Review, data: Any = None) -> None:
        names = ("title", "title_lo", "title_en", "recipients")
        super().__init__(data, initial={name: getattr(review, name) for name in names})

    @property
    def titles(self) -> Words:
        return Words(*(self.cleaned_data[f"title{ending}"] for ending in LANGUAGES))


class ConferenceForm(forms.Form):
    held_on = DayField(label=_("Day"))
    venue = LineField(label=_("Where"), max_length=300, required=False)
    chair = LineField(
        label=_("Who chaired it"), help_text=_("By post, not by name."), max_length=300, required=False
    )
    attended = forms.IntegerField(label=_("How many came"), min_value=0, max_value=99_999, required=False)
    women = forms.IntegerField(label=_("Women among them"), min_value=0, max_value=99_999, required=False)
    bodies = box(_("Who was there"), _("One body a line."), 4, 4_000)
    opinions = box(
        _("What was said"), _("One a line, by post: Chair of the commune's Union: asks for more classes")
    )
    commendations = box(
        _("Commendations"), _("One a line: to whom; which award; for what"), 4,
    )  # fmt: skip

    def __init__(self, review: Review, data: Any = None) -> None:
        held = Conference.objects.filter(review=review).first()
        super().__init__(data, initial=as_typed(held) if held else None)

    def clean_opinions(self) -> tuple[Opinion, ...]:
        return read(read_opinions, self.cleaned_data["opinions"])

    def clean_commendations(self) -> tuple[Commended, ...]:
        return read(read_commendations, self.cleaned_data["commendations"])

    @property
    def told(self) -> Told:
        given = dict(self.cleaned_data)
        bodies = tuple(line.strip() for line in given.pop("bodies").splitlines() if line.strip())
        return Told(bodies=bodies, commended=given.pop("commendations"), **given)


class AskForm(UnitsForm):
    """Whom to ask for their part, by when, and with which heads."""

    due_on = DayField(label=_("Due on"))
    outline = box(_("Outline"), _("One heading a line. What units write comes back under these heads."), 12)

    def __init__(self, review: Review, today: date, data: Any = None) -> None:
        start = {"due_on": today + AHEAD, "outline": outlines(review)["outline"]}
        super().__init__(data, initial=start)


def read(reader: Any, text: str) -> Any:
    try:
        return reader(text)
    except RuleBroken as problem:
        raise forms.ValidationError([said(message) for message in problem.messages]) from problem


def as_typed(held: Conference) -> dict[str, Any]:
    names = ("held_on", "venue", "chair", "attended", "women", "bodies")
    opinions = (Opinion(one.said_by, one.text) for one in held.opinions.all())
    commended = (Commended(one.awarded_to, one.award, one.reason) for one in held.commendations.all())
    return {name: getattr(held, name) for name in names} | {
        "opinions": typed_opinions(opinions),
        "commendations": typed_commendations(commended),
    }
